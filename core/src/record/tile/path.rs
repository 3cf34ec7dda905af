//! The addresses of tiles and bundles below a log's prefix.

use std::{fmt, str::FromStr};

use super::{Bundle, HIGHEST_LEVEL, TILE_WIDTH, Tile};

/// The longest address: `tile/entries/`, seven path elements of a 64-bit number, and the width.
const LONGEST_PATH: usize = 64;

/// What an address below the prefix of a log names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resource {
    /// `tile/<L>/<N>[.p/<W>]`: hashes of the tree.
    Tile(Tile),
    /// `tile/entries/<N>[.p/<W>]`: entries.
    Bundle(Bundle),
}

/// The text is not the address of a tile or a bundle, or not in its one form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is not the address of a tile: tile/0/x001/x234/067 or tile/entries/067.p/8")]
pub struct PathError;

impl fmt::Display for Tile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "tile/{}/", self.level)?;
        write_place(f, self.index, self.width)
    }
}

impl fmt::Display for Bundle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("tile/entries/")?;
        write_place(f, self.index, self.width)
    }
}

impl fmt::Display for Resource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Tile(tile) => tile.fmt(f),
            Self::Bundle(bundle) => bundle.fmt(f),
        }
    }
}

fn write_place(f: &mut fmt::Formatter<'_>, index: u64, width: u16) -> fmt::Result {
    write_elements(f, index / 1_000)?;
    write!(f, "{:03}", index % 1_000)?;
    if width < TILE_WIDTH { write!(f, ".p/{width}") } else { Ok(()) }
}

fn write_elements(f: &mut fmt::Formatter<'_>, thousands: u64) -> fmt::Result {
    if thousands == 0 {
        return Ok(());
    }
    write_elements(f, thousands / 1_000)?;
    write!(f, "x{:03}/", thousands % 1_000)
}

impl FromStr for Resource {
    type Err = PathError;

    /// Reads an address without its prefix and without a leading slash. Each has one form only.
    fn from_str(path: &str) -> Result<Self, PathError> {
        if path.len() > LONGEST_PATH {
            return Err(PathError);
        }
        let (level, place) = path.strip_prefix("tile/").and_then(|rest| rest.split_once('/')).ok_or(PathError)?;
        let (elements, width) = match place.split_once(".p/") {
            Some((elements, width)) => (elements, decimal(width, TILE_WIDTH - 1)?),
            None => (place, TILE_WIDTH),
        };
        let index = elements.split('/').try_fold(0_u64, |index, element| {
            let digits = element.strip_prefix('x').unwrap_or(element);
            index.checked_mul(1_000)?.checked_add(decimal(digits, 999_u16).ok()?.into())
        });
        let index = index.ok_or(PathError)?;
        let resource = match level {
            "entries" => Self::Bundle(Bundle { index, width }),
            level => Self::Tile(Tile { level: decimal(level, HIGHEST_LEVEL)?, index, width }),
        };
        // One form only: what is written otherwise (padding, signs, a width of 0) is another text.
        if width > 0 && resource.to_string() == path { Ok(resource) } else { Err(PathError) }
    }
}

fn decimal<T: FromStr + PartialOrd + Copy>(digits: &str, most: T) -> Result<T, PathError> {
    digits.parse().ok().filter(|number| *number <= most).ok_or(PathError)
}
