//! Witnesses return cosignatures: what holds is kept and served, everything else is refused with a reason.

use blkout_core::record::checkpoint::Checkpoint;
use blkout_core::record::cosignature::{Cosignature, Witness};
use blkout_core::record::note::{KeyName, Note, Signer};
use blkout_core::record::tree::leaf_hash;
use http::StatusCode;

use crate::site::{START, Site, witness};

/// The start of the tests as a witness's clock shows it.
const NOW_SECONDS: u64 = START.0.unsigned_abs() / 1_000;

/// What a witness would send: `note` with its own line.
fn body(signer: &Signer, note: &Note, seconds: u64) -> String {
    let checkpoint = Checkpoint::parse(note.text()).unwrap();
    let mut note = note.clone();
    let witness = Witness::of(signer);
    note.add(witness.line(&Cosignature::make(signer, &checkpoint, seconds))).unwrap();
    format!("{witness}\n\n{note}")
}

/// Our own key, as somebody who had stolen it would use it.
fn own_key(site: &Site) -> Signer {
    Signer::from_secret_text(site.key_text().trim_end()).unwrap()
}

#[tokio::test]
async fn a_cosignature_is_kept_and_served_with_its_checkpoint() {
    let site = Site::new().await;
    site.pay(0..3).await;
    let (checkpoint, note) = site.checkpoint().await;
    for number in [1, 2] {
        let answer = site.cosign(&body(&witness(number), &note, NOW_SECONDS)).await;
        assert_eq!((answer.status, answer.text()), (StatusCode::OK, "Thank you: the cosignature was kept.\n"));
    }
    let (served, note) = site.checkpoint().await;
    assert_eq!(served, checkpoint);
    assert_eq!(note.signatures().len(), 3);
    for number in [1, 2] {
        assert_eq!(Witness::of(&witness(number)).verify(&note).unwrap().seconds, NOW_SECONDS);
    }
    let listed = site.store.witnesses().list().await.unwrap();
    assert_eq!(
        listed.iter().map(|said| (said.size, said.root)).collect::<Vec<_>>(),
        [(checkpoint.size(), checkpoint.root()); 2]
    );
    // It speaks of this size only.
    site.pay(3..4).await;
    assert_eq!(site.checkpoint().await.1.signatures().len(), 1);
}

#[tokio::test]
async fn a_checkpoint_of_a_moment_ago_is_still_good() {
    let site = Site::new().await;
    let empty = site.checkpoint().await.1;
    site.pay(0..300).await;
    let (checkpoint, note) = site.checkpoint().await;
    site.pay(300..310).await;
    assert_eq!(site.cosign(&body(&witness(1), &empty, NOW_SECONDS)).await.status, StatusCode::OK);
    assert_eq!(site.cosign(&body(&witness(2), &note, NOW_SECONDS)).await.status, StatusCode::OK);
    assert_eq!(site.store.witnesses().at(checkpoint.size()).await.unwrap().len(), 1);
    assert_eq!(site.store.witnesses().at(0).await.unwrap().len(), 1);
}

#[tokio::test]
async fn what_does_not_hold_is_refused_and_nothing_is_kept() {
    let site = Site::new().await;
    site.pay(0..3).await;
    let (checkpoint, note) = site.checkpoint().await;
    let good = body(&witness(1), &note, NOW_SECONDS);
    let stranger = Signer::from_seed(KeyName::new("example.org/record").unwrap(), &[9; 32]);
    let signed = |signer: &Signer, size, root| {
        Checkpoint::new(signer.name().as_str(), size, root).unwrap().sign(signer).unwrap()
    };
    let own = own_key(&site);
    let other_log = Checkpoint::new("example.com/log", 3, checkpoint.root()).unwrap().sign(&own).unwrap();
    let mut not_a_checkpoint = Note::new("hello\n").unwrap();
    not_a_checkpoint.add(own.sign("hello\n")).unwrap();
    let renamed = Signer::from_seed(KeyName::new("witness.example/\u{202e}1").unwrap(), &[1; 32]);
    let own_line = format!("{}\n", note.signatures()[0]);
    for (wrong, status) in [
        (String::new(), StatusCode::BAD_REQUEST),
        (note.to_string(), StatusCode::BAD_REQUEST),
        (good.replacen("\n\n", "\n", 1), StatusCode::BAD_REQUEST),
        (good.trim_end().to_owned(), StatusCode::BAD_REQUEST),
        (good.replacen("witness.example/1+", "witness.example/2+", 1), StatusCode::BAD_REQUEST),
        (format!("{}\n\n{not_a_checkpoint}", Witness::of(&witness(1))), StatusCode::BAD_REQUEST),
        // Nobody has cosigned it, or somebody else.
        (format!("{}\n\n{note}", Witness::of(&witness(1))), StatusCode::FORBIDDEN),
        (
            good.replacen(&Witness::of(&witness(1)).to_string(), &Witness::of(&witness(2)).to_string(), 1),
            StatusCode::FORBIDDEN,
        ),
        // Not by our key.
        (good.replacen(&own_line, "", 1), StatusCode::FORBIDDEN),
        (
            body(&witness(1), &signed(&stranger, checkpoint.size(), checkpoint.root()), NOW_SECONDS),
            StatusCode::FORBIDDEN,
        ),
        // By our key, and not our record.
        (body(&witness(1), &signed(&own, checkpoint.size(), leaf_hash(b"x")), NOW_SECONDS), StatusCode::CONFLICT),
        (body(&witness(1), &signed(&own, checkpoint.size() - 1, leaf_hash(b"x")), NOW_SECONDS), StatusCode::CONFLICT),
        (body(&witness(1), &signed(&own, checkpoint.size() + 1, checkpoint.root()), NOW_SECONDS), StatusCode::CONFLICT),
        (body(&witness(1), &signed(&own, u64::MAX, checkpoint.root()), NOW_SECONDS), StatusCode::CONFLICT),
        (body(&witness(1), &other_log, NOW_SECONDS), StatusCode::UNPROCESSABLE_ENTITY),
        (body(&witness(1), &note, NOW_SECONDS + 301), StatusCode::UNPROCESSABLE_ENTITY),
        (body(&renamed, &note, NOW_SECONDS), StatusCode::UNPROCESSABLE_ENTITY),
        (format!("{good}{}", "x".repeat(16 * 1_024)), StatusCode::PAYLOAD_TOO_LARGE),
    ] {
        let answer = site.cosign(&wrong).await;
        assert_eq!(answer.status, status, "{wrong:.200}: {}", answer.text());
        assert!(answer.header("content-type").starts_with("text/plain") && answer.text().lines().count() == 1);
    }
    assert_eq!(site.store.witnesses().list().await.unwrap(), []);
    assert_eq!(site.cosign(&body(&witness(1), &note, NOW_SECONDS + 300)).await.status, StatusCode::OK);
    let answer = site.cosign(&good).await;
    assert_eq!(
        (answer.status, answer.text()),
        (StatusCode::CONFLICT, "This witness has already cosigned a later checkpoint.\n")
    );
}

#[tokio::test]
async fn a_checkpoint_never_has_more_signatures_than_readers_take() {
    let site = Site::new().await;
    let (_, note) = site.checkpoint().await;
    for number in 0..120 {
        let answer = site.cosign(&body(&witness(number), &note, NOW_SECONDS)).await;
        assert_eq!(answer.status, StatusCode::OK);
    }
    let answer = site.get("/record/checkpoint").await;
    assert_eq!(Note::parse(&answer.body).unwrap().signatures().len(), 100);
    assert_eq!(site.store.witnesses().list().await.unwrap().len(), 120);
}
