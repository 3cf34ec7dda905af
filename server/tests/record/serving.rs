//! What is served proves itself: with nothing but the addresses of C2SP `tlog-tiles` and the key.

use axum::body::Body;
use axum::extract::Request;
use blkout_core::record::tile::{Bundle, decode_bundle, tiles_for_consistency, tiles_for_inclusion};
use blkout_core::record::tree::{
    Frontier, consistency_proof, empty_root, inclusion_proof, leaf_hash, verify_consistency, verify_inclusion,
};
use http::StatusCode;

use crate::site::Site;

#[tokio::test]
async fn every_entry_is_proved_from_what_is_served() {
    let site = Site::new().await;
    site.pay(0..600).await;
    let (checkpoint, _) = site.checkpoint().await;
    let (entries, mut grown) = (checkpoint.size(), Frontier::new());
    assert!(entries >= 600);
    for bundle in Bundle::all(entries) {
        let answer = site.get(&format!("/record/{bundle}")).await;
        for entry in decode_bundle(&answer.body, bundle.width).unwrap() {
            let (index, leaf) = (grown.size(), leaf_hash(entry));
            grown.push(leaf).unwrap();
            if index % 37 == 0 || index + 1 == entries {
                let tiles = site.tiles(tiles_for_inclusion(index, entries)).await;
                let proof = inclusion_proof(index, entries, |node| tiles.node(node)).unwrap();
                assert_eq!(verify_inclusion(leaf, index, entries, checkpoint.root(), &proof), Ok(()));
            }
        }
    }
    assert_eq!(grown.root(), checkpoint.root());
}

#[tokio::test]
async fn every_checkpoint_is_continued_by_the_later_ones() {
    let site = Site::new().await;
    let mut seen = vec![site.checkpoint().await.0];
    assert_eq!((seen[0].size(), seen[0].root()), (0, empty_root()));
    for (from, to) in [(0, 1), (1, 254), (254, 255), (255, 256), (256, 520)] {
        site.pay(from..to).await;
        let (now, _) = site.checkpoint().await;
        for before in &seen {
            let tiles = site.tiles(tiles_for_consistency(before.size(), now.size())).await;
            let proof = consistency_proof(before.size(), now.size(), |node| tiles.node(node)).unwrap();
            let checked = verify_consistency(before.size(), now.size(), before.root(), now.root(), &proof);
            assert_eq!(checked, Ok(()), "{} to {}", before.size(), now.size());
        }
        seen.push(now);
    }
}

#[tokio::test]
async fn what_was_served_once_stays_as_it_was() {
    let site = Site::new().await;
    site.pay(0..9).await;
    let entries = site.checkpoint().await.0.size();
    let paths = [format!("/record/tile/0/000.p/{entries}"), format!("/record/tile/entries/000.p/{entries}")];
    let before = [site.get(&paths[0]).await.body, site.get(&paths[1]).await.body];
    site.pay(9..300).await;
    assert_eq!([site.get(&paths[0]).await.body, site.get(&paths[1]).await.body], before);
}

#[tokio::test]
async fn what_the_tree_does_not_hold_is_not_found() {
    let site = Site::new().await;
    site.pay(0..9).await;
    let entries = site.checkpoint().await.0.size();
    for path in [
        format!("0/000.p/{}", entries + 1),
        format!("entries/000.p/{}", entries + 1),
        "0/000".to_owned(),
        "0/001.p/1".to_owned(),
        "1/000.p/1".to_owned(),
        "63/000.p/1".to_owned(),
        "0/x018/x446/x744/x073/x709/x551/615".to_owned(),
        "0/000.p/0".to_owned(),
        "0/000.p/01".to_owned(),
        "0/0.p/1".to_owned(),
        "00/000.p/1".to_owned(),
        "0/000.p/1/".to_owned(),
        "0/x000/000.p/1".to_owned(),
        "entries/".to_owned(),
        "0/../entries/000.p/1".to_owned(),
    ] {
        assert_eq!(site.get(&format!("/record/tile/{path}")).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn tiles_are_kept_for_ever_and_the_checkpoint_is_asked_for_each_time() {
    let site = Site::new().await;
    site.pay(0..300).await;
    for path in ["tile/0/000", "tile/0/000.p/7", "tile/1/000.p/1", "tile/entries/000", "tile/entries/000.p/1"] {
        let answer = site.get(&format!("/record/{path}")).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        assert_eq!(answer.header("cache-control"), "public, max-age=31536000, immutable");
        assert_eq!(answer.header("content-type"), "application/octet-stream");
        assert_eq!(answer.header("access-control-allow-origin"), "*");
    }
    for path in ["/record/checkpoint", "/record/key"] {
        let answer = site.get(path).await;
        assert_eq!(answer.header("cache-control"), "public, no-cache");
        assert_eq!(answer.header("content-type"), "text/plain; charset=utf-8");
        assert_eq!((answer.header("set-cookie"), answer.header("x-content-type-options")), ("", "nosniff"));
    }
}

#[tokio::test]
async fn a_head_request_has_the_headers_alone() {
    let site = Site::new().await;
    site.pay(0..9).await;
    for path in ["/record/checkpoint", "/record/key", "/record/tile/0/000.p/9", "/record/tile/entries/000.p/9"] {
        let answer = site.send(Request::builder().method("HEAD").uri(path).body(Body::empty()).unwrap()).await;
        assert_eq!((answer.status, answer.body.len()), (StatusCode::OK, 0), "{path}");
        assert_eq!(answer.header("content-length"), site.get(path).await.body.len().to_string(), "{path}");
    }
}

#[tokio::test]
async fn entries_travel_compressed_and_hashes_do_not() {
    let site = Site::new().await;
    site.pay(0..300).await;
    for (path, encoding) in [("/record/tile/entries/000", "gzip"), ("/record/tile/0/000", "")] {
        let request = Request::builder().uri(path).header("accept-encoding", "gzip").body(Body::empty()).unwrap();
        let answer = site.send(request).await;
        assert_eq!(answer.header("content-encoding"), encoding, "{path}");
    }
}

#[tokio::test]
async fn reading_the_whole_record_is_never_too_much() {
    let site = Site::new().await;
    site.pay(0..9).await;
    for _ in 0..(blkout_core::limits::VISITOR_REQUESTS + 10) {
        assert_eq!(site.get("/record/tile/0/000.p/9").await.status, StatusCode::OK);
    }
}
