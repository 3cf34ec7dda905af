//! The tables of agreements; the meaning of each column is in `migration/m0008_revenue_in.rs`.
#![expect(unreachable_pub, reason = "SeaORM's derive asks for public items in private modules")]

pub(crate) mod agreement {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "agreements")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: String,
        pub work: String,
        pub proposer: String,
        pub state: String,
        pub proposed_at: i64,
        pub since: Option<i64>,
        pub until: Option<i64>,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod agreement_party {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "agreement_parties")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub agreement_id: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub creator: String,
        pub weight: i64,
        pub accepted_at: Option<i64>,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
