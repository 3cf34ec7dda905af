//! `blkout witness` against a real server: it signs what continues, and never two stories.

use std::path::PathBuf;

use blkout_core::record::checkpoint::Checkpoint;
use blkout_core::record::cosignature::Witness;
use blkout_core::record::note::{Signer, Verifier};
use blkout_server::commands::record::witness::log::Log;
use blkout_server::commands::record::witness::memory::{Memory, StatePlace};
use blkout_server::commands::record::witness::visit::{Visit, VisitError, Visitor, Why};

use crate::site::{START, Site, witness};

const NOW_SECONDS: u64 = START.0.unsigned_abs() / 1_000;

async fn visit(url: &str, state: PathBuf, log_key: Option<Verifier>) -> Result<Visit, VisitError> {
    let url = url.to_owned();
    let visiting = tokio::task::spawn_blocking(move || {
        let (log, signer) = (Log::at(&url)?, witness(1));
        Visitor { log: &log, signer: &signer, state: &StatePlace::File(state), log_key }.visit(NOW_SECONDS)
    });
    visiting.await.unwrap()
}

fn state(site: &Site) -> PathBuf {
    site.folder.path().join("witness.state")
}

#[tokio::test]
async fn a_witness_signs_what_continues() {
    let site = Site::new().await;
    let url = site.listen().await;
    let mut before = None;
    for (from, to) in [(0, 3), (3, 3), (3, 256), (256, 700)] {
        site.pay(from..to).await;
        let visited = visit(&url, state(&site), None).await.unwrap();
        let (checkpoint, note) = site.checkpoint().await;
        assert_eq!(visited.checkpoint, checkpoint);
        assert_eq!((visited.size_before, visited.trusted_at_first_sight.is_some()), (before, before.is_none()));
        assert_eq!(visited.answer.map(|(taken, _)| taken), Some(true));
        assert_eq!(Witness::of(&witness(1)).verify(&note).unwrap().seconds, NOW_SECONDS);
        before = Some(checkpoint.size());
    }
    // The address of the whole site will do as well.
    let whole_site = url.trim_end_matches("/record");
    assert!(visit(whole_site, site.folder.path().join("other.state"), None).await.is_ok());
}

/// The same key over another ledger: what a dishonest or careless community would show.
async fn forked(honest: &Site) -> Site {
    honest.key().await;
    Site::with_key(Some(&honest.key_text())).await
}

#[tokio::test]
async fn two_stories_are_never_signed() {
    let site = Site::new().await;
    site.pay(0..10).await;
    let honest = visit(&site.listen().await, state(&site), None).await.unwrap();
    let remembered = std::fs::read(state(&site)).unwrap();
    let other = forked(&site).await;
    let url = other.listen().await;
    for (charges, why) in [(5..9, Why::Shrank), (9..15, Why::Forked), (15..400, Why::NotContinued)] {
        other.pay(charges).await;
        let Err(VisitError::Split(split)) = visit(&url, state(&site), None).await else { panic!("{why:?}") };
        assert_eq!(split.why, why);
        let key = other.key().await;
        for note in [&split.before, &split.after] {
            assert!(Checkpoint::parse_and_verify(note.to_string().as_bytes(), &key, "example.org/record").is_ok());
        }
        let shown = split.to_string();
        assert!(shown.contains(&split.before.to_string()) && shown.contains(&split.after.to_string()));
        assert_eq!(Checkpoint::parse(split.before.text()).unwrap(), honest.checkpoint);
    }
    assert_eq!(std::fs::read(state(&site)).unwrap(), remembered);
    assert_eq!(other.store.witnesses().list().await.unwrap(), []);
}

#[tokio::test]
async fn a_log_is_known_by_its_name_and_not_by_its_address() {
    let site = Site::new().await;
    site.pay(0..10).await;
    let other = forked(&site).await;
    other.pay(5..9).await;
    let folder = StatePlace::Folder(site.folder.path().join("memories"));
    let mut visits = Vec::new();
    for url in [site.listen().await, other.listen().await] {
        let folder = folder.clone();
        let visiting = tokio::task::spawn_blocking(move || {
            let (log, signer) = (Log::at(&url).unwrap(), witness(1));
            Visitor { log: &log, signer: &signer, state: &folder, log_key: None }.visit(NOW_SECONDS)
        });
        visits.push(visiting.await.unwrap());
    }
    assert!(matches!(visits[..], [Ok(_), Err(VisitError::Split(_))]), "{visits:?}");
}

#[tokio::test]
async fn only_the_known_key_counts() {
    let site = Site::new().await;
    site.pay(0..2).await;
    let url = site.listen().await;
    let stranger = Signer::from_seed(site.key().await.name().clone(), &[9; 32]).verifier();
    let refused = visit(&url, state(&site), Some(stranger)).await;
    assert!(matches!(refused, Err(VisitError::OtherKey(_))), "{refused:?}");
    assert_eq!(Memory::read(&state(&site)).unwrap(), None);
    let given = visit(&url, state(&site), Some(site.key().await)).await.unwrap();
    assert!(given.trusted_at_first_sight.is_none());
    // A community that begins again with another key under the same name is a stranger too.
    let other = Site::new().await;
    let refused = visit(&other.listen().await, state(&site), None).await;
    assert!(matches!(refused, Err(VisitError::OtherKey(_))), "{refused:?}");
}

#[tokio::test]
async fn what_is_signed_is_remembered_before_it_leaves() {
    let site = Site::new().await;
    site.pay(0..2).await;
    // A log that takes no cosignatures: the tiles behind another address.
    let router = site.router.clone();
    let closed = axum::Router::new().fallback(move |request: axum::extract::Request| {
        use tower::ServiceExt as _;
        let router = router.clone();
        async move {
            match request.method() {
                &http::Method::POST => axum::response::IntoResponse::into_response(http::StatusCode::BAD_GATEWAY),
                _ => router.oneshot(request).await.unwrap(),
            }
        }
    });
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/record", listener.local_addr().unwrap());
    tokio::spawn(blkout_server::serving::connections::serve(listener, closed, std::future::pending()));
    let visited = visit(&url, state(&site), None).await.unwrap();
    assert_eq!(visited.answer.map(|(taken, _)| taken), Some(false));
    let memory = Memory::read(&state(&site)).unwrap().unwrap();
    assert_eq!(memory.checkpoint(), Some(visited.checkpoint));
}

#[tokio::test]
async fn what_is_no_log_is_said_plainly() {
    let site = Site::new().await;
    for address in ["", "example.org", "ftp://example.org", "http://", "https://example.org/?x=1", "file:///etc/passwd"]
    {
        let refused = visit(address, state(&site), None).await.unwrap_err().to_string();
        assert!(refused.contains("is not an address to watch"), "{address}: {refused}");
    }
    let url = site.listen().await;
    let refused = visit(&format!("{url}/nothing"), state(&site), Some(site.key().await)).await.unwrap_err();
    assert!(refused.to_string().contains("answered 404"), "{refused}");
}
