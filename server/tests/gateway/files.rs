//! The site's own files: kept as long as they may be, asked for again only when they changed.

use http::{StatusCode, header};

use crate::site::{Site, get, with};

const HASHED: &str = "/pkg/blkout.3nJYPVGk2mNqjPyT-_a4Xw.css";

async fn site() -> Site {
    let site = Site::new().await;
    site.write_file(&HASHED[1..], "body{color:black}");
    site.write_file("icon.svg", "<svg/>");
    site.write_file("icon.svg.br", "not really brotli");
    site.restarted()
}

#[tokio::test]
async fn built_files_are_kept_for_a_year_and_others_are_asked_about() {
    let site = site().await;
    let hashed = site.get(HASHED).await;
    assert_eq!(hashed.status, StatusCode::OK);
    assert_eq!(hashed.header(header::CACHE_CONTROL), "public, max-age=31536000, immutable");
    assert_eq!(hashed.header(header::CONTENT_TYPE), "text/css");
    for path in ["/icon.svg", "/pkg/blkout.css"] {
        assert_eq!(site.get(path).await.header(header::CACHE_CONTROL), "public, no-cache", "{path}");
    }
}

#[tokio::test]
async fn an_unchanged_file_is_not_sent_again() {
    let site = site().await;
    let first = site.get("/icon.svg").await;
    assert_eq!(first.body, "<svg/>");
    let modified = with(get("/icon.svg"), "if-modified-since", &first.header(header::LAST_MODIFIED));
    assert_eq!(site.send(modified).await.status, StatusCode::NOT_MODIFIED);
    let tagged = with(get("/icon.svg"), "if-none-match", &first.header(header::ETAG));
    assert_eq!(site.send(tagged).await.status, StatusCode::NOT_MODIFIED);
}

#[tokio::test]
async fn the_builds_own_compression_is_sent_to_those_who_take_it() {
    let site = site().await;
    let small = site.send(with(get("/icon.svg"), "accept-encoding", "gzip, br")).await;
    assert_eq!((small.header(header::CONTENT_ENCODING).as_str(), small.body.as_str()), ("br", "not really brotli"));
    assert!(small.header(header::VARY).contains("accept-encoding"));
    assert_eq!(small.header(header::CONTENT_TYPE), "image/svg+xml");
}

#[tokio::test]
async fn nothing_outside_the_folder_is_a_file() {
    let site = site().await;
    for path in
        ["/../blkout.db", "/%2e%2e/blkout.db", "/pkg/../../blkout.db", "/pkg", "/pkg/", "/icon.svg/", "/icon.svg.br"]
    {
        let answer = site.get(path).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        assert!(answer.header(header::CONTENT_TYPE).starts_with("text/html"), "{path}");
    }
}
