//! The documents around the gallery: on a server the same frame as every page, in a file nothing that needs a server.

use blkout_core::care::preferences::Theme;
use leptos::{config::LeptosOptions, prelude::*};
use leptos_meta::{Title, provide_meta_context};

use super::{DesignLinks, Gallery};
use crate::{
    components::{DemoBanner, SiteFooter, SiteHeader},
    page::request,
    shell::document,
};

/// The page that a server answers with, in the theme of the request's preferences.
pub fn design_document(options: LeptosOptions) -> impl IntoView {
    provide_meta_context();
    document(options, move || {
        view! {
            <SiteHeader />
            <DemoBanner />
            <Title text="Design" />
            <Gallery theme=request().preferences.theme links=DesignLinks::Served />
            <SiteFooter />
        }
    })
}

/// A file that opens from a disk, with the style `blkout.css` beside it.
pub fn design_file(theme: Theme) -> impl IntoView {
    provide_meta_context();
    let chosen = (theme != Theme::default()).then(|| theme.slug());
    view! {
        <!DOCTYPE html>
        <html lang="en-GB" data-theme=chosen>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                <title>"Design"</title>
                <link rel="stylesheet" href="blkout.css" />
            </head>
            <body>
                <div class="woven" aria-hidden="true"></div>
                <Gallery theme links=DesignLinks::Files />
            </body>
        </html>
    }
}
