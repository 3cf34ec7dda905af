//! Every state with every event, and long lives thrown at random.

use proptest::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use super::*;

/// The table of rules.md, written a second time and in another form. Approver 9 is new to every payout here.
fn listed(state: State, event: &Event<u8>, approvals: usize, is_in_file: bool) -> Option<&'static str> {
    Some(match (state.as_str(), event) {
        ("scheduled", Event::Approval(9)) => ["scheduled", "approved"][approvals],
        ("scheduled" | "approved", Event::DetailsChanged) if !is_in_file => "scheduled",
        ("scheduled" | "sent", Event::Failed) => "failed",
        ("approved", Event::Failed) if !is_in_file => "failed",
        ("approved", Event::PutIntoFile) if !is_in_file => "approved",
        ("approved", Event::TakenOutOfFile) if is_in_file => "approved",
        ("approved", Event::Sent) => "sent",
        ("sent", Event::Settled) => "settled",
        _ => return None,
    })
}

const EVENTS: [Event<u8>; 7] = [
    Event::Approval(9),
    Event::DetailsChanged,
    Event::PutIntoFile,
    Event::TakenOutOfFile,
    Event::Sent,
    Event::Settled,
    Event::Failed,
];

#[wasm_bindgen_test(unsupported = test)]
fn every_state_refuses_every_event_that_is_not_listed() {
    for state in State::ALL {
        // Only approved payouts stand in a file before they are sent; the others never look at it.
        for is_in_file in [false, state != State::Scheduled] {
            let approvals = if state == State::Scheduled { 1 } else { 2 };
            for event in EVENTS {
                let before = Lifecycle::resume(state, (0..approvals).collect(), is_in_file);
                let after = before.apply(event.clone()).ok().map(|next| next.state().as_str());
                let expected = listed(state, &event, usize::from(approvals), is_in_file);
                assert_eq!(after, expected, "{state} {event:?} in file: {is_in_file}");
            }
        }
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn one_steward_is_never_two() {
    let once = Lifecycle::scheduled().apply(Event::Approval("ada")).unwrap();
    assert_eq!((once.state(), once.approvals_missing()), (State::Scheduled, 1));
    assert_eq!(once.clone().apply(Event::Approval("ada")), Err(TransitionError::AlreadyApproved));
    let twice = once.apply(Event::Approval("bo")).unwrap();
    assert_eq!((twice.state(), twice.approvals()), (State::Approved, ["ada", "bo"].as_slice()));
}

#[wasm_bindgen_test(unsupported = test)]
fn new_bank_details_ask_for_both_approvals_again_until_the_file_is_made() {
    let approved =
        ["ada", "bo"].into_iter().fold(Lifecycle::scheduled(), |life, who| life.apply(Event::Approval(who)).unwrap());
    let anew = approved.clone().apply(Event::DetailsChanged).unwrap();
    assert_eq!((anew.state(), anew.approvals_missing()), (State::Scheduled, 2));
    let in_file = approved.apply(Event::PutIntoFile).unwrap();
    assert!(!in_file.follows_new_details());
    assert_eq!(in_file.clone().apply(Event::DetailsChanged), Err(TransitionError::InFile));
    assert_eq!(in_file.clone().apply(Event::Failed), Err(TransitionError::InFile));
    let out = in_file.apply(Event::TakenOutOfFile).unwrap();
    assert!(out.follows_new_details());
}

#[wasm_bindgen_test(unsupported = test)]
fn words_read_back() {
    for state in State::ALL {
        assert_eq!(state.as_str().parse(), Ok(state));
    }
    for reason in FailureReason::ALL {
        assert_eq!(reason.as_str().parse(), Ok(reason));
    }
    assert!("accrued".parse::<State>().is_err() && "".parse::<FailureReason>().is_err());
}

fn any_event() -> impl Strategy<Value = Event<u8>> {
    prop_oneof![
        4 => (0_u8..3).prop_map(Event::Approval),
        1 => Just(Event::DetailsChanged),
        2 => Just(Event::PutIntoFile),
        1 => Just(Event::TakenOutOfFile),
        2 => Just(Event::Sent),
        1 => Just(Event::Settled),
        1 => Just(Event::Failed),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
    /// Whatever is tried in whatever order: nothing is sent without two people since the last change of the bank
    /// details, what has ended stays ended, and money leaves the balance and comes back at most once.
    #[wasm_bindgen_test(unsupported = test)]
    fn no_life_pays_without_two_people(events in prop::collection::vec(any_event(), 0..60)) {
        let mut life = Lifecycle::scheduled();
        let mut said_yes = std::collections::BTreeSet::new();
        let (mut endings, mut sendings) = (0, 0);
        for event in events {
            let before = life.state();
            let Ok(next) = life.clone().apply(event.clone()) else { continue };
            prop_assert!(before.is_in_flight(), "{:?} after the end", event);
            match event {
                Event::Approval(who) => { said_yes.insert(who); }
                Event::DetailsChanged => said_yes.clear(),
                Event::Sent => {
                    sendings += 1;
                    prop_assert!(said_yes.len() >= APPROVALS_NEEDED);
                }
                Event::Settled => prop_assert_eq!(before, State::Sent),
                _ => {}
            }
            endings += usize::from(!next.state().is_in_flight());
            prop_assert_eq!(next.approvals().len(), said_yes.len());
            life = next;
        }
        prop_assert!(endings <= 1 && sendings <= 1);
    }
}
