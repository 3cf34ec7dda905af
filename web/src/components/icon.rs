//! Our own icons: one grid of 24, one weight of line, square ends like the threads of the weave.
//!
//! An icon is decoration beside words. It is hidden from assistive technology, so it never stands alone.

use leptos::prelude::*;

/// Declares the names, the list of all of them and the line of each, so that none can be forgotten.
macro_rules! icons {
    ($($(#[$says:meta])* $name:ident = $slug:literal, $line:literal;)*) => {
        /// What an icon shows.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum IconName {
            $($(#[$says])* $name,)*
        }

        impl IconName {
            /// Every icon, in the order of the gallery.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// A short name for lists.
            pub const fn slug(self) -> &'static str {
                match self { $(Self::$name => $slug,)* }
            }

            /// What is drawn: the data of one SVG path, stroked.
            const fn line(self) -> &'static str {
                match self { $(Self::$name => $line,)* }
            }
        }
    };
}

icons! {
    /// Out of a door: leave this page.
    Leave = "leave", "M13 3H4v18h9M10 12h11M16.5 7.5 21 12l-4.5 4.5";
    /// A ring to hold on to: help.
    Help = "help", "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 8.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7zM5.6 5.6l3.9 3.9M14.5 14.5l3.9 3.9M18.4 5.6l-3.9 3.9M9.5 14.5l-3.9 3.9";
    /// A receiver.
    Phone = "phone", "M4 3h5l2 6-3 2c1 2.5 2.5 4 5 5l2-3 6 2v5c-9 2-19-8-17-17z";
    /// A message with lines.
    Text = "text", "M3 4h18v13h-9l-5 4v-4H3zM7.5 9h9M7.5 12.5h6";
    /// An envelope.
    Mail = "mail", "M3 5h18v14H3zM3 6l9 7 9-7";
    /// A folded sheet.
    Newsroom = "newsroom", "M3 4h14v16H3zM17 9h4v9c0 1.2-.8 2-2 2h-2M6.5 8h7M6.5 12h7M6.5 16h4";
    /// A book of accounts: columns, and a sum under a line.
    Ledger = "ledger", "M4 3h16v18H4zM8 7.5h3M8 11h3M14.5 7.5H16M14.5 11H16M8 14h8M8 17.5h3M14.5 17.5H16";
    /// A raised hand.
    Proposals = "proposals", "M7 12V6.5a1.5 1.5 0 0 1 3 0V11 4.5a1.5 1.5 0 0 1 3 0V11 5.5a1.5 1.5 0 0 1 3 0V12 8.5a1.5 1.5 0 0 1 3 0V15c0 4-2.5 6.5-6 6.5S8 20 6.5 17.5L4 13.5c-.8-1.5 1.2-2.5 2-1.5z";
    /// Two hands making a bowl under a heart.
    Support = "support", "M12 11.5C9 9.5 7.5 8 7.5 6A2.3 2.3 0 0 1 12 5a2.3 2.3 0 0 1 4.5 1c0 2-1.5 3.5-4.5 5.5zM3 12v4l4.5 5H12M21 12v4l-4.5 5H12M12 21v-3";
    /// A page of a calendar.
    Calendar = "calendar", "M4 5h16v16H4zM4 10h16M8 2.5V7M16 2.5V7M8 14h3M8 17.5h3M14.5 14H16";
    /// A clock.
    Clock = "clock", "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7v5.5l3.5 2.5";
    /// A pin on a map.
    Place = "place", "M12 21.5C7.5 16.5 5 13 5 9.5a7 7 0 0 1 14 0c0 3.5-2.5 7-7 12zM12 7.5a2.2 2.2 0 1 0 0 4.4 2.2 2.2 0 0 0 0-4.4z";
    /// Done, right.
    Check = "check", "M4 12.5l5.5 5.5L20 6.5";
    /// Not this, close.
    Close = "close", "M5 5l14 14M19 5L5 19";
    /// Mind this.
    Warning = "warning", "M12 3.5L22 20.5H2zM12 10v4.5M12 16.2v2.2";
    /// Something to know.
    Info = "info", "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 11.5v5M12 6.8v2.2";
    /// To one's own device.
    Download = "download", "M12 3v12M6.5 10l5.5 5.5L17.5 10M4 20.5h16";
    /// On paper.
    Print = "print", "M7 8V3h10v5M7 17H3V8h18v9h-4M7 13.5h10V21H7z";
    /// Look for something.
    Search = "search", "M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM15.5 15.5L21 21";
    /// Three sliders.
    Settings = "settings", "M3 6h10M19 6h2M16 3.5v5M3 12h2M11 12h10M8 9.5v5M3 18h10M19 18h2M16 15.5v5";
    /// Somebody.
    Person = "person", "M12 3.5a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM4 21c0-4 3.5-6.5 8-6.5s8 2.5 8 6.5";
    /// Several of us.
    People = "people", "M9 4.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7zM2.5 20c0-3.5 2.7-5.5 6.5-5.5s6.5 2 6.5 5.5M16 4.8a3.5 3.5 0 0 1 0 6.4M18 14.8c2.3.7 3.5 2.5 3.5 5.2";
    /// Onwards.
    Arrow = "arrow", "M3 12h17M13.5 5.5L20 12l-6.5 6.5";
    /// Back.
    Back = "back", "M21 12H4M10.5 5.5L4 12l6.5 6.5";
    /// To another site.
    External = "external", "M10 4H4v16h16v-6M14 3.5h6.5V10M20 4l-9.5 9.5";
    /// A marker in a book: saved.
    Saved = "saved", "M6 3h12v18l-6-5-6 5z";
    /// No connection: waves, struck through.
    Offline = "offline", "M4 4l16 16M2.5 9.5c1.5-1.4 3.2-2.5 5-3.2M12 5.5c3.7 0 7 1.5 9.5 4M6 13.5c1-1 2.2-1.7 3.5-2.1M15 11.7c1.1.4 2.1 1 3 1.8M12 17.2v2.2";
    /// A lock: kept closed, secret.
    Lock = "lock", "M5 11h14v10H5zM8 11V7.5a4 4 0 0 1 8 0V11M12 15v2.5";
    /// To be seen by everybody.
    Eye = "eye", "M2 12c3-4.7 6.2-7 10-7s7 2.3 10 7c-3 4.7-6.2 7-10 7s-7-2.3-10-7zM12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6z";
    /// A pen.
    Write = "write", "M4 20l1.2-5L16 4.2l3.8 3.8L9 18.8zM13.5 6.7l3.8 3.8";
    /// Taken away.
    Delete = "delete", "M4 6.5h16M9 6V3h6v3M6 6.5L7 21h10l1-14.5M10 10.5v6.5M14 10.5v6.5";
    /// A coin with its share cut out.
    Money = "money", "M12 3a9 9 0 1 0 9 9h-9zM15.5 3.5v5h5a9 9 0 0 0-5-5z";
    /// A fingerprint of lines: the record.
    Record = "record", "M4 4h6v6H4zM14 4h6v6h-6zM9 14h6v6H9zM7 10v2h10v-2M12 12v2";
    /// A breath: a wave that rises and falls.
    Breathe = "breathe", "M2.5 12c3-8 6.5-8 9.5 0s6.5 8 9.5 0";
    /// The front door.
    Home = "home", "M3 11.5L12 4l9 7.5M5.5 9.5V20h13V9.5M10 20v-6h4v6";
}

/// The icon, in the colour of the words beside it. Sized by `.icon` in the style, 24 px without it.
#[component]
pub fn Icon(
    /// Which one.
    name: IconName,
) -> impl IntoView {
    view! {
        <svg
            class="icon"
            viewBox="0 0 24 24"
            width="24"
            height="24"
            fill="none"
            stroke="currentColor"
            stroke-width="2.25"
            aria-hidden="true"
            focusable="false"
        >
            <path d=name.line() />
        </svg>
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::IconName;

    /// Bytes of one icon's line, at most: a page shows many of them.
    const MOST_BYTES: usize = 320;

    #[test]
    fn every_icon_has_a_name_of_its_own_and_is_small() {
        let slugs: BTreeSet<_> = IconName::ALL.iter().map(|icon| icon.slug()).collect();
        assert_eq!(slugs.len(), IconName::ALL.len());
        for icon in IconName::ALL {
            assert!(icon.line().starts_with('M'), "{icon:?}");
            assert!(icon.line().len() <= MOST_BYTES, "{icon:?}: {} bytes", icon.line().len());
        }
    }
}
