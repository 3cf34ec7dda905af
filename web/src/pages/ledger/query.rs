//! What the address of the ledger asks for, read kindly: a filter that is no filter is left out.

use blkout_core::{
    ledger::TransactionKind,
    money::{CreatorSlug, Currency},
    time::CalendarMonth,
};
use blkout_store::{Filter, PageKey};

/// What a reader of the page is told whose address begins nowhere.
pub const NO_SUCH_PAGE: &str = "The address named no page, so this is the newest.";

/// The filter and the page of the ledger that an address names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LedgerQuery {
    /// Which transactions.
    pub filter: Filter,
    /// Where the page begins.
    pub from: Option<PageKey>,
    /// Parameters that were there and could not be read, with a sentence for the reader.
    pub not_understood: Vec<&'static str>,
}

impl LedgerQuery {
    /// Reads the parameters of an address, which `parameter` finds by name. An empty one is not set.
    pub fn read(parameter: impl Fn(&str) -> Option<String>) -> Self {
        let text = |name: &str| parameter(name).map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
        let mut query = Self::default();
        if let Some(code) = text("currency") {
            query.filter.currency = code.parse::<Currency>().ok();
            query.note(query.filter.currency.is_some(), "The currency was not one of ISO 4217, such as gbp.");
        }
        if let Some(month) = text("month") {
            query.filter.month = CalendarMonth::parse(&month);
            query.note(query.filter.month.is_some(), "The month was not of the form 2026-01.");
        }
        if let Some(kind) = text("kind") {
            query.filter.kind = kind.parse::<TransactionKind>().ok();
            query.note(query.filter.kind.is_some(), "The kind of transaction was not one that the ledger knows.");
        }
        if let Some(creator) = text("creator") {
            query.filter.creator = CreatorSlug::for_address(&creator).ok();
            query.note(query.filter.creator.is_some(), "The creator's name was not one.");
        }
        if let Some(from) = text("from") {
            query.from = from.parse().ok();
            query.note(query.from.is_some(), NO_SUCH_PAGE);
        }
        query
    }

    fn note(&mut self, understood: bool, sentence: &'static str) {
        if !understood {
            self.not_understood.push(sentence);
        }
    }

    /// The address of `path` with this filter, beginning at `from`.
    pub fn address(&self, path: &str, from: Option<PageKey>) -> String {
        let Filter { currency, month, kind, creator } = &self.filter;
        let parameters = [
            currency.map(|currency| format!("currency={}", currency.code().to_ascii_lowercase())),
            month.map(|month| format!("month={}", month.iso())),
            kind.map(|kind| format!("kind={kind}")),
            creator.as_ref().map(|creator| format!("creator={}", percent_encoded(creator.as_str()))),
            from.map(|from| format!("from={from}")),
        ];
        let parameters: Vec<String> = parameters.into_iter().flatten().collect();
        if parameters.is_empty() { path.to_owned() } else { format!("{path}?{}", parameters.join("&")) }
    }
}

/// A creator's name as part of an address.
pub fn percent_encoded(text: &str) -> String {
    let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.');
    text.bytes().map(|b| if plain(b) { char::from(b).to_string() } else { format!("%{b:02X}") }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pairs: &[(&str, &str)]) -> LedgerQuery {
        LedgerQuery::read(|name| pairs.iter().find(|(found, _)| *found == name).map(|(_, value)| (*value).to_owned()))
    }

    #[test]
    fn an_address_reads_back() {
        let query = read(&[("month", "2026-01"), ("creator", "zoë"), ("currency", "gbp"), ("kind", "refund")]);
        let address = query.address("/ledger", "5.7".parse().ok());
        assert_eq!(address, "/ledger?currency=gbp&month=2026-01&kind=refund&creator=zo%C3%AB&from=5.7");
    }

    #[test]
    fn what_is_no_filter_is_left_out_and_said() {
        let query = read(&[("month", "<script>"), ("from", "-"), ("creator", "a/b"), ("currency", ""), ("other", "x")]);
        assert_eq!(query.filter, Filter::default());
        assert_eq!(query.not_understood.len(), 3);
        assert_eq!(query.address("/ledger", None), "/ledger");
    }
}
