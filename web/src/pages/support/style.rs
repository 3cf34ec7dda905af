//! The style of the support page, which stands in the page itself: one answer brings everything, so that help is there
//! after one round trip and no second request can fail. It is made of the site's own sheets, without what this page
//! does not use and without any font to load.

use std::{fmt::Write as _, sync::LazyLock};

use leptos::{nonce::use_nonce, prelude::*};

use super::lean::{lean, words};

/// The address of the page.
pub const SUPPORT_PATH: &str = "/support";

/// The site's sheets by layer, in the order of style/main.css; the last two stand outside of the layers.
const BASE: [&str; 3] =
    [RESET, include_str!("../../../../style/tokens.css"), include_str!("../../../../style/base.css")];
const COMPONENTS: [&str; 8] = [
    include_str!("../../../../style/layout.css"),
    include_str!("../../../../style/frame.css"),
    include_str!("../../../../style/controls.css"),
    include_str!("../../../../style/blocks.css"),
    include_str!("../../../../style/support.css"),
    include_str!("../../../../style/offline.css"),
    include_str!("../../../../style/leaving.css"),
    include_str!("../../../../style/access.css"),
];
const CHOSEN: [&str; 2] =
    [include_str!("../../../../style/themes.css"), include_str!("../../../../style/preferences.css")];

/// What Tailwind's preflight does for the other pages, as far as this one needs it.
const RESET: &str = "
*,::before,::after{box-sizing:border-box;margin:0;padding:0;border:0 solid}
h1,h2,h3{font-size:inherit;font-weight:inherit}
ul,ol{list-style:none}
a{color:inherit;text-decoration:inherit}
small{font-size:80%}
button,select{font:inherit;color:inherit;letter-spacing:inherit;background:transparent;border-radius:0}
svg{display:block;vertical-align:middle}
[hidden]{display:none}
:root{--display-face:var(--text-face)!important}
";

/// Where the classes of the page are written. A class that stands in none of these is left out of the style.
const MADE_OF: [&str; 10] = [
    include_str!("mod.rs"),
    include_str!("fit.rs"),
    include_str!("../../components/contact_card.rs"),
    include_str!("../../components/grounding.rs"),
    include_str!("../../components/frame.rs"),
    include_str!("../../components/way_out/mod.rs"),
    include_str!("../../components/identity.rs"),
    include_str!("../../components/icon.rs"),
    include_str!("../../shell.rs"),
    include_str!("../offline/words.rs"),
];

/// The style as it stands in the page.
static STYLE: LazyLock<String> = LazyLock::new(|| {
    let used = words(&MADE_OF);
    let mut whole = String::new();
    for (layer, sheets) in [("base", &BASE[..]), ("components", &COMPONENTS[..])] {
        // Writing to a string cannot fail.
        let _ = write!(whole, "@layer {layer}{{{}}}", sheets.concat());
    }
    whole.push_str(&CHOSEN.concat());
    lean(&whole, &used)
});

/// The style element, with the nonce of this response.
#[component]
pub fn SupportStyle() -> impl IntoView {
    view! { <style nonce=use_nonce()>{STYLE.as_str()}</style> }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// In bytes; compressed it is about a quarter.
    const MOST: usize = 22_000;

    #[test]
    fn it_can_stand_inside_an_element_loads_nothing_and_stays_small() {
        for never in ["</", "<!--", "url(", "@import", "@font-face", "@apply", "data-section=\"money\""] {
            assert!(!STYLE.contains(never), "{never} is in {}", STYLE.as_str());
        }
        for always in [".way-out", ".skip-link", ".first-numbers", ".contact", "@media print", "data-theme="] {
            assert!(STYLE.contains(always), "{always} is missing");
        }
        assert!(STYLE.len() < MOST, "{} bytes", STYLE.len());
    }

    /// A sheet that is added to the site is either part of this page's style or named here.
    #[test]
    fn every_sheet_of_the_site_was_thought_of() {
        let left_out = ["tailwindcss", "data", "art", "design", "passage", "celebration", "chooser", "paper"];
        let taken = [
            "tokens",
            "base",
            "layout",
            "frame",
            "controls",
            "blocks",
            "support",
            "offline",
            "leaving",
            "access",
            "themes",
            "preferences",
        ];
        let main = include_str!("../../../../style/main.css");
        let imports = main.lines().filter_map(|line| line.strip_prefix("@import \"")?.split('"').next());
        let names: Vec<_> = imports.map(|path| path.trim_start_matches("./").trim_end_matches(".css")).collect();
        assert!(names.len() > 9, "{names:?}");
        for name in taken {
            assert!(names.contains(&name), "{name} is no sheet of the site any more");
        }
        let forgotten: Vec<_> = names.iter().filter(|name| !taken.contains(name) && !left_out.contains(name)).collect();
        assert!(forgotten.is_empty(), "does /support need {forgotten:?}? say so here");
    }
}
