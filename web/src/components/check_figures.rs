//! The panel **check these figures**: plain markup that says how to check, and comes alive where scripts run.

use blkout_islands::CheckFigures as CheckIsland;
use leptos::prelude::*;

use crate::page::request;

/// Bytes of an entry of the record, about, before compression: for the hint at how much there is to load.
const ENTRY_BYTES: u64 = 500;

/// Buttons that check what the page shows in the reader's own browser: rows with `data-entry`, and figures with
/// `data-figure`. Stands on a page once, with [`crate::shell::IslandScripts`] at its end.
#[component]
pub fn CheckFigures(
    /// How many entries the record had when the page's figures were read; 0 when that is not known.
    #[prop(optional)]
    record_size: u64,
) -> impl IntoView {
    let files = request().verifier;
    let saved = files.page.map(|address| {
        view! {
            <p class="hint">
                "Without this site: save " <a href=address download="check-record.html">"the check as one file"</a> " and "
                <a href="/record/export" download="record.blkout">"the record"</a> ", and open the check from your device. It needs no connection."
            </p>
        }
    });
    view! {
        <CheckIsland>
            <div class="check card card--quiet stack--tight" data-verifier=files.script data-size=record_size>
                <p>"Do not take our word for it."</p>
                <div class="check__states">
                    <div class="stack--tight" data-in="ready" hidden>
                        <div class="cluster">
                            <button type="button" class="button button--primary" data-check="page">
                                "Check these figures"
                            </button>
                            <button type="button" class="button button--quiet" data-check="whole">
                                "Check the whole record"
                            </button>
                        </div>
                        <p class="hint">
                            "Your own browser does it: computes each split again, and proves each entry to be part of what was signed. "
                            {whole_words(record_size)}
                        </p>
                    </div>
                    <div class="stack--tight" data-in="busy" hidden>
                        <button type="button" class="button" data-check="stop">
                            "Stop checking"
                        </button>
                        <progress class="check__progress" max="1" value="0" aria-label="Checked so far"></progress>
                    </div>
                    <p class="hint" data-in="still">
                        "With scripts on, your browser can check this page. Without them, the programs " <code>"blkout split"</code>
                        " and " <code>"blkout verify"</code> " do the same."
                    </p>
                </div>
                <div role="status"></div>
                {saved}
            </div>
        </CheckIsland>
    }
}

fn whole_words(record_size: u64) -> String {
    let megabytes = record_size.saturating_mul(ENTRY_BYTES).div_ceil(1_000_000);
    let load = match megabytes {
        0 => String::new(),
        _ => format!(" It loads up to {megabytes} MB."),
    };
    format!("The whole record takes longer: every entry, every sum, the totals too.{load}")
}
