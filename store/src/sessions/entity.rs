//! The table `sessions`.

use sea_orm::entity::prelude::*;

#[derive(Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sessions")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) digest: String,
    pub(crate) member_id: String,
    pub(crate) is_shared_device: bool,
    pub(crate) started_at: i64,
    pub(crate) seen_at: i64,
    pub(crate) ends_at: i64,
}

impl std::fmt::Debug for Model {
    /// Shows nothing that names a session or a person.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Session").finish_non_exhaustive()
    }
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {
    #[sea_orm(
        belongs_to = "crate::members::entity::Entity",
        from = "Column::MemberId",
        to = "crate::members::entity::Column::Id"
    )]
    Member,
}

impl Related<crate::members::entity::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Member.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
