//! Where revenue comes from besides files: the processor's events, agreements between creators, manual entries.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, big_integer_null, text, text_null},
};

use super::append_only;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [webhook_events(), notices(), agreements(), agreement_parties(), manual_entries()] {
            manager.create_table(table).await?;
        }
        for index in [
            Index::create().name("notices_by_charge").table("notices").col("charge_id"),
            Index::create().name("agreements_by_work").table("agreements").col("work"),
            Index::create().name("agreement_parties_by_creator").table("agreement_parties").col("creator"),
            Index::create().name("manual_entries_by_state").table("manual_entries").col("state").col("id"),
        ] {
            manager.create_index(index.clone()).await?;
        }
        // Few notices wait, and each write about a payment asks for them.
        let waiting = "CREATE INDEX notices_waiting ON notices (charge_id) WHERE transaction_number IS NULL";
        manager.get_connection().execute_unprepared(waiting).await?;
        append_only(manager, "webhook_events").await
    }
}

/// The processor's events that were taken, one row for each: what they were and a digest of what mattered in them.
/// The events themselves are not kept, because they name the payer.
fn webhook_events() -> TableCreateStatement {
    Table::create()
        .table("webhook_events")
        .col(text("id").primary_key())
        .col(text("kind"))
        .col(text("digest"))
        .col(big_integer("received_at"))
        .col(text("outcome"))
        .to_owned()
}

/// Balance transactions as events have told them. `fee` is missing while it is still to follow; `transaction_number`
/// is missing while the notice waits for what has to come before it. `weights` is JSON, creators and weights as the
/// payment named them.
fn notices() -> TableCreateStatement {
    Table::create()
        .table("notices")
        .col(text("id").primary_key())
        .col(text("event_id"))
        .col(big_integer("told_at"))
        .col(big_integer("at"))
        .col(text("currency"))
        .col(text("kind"))
        .col(big_integer("gross"))
        .col(big_integer_null("fee"))
        .col(text("charge_id"))
        .col(text("weights"))
        .col(text("work"))
        .col(big_integer_null("transaction_number").unique_key())
        .foreign_key(&mut to("notices", "transaction_number", "ledger_transactions", "id"))
        .to_owned()
}

/// `since` is when the last of the creators accepted, `until` when one of them ended it; UTC milliseconds.
fn agreements() -> TableCreateStatement {
    Table::create()
        .table("agreements")
        .col(text("id").primary_key())
        .col(text("work"))
        .col(text("proposer"))
        .col(text("state"))
        .col(big_integer("proposed_at"))
        .col(big_integer_null("since"))
        .col(big_integer_null("until"))
        .check(Expr::cust("state IN ('proposed', 'in_force', 'declined', 'withdrawn', 'ended')"))
        .check(Expr::cust("(since IS NOT NULL) = (state IN ('in_force', 'ended'))"))
        .check(Expr::cust("(until IS NOT NULL) = (state = 'ended')"))
        .check(Expr::cust("until IS NULL OR until >= since"))
        .to_owned()
}

fn agreement_parties() -> TableCreateStatement {
    Table::create()
        .table("agreement_parties")
        .col(text("agreement_id"))
        .col(text("creator"))
        .col(big_integer("weight"))
        .col(big_integer_null("accepted_at"))
        .primary_key(Index::create().col("agreement_id").col("creator"))
        .check(Expr::cust("weight BETWEEN 1 AND 10000"))
        .foreign_key(&mut to("agreement_parties", "agreement_id", "agreements", "id"))
        .to_owned()
}

/// Payments and refunds by transfer or in cash. `refund_of` is the entry of the payment that is given back; `work` and
/// `weights` (JSON) are those of a payment. Who entered and who decided stays here, among the stewards.
fn manual_entries() -> TableCreateStatement {
    Table::create()
        .table("manual_entries")
        .col(text("id").primary_key())
        .col(text_null("refund_of"))
        .col(text("currency"))
        .col(big_integer("amount"))
        .col(big_integer("day"))
        .col(text("channel"))
        .col(text("work"))
        .col(text("weights"))
        .col(text("note"))
        .col(text("entered_by"))
        .col(big_integer("entered_at"))
        .col(text("state"))
        .col(text_null("decided_by"))
        .col(big_integer_null("decided_at"))
        .col(big_integer_null("transaction_number").unique_key())
        .check(Expr::cust("amount BETWEEN 1 AND 922337203685477"))
        .check(Expr::cust("channel IN ('bank', 'cash')"))
        .check(Expr::cust("state IN ('waiting', 'approved', 'withdrawn')"))
        .check(Expr::cust("(decided_by IS NULL) = (state = 'waiting')"))
        .check(Expr::cust("state <> 'approved' OR decided_by <> entered_by"))
        .check(Expr::cust("(transaction_number IS NOT NULL) = (state = 'approved')"))
        .foreign_key(&mut to("manual_entries", "transaction_number", "ledger_transactions", "id"))
        .to_owned()
}

fn to(from: &'static str, column: &'static str, table: &'static str, key: &'static str) -> ForeignKeyCreateStatement {
    ForeignKey::create().from(from, column).to(table, key).to_owned()
}
