//! What the browser itself paints, before and around the page, in the theme that the reader chose.

use blkout_core::care::preferences::Theme;
use leptos::{html, prelude::*};

use crate::page::request;

/// `--ground` of style/tokens.css, light and dark, and of style/themes.css.
const LIGHT: &str = "#fafafa";
const DARK: &str = "#12100e";
const HIGH_CONTRAST: &str = "#000000";

/// The browser's own colours: scroll bars, form fields and the first blank screen; on a phone the bar above the page.
#[component]
pub(crate) fn ThemeMeta() -> impl IntoView {
    let (scheme, colour) = match request().preferences.theme {
        Theme::System => ("light dark", None),
        Theme::Light => ("light", Some(LIGHT)),
        Theme::Dark => ("dark", Some(DARK)),
        Theme::HighContrast => ("dark", Some(HIGH_CONTRAST)),
    };
    let named = |colour| html::meta().name("theme-color").content(colour);
    let colours = match colour {
        Some(colour) => named(colour).into_any(),
        // The macro knows no such attribute of this element.
        None => [(LIGHT, "(prefers-color-scheme: light)"), (DARK, "(prefers-color-scheme: dark)")]
            .map(|(colour, device)| named(colour).attr("media", device))
            .into_any(),
    };
    view! {
        <meta name="color-scheme" content=scheme />
        {colours}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_colours_are_those_of_the_style() {
        let tokens = include_str!("../../../style/tokens.css");
        assert!(tokens.contains(&format!("--ground: light-dark({LIGHT}, {DARK});")));
        let themes = include_str!("../../../style/themes.css");
        assert!(themes.contains(&format!("--ground: {HIGH_CONTRAST};")));
    }
}
