//! The contract of the store: every story is told to SQLite, and to PostgreSQL when `BLKOUT_TEST_POSTGRES_URL` names
//! a server on which databases may be made (script/test starts one).

#[path = "contract/agreements.rs"]
mod agreements;
#[path = "contract/articles.rs"]
mod articles;
#[path = "contract/contact_checks.rs"]
mod contact_checks;
#[path = "contract/engines.rs"]
mod engines;
#[path = "contract/figures.rs"]
mod figures;
#[path = "contract/ledger.rs"]
mod ledger;
#[path = "contract/manual.rs"]
mod manual;
#[path = "contract/members.rs"]
mod members;
#[path = "contract/payouts.rs"]
mod payouts;
#[path = "contract/proposals.rs"]
mod proposals;
#[path = "contract/record.rs"]
mod record;
#[path = "contract/sessions.rs"]
mod sessions;
#[path = "contract/webhooks.rs"]
mod webhooks;
#[path = "contract/witnesses.rs"]
mod witnesses;

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

contract!(record_contract of record {
    an_empty_record_has_a_head,
    every_transaction_has_its_entry,
    tiles_and_bundles_are_those_of_the_tree,
    the_same_row_again_changes_nothing,
    writers_at_once_never_fork_the_record,
    a_start_looks_at_the_edge,
    every_changed_field_is_found,
});

contract!(figures_contract of figures {
    figures_are_those_of_the_postings,
    sums_are_of_the_moment_that_they_name,
    the_lowest_share_is_found_exactly,
    an_altered_figure_is_found,
    every_filter_finds_what_it_should,
    each_transaction_names_its_entry,
});

contract!(articles_contract of articles {
    what_is_published_is_read_again,
    an_address_belongs_to_one_article,
    an_article_is_not_seen_before_its_time,
    pages_of_articles_meet_without_gap_or_repeat,
    active_creators_and_stewards_publish,
    two_presses_are_one_article_and_two_pieces_are_two,
    warnings_can_be_changed_by_their_author_alone,
    a_search_finds_what_stands_open,
});

contract!(proposals_contract of proposals {
    a_proposal_goes_from_draft_to_outcome,
    a_decision_takes_effect_once,
    the_electorate_is_frozen_when_voting_opens,
    ballots_are_taken_in_time_and_of_the_right_kind,
    the_last_ballot_of_a_voter_counts,
    small_votes_are_not_opened,
    creators_are_counted_apart_in_a_protected_decision,
    a_vote_without_a_quorum_is_opened_again_once,
    who_may_propose_is_asked_when_a_draft_is_submitted,
    the_database_refuses_to_change_a_vote,
    votes_at_the_same_moment_are_all_taken,
    every_changed_field_of_a_vote_is_found,
});

contract!(members_contract of members {
    another_password_ends_every_session,
    a_member_is_found_as_they_were_added,
    nobody_is_found_who_was_not_added,
    an_email_address_and_a_creator_belong_to_one_member,
    two_with_one_address_at_the_same_moment_are_one,
    a_new_member_is_a_change_that_visitors_may_see,
    debug_output_shows_nobody,
});

contract!(sessions_contract of sessions {
    a_session_is_found_until_its_end,
    signing_in_again_ends_the_session_one_came_with,
    an_ended_session_is_gone_and_may_be_ended_again,
    a_visit_is_noted_and_never_goes_back,
    sessions_that_are_over_are_swept_away,
    a_session_belongs_to_somebody,
    sessions_change_nothing_that_visitors_see,
});

contract!(witnesses_contract of witnesses {
    a_witness_is_listed_with_what_it_said_last,
    a_witness_never_goes_back,
    a_cosignature_sent_again_by_anybody_is_no_news,
    only_cosignatures_of_this_size_are_answered,
    a_full_list_gives_the_place_of_the_silent,
    a_cosignature_is_a_change_that_visitors_see,
    the_first_key_stays_until_it_is_rotated,
    a_rotation_is_an_entry_of_the_record,
    only_the_current_key_can_be_rotated,
});

contract!(payouts_contract of payouts {
    a_payout_goes_from_owed_to_settled,
    less_than_the_minimum_carries_forward,
    the_smallest_payout_is_the_one_that_was_decided,
    nothing_is_scheduled_without_bank_details,
    only_other_active_stewards_act,
    a_steward_approves_once_and_a_repeat_changes_nothing,
    a_failure_returns_the_money_once,
    what_was_sent_meanwhile_is_not_withdrawn,
    the_database_refuses_a_second_payout_on_its_way,
    scheduling_at_the_same_moment_makes_one_payout,
    stewards_at_the_same_moment_count_once_each,
    an_end_at_the_same_moment_happens_once,
    files_at_the_same_moment_hold_a_payout_once,
    a_statement_holds_payouts,
    new_bank_details_ask_for_the_approvals_again,
    a_change_before_any_approval_is_no_event,
    only_the_creator_changes_their_details_and_only_the_next_version,
    the_co_op_has_details_of_its_own,
    debug_output_of_details_shows_nothing_sealed,
    a_file_pays_to_what_was_approved,
    a_file_that_was_never_given_to_the_bank_is_taken_apart,
    a_file_is_given_to_the_bank_once,
    the_books_agree_whatever_is_tried,
    every_changed_field_of_a_payout_is_found,
});

contract!(webhooks_contract of webhooks {
    an_event_and_a_file_meet_in_one_transaction,
    every_order_ends_the_same,
    repeated_and_shuffled_deliveries_change_nothing,
    an_altered_delivery_changes_nothing,
    what_comes_too_early_waits_and_is_listed,
    deliveries_and_files_at_once_are_taken_once,
});

contract!(agreements_contract of agreements {
    nobody_is_bound_before_everybody_has_accepted,
    an_agreement_is_for_later_payments_only,
    a_newer_agreement_takes_the_place_of_the_older,
    events_and_files_meet_under_an_agreement,
    proposals_are_few_and_name_people_who_are_here,
    answers_at_the_same_moment_count_once,
});

contract!(manual_contract of manual {
    one_steward_enters_and_another_approves,
    money_given_back_is_never_more_than_came,
    two_approvals_at_once_are_one,
    who_is_no_steward_any_more_approves_nothing,
});

contract!(contact_checks_contract of contact_checks {
    a_check_is_seen_at_once_and_without_a_name,
    a_second_click_is_one_check_and_the_next_day_is_another,
    a_check_of_other_words_than_those_in_the_list_is_not_taken,
    only_active_stewards_check,
    the_database_refuses_to_change_a_check,
});
