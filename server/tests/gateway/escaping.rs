//! What people write comes back as text, in every field that comes back at all. The framework's escaping is checked,
//! not trusted.

use blkout_core::governance::{Category, DecisionKind, ElectorateSalt, ProposalText, ProposalTitle, Secrecy};
use blkout_core::membership::MemberStatus;
use blkout_core::time::DAY_MS;
use blkout_store::{MemberId, NewProposal};
use http::StatusCode;

use crate::site::{START, Site, encoded, post, with};

/// Texts that would become markup or leave an attribute where escaping fails.
pub(crate) const HOSTILE: [&str; 9] = [
    "</textarea><script>alert(1)</script>",
    "\"><script>alert(1)</script>",
    "' onfocus=alert(1) autofocus='",
    "\" onfocus=alert(1) autofocus=\"",
    "</title><script>alert(1)</script>",
    "<!--<script>alert(1)",
    "<svg onload=alert(1)>",
    "&quot;><img src=x onerror=alert(1)>",
    "\u{2028}</script><script>alert(1)</script>\u{0}",
];

/// Fails when `body` holds `text` as anything but text.
pub(crate) fn assert_is_text(what: &str, body: &str, text: &str) {
    assert!(!body.contains("<script>alert"), "{what}: {body}");
    assert!(!body.contains("<svg onload"), "{what}");
    assert!(!body.contains("<img src=x"), "{what}");
    if text.contains('<') {
        assert!(!body.contains(text), "{what}: {text:?} came back as it was");
    }
    // Between tags a quotation mark is only a letter; where a value begins, it would end it.
    assert!(!body.contains(&format!("=\"{text}")) || !text.contains('"'), "{what}: {text:?} left its attribute");
}

#[tokio::test]
async fn the_sign_in_form_gives_back_text() {
    let site = Site::new().await;
    for hostile in HOSTILE {
        for field in ["email", "password", "return_to", "shared"] {
            let mut form = format!("{field}={}", encoded(hostile));
            for other in ["email", "password"].into_iter().filter(|other| *other != field) {
                form.extend(["&", other, "=a%40b.example"]);
            }
            // Each text as another visitor: the limit of sign-ins is not what is tried here.
            site.clock.advance(blkout_core::limits::WINDOW_MS);
            let answer = site.post("/sign-in", &form).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}: {hostile}");
            assert_is_text(field, &answer.body, hostile);
        }
    }
}

#[tokio::test]
async fn addresses_give_back_text() {
    let site = Site::new().await;
    for hostile in HOSTILE {
        let text = encoded(hostile);
        for address in [
            format!("/sign-in?return_to={text}"),
            format!("/{text}"),
            format!("/newsroom/{text}"),
            format!("/newsroom?page={text}"),
            format!("/creators/{text}"),
            format!("/proposals/{text}"),
            format!("/ledger?currency={text}&after={text}&before={text}&month={text}"),
        ] {
            let answer = site.get(&address).await;
            assert!(!answer.status.is_server_error(), "{address}: {}", answer.status);
            assert_is_text(&address, &answer.body, hostile);
        }
    }
}

/// A consensus decision that is open to votes, proposed by the one member.
async fn open_for_votes(site: &Site) -> String {
    let ada = MemberId::new(START, [7; 10]);
    let text = "We would like to plant a garden. ".repeat(3);
    let id = NewProposal::id_at(START, [1; 10]).unwrap();
    let new = NewProposal {
        id: id.clone(),
        title: ProposalTitle::new("A garden behind the house").unwrap(),
        text: ProposalText::new(&text).unwrap(),
        category: Category::ResourceAllocation,
        kind: DecisionKind::Consensus,
        secrecy: Secrecy::Secret,
        affects_creators: false,
    };
    let proposals = site.store.proposals();
    proposals.draft(new, &ada, START).await.unwrap();
    site.clock.advance(30 * DAY_MS);
    proposals.submit(&id, &ada, site.clock.now()).await.unwrap();
    site.clock.advance(2 * DAY_MS);
    proposals.advance(site.clock.now(), || Some(ElectorateSalt::new([5; 32]))).await.unwrap();
    id.to_string()
}

#[tokio::test]
async fn the_vote_form_gives_back_text() {
    let site = Site::new().await.with_member(MemberStatus::Active).await;
    let address = format!("/proposals/{}/ballot", open_for_votes(&site).await);
    let cookie = site.sign_in().await;
    for hostile in HOSTILE {
        let text = encoded(hostile);
        // Another choice than block takes no reason, and there is no such choice as the hostile one: the form comes
        // back with both.
        let form = post(&address, &format!("choice={text}&reason={text}"));
        let answer = site.send(with(form, "cookie", &cookie)).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{hostile}");
        assert!(answer.body.contains("<textarea"), "the field is there to be broken out of");
        assert_is_text("ballot", &answer.body, hostile);
    }
}
