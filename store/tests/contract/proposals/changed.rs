//! Whatever somebody changes of a closed vote behind the program's back is found.

use blkout_core::governance::{Ballot, DecisionKind, ElectorateSalt};
use blkout_core::time::DAY_MS;
use blkout_store::{Engine, Store};
use sea_orm::ConnectionTrait;

use super::{CLOSED, OPENED, draft, members, open, salt};

/// Takes the guard off a table, as somebody with the database's password could.
async fn drop_guard(store: &Store, table: &str) {
    let sql = match store.engine() {
        Engine::Postgres => format!("DROP TRIGGER {table}_append_only ON {table}"),
        Engine::Sqlite => format!("DROP TRIGGER {table}_no_update; DROP TRIGGER {table}_no_delete"),
    };
    store.raw_for_tests().execute_unprepared(&sql).await.unwrap();
}

async fn found(store: &Store) -> Vec<String> {
    let check = store.proposals().check().await.unwrap();
    assert_eq!(check.is_clean(), check.findings.is_empty());
    check.findings.iter().map(ToString::to_string).collect()
}

pub(crate) async fn every_changed_field_of_a_vote_is_found(store: Store) {
    let ids = members(&store, 10).await;
    let proposals = store.proposals();
    // Drafts, open votes, votes without a quorum and votes opened again are in order as they are.
    draft(&store, 1, DecisionKind::Ordinary, &ids[0]).await;
    let passed = open(&store, 2, DecisionKind::Protected, &ids[0]).await;
    let again = open(&store, 3, DecisionKind::Ordinary, &ids[1]).await;
    for voter in &ids[..9] {
        proposals.cast_ballot(&passed, voter, Ballot::Oppose, OPENED).await.unwrap();
        proposals.cast_ballot(&passed, voter, Ballot::Support, OPENED).await.unwrap();
    }
    assert_eq!(found(&store).await, Vec::<String>::new());
    proposals.advance(OPENED.plus_ms(14 * DAY_MS), salt).await.unwrap();
    proposals.reopen(&again, ElectorateSalt::new([6; 32]), OPENED.plus_ms(14 * DAY_MS)).await.unwrap();
    proposals.mark_implemented(&passed, CLOSED.plus_ms(30 * DAY_MS)).await.unwrap();
    assert_eq!(found(&store).await, Vec::<String>::new());

    for table in ["proposal_events", "electorates", "electorate_marks", "ballots", "counts"] {
        drop_guard(&store, table).await;
    }
    let raw = store.raw_for_tests();
    let of = format!("proposal_id = '{passed}'");
    let last_ballot = format!("{of} AND at = (SELECT MAX(at) FROM ballots WHERE {of})");
    let closing = format!("{of} AND event = 'closed'");
    let mark = format!("{of} AND mark = (SELECT MIN(mark) FROM electorate_marks WHERE {of})");
    let one = format!("id = '{passed}'");
    let changes = [
        ("proposals", "kind", "'ordinary'", &one),
        ("proposals", "secrecy", "'roll_call'", &one),
        ("proposals", "affects_creators", "NOT affects_creators", &one),
        ("proposals", "state", "'passed'", &one),
        ("proposals", "state_since", "state_since - 1", &one),
        ("proposals", "due_at", "1", &one),
        ("proposals", "reopenings", "1", &one),
        ("proposal_events", "event", "'withdrawn'", &closing),
        ("proposal_events", "state", "'failed'", &closing),
        ("proposal_events", "at", "at + 1", &closing),
        ("electorates", "members", "members + 1", &of),
        ("electorates", "affected_creators", "affected_creators - 1", &of),
        ("electorates", "salt", "'07'", &of),
        ("electorates", "commitment", "salt", &of),
        ("electorates", "frozen_at", "frozen_at + 1", &of),
        ("electorate_marks", "creator", "NOT creator", &mark),
        ("electorate_marks", "roll_call_member_id", "mark", &mark),
        ("ballots", "choice", "'oppose'", &last_ballot),
        ("ballots", "at", "1", &last_ballot),
        ("counts", "support", "support - 1", &of),
        ("counts", "oppose", "oppose + 1", &of),
        ("counts", "abstain", "abstain + 1", &of),
        ("counts", "block", "block + 1", &of),
        ("counts", "creators", "creators - 1", &of),
        ("counts", "creators_support", "creators_support - 1", &of),
        ("counts", "creators_oppose", "creators_oppose + 1", &of),
        ("counts", "outcome", "'failed'", &of),
        ("counts", "closed_at", "closed_at + 1", &of),
    ];
    for (table, column, value, place) in changes {
        raw.execute_unprepared(&format!("CREATE TABLE kept AS SELECT * FROM {table} WHERE {place}")).await.unwrap();
        let change = format!("UPDATE {table} SET {column} = {value} WHERE {place}");
        assert_eq!(raw.execute_unprepared(&change).await.unwrap().rows_affected(), 1, "{change}");
        let findings = found(&store).await;
        assert!(findings.len() == 1 && findings[0].contains(&passed.to_string()), "{change}: {findings:?}");
        // What was changed may be what the row is found by.
        let now =
            if column == "at" || column == "event" { format!("{of} AND {column} = {value}") } else { place.clone() };
        let now = now.replace("at = at + 1", "event = 'closed'");
        let back = format!("UPDATE {table} SET {column} = (SELECT {column} FROM kept) WHERE {now}");
        assert_eq!(raw.execute_unprepared(&back).await.unwrap().rows_affected(), 1, "{back}");
        raw.execute_unprepared("DROP TABLE kept").await.unwrap();
        assert_eq!(found(&store).await, Vec::<String>::new(), "{back}");
    }
    for gone in [format!("DELETE FROM ballots WHERE {last_ballot}"), format!("DELETE FROM counts WHERE {of}")] {
        raw.execute_unprepared(&gone).await.unwrap();
        assert_eq!(found(&store).await.len(), 1, "{gone}");
    }
}
