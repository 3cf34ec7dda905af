//! Who signs the record: the keys of the log itself, and the cosignatures of its witnesses.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, binary, text},
};

use super::append_only;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(record_keys()).await?;
        append_only(manager, "record_keys").await?;
        manager.create_table(record_cosignatures()).await
    }
}

/// The public halves of the keys that have signed the record, by their order; the last one signs now. The secret
/// halves are not in the database.
fn record_keys() -> TableCreateStatement {
    Table::create()
        .table("record_keys")
        .col(big_integer("number").primary_key())
        .col(text("vkey").unique_key())
        .col(big_integer("since"))
        .to_owned()
}

/// What each witness has said last: `root` at `size`, at `time` seconds by its own clock. The rows of smaller sizes
/// go when a larger one comes.
fn record_cosignatures() -> TableCreateStatement {
    Table::create()
        .table("record_cosignatures")
        .col(text("vkey"))
        .col(big_integer("size"))
        .col(text("name"))
        .col(text("key_id"))
        .col(binary("root"))
        .col(big_integer("time"))
        .col(binary("signature"))
        .col(big_integer("received_at"))
        .primary_key(Index::create().col("vkey").col("size"))
        .to_owned()
}
