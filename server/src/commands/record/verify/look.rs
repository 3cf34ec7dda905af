//! The look at every entry, the same for a file and for the database: the rules, and one creator's statement on the way.

use std::collections::BTreeMap;

use blkout_core::{
    ledger::{Account, Statement, StatementError, StatementLine},
    money::{CreatorSlug, Currency},
    record::{
        audit::{Audit, Earlier, Fault, Summary, What},
        entry::{Entry, TransactionEntry},
    },
    time::{EARLIEST, LATEST},
};

/// Entries for which the memory suffices to tell ids apart in one reading; a longer record is read twice. The same
/// memory is taken for every record: 16 MiB.
const ENTRIES_READ_ONCE: u64 = 1_000_000;

/// Looks at entries from the first to the last.
#[derive(Debug)]
pub(super) struct Look {
    pub(super) audit: Audit,
    creator: Option<CreatorSlug>,
    lines: BTreeMap<Currency, Vec<StatementLine>>,
}

/// What was found in a record that is in order.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) summary: Summary,
    /// From the first key to the one in force; empty when the key was never changed.
    pub(super) keys: Vec<String>,
    /// The statements of the creator who was asked about, one for each currency.
    pub(super) statements: Option<Vec<Statement>>,
}

/// Why sums cannot be drawn up although every entry is in order.
#[derive(Debug, thiserror::Error)]
pub(super) enum SumsError {
    /// The totals contradict each other.
    #[error(transparent)]
    Totals(#[from] What),
    /// A statement's balance beyond 64 bits.
    #[error(transparent)]
    Statement(#[from] StatementError),
}

impl Look {
    /// A look that also draws up the statement of `creator`.
    pub(super) fn with_statement_of(creator: Option<CreatorSlug>) -> Self {
        Self { audit: Audit::for_entries(ENTRIES_READ_ONCE), creator, lines: BTreeMap::new() }
    }

    /// Looks at one entry.
    pub(super) fn at(&mut self, index: u64, bytes: &[u8], earlier: &mut impl Earlier) -> Result<(), Fault> {
        let entry = self.audit.push(index, bytes, earlier)?;
        if let (Some(creator), Some(Entry::Transaction(entry))) = (&self.creator, entry)
            && let Some(line) = line(creator, &entry)
        {
            self.lines.entry(entry.currency).or_default().push(line);
        }
        Ok(())
    }

    /// Adds up.
    pub(super) fn found(self) -> Result<Found, SumsError> {
        let (summary, keys) = (self.audit.summary()?, self.audit.keys().to_vec());
        let draw_up = |creator: CreatorSlug| {
            let each = self.lines.into_iter().map(|(currency, mut lines)| {
                // As on the dashboard: in the order in which things happened, not in which they were recorded.
                lines.sort_by_key(|line| (line.at, line.number));
                Statement::draw_up(creator.clone(), currency, (EARLIEST, LATEST), 0, lines)
            });
            each.collect::<Result<Vec<_>, _>>()
        };
        Ok(Found { summary, keys, statements: self.creator.map(draw_up).transpose()? })
    }
}

/// What a transaction means for a creator; `None` when it does not change their balance.
fn line(creator: &CreatorSlug, entry: &TransactionEntry) -> Option<StatementLine> {
    // Credits are negative in the ledger; what goes to somebody is positive here. Each is part of one payment, so
    // their sums fit.
    let sum = |of: &dyn Fn(&Account) -> bool| -> i64 {
        entry.postings.iter().filter(|posting| of(&posting.account)).map(|posting| -posting.amount).sum()
    };
    let amount = sum(&|account| match account {
        Account::Creator(slug) | Account::PaidOut(slug) => slug == creator,
        _ => false,
    });
    (amount != 0).then(|| StatementLine {
        number: i64::try_from(entry.number).unwrap_or(i64::MAX),
        at: entry.occurred,
        kind: entry.kind,
        payment_id: entry.split.as_ref().map(|terms| terms.payment.clone()),
        title: entry.title.clone(),
        gross: if entry.split.is_some() { entry.gross } else { 0 },
        fee: entry.fee,
        creator_pool: sum(&|account| matches!(account, Account::Creator(_))),
        platform: sum(&|account| matches!(account, Account::Platform)),
        community: sum(&|account| matches!(account, Account::Community(_))),
        amount,
        balance: 0,
    })
}
