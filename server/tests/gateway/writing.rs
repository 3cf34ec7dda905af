//! An author's way: the form, a look at the piece, publishing it, and changing what it is about.

use blkout_core::care::article::ArticleSlug;
use blkout_core::membership::MemberStatus;
use http::StatusCode;

use crate::site::{START, Site, encoded};

fn form(fields: &[(&str, &str)]) -> String {
    fields.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect::<Vec<_>>().join("&")
}

const PIECE: [(&str, &str); 4] = [
    ("title", "A day at the <sea>"),
    ("summary", "We went\r\nto the sea."),
    ("text", "It rained.\r\n\r\nThe funeral was on Friday."),
    ("own_words", ""),
];

fn piece(more: &[(&str, &str)]) -> String {
    form(&[&PIECE[..], more].concat())
}

async fn site() -> (Site, String) {
    let site = Site::new().await.with_member(MemberStatus::Active).await;
    let cookie = site.sign_in().await;
    (site, cookie)
}

async fn send(site: &Site, cookie: &str, path: &str, body: &str) -> crate::site::Answer {
    site.send(crate::site::with(crate::site::post(path, body), "cookie", cookie)).await
}

#[tokio::test]
async fn writing_is_for_those_who_publish() {
    let site = Site::new().await.with_member(MemberStatus::Lapsed).await;
    assert_eq!(site.get("/newsroom/write").await.status, StatusCode::FORBIDDEN);
    let signed_out = site.post("/newsroom/write", &piece(&[("step", "publish")])).await;
    assert_eq!(signed_out.header("location"), "/sign-in?return_to=/newsroom/write");
    let cookie = site.sign_in().await;
    let lapsed = send(&site, &cookie, "/newsroom/write", &piece(&[("step", "publish")])).await;
    assert_eq!(lapsed.status, StatusCode::FORBIDDEN);
    assert!(site.store.articles().newest(START, None, 5).await.unwrap().cards.is_empty());
}

#[tokio::test]
async fn a_look_keeps_nothing_and_suggests() {
    let (site, cookie) = site().await;
    let look = send(&site, &cookie, "/newsroom/write", &piece(&[("step", "look")])).await;
    assert_eq!(look.status, StatusCode::OK);
    assert_eq!(look.header("cache-control"), "no-store");
    assert!(look.body.contains("It is not published yet"));
    assert!(look.body.contains("You wrote “funeral” (line 3). Readers may want to know about death and grief."));
    assert!(look.body.contains("A day at the &lt;sea&gt;"));
    assert!(site.store.articles().newest(START, None, 5).await.unwrap().cards.is_empty());

    let waved = send(&site, &cookie, "/newsroom/write", &piece(&[("ignore", "death-and-grief")])).await;
    assert!(!waved.body.contains("You wrote"), "one press is enough");
    assert!(waved.body.contains("name=\"ignored\" value=\"death-and-grief\""), "and it lasts");
    let added = send(&site, &cookie, "/newsroom/write", &piece(&[("add", "death-and-grief")])).await;
    assert!(!added.body.contains("You wrote") && added.body.contains("warned__passage"));
}

#[tokio::test]
async fn going_on_and_mistakes_lose_nothing() {
    let (site, cookie) = site().await;
    let back = send(&site, &cookie, "/newsroom/write", &piece(&[("step", "write"), ("topics", "racism")])).await;
    assert_eq!(back.status, StatusCode::OK);
    for expected in ["value=\"A day at the &lt;sea&gt;\"", "The funeral was on Friday.", "value=\"racism\" checked"] {
        assert!(back.body.contains(expected), "{expected}: {}", back.body);
    }
    let broken = form(&[("title", ""), ("text", "::: warning x | y\nmine"), ("topics", "abuse"), ("step", "publish")]);
    let again = send(&site, &cookie, "/newsroom/write", &broken).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    for expected in ["href=\"#title\"", "href=\"#summary\"", "href=\"#text\"", "mine", "value=\"abuse\" checked"] {
        assert!(again.body.contains(expected), "{expected}");
    }
}

#[tokio::test]
async fn two_presses_publish_one_piece_and_its_topics_can_change() {
    let (site, cookie) = site().await;
    for _ in 0..2 {
        let published = send(&site, &cookie, "/newsroom/write", &piece(&[("step", "publish")])).await;
        assert_eq!(published.status, StatusCode::SEE_OTHER);
        assert_eq!(published.header("location"), "/newsroom/a-day-at-the-sea");
    }
    let page = "/newsroom/a-day-at-the-sea";
    assert!(site.get_as(page, &cookie).await.body.contains("/newsroom/a-day-at-the-sea/warnings"));
    let others = site.get(page).await.body;
    assert!(others.contains("The funeral") && !others.contains("/warnings\">Change"));
    assert_eq!(site.get("/newsroom/a-day-at-the-sea/warnings").await.status, StatusCode::NOT_FOUND);

    let change = form(&[("topics", "death-and-grief"), ("own_words", "rain")]);
    let changed = send(&site, &cookie, "/newsroom/a-day-at-the-sea/warnings", &change).await;
    assert_eq!(changed.header("location"), page);
    let slug = ArticleSlug::new("a-day-at-the-sea").unwrap();
    let kept = site.store.articles().by_slug(&slug, START).await.unwrap().unwrap();
    assert_eq!(kept.about().len(), 2);
    assert_eq!(kept.open_text().count(), 0, "all of it is closed now");
    let refused = send(&site, &cookie, "/newsroom/a-day-at-the-sea/warnings", &form(&[("own_words", "…")])).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn hostile_text_stays_text_on_every_step() {
    let (site, cookie) = site().await;
    let hostile = "</textarea></form><script>window.pwned=1</script>\"><img src=x onerror=1>\u{202E}";
    for step in ["look", "write", "publish", "other"] {
        let sent = form(&[
            ("title", hostile),
            ("summary", hostile),
            ("text", hostile),
            ("own_words", hostile),
            ("step", step),
        ]);
        let body = send(&site, &cookie, "/newsroom/write", &sent).await.body;
        assert!(!body.contains("<script>window") && !body.contains("<img src=x"), "{step}: {body}");
        let tame = hostile.trim_end_matches('\u{202E}');
        let sent = form(&[("title", tame), ("summary", tame), ("text", tame), ("step", step)]);
        let body = send(&site, &cookie, "/newsroom/write", &sent).await.body;
        assert!(!body.contains("<script>window") && !body.contains("<img src=x"), "{step}: {body}");
    }
}
