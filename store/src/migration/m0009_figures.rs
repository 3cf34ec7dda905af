//! Sums and orders that the ledger's pages read instead of the postings: kept in step in the transaction that writes,
//! filled here from what is there already, and recomputed by a check.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, text},
    sea_orm::DatabaseBackend,
};

use crate::ledger::figures;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let database = manager.get_connection();
        manager.create_table(creator_works()).await?;
        manager.create_table(lowest_shares()).await?;
        database.execute_unprepared(&creator_transactions(manager.get_database_backend())).await?;
        for index in [
            Index::create()
                .name("works_by_amount")
                .table("creator_works")
                .col("creator")
                .col("currency")
                .col("amount")
                .col("title"),
            Index::create()
                .name("creator_transactions_by_kind")
                .table("creator_transactions")
                .col("creator")
                .col("kind")
                .col("occurred_at")
                .col("transaction_id"),
            Index::create()
                .name("transactions_by_kind")
                .table("ledger_transactions")
                .col("kind")
                .col("occurred_at")
                .col("id"),
            Index::create()
                .name("transactions_by_currency")
                .table("ledger_transactions")
                .col("currency")
                .col("occurred_at")
                .col("id"),
            Index::create()
                .name("transactions_by_currency_and_kind")
                .table("ledger_transactions")
                .col("currency")
                .col("kind")
                .col("occurred_at")
                .col("id"),
            Index::create().name("account_months_by_account").table("account_months").col("account"),
        ] {
            manager.create_index(index.clone()).await?;
        }
        figures::fill(database).await
    }
}

/// What each creator earned with each work, after refunds, and how many payments there were for it.
fn creator_works() -> TableCreateStatement {
    Table::create()
        .table("creator_works")
        .col(text("creator"))
        .col(text("currency"))
        .col(text("title"))
        .col(big_integer("amount"))
        .col(big_integer("payments"))
        .primary_key(Index::create().col("creator").col("currency").col("title"))
        .to_owned()
}

/// The lowest share that creators were ever paid in each currency, and by which transaction.
fn lowest_shares() -> TableCreateStatement {
    Table::create()
        .table("lowest_shares")
        .col(text("currency").primary_key())
        .col(big_integer("transaction_id"))
        .col(big_integer("creator_pool"))
        .col(big_integer("gross"))
        .to_owned()
}

/// The transactions that a creator has a part in, payouts included, in the order in which pages show them. On SQLite
/// the rows are their own index, which halves what a write costs.
fn creator_transactions(engine: DatabaseBackend) -> String {
    let table = "CREATE TABLE creator_transactions (creator TEXT NOT NULL, occurred_at BIGINT NOT NULL, \
                 transaction_id BIGINT NOT NULL, kind TEXT NOT NULL, currency TEXT NOT NULL, \
                 PRIMARY KEY (creator, occurred_at, transaction_id))";
    let own_index = if engine == DatabaseBackend::Sqlite { " WITHOUT ROWID" } else { "" };
    format!("{table}{own_index}")
}
