//! The table `contact_checks`; the meaning of each column is in `migration/m0010_contact_checks.rs`.
#![expect(unreachable_pub, reason = "SeaORM's derive asks for public items in private modules")]

use sea_orm::entity::prelude::*;

#[derive(Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "contact_checks")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub sequence: i64,
    pub slug: String,
    pub digest: String,
    pub how: String,
    pub note: String,
    pub member_id: String,
    pub checked_at: i64,
}

impl std::fmt::Debug for Model {
    /// Shows which entry was checked and when: notes and names are the stewards' alone.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ContactCheck")
            .field("slug", &self.slug)
            .field("checked_at", &self.checked_at)
            .finish_non_exhaustive()
    }
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
