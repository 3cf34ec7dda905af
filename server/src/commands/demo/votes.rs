//! The invented decisions: each lives through its review and its vote as a real one does, only with earlier times.

use blkout_core::{
    governance::{Ballot, Category, Choice, DecisionKind, ProposalId, ProposalText, ProposalTitle, Secrecy},
    time::{DAY_MS, HOUR_MS, MINUTE_MS, UtcMillis},
};
use blkout_store::{MemberId, NewProposal, Store};

use crate::commands::CommandError;
use crate::serving::ballot_box::fresh_salt;

/// An invented proposal.
struct Plan {
    title: &'static str,
    text: &'static str,
    category: Category,
    kind: DecisionKind,
    affects_creators: bool,
    /// How many days ago it was put up for review.
    days_ago: i64,
    /// The ballots, from the second member on: `s`upport, `o`ppose, `a`bstain, `b`lock. The first member, as whom
    /// one signs in to look, has not voted.
    ballots: &'static str,
}

const PLANS: [Plan; 6] = [
    Plan {
        title: "Pay for a winter zine fair from the events fund",
        text: "Last winter forty makers came, and the hall was too small. Let us spend up to £1,200 of the events part of \
               the community fund on a larger hall with step-free access, a quiet room and a sign-language interpreter.\n\n\
               What is left goes back to the fund. The accounts will stand in the ledger.",
        category: Category::ResourceAllocation,
        kind: DecisionKind::Ordinary,
        affects_creators: false,
        days_ago: 60,
        ballots: "ssssossassssosss",
    },
    Plan {
        title: "Raise the creators’ share to 80%",
        text: "The fund has grown for three quarters in a row. Creators carry the work, so let us raise their share of every \
               new payment from 75% to 80%. Earlier payments keep the share that they were made under.\n\n\
               This touches the creators’ floor, so it is a protected decision: half of us have to vote, three quarters have \
               to agree, and more of the creators have to support it than oppose it.",
        category: Category::CreatorSovereignty,
        kind: DecisionKind::Protected,
        affects_creators: true,
        days_ago: 40,
        ballots: "sossossoasosos",
    },
    Plan {
        title: "Meet every other month in Birmingham",
        text: "A third of us live closer to Birmingham than to London. Let us hold every other gathering there, and help with \
               the fare for anybody who asks, without questions.",
        category: Category::ResourceAllocation,
        kind: DecisionKind::Ordinary,
        affects_creators: false,
        days_ago: 30,
        ballots: "ssoss",
    },
    Plan {
        title: "A guideline for photographs at gatherings",
        text: "Being seen in a picture can out somebody. The guideline would be: ask before each picture, no faces in the \
               background, a lanyard for those who never want to be pictured, and pictures come down within an hour of \
               anybody asking.\n\nWe look for consensus: if you cannot live with it, block it and say why.",
        category: Category::CommunityGuidelines,
        kind: DecisionKind::Consensus,
        affects_creators: false,
        days_ago: 5,
        ballots: "sssassss",
    },
    Plan {
        title: "Publish the newsroom as a printed quarterly",
        text: "Some of our elders do not read on a screen. A printed quarterly of 24 pages, 300 copies, would cost £640 an \
               issue. We would print it with a workers’ co-op in Leeds and post it in plain envelopes.",
        category: Category::PlatformGovernance,
        kind: DecisionKind::Ordinary,
        affects_creators: false,
        days_ago: 4,
        ballots: "sossa",
    },
    Plan {
        title: "How we hold one another to account",
        text: "A change of the rules about conflicts between members: a listening circle is offered first, and only if the \
               person who was harmed asks for it. Nobody has to sit in a room with anybody.",
        category: Category::Safety,
        kind: DecisionKind::Supermajority,
        affects_creators: false,
        days_ago: 1,
        ballots: "",
    },
];

/// Puts the proposals up, lets time pass, and casts the ballots.
pub(super) async fn hold(store: &Store, members: &[MemberId], now: UtcMillis) -> Result<(), CommandError> {
    for (number, plan) in PLANS.iter().enumerate() {
        // Each by another author, so that nobody has more open proposals than the rules allow.
        let author = &members[1 + number];
        let submitted = now.plus_ms(-plan.days_ago * DAY_MS);
        let id = draft(store, plan, author, submitted.plus_ms(-DAY_MS)).await?;
        store.proposals().submit(&id, author, submitted).await.map_err(refused)?;
        let opened = submitted.plus_ms(plan.kind.rule().review_ms);
        if opened > now {
            continue;
        }
        advance(store, opened).await?;
        for (place, letter) in plan.ballots.chars().enumerate() {
            let minutes = i64::try_from(place).unwrap_or(0) * 97;
            let at = opened.plus_ms(HOUR_MS + minutes * MINUTE_MS);
            let choice = match letter {
                's' => Choice::Support,
                'o' => Choice::Oppose,
                'a' => Choice::Abstain,
                _ => Choice::Block,
            };
            let ballot = Ballot::new(plan.kind, choice, "I cannot live with this as it is.").map_err(refused)?;
            store.proposals().cast_ballot(&id, &members[1 + place], ballot, at).await.map_err(refused)?;
        }
        let closes = opened.plus_ms(plan.kind.rule().voting_ms);
        if closes <= now {
            advance(store, closes).await?;
        }
    }
    Ok(())
}

async fn draft(store: &Store, plan: &Plan, author: &MemberId, at: UtcMillis) -> Result<ProposalId, CommandError> {
    let id = NewProposal::id_at(at, random()?)?;
    let new = NewProposal {
        id: id.clone(),
        title: ProposalTitle::new(plan.title).map_err(refused)?,
        text: ProposalText::new(plan.text).map_err(refused)?,
        category: plan.category,
        kind: plan.kind,
        secrecy: Secrecy::Secret,
        affects_creators: plan.affects_creators,
    };
    store.proposals().draft(new, author, at).await?;
    Ok(id)
}

async fn advance(store: &Store, at: UtcMillis) -> Result<(), CommandError> {
    store.proposals().advance(at, fresh_salt).await.map_err(refused)?;
    Ok(())
}

fn random<const N: usize>() -> Result<[u8; N], CommandError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes)
        .map_err(|error| CommandError::Refused(format!("the system gives no random bytes: {error}")))?;
    Ok(bytes)
}

fn refused(error: impl std::error::Error) -> CommandError {
    CommandError::Refused(format!("an invented decision was refused: {error}"))
}
