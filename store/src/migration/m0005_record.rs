//! The public record: its entries, the hashes above them and its head; and more kinds of transaction in the ledger.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, big_integer_null, binary, small_integer, text, text_null},
    sea_orm::DatabaseBackend,
};

use super::append_only;
use crate::record;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const OLD_KINDS: &str = "kind IN ('charge', 'refund', 'dispute', 'dispute_reversal', 'fee', 'payout')";
const KINDS: &str = "kind IN ('charge', 'refund', 'dispute', 'dispute_reversal', 'fee', 'payout', 'manual_payment', \
     'manual_refund', 'payout_scheduled', 'payout_settled', 'payout_returned')";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [record_entries(), record_nodes(), record_heads()] {
            manager.create_table(table).await?;
        }
        let connection = manager.get_connection();
        // Entries of other kinds are few, and are asked for by kind.
        let of_kind = "CREATE INDEX record_entries_of_kind ON record_entries (kind, idx) WHERE kind <> 'transaction'";
        connection.execute_unprepared(of_kind).await?;
        for table in ["record_entries", "record_nodes"] {
            append_only(manager, table).await?;
        }
        let payments = Table::alter().table("payments").add_column(text_null("agreement")).to_owned();
        manager.alter_table(payments).await?;
        admit_more_kinds(manager).await?;
        let empty = "INSERT INTO record_heads (id, size) VALUES (1, 0)";
        connection.execute_unprepared(empty).await?;
        // What the ledger held before there was a record goes into it now.
        record::backfill(connection).await.map_err(|error| DbErr::Custom(error.to_string()))
    }
}

/// The leaves of the tree: the canonical bytes of each entry and their hash. The entry of a transaction names it.
fn record_entries() -> TableCreateStatement {
    Table::create()
        .table("record_entries")
        .col(big_integer("idx").primary_key())
        .col(text("kind"))
        .col(big_integer_null("transaction_number").unique_key())
        .col(binary("hash"))
        .col(binary("entry"))
        .to_owned()
}

/// The hashes of every 256, 256², … leaves: what the tiles above the leaves are made of.
fn record_nodes() -> TableCreateStatement {
    Table::create()
        .table("record_nodes")
        .col(small_integer("level"))
        .col(big_integer("idx"))
        .col(binary("hash"))
        .primary_key(Index::create().col("level").col("idx"))
        .to_owned()
}

/// One row: how many entries there are, the root of the tree, and its right edge, from which it grows.
fn record_heads() -> TableCreateStatement {
    Table::create()
        .table("record_heads")
        .col(big_integer("id").primary_key())
        .col(big_integer("size"))
        .col(ColumnDef::new("root").binary().null())
        .col(ColumnDef::new("frontier").binary().null())
        .to_owned()
}

/// Lets the ledger hold the co-op's own kinds of transaction. SQLite cannot alter a constraint, but its manual
/// allows the text of the table to be rewritten where no row's form changes (<https://sqlite.org/lang_altertable.html>, 7).
async fn admit_more_kinds(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let statements = match manager.get_database_backend() {
        DatabaseBackend::Postgres => format!(
            "DO $$ DECLARE name TEXT; BEGIN \
             SELECT conname INTO STRICT name FROM pg_constraint WHERE conrelid = 'ledger_transactions'::regclass \
             AND contype = 'c' AND pg_get_constraintdef(oid) LIKE '%dispute_reversal%'; \
             EXECUTE format('ALTER TABLE ledger_transactions DROP CONSTRAINT %I', name); END $$; \
             ALTER TABLE ledger_transactions ADD CONSTRAINT ledger_transactions_kind CHECK ({KINDS});"
        ),
        _ => format!(
            "PRAGMA writable_schema = ON; \
             UPDATE sqlite_schema SET sql = replace(sql, '{}', '{}') \
             WHERE type = 'table' AND name = 'ledger_transactions'; \
             PRAGMA writable_schema = RESET;",
            OLD_KINDS.replace('\'', "''"),
            KINDS.replace('\'', "''")
        ),
    };
    manager.get_connection().execute_unprepared(&statements).await.map(drop)
}
