//! What the community fund is for (rules.md, Money: "earmarked").

use serde::{Deserialize, Serialize};

/// A purpose of the community fund.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// Servers, tools, accounts.
    Infrastructure,
    /// Gatherings.
    Events,
    /// Support for members.
    Support,
    /// Money kept for emergencies.
    Emergency,
}

/// The parts of the fund in per cent: infrastructure 40, events 30, support 20, emergency 10 (vote).
pub const EARMARKS_PER_CENT: [(Purpose, i64); 4] =
    [(Purpose::Infrastructure, 40), (Purpose::Events, 30), (Purpose::Support, 20), (Purpose::Emergency, 10)];

impl Purpose {
    /// Every purpose, in the order in which the fund is shown.
    pub const ALL: [Self; 4] = [Self::Infrastructure, Self::Events, Self::Support, Self::Emergency];

    /// The word used in the ledger's account names.
    pub fn slug(self) -> &'static str {
        match self {
            Self::Infrastructure => "infrastructure",
            Self::Events => "events",
            Self::Support => "support",
            Self::Emergency => "emergency",
        }
    }
}

/// An amount of the community fund by purpose, in minor units; the parts add up to the amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Earmarks(pub [(Purpose, i64); 4]);

impl Earmarks {
    /// Divides `community` minor units (0 or more): each part rounded down, the leftover pennies to support.
    pub fn of(community: i64) -> Self {
        let whole = i128::from(community);
        let mut parts = EARMARKS_PER_CENT.map(|(purpose, per_cent)| (purpose, whole * i128::from(per_cent) / 100));
        let leftover = whole - parts.iter().map(|(_, part)| part).sum::<i128>();
        for (purpose, part) in &mut parts {
            if *purpose == Purpose::Support {
                *part += leftover;
            }
        }
        // Each part lies between 0 and `community`, so it fits.
        Self(parts.map(|(purpose, part)| (purpose, i64::try_from(part).unwrap_or(community))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test(unsupported = test)]
    fn leftover_pennies_go_to_support() {
        let parts = Earmarks::of(9).0.map(|(_, part)| part);
        assert_eq!(parts, [3, 2, 4, 0]);
        assert_eq!(EARMARKS_PER_CENT.iter().map(|(_, per_cent)| per_cent).sum::<i64>(), 100);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
        #[wasm_bindgen_test(unsupported = test)]
        fn the_parts_are_the_whole(community in 0..=i64::MAX) {
            let parts = Earmarks::of(community).0;
            prop_assert_eq!(parts.iter().map(|(_, part)| i128::from(*part)).sum::<i128>(), i128::from(community));
            prop_assert!(parts.iter().all(|(_, part)| *part >= 0));
        }
    }
}
