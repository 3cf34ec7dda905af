//! One currency of a creator's dashboard: what came in, what is owed now, by month, by work, and the statements.

use blkout_core::{
    ledger::TaxYear,
    money::{CreatorSlug, Currency, Money},
    payouts::owed,
    time::{CalendarMonth, UtcMillis},
};
use blkout_store::{CreatorAccount, NextPayout, WorkEarned};
use leptos::prelude::*;

use super::{chart::EarningsChart, next_payout::NextPayoutNote, statements::StatementLinks};

/// What one currency's card shows.
#[derive(Clone, Debug)]
pub struct Earnings {
    /// Whose.
    pub slug: CreatorSlug,
    /// The ledger.
    pub currency: Currency,
    /// Earned in each month in which there was anything, oldest first, in minor units.
    pub months: Vec<(CalendarMonth, i64)>,
    /// Earned over all time.
    pub earned: i64,
    /// Taken out for payouts over all time.
    pub paid_out: i64,
    /// The works that earned most, and whether there are more.
    pub works: (Vec<WorkEarned>, bool),
    /// The next payout.
    pub next: Option<NextPayout>,
}

impl Earnings {
    /// The currencies of an account with their sums; `None` where a sum does not fit.
    pub fn of(account: &CreatorAccount) -> Option<Vec<Self>> {
        let mut found: Vec<Self> = Vec::new();
        for month in &account.months {
            let earnings = Self::in_currency(&mut found, account, month.currency)?;
            earnings.months.push((month.month, month.amount));
            earnings.earned = earnings.earned.checked_add(month.amount)?;
        }
        for month in &account.paid_out {
            let earnings = Self::in_currency(&mut found, account, month.currency)?;
            earnings.paid_out = earnings.paid_out.checked_add(month.amount)?;
        }
        Some(found)
    }

    fn in_currency<'f>(found: &'f mut Vec<Self>, account: &CreatorAccount, currency: Currency) -> Option<&'f mut Self> {
        if let Some(place) = found.iter().position(|earnings| earnings.currency == currency) {
            return found.get_mut(place);
        }
        found.push(Self {
            slug: account.slug.clone(),
            currency,
            months: Vec::new(),
            earned: 0,
            paid_out: 0,
            works: (Vec::new(), false),
            next: None,
        });
        found.last_mut()
    }
}

/// The card of one currency.
#[component]
pub fn EarningsCard(
    /// What to show.
    earnings: Earnings,
    /// The address of the dashboard.
    path: String,
    /// The time of the request.
    now: UtcMillis,
) -> impl IntoView {
    let Earnings { slug, currency, months, earned, paid_out, works, next } = earnings;
    let money = move |minor| Money::new(minor, currency).to_string();
    let code = currency.code().to_owned();
    let figure = move |name: &str| format!("{code}:creator:{slug}:{name}");
    let this_month = months.iter().find(|(month, _)| *month == now.month()).map_or(0, |(_, minor)| *minor);
    let waiting = owed(earned, paid_out);
    let heading = format!("earned-{}", currency.code().to_ascii_lowercase());
    let first = months.first().map_or(now, |(month, _)| month.start());
    view! {
        <section class="card stack" aria-labelledby=heading.clone()>
            <h2 id=heading.clone()>"What you earned, in " {currency.code().to_owned()}</h2>
            <dl class="facts">
                <div>
                    <dt>"This month"</dt>
                    <dd class="money">{money(this_month)}</dd>
                </div>
                <div>
                    <dt>"All time"</dt>
                    <dd class="money" data-figure=figure("earned")>{money(earned)}</dd>
                </div>
                {waiting
                    .map(|waiting| {
                        view! {
                            <div>
                                <dt>"Owed to you now"</dt>
                                <dd class="money" data-figure=figure("owed")>{money(waiting)}</dd>
                            </div>
                        }
                    })}
                <div>
                    <dt>"Paid out, or on its way"</dt>
                    <dd class="money" data-figure=figure("paid_out")>{money(paid_out)}</dd>
                </div>
            </dl>
            {waiting.filter(|waiting| *waiting < 0).map(|_| debt())}
            {next.map(|next| view! { <NextPayoutNote next path=path.clone() /> })}
            <h3>"By month"</h3>
            <EarningsChart currency months=months.clone() />
            {by_work(currency, works)}
            <h3>"Statements"</h3>
            <StatementLinks path currency months first_year=TaxYear::of(first) this_year=TaxYear::of(now) />
        </section>
    }
}

/// More was given back than came in.
fn debt() -> impl IntoView {
    view! {
        <div class="notice notice--info">
            <p class="notice__title">"More was given back than came in"</p>
            <p>
                "A payer got money back after it had been shared, so your balance is below nought. You have done nothing \
                 wrong and nobody will ask you for money: what comes in next makes up for it first."
            </p>
        </div>
    }
}

fn by_work(currency: Currency, (works, more): (Vec<WorkEarned>, bool)) -> Option<impl IntoView> {
    if works.is_empty() {
        return None;
    }
    let heading = format!("works-{}", currency.code().to_ascii_lowercase());
    let shown = works.len();
    let rows = works.into_iter().map(|work| {
        let payments = match work.payments {
            1 => "1 payment".to_owned(),
            many => format!("{many} payments"),
        };
        let title = if work.title.is_empty() { "Without a title".to_owned() } else { work.title };
        view! {
            <tr>
                <th scope="row">
                    {title}
                    <small>{payments}</small>
                </th>
                <td class="number money">{Money::new(work.amount, currency).to_string()}</td>
            </tr>
        }
    });
    let rows = rows.collect::<Vec<_>>();
    Some(view! {
        <h3 id=heading.clone()>"By work"</h3>
        <div class="table-region" role="region" aria-label=format!("Works in {}, scrolls sideways", currency.code()) tabindex="0">
            <table class="table" aria-labelledby=heading.clone()>
                <thead>
                    <tr>
                        <th scope="col">"Work"</th>
                        <th scope="col" class="number">"Yours"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        {more
            .then(|| {
                view! { <p class="meta">{format!("The {shown} that earned most. Every one of them is in the statements below.")}</p> }
            })}
    })
}
