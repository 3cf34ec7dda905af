//! The articles of the demonstration keep the rules that every author's must keep.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot read the articles fails")]

use std::{collections::BTreeSet, fs, path::PathBuf};

use blkout_core::care::article::{Article, from_document};

fn articles() -> Vec<Article> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../server/src/commands/demo_articles");
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
        .into_iter()
        .map(|path| {
            let text = fs::read_to_string(&path).unwrap();
            from_document(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
        })
        .collect()
}

#[test]
fn every_article_is_accepted() {
    let articles = articles();
    let slugs: BTreeSet<_> = articles.iter().map(|article| article.card().slug.clone()).collect();
    assert_eq!(slugs.len(), articles.len());
    assert!(articles.len() >= 4);
}

#[test]
fn some_articles_are_open_and_some_carry_warnings() {
    let warned = articles().iter().filter(|article| !article.card().warnings.is_empty()).count();
    assert!((2..articles().len()).contains(&warned));
}
