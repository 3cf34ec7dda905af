//! What the community publishes.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, text},
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(articles()).await?;
        let newest_first =
            Index::create().name("articles_by_time").table("articles").col("published_at").col("slug").to_owned();
        manager.create_index(newest_first).await
    }
}

/// `warnings` (JSON) and `words` are derived from `source`, so that a list never has to read a warned passage.
fn articles() -> TableCreateStatement {
    Table::create()
        .table("articles")
        .col(text("slug").primary_key())
        .col(text("title"))
        .col(text("author"))
        .col(text("summary"))
        .col(big_integer("published_at"))
        .col(text("warnings"))
        .col(big_integer("words"))
        .col(text("source"))
        .to_owned()
}
