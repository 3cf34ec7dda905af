//! The policy in force as the record keeps it: how payments are shared from here on.

use super::text::{DecodeError, Lines, Writer};
use crate::{
    money::{CreatorShare, Currency, EARMARKS_PER_CENT, Money, PLATFORM_BPS, Purpose},
    payouts::payout_minimum,
    time::UtcMillis,
};

/// The policy for payments from here on; earlier ones keep the terms that they were made under.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyEntry {
    /// When it was written.
    pub recorded: UtcMillis,
    /// The creators' share of every payment.
    pub creators: CreatorShare,
    /// The platform's share at most, in basis points.
    pub platform_bps: u16,
    /// The parts of the community fund, in per cent.
    pub earmarks: Vec<(Purpose, i64)>,
    /// The smallest payout of each currency that has one of its own, in minor units.
    pub minimums: Vec<(Currency, i64)>,
    /// The id of the passed proposal that decided it; `None` for the policy that the platform began with.
    pub decision: Option<String>,
}

impl PolicyEntry {
    /// The policy as the rules give it, with a creators' share of `creators`.
    pub fn of_rules(recorded: UtcMillis, creators: CreatorShare, decision: Option<String>) -> Self {
        Self {
            recorded,
            creators,
            platform_bps: PLATFORM_BPS,
            earmarks: EARMARKS_PER_CENT.to_vec(),
            minimums: vec![(Currency::GBP, MINIMUM_PAYOUT_GBP_MINOR)],
            decision,
        }
    }

    /// The smallest payout in this currency, in minor units; where the policy names none, the one of the rules.
    pub fn minimum(&self, currency: Currency) -> i64 {
        let named = self.minimums.iter().find(|(of, _)| *of == currency);
        named.map_or_else(|| payout_minimum(currency), |(_, minor)| *minor)
    }

    /// The same with `minimum` as the smallest payout in its currency.
    #[must_use]
    pub fn with_minimum(mut self, minimum: Money) -> Self {
        self.minimums.retain(|(currency, _)| *currency != minimum.currency);
        self.minimums.push((minimum.currency, minimum.minor));
        self.minimums.sort_unstable();
        self
    }

    pub(super) fn write(&self, to: &mut Writer) {
        to.field("recorded", self.recorded.0);
        to.field("creators", self.creators.bps());
        to.field("platform", self.platform_bps);
        for (purpose, per_cent) in &self.earmarks {
            to.pair("earmark", per_cent, purpose.slug());
        }
        for (currency, minor) in &self.minimums {
            to.pair("minimum", minor, currency.code());
        }
        to.text("decision", self.decision.as_deref().unwrap_or_default());
    }

    pub(super) fn read(lines: &mut Lines<'_>) -> Result<Self, DecodeError> {
        let recorded = UtcMillis(lines.field("recorded")?);
        let creators = CreatorShare::from_bps(lines.field("creators")?).map_err(|_| DecodeError::Value("creators"))?;
        let platform_bps = lines.field("platform")?;
        let mut earmarks = Vec::new();
        while let Some((per_cent, word)) = lines.pair("earmark")? {
            let purpose = Purpose::ALL.into_iter().find(|purpose| purpose.slug() == word);
            earmarks.push((purpose.ok_or(DecodeError::Value("earmark"))?, per_cent));
        }
        let mut minimums = Vec::new();
        while let Some((minor, code)) = lines.pair("minimum")? {
            minimums.push((code.parse().map_err(|_| DecodeError::Value("minimum"))?, minor));
        }
        let decision = Some(lines.text("decision")?).filter(|id| !id.is_empty());
        Ok(Self { recorded, creators, platform_bps, earmarks, minimums, decision })
    }
}

/// The smallest payout in pounds, in pence: £10 (rules.md, Money, "Payout").
pub const MINIMUM_PAYOUT_GBP_MINOR: i64 = 1_000;
