//! The choices of a ballot, and live what the chosen one would mean.
//!
//! Without scripts these are radio buttons with their explanations, and the ballot can be cast all the same.

use blkout_core::governance::meaning::VoteAtHand;
use blkout_core::governance::{Choice, DecisionKind, ballot_meaning};
use leptos::prelude::*;

/// The id of the group, where a message about a missing choice leads.
const GROUP_ID: &str = "choice";

/// The radio buttons of a vote form, named `choice`, with what each of them means in this vote.
///
/// Knows the rule and the size of the electorate and nothing of other ballots, so it cannot give a count away.
#[island]
pub fn BallotMeaning(
    /// The kind of decision.
    kind: DecisionKind,
    /// How many may vote.
    electorate: u64,
    /// Whether creators are affected.
    affects_creators: bool,
    /// What is chosen when the page opens.
    chosen: Option<Choice>,
    /// What to put right about the choice.
    error: Option<String>,
) -> impl IntoView {
    let vote = VoteAtHand { kind, electorate, affects_creators };
    let (choice, choose) = signal(chosen);
    let described_by = if error.is_some() { "choice-error choice-meaning" } else { "choice-meaning" };
    let options = Choice::ALL.into_iter().filter_map(|option| {
        let approval = ballot_meaning(vote, option)?.approval;
        Some(view! {
            <label class="choice">
                <input
                    type="radio"
                    name="choice"
                    value=option.as_str()
                    checked=chosen == Some(option)
                    required
                    on:change=move |_| choose.set(Some(option))
                />
                <span>{option.label()}<small>{approval}</small></span>
            </label>
        })
    });
    view! {
        <fieldset class="choices" id=GROUP_ID tabindex="-1" aria-describedby=described_by>
            <legend>"Your ballot"</legend>
            {error.map(|words| view! { <p class="error" id="choice-error">{words}</p> })}
            {options.collect::<Vec<_>>()}
            <p class="hint" id="choice-meaning" aria-live="polite">{move || meaning(vote, choice.get())}</p>
        </fieldset>
    }
}

/// What the chosen ballot would do.
fn meaning(vote: VoteAtHand, choice: Option<Choice>) -> String {
    choice.and_then(|choice| ballot_meaning(vote, choice)).map_or_else(
        || {
            "Nothing is sent before you press the button below, and you can change your ballot until voting closes."
                .to_owned()
        },
        |meaning| meaning.paragraph(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const VOTE: VoteAtHand = VoteAtHand { kind: DecisionKind::Protected, electorate: 41, affects_creators: true };

    #[test]
    fn before_a_choice_it_says_that_nothing_is_sent() {
        assert!(meaning(VOTE, None).starts_with("Nothing is sent"));
        assert!(meaning(VOTE, Some(Choice::Block)).starts_with("Nothing is sent"));
    }

    #[test]
    fn a_choice_is_explained_with_the_numbers_of_this_vote() {
        let words = meaning(VOTE, Some(Choice::Support));
        assert!(words.contains("21 of 41 members"), "{words}");
        assert!(words.contains("creators"), "{words}");
    }
}
