//! The tables of what the processor's events have told; the meaning of each column is in
//! `migration/m0008_revenue_in.rs`.
#![expect(unreachable_pub, reason = "SeaORM's derive asks for public items in private modules")]

pub(crate) mod webhook_event {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "webhook_events")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: String,
        pub kind: String,
        pub digest: String,
        pub received_at: i64,
        pub outcome: String,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod notice {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "notices")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: String,
        pub event_id: String,
        pub told_at: i64,
        pub at: i64,
        pub currency: String,
        pub kind: String,
        pub gross: i64,
        pub fee: Option<i64>,
        pub charge_id: String,
        pub weights: String,
        pub work: String,
        pub transaction_number: Option<i64>,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
