//! The table `manual_entries`; the meaning of each column is in `migration/m0008_revenue_in.rs`.
#![expect(unreachable_pub, reason = "SeaORM's derive asks for public items in private modules")]

use sea_orm::entity::prelude::*;

#[derive(Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "manual_entries")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    pub refund_of: Option<String>,
    pub currency: String,
    pub amount: i64,
    pub day: i64,
    pub channel: String,
    pub work: String,
    pub weights: String,
    pub note: String,
    pub entered_by: String,
    pub entered_at: i64,
    pub state: String,
    pub decided_by: Option<String>,
    pub decided_at: Option<i64>,
    pub transaction_number: Option<i64>,
}

impl std::fmt::Debug for Model {
    /// Shows the id and the state only: notes and names are the stewards' alone.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ManualEntry").field("id", &self.id).field("state", &self.state).finish_non_exhaustive()
    }
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
