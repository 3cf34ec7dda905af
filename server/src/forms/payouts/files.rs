//! `POST /payouts/batches` makes a payment file; `POST /payouts/batches/{id}/{step}` hands it out, marks it as given to
//! the bank, or takes it apart.
//!
//! A file holds whole bank details. It is handed out to a form that posts, so that no address of it stays in a
//! history; whoever takes it is written down first; and no cache may keep it.

use axum::extract::rejection::FormRejection;
use axum::extract::{Extension, Form, Path, State};
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use blkout_core::payouts::BatchId;
use blkout_store::{Batch, DetailsOwner, FileFormat, NewBatch, PayoutError, Session};
use http::StatusCode;
use serde::Deserialize;

use super::refusal::{again, answer};
use super::{read_form, see_other, sign_in_first};
use crate::app::AppState;
use crate::gateway::admission::Caller;
use crate::gateway::cache_control::PRIVATE;
use crate::gateway::look::Look;
use crate::payouts::{Payment, PaymentFile, SafeError, table};

const LIST: &str = "/payouts";
const NO_CURRENCY: &str = "We could not tell for which currency. Please try again from this page.";
const NO_ACCOUNT: &str = "The co-op’s own account is not known yet, so the bank’s file cannot be made. Whoever runs the \
                          machine enters it with `blkout payouts account`.";

/// The form that makes a file.
#[derive(Default, Deserialize)]
pub(super) struct MakeForm {
    #[serde(default)]
    currency: String,
}

/// `POST /payouts/batches`
pub(super) async fn make(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    Extension(look): Extension<Look>,
    form: Result<Form<MakeForm>, FormRejection>,
) -> Response {
    let Some(session) = &caller.session else { return sign_in_first(LIST) };
    let form = match read_form(form) {
        Ok(form) => form,
        Err(status) => return status.into_response(),
    };
    let Ok(currency) = form.currency.parse() else {
        return again(&state, session, look, LIST, ("payout", NO_CURRENCY.to_owned())).await;
    };
    let mut random = [0; 10];
    if getrandom::fill(&mut random).is_err() {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    }
    let now = state.clock().now();
    let new = NewBatch { random, currency, requested_on: now.date() };
    match state.store().payouts().make_batch(new, &session.member.id, now).await {
        Ok(id) => see_other(&format!("{LIST}/batches/{id}")),
        Err(error) => answer(&state, session, look, LIST, &error).await,
    }
}

/// `POST /payouts/batches/{id}/{step}`
pub(super) async fn step(
    State(state): State<AppState>,
    Path((id, step)): Path<(String, String)>,
    Extension(caller): Extension<Caller>,
    Extension(look): Extension<Look>,
) -> Response {
    let Ok(id) = id.parse::<BatchId>() else { return StatusCode::NOT_FOUND.into_response() };
    let page = format!("{LIST}/batches/{id}");
    let Some(session) = &caller.session else { return sign_in_first(&page) };
    let (payouts, by, now) = (state.store().payouts(), &session.member.id, state.clock().now());
    let done = match step.as_str() {
        "sent" => payouts.send_batch(&id, by, now).await,
        "discard" => payouts.discard_batch(&id, by, now).await,
        "pain.001.xml" => return hand_out(&state, session, look, &id, FileFormat::Iso20022).await,
        "payments.csv" => return hand_out(&state, session, look, &id, FileFormat::Csv).await,
        _ => return StatusCode::NOT_FOUND.into_response(),
    };
    match done {
        Ok(_) => see_other(&page),
        Err(error) => answer(&state, session, look, &page, &error).await,
    }
}

async fn hand_out(state: &AppState, session: &Session, look: Look, id: &BatchId, format: FileFormat) -> Response {
    let page = format!("{LIST}/batches/{id}");
    match file(state, session, id, format).await {
        Ok(body) => {
            let (kind, ending) = match format {
                FileFormat::Iso20022 => ("application/xml; charset=utf-8", "pain.001.xml"),
                FileFormat::Csv => ("text/csv; charset=utf-8", "csv"),
            };
            let disposition = format!("attachment; filename=\"payouts-{id}.{ending}\"");
            let headers = [(header::CONTENT_TYPE, kind.to_owned()), (header::CONTENT_DISPOSITION, disposition)];
            (headers, [(header::CACHE_CONTROL, PRIVATE)], body).into_response()
        }
        Err(NoFile::Payout(error)) => answer(state, session, look, &page, &error).await,
        Err(NoFile::NoAccount) => again(state, session, look, &page, ("payout", NO_ACCOUNT.to_owned())).await,
        Err(NoFile::Fault(fault)) => {
            tracing::error!(fault, "a payment file could not be made");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

/// Why there is no file to hand out.
enum NoFile {
    Payout(PayoutError),
    NoAccount,
    Fault(String),
}

impl From<PayoutError> for NoFile {
    fn from(error: PayoutError) -> Self {
        Self::Payout(error)
    }
}

impl From<SafeError> for NoFile {
    fn from(error: SafeError) -> Self {
        Self::Fault(error.to_string())
    }
}

async fn file(state: &AppState, session: &Session, id: &BatchId, format: FileFormat) -> Result<Vec<u8>, NoFile> {
    let payouts = state.store().payouts();
    let from = payouts.bank_details(&DetailsOwner::CoOp).await.map_err(PayoutError::from)?;
    if from.is_none() && format == FileFormat::Iso20022 {
        return Err(NoFile::NoAccount);
    }
    // Written down before anything is opened: there is no file that nobody took.
    let batch = payouts.take_batch(id, format, &session.member.id, state.clock().now()).await?;
    let payments = payments(state, &batch).await?;
    let fault = |error: &dyn std::error::Error| NoFile::Fault(error.to_string());
    match (format, from) {
        (FileFormat::Csv, _) => table::to_csv(&payments).map_err(|error| fault(&error)),
        (FileFormat::Iso20022, Some(from)) => {
            let from = state.details_safe().open(&from).await?;
            let file = PaymentFile { id: batch.id.clone(), made_at: batch.made.at, from, payments };
            file.to_xml().map(String::into_bytes).map_err(|error| fault(&error))
        }
        (FileFormat::Iso20022, None) => Err(NoFile::NoAccount),
    }
}

/// What stands in the file, with the bank details that were approved.
async fn payments(state: &AppState, batch: &Batch) -> Result<Vec<Payment>, NoFile> {
    let mut payments = Vec::with_capacity(batch.payouts.len());
    for (payout, version) in &batch.payouts {
        let owner = DetailsOwner::Creator(payout.creator.clone());
        let kept = state.store().payouts().bank_details_at(&owner, *version).await.map_err(PayoutError::from)?;
        let kept = kept.ok_or_else(|| NoFile::Fault(format!("version {version} of bank details is missing")))?;
        payments.push(Payment {
            id: payout.id.clone(),
            money: payout.money,
            requested_on: batch.requested_on,
            to: state.details_safe().open(&kept).await?,
        });
    }
    Ok(payments)
}
