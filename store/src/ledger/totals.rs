//! What the ledger adds up to: from the sums that are kept in step, or again from every posting.

use std::collections::BTreeMap;

use blkout_core::{
    ledger::{Balances, CurrencyTotals, Turnover},
    money::Currency,
};
use sea_orm::{ConnectionTrait, FromQueryResult, Statement};

use super::Ledger;
use crate::{StoreError, record::head};

const KEPT_BALANCES: &str = "SELECT currency, account, CAST(SUM(amount) AS BIGINT) AS amount FROM account_months \
     GROUP BY currency, account";
const KEPT_TURNOVERS: &str = "SELECT currency, kind, gross, gifts, transactions FROM turnovers";
const POSTED_BALANCES: &str = "SELECT t.currency AS currency, p.account AS account, \
     CAST(SUM(p.amount) AS BIGINT) AS amount FROM postings p JOIN ledger_transactions t ON t.id = p.transaction_id \
     GROUP BY t.currency, p.account";
const POSTED_TURNOVERS: &str = "SELECT t.currency AS currency, t.kind AS kind, CAST(SUM(t.gross) AS BIGINT) AS gross, \
     CAST(SUM(CASE WHEN y.is_gift THEN t.gross ELSE 0 END) AS BIGINT) AS gifts, COUNT(*) AS transactions \
     FROM ledger_transactions t LEFT JOIN payments y ON y.id = t.payment_id GROUP BY t.currency, t.kind";

#[derive(FromQueryResult)]
struct BalanceRow {
    currency: String,
    account: String,
    amount: i64,
}

#[derive(FromQueryResult)]
struct TurnoverRow {
    currency: String,
    kind: String,
    gross: i64,
    gifts: i64,
    transactions: i64,
}

impl Ledger<'_> {
    /// The totals of every currency that has transactions, from the sums that each write keeps in step.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] when the sums contradict each other.
    pub async fn totals(self) -> Result<Vec<CurrencyTotals>, StoreError> {
        Ok(self.totals_as_of().await?.1)
    }

    /// The totals, and how many entries the record had at that moment: so many of them add up to these totals. Whoever
    /// checks a page against the record needs both of one moment.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] when the sums contradict each other.
    pub async fn totals_as_of(self) -> Result<(u64, Vec<CurrencyTotals>), StoreError> {
        let version = self.store.data_version();
        self.store.kept_totals.get(version, (), self.add_up(KEPT_BALANCES, KEPT_TURNOVERS)).await
    }

    /// The same totals computed again from every posting; slow on a large ledger, and the truth.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] when the postings contradict each other.
    pub async fn totals_recomputed(self) -> Result<Vec<CurrencyTotals>, StoreError> {
        Ok(self.add_up(POSTED_BALANCES, POSTED_TURNOVERS).await?.1)
    }

    async fn add_up(self, balances: &str, turnovers: &str) -> Result<(u64, Vec<CurrencyTotals>), StoreError> {
        let moment = self.store.begin_read().await?;
        let reader = &moment;
        let record_size = head(reader).await?.size;
        let select = |sql: &str| Statement::from_string(reader.get_database_backend(), sql);
        let mut ledgers: BTreeMap<Currency, (Balances, Turnover)> = BTreeMap::new();
        for row in TurnoverRow::find_by_statement(select(turnovers)).all(reader).await? {
            let (_, turnover) = ledgers.entry(row.currency.parse().map_err(StoreError::corrupt)?).or_default();
            turnover.gross.insert(row.kind.parse().map_err(StoreError::corrupt)?, row.gross);
            turnover.gifts += row.gifts;
            turnover.transactions += row.transactions;
        }
        for row in BalanceRow::find_by_statement(select(balances)).all(reader).await? {
            let (balances, _) = ledgers.entry(row.currency.parse().map_err(StoreError::corrupt)?).or_default();
            balances.insert(row.account.parse().map_err(StoreError::corrupt)?, row.amount);
        }
        moment.rollback().await?;
        let totals = ledgers.into_iter().map(|(currency, (balances, turnover))| {
            CurrencyTotals::of(currency, &balances, &turnover).map_err(StoreError::corrupt)
        });
        Ok((record_size, totals.collect::<Result<_, _>>()?))
    }
}
