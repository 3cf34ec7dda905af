//! One transaction in a sentence, for somebody who looks at money for the first time.

use blkout_core::{
    ledger::TransactionKind as Kind,
    money::{CreatorSlug, Currency, Money},
};
use blkout_store::{LedgerRow, RowSplit};

/// Who got what, in words: `£12.34 paid: £9.26 creators, £1.23 platform, £1.85 community; fee 38p, borne by the co-op.`
/// Where `reader` is one of the creators, their own part is `you`.
pub fn in_words(row: &LedgerRow, reader: Option<&CreatorSlug>) -> String {
    let amount = small(row.gross.saturating_abs(), row.currency);
    let to = row.paid_to.as_ref().map_or_else(|| "a creator".to_owned(), ToString::to_string);
    match (&row.split, row.kind) {
        (Some(split), kind) => payment(row, split, kind, reader),
        (None, Kind::Fee) => format!("The processor charged {}, borne by the co-op.", small(fee(row), row.currency)),
        (None, Kind::Payout) => format!("{amount} moved from the payment processor to the co-op’s bank."),
        (None, Kind::PayoutScheduled) => format!("{amount} set aside for a payout to {to}, on its way."),
        (None, Kind::PayoutSettled) => format!("A payout of {amount} has arrived."),
        (None, Kind::PayoutReturned) => format!("A payout of {amount} failed; the money is {to}’s balance again."),
        (None, kind) => format!("{}: {amount}.", kind.label()),
    }
}

/// All that the processor kept: its fee on the row, and the row itself where it is nothing but a fee.
fn fee(row: &LedgerRow) -> i64 {
    row.fee.saturating_sub(row.gross)
}

fn payment(row: &LedgerRow, split: &RowSplit, kind: Kind, reader: Option<&CreatorSlug>) -> String {
    let verb = match kind {
        Kind::Refund | Kind::ManualRefund => "given back",
        Kind::Dispute => "taken back through the payer’s bank",
        Kind::DisputeReversal => "came back after a dispute",
        _ => "paid",
    };
    let money = |minor: i64| small(minor.saturating_abs(), row.currency);
    let fee = match row.fee {
        0 => String::new(),
        fee if fee < 0 => format!("; {} of the fee came back to the co-op", money(fee)),
        fee => format!("; fee {}, borne by the co-op", money(fee)),
    };
    let amount = money(row.gross);
    if split.weights.is_empty() {
        return format!("{amount} {verb}: a gift, whole to the community{fee}.");
    }
    let parts = [
        (creators(split, reader, money)),
        format!("{} platform", money(split.platform)),
        format!("{} community", money(split.community)),
    ];
    format!("{amount} {verb}: {}{fee}.", parts.join(", "))
}

fn creators(split: &RowSplit, reader: Option<&CreatorSlug>, money: impl Fn(i64) -> String) -> String {
    let all = split.creator_pool();
    let Some(reader) = reader.filter(|reader| split.weights.iter().any(|(slug, _)| slug == *reader)) else {
        return format!("{} creators", money(all));
    };
    let own = split.creators.iter().find(|(slug, _)| slug == reader).map_or(0, |(_, part)| *part);
    match split.weights.len() {
        1 => format!("{} you", money(own)),
        2 => format!("{} you, {} the other creator", money(own), money(all - own)),
        _ => format!("{} you, {} the other creators", money(own), money(all - own)),
    }
}

/// An amount as one says it: `38p`, `£12.34`. Not negative.
fn small(minor: i64, currency: Currency) -> String {
    if currency == Currency::GBP && minor < currency.minor_per_major() && minor > 0 {
        format!("{minor}p")
    } else {
        Money::new(minor, currency).to_string()
    }
}

#[cfg(test)]
mod tests {
    use blkout_core::{money::CreatorShare, time::UtcMillis};

    use super::*;

    fn slug(name: &str) -> CreatorSlug {
        CreatorSlug::new(name).unwrap()
    }

    fn row(kind: Kind, gross: i64, creators: &[(&str, i64)], platform: i64, community: i64) -> LedgerRow {
        let split = kind.concerns_a_payment().then(|| RowSplit {
            payment_id: "ch_1".to_owned(),
            share: CreatorShare::FLOOR,
            weights: creators.iter().map(|(name, _)| (slug(name), 1)).collect(),
            gross_before: 0,
            gross_after: gross,
            creators: creators.iter().map(|(name, part)| (slug(name), *part)).collect(),
            platform,
            community,
        });
        LedgerRow {
            id: 1,
            kind,
            at: UtcMillis(0),
            currency: Currency::GBP,
            gross,
            fee: 38,
            title: String::new(),
            split,
            paid_to: Some(slug("ada")),
            corrects: None,
            entry: Some(0),
        }
    }

    #[test]
    fn a_payment_is_said_whole() {
        let paid = row(Kind::Charge, 1_234, &[("ada", 926)], 123, 185);
        let words = "£12.34 paid: £9.26 creators, £1.23 platform, £1.85 community; fee 38p, borne by the co-op.";
        assert_eq!(in_words(&paid, None), words);
        assert_eq!(in_words(&paid, Some(&slug("bo"))), words);
        assert_eq!(in_words(&paid, Some(&slug("ada"))), words.replace("creators", "you"));
        let shared = row(Kind::Charge, 1_234, &[("ada", 500), ("bo", 426)], 123, 185);
        assert!(in_words(&shared, Some(&slug("bo"))).contains("£4.26 you, £5.00 the other creator,"));
    }

    #[test]
    fn gifts_refunds_and_payouts_too() {
        assert_eq!(
            in_words(&row(Kind::Charge, 500, &[], 0, 500), None),
            "£5.00 paid: a gift, whole to the community; fee 38p, borne by the co-op."
        );
        let back = LedgerRow { fee: 0, ..row(Kind::Refund, -400, &[("ada", -300)], -40, -60) };
        assert_eq!(in_words(&back, None), "£4.00 given back: £3.00 creators, 40p platform, 60p community.");
        assert_eq!(
            in_words(&row(Kind::PayoutScheduled, 2_000, &[], 0, 0), None),
            "£20.00 set aside for a payout to ada, on its way."
        );
        let fee = LedgerRow { fee: 0, ..row(Kind::Fee, -30, &[], 0, 0) };
        assert_eq!(in_words(&fee, None), "The processor charged 30p, borne by the co-op.");
        let penny = LedgerRow { fee: 0, ..row(Kind::Charge, 1, &[("ada", 1)], 0, 0) };
        assert_eq!(in_words(&penny, None), "1p paid: 1p creators, £0.00 platform, £0.00 community.");
    }
}
