//! The split of a payment: creators at least 75 %, the platform at most 10 %, the community the rest.

use std::cmp::Reverse;

use sha2::{Digest, Sha256};

use super::{BPS_WHOLE, CreatorShare, CreatorSlug, PLATFORM_BPS, Weights};

/// How one payment is divided, in minor units. The three parts always sum to the gross.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Split {
    /// What the payer paid and has not been given back.
    pub gross: i64,
    /// All creators together: `ceil(gross × creator_bps / 10 000)`.
    pub creator_pool: i64,
    /// The platform: `min(floor(gross × 10 %), gross − creator_pool)`.
    pub platform: i64,
    /// The community fund: the rest.
    pub community: i64,
    /// Each creator's part of the pool, in the order of the slugs.
    pub creators: Vec<(CreatorSlug, i64)>,
}

/// The difference between two splits of one payment, in minor units; what a ledger transaction posts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SplitChange {
    /// Change of the gross.
    pub gross: i64,
    /// Change of the creators' pool.
    pub creator_pool: i64,
    /// Change of the platform's part.
    pub platform: i64,
    /// Change of the community's part.
    pub community: i64,
    /// Change of each creator's part, in the order of the slugs; zeros are kept.
    pub creators: Vec<(CreatorSlug, i64)>,
}

/// Why a payment cannot be split.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SplitError {
    /// A gross below zero.
    #[error("the gross is {0}; a payment cannot be below zero")]
    NegativeGross(i64),
}

/// Splits `gross` minor units (rules.md, Money).
///
/// `payment_id` is the processor's charge id; it only decides who gets a leftover penny when two creators'
/// remainders are equal: the lower SHA-256(payment id ‖ creator slug) comes first.
/// Without creators the payment is a gift, whole, to the community fund.
///
/// # Errors
/// [`SplitError::NegativeGross`].
///
/// ```
/// use blkout_core::money::{split, CreatorShare, CreatorSlug, Weights};
/// let creators = [("ada", 2), ("bo", 1)].map(|(slug, weight)| (CreatorSlug::new(slug).unwrap(), weight));
/// let split = split("ch_1", 1999, CreatorShare::FLOOR, &Weights::new(creators)?)?;
/// assert_eq!((split.creator_pool, split.platform, split.community), (1500, 199, 300));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn split(payment_id: &str, gross: i64, share: CreatorShare, weights: &Weights) -> Result<Split, SplitError> {
    if gross < 0 {
        return Err(SplitError::NegativeGross(gross));
    }
    if weights.is_gift() {
        return Ok(Split { gross, creator_pool: 0, platform: 0, community: gross, creators: Vec::new() });
    }
    let creator_pool = part(gross, share.bps(), Rounding::Up);
    let platform = part(gross, PLATFORM_BPS, Rounding::Down).min(gross - creator_pool);
    let community = gross - creator_pool - platform;
    let creators = divide(payment_id, creator_pool, weights);
    let split = Split { gross, creator_pool, platform, community, creators };
    debug_assert!(split.keeps_the_rules(share), "the split broke its own rules: {split:?}");
    Ok(split)
}

impl Split {
    /// Whether the parts sum to the gross, the creators' parts to the pool, nothing is negative, and the
    /// creators have at least `share` of the gross. What is read back from storage is held against this too.
    pub fn keeps_the_rules(&self, share: CreatorShare) -> bool {
        let parts = [self.creator_pool, self.platform, self.community];
        let sum: i128 = parts.iter().map(|part| i128::from(*part)).sum();
        let creators: i128 = self.creators.iter().map(|(_, part)| i128::from(*part)).sum();
        let floor_kept =
            i128::from(self.creator_pool) * i128::from(BPS_WHOLE) >= i128::from(self.gross) * i128::from(share.bps());
        let is_gift = self.creators.is_empty() && self.community == self.gross;
        sum == i128::from(self.gross)
            && creators == i128::from(self.creator_pool)
            && parts.iter().chain(self.creators.iter().map(|(_, part)| part)).all(|part| *part >= 0)
            && (floor_kept || is_gift)
    }

    /// What has to be posted to come from `before` to this split. Both must be of the same payment.
    pub fn change_from(&self, before: &Self) -> SplitChange {
        let creators = self
            .creators
            .iter()
            .map(|(creator, now)| {
                let then = before.creators.iter().find(|(other, _)| other == creator).map_or(0, |(_, part)| *part);
                (creator.clone(), now - then)
            })
            .collect();
        SplitChange {
            gross: self.gross - before.gross,
            creator_pool: self.creator_pool - before.creator_pool,
            platform: self.platform - before.platform,
            community: self.community - before.community,
            creators,
        }
    }
}

#[derive(Clone, Copy)]
enum Rounding {
    Up,
    Down,
}

/// `gross × bps / 10 000`, rounded; `gross` is 0 or more and `bps` at most 10 000, so the result fits.
fn part(gross: i64, bps: u16, rounding: Rounding) -> i64 {
    let whole = i128::from(BPS_WHOLE);
    let product = i128::from(gross) * i128::from(bps);
    let rounded = match rounding {
        Rounding::Up => (product + whole - 1) / whole,
        Rounding::Down => product / whole,
    };
    i64::try_from(rounded).unwrap_or(gross)
}

/// Divides the pool by weight: each part rounded down, then the leftover pennies by largest remainder.
fn divide(payment_id: &str, pool: i64, weights: &Weights) -> Vec<(CreatorSlug, i64)> {
    struct Claim<'a> {
        creator: &'a CreatorSlug,
        part: i64,
        remainder: u128,
    }
    let total = weights.total();
    let pool_units = u128::from(pool.unsigned_abs());
    let mut claims: Vec<Claim<'_>> = weights
        .iter()
        .map(|(creator, weight)| {
            // pool < 2⁶³ and weight < 2⁶⁴, so the product fits in 128 bits; the part is at most the pool.
            let product = pool_units * u128::from(weight);
            let part = i64::try_from(product / total).unwrap_or(pool);
            Claim { creator, part, remainder: product % total }
        })
        .collect();
    let given: i64 = claims.iter().map(|claim| claim.part).sum();
    // Fewer leftover pennies than creators, because each lost less than one.
    let leftover = usize::try_from(pool - given).unwrap_or(0);
    if leftover > 0 {
        claims.sort_by_cached_key(|claim| {
            let tie_break = Sha256::new().chain_update(payment_id).chain_update(claim.creator.as_str()).finalize();
            (Reverse(claim.remainder), tie_break)
        });
        for claim in claims.iter_mut().take(leftover) {
            claim.part += 1;
        }
        claims.sort_by(|a, b| a.creator.cmp(b.creator));
    }
    claims.into_iter().map(|claim| (claim.creator.clone(), claim.part)).collect()
}

#[cfg(test)]
mod tests;
