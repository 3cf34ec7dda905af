//! The ledger: what happened, where the money went, and the floor as a constraint of the database.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, big_integer_null, boolean, small_integer, text, text_null},
};

use super::append_only;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

/// Tables whose rows never change.
const APPEND_ONLY: [&str; 6] =
    ["creators", "payments", "payment_weights", "ledger_transactions", "postings", "distributions"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [
            data_versions(),
            creators(),
            ledger_transactions(),
            payments(),
            payment_weights(),
            postings(),
            distributions(),
            account_months(),
            turnovers(),
        ] {
            manager.create_table(table).await?;
        }
        for index in [
            Index::create().name("transactions_by_time").table("ledger_transactions").col("occurred_at").col("id"),
            Index::create().name("transactions_by_payment").table("ledger_transactions").col("payment_id").col("id"),
            Index::create().name("postings_by_account").table("postings").col("account").col("transaction_id"),
            Index::create()
                .name("distributions_by_payment")
                .table("distributions")
                .col("payment_id")
                .col("transaction_id"),
        ] {
            manager.create_index(index.clone()).await?;
        }
        for table in APPEND_ONLY {
            append_only(manager, table).await?;
        }
        let first = "INSERT INTO data_versions (id, version) VALUES (1, 1)";
        manager.get_connection().execute_unprepared(first).await?;
        Ok(())
    }
}

/// One row: how often the data has changed, and whether it is invented.
fn data_versions() -> TableCreateStatement {
    Table::create()
        .table("data_versions")
        .col(big_integer("id").primary_key())
        .col(big_integer("version"))
        .col(boolean("is_demonstration").default(false))
        .to_owned()
}

/// Accounts of creators. One that nobody has claimed holds its money all the same.
fn creators() -> TableCreateStatement {
    Table::create().table("creators").col(text("slug").primary_key()).col(big_integer("opened_at")).to_owned()
}

fn ledger_transactions() -> TableCreateStatement {
    Table::create()
        .table("ledger_transactions")
        .col(big_integer("id").primary_key())
        .col(text("idempotency_key").unique_key())
        .col(text("content_digest"))
        .col(text("kind"))
        .col(text("currency"))
        .col(big_integer("occurred_at"))
        .col(big_integer("recorded_at"))
        .col(text_null("payment_id"))
        .col(big_integer_null("corrects"))
        .col(big_integer("gross"))
        .col(big_integer("fee"))
        .col(text("title"))
        .check(Expr::cust("kind IN ('charge', 'refund', 'dispute', 'dispute_reversal', 'fee', 'payout')"))
        .check(Expr::cust("length(currency) = 3"))
        .to_owned()
}

fn payments() -> TableCreateStatement {
    Table::create()
        .table("payments")
        .col(text("id").primary_key())
        .col(big_integer("transaction_id"))
        .col(text("currency"))
        .col(small_integer("share_bps"))
        .col(big_integer("charged"))
        .col(text("title"))
        .col(boolean("is_gift"))
        .check(Expr::cust("share_bps BETWEEN 7500 AND 10000"))
        .check(Expr::cust("charged BETWEEN 0 AND 922337203685477"))
        .foreign_key(&mut to("payments", "transaction_id", "ledger_transactions", "id"))
        .to_owned()
}

fn payment_weights() -> TableCreateStatement {
    Table::create()
        .table("payment_weights")
        .col(text("payment_id"))
        .col(text("creator"))
        .col(big_integer("weight"))
        .primary_key(Index::create().col("payment_id").col("creator"))
        .check(Expr::cust("weight >= 1"))
        .foreign_key(&mut to("payment_weights", "payment_id", "payments", "id"))
        .foreign_key(&mut to("payment_weights", "creator", "creators", "slug"))
        .to_owned()
}

fn postings() -> TableCreateStatement {
    Table::create()
        .table("postings")
        .col(big_integer("transaction_id"))
        .col(text("account"))
        .col(big_integer("amount"))
        .primary_key(Index::create().col("transaction_id").col("account"))
        .check(Expr::cust("amount <> 0"))
        .foreign_key(&mut to("postings", "transaction_id", "ledger_transactions", "id"))
        .to_owned()
}

/// The split of a payment after each transaction that is about it. The database itself refuses one that gives the
/// creators less than their share: `creator_pool × 10 000 ≥ share_bps × gross` (rules.md, Money). The largest
/// payment keeps these products within 64 bits. A gift is whole for the community.
fn distributions() -> TableCreateStatement {
    Table::create()
        .table("distributions")
        .col(big_integer("transaction_id").primary_key())
        .col(text("payment_id"))
        .col(boolean("is_gift"))
        .col(small_integer("share_bps"))
        .col(big_integer("gross_before"))
        .col(big_integer("gross"))
        .col(big_integer("creator_pool"))
        .col(big_integer("platform"))
        .col(big_integer("community"))
        .check(Expr::cust("share_bps BETWEEN 7500 AND 10000"))
        .check(Expr::cust("gross BETWEEN 0 AND 922337203685477"))
        .check(Expr::cust("gross_before BETWEEN 0 AND 922337203685477"))
        .check(Expr::cust("creator_pool >= 0 AND platform >= 0 AND community >= 0"))
        .check(Expr::cust("creator_pool + platform + community = gross"))
        .check(Expr::cust("is_gift OR creator_pool * 10000 >= gross * share_bps"))
        .check(Expr::cust("NOT is_gift OR community = gross"))
        .foreign_key(&mut to("distributions", "transaction_id", "ledger_transactions", "id"))
        .foreign_key(&mut to("distributions", "payment_id", "payments", "id"))
        .to_owned()
}

/// Sums of the postings by account and month, kept in step in the same transaction. They can always be computed
/// again from the postings, and a check does.
fn account_months() -> TableCreateStatement {
    Table::create()
        .table("account_months")
        .col(text("currency"))
        .col(text("account"))
        .col(text("month"))
        .col(big_integer("amount"))
        .primary_key(Index::create().col("currency").col("account").col("month"))
        .to_owned()
}

/// Sums of the gross amounts by kind, kept in step in the same transaction.
fn turnovers() -> TableCreateStatement {
    Table::create()
        .table("turnovers")
        .col(text("currency"))
        .col(text("kind"))
        .col(big_integer("gross"))
        .col(big_integer("gifts"))
        .col(big_integer("transactions"))
        .primary_key(Index::create().col("currency").col("kind"))
        .to_owned()
}

fn to(from: &'static str, column: &'static str, table: &'static str, key: &'static str) -> ForeignKeyCreateStatement {
    ForeignKey::create().from(from, column).to(table, key).to_owned()
}
