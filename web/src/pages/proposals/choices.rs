//! The choices of a ballot, each with what it means in this vote.

use blkout_core::governance::meaning::VoteAtHand;
use blkout_core::governance::{Choice, ballot_meaning};
use blkout_islands::BallotMeaning;
use leptos::prelude::*;

/// The id of the group, where a message about a missing choice leads.
const GROUP_ID: &str = "choice";

/// The radio buttons of a vote form, named `choice`; the island explains the chosen one live.
#[component]
pub(super) fn Choices(
    /// The vote.
    vote: VoteAtHand,
    /// What is chosen when the page opens.
    chosen: Option<Choice>,
    /// What to put right about the choice.
    error: Option<String>,
) -> impl IntoView {
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
                />
                <span>{option.label()}<small>{approval}</small></span>
            </label>
        })
    });
    let options = options.collect_view();
    view! {
        <BallotMeaning>
            <fieldset
                class="choices"
                id=GROUP_ID
                tabindex="-1"
                aria-describedby=described_by
                data-kind=vote.kind.as_str()
                data-electorate=vote.electorate
                data-affects-creators=vote.affects_creators.then_some("")
            >
                <legend>"Your ballot"</legend>
                {error.map(|words| view! { <p class="error" id="choice-error">{words}</p> })}
                {options}
                <p class="hint" id="choice-meaning" aria-live="polite" data-meaning>{meaning(vote, chosen)}</p>
            </fieldset>
        </BallotMeaning>
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
    use blkout_core::governance::DecisionKind;

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
