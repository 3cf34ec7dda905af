//! The creator's share of a payment, a number that cannot be below the floor.

use serde::Serialize;

/// Basis points in a whole: 100 %.
pub const BPS_WHOLE: u16 = 10_000;
/// The floor of the creator's share, in basis points: 75 % (rules.md, Money; fixed).
pub const FLOOR_BPS: u16 = 7_500;
/// The most that the platform takes, in basis points of the gross: 10 % (rules.md, Money).
pub const PLATFORM_BPS: u16 = 1_000;

/// The part of every payment that goes to its creators, in basis points: 7 500 to 10 000.
///
/// There is no value of this type below the floor, so no code that holds one can pay out less
/// (rules.md, Money: "There is no value of the type below it").
///
/// ```
/// use blkout_core::money::CreatorShare;
/// assert!(CreatorShare::from_bps(7_499).is_err());
/// assert_eq!(CreatorShare::default().bps(), 7_500);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct CreatorShare(u16);

/// Why a number is not a creator's share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ShareError {
    /// Below 7 500 basis points.
    #[error("a creator's share is never below {FLOOR_BPS} basis points (75 %); {0} is")]
    BelowFloor(i64),
    /// Above 10 000 basis points.
    #[error("a share cannot be above {BPS_WHOLE} basis points (100 %); {0} is")]
    AboveWhole(i64),
}

impl CreatorShare {
    /// The floor, which is also the default.
    pub const FLOOR: Self = Self(FLOOR_BPS);

    /// A share of `bps` basis points.
    ///
    /// # Errors
    /// [`ShareError`] below 7 500 or above 10 000.
    pub fn from_bps(bps: i64) -> Result<Self, ShareError> {
        match u16::try_from(bps) {
            Ok(small) if small < FLOOR_BPS => Err(ShareError::BelowFloor(bps)),
            Ok(right) if right <= BPS_WHOLE => Ok(Self(right)),
            _ if bps < 0 => Err(ShareError::BelowFloor(bps)),
            _ => Err(ShareError::AboveWhole(bps)),
        }
    }

    /// Basis points, 7 500 to 10 000.
    pub fn bps(self) -> u16 {
        self.0
    }
}

impl Default for CreatorShare {
    fn default() -> Self {
        Self::FLOOR
    }
}

impl<'de> serde::Deserialize<'de> for CreatorShare {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::from_bps(i64::deserialize(deserializer)?).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test(unsupported = test)]
    fn only_7500_to_10000_exist() {
        assert_eq!(CreatorShare::from_bps(7_499), Err(ShareError::BelowFloor(7_499)));
        assert_eq!(CreatorShare::from_bps(7_500).map(CreatorShare::bps), Ok(7_500));
        assert_eq!(CreatorShare::from_bps(10_000).map(CreatorShare::bps), Ok(10_000));
        assert_eq!(CreatorShare::from_bps(10_001), Err(ShareError::AboveWhole(10_001)));
        assert_eq!(CreatorShare::from_bps(-1), Err(ShareError::BelowFloor(-1)));
        assert_eq!(CreatorShare::from_bps(i64::MAX), Err(ShareError::AboveWhole(i64::MAX)));
    }
}
