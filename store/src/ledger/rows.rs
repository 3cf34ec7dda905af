//! Writing applied transactions: rows gathered for a while and inserted together, sums kept in step.

use std::collections::{BTreeMap, BTreeSet};

use blkout_core::{
    ledger::{Transaction, TransactionKind},
    money::{CreatorShare, CreatorSlug, Currency},
    payments::{Applied, Distribution, Payment},
    record::entry::{Entry, TransactionEntry},
    time::UtcMillis,
};
use sea_orm::{
    ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QuerySelect,
    sea_query::{Expr, ExprTrait, OnConflict},
};

use super::{
    entities::{account_month, creator, distribution, ledger_transaction, payment, payment_weight, posting, turnover},
    figures::FigureRows,
};
use crate::{StoreError, insert::insert, record::Recorder};

/// Rows on their way into the ledger's tables, and their entries on the way into the record.
#[derive(Debug)]
pub(crate) struct Rows {
    recorder: Recorder,
    last_number: i64,
    transactions: Vec<ledger_transaction::Model>,
    payments: Vec<payment::Model>,
    weights: Vec<payment_weight::Model>,
    postings: Vec<posting::Model>,
    distributions: Vec<distribution::Model>,
    new_creators: Vec<creator::Model>,
    known_creators: BTreeSet<CreatorSlug>,
    months: BTreeMap<(Currency, String, String), i64>,
    turnovers: BTreeMap<(Currency, TransactionKind), (i64, i64, i64)>,
    figures: FigureRows,
}

impl Rows {
    /// Begins to write; whoever does has the writers' turn.
    ///
    /// # Errors
    /// [`StoreError`]
    pub(crate) async fn begin(txn: &DatabaseTransaction) -> Result<Self, StoreError> {
        Ok(Self {
            recorder: Recorder::begin(txn).await?,
            last_number: last_number(txn).await?,
            transactions: Vec::new(),
            payments: Vec::new(),
            weights: Vec::new(),
            postings: Vec::new(),
            distributions: Vec::new(),
            new_creators: Vec::new(),
            known_creators: BTreeSet::new(),
            months: BTreeMap::new(),
            turnovers: BTreeMap::new(),
            figures: FigureRows::default(),
        })
    }

    /// The open end of the record, for entries that go with what is written here.
    pub(crate) fn recorder(&mut self) -> &mut Recorder {
        &mut self.recorder
    }

    /// Takes in one applied transaction with its entry, and answers the ledger's number of it.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] when a sum does not fit.
    pub(crate) fn add(&mut self, recorded_at: UtcMillis, applied: &Applied) -> Result<u64, StoreError> {
        let id = self.last_number.checked_add(1).ok_or_else(|| StoreError::corrupt("the ledger is full"))?;
        let number = u64::try_from(id).map_err(StoreError::corrupt)?;
        self.recorder.add(&Entry::Transaction(TransactionEntry::of(number, recorded_at, applied)))?;
        self.last_number = id;
        self.figures.add(id, applied)?;
        self.add_postings(id, applied)?;
        self.add_turnover(applied)?;
        if let (Some(payment), Some(distribution)) = (&applied.payment, &applied.distribution) {
            if applied.transaction.kind.is_payment() {
                self.add_payment(id, recorded_at, payment)?;
            }
            self.distributions.push(distribution_row(id, payment, distribution)?);
        }
        self.transactions.push(transaction_row(id, recorded_at, &applied.transaction)?);
        Ok(number)
    }

    /// The postings, and what they add to each account's month.
    fn add_postings(&mut self, id: i64, applied: &Applied) -> Result<(), StoreError> {
        let transaction = &applied.transaction;
        let month = transaction.occurred_at.month().iso();
        for posting in &transaction.postings {
            let account = posting.account.to_string();
            let sum = self.months.entry((transaction.currency, account.clone(), month.clone())).or_default();
            *sum = sum.checked_add(posting.amount).ok_or_else(too_large)?;
            self.postings.push(posting::Model { transaction_id: id, account, amount: posting.amount });
        }
        Ok(())
    }

    /// What the transaction adds to the sums of its kind: gross, the gross of gifts, and one transaction.
    fn add_turnover(&mut self, applied: &Applied) -> Result<(), StoreError> {
        let transaction = &applied.transaction;
        let is_gift = applied.payment.as_ref().is_some_and(|payment| payment.weights.is_gift());
        let (gross, gifts, count) = self.turnovers.entry((transaction.currency, transaction.kind)).or_default();
        *gross = gross.checked_add(transaction.gross).ok_or_else(too_large)?;
        *gifts = gifts.checked_add(if is_gift { transaction.gross } else { 0 }).ok_or_else(too_large)?;
        *count += 1;
        Ok(())
    }

    /// A new payment, with the weights by which its creators share it.
    fn add_payment(&mut self, id: i64, recorded_at: UtcMillis, payment: &Payment) -> Result<(), StoreError> {
        self.payments.push(payment::Model {
            id: payment.id.clone(),
            transaction_id: id,
            currency: payment.currency.code().to_owned(),
            share_bps: bps(payment.share)?,
            charged: payment.charged,
            title: payment.title.clone(),
            is_gift: payment.weights.is_gift(),
            agreement: payment.agreement.clone(),
        });
        for (creator, weight) in payment.weights.iter() {
            self.add_creator(creator, recorded_at);
            self.weights.push(payment_weight::Model {
                payment_id: payment.id.clone(),
                creator: creator.to_string(),
                weight: i64::try_from(weight).map_err(StoreError::corrupt)?,
            });
        }
        Ok(())
    }

    fn add_creator(&mut self, creator: &CreatorSlug, opened_at: UtcMillis) {
        if self.known_creators.insert(creator.clone()) {
            self.new_creators.push(creator::Model { slug: creator.to_string(), opened_at: opened_at.0 });
        }
    }

    /// Inserts the rows gathered so far. The sums wait for [`Rows::finish`].
    pub(crate) async fn flush(&mut self, txn: &DatabaseTransaction) -> Result<(), StoreError> {
        let creators = std::mem::take(&mut self.new_creators);
        if !creators.is_empty() {
            let known = OnConflict::column(creator::Column::Slug).do_nothing().to_owned();
            creator::Entity::insert_many(creators.into_iter().map(IntoActiveModel::into_active_model))
                .on_conflict(known)
                .exec_without_returning(txn)
                .await?;
        }
        insert(txn, std::mem::take(&mut self.transactions)).await?;
        insert(txn, std::mem::take(&mut self.payments)).await?;
        insert(txn, std::mem::take(&mut self.weights)).await?;
        insert(txn, std::mem::take(&mut self.postings)).await?;
        insert(txn, std::mem::take(&mut self.distributions)).await?;
        self.figures.flush(txn).await?;
        self.recorder.flush_if_full(txn).await
    }

    /// Inserts what is left and brings the kept sums up to date.
    pub(crate) async fn finish(mut self, txn: &DatabaseTransaction) -> Result<(), StoreError> {
        self.flush(txn).await?;
        for ((currency, account, month), amount) in self.months {
            use account_month::Column as C;
            let add = OnConflict::columns([C::Currency, C::Account, C::Month])
                .value(C::Amount, Expr::col((account_month::Entity, C::Amount)).add(amount))
                .to_owned();
            let row = account_month::Model { currency: currency.code().to_owned(), account, month, amount };
            account_month::Entity::insert(row.into_active_model()).on_conflict(add).exec_without_returning(txn).await?;
        }
        for ((currency, kind), (gross, gifts, transactions)) in self.turnovers {
            use turnover::Column as C;
            let column = |column: C| Expr::col((turnover::Entity, column));
            let add = OnConflict::columns([C::Currency, C::Kind])
                .value(C::Gross, column(C::Gross).add(gross))
                .value(C::Gifts, column(C::Gifts).add(gifts))
                .value(C::Transactions, column(C::Transactions).add(transactions))
                .to_owned();
            let (currency, kind) = (currency.code().to_owned(), kind.word().to_owned());
            let row = turnover::Model { currency, kind, gross, gifts, transactions };
            turnover::Entity::insert(row.into_active_model()).on_conflict(add).exec_without_returning(txn).await?;
        }
        self.figures.finish(txn).await?;
        self.recorder.finish(txn).await
    }
}

fn transaction_row(
    id: i64,
    recorded_at: UtcMillis,
    transaction: &Transaction,
) -> Result<ledger_transaction::Model, StoreError> {
    Ok(ledger_transaction::Model {
        id,
        idempotency_key: transaction.idempotency_key.clone(),
        content_digest: transaction.content_digest.clone(),
        kind: transaction.kind.word().to_owned(),
        currency: transaction.currency.code().to_owned(),
        occurred_at: transaction.occurred_at.0,
        recorded_at: recorded_at.0,
        payment_id: transaction.payment_id.clone(),
        corrects: transaction.corrects.map(i64::try_from).transpose().map_err(StoreError::corrupt)?,
        gross: transaction.gross,
        fee: transaction.fee,
        title: transaction.title.clone(),
    })
}

fn distribution_row(
    id: i64,
    payment: &Payment,
    distribution: &Distribution,
) -> Result<distribution::Model, StoreError> {
    Ok(distribution::Model {
        transaction_id: id,
        payment_id: payment.id.clone(),
        is_gift: payment.weights.is_gift(),
        share_bps: bps(distribution.share)?,
        gross_before: distribution.gross_before,
        gross: distribution.split.gross,
        creator_pool: distribution.split.creator_pool,
        platform: distribution.split.platform,
        community: distribution.split.community,
    })
}

fn bps(share: CreatorShare) -> Result<i16, StoreError> {
    i16::try_from(share.bps()).map_err(StoreError::corrupt)
}

fn too_large() -> StoreError {
    StoreError::corrupt("the sums of the ledger are too large")
}

async fn last_number(txn: &DatabaseTransaction) -> Result<i64, StoreError> {
    let last: Option<Option<i64>> = ledger_transaction::Entity::find()
        .select_only()
        .column_as(ledger_transaction::Column::Id.max(), "last")
        .into_tuple()
        .one(txn)
        .await?;
    Ok(last.flatten().unwrap_or(0))
}
