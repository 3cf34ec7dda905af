//! Money: amounts, the creator's share, and the split of a payment (rules.md, Money).

mod amount;
mod creators;
mod currency;
mod earmark;
mod share;
mod split;

pub use amount::{AmountError, MAX_PAYMENT_MINOR, Money};
pub use creators::{CreatorSlug, MAX_SLUG_CHARS, SlugError, Weights, WeightsError};
pub use currency::{Currency, UnknownCurrency};
pub use earmark::{EARMARKS_PER_CENT, Earmarks, Purpose};
pub use share::{BPS_WHOLE, CreatorShare, FLOOR_BPS, PLATFORM_BPS, ShareError};
pub use split::{Split, SplitChange, SplitError, split};
