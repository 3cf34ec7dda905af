//! `/`: what the community is, and what is going on in it, from its own data.

use blkout_core::care::article::ArticleCard;
use blkout_core::ledger::{CurrencyTotals, Ratio};
use blkout_core::money::{FLOOR_BPS, Money};
use blkout_store::ProposalSummary;
use leptos::prelude::*;
use leptos_meta::{Meta, Title};

use crate::components::illustration::{Community, RaisedHands, Reading, RisingSun};
use crate::components::{ArticleCards, EmptyState, Icon, IconName, ShareLine, SplitBar, long_figure};
use crate::page::{page, request};

/// How many articles and proposals the home page shows.
const NEWEST_ARTICLES: u64 = 3;
const SHOWN_PROPOSALS: usize = 3;

/// The page.
#[component]
pub fn Home() -> impl IntoView {
    let context = request();
    page(async move {
        let totals = context.store.ledger().totals().await?;
        let mut proposals = context.store.proposals().under_way().await?;
        proposals.truncate(SHOWN_PROPOSALS);
        let articles = context.store.articles().newest(context.now, None, NEWEST_ARTICLES).await?;
        Ok(view! {
            <Title text="BLKOUT"/>
            <Meta name="description" content="A co-operative of Black queer people in Britain: our stories, our money, our say."/>
            <main id="main" tabindex="-1">
                <Hero/>
                <div class="page">
                    <section data-section="newsroom">
                        <h2>"New in the newsroom"</h2>
                        {newest(articles.cards)}
                    </section>
                    <section class="band--black" data-section="money">
                        <h2>"Where the money goes"</h2>
                        {money(&totals)}
                    </section>
                    <section data-section="governance">
                        <h2>"What we are deciding"</h2>
                        {decisions(proposals)}
                    </section>
                    <section data-section="support">
                        <h2>"When it is too much"</h2>
                        <p class="lede">"People who listen, by phone or by text, most of them free. You do not have to be sure that it is serious enough."</p>
                        <p><a class="button" href="/support"><Icon name=IconName::Help />"Find somebody to talk to"</a></p>
                    </section>
                </div>
            </main>
        })
    })
}

#[component]
fn Hero() -> impl IntoView {
    view! {
        <div class="hero">
            <div class="hero__row">
                <div class="hero__words">
                    <h1><span>"Our stories."</span>" "<span>"Our money."</span>" "<span>"Our say."</span></h1>
                    <p class="lede">"A co-operative of Black queer people in Britain: one member, one vote."</p>
                    <p class="cluster">
                        <a class="button button--primary" href="/newsroom">"Read the newsroom"</a>
                        <a class="button button--quiet" href="/ledger">"See where the money goes"</a>
                    </p>
                </div>
                <Community />
            </div>
        </div>
    }
}

fn newest(cards: Vec<ArticleCard>) -> AnyView {
    if cards.is_empty() {
        return view! {
            <EmptyState drawing=view! { <Reading /> } title="The first story is still to come">
                <p>"What we write will stand here, newest first. Nothing is asked of you to read it: no account, no advert."</p>
            </EmptyState>
        }
        .into_any();
    }
    view! {
        <ArticleCards cards />
        <p class="alone"><a href="/newsroom">"Everything in the newsroom"</a></p>
    }
    .into_any()
}

/// The currency with the most transactions; the others are a link away.
fn money(totals: &[CurrencyTotals]) -> AnyView {
    let Some(main) = totals.iter().filter(|totals| totals.charged > 0).max_by_key(|totals| totals.transactions) else {
        return view! {
            <EmptyState drawing=view! { <RisingSun /> } title="No revenue yet">
                <p>"The first payment will be shown here, with its split."</p>
            </EmptyState>
        }
        .into_any();
    };
    let others = match totals.len() {
        0 | 1 => String::new(),
        2 => String::from(" There is one more currency in the ledger."),
        many => format!(" There are {} more currencies in the ledger.", many - 1),
    };
    view! {
        {one_currency(main)}
        <p>
            "At least " {FLOOR_BPS / 100} "% of every payment goes to the people who made the work. A payment that names nobody is a gift to the community fund."
            {others} " "
            <a href="/ledger">"See every payment and check the sums"</a>
        </p>
    }
    .into_any()
}

/// What is left of all payments after refunds, and who got it.
fn one_currency(totals: &CurrencyTotals) -> impl IntoView + use<> {
    let currency = totals.currency;
    let shown = |minor| Money::new(minor, currency).to_string();
    let for_work = totals.for_work();
    let part = |class, name, amount| {
        let share = Ratio::new(amount, for_work).map(|ratio| ratio.per_cent_nearest().to_string());
        ShareLine { class, name, amount, share, figure: None }
    };
    let parts = [
        part("part--creator", "The people who made it", totals.creator_pool),
        part("part--community", "Our community fund", totals.community_from_work()),
        part("part--platform", "Running this site", totals.platform),
    ];
    view! {
        <dl class="headline">
            <dt>"Paid for people’s work"</dt>
            <dd class=long_figure(&shown(for_work))>{shown(for_work)}</dd>
        </dl>
        <SplitBar lines=parts currency/>
    }
}

fn decisions(proposals: Vec<ProposalSummary>) -> AnyView {
    if proposals.is_empty() {
        return view! {
            <EmptyState drawing=view! { <RaisedHands /> } title="Nothing is open to votes at the moment">
                <p class="alone"><a href="/proposals">"See what was decided"</a></p>
            </EmptyState>
        }
        .into_any();
    }
    let cards =
        proposals.into_iter().map(|proposal| view! { <li class="card">{decision(proposal)}</li> }).collect_view();
    view! {
        <ul class="grid">{cards}</ul>
        <p class="alone"><a href="/proposals">"All proposals and what was decided"</a></p>
    }
    .into_any()
}

fn decision(proposal: ProposalSummary) -> impl IntoView {
    let address = format!("/proposals/{}", proposal.id.as_str());
    let voting = proposal.vote.filter(|vote| vote.tally.is_none());
    let standing = match &voting {
        Some(vote) => format!("{} of {} members have voted", vote.voters, vote.electorate),
        None => String::from("In review; voting has not opened yet"),
    };
    let verb = if voting.is_some() { "Open until " } else { "Opens on " };
    let due = proposal.lifecycle.due_at().map(|due| {
        let date = due.date();
        view! { <span>{verb}<time datetime=due.rfc3339()>{date.to_string()}</time></span> }
    });
    view! {
        <h3><a class="card__link" href=address>{proposal.title}</a></h3>
        <p>{standing}"."</p>
        <p class="meta">{due}</p>
    }
}
