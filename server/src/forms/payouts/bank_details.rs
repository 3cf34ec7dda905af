//! `POST /creators/{slug}/bank-details`: a creator says where their payouts go, with the password once more.

use axum::extract::rejection::FormRejection;
use axum::extract::{Extension, Form, Path, State};
use axum::response::{IntoResponse as _, Response};
use blkout_core::money::CreatorSlug;
use blkout_core::payouts::bank::{AccountHolder, AccountNumber, BankAccount, BankDetails, Bic, Iban, SortCode};
use blkout_store::{DetailsError, DetailsOwner, Session};
use blkout_web::FormReturn;
use blkout_web::pages::ledger::percent_encoded;
use http::StatusCode;
use serde::Deserialize;

use super::password::{self, NotOpened};
use super::{read_form, see_other, sentence, sign_in_first};
use crate::app::AppState;
use crate::gateway::admission::Caller;
use crate::gateway::look::Look;
use crate::pages;
use crate::payouts::charset::has_letters;

const NO_KIND: &str = "Please choose which kind of account it is.";
const NO_LATIN: &str = "Banks’ files know Latin letters only. Please write the name as it stands on your bank card.";
const CHANGED: &str = "Your bank details were changed meanwhile, perhaps in another window. Have a look at what is kept now, \
                       and send this again if it should be different.";
const OLD_PAGE: &str = "We could not tell which details you had looked at. Please send this once more.";

/// The form as it is sent. Unknown fields are ignored.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct DetailsForm {
    /// The version that was looked at; 0 when there was none.
    version: String,
    holder: String,
    kind: String,
    sort_code: String,
    account_number: String,
    iban: String,
    bic: String,
    password: String,
}

/// Words at fields.
type Errors = Vec<(String, String)>;

/// `POST /creators/{slug}/bank-details`
pub(super) async fn change(
    State(state): State<AppState>,
    Path(slug): Path<String>,
    Extension(caller): Extension<Caller>,
    Extension(look): Extension<Look>,
    form: Result<Form<DetailsForm>, FormRejection>,
) -> Response {
    let Ok(slug) = CreatorSlug::for_address(&slug) else { return StatusCode::NOT_FOUND.into_response() };
    let page = format!("/creators/{}/bank-details", percent_encoded(slug.as_str()));
    let Some(session) = &caller.session else { return sign_in_first(&page) };
    let form = match read_form(form) {
        Ok(form) => form,
        Err(status) => return status.into_response(),
    };
    if session.member.creator.as_ref() != Some(&slug) {
        // The page itself says whose it is.
        return state.pages().again(&page, Some(pages::viewer(session)), FormReturn::default(), look).await;
    }
    let errors = match read(&form) {
        Ok(details) => match password::check(&state, &caller, session, &form.password).await {
            Ok(()) => match keep(&state, session, slug, &form.version, details).await {
                Ok(()) => return see_other(&format!("{page}#bank-details-changed")),
                Err(NotKept::Words(words)) => vec![("holder".to_owned(), words.to_owned())],
                Err(NotKept::Fault) => return StatusCode::INTERNAL_SERVER_ERROR.into_response(),
            },
            Err(NotOpened::Words(words)) => vec![("password".to_owned(), words.to_owned())],
            Err(NotOpened::Answer(answer)) => return answer,
        },
        Err(errors) => errors,
    };
    let values = [
        ("holder", form.holder),
        ("kind", form.kind),
        ("sort_code", form.sort_code),
        ("account_number", form.account_number),
        ("iban", form.iban),
        ("bic", form.bic),
    ];
    let values = values.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    let again = FormReturn { field_errors: errors, values };
    state.pages().again(&page, Some(pages::viewer(session)), again, look).await
}

/// The bank details of a form, or everything that needs a change in it.
fn read(form: &DetailsForm) -> Result<BankDetails, Errors> {
    let mut errors = Errors::new();
    let mut wrong = |field: &str, error: &dyn std::fmt::Display| errors.push((field.to_owned(), sentence(&error)));
    let holder = AccountHolder::new(&form.holder).map_err(|error| wrong("holder", &error)).ok();
    if holder.as_ref().is_some_and(|holder| !has_letters(holder.as_str())) {
        wrong("holder", &NO_LATIN.trim_end_matches('.'));
    }
    let account = match form.kind.as_str() {
        "uk" => {
            let sort_code = SortCode::new(&form.sort_code).map_err(|error| wrong("sort_code", &error)).ok();
            let number = AccountNumber::new(&form.account_number);
            let number = number.map_err(|error| wrong("account_number", &error)).ok();
            sort_code.zip(number).map(|(sort_code, number)| BankAccount::Uk { sort_code, number })
        }
        "iban" => {
            let iban = Iban::new(&form.iban).map_err(|error| wrong("iban", &error)).ok();
            let bic = Bic::new(&form.bic).map_err(|error| wrong("bic", &error)).ok();
            iban.zip(bic).map(|(iban, bic)| BankAccount::International { iban, bic })
        }
        _ => {
            wrong("kind", &NO_KIND.trim_end_matches('.'));
            None
        }
    };
    match (holder, account) {
        (Some(holder), Some(account)) if errors.is_empty() => Ok(BankDetails { holder, account }),
        _ => Err(errors),
    }
}

/// Why the details were not kept.
enum NotKept {
    Words(&'static str),
    Fault,
}

async fn keep(
    state: &AppState,
    session: &Session,
    slug: CreatorSlug,
    seen: &str,
    details: BankDetails,
) -> Result<(), NotKept> {
    let fault = |error: &dyn std::error::Error| {
        tracing::error!(%error, "bank details could not be kept");
        NotKept::Fault
    };
    let seen: i64 = seen.parse().map_err(|_| NotKept::Words(OLD_PAGE))?;
    let next = seen.checked_add(1).ok_or(NotKept::Words(OLD_PAGE))?;
    let (owner, now) = (DetailsOwner::Creator(slug), state.clock().now());
    let (safe, payouts) = (state.details_safe(), state.store().payouts());
    let sealed = safe.seal(state.store(), (owner.clone(), next), &details, now).await.map_err(|error| fault(&error))?;
    match payouts.change_bank_details(&session.member.id, sealed).await {
        Ok(()) => Ok(()),
        Err(DetailsError::ChangedMeanwhile) => {
            // The same form twice is one change.
            let kept = payouts.bank_details(&owner).await.map_err(|error| fault(&error))?;
            match kept.filter(|kept| kept.version == next) {
                Some(kept) if safe.open(&kept).await.map_err(|error| fault(&error))? == details => Ok(()),
                _ => Err(NotKept::Words(CHANGED)),
            }
        }
        Err(error) => Err(fault(&error)),
    }
}
