//! `/design`: every component of the product in its states, with its notes and its code, in every theme.
//!
//! It is served where the setting `BLKOUT_DESIGN` is on, and written to a folder by `blkout design`. To add an example: a
//! file in `examples/` with a function `example`, whose `//!` lines are the notes, and a line in [`EXAMPLES`].

mod document;
mod examples;

use blkout_core::care::preferences::Theme;
use leptos::prelude::*;

pub use document::{design_document, design_file};
use examples::EXAMPLES;

/// The example that stands at the top as the head of this very page, once.
const HEAD: &str = "page_head";

/// The address of the gallery.
pub const DESIGN_PATH: &str = "/design";
/// The name in the query that chooses a theme for this page alone.
pub const THEME_QUERY: &str = "theme";

/// One example: what it shows, and the text of the file that shows it.
struct Example {
    /// The id of its section: the name of its file.
    id: &'static str,
    title: &'static str,
    /// The whole file, so that code and picture cannot drift apart.
    source: &'static str,
    show: fn() -> AnyView,
}

impl Example {
    /// What the file says about itself in its `//!` lines.
    fn notes(&self) -> String {
        let lines = self.source.lines().map_while(|line| line.strip_prefix("//!"));
        lines.map(str::trim).collect::<Vec<_>>().join(" ").replace('`', "")
    }

    /// The file without its notes.
    fn code(&self) -> String {
        let lines: Vec<_> = self.source.lines().skip_while(|line| line.starts_with("//!")).collect();
        lines.join("\n").trim().to_owned()
    }
}

/// Where the gallery in another theme is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DesignLinks {
    /// On this server, by the query.
    Served,
    /// Beside this file.
    Files,
}

impl DesignLinks {
    /// The address of the gallery in a theme.
    pub fn to(self, theme: Theme) -> String {
        match self {
            Self::Served => format!("{DESIGN_PATH}?{THEME_QUERY}={}", theme.slug()),
            Self::Files => format!("{}.html", if theme == Theme::default() { "index" } else { theme.slug() }),
        }
    }
}

/// The gallery, the same on a server and in a file.
#[component]
fn Gallery(
    /// The theme that it is shown in.
    theme: Theme,
    /// Where the others are.
    links: DesignLinks,
) -> impl IntoView {
    let themes = Theme::ALL.iter().map(|other| {
        let current = (*other == theme).then_some("page");
        view! { <li><a class="button button--quiet" href=links.to(*other) aria-current=current>{other.label()}</a></li> }
    });
    let contents = EXAMPLES.iter().map(|example| {
        view! { <li><a href=format!("#{}", example.id)>{example.title}</a></li> }
    });
    view! {
        <main id="main" class="page" tabindex="-1">
            {examples::page_head::example()}
            <nav aria-label="Themes"><ul class="cluster plain">{themes.collect_view()}</ul></nav>
            <nav aria-label="Components"><ul class="design__contents">{contents.collect_view()}</ul></nav>
            {EXAMPLES.iter().map(shown).collect_view()}
        </main>
    }
}

fn shown(example: &'static Example) -> impl IntoView {
    let heading = format!("{}-title", example.id);
    view! {
        <section id=example.id aria-labelledby=heading.clone()>
            <h2 id=heading.clone()>{example.title}</h2>
            <p>{example.notes()}</p>
            {if example.id == HEAD {
                view! { <p>"It stands at the top of this page."</p> }.into_any()
            } else {
                view! { <div class="design__stage stack">{(example.show)()}</div> }.into_any()
            }}
            <details class="disclose">
                <summary>"The code of this example"</summary>
                <pre class="exact" tabindex="0"><code>{example.code()}</code></pre>
            </details>
        </section>
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{EXAMPLES, HEAD};

    #[test]
    fn every_example_has_notes_code_and_an_id_of_its_own() {
        let ids: BTreeSet<_> = EXAMPLES.iter().map(|example| example.id).collect();
        assert_eq!(ids.len(), EXAMPLES.len());
        for example in EXAMPLES {
            assert!(!example.notes().is_empty(), "{} says nothing about itself", example.id);
            assert!(example.code().contains("fn example()"), "{}", example.id);
        }
    }

    #[test]
    fn every_file_of_the_folder_is_shown() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/pages/design/examples");
        let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap());
        let files: BTreeSet<_> = files.filter(|name| name != "mod.rs").collect();
        let shown: BTreeSet<_> = EXAMPLES.iter().map(|example| format!("{}.rs", example.id)).collect();
        assert_eq!(files, shown);
        assert!(EXAMPLES.iter().any(|example| example.id == HEAD));
    }
}
