//! Markdown to HTML that is safe to show: the one sanitising function, and the one place that writes raw HTML.
//!
//! Two gates, one behind the other: the reader of Markdown turns every piece of raw HTML and every picture into plain
//! text, and the sanitiser lets through only the elements and attributes that are listed here.

mod outline;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};
use leptos::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd, html::push_html};

pub use outline::Outline;

/// Elements that an article may have.
const ELEMENTS: [&str; 19] = [
    "a",
    "blockquote",
    "br",
    "code",
    "del",
    "em",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "li",
    "ol",
    "p",
    "pre",
    "strong",
    "ul",
    "sup",
];

/// Where a link may lead. No `tel:`, because numbers stand in one reviewed file.
const SCHEMES: [&str; 3] = ["http", "https", "mailto"];

static SANITISER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::empty();
    builder
        .tags(HashSet::from(ELEMENTS))
        .tag_attributes(HashMap::from([("a", HashSet::from(["href"])), ("ol", HashSet::from(["start"]))]))
        .clean_content_tags(HashSet::from(["script", "style"]))
        .url_schemes(HashSet::from(SCHEMES))
        .url_relative(UrlRelative::Custom(Box::new(within_the_site)))
        .link_rel(Some("noopener noreferrer nofollow"));
    builder
});

/// Of the addresses without a scheme, those that begin on this site or this page.
fn within_the_site(address: &str) -> Option<Cow<'_, str>> {
    let path = address.starts_with('/') && !address.starts_with("//");
    (path || address.starts_with('#')).then_some(Cow::Borrowed(address))
}

/// HTML that went through the sanitiser. There is no other way to make one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SafeHtml(String);

impl SafeHtml {
    /// The HTML, for feeds and tests.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Renders a Markdown text of its own, its headings from the second level down.
pub fn render(source: &str) -> SafeHtml {
    render_part(source, &mut Outline::default())
}

/// Renders a part of a longer text; `outline` remembers the headings of the parts before.
pub fn render_part(source: &str, outline: &mut Outline) -> SafeHtml {
    let options = Options::ENABLE_STRIKETHROUGH | Options::ENABLE_SMART_PUNCTUATION;
    let events = Parser::new_ext(source, options).filter_map(|event| match event {
        // Shown as the author typed it, rather than swallowed.
        Event::Html(html) | Event::InlineHtml(html) => Some(Event::Text(html)),
        Event::Start(Tag::HtmlBlock) => Some(Event::Start(Tag::Paragraph)),
        Event::End(TagEnd::HtmlBlock) => Some(Event::End(TagEnd::Paragraph)),
        // A picture would be a request to somebody else; its description stays as text.
        Event::Start(Tag::Image { .. }) | Event::End(TagEnd::Image) => None,
        Event::Start(Tag::Heading { level, .. }) => {
            let level = outline.open(level);
            Some(Event::Start(Tag::Heading { level, id: None, classes: Vec::new(), attrs: Vec::new() }))
        }
        Event::End(TagEnd::Heading(_)) => Some(Event::End(TagEnd::Heading(outline.level()))),
        other => Some(other),
    });
    let mut html = String::with_capacity(source.len() * 3 / 2);
    push_html(&mut html, events);
    SafeHtml(SANITISER.clean(&html).to_string())
}

/// Shows sanitised text.
#[component]
pub fn Prose(
    /// The text.
    html: SafeHtml,
) -> impl IntoView {
    view! { <div class="prose" inner_html=html.0></div> }
}
