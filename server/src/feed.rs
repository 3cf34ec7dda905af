//! `/newsroom/feed.xml`: the newest articles for a reader's own program, in the Atom format (RFC 4287).
//!
//! An entry says what a card says: title, author, summary, time, and what closed parts are about, as categories. It is
//! made from cards, which hold no passage, so none can get into it.

use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use blkout_core::care::article::ArticleCard;
use blkout_core::care::warning::Warning;
use blkout_core::time::EARLIEST;
use blkout_web::pages::newsroom::FEED_PATH;
use http::{StatusCode, header};
use sha2::{Digest as _, Sha256};

use crate::app::AppState;
use crate::gateway::cache_control::PUBLIC_PAGE;

/// How many articles the feed holds.
const MOST_ENTRIES: u64 = 30;

/// The feed's route.
pub fn routes() -> Router<AppState> {
    Router::new().route(FEED_PATH, get(feed))
}

async fn feed(State(state): State<AppState>) -> Response {
    match state.store().articles().newest(state.clock().now(), None, MOST_ENTRIES).await {
        Ok(page) => {
            let headers = [
                (header::CONTENT_TYPE, header::HeaderValue::from_static("application/atom+xml; charset=utf-8")),
                (header::CACHE_CONTROL, PUBLIC_PAGE),
            ];
            (headers, atom(&page.cards)).into_response()
        }
        Err(error) => {
            tracing::error!(%error, "the feed could not be read");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

/// The document. Its addresses are relative to where it was found, as the server does not know its own name.
fn atom(cards: &[ArticleCard]) -> String {
    let updated = cards.iter().map(|card| card.published_at).max().unwrap_or(EARLIEST);
    let mut feed = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    feed.push_str("<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"en-GB\">\n");
    leaf(&mut feed, "id", &lasting_id("newsroom"));
    leaf(&mut feed, "title", "BLKOUT newsroom");
    leaf(&mut feed, "updated", &updated.rfc3339());
    empty(&mut feed, "link", &[("rel", "self"), ("type", "application/atom+xml"), ("href", FEED_PATH)]);
    empty(&mut feed, "link", &[("rel", "alternate"), ("type", "text/html"), ("href", "/newsroom")]);
    for card in cards {
        entry(&mut feed, card);
    }
    feed.push_str("</feed>\n");
    feed
}

fn entry(feed: &mut String, card: &ArticleCard) {
    let address = format!("/newsroom/{}", card.slug.as_str());
    let time = card.published_at.rfc3339();
    feed.push_str("<entry>\n");
    leaf(feed, "id", &lasting_id(&address));
    leaf(feed, "title", &card.title);
    empty(feed, "link", &[("rel", "alternate"), ("type", "text/html"), ("href", &address)]);
    leaf(feed, "published", &time);
    leaf(feed, "updated", &time);
    feed.push_str("<author>\n");
    leaf(feed, "name", &card.author);
    feed.push_str("</author>\n");
    leaf(feed, "summary", &card.summary);
    for warning in &card.warnings {
        let term = match warning {
            Warning::Topic(topic) => topic.slug(),
            Warning::OwnWords(words) => words.as_str(),
        };
        empty(feed, "category", &[("term", term), ("label", &format!("Closed parts about: {}", warning.label()))]);
    }
    feed.push_str("</entry>\n");
}

/// An id that stays whatever the site's name is: a UUID (version 8, RFC 9562) made from the address.
fn lasting_id(address: &str) -> String {
    let digest = Sha256::digest(["blkout feed ", address].concat());
    let mut bytes: [u8; 16] = std::array::from_fn(|index| digest[index]);
    bytes[6] = (bytes[6] & 0x0f) | 0x80;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    let id = hex::encode(bytes);
    format!("urn:uuid:{}-{}-{}-{}-{}", &id[..8], &id[8..12], &id[12..16], &id[16..20], &id[20..])
}

fn leaf(xml: &mut String, name: &str, text: &str) {
    for part in ["<", name, ">", &escaped(text), "</", name, ">\n"] {
        xml.push_str(part);
    }
}

fn empty(xml: &mut String, name: &str, attributes: &[(&str, &str)]) {
    xml.push('<');
    xml.push_str(name);
    for (attribute, value) in attributes {
        for part in [" ", attribute, "=\"", &escaped(value), "\""] {
            xml.push_str(part);
        }
    }
    xml.push_str("/>\n");
}

/// The text as XML 1.0 holds it; what it cannot hold at all is left out.
fn escaped(text: &str) -> String {
    text.chars()
        .filter(|c| !matches!(c, '\0'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}'))
        .fold(String::with_capacity(text.len()), |mut safe, letter| {
            match letter {
                '&' => safe.push_str("&amp;"),
                '<' => safe.push_str("&lt;"),
                '>' => safe.push_str("&gt;"),
                '"' => safe.push_str("&quot;"),
                other => safe.push(other),
            }
            safe
        })
}

#[cfg(test)]
mod tests {
    use blkout_core::care::article::{Article, Draft};
    use blkout_core::time::UtcMillis;

    use super::*;

    fn card() -> ArticleCard {
        Article::new(Draft {
            slug: "zine-fair".into(),
            title: "</title> & \"quotes\" ]]>".into(),
            author: "Ade".into(),
            summary: "Forty <tables>.".into(),
            published_at: UtcMillis(1_760_000_000_000),
            about: Vec::new(),
            source: "::: warning racism, \"a <dog>\" | In short.\nCLOSED\n:::\n".into(),
        })
        .unwrap()
        .card()
        .clone()
    }

    #[test]
    fn an_entry_says_what_a_card_says() {
        let feed = atom(&[card()]);
        for expected in [
            "<title>&lt;/title&gt; &amp; &quot;quotes&quot; ]]&gt;</title>",
            "<link rel=\"alternate\" type=\"text/html\" href=\"/newsroom/zine-fair\"/>",
            "<published>2025-10-09T08:53:20Z</published>",
            "<summary>Forty &lt;tables&gt;.</summary>",
            "<category term=\"racism\" label=\"Closed parts about: racism\"/>",
            "<category term=\"a &lt;dog&gt;\" label=\"Closed parts about: a &lt;dog&gt;\"/>",
        ] {
            assert!(feed.contains(expected), "{expected}\n{feed}");
        }
        assert!(!feed.contains("CLOSED") && !feed.contains("In short"));
    }

    #[test]
    fn every_feed_and_entry_has_what_the_format_asks_for() {
        for (cards, times) in [(vec![], 1), (vec![card(), card()], 3)] {
            let feed = atom(&cards);
            for name in ["<id>urn:uuid:", "<title>", "<updated>"] {
                assert_eq!(feed.matches(name).count(), times, "{name}");
            }
            assert_eq!(feed.matches("<entry>").count(), feed.matches("</entry>").count());
        }
    }

    #[test]
    fn an_id_is_a_uuid_and_lasts() {
        let id = lasting_id("/newsroom/zine-fair");
        assert_eq!(id, lasting_id("/newsroom/zine-fair"));
        assert_ne!(id, lasting_id("/newsroom/zine-fair-2"));
        assert_eq!(id.len(), "urn:uuid:".len() + 36);
        assert_eq!(&id[23..24], "8", "{id}");
    }
}
