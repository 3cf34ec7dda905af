//! `GET /api/v1/ledger/totals`: who got what, by currency.

use std::collections::BTreeMap;

use axum::extract::State;
use axum::response::Response;
use blkout_core::ledger::{CurrencyTotals, Ratio};
use blkout_store::{Lowest, StoreError};
use serde::Serialize;
use utoipa::ToSchema;

use super::{Fraction, public};
use crate::api::problem::{Problem, fault};
use crate::app::AppState;

/// The totals of every currency that has transactions.
#[derive(Debug, Serialize, ToSchema)]
pub struct Totals {
    currencies: Vec<OneCurrency>,
}

/// What one currency's ledger adds up to, after all refunds, in minor units.
#[derive(Debug, Serialize, ToSchema)]
pub struct OneCurrency {
    /// ISO 4217, in small letters.
    #[schema(example = "gbp", min_length = 3, max_length = 3)]
    currency: String,
    /// How many transactions there are.
    transactions: i64,
    /// Gross of all payments.
    charged: i64,
    /// Given back by refunds and disputes, less what reversals of disputes brought back.
    returned: i64,
    /// To all creators together, over all time.
    creators: i64,
    /// To the platform.
    platform: i64,
    /// To the community fund, gifts included.
    community: i64,
    /// Of the community fund: payments that named no creator.
    gifts: i64,
    /// The community fund by purpose; sums to `community`.
    #[schema(value_type = BTreeMap<String, i64>)]
    community_by_purpose: BTreeMap<&'static str, i64>,
    /// The processor's fees, borne by the co-op.
    fees: i64,
    /// Fees by charges: what the processor takes on average. Absent when nothing was charged.
    average_fee: Option<Fraction>,
    /// Sent from the processor to the bank.
    paid_out: i64,
    /// Still at the processor.
    processor_balance: i64,
    /// In the co-op's bank, as far as the ledger knows.
    bank_balance: i64,
    /// In the cash box.
    cash_balance: i64,
    /// Taken out of creators' balances for payouts, payouts on their way included.
    creators_paid: i64,
    /// Of these, on their way.
    payouts_on_their_way: i64,
    /// The lowest share that creators were ever paid. Absent when only gifts were made.
    lowest_creator_share: Option<LowestShare>,
}

/// The lowest share that the creators of any payment were ever paid, and by which transaction; of equal ones the first.
#[derive(Debug, Serialize, ToSchema)]
pub struct LowestShare {
    #[serde(flatten)]
    share: Fraction,
    /// The ledger's number of the transaction.
    transaction: i64,
    /// The payment, by the processor's charge id.
    payment: String,
}

/// Who got what of everything that was ever paid.
#[utoipa::path(
    get,
    path = "/api/v1/ledger/totals",
    tag = "ledger",
    responses(
        (status = 200, description = "The totals of every currency", body = Totals),
        (status = 429, description = "Too many questions for now; `Retry-After` says when to go on", body = Problem, content_type = "application/problem+json"),
        (status = 500, description = "A fault of ours", body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn totals(State(state): State<AppState>) -> Response {
    match read(&state).await {
        Ok(totals) => public(totals),
        Err(error) => fault(&error),
    }
}

async fn read(state: &AppState) -> Result<Totals, StoreError> {
    let ledger = state.store().ledger();
    let (totals, lowest) = futures::try_join!(ledger.totals(), ledger.lowest_shares())?;
    let currencies = totals.into_iter().map(|totals| {
        let lowest = lowest.iter().find(|lowest| lowest.currency == totals.currency);
        currency(&totals, lowest)
    });
    Ok(Totals { currencies: currencies.collect() })
}

fn currency(totals: &CurrencyTotals, lowest: Option<&Lowest>) -> OneCurrency {
    OneCurrency {
        currency: totals.currency.code().to_ascii_lowercase(),
        transactions: totals.transactions,
        charged: totals.charged,
        returned: totals.returned,
        creators: totals.creator_pool,
        platform: totals.platform,
        community: totals.community,
        gifts: totals.gifts,
        community_by_purpose: totals.purposes.iter().map(|(purpose, minor)| (purpose.slug(), *minor)).collect(),
        fees: totals.fees,
        average_fee: Ratio::new(totals.fees, totals.charged).map(Fraction::from),
        paid_out: totals.paid_out,
        processor_balance: totals.processor_balance,
        bank_balance: totals.bank_balance,
        cash_balance: totals.cash_balance,
        creators_paid: totals.creators_paid.values().fold(0, |sum, paid| sum.saturating_add(*paid)),
        payouts_on_their_way: totals.payouts_on_their_way,
        lowest_creator_share: lowest.map(|found| LowestShare {
            share: found.lowest.share.into(),
            transaction: found.lowest.number,
            payment: found.payment_id.clone(),
        }),
    }
}
