//! The record as a file from the site: whole, signed, and the same as a program reads it.

use blkout_core::record::export::{Item, Reader};
use http::StatusCode;

use crate::site::Site;

#[tokio::test]
async fn the_saved_file_is_the_record() {
    let site = Site::new().await;
    site.pay(0..300).await;
    let answer = site.get("/record/export").await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.header("content-disposition"), "attachment; filename=\"record.blkout\"");
    let mut reader = Reader::new();
    let mut entries = Vec::new();
    for piece in answer.body.chunks(10_000) {
        reader.feed(piece);
        while let Some(item) = reader.next().unwrap() {
            if let Item::Entry { bytes, .. } = item {
                entries.push(bytes.to_vec());
            }
        }
    }
    let head = reader.finish().unwrap();
    assert_eq!(*head.key(), site.key().await);
    assert_eq!(*head.checkpoint(), site.checkpoint().await.0);
    assert_eq!(entries, site.store.record().entries(0, 1_000).await.unwrap());
}

#[tokio::test]
async fn an_empty_record_can_be_saved() {
    let site = Site::new().await;
    let answer = site.get("/record/export").await;
    let mut reader = Reader::new();
    reader.feed(&answer.body);
    while reader.next().unwrap().is_some() {}
    assert_eq!(reader.finish().unwrap().checkpoint().size(), 0);
}
