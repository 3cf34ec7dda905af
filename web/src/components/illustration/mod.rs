//! Our own drawings: flat shapes in the colours of the tokens, so that they stand in every theme. All are decoration.

mod community;
mod door;
mod hands;
mod loose_thread;
mod reading;
mod sun;

use leptos::prelude::*;

pub use community::Community;
pub use door::OpenDoor;
pub use hands::RaisedHands;
pub use loose_thread::LooseThread;
pub use reading::Reading;
pub use sun::RisingSun;

/// The frame of a drawing, hidden from assistive technology.
#[component]
fn Drawing(
    /// Units that it is wide.
    width: u16,
    /// Units that it is high.
    height: u16,
    /// The shapes.
    children: Children,
) -> impl IntoView {
    view! {
        <svg class="illustration" viewBox=format!("0 0 {width} {height}") aria-hidden="true" focusable="false">
            {children()}
        </svg>
    }
}

#[cfg(test)]
mod tests {
    /// Bytes of a drawing's source, at most (issue "Care on every page", Look).
    const MOST_BYTES: usize = 3_000;

    #[test]
    fn every_drawing_is_small() {
        for (name, source) in [
            ("community", include_str!("community.rs")),
            ("door", include_str!("door.rs")),
            ("hands", include_str!("hands.rs")),
            ("loose_thread", include_str!("loose_thread.rs")),
            ("reading", include_str!("reading.rs")),
            ("sun", include_str!("sun.rs")),
        ] {
            assert!(source.len() <= MOST_BYTES, "{name}: {} bytes", source.len());
        }
    }
}
