//! The contract of the store: every story is told to SQLite, and to PostgreSQL when `BLKOUT_TEST_POSTGRES_URL` names
//! a server on which databases may be made (script/test starts one).

#[path = "contract/engines.rs"]
mod engines;
#[path = "contract/ledger.rs"]
mod ledger;

/// Lists the stories of one repository. Each is an `async fn(Store)` and gets a fresh, migrated database.
macro_rules! contract {
    ($suite:ident of $stories:ident { $($story:ident),+ $(,)? }) => {
        mod $suite {
            mod sqlite {
                $(#[test]
                fn $story() {
                    crate::engines::on_sqlite(crate::$stories::$story);
                })+
            }

            mod postgres {
                $(#[test]
                fn $story() {
                    crate::engines::on_postgres(crate::$stories::$story);
                })+
            }
        }
    };
}

contract!(ledger_contract of ledger {
    a_file_is_imported_whole_or_not_at_all,
    importing_twice_changes_nothing,
    rows_may_come_in_any_order,
    a_conflicting_row_refuses_the_file,
    an_impossible_refund_refuses_the_file,
    a_rehearsal_leaves_nothing_behind,
    the_database_refuses_changes,
    the_database_refuses_less_than_the_floor,
    kept_sums_equal_the_postings,
    pages_meet_without_gap_or_repeat,
    a_statement_runs_from_opening_to_closing,
    two_imports_at_once_wait_for_each_other,
});
