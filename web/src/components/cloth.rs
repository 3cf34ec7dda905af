//! A piece of woven cloth of its own for every article and every creator, made from its address: the same address gives
//! the same cloth everywhere, and no two look alike.

use std::fmt::Write as _;

use leptos::prelude::*;

/// Units of the drawing that a woven block is wide and high.
const BLOCK: usize = 8;
/// What a block's ground and figure are filled with; style/art.css says which colour each is.
const THREADS: [&str; 6] = ["art-black", "art-gold", "art-red", "art-green", "art-pink", "art-sky"];
/// The places of black and gold among [`THREADS`]: every cloth has them.
const BLACK: usize = 0;
const GOLD: usize = 1;

/// How many blocks a cloth has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClothSize {
    /// One row of twelve: the edge of a card.
    Strip,
    /// Four rows of twelve.
    Cloth,
}

impl ClothSize {
    const fn columns_and_rows(self) -> (usize, usize) {
        match self {
            Self::Strip => (12, 1),
            Self::Cloth => (12, 4),
        }
    }
}

/// The cloth. Decoration: hidden from assistive technology, on paper, and where a reader asked for less to look at.
#[component]
pub fn Cloth(
    /// What it is made from, such as the last part of an address.
    #[prop(into)]
    seed: String,
    /// How large it is.
    #[prop(default = ClothSize::Strip)]
    size: ClothSize,
) -> impl IntoView {
    let (columns, rows) = size.columns_and_rows();
    let paths = weave(&seed, columns, rows)
        .into_iter()
        .filter(|(_, line)| !line.is_empty())
        .map(|(class, line)| view! { <path class=class d=line /> })
        .collect_view();
    view! {
        <svg class="cloth" viewBox=format!("0 0 {} {}", columns * BLOCK, rows * BLOCK) aria-hidden="true" focusable="false">
            {paths}
        </svg>
    }
}

/// One path for each colour of the grounds, and then of the figures on them. Left and right mirror each other, as do
/// top and bottom.
fn weave(seed: &str, columns: usize, rows: usize) -> Vec<(&'static str, String)> {
    let mut chance = Chance::from_text(seed);
    // Three of the four bright threads, in an order of the cloth's own.
    let first = 2 + chance.below(4);
    let bright = |place: usize| 2 + (first - 2 + place) % 4;
    let mut grounds = [const { String::new() }; THREADS.len()];
    let mut figures = [const { String::new() }; THREADS.len()];
    for row in 0..rows.div_ceil(2) {
        for column in 0..columns.div_ceil(2) {
            let is_warp = (row + column) % 2 == 0;
            let (ground, figure) = match (is_warp, chance.below(3)) {
                (true, 0) => (BLACK, GOLD),
                (true, place) => (bright(place), BLACK),
                (false, 0) => (GOLD, BLACK),
                (false, place) => (BLACK, bright(place)),
            };
            let motif = if is_warp { chance.below(3) } else { 3 + chance.below(4) };
            let mut places = vec![(column, row), (columns - 1 - column, row)];
            if row != rows - 1 - row {
                places.extend([(column, rows - 1 - row), (columns - 1 - column, rows - 1 - row)]);
            }
            for (x, y) in places {
                let (x, y) = (x * BLOCK, y * BLOCK);
                let _ = write!(grounds[ground], "M{x} {y}h8v8h-8z");
                draw(&mut figures[figure], motif, x, y);
            }
        }
    }
    THREADS.into_iter().zip(grounds).chain(THREADS.into_iter().zip(figures)).collect()
}

/// Adds a figure that fills the block at `x`, `y`. Every figure looks the same in a mirror.
fn draw(line: &mut String, motif: usize, x: usize, y: usize) {
    let _ = match motif {
        0 => write!(line, "M{x} {}h8v1h-8zm0 2h8v1h-8zm0 2h8v1h-8z", y + 1),
        1 => write!(line, "M{} {y}h1v8h-1zm2 0h2v8h-2zm3 0h1v8h-1z", x + 1),
        2 => write!(line, "M{} {}h4v4h-4z", x + 2, y + 2),
        3 => write!(line, "M{} {y}l4 4-4 4-4-4z", x + 4),
        4 => write!(line, "M{x} {y}h8l-8 8h8z"),
        5 => write!(line, "M{x} {y}l4 4-4 4zm8 0l-4 4 4 4z"),
        _ => write!(line, "M{} {y}h2v3h3v2h-3v3h-2v-3h-3v-2h3z", x + 3),
    };
}

/// Numbers that look like chance and are always the same for the same text (FNV-1a, then xorshift).
struct Chance(u64);

impl Chance {
    fn from_text(text: &str) -> Self {
        let hash = text
            .bytes()
            .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
        Self(hash | 1)
    }

    /// A number below `end`, which is small.
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from((self.0 >> 33) % end.max(1) as u64).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::weave;

    /// Bytes of a strip and of a cloth, at most: a list shows a dozen strips.
    const MOST_BYTES: [(usize, usize, usize); 2] = [(12, 1, 800), (12, 4, 3_000)];

    #[test]
    fn the_same_address_gives_the_same_cloth_and_another_one_another() {
        assert_eq!(weave("six-keys", 12, 4), weave("six-keys", 12, 4));
        assert_ne!(weave("six-keys", 12, 4), weave("six-key", 12, 4));
    }

    #[test]
    fn every_block_has_a_ground_and_it_stays_small() {
        for (columns, rows, most) in MOST_BYTES {
            for seed in ["", "a", "forty-tables-one-cake", "the-back-room-1986", "Ọ́"] {
                let paths = weave(seed, columns, rows);
                let blocks: usize = paths.iter().map(|(_, line)| line.matches("h8v8h-8z").count()).sum();
                assert_eq!(blocks, columns * rows, "{seed}");
                let bytes: usize = paths.iter().map(|(_, line)| line.len()).sum();
                assert!(bytes <= most, "{seed}: {bytes} bytes");
            }
        }
    }
}
