//! What a vote here guarantees and what it does not, said plainly (rules.md, Governance, Secrecy).

use blkout_core::governance;
use blkout_core::governance::publication::FEWEST_PUBLISHED_BALLOTS;
use blkout_store::Vote;
use leptos::prelude::*;

/// The promises and their limits, closed until somebody wants to know.
#[component]
pub(super) fn Secrecy(
    secrecy: governance::Secrecy,
    /// The latest round, whose electorate has been frozen.
    vote: Option<Vote>,
) -> impl IntoView {
    let names = match secrecy {
        governance::Secrecy::Secret => {
            "Ballots are kept under a mark that only this vote uses, not under a name. Whoever runs the server holds both the list of members and the secret behind the marks, and could connect them; nobody else can."
        }
        governance::Secrecy::RollCall => {
            "This vote is a roll call: when it has closed, names stand beside ballots for everybody to read."
        }
    };
    let frozen = vote.map(|vote| {
        view! {
            <p>
                "The list of the " {vote.electorate} " who may vote was frozen when voting opened. Its fingerprint is "
                <code>{vote.commitment.to_string()}</code>
                ": a changed list would have another one."
            </p>
        }
    });
    view! {
        <details class="disclose">
            <summary>"What this vote guarantees, and what it does not"</summary>
            <p>
                "What anybody can check, where the ballots are published: that the count follows from them, that nobody has more than one, and that there are no more of them than members who could vote. What you alone can check: that yours is there, as you cast it. Find it by your mark."
            </p>
            <p>
                "Where the ballots are not published, nobody outside can check the count: it rests on trust. That is so in a secret vote with fewer than "
                {FEWEST_PUBLISHED_BALLOTS} " ballots, or with so few in a group that is counted on its own."
            </p>
            <p>
                "Not guaranteed: that the page you used sent what you chose, which you can check by your mark; and that nobody can be pressed to show how they voted. If somebody presses you, you can vote again until closing, and only the last ballot counts."
            </p>
            <p>{names}</p>
            {frozen}
        </details>
    }
}
