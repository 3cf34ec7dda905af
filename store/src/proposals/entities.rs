//! The tables of governance as the rows that `SeaORM` maps; the meaning of each column is in `migration/m0003_governance.rs`.

pub(crate) mod proposal {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "proposals")]
    pub(crate) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub(crate) id: String,
        pub(crate) title: String,
        pub(crate) body: String,
        pub(crate) category: String,
        pub(crate) kind: String,
        pub(crate) secrecy: String,
        pub(crate) affects_creators: bool,
        pub(crate) author_id: String,
        pub(crate) created_at: i64,
        pub(crate) state: String,
        pub(crate) state_since: i64,
        pub(crate) due_at: Option<i64>,
        pub(crate) reopenings: i16,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub(crate) enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod proposal_event {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "proposal_events")]
    pub(crate) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub(crate) proposal_id: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub(crate) sequence: i64,
        pub(crate) event: String,
        pub(crate) state: String,
        pub(crate) at: i64,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub(crate) enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod electorate {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "electorates")]
    pub(crate) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub(crate) proposal_id: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub(crate) round: i16,
        pub(crate) members: i64,
        pub(crate) affected_creators: i64,
        pub(crate) salt: String,
        pub(crate) commitment: String,
        pub(crate) frozen_at: i64,
    }

    impl std::fmt::Debug for Model {
        /// Without the salt.
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.debug_struct("electorate")
                .field("proposal_id", &self.proposal_id)
                .field("round", &self.round)
                .field("members", &self.members)
                .finish_non_exhaustive()
        }
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub(crate) enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod electorate_mark {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "electorate_marks")]
    pub(crate) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub(crate) proposal_id: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub(crate) round: i16,
        #[sea_orm(primary_key, auto_increment = false)]
        pub(crate) mark: String,
        pub(crate) creator: bool,
        pub(crate) roll_call_member_id: Option<String>,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub(crate) enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod ballot {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "ballots")]
    pub(crate) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub(crate) proposal_id: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub(crate) at: i64,
        pub(crate) round: i16,
        pub(crate) mark: String,
        pub(crate) choice: String,
        pub(crate) reason: Option<String>,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub(crate) enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod count {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "counts")]
    pub(crate) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub(crate) proposal_id: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub(crate) round: i16,
        pub(crate) support: i64,
        pub(crate) oppose: i64,
        pub(crate) abstain: i64,
        pub(crate) block: i64,
        pub(crate) creators: i64,
        pub(crate) creators_support: i64,
        pub(crate) creators_oppose: i64,
        pub(crate) outcome: String,
        pub(crate) closed_at: i64,
    }

    #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
    pub(crate) enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
