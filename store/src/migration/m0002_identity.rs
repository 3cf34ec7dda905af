//! Who belongs, and who is signed in.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, boolean, text, text_null},
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(members()).await?;
        manager.create_table(sessions()).await?;
        manager
            .create_index(Index::create().name("members_by_status").table("members").col("status").col("id").to_owned())
            .await?;
        manager
            .create_index(Index::create().name("sessions_by_member").table("sessions").col("member_id").to_owned())
            .await?;
        manager.create_index(Index::create().name("sessions_by_end").table("sessions").col("ends_at").to_owned()).await
    }
}

fn members() -> TableCreateStatement {
    Table::create()
        .table("members")
        .col(text("id").primary_key())
        .col(text("email").unique_key())
        .col(text("name"))
        .col(text("status"))
        .col(boolean("is_moderator"))
        .col(boolean("is_steward"))
        .col(boolean("is_admin"))
        .col(text_null("creator_slug").unique_key())
        .col(text("password_hash"))
        .col(big_integer("joined_at"))
        .check(Expr::cust("status IN ('applicant', 'active', 'lapsed', 'suspended')"))
        .to_owned()
}

/// `digest` is the SHA-256 of the id that the visitor holds: whoever reads this table cannot sign in with it.
fn sessions() -> TableCreateStatement {
    Table::create()
        .table("sessions")
        .col(text("digest").primary_key())
        .col(text("member_id"))
        .col(boolean("is_shared_device"))
        .col(big_integer("started_at"))
        .col(big_integer("seen_at"))
        .col(big_integer("ends_at"))
        .foreign_key(
            ForeignKey::create().from("sessions", "member_id").to("members", "id").on_delete(ForeignKeyAction::Cascade),
        )
        .to_owned()
}
