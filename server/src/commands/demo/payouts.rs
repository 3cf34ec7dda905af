//! The invented payouts, each in another state, with bank details that belong to nobody.

use blkout_core::money::{CreatorSlug, Currency};
use blkout_core::payouts::PayoutId;
use blkout_core::payouts::bank::{AccountHolder, AccountNumber, BankAccount, BankDetails, Bic, Iban, SortCode};
use blkout_core::time::{DAY_MS, UtcMillis};
use blkout_store::{DetailsOwner, EmailAddress, MemberId, NewBatch, Store};

use super::people::STEWARDS;
use crate::commands::CommandError;
use crate::config::Config;
use crate::forms::payouts::fresh_payout;
use crate::payouts::DetailsSafe;
use crate::secrets::Vault;

/// Creators with bank details: whose, the name on the account, how many days ago they were entered. The others' money
/// waits.
const DETAILS: [(&str, &str, i64); 4] = [
    ("amara", "Amara Johnson", 210),
    ("dele", "Dele Okafor", 180),
    ("zuri", "Zuri Mensah", 2),
    ("nia", "Nia Wright", 90),
];
/// The example number of the IBAN registry, for the one creator with an account abroad.
const ABROAD: (&str, &str, &str) = ("nia", "DE89370400440532013000", "DEUTDEFF");
/// No bank has this sort code.
const SORT_CODE: &str = "00-00-01";

/// Enters bank details, schedules what is due and takes some payouts further: one arrives, one is with the bank, one
/// is approved, and one waits for its second approval.
pub(super) async fn arrange(store: &Store, config: &Config, now: UtcMillis) -> Result<(), CommandError> {
    let safe = DetailsSafe::new(Vault::new(config.secrets_key_file.clone()));
    let co_op = uk("The BLKOUT demonstration", 0)?;
    let sealed = safe.seal(store, (DetailsOwner::CoOp, 1), &co_op, now).await.map_err(refused)?;
    store.payouts().change_co_op_details(sealed).await.map_err(refused)?;
    for (place, (name, holder, days_ago)) in DETAILS.into_iter().enumerate() {
        let (id, slug) = creator(store, name).await?;
        let details = if name == ABROAD.0 { abroad(holder)? } else { uk(holder, place + 1)? };
        let changed_at = now.plus_ms(-days_ago * DAY_MS);
        let owner = (DetailsOwner::Creator(slug), 1);
        let sealed = safe.seal(store, owner, &details, changed_at).await.map_err(refused)?;
        store.payouts().change_bank_details(&id, sealed).await.map_err(refused)?;
    }
    let stewards = [member(store, STEWARDS[0]).await?, member(store, STEWARDS[1]).await?];
    let payouts = store.payouts();
    payouts.schedule_due(now, fresh_payout).await.map_err(refused)?;
    // Amara's and Dele's go to the bank; Dele's arrives.
    let (amara, dele) = (payout_of(store, "amara").await?, payout_of(store, "dele").await?);
    let (zuri, nia) = (payout_of(store, "zuri").await?, payout_of(store, "nia").await?);
    for id in [&amara, &dele] {
        approve(store, id, &stewards, now).await?;
    }
    let mut random = [0; 10];
    getrandom::fill(&mut random).map_err(refused)?;
    let new = NewBatch { random, currency: Currency::GBP, requested_on: now.date() };
    let file = payouts.make_batch(new, &stewards[0], now).await.map_err(refused)?;
    payouts.send_batch(&file, &stewards[0], now).await.map_err(refused)?;
    payouts.settle(&dele, &stewards[1], now).await.map_err(refused)?;
    approve(store, &nia, &stewards, now).await?;
    approve(store, &zuri, &stewards[..1], now).await
}

async fn approve(store: &Store, id: &PayoutId, by: &[MemberId], now: UtcMillis) -> Result<(), CommandError> {
    for steward in by {
        store.payouts().approve(id, steward, 1, now).await.map_err(refused)?;
    }
    Ok(())
}

fn uk(holder: &str, number: usize) -> Result<BankDetails, CommandError> {
    let number = AccountNumber::new(&format!("{number:08}")).map_err(refused)?;
    let account = BankAccount::Uk { sort_code: SortCode::new(SORT_CODE).map_err(refused)?, number };
    Ok(BankDetails { holder: AccountHolder::new(holder).map_err(refused)?, account })
}

fn abroad(holder: &str) -> Result<BankDetails, CommandError> {
    let (_, iban, bic) = ABROAD;
    let account =
        BankAccount::International { iban: Iban::new(iban).map_err(refused)?, bic: Bic::new(bic).map_err(refused)? };
    Ok(BankDetails { holder: AccountHolder::new(holder).map_err(refused)?, account })
}

async fn member(store: &Store, name: &str) -> Result<MemberId, CommandError> {
    creator_or_member(store, name).await.map(|(id, _)| id)
}

async fn creator(store: &Store, name: &str) -> Result<(MemberId, CreatorSlug), CommandError> {
    let (id, slug) = creator_or_member(store, name).await?;
    slug.map(|slug| (id, slug)).ok_or_else(|| CommandError::Refused(format!("the invented {name} is no creator")))
}

async fn creator_or_member(store: &Store, name: &str) -> Result<(MemberId, Option<CreatorSlug>), CommandError> {
    let email = EmailAddress::parse(&format!("{}@demo.invalid", name.to_ascii_lowercase())).map_err(refused)?;
    let found = store.members().credentials(&email).await?;
    let found = found.ok_or_else(|| CommandError::Refused(format!("the invented {name} is missing")))?.member;
    Ok((found.id, found.creator))
}

async fn payout_of(store: &Store, name: &str) -> Result<PayoutId, CommandError> {
    let (_, slug) = creator(store, name).await?;
    let found = store.payouts().history(&slug, 1).await?.pop();
    found.map(|payout| payout.id).ok_or_else(|| CommandError::Refused(format!("nothing is due to the invented {name}")))
}

fn refused(error: impl std::fmt::Display) -> CommandError {
    CommandError::Refused(format!("an invented payout was refused: {error}"))
}
