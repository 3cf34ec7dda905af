//! Who checked an entry of the support page, and when.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, text},
};

use super::append_only;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(contact_checks()).await?;
        let by_entry = Index::create().name("contact_checks_by_entry").table("contact_checks").col("slug").to_owned();
        manager.create_index(by_entry).await?;
        append_only(manager, "contact_checks").await
    }
}

/// `slug` names the entry, `digest` is that of what the entry said when it was checked, `member_id` is private.
/// `checked_at` is in UTC milliseconds. `sequence` counts from 1.
fn contact_checks() -> TableCreateStatement {
    Table::create()
        .table("contact_checks")
        .col(big_integer("sequence").primary_key())
        .col(text("slug"))
        .col(text("digest"))
        .col(text("how"))
        .col(text("note"))
        .col(text("member_id"))
        .col(big_integer("checked_at"))
        .check(Expr::cust("how IN ('phone', 'page')"))
        .foreign_key(ForeignKey::create().from("contact_checks", "member_id").to("members", "id"))
        .to_owned()
}
