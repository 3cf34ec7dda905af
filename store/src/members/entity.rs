//! The table `members`.

use sea_orm::entity::prelude::*;

#[derive(Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "members")]
pub(crate) struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub(crate) id: String,
    pub(crate) email: String,
    pub(crate) name: String,
    pub(crate) status: String,
    pub(crate) is_moderator: bool,
    pub(crate) is_steward: bool,
    pub(crate) is_admin: bool,
    pub(crate) creator_slug: Option<String>,
    pub(crate) password_hash: String,
    pub(crate) joined_at: i64,
}

impl std::fmt::Debug for Model {
    /// Shows the id only: the rest is somebody's.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Member").field("id", &self.id).finish_non_exhaustive()
    }
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub(crate) enum Relation {
    #[sea_orm(has_many = "crate::sessions::entity::Entity")]
    Sessions,
}

impl Related<crate::sessions::entity::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Sessions.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
