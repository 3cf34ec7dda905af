//! Proposals, frozen electorates, ballots and counts. What was cast or counted is never changed.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, big_integer_null, boolean, small_integer, text, text_null},
};

use super::append_only;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

/// Tables whose rows never change. `proposals` is not among them: it carries the present state, which the
/// rows of `proposal_events` can always tell again.
const APPEND_ONLY: [&str; 5] = ["proposal_events", "electorates", "electorate_marks", "ballots", "counts"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [proposals(), proposal_events(), electorates(), electorate_marks(), ballots(), counts()] {
            manager.create_table(table).await?;
        }
        for index in [
            Index::create().name("proposals_by_state").table("proposals").col("state").col("id"),
            Index::create().name("proposals_by_due").table("proposals").col("due_at"),
            Index::create().name("proposals_by_author").table("proposals").col("author_id").col("state"),
            Index::create()
                .name("ballots_by_mark")
                .table("ballots")
                .col("proposal_id")
                .col("round")
                .col("mark")
                .col("at"),
        ] {
            manager.create_index(index.clone()).await?;
        }
        for table in APPEND_ONLY {
            append_only(manager, table).await?;
        }
        Ok(())
    }
}

/// `state`, `state_since`, `due_at` and `reopenings` are the sum of the events, kept in the same transaction.
/// Instants are UTC milliseconds; `due_at` is when the state is due to change by itself.
fn proposals() -> TableCreateStatement {
    Table::create()
        .table("proposals")
        .col(text("id").primary_key())
        .col(text("title"))
        .col(text("body"))
        .col(text("category"))
        .col(text("kind"))
        .col(text("secrecy"))
        .col(boolean("affects_creators"))
        .col(text("author_id"))
        .col(big_integer("created_at"))
        .col(text("state"))
        .col(big_integer("state_since"))
        .col(big_integer_null("due_at"))
        .col(small_integer("reopenings"))
        .check(Expr::cust("kind IN ('ordinary', 'supermajority', 'consensus', 'protected', 'emergency')"))
        .check(Expr::cust("secrecy IN ('secret', 'roll_call')"))
        .to_owned()
}

fn proposal_events() -> TableCreateStatement {
    Table::create()
        .table("proposal_events")
        .col(text("proposal_id"))
        .col(big_integer("sequence"))
        .col(text("event"))
        .col(text("state"))
        .col(big_integer("at"))
        .primary_key(Index::create().col("proposal_id").col("sequence"))
        .foreign_key(&mut to_proposal("proposal_events"))
        .to_owned()
}

/// Who could vote in a round: how many, and the commitment to who. The salt is secret and never leaves the store
/// but for making the mark of the person who votes.
fn electorates() -> TableCreateStatement {
    Table::create()
        .table("electorates")
        .col(text("proposal_id"))
        .col(small_integer("round"))
        .col(big_integer("members"))
        .col(big_integer("affected_creators"))
        .col(text("salt"))
        .col(text("commitment"))
        .col(big_integer("frozen_at"))
        .primary_key(Index::create().col("proposal_id").col("round"))
        .check(Expr::cust("members >= 0 AND affected_creators BETWEEN 0 AND members"))
        .foreign_key(&mut to_proposal("electorates"))
        .to_owned()
}

/// One row for each member who could vote, under the member's mark. Only a roll call keeps the member beside it.
fn electorate_marks() -> TableCreateStatement {
    Table::create()
        .table("electorate_marks")
        .col(text("proposal_id"))
        .col(small_integer("round"))
        .col(text("mark"))
        .col(boolean("creator"))
        .col(text_null("roll_call_member_id"))
        .primary_key(Index::create().col("proposal_id").col("round").col("mark"))
        .foreign_key(
            ForeignKey::create()
                .from_tbl("electorate_marks")
                .from_col("proposal_id")
                .from_col("round")
                .to_tbl("electorates")
                .to_col("proposal_id")
                .to_col("round"),
        )
        .to_owned()
}

/// Every ballot that was cast, replaced ones too. `at` is unique within a proposal, so that which one is the later
/// can always be told.
fn ballots() -> TableCreateStatement {
    Table::create()
        .table("ballots")
        .col(text("proposal_id"))
        .col(big_integer("at"))
        .col(small_integer("round"))
        .col(text("mark"))
        .col(text("choice"))
        .col(text_null("reason"))
        .primary_key(Index::create().col("proposal_id").col("at"))
        .check(Expr::cust("choice IN ('support', 'oppose', 'abstain', 'block')"))
        .check(Expr::cust("(choice = 'block') = (reason IS NOT NULL)"))
        .foreign_key(
            ForeignKey::create()
                .from_tbl("ballots")
                .from_col("proposal_id")
                .from_col("round")
                .from_col("mark")
                .to_tbl("electorate_marks")
                .to_col("proposal_id")
                .to_col("round")
                .to_col("mark"),
        )
        .to_owned()
}

/// What was counted when a round closed, with the outcome that followed from it.
fn counts() -> TableCreateStatement {
    Table::create()
        .table("counts")
        .col(text("proposal_id"))
        .col(small_integer("round"))
        .col(big_integer("support"))
        .col(big_integer("oppose"))
        .col(big_integer("abstain"))
        .col(big_integer("block"))
        .col(big_integer("creators"))
        .col(big_integer("creators_support"))
        .col(big_integer("creators_oppose"))
        .col(text("outcome"))
        .col(big_integer("closed_at"))
        .primary_key(Index::create().col("proposal_id").col("round"))
        .check(Expr::cust("support >= 0 AND oppose >= 0 AND abstain >= 0 AND block >= 0"))
        .check(Expr::cust("outcome IN ('passed', 'failed', 'no_quorum', 'blocked')"))
        .foreign_key(
            ForeignKey::create()
                .from_tbl("counts")
                .from_col("proposal_id")
                .from_col("round")
                .to_tbl("electorates")
                .to_col("proposal_id")
                .to_col("round"),
        )
        .to_owned()
}

fn to_proposal(table: &'static str) -> ForeignKeyCreateStatement {
    ForeignKey::create().from(table, "proposal_id").to("proposals", "id").to_owned()
}
