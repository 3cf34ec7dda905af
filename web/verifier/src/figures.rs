//! The totals and balances on a page, against what the whole record adds up to.

use blkout_core::{
    ledger::CurrencyTotals,
    money::{CreatorSlug, Currency, Money},
    record::audit::Summary,
};

use crate::{job::Figure, report::Faults};

/// How many figures were compared, and how many have a name that this program does not know.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Compared {
    /// Compared.
    pub known: usize,
    /// Not compared.
    pub unknown: usize,
}

/// Holds each figure against the record.
pub fn compare(figures: &[Figure], summary: &Summary, faults: &mut Faults) -> Compared {
    let mut compared = Compared::default();
    for Figure { name, shown } in figures {
        let Some(right) = expected(name, summary) else {
            compared.unknown += 1;
            continue;
        };
        compared.known += 1;
        if *shown != right {
            faults.add(format!("{name}: the page shows {shown}, the record adds up to {right}."));
        }
    }
    compared
}

/// The figure called `GBP:creators` or `GBP:creator:SLUG:owed`. `None` for a name that this program does not know.
fn expected(name: &str, summary: &Summary) -> Option<String> {
    let (currency, name) = name.split_once(':')?;
    let currency: Currency = currency.parse().ok()?;
    let minor = if let Some(creator) = name.strip_prefix("creator:") {
        of_creator(creator, currency, summary)?
    } else {
        of_currency(name, summary.totals.iter().find(|totals| totals.currency == currency))?
    };
    Some(Money::new(minor, currency).to_string())
}

fn of_currency(name: &str, totals: Option<&CurrencyTotals>) -> Option<i64> {
    let figure: fn(&CurrencyTotals) -> i64 = match name {
        "charged" => |totals| totals.charged,
        "returned" => |totals| totals.returned,
        "creators" => |totals| totals.creator_pool,
        "platform" => |totals| totals.platform,
        "community" => |totals| totals.community,
        "gifts" => |totals| totals.gifts,
        "fees" => |totals| totals.fees,
        "paid_out" => |totals| totals.paid_out,
        "processor_balance" => |totals| totals.processor_balance,
        "for_work" => CurrencyTotals::for_work,
        "community_from_work" => CurrencyTotals::community_from_work,
        _ => return None,
    };
    Some(totals.map_or(0, figure))
}

/// `SLUG:earned`, `SLUG:owed` or `SLUG:paid_out`; a slug may hold a colon itself.
fn of_creator(name: &str, currency: Currency, summary: &Summary) -> Option<i64> {
    let (slug, what) = name.rsplit_once(':')?;
    let slug = CreatorSlug::new(slug).ok()?;
    let account = summary.owed.get(&(currency, slug)).copied().unwrap_or_default();
    match what {
        "earned" => Some(account.earned),
        "paid_out" => Some(account.paid_out),
        "owed" => account.now(),
        _ => None,
    }
}
