//! The story of proposals: drafted, frozen electorates, ballots that stay, counts that follow.
#![cfg(test)]

#[path = "proposals/changed.rs"]
mod changed;

use blkout_core::governance::proposal::ProposeRefusal;
use blkout_core::governance::{
    Ballot, BlockReason, Category, Choice, DecisionKind, ElectorateSalt, Outcome, ProposalId, ProposalText,
    ProposalTitle, Secrecy, State, TransitionError,
};
use blkout_core::membership::{Capabilities, ChosenName, MemberStatus};
use blkout_core::money::{CreatorShare, CreatorSlug};
use blkout_core::time::{DAY_MS, HOUR_MS, UtcMillis};
use blkout_store::{
    CastBallotError, EmailAddress, EnactError, MemberId, NewMember, NewProposal, PasswordDigest, ProposalError, Store,
};
use sea_orm::ConnectionTrait;

pub(crate) use changed::*;

/// Everybody is a member since this instant.
const JOINED: UtcMillis = UtcMillis(1_760_000_000_000);
/// Drafts are submitted here, after 30 days of membership.
const SUBMITTED: UtcMillis = UtcMillis(JOINED.0 + 30 * DAY_MS);
/// Voting opens here.
const OPENED: UtcMillis = UtcMillis(SUBMITTED.0 + 48 * HOUR_MS);
/// An ordinary vote closes here.
const CLOSED: UtcMillis = UtcMillis(OPENED.0 + 7 * DAY_MS);

const SALT: ElectorateSalt = ElectorateSalt::new([5; 32]);

#[expect(clippy::unnecessary_wraps, reason = "the signature of a random source that can fail")]
fn salt() -> Option<ElectorateSalt> {
    Some(SALT)
}

async fn member(store: &Store, number: u8, creator: bool) -> MemberId {
    let id = MemberId::new(JOINED, [number; 10]);
    let new = NewMember {
        id: id.clone(),
        email: EmailAddress::parse(&format!("m{number}@example.org")).unwrap(),
        name: ChosenName::new(&format!("Member {number}")).unwrap(),
        status: MemberStatus::Active,
        capabilities: Capabilities::default(),
        creator: creator.then(|| CreatorSlug::new(format!("creator-{number}")).unwrap()),
        password: PasswordDigest::new("none".to_owned()),
        joined_at: JOINED,
    };
    store.members().add(new).await.unwrap();
    id
}

async fn members(store: &Store, count: u8) -> Vec<MemberId> {
    let mut ids = Vec::new();
    for number in 0..count {
        ids.push(member(store, number, number.is_multiple_of(2)).await);
    }
    ids
}

async fn draft(store: &Store, number: u8, kind: DecisionKind, author: &MemberId) -> ProposalId {
    let id = NewProposal::id_at(JOINED, [number; 10]).unwrap();
    let new = NewProposal {
        id: id.clone(),
        title: ProposalTitle::new("A garden behind the house").unwrap(),
        text: ProposalText::new(&"We would like to plant a garden. ".repeat(3)).unwrap(),
        category: Category::ResourceAllocation,
        kind,
        secrecy: Secrecy::Secret,
        affects_creators: true,
    };
    store.proposals().draft(new, author, JOINED).await.unwrap();
    id
}

/// A proposal that is open to votes.
async fn open(store: &Store, number: u8, kind: DecisionKind, author: &MemberId) -> ProposalId {
    let id = draft(store, number, kind, author).await;
    store.proposals().submit(&id, author, SUBMITTED).await.unwrap();
    let advanced = store.proposals().advance(OPENED, salt).await.unwrap();
    assert!(advanced.opened.contains(&id));
    id
}

async fn state(store: &Store, id: &ProposalId) -> State {
    store.proposals().find(id).await.unwrap().unwrap().summary.lifecycle.state()
}

pub(crate) async fn a_proposal_goes_from_draft_to_outcome(store: Store) {
    let ids = members(&store, 12).await;
    let proposals = store.proposals();
    let id = draft(&store, 1, DecisionKind::Ordinary, &ids[0]).await;
    assert_eq!(state(&store, &id).await, State::Draft);
    assert!(proposals.under_way().await.unwrap().is_empty());

    proposals.submit(&id, &ids[0], SUBMITTED).await.unwrap();
    assert_eq!(proposals.advance(OPENED.plus_ms(-1), salt).await.unwrap(), blkout_store::Advanced::default());
    let opened = proposals.advance(OPENED, salt).await.unwrap();
    assert_eq!(opened.opened, std::slice::from_ref(&id));
    for (voter, ballot) in ids.iter().zip([Ballot::Support, Ballot::Oppose, Ballot::Support].into_iter().cycle()) {
        proposals.cast_ballot(&id, voter, ballot, OPENED).await.unwrap();
    }
    let listed = proposals.under_way().await.unwrap();
    let vote = listed[0].vote.as_ref().unwrap();
    assert_eq!((vote.electorate, vote.voters, vote.tally), (12, 12, None));

    // Late, as after a night without power: the vote counts as closed when it was due.
    let closed = proposals.advance(CLOSED.plus_ms(DAY_MS), salt).await.unwrap();
    assert_eq!(closed.closed, [(id.clone(), Outcome::Passed)]);
    let found = proposals.find(&id).await.unwrap().unwrap().summary;
    assert_eq!((found.lifecycle.state(), found.lifecycle.since()), (State::Passed, CLOSED));
    let tally = found.vote.unwrap().tally.unwrap();
    assert_eq!((tally.turnout(), tally.approval()), ((12, 12), (8, 12)));
    let openings = proposals.openings(&id).await.unwrap().unwrap();
    assert_eq!(openings.len(), 12);
    assert!(openings.is_sorted_by_key(|opening| opening.mark));
    assert!(openings.iter().all(|opening| opening.name.is_none() && !opening.creator));
    assert_eq!(proposals.decided(None, 10).await.unwrap().len(), 1);
    assert!(proposals.decided(Some(&id), 10).await.unwrap().is_empty());

    proposals.mark_implemented(&id, CLOSED.plus_ms(DAY_MS)).await.unwrap();
    proposals.archive(&id, CLOSED.plus_ms(DAY_MS)).await.unwrap();
    assert_eq!(state(&store, &id).await, State::Archived);
}

/// An ordinary decision that everybody there, one new member, has passed.
pub(crate) async fn passed(store: &Store, number: u8) -> ProposalId {
    let author = member(store, number, false).await;
    let id = open(store, number, DecisionKind::Ordinary, &author).await;
    store.proposals().cast_ballot(&id, &author, Ballot::Support, OPENED).await.unwrap();
    store.proposals().advance(CLOSED, salt).await.unwrap();
    id
}

pub(crate) async fn a_decision_takes_effect_once(store: Store) {
    let ids = members(&store, 4).await;
    let id = open(&store, 1, DecisionKind::Ordinary, &ids[0]).await;
    let higher = CreatorShare::from_bps(8_000).unwrap();
    let enact = async || store.proposals().enact_creator_share(&id, higher, CLOSED).await;
    assert!(matches!(enact().await, Err(EnactError::NotPassed)));
    for voter in &ids {
        store.proposals().cast_ballot(&id, voter, Ballot::Support, OPENED).await.unwrap();
    }
    store.proposals().advance(CLOSED, salt).await.unwrap();
    enact().await.unwrap();
    assert_eq!(state(&store, &id).await, State::Implemented);
    assert!(matches!(enact().await, Err(EnactError::NotPassed)));
    let policies = store.record().policies().await.unwrap();
    let (_, policy) = policies.last().unwrap();
    assert_eq!((policies.len(), policy.creators, policy.decision.as_deref()), (1, higher, Some(id.as_str())));
}

pub(crate) async fn the_electorate_is_frozen_when_voting_opens(store: Store) {
    let ids = members(&store, 3).await;
    let id = open(&store, 1, DecisionKind::Ordinary, &ids[0]).await;
    let late = member(&store, 9, false).await;
    let refused = store.proposals().cast_ballot(&id, &late, Ballot::Support, OPENED).await;
    assert!(matches!(refused, Err(CastBallotError::NotInElectorate)), "{refused:?}");
    assert_eq!(store.proposals().own_vote(&id, &late).await.unwrap(), None);

    let leaves = "UPDATE members SET status = 'lapsed'";
    store.raw_for_tests().execute_unprepared(leaves).await.unwrap();
    store.proposals().cast_ballot(&id, &ids[1], Ballot::Support, OPENED).await.unwrap();
    let closed = store.proposals().advance(CLOSED, salt).await.unwrap();
    assert_eq!(closed.closed, [(id.clone(), Outcome::Passed)]);
    let vote = store.proposals().find(&id).await.unwrap().unwrap().summary.vote.unwrap();
    assert_eq!(vote.tally.unwrap().turnout(), (1, 3));
    let everybody = ids.iter().map(|id| id.as_str().to_owned());
    assert_eq!(vote.commitment, blkout_core::governance::Electorate::freeze(everybody, SALT).commitment());
}

pub(crate) async fn ballots_are_taken_in_time_and_of_the_right_kind(store: Store) {
    let ids = members(&store, 2).await;
    let proposals = store.proposals();
    let waiting = draft(&store, 1, DecisionKind::Ordinary, &ids[0]).await;
    let id = open(&store, 2, DecisionKind::Ordinary, &ids[0]).await;
    let unknown = NewProposal::id_at(JOINED, [9; 10]).unwrap();
    let cast = async |id: &ProposalId, at| proposals.cast_ballot(id, &ids[1], Ballot::Abstain, at).await;
    assert!(matches!(cast(&unknown, OPENED).await, Err(CastBallotError::NotFound)));
    assert!(matches!(cast(&waiting, OPENED).await, Err(CastBallotError::NotOpen)));
    assert!(matches!(cast(&id, OPENED.plus_ms(-1)).await, Err(CastBallotError::NotOpen)));
    assert!(matches!(cast(&id, CLOSED).await, Err(CastBallotError::NotOpen)));
    cast(&id, CLOSED.plus_ms(-1)).await.unwrap();
    // The last millisecond is used up now, and a ballot may not be kept with a time after the closing.
    assert!(matches!(cast(&id, CLOSED.plus_ms(-1)).await, Err(CastBallotError::NotOpen)));
    let block = Ballot::Block(BlockReason::new("It would out people.").unwrap());
    let refused = proposals.cast_ballot(&id, &ids[0], block, OPENED).await;
    assert!(matches!(refused, Err(CastBallotError::Ballot(_))), "{refused:?}");
}

pub(crate) async fn the_last_ballot_of_a_voter_counts(store: Store) {
    let ids = members(&store, 10).await;
    let proposals = store.proposals();
    let id = open(&store, 1, DecisionKind::Consensus, &ids[0]).await;
    let block = Ballot::Block(BlockReason::new("It would out people.").unwrap());
    let first = proposals.cast_ballot(&id, &ids[0], block, OPENED).await.unwrap();
    let own = proposals.own_vote(&id, &ids[0]).await.unwrap().unwrap();
    assert_eq!(own.ballot, Some((Choice::Block, Some("It would out people.".to_owned()))));
    for voter in &ids {
        proposals.cast_ballot(&id, voter, Ballot::Support, OPENED).await.unwrap();
    }
    // The clock is set back; the later ballot is later all the same.
    let second = proposals.cast_ballot(&id, &ids[0], Ballot::Oppose, OPENED).await.unwrap();
    assert_eq!((first.mark, first.at < second.at), (second.mark, true));
    let vote = proposals.find(&id).await.unwrap().unwrap().summary.vote.unwrap();
    assert_eq!(vote.voters, 10);
    assert_eq!(proposals.openings(&id).await.unwrap(), None);
    proposals.advance(CLOSED, salt).await.unwrap();
    let openings = proposals.openings(&id).await.unwrap().unwrap();
    let opposed: Vec<_> = openings.iter().filter(|opening| opening.choice == Choice::Oppose).collect();
    assert_eq!((openings.len(), opposed.len(), opposed[0].mark), (10, 1, first.mark));
    assert_eq!(state(&store, &id).await, State::Passed);
}

pub(crate) async fn small_votes_are_not_opened(store: Store) {
    let ids = members(&store, 12).await;
    let proposals = store.proposals();
    let few = open(&store, 1, DecisionKind::Ordinary, &ids[0]).await;
    let enough = open(&store, 2, DecisionKind::Ordinary, &ids[0]).await;
    for voter in &ids[..10] {
        proposals.cast_ballot(&enough, voter, Ballot::Support, OPENED).await.unwrap();
    }
    for voter in &ids[..9] {
        proposals.cast_ballot(&few, voter, Ballot::Support, OPENED).await.unwrap();
    }
    proposals.advance(CLOSED, salt).await.unwrap();
    assert_eq!(proposals.openings(&few).await.unwrap(), None);
    assert_eq!(proposals.openings(&enough).await.unwrap().map(|openings| openings.len()), Some(10));
}

pub(crate) async fn creators_are_counted_apart_in_a_protected_decision(store: Store) {
    let ids = members(&store, 4).await;
    let proposals = store.proposals();
    let id = open(&store, 1, DecisionKind::Protected, &ids[0]).await;
    // Members 0 and 2 are creators.
    for (voter, ballot) in ids.iter().zip([Ballot::Oppose, Ballot::Support, Ballot::Support, Ballot::Support]) {
        proposals.cast_ballot(&id, voter, ballot, OPENED).await.unwrap();
    }
    let closed = proposals.advance(OPENED.plus_ms(14 * DAY_MS), salt).await.unwrap();
    assert_eq!(closed.closed, [(id.clone(), Outcome::Failed)]);
    let vote = proposals.find(&id).await.unwrap().unwrap().summary.vote.unwrap();
    let counts = *vote.tally.unwrap().counts();
    assert_eq!((vote.affected_creators, counts.support), (2, 3));
    assert_eq!((counts.creators_support, counts.creators_oppose), (1, 1));
}

pub(crate) async fn a_vote_without_a_quorum_is_opened_again_once(store: Store) {
    let ids = members(&store, 4).await;
    let proposals = store.proposals();
    let id = open(&store, 1, DecisionKind::Ordinary, &ids[0]).await;
    proposals.cast_ballot(&id, &ids[1], Ballot::Support, OPENED).await.unwrap();
    proposals.advance(CLOSED, salt).await.unwrap();
    assert_eq!(state(&store, &id).await, State::NoQuorum);

    let newcomer = member(&store, 9, false).await;
    proposals.reopen(&id, ElectorateSalt::new([6; 32]), CLOSED).await.unwrap();
    let vote = proposals.find(&id).await.unwrap().unwrap().summary.vote.unwrap();
    assert_eq!((vote.round, vote.electorate, vote.voters), (2, 5, 0));
    assert_eq!(proposals.own_vote(&id, &ids[1]).await.unwrap().unwrap().ballot, None);
    proposals.cast_ballot(&id, &newcomer, Ballot::Oppose, CLOSED).await.unwrap();
    proposals.advance(CLOSED.plus_ms(7 * DAY_MS), salt).await.unwrap();
    assert_eq!(state(&store, &id).await, State::NoQuorum);
    let again = proposals.reopen(&id, SALT, CLOSED.plus_ms(7 * DAY_MS)).await;
    assert!(matches!(again, Err(ProposalError::Transition(TransitionError::AlreadyReopened))), "{again:?}");
}

pub(crate) async fn who_may_propose_is_asked_when_a_draft_is_submitted(store: Store) {
    let ids = members(&store, 2).await;
    let proposals = store.proposals();
    let mut drafts = Vec::new();
    for number in 0..4 {
        drafts.push(draft(&store, number, DecisionKind::Ordinary, &ids[0]).await);
    }
    let early = proposals.submit(&drafts[0], &ids[0], SUBMITTED.plus_ms(-1)).await;
    assert!(matches!(early, Err(ProposalError::Propose(ProposeRefusal::TooNew))), "{early:?}");
    let foreign = proposals.submit(&drafts[0], &ids[1], SUBMITTED).await;
    assert!(matches!(foreign, Err(ProposalError::NotFound)), "{foreign:?}");
    for id in &drafts[..3] {
        proposals.submit(id, &ids[0], SUBMITTED).await.unwrap();
    }
    let fourth = proposals.submit(&drafts[3], &ids[0], SUBMITTED).await;
    assert!(matches!(fourth, Err(ProposalError::Propose(ProposeRefusal::TooManyOpen))), "{fourth:?}");
    let foreign = proposals.withdraw(&drafts[0], &ids[1], SUBMITTED).await;
    assert!(matches!(foreign, Err(ProposalError::NotYours)), "{foreign:?}");
    proposals.withdraw(&drafts[0], &ids[0], SUBMITTED).await.unwrap();
    proposals.submit(&drafts[3], &ids[0], SUBMITTED).await.unwrap();
    assert_eq!(proposals.under_way().await.unwrap().len(), 3);
}

pub(crate) async fn the_database_refuses_to_change_a_vote(store: Store) {
    let ids = members(&store, 1).await;
    let id = open(&store, 1, DecisionKind::Ordinary, &ids[0]).await;
    store.proposals().cast_ballot(&id, &ids[0], Ballot::Support, OPENED).await.unwrap();
    store.proposals().advance(CLOSED, salt).await.unwrap();
    let database = store.raw_for_tests();
    for (table, column) in [
        ("ballots", "choice"),
        ("counts", "outcome"),
        ("electorates", "salt"),
        ("electorate_marks", "mark"),
        ("proposal_events", "event"),
    ] {
        for sql in [format!("DELETE FROM {table}"), format!("UPDATE {table} SET {column} = {column}")] {
            let refused = database.execute_unprepared(&sql).await.unwrap_err().to_string();
            assert!(refused.contains("append-only"), "{sql}: {refused}");
        }
    }
    let stranger = format!(
        "INSERT INTO ballots (proposal_id, at, round, mark, choice) VALUES ('{id}', 1, 1, 'nobody', 'support')"
    );
    assert!(database.execute_unprepared(&stranger).await.is_err());
}

pub(crate) async fn votes_at_the_same_moment_are_all_taken(store: Store) {
    let ids = members(&store, 16).await;
    let id = open(&store, 1, DecisionKind::Ordinary, &ids[0]).await;
    let mut casting = tokio::task::JoinSet::new();
    for voter in ids {
        let (store, id) = (store.clone(), id.clone());
        casting.spawn(async move { store.proposals().cast_ballot(&id, &voter, Ballot::Support, OPENED).await });
    }
    let mut instants: Vec<_> = casting.join_all().await.into_iter().map(|receipt| receipt.unwrap().at).collect();
    instants.sort_unstable();
    instants.dedup();
    assert_eq!(instants.len(), 16);
}
