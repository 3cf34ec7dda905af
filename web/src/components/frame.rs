//! What stands around every page: ways out, header, the demonstration's banner, footer.

use blkout_core::care::offline::{OFFLINE_PATH, SAVED_PATH};
use blkout_core::time::UtcMillis;
use leptos::prelude::*;

use super::{WayOut, site_name};
use crate::{
    context::Viewer,
    page::request,
    pages::{
        ledger::percent_encoded,
        preferences::{PREFERENCES_PATH, RETURN_FIELD},
        support::SUPPORT_PATH,
    },
};

/// The id of the main element, the skip link's target.
pub const MAIN_ID: &str = "main";

/// The sections of the site: address and name.
const SECTIONS: [(&str, &str); 4] =
    [("/newsroom", "Newsroom"), ("/ledger", "Ledger"), ("/proposals", "Proposals"), ("/support", "Support")];

/// The first thing that a keyboard or a screen reader meets.
#[component]
pub fn SkipLink() -> impl IntoView {
    view! { <a class="skip-link" href=format!("#{MAIN_ID}")>"Skip to the content"</a> }
}

/// Everything before a page's own content: the skip link, the two ways out, the header with the navigation and, at its
/// end, the visitor's own links.
#[component]
pub fn SiteHeader() -> impl IntoView {
    let context = request();
    let name = site_name(&context.preferences);
    let sections = SECTIONS.map(|(address, name)| {
        view! { <li><a href=address aria-current=current(&context.path, address)>{name}</a></li> }
    });
    view! {
        <SkipLink/>
        <WayOut/>
        <header class="site-header">
            <div class="site-header__row">
                <a class="wordmark" href="/" aria-label=format!("{name}, home")>{name}</a>
                <nav class="site-nav" aria-label="Sections"><ul>{sections.collect_view()}</ul></nav>
                <div class="account">{account(context.viewer, &context.path)}</div>
            </div>
        </header>
    }
}

/// How a section's link is marked on a page: `page` on the section's own page, `true` on those below it.
fn current(path: &str, section: &str) -> Option<&'static str> {
    let rest = path.strip_prefix(section)?;
    match rest {
        "" | "/" => Some("page"),
        below => below.starts_with('/').then_some("true"),
    }
}

fn account(viewer: Option<Viewer>, path: &str) -> AnyView {
    let Some(viewer) = viewer else {
        let current = current(path, "/sign-in");
        return view! { <a href="/sign-in" aria-current=current>"Sign in"</a> }.into_any();
    };
    let stewarding = viewer.is_steward.then(|| {
        view! { <a href="/payouts" aria-current=current(path, "/payouts")>"Payouts"</a> }
    });
    let name = match viewer.creator_slug {
        Some(slug) => {
            let dashboard = format!("/creators/{}", slug.as_str());
            let current = current(path, &dashboard);
            view! {
                <a href=dashboard aria-current=current>
                    <span class="account__whose">{viewer.name} ":"</span>
                    <span class="account__link">"your money"</span>
                </a>
            }
            .into_any()
        }
        None => view! { <span class="account__name">{viewer.name}</span> }.into_any(),
    };
    view! {
        {name}
        {stewarding}
        <form method="post" action="/sign-out"><button type="submit">"Sign out"</button></form>
    }
    .into_any()
}

/// The woven edge where the frame ends and a page begins; in a demonstration, before it, that nothing here is real.
#[component]
pub fn DemoBanner() -> impl IntoView {
    let banner = request().demo.then(|| {
        view! {
            <aside class="demo-banner" aria-label="About this site">
                <p>"Demonstration: everybody and everything here is invented."</p>
            </aside>
        }
    });
    view! {
        {banner}
        <div class="woven" aria-hidden="true"></div>
    }
}

/// The page of preferences, with the way back to `path`.
fn preferences_from(path: &str) -> String {
    match path {
        "" | PREFERENCES_PATH => PREFERENCES_PATH.to_owned(),
        path => format!("{PREFERENCES_PATH}?{RETURN_FIELD}={}", percent_encoded(path)),
    }
}

/// Pages that do not say of when they are: help says it in its own way, and the service worker is made of the others,
/// which therefore may not change with the time.
const UNDATED: [&str; 3] = [SUPPORT_PATH, OFFLINE_PATH, SAVED_PATH];

/// The end of every page.
#[component]
pub fn SiteFooter() -> impl IntoView {
    let context = request();
    let preferences = preferences_from(&context.path);
    view! {
        {(!UNDATED.contains(&context.path.as_str())).then(|| view! { <AsOf at=context.now /> })}
        <footer class="site-footer">
            <div class="woven" aria-hidden="true"></div>
            <div class="site-footer__row">
                <ul>
                    <li><a href="/safety">"Your safety here"</a></li>
                    <li><a href="/support">"Help now"</a></li>
                    <li><a href="/ledger">"Where the money goes"</a></li>
                    <li><a href="/proposals">"How we decide"</a></li>
                    <li><a href=preferences rel="nofollow">"Preferences"</a></li>
                    <li><a href="/accessibility">"Accessibility"</a></li>
                </ul>
                <p>"A co-operative: one member, one vote. No adverts, no trackers, no requests to anybody else."</p>
            </div>
        </footer>
    }
}

/// On paper, of when a page is: figures go on changing after they were printed.
#[component]
fn AsOf(at: UtcMillis) -> impl IntoView {
    view! { <p class="on-paper">"As this page was on " {at.date().to_string()} ", " {at.clock_text()} " UTC."</p> }
}

#[cfg(test)]
mod tests {
    use super::current;

    #[test]
    fn a_section_is_a_whole_part_of_the_path() {
        assert_eq!(current("/ledger", "/ledger"), Some("page"));
        assert_eq!(current("/ledger/", "/ledger"), Some("page"));
        assert_eq!(current("/newsroom/zine-fair", "/newsroom"), Some("true"));
        assert_eq!(current("/ledgers", "/ledger"), None);
        assert_eq!(current("/", "/ledger"), None);
    }
}
