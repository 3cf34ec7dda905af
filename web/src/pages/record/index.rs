//! The page itself.

use blkout_core::record::tile::{Bundle, TILE_WIDTH, Tile};
use blkout_store::RecordHead;
use leptos::prelude::*;
use leptos_meta::Title;

use super::witnesses::Witnesses;
use crate::{
    components::CheckFigures,
    page::{PageError, page, request},
    shell::IslandScripts,
};

/// `/record`: the public record in plain words.
#[component]
pub fn RecordPage() -> impl IntoView {
    let store = request().store;
    page(async move {
        let record = store.record();
        let witnesses = store.witnesses();
        let keys = store.record_keys();
        let (head, witnesses, key) =
            futures::try_join!(record.head(), witnesses.list(), keys.current()).map_err(PageError::from)?;
        // The key is made with the first checkpoint.
        let key = key.map(|key| key.to_string());
        let empty = head.size == 0;
        Ok(view! {
            <Title text="Record" />
            <main id="main" tabindex="-1" class="page stack--loose" data-section="money">
                <header class="page-head band--black">
                    <p class="eyebrow">
                        <a href="/ledger">"Ledger"</a>
                    </p>
                    <h1>"The public record"</h1>
                    <p class="lede">
                        "Lines are added to it and none is ever taken away: every payment with its split, every payout, every \
                         rule."
                    </p>
                </header>
                <p>
                    "Each line leaves a fingerprint, and all of them together one more. Change any line, and that last fingerprint \
                     is another."
                </p>
                {standing(&head, key.clone())}
                {(!empty).then(|| view! { <CheckFigures record_size=head.size /> })}
                {how_to_check(key)}
                {what_it_proves()}
                <section class="stack" aria-labelledby="witnesses">
                    <h2 id="witnesses">"Who watches it"</h2>
                    <Witnesses witnesses />
                </section>
                {addresses(&head)}
                {(!empty).then(|| view! { <IslandScripts /> })}
            </main>
        })
    })
}

fn standing(head: &RecordHead, key: Option<String>) -> impl IntoView + use<> {
    let root = head.root.to_string();
    let key = key.map(|key| {
        view! {
            <p>
                "The record’s key: " <code class="hash">{key}</code>
                ". Compare it with one that you have from somewhere else, such as a friend or an earlier visit."
            </p>
        }
    });
    view! {
        <section class="stack" aria-labelledby="now">
            <h2 id="now">"Where it stands"</h2>
            <dl class="headline">
                <dt>"Entries"</dt>
                <dd>{head.size}</dd>
            </dl>
            <p>
                "The fingerprint of all of them (the root hash of the tree, RFC 6962): " <code class="hash">{root}</code>
            </p>
            {key}
            <p>
                "A checkpoint is the fingerprint with our signature under it, made with that key. Keep the "
                <a href="/record/checkpoint">"latest checkpoint"</a>
                ": whoever holds one can prove later that nothing before it was changed."
            </p>
        </section>
    }
}

fn how_to_check(key: Option<String>) -> impl IntoView {
    let key = key.map(|key| format!(" --key '{key}'")).unwrap_or_default();
    view! {
        <section class="card card--quiet stack--tight" aria-labelledby="how">
            <h2 id="how">"Check it with one file and one command"</h2>
            <p>
                "The file is the whole record: "
                <a href="/record/export" download="record.blkout">"save it as record.blkout"</a>
                ". Then, on your own machine, without this site and without a connection:"
            </p>
            <pre class="exact">{format!("blkout verify record.blkout{key}")}</pre>
            <p>
                "It ends with 0 when everything is right. Otherwise it names the first entry that is wrong, and says why. The same \
                 file can be opened in the check that your browser runs."
            </p>
        </section>
    }
}

fn what_it_proves() -> impl IntoView {
    view! {
        <section class="stack" aria-labelledby="proves">
            <h2 id="proves">"What a check proves, and what not"</h2>
            <div class="grid grid--wide">
                <div class="notice notice--success">
                    <p class="notice__title">"It proves"</p>
                    <ul>
                        <li>"that every payment in the record was split by its terms, to the penny;"</li>
                        <li>"that creators got 75% of each or more;"</li>
                        <li>"that every sum on the ledger is the sum of the entries;"</li>
                        <li>"that nothing was changed or taken out since a checkpoint that you or a witness kept."</li>
                    </ul>
                </div>
                <div class="notice">
                    <p class="notice__title">"It does not prove"</p>
                    <ul>
                        <li>"that every payment that somebody made was written into the record: compare with your own receipt;"</li>
                        <li>"that a bank transfer arrived: your bank statement tells you;"</li>
                        <li>"that everybody is shown the same record, unless a witness or another reader compares."</li>
                    </ul>
                </div>
            </div>
        </section>
    }
}

fn addresses(head: &RecordHead) -> impl IntoView + use<> {
    // Where the last entry stands; an empty record has neither bundle nor tile.
    let last = head.size.saturating_sub(1) / u64::from(TILE_WIDTH);
    let bundle = Bundle::of(last, head.size).map(|bundle| format!("/record/{bundle}"));
    let tile = Tile::of(0, last, head.size).map(|tile| format!("/record/{tile}"));
    let line = |what: &'static str, address: String| {
        view! {
            <li>
                {what} " " <a href=address.clone()><code>{address.clone()}</code></a>
            </li>
        }
    };
    view! {
        <section class="stack" aria-labelledby="addresses">
            <h2 id="addresses">"For other people’s tools"</h2>
            <p>
                "It has the form that is called C2SP tlog-tiles. Programs that follow other records of this kind can follow this \
                 one too. No entry names anybody who paid."
            </p>
            <ul class="plain">
                {line("The checkpoint:", "/record/checkpoint".to_owned())} {line("The key:", "/record/key".to_owned())}
                {line("Everything in one file:", "/record/export".to_owned())}
                {bundle.map(|address| line("The newest entries:", address))}
                {tile.map(|address| line("The newest hashes:", address))}
                {line("The same for programs that like JSON:", "/api/v1/record".to_owned())}
            </ul>
        </section>
    }
}
