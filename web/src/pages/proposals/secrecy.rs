//! What a vote here guarantees and what it does not, said plainly (rules.md, Governance, Secrecy).

use blkout_core::governance;
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
                "Guaranteed: the count follows from the ballots in the record. Each ballot is there as it was cast, nobody has more than one, and none is taken away. Anybody can check this once the ballots are published."
            </p>
            <p>
                "Not guaranteed: that the page you used sent what you chose, which you can check by your mark; and that nobody can be pressed to show how they voted. If somebody presses you, you can vote again until closing, and only the last ballot counts."
            </p>
            <p>{names}</p>
            {frozen}
        </details>
    }
}
