//! A creator's statement as a file: `/creators/{slug}/statement.csv`, `.json` and `.pdf`, for that creator only.

mod csv;
mod pdf;
mod period;

use axum::{
    Extension,
    extract::{Path, Query, State},
    http::header::{CONTENT_DISPOSITION, CONTENT_TYPE},
    response::{IntoResponse as _, Response},
};
use blkout_core::{
    ledger::Statement,
    money::{CreatorSlug, Currency},
    time::UtcMillis,
};
use blkout_store::MAX_STATEMENT_LINES;
use blkout_web::{FormReturn, pages::ledger::percent_encoded};
use http::StatusCode;
use serde::Deserialize;

use self::period::Period;
use crate::{
    app::AppState,
    gateway::{admission::Caller, look::Look},
    pages,
};

/// What a statement is asked for.
#[derive(Debug, Deserialize)]
pub struct Wanted {
    currency: String,
    month: Option<String>,
    tax_year: Option<String>,
}

/// The forms of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Csv,
    Json,
    Pdf,
}

impl Form {
    fn ending(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Json => "json",
            Self::Pdf => "pdf",
        }
    }

    fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8",
            Self::Json => "application/json",
            Self::Pdf => "application/pdf",
        }
    }

    /// The most lines of one file.
    fn most_lines(self) -> i64 {
        match self {
            Self::Csv | Self::Json => MAX_STATEMENT_LINES,
            Self::Pdf => pdf::MAX_LINES,
        }
    }
}

/// `GET /creators/{slug}/statement.csv`
pub async fn csv(state: State<AppState>, slug: Path<String>, wanted: Query<Wanted>, asking: Asking) -> Response {
    answer(state, slug, wanted, asking, Form::Csv).await
}

/// `GET /creators/{slug}/statement.json`
pub async fn json(state: State<AppState>, slug: Path<String>, wanted: Query<Wanted>, asking: Asking) -> Response {
    answer(state, slug, wanted, asking, Form::Json).await
}

/// `GET /creators/{slug}/statement.pdf`
pub async fn pdf(state: State<AppState>, slug: Path<String>, wanted: Query<Wanted>, asking: Asking) -> Response {
    answer(state, slug, wanted, asking, Form::Pdf).await
}

/// Who asks, and what a page for them is rendered with.
type Asking = (Option<Extension<Caller>>, Extension<Look>);

async fn answer(
    State(state): State<AppState>,
    Path(slug): Path<String>,
    Query(wanted): Query<Wanted>,
    (caller, Extension(look)): Asking,
    form: Form,
) -> Response {
    let Ok(slug) = CreatorSlug::for_address(&slug) else { return StatusCode::NOT_FOUND.into_response() };
    let session = caller.and_then(|Extension(caller)| caller.session);
    let Some(session) = session.filter(|session| session.member.creator.as_ref() == Some(&slug)) else {
        return StatusCode::FORBIDDEN.into_response();
    };
    let refused = async |sentence: String| {
        // The dashboard once more, with what to change.
        let form = FormReturn { field_errors: vec![("statement".to_owned(), sentence)], values: Vec::new() };
        let path = format!("/creators/{}", percent_encoded(slug.as_str()));
        state.pages().again(&path, Some(pages::viewer(&session)), form, look.clone()).await
    };
    let Ok(currency) = wanted.currency.parse::<Currency>() else {
        return refused("The currency was not one of ISO 4217, such as gbp.".to_owned()).await;
    };
    let Some(period) = Period::read(wanted.month.as_deref(), wanted.tax_year.as_deref()) else {
        return refused("A statement is for a month such as 2026-01, or a tax year such as 2025-26.".to_owned()).await;
    };
    match state.store().ledger().statement(&slug, currency, period.bounds(), form.most_lines()).await {
        Ok(Some(statement)) => file(statement, period, form, state.clock().now()).await,
        Ok(None) => refused(too_long(form)).await,
        Err(error) => fault(&error),
    }
}

fn too_long(form: Form) -> String {
    let (lines, shorter) = (form.most_lines(), "A month or a tax year of it will fit.");
    match form {
        Form::Pdf => format!(
            "A PDF holds {lines} lines at most, and this statement is longer. {shorter} The CSV file holds more."
        ),
        Form::Csv | Form::Json => {
            format!("A file holds {lines} lines at most, and this statement is longer. {shorter}")
        }
    }
}

async fn file(statement: Statement, period: Period, form: Form, now: UtcMillis) -> Response {
    let code = statement.currency.code().to_ascii_lowercase();
    let name = format!("statement-{code}-{}.{}", period.slug(), form.ending());
    // A long statement takes a while to set; other visitors are not kept waiting.
    let written = tokio::task::spawn_blocking(move || bytes(&statement, period, form, now)).await;
    match written {
        Ok(Ok(body)) => {
            let disposition = format!("attachment; filename=\"{name}\"");
            ([(CONTENT_TYPE, form.media_type().to_owned()), (CONTENT_DISPOSITION, disposition)], body).into_response()
        }
        Ok(Err(error)) => fault(error.as_ref()),
        Err(error) => fault(&error),
    }
}

type AnyError = Box<dyn std::error::Error + Send + Sync>;

fn bytes(statement: &Statement, period: Period, form: Form, now: UtcMillis) -> Result<Vec<u8>, AnyError> {
    Ok(match form {
        Form::Csv => csv::write(statement)?,
        Form::Json => serde_json::to_vec_pretty(statement)?,
        Form::Pdf => pdf::write(statement, period, now)?,
    })
}

fn fault(error: &dyn std::error::Error) -> Response {
    tracing::error!(%error, "a statement could not be drawn up");
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}

#[cfg(test)]
mod tests {
    use blkout_core::{
        ledger::{StatementLine, TransactionKind},
        time::{EARLIEST, LATEST},
    };

    use super::*;

    /// A payment of £19.99 of which the creator got `amount`.
    pub(super) fn line(number: i64, amount: i64) -> StatementLine {
        StatementLine {
            number,
            at: UtcMillis(1_767_432_771_000),
            kind: TransactionKind::Charge,
            payment_id: Some("ch_1".to_owned()),
            title: "Six keys".to_owned(),
            gross: 1_999,
            fee: 20,
            creator_pool: 1_500,
            platform: 199,
            community: 300,
            amount,
            balance: 0,
        }
    }

    pub(super) fn statement(opening: i64, lines: Vec<StatementLine>) -> Statement {
        let ada = CreatorSlug::new("ada").unwrap();
        Statement::draw_up(ada, Currency::GBP, (EARLIEST, LATEST), opening, lines).unwrap()
    }
}
