//! A creator's dashboard in the states that money can be in: nothing, a penny, paid out, below nought.

use blkout_core::ledger::TransactionKind;
use blkout_core::membership::MemberStatus;
use blkout_core::money::{CreatorSlug, Currency, Weights};
use blkout_core::payments::Entry;
use blkout_store::{DetailsOwner, FreshPayout, MemberId, SealedDetails};

use crate::site::{START, Site};

fn ada() -> CreatorSlug {
    CreatorSlug::new("ada").unwrap()
}

fn entry(number: i64, kind: TransactionKind, gross: i64, charge: &str) -> Entry {
    let weights = (kind == TransactionKind::Charge).then(|| (ada(), 1));
    Entry {
        id: format!("txn_{number}"),
        at: START.plus_ms(number * 1_000),
        currency: Currency::GBP,
        kind,
        gross,
        fee: 0,
        net: gross,
        charge_id: charge.to_owned(),
        weights: Weights::new(weights).unwrap(),
        work: if kind == TransactionKind::Charge { "Six keys".to_owned() } else { String::new() },
    }
}

/// The dashboard as ada sees it, without tags.
async fn dashboard(site: &Site, cookie: &str) -> String {
    let answer = site.get_as("/creators/ada", cookie).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    words(&answer.body)
}

/// What a page says, without its elements.
fn words(html: &str) -> String {
    let mut text = String::new();
    for piece in html.split('<') {
        text.push_str(piece.split_once('>').map_or(piece, |(_, text)| text));
        text.push(' ');
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[tokio::test]
async fn nothing_yet_is_said_kindly_with_the_rule() {
    let site = Site::new().await.with_member(MemberStatus::Active).await;
    let cookie = site.sign_in().await;
    let text = dashboard(&site, &cookie).await;
    assert!(text.contains("No revenue yet") && !text.contains(" 0%"), "{text}");
    // The example is computed by the same code as every payment: £19.99 gives £15.00, £1.99 and £3.00.
    for figure in ["£19.99", "£15.00", "£1.99", "£3.00", "£10.00 you and £5.00 a friend"] {
        assert!(text.contains(figure), "{figure} in {text}");
    }
}

#[tokio::test]
async fn one_penny_is_all_hers() {
    let site = Site::new().await.with_member(MemberStatus::Active).await;
    site.store.ledger().append(entry(1, TransactionKind::Charge, 1, "ch_1"), START).await.unwrap();
    let cookie = site.sign_in().await;
    let text = dashboard(&site, &cookie).await;
    assert!(text.contains("1p paid: 1p you, £0.00 platform, £0.00 community."), "{text}");
    assert!(text.contains("£0.01 is waiting. Payouts are made from £10.00 on; less is carried forward"), "{text}");
    let ledger = words(&site.get("/ledger").await.body);
    assert!(ledger.contains("£0.01 was paid for people’s work") && ledger.contains("1/1 = 100%"), "{ledger}");
}

#[tokio::test]
async fn a_dispute_after_a_payout_is_no_fault_of_hers() {
    let site = Site::new().await.with_member(MemberStatus::Active).await;
    site.store.ledger().append(entry(1, TransactionKind::Charge, 2_000, "ch_1"), START).await.unwrap();
    let details = SealedDetails {
        owner: DetailsOwner::Creator(ada()),
        version: 1,
        key_id: "key".to_owned(),
        sealed: vec![1],
        changed_at: START,
    };
    let owner = MemberId::new(START, [7; 10]);
    site.store.payouts().change_bank_details(&owner, details).await.unwrap();
    let fresh = || Some(FreshPayout { id: [1; 10], salt: [2; 32] });
    assert_eq!(site.store.payouts().schedule_due(START, fresh).await.unwrap().payouts.len(), 1);
    site.store.ledger().append(entry(2, TransactionKind::Dispute, -2_000, "ch_1"), START).await.unwrap();

    let cookie = site.sign_in().await;
    let text = dashboard(&site, &cookie).await;
    assert!(text.contains("Owed to you now \u{2212}£15.00"), "{text}");
    assert!(
        text.contains("More was given back than came in") && text.contains("You have done nothing wrong"),
        "{text}"
    );
    assert!(text.contains("£15.00 is on its way to you: two stewards have to approve it"), "{text}");
    assert!(text.contains("£15.00 set aside for a payout to ada, on its way."), "{text}");
}
