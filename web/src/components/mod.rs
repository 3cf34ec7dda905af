//! The parts that pages share. Each is plain HTML that needs no script.

mod article_card;
mod card_group;
mod celebration;
mod check_figures;
mod cloth;
mod contact_card;
mod empty_state;
mod error_summary;
mod field;
mod frame;
mod grounding;
mod icon;
mod identity;
pub mod illustration;
mod introduction;
mod keep_draft;
mod keep_page;
mod money;
mod split_bar;
mod theme_meta;
mod warned_passage;
mod way_out;
mod worker_script;

pub use article_card::ArticleCards;
pub use card_group::CardGroup;
pub use celebration::Celebration;
pub use check_figures::CheckFigures;
pub use cloth::{Cloth, ClothSize};
pub use contact_card::ContactCard;
pub(crate) use contact_card::checked;
pub use empty_state::EmptyState;
pub use error_summary::{ErrorSummary, FieldError};
pub use field::{TextField, TextLines};
pub use frame::{DemoBanner, MAIN_ID, SiteFooter, SiteHeader, SkipLink};
pub use grounding::{Grounding, GroundingSteps};
pub use icon::{Icon, IconName};
pub(crate) use identity::hush_head;
pub use identity::{Identity, site_name};
pub use introduction::{
    INTENT_DISCREET, INTENT_FIELD, INTENT_INTRODUCED, INTENT_OPEN, Introduction, RETURN_FIELD, SAFETY_PATH,
};
pub use keep_draft::{KeepDraft, KeepDraftScripts, KeptDraft, PublishedDraft};
pub use keep_page::{KEEP_STATE, KeepPage, PAGE_LINE};
pub use money::{Amount, long_figure};
pub use split_bar::{ShareLine, SplitBar};
pub(crate) use theme_meta::ThemeMeta;
pub use warned_passage::{Next, WarnedPassage, warnings_line};
pub use way_out::{LeaveScript, WayOut};
pub use worker_script::WorkerScript;
