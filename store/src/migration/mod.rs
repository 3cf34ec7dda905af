//! The tables, in the order in which they came to be. A migration that has been released is never edited.

use sea_orm_migration::prelude::*;

mod append_only;
mod m0001_ledger;
mod m0002_identity;
mod m0003_governance;
mod m0004_newsroom;
mod m0005_record;
mod m0006_witnesses;
mod m0007_payouts;
mod m0008_revenue_in;
mod m0009_figures;
mod m0010_contact_checks;
mod m0011_authors;

pub(crate) use append_only::append_only;

/// Every migration.
#[derive(Debug)]
pub(crate) struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0001_ledger::Migration),
            Box::new(m0002_identity::Migration),
            Box::new(m0003_governance::Migration),
            Box::new(m0004_newsroom::Migration),
            Box::new(m0005_record::Migration),
            Box::new(m0006_witnesses::Migration),
            Box::new(m0007_payouts::Migration),
            Box::new(m0008_revenue_in::Migration),
            Box::new(m0009_figures::Migration),
            Box::new(m0010_contact_checks::Migration),
            Box::new(m0011_authors::Migration),
        ]
    }
}
