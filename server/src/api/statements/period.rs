//! The period of a statement: a month, a tax year, or everything.

use blkout_core::{
    ledger::TaxYear,
    time::{CalendarMonth, EARLIEST, LATEST, UtcMillis},
};

/// What a statement is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Period {
    /// Everything there is.
    All,
    /// A month, UTC.
    Month(CalendarMonth),
    /// A tax year of the United Kingdom, from midnight there.
    TaxYear(TaxYear),
}

impl Period {
    /// Reads what an address asks for; an empty parameter is not set. `None` when one cannot be read, or both are set.
    pub(super) fn read(month: Option<&str>, tax_year: Option<&str>) -> Option<Self> {
        let set = |text: Option<&str>| text.filter(|text| !text.is_empty()).map(str::to_owned);
        match (set(month), set(tax_year)) {
            (None, None) => Some(Self::All),
            (Some(month), None) => CalendarMonth::parse(&month).map(Self::Month),
            (None, Some(year)) => TaxYear::parse(&year).map(Self::TaxYear),
            (Some(_), Some(_)) => None,
        }
    }

    /// The first instant, and the first one after.
    pub(super) fn bounds(self) -> (UtcMillis, UtcMillis) {
        match self {
            Self::All => (EARLIEST, LATEST),
            Self::Month(month) => (month.start(), month.end()),
            Self::TaxYear(year) => (year.start(), year.end()),
        }
    }

    /// `all`, `2026-01` or `tax-year-2025-26`, for the name of a file.
    pub(super) fn slug(self) -> String {
        match self {
            Self::All => "all".to_owned(),
            Self::Month(month) => month.iso(),
            Self::TaxYear(year) => format!("tax-year-{}", year.label()),
        }
    }

    /// For people: `January 2026`, `tax year 6 April 2025 to 5 April 2026`, `everything so far`.
    pub(super) fn in_words(self) -> String {
        match self {
            Self::All => "everything so far".to_owned(),
            Self::Month(month) => month.to_string(),
            Self::TaxYear(year) => format!("tax year {year}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_period_or_the_whole() {
        assert_eq!(Period::read(None, Some("")), Some(Period::All));
        assert_eq!(Period::read(Some("2026-01"), None).unwrap().in_words(), "January 2026");
        let year = Period::read(None, Some("2025-26")).unwrap();
        assert_eq!(
            (year.slug().as_str(), year.in_words().as_str()),
            ("tax-year-2025-26", "tax year 6 April 2025 to 5 April 2026")
        );
        assert_eq!(year.bounds().0.rfc3339(), "2025-04-05T23:00:00Z");
        for (month, year) in [(Some("2026-13"), None), (None, Some("2025-27")), (Some("2026-01"), Some("2025-26"))] {
            assert_eq!(Period::read(month, year), None);
        }
    }
}
