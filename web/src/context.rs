//! What a page may know about the request that it answers.

use std::sync::Arc;

use blkout_core::{
    care::{offline::may_keep, preferences::Preferences},
    money::CreatorSlug,
    time::UtcMillis,
};
use blkout_store::Store;

use crate::{bank_details::ShowDetails, evidence::FindEvidence};

/// Provided by the server for every page that is rendered; taken with `expect_context::<PageContext>()`.
#[derive(Clone, Debug)]
pub struct PageContext {
    /// The community's data.
    pub store: Store,
    /// Who is looking, if they are signed in. From the session, never from the request's text.
    pub viewer: Option<Viewer>,
    /// What the reader chose about how pages look and behave.
    pub preferences: Preferences,
    /// The time of the request.
    pub now: UtcMillis,
    /// The path of the address, without the query.
    pub path: String,
    /// Whether the data is a demonstration, which every page then says.
    pub demo: bool,
    /// What came back from a form that could not be accepted.
    pub form: Option<FormReturn>,
    /// Whether this site has a service worker (`BLKOUT_SERVICE_WORKER`).
    pub worker: bool,
    /// Where browsers find what checks the record.
    pub verifier: VerifierFiles,
    /// What shows bank details, masked.
    pub details: Arc<dyn ShowDetails>,
    /// What finds what the tests of this build found.
    pub evidence: Arc<dyn FindEvidence>,
}

/// The addresses of what checks the record in a browser; none where the site was built without it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VerifierFiles {
    /// The script of the worker.
    pub script: Option<String>,
    /// The page in one file that needs no server.
    pub page: Option<String>,
}

impl PageContext {
    /// Whether this reader's browser may keep anything on the device (`blkout_core::care::offline`).
    pub fn may_keep(&self) -> bool {
        self.worker && self.may_keep_drafts()
    }

    /// Whether what somebody types may be kept on the device, if they choose so. It needs no worker.
    pub fn may_keep_drafts(&self) -> bool {
        let is_on_shared_device = self.viewer.as_ref().is_some_and(|viewer| viewer.is_on_shared_device);
        may_keep(&self.preferences, is_on_shared_device)
    }

    /// What came back from a refused form, or an empty one.
    pub fn form(&self) -> FormReturn {
        self.form.clone().unwrap_or_default()
    }
}

/// A member who is signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Viewer {
    /// The member.
    pub member_id: String,
    /// The name that they chose.
    pub name: String,
    /// Their creator's account, if they have one.
    pub creator_slug: Option<CreatorSlug>,
    /// Whether they are a steward.
    pub is_steward: bool,
    /// Whether they may publish in the newsroom.
    pub may_write: bool,
    /// Whether they said that others use this device, too.
    pub is_on_shared_device: bool,
}

/// A form that was refused: shown again with status 422, with what was typed and what to change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FormReturn {
    /// For each field at fault, its name and a kind sentence that says what to do.
    pub field_errors: Vec<(String, String)>,
    /// What was typed, by field. Never passwords.
    pub values: Vec<(String, String)>,
}

impl FormReturn {
    /// What was typed in a field.
    pub fn value(&self, field: &str) -> Option<&str> {
        self.values.iter().find(|(name, _)| name == field).map(|(_, value)| value.as_str())
    }

    /// What is wrong with a field.
    pub fn error(&self, field: &str) -> Option<&str> {
        self.field_errors.iter().find(|(name, _)| name == field).map(|(_, error)| error.as_str())
    }

    /// Whether nothing is at fault.
    pub fn is_clean(&self) -> bool {
        self.field_errors.is_empty()
    }
}
