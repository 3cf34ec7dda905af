//! Addresses to pages, and what stands around each of them.

use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::{
    SsrMode,
    components::{Route, Router, Routes},
    path,
};

use crate::{
    components::{DemoBanner, Introduction, PAGE_LINE, SiteFooter, SiteHeader},
    pages::{
        accessibility::AccessibilityPage,
        agreements::{AgreementList, AgreementPage},
        contacts::{ContactList, ContactPage},
        creators::{BankDetailsPage, CreatorDashboard},
        errors::NotFoundPage,
        home::Home,
        ledger::{LedgerIndex, TransactionPage},
        manual_entries::{ManualEntryList, ManualEntryPage},
        newsroom::{AboutPage, ArticlePage, Newsroom, WritePage},
        offline::OfflinePage,
        payouts::{BatchPage, BatchStepPage, PayoutList, PayoutPage, PayoutStepPage},
        preferences::PreferencesPage,
        proposals::{ProposalList, ProposalPage},
        record::RecordPage,
        safety::Safety,
        saved::SavedPage,
        sign_in::SignIn,
        support::Support,
        warnings::WarningsPage,
    },
};

/// Everything inside `<body>`. Each page brings its own `<main id="main">`, the target of the skip link.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    let mode = SsrMode::Async;
    view! {
        <Router>
            <SiteHeader />
            <DemoBanner />
            <Introduction />
            <div id=PAGE_LINE></div>
            <Routes fallback=NotFoundPage>
                <Route path=path!("/") view=Home ssr=mode.clone() />
                <Route path=path!("/newsroom") view=Newsroom ssr=mode.clone() />
                <Route path=path!("/newsroom/write") view=WritePage ssr=mode.clone() />
                <Route path=path!("/newsroom/:slug") view=ArticlePage ssr=mode.clone() />
                <Route path=path!("/newsroom/:slug/warnings") view=AboutPage ssr=mode.clone() />
                <Route path=path!("/warnings") view=WarningsPage ssr=mode.clone() />
                <Route path=path!("/ledger") view=LedgerIndex ssr=mode.clone() />
                <Route path=path!("/ledger/:number") view=TransactionPage ssr=mode.clone() />
                <Route path=path!("/record") view=RecordPage ssr=mode.clone() />
                <Route path=path!("/creators/:slug") view=CreatorDashboard ssr=mode.clone() />
                <Route path=path!("/creators/:slug/bank-details") view=BankDetailsPage ssr=mode.clone() />
                <Route path=path!("/agreements") view=AgreementList ssr=mode.clone() />
                <Route path=path!("/agreements/:id") view=AgreementPage ssr=mode.clone() />
                <Route path=path!("/manual-entries") view=ManualEntryList ssr=mode.clone() />
                <Route path=path!("/manual-entries/:id") view=ManualEntryPage ssr=mode.clone() />
                <Route path=path!("/contacts") view=ContactList ssr=mode.clone() />
                <Route path=path!("/contacts/:slug") view=ContactPage ssr=mode.clone() />
                <Route path=path!("/payouts") view=PayoutList ssr=mode.clone() />
                <Route path=path!("/payouts/batches/:id") view=BatchPage ssr=mode.clone() />
                <Route path=path!("/payouts/batches/:id/:step") view=BatchStepPage ssr=mode.clone() />
                <Route path=path!("/payouts/:id") view=PayoutPage ssr=mode.clone() />
                <Route path=path!("/payouts/:id/:step") view=PayoutStepPage ssr=mode.clone() />
                <Route path=path!("/proposals") view=ProposalList ssr=mode.clone() />
                <Route path=path!("/proposals/:id") view=ProposalPage ssr=mode.clone() />
                <Route path=path!("/preferences") view=PreferencesPage ssr=mode.clone() />
                <Route path=path!("/accessibility") view=AccessibilityPage ssr=mode.clone() />
                <Route path=path!("/saved") view=SavedPage ssr=mode.clone() />
                <Route path=path!("/offline") view=OfflinePage ssr=mode.clone() />
                <Route path=path!("/sign-in") view=SignIn ssr=mode.clone() />
                <Route path=path!("/support") view=Support ssr=mode.clone() />
                <Route path=path!("/safety") view=Safety ssr=mode />
            </Routes>
            <SiteFooter />
        </Router>
    }
}
