//! The tables of the figures as SeaORM sees them; the meaning of each column is in `migration/m0009_figures.rs`.
#![expect(unreachable_pub, reason = "SeaORM's derive asks for public items in private modules")]

pub(crate) mod creator_work {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "creator_works")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub creator: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub currency: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub title: String,
        pub amount: i64,
        pub payments: i64,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod lowest_share {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "lowest_shares")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub currency: String,
        pub transaction_id: i64,
        pub creator_pool: i64,
        pub gross: i64,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod creator_transaction {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "creator_transactions")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub creator: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub occurred_at: i64,
        #[sea_orm(primary_key, auto_increment = false)]
        pub transaction_id: i64,
        pub kind: String,
        pub currency: String,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
