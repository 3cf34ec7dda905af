//! Reading the page as the reader sees it, and holding it against the rule.
#![cfg_attr(not(any(feature = "hydrate", test)), expect(dead_code, reason = "only the browser has a page to read"))]

use blkout_core::money::{CreatorShare, CreatorSlug, Currency, Money, SplitChange, Weights, split};

/// What a check of the page found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Findings {
    /// Payments and refunds that were computed again.
    pub(super) payments: u32,
    /// Figures that were compared.
    pub(super) figures: u32,
    /// Rows that are no payments.
    pub(super) not_split: u32,
    /// Figures that are not what the rule gives.
    pub(super) faults: Vec<Fault>,
}

/// A figure on the page that is not what the rule gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    /// The payment.
    pub(super) payment: String,
    /// Whose part.
    pub(super) part: String,
    /// What the page shows.
    pub(super) shown: String,
    /// What the rule gives.
    pub(super) computed: String,
}

/// What a row says the split is computed from, as text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Terms<'a> {
    /// The processor's charge id.
    pub(super) payment: &'a str,
    /// What was left of the payment before, in minor units.
    pub(super) before: &'a str,
    /// What is left of it afterwards.
    pub(super) after: &'a str,
    /// The creators' share in basis points.
    pub(super) bps: &'a str,
    /// `creator:weight` pairs; empty for a gift.
    pub(super) weights: &'a str,
    /// ISO 4217.
    pub(super) currency: &'a str,
}

/// Computes a row's split again. `None` when its terms cannot be read or break the rules: that is a fault by itself.
pub(super) fn recompute(terms: Terms<'_>) -> Option<(SplitChange, Currency)> {
    let currency: Currency = terms.currency.parse().ok()?;
    let share = CreatorShare::from_bps(terms.bps.parse().ok()?).ok()?;
    let pairs = terms.weights.split(',').filter(|pair| !pair.is_empty()).map(|pair| {
        let (creator, weight) = pair.rsplit_once(':')?;
        Some((CreatorSlug::new(creator).ok()?, weight.parse().ok()?))
    });
    let weights = Weights::new(pairs.collect::<Option<Vec<_>>>()?).ok()?;
    let of = |gross: &str| split(terms.payment, gross.parse().ok()?, share, &weights).ok();
    Some((of(terms.after)?.change_from(&of(terms.before)?), currency))
}

/// Compares each part with the text that `shown` finds for it on the page.
pub(super) fn compare(terms: Terms<'_>, shown: impl Fn(&str) -> Option<String>, findings: &mut Findings) {
    findings.payments += 1;
    let fault = |part: &str, shown: String, computed: String| Fault {
        payment: terms.payment.to_owned(),
        part: part.to_owned(),
        shown,
        computed,
    };
    let Some((change, currency)) = recompute(terms) else {
        let computed = "nothing: its terms break the rules".to_owned();
        findings.faults.push(fault("the whole payment", terms.bps.to_owned(), computed));
        return;
    };
    let creators = change.creators.iter().map(|(creator, part)| (["creator:", creator.as_str()].concat(), *part));
    let parts = [("gross", change.gross), ("platform", change.platform), ("community", change.community)];
    for (part, minor) in parts.map(|(part, minor)| (part.to_owned(), minor)).into_iter().chain(creators) {
        let computed = Money::new(minor, currency).to_string();
        let text = shown(&part).unwrap_or_else(|| "nothing".to_owned());
        findings.figures += 1;
        if text.trim() != computed {
            findings.faults.push(fault(&part, text, computed));
        }
    }
}

/// Checks every row of the page's tables.
#[cfg(feature = "hydrate")]
pub(super) fn check_page() -> Findings {
    use wasm_bindgen::JsCast as _;

    let mut findings = Findings::default();
    let Some(document) = web_sys::window().and_then(|window| window.document()) else { return findings };
    let Ok(rows) = document.query_selector_all("tbody tr") else { return findings };
    for index in 0..rows.length() {
        let Some(row) = rows.get(index).and_then(|node| node.dyn_into::<web_sys::Element>().ok()) else { continue };
        let attribute = |name: &str| row.get_attribute(name).unwrap_or_default();
        let Some(payment) = row.get_attribute("data-payment") else {
            if row.query_selector("[data-part]").ok().flatten().is_some() {
                findings.not_split += 1;
            }
            continue;
        };
        let (before, after, bps) = (attribute("data-before"), attribute("data-after"), attribute("data-bps"));
        let (weights, currency) = (attribute("data-weights"), attribute("data-currency"));
        let terms = Terms {
            payment: &payment,
            before: &before,
            after: &after,
            bps: &bps,
            weights: &weights,
            currency: &currency,
        };
        let cells = row.query_selector_all("[data-part]").ok();
        let shown = |part: &str| {
            let cells = cells.as_ref()?;
            let cells = (0..cells.length()).filter_map(|i| cells.get(i)?.dyn_into::<web_sys::Element>().ok());
            cells.into_iter().find(|cell| cell.get_attribute("data-part").as_deref() == Some(part))?.text_content()
        };
        compare(terms, shown, &mut findings);
    }
    findings
}

/// On the server nobody presses the button.
#[cfg(not(feature = "hydrate"))]
pub(super) fn check_page() -> Findings {
    Findings::default()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TERMS: Terms<'_> =
        Terms { payment: "ch_1", before: "0", after: "1999", bps: "7500", weights: "ada:2,bo:1", currency: "GBP" };

    fn page(ada: &str) -> impl Fn(&str) -> Option<String> {
        let ada = ada.to_owned();
        move |part| {
            let text = match part {
                "gross" => "£19.99",
                "platform" => "£1.99",
                "community" => "£3.00",
                "creator:ada" => ada.as_str(),
                "creator:bo" => "£5.00",
                _ => return None,
            };
            Some(text.to_owned())
        }
    }

    #[test]
    fn a_true_page_has_no_faults() {
        let mut findings = Findings::default();
        compare(TERMS, page("£10.00"), &mut findings);
        assert_eq!(findings, Findings { payments: 1, figures: 5, not_split: 0, faults: vec![] });
    }

    #[test]
    fn one_penny_is_found() {
        let mut findings = Findings::default();
        compare(TERMS, page("£9.99"), &mut findings);
        assert_eq!(findings.faults.len(), 1);
        assert_eq!(findings.faults[0].computed, "£10.00");
    }

    #[test]
    fn terms_that_break_the_rules_are_a_fault() {
        let mut findings = Findings::default();
        compare(Terms { bps: "7499", ..TERMS }, page("£10.00"), &mut findings);
        compare(Terms { weights: "ada:2,ada:1", ..TERMS }, page("£10.00"), &mut findings);
        assert_eq!(findings.faults.len(), 2);
    }

    #[test]
    fn a_refund_is_the_difference() {
        let refund = Terms { before: "1999", after: "0", ..TERMS };
        let (change, _) = recompute(refund).unwrap();
        assert_eq!((change.gross, change.creator_pool), (-1_999, -1_500));
    }
}
