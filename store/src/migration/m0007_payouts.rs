//! Payouts to creators: their states, who approved them, the files made for the bank, and sealed bank details.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, big_integer_null, binary, text, text_null},
};

use super::append_only;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

/// Tables whose rows never change. `payouts` and `payout_batches` are not among them: they carry the present state,
/// which the rows of `payout_events` can always tell again.
const APPEND_ONLY: [&str; 5] =
    ["payout_events", "payout_approvals", "payout_batch_items", "payout_downloads", "bank_details"];

/// Nobody has two payouts of one currency on their way, whatever a program does wrong.
const ONE_IN_FLIGHT: &str = "CREATE UNIQUE INDEX payouts_in_flight ON payouts (creator, currency) \
     WHERE state IN ('scheduled', 'approved', 'sent')";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in
            [payouts(), payout_events(), payout_approvals(), batches(), batch_items(), downloads(), bank_details()]
        {
            manager.create_table(table).await?;
        }
        manager.get_connection().execute_unprepared(ONE_IN_FLIGHT).await?;
        for index in [
            Index::create().name("payouts_by_creator").table("payouts").col("creator").col("id"),
            Index::create().name("payouts_by_state").table("payouts").col("state").col("id"),
            Index::create().name("payouts_by_batch").table("payouts").col("batch_id"),
        ] {
            manager.create_index(index.clone()).await?;
        }
        for table in APPEND_ONLY {
            append_only(manager, table).await?;
        }
        Ok(())
    }
}

/// `details_version` is the version of the bank details that approvals are given for; `salt` is secret and makes the
/// marks under which the record shows approvals. The two transactions are numbers of the ledger.
fn payouts() -> TableCreateStatement {
    Table::create()
        .table("payouts")
        .col(text("id").primary_key())
        .col(text("creator"))
        .col(text("currency"))
        .col(big_integer("amount"))
        .col(text("state"))
        .col(big_integer("scheduled_at"))
        .col(big_integer("state_since"))
        .col(text("salt"))
        .col(big_integer("details_version"))
        .col(text_null("batch_id"))
        .col(big_integer("scheduled_transaction").unique_key())
        .col(big_integer_null("ended_transaction").unique_key())
        .col(text_null("failure_reason"))
        .check(Expr::cust("amount > 0"))
        .check(Expr::cust("state IN ('scheduled', 'approved', 'sent', 'settled', 'failed')"))
        .check(Expr::cust("(state IN ('settled', 'failed')) = (ended_transaction IS NOT NULL)"))
        .check(Expr::cust("(state = 'failed') = (failure_reason IS NOT NULL)"))
        .foreign_key(ForeignKey::create().from("payouts", "scheduled_transaction").to("ledger_transactions", "id"))
        .foreign_key(ForeignKey::create().from("payouts", "ended_transaction").to("ledger_transactions", "id"))
        .to_owned()
}

/// Everything that happened to a payout and who did it; `member_id` is private.
fn payout_events() -> TableCreateStatement {
    Table::create()
        .table("payout_events")
        .col(text("payout_id"))
        .col(big_integer("sequence"))
        .col(text("event"))
        .col(text("state"))
        .col(big_integer("at"))
        .col(text_null("member_id"))
        .primary_key(Index::create().col("payout_id").col("sequence"))
        .foreign_key(&mut to_payout("payout_events"))
        .to_owned()
}

/// One approval of one member for one version of the bank details; `mark` is what the record shows of it.
fn payout_approvals() -> TableCreateStatement {
    Table::create()
        .table("payout_approvals")
        .col(text("payout_id"))
        .col(big_integer("details_version"))
        .col(text("member_id"))
        .col(text("mark"))
        .col(big_integer("at"))
        .primary_key(Index::create().col("payout_id").col("details_version").col("member_id"))
        .foreign_key(&mut to_payout("payout_approvals"))
        .to_owned()
}

/// A file for the bank. `requested_on` is the day on which the bank is asked to pay, `YYYY-MM-DD`.
fn batches() -> TableCreateStatement {
    Table::create()
        .table("payout_batches")
        .col(text("id").primary_key())
        .col(text("currency"))
        .col(text("requested_on"))
        .col(big_integer("made_at"))
        .col(text("made_by"))
        .col(text("state"))
        .col(big_integer("state_since"))
        .col(text_null("state_by"))
        .check(Expr::cust("state IN ('made', 'sent', 'discarded')"))
        .to_owned()
}

/// What stands in a file: these payouts, to these versions of the bank details, however often it is downloaded.
fn batch_items() -> TableCreateStatement {
    Table::create()
        .table("payout_batch_items")
        .col(text("batch_id"))
        .col(text("payout_id"))
        .col(big_integer("details_version"))
        .primary_key(Index::create().col("batch_id").col("payout_id"))
        .foreign_key(ForeignKey::create().from("payout_batch_items", "batch_id").to("payout_batches", "id"))
        .foreign_key(&mut to_payout("payout_batch_items"))
        .to_owned()
}

/// Who took a file, which holds whole bank details, and when.
fn downloads() -> TableCreateStatement {
    Table::create()
        .table("payout_downloads")
        .col(text("batch_id"))
        .col(big_integer("sequence"))
        .col(text("format"))
        .col(text("member_id"))
        .col(big_integer("at"))
        .primary_key(Index::create().col("batch_id").col("sequence"))
        .foreign_key(ForeignKey::create().from("payout_downloads", "batch_id").to("payout_batches", "id"))
        .to_owned()
}

/// Bank details, sealed with a key that is not in the database. `owner` is `creator:SLUG` or `co-op`; the greatest
/// version is the one in use.
fn bank_details() -> TableCreateStatement {
    Table::create()
        .table("bank_details")
        .col(text("owner"))
        .col(big_integer("version"))
        .col(text("key_id"))
        .col(binary("sealed"))
        .col(big_integer("changed_at"))
        .primary_key(Index::create().col("owner").col("version"))
        .check(Expr::cust("version > 0"))
        .to_owned()
}

fn to_payout(table: &'static str) -> ForeignKeyCreateStatement {
    ForeignKey::create().from(table, "payout_id").to("payouts", "id").to_owned()
}
