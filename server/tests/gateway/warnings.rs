//! What a warned passage says stands inside its closed element on its article's own page, and nowhere else.

use blkout_core::care::article::{Article, Draft};
use blkout_core::care::warning::{Topic, Warning};
use blkout_core::membership::MemberStatus;
use blkout_server::pages;
use http::StatusCode;

use crate::site::{START, Site, encoded};

/// A word that nothing else on the site has.
const CLOSED: &str = "Quetzalcoatlus";
/// A word of the summary that stands in its place.
const INSTEAD: &str = "Pachycephalosaurus";

fn draft() -> Draft {
    Draft {
        slug: "a-piece".into(),
        title: "A piece".into(),
        author: "Ade".into(),
        summary: "What it is about.".into(),
        published_at: START,
        about: Vec::new(),
        source: format!(
            "Before, in the open.\n\n::: warning racism, \"a dog\" | {INSTEAD}.\n{CLOSED}.\n:::\n\nAfter.\n"
        ),
    }
}

async fn site_with_a_piece() -> Site {
    let site = Site::new().await.with_member(MemberStatus::Active).await;
    site.store.articles().publish(&Article::new(draft()).unwrap()).await.unwrap();
    let whole = Draft {
        slug: "another".into(),
        about: vec![Warning::Topic(Topic::Violence)],
        source: format!("{CLOSED}, all of it.\n"),
        ..draft()
    };
    site.store.articles().publish(&Article::new(whole).unwrap()).await.unwrap();
    site
}

/// The part of a page outside of its closed passages.
fn outside(html: &str) -> String {
    let mut rest = html;
    let mut outside = String::new();
    while let Some(start) = rest.find("<details id=\"passage-") {
        outside.push_str(&rest[..start]);
        let end = rest[start..].find("</details>").unwrap();
        rest = &rest[start + end..];
    }
    outside.push_str(rest);
    outside
}

/// Every address that can be asked for, with what its parameters might be.
fn addresses(site: &Site) -> Vec<String> {
    let mut addresses: Vec<String> = pages::patterns(&site.state)
        .iter()
        .map(|pattern| pattern.replace("{slug}", "a-piece").replace("{id}", "1").replace("{number}", "1"))
        .collect();
    for address in [
        "/newsroom/feed.xml",
        "/newsroom/another",
        "/newsroom/a-piece?closed=1",
        "/newsroom?from=9999999999999.zzz",
        "/api/v1/ledger/totals",
        "/api/v1/ledger/transactions",
        "/api/v1/ledger/policies",
        "/api/v1/record",
        "/api/v1/openapi.json",
    ] {
        addresses.push(address.into());
    }
    for word in [CLOSED, INSTEAD, "quetzal", "in the open"] {
        addresses.push(format!("/newsroom?q={}", encoded(word)));
    }
    addresses
}

#[tokio::test]
async fn a_closed_word_is_nowhere_but_behind_its_warning() {
    let site = site_with_a_piece().await;
    let cookie = site.sign_in().await;
    for address in addresses(&site) {
        for answer in [site.get(&address).await, site.get_as(&address, &cookie).await] {
            let asked = address.contains("?q=");
            let html = outside(&answer.body);
            // What somebody looks for stands in the field in which they typed it, and in the way back from the line
            // about leaving.
            let most = if asked && address.ends_with(&encoded(CLOSED)) { 2 } else { 0 };
            assert!(html.matches(CLOSED).count() <= most, "{address}: {html}");
            let own_page = address.starts_with("/newsroom/a-piece");
            if !own_page && !asked {
                assert!(!html.contains(INSTEAD), "{address}: {html}");
            }
        }
    }
}

#[tokio::test]
async fn a_closed_passage_is_in_its_page_and_not_in_its_head() {
    let site = site_with_a_piece().await;
    for address in ["/newsroom/a-piece", "/newsroom/another"] {
        let html = site.get(address).await.body;
        assert_eq!(html.matches(CLOSED).count(), 1, "{html}");
        assert!(!html.contains("class=\"warned__passage\" open"), "{html}");
        let head = html.split("</head>").next().unwrap();
        assert!(head.contains("<title>Reading</title>") && !head.contains(CLOSED) && !head.contains(INSTEAD), "{head}");
        assert!(head.contains("property=\"og:description\" content=\"What it is about. (Has closed parts about: "));
    }
}

#[tokio::test]
async fn a_search_finds_open_words_and_no_closed_ones() {
    let site = site_with_a_piece().await;
    let found = async |word: &str| site.get(&format!("/newsroom?q={}", encoded(word))).await.body;
    assert!(found("in the open").await.contains("href=\"/newsroom/a-piece\""));
    for nothing in [CLOSED, INSTEAD, "all of it", "%", "", "<bzz>"] {
        let html = found(nothing).await;
        assert!(html.contains("Nothing found") && !html.contains("class=\"card__link\""), "{nothing}: {html}");
    }
    assert!(found("</h2><b id=x>").await.contains("value=\"&lt;/h2&gt;&lt;b id=x&gt;\""));
}

#[tokio::test]
async fn the_feed_says_what_a_card_says() {
    let site = site_with_a_piece().await;
    let feed = site.get("/newsroom/feed.xml").await;
    assert_eq!(feed.status, StatusCode::OK);
    assert_eq!(feed.header("content-type"), "application/atom+xml; charset=utf-8");
    assert_eq!(feed.body.matches("<entry>").count(), 2);
    for expected in ["term=\"racism\"", "term=\"a dog\"", "term=\"violence\"", "<summary>What it is about.</summary>"] {
        assert!(feed.body.contains(expected), "{expected}");
    }
    assert!(site.get("/newsroom").await.body.contains("type=\"application/atom+xml\""));
}

#[tokio::test]
async fn the_choices_of_topics_cannot_be_sent() {
    let site = Site::new().await;
    let html = site.get("/warnings").await.body;
    assert_eq!(html.matches("data-topic=").count(), Topic::ALL.len());
    let main = html.split("<main").nth(1).unwrap().split("</main>").next().unwrap();
    assert!(!main.contains("<form") && !main.contains("name="), "{main}");
    assert!(main.contains("disabled"), "without scripts nothing can be chosen");
    let answer = site.post("/warnings", "racism=open").await;
    assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED);
}
