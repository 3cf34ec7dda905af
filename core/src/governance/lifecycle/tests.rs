//! Every state with every event, and the edges of time.

use wasm_bindgen_test::wasm_bindgen_test;

use super::*;

const START: UtcMillis = UtcMillis(1_767_432_771_000);
const FAR: UtcMillis = UtcMillis(1_800_000_000_000);
const EVENTS: [Event; 10] = [
    Event::Submitted,
    Event::Withdrawn,
    Event::Opened,
    Event::Closed(Outcome::Passed),
    Event::Closed(Outcome::Failed),
    Event::Closed(Outcome::NoQuorum),
    Event::Closed(Outcome::Blocked),
    Event::Reopened,
    Event::Implemented,
    Event::Archived,
];

/// The table of rules.md, written a second time and in another form.
fn listed(state: State, event: Event) -> Option<&'static str> {
    Some(match (state.as_str(), event) {
        ("draft", Event::Submitted) => "review",
        ("draft" | "review", Event::Withdrawn) => "withdrawn",
        ("review", Event::Opened) | ("no_quorum", Event::Reopened) => "open",
        ("open", Event::Closed(Outcome::Passed)) => "passed",
        ("open", Event::Closed(Outcome::Failed)) => "failed",
        ("open", Event::Closed(Outcome::NoQuorum)) => "no_quorum",
        ("open", Event::Closed(Outcome::Blocked)) => "blocked",
        ("passed", Event::Implemented) => "implemented",
        ("implemented", Event::Archived) => "archived",
        _ => return None,
    })
}

#[wasm_bindgen_test(unsupported = test)]
fn every_state_refuses_every_event_that_is_not_listed() {
    for kind in DecisionKind::ALL {
        for state in State::ALL {
            for event in EVENTS {
                let before = Lifecycle::resume(kind, state, START, 0);
                let after = before.apply(event, FAR).map(|next| next.state().as_str());
                let expected = listed(state, event).ok_or(TransitionError::NotFrom { state, event });
                assert_eq!(after, expected, "{kind} {state} {event:?}");
            }
        }
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn voting_opens_after_the_review_and_closes_after_the_voting_to_the_millisecond() {
    for kind in DecisionKind::ALL {
        let rule = kind.rule();
        let review = Lifecycle::draft(kind, START).apply(Event::Submitted, START).unwrap();
        let opening = START.plus_ms(rule.review_ms);
        if rule.review_ms > 0 {
            let early = review.apply(Event::Opened, opening.plus_ms(-1));
            assert_eq!(early, Err(TransitionError::TooEarly { not_before: opening }));
        }
        let open = review.apply(Event::Opened, opening).unwrap();
        let closing = opening.plus_ms(rule.voting_ms);
        assert!(open.accepts_ballots(opening) && open.accepts_ballots(closing.plus_ms(-1)));
        assert!(!open.accepts_ballots(opening.plus_ms(-1)) && !open.accepts_ballots(closing));
        let close = Event::Closed(Outcome::Passed);
        assert!(open.apply(close, closing.plus_ms(-1)).is_err());
        assert_eq!(open.apply(close, closing).unwrap().state(), State::Passed);
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn a_vote_without_a_quorum_is_opened_again_once() {
    let first = Lifecycle::resume(DecisionKind::Ordinary, State::NoQuorum, START, 0);
    let second = first.apply(Event::Reopened, START).unwrap();
    assert_eq!((second.state(), second.reopenings()), (State::Open, 1));
    let closed = second.apply(Event::Closed(Outcome::NoQuorum), FAR).unwrap();
    assert_eq!(closed.apply(Event::Reopened, FAR), Err(TransitionError::AlreadyReopened));
}

#[wasm_bindgen_test(unsupported = test)]
fn events_do_not_happen_before_what_they_follow() {
    let draft = Lifecycle::draft(DecisionKind::Ordinary, START);
    let early = draft.apply(Event::Submitted, START.plus_ms(-1));
    assert_eq!(early, Err(TransitionError::TimeGoesBack));
}

#[wasm_bindgen_test(unsupported = test)]
fn only_what_passed_is_a_decision_and_an_emergency_lapses() {
    let id = "0199a4c2-7b1e-7c3d-9a55-0123456789ab".parse().unwrap();
    for state in State::ALL {
        let lifecycle = Lifecycle::resume(DecisionKind::Emergency, state, START, 0);
        assert_eq!(lifecycle.passed_decision(&id).is_some(), state == State::Passed, "{state}");
    }
    let emergency = Lifecycle::resume(DecisionKind::Emergency, State::Passed, START, 0);
    let decision = emergency.passed_decision(&id).unwrap();
    let lapse = decision.lapses_at().unwrap();
    assert_eq!(lapse, START.plus_ms(14 * crate::time::DAY_MS));
    assert!(decision.is_in_force(lapse.plus_ms(-1)) && !decision.is_in_force(lapse));
    let ordinary = Lifecycle::resume(DecisionKind::Ordinary, State::Passed, START, 0);
    assert!(ordinary.passed_decision(&id).unwrap().is_in_force(FAR));
}
