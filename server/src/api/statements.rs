//! A creator's statement as a file: `/creators/{slug}/statement.csv` and `.json`, for that creator only.

use axum::{
    Extension,
    extract::{Path, Query, State},
    http::header::{CONTENT_DISPOSITION, CONTENT_TYPE},
    response::{IntoResponse as _, Response},
};
use blkout_core::{
    ledger::{Statement, StatementLine},
    money::{CreatorSlug, Currency, Money},
    time::{CalendarMonth, EARLIEST, LATEST},
};
use http::StatusCode;
use serde::Deserialize;

use crate::{app::AppState, gateway::admission::Caller};

/// What a statement is asked for.
#[derive(Debug, Deserialize)]
pub struct Wanted {
    currency: String,
    month: Option<String>,
}

/// The two forms of the file.
#[derive(Clone, Copy, Debug)]
enum Form {
    Csv,
    Json,
}

/// `GET /creators/{slug}/statement.csv`
pub async fn csv(
    state: State<AppState>,
    slug: Path<String>,
    wanted: Query<Wanted>,
    caller: Option<Extension<Caller>>,
) -> Response {
    answer(state, slug, wanted, caller, Form::Csv).await
}

/// `GET /creators/{slug}/statement.json`
pub async fn json(
    state: State<AppState>,
    slug: Path<String>,
    wanted: Query<Wanted>,
    caller: Option<Extension<Caller>>,
) -> Response {
    answer(state, slug, wanted, caller, Form::Json).await
}

async fn answer(
    State(state): State<AppState>,
    Path(slug): Path<String>,
    Query(wanted): Query<Wanted>,
    caller: Option<Extension<Caller>>,
    form: Form,
) -> Response {
    let Ok(slug) = CreatorSlug::for_address(&slug) else { return StatusCode::NOT_FOUND.into_response() };
    let session = caller.and_then(|Extension(caller)| caller.session);
    let own = session.is_some_and(|session| session.member.creator.as_ref() == Some(&slug));
    if !own {
        return StatusCode::FORBIDDEN.into_response();
    }
    let Ok(currency) = wanted.currency.parse::<Currency>() else {
        return StatusCode::UNPROCESSABLE_ENTITY.into_response();
    };
    let month = match wanted.month.as_deref().filter(|text| !text.is_empty()) {
        None => None,
        Some(text) => match CalendarMonth::parse(text) {
            Some(month) => Some(month),
            None => return StatusCode::UNPROCESSABLE_ENTITY.into_response(),
        },
    };
    let period = month.map_or((EARLIEST, LATEST), |month| (month.start(), month.end()));
    match state.store().ledger().statement(&slug, currency, period).await {
        Ok(Some(statement)) => file(&statement, month, form),
        // Too long for one file: a month of it is not.
        Ok(None) => StatusCode::UNPROCESSABLE_ENTITY.into_response(),
        Err(error) => {
            tracing::error!(%error, "a statement could not be drawn up");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

fn file(statement: &Statement, month: Option<CalendarMonth>, form: Form) -> Response {
    let (ending, kind, body) = match form {
        Form::Csv => ("csv", "text/csv; charset=utf-8", as_csv(statement).ok()),
        Form::Json => ("json", "application/json", serde_json::to_vec_pretty(statement).ok()),
    };
    let Some(body) = body else { return StatusCode::INTERNAL_SERVER_ERROR.into_response() };
    let period = month.map_or_else(|| "all".to_owned(), CalendarMonth::iso);
    let code = statement.currency.code().to_ascii_lowercase();
    let disposition = format!("attachment; filename=\"statement-{code}-{period}.{ending}\"");
    ([(CONTENT_TYPE, kind.to_owned()), (CONTENT_DISPOSITION, disposition)], body).into_response()
}

fn as_csv(statement: &Statement) -> Result<Vec<u8>, csv::Error> {
    let major = |minor| Money::new(minor, statement.currency).major_text();
    let mut file = csv::Writer::from_writer(Vec::new());
    file.write_record([
        "date_utc",
        "kind",
        "payment_id",
        "title",
        "currency",
        "paid",
        "all_creators",
        "platform",
        "community",
        "yours",
        "balance",
    ])?;
    let code = statement.currency.code();
    file.write_record(["", "opening balance", "", "", code, "", "", "", "", "", &major(statement.opening)])?;
    for line in &statement.lines {
        let StatementLine { at, kind, payment_id, title, gross, creator_pool, platform, community, amount, balance } =
            line;
        file.write_record([
            at.rfc3339(),
            kind.word().to_owned(),
            text(payment_id.as_deref().unwrap_or_default()),
            text(title),
            code.to_owned(),
            major(*gross),
            major(*creator_pool),
            major(*platform),
            major(*community),
            major(*amount),
            major(*balance),
        ])?;
    }
    file.write_record(["", "closing balance", "", "", code, "", "", "", "", "", &major(statement.closing)])?;
    file.into_inner().map_err(|error| error.into_error().into())
}

/// Text that a spreadsheet cannot take for a formula.
fn text(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use blkout_core::{ledger::TransactionKind, time::UtcMillis};

    use super::*;

    #[test]
    fn a_title_never_becomes_a_formula() {
        let line = StatementLine {
            number: 1,
            fee: 20,
            at: UtcMillis(1_767_432_771_000),
            kind: TransactionKind::Charge,
            payment_id: Some("ch_1".to_owned()),
            title: "=HYPERLINK(\"x\"), \"two\"".to_owned(),
            gross: 1_999,
            creator_pool: 1_500,
            platform: 199,
            community: 300,
            amount: 1_000,
            balance: 0,
        };
        let ada = CreatorSlug::new("ada").unwrap();
        let statement = Statement::draw_up(ada, Currency::GBP, (EARLIEST, LATEST), 0, vec![line]).unwrap();
        let file = String::from_utf8(as_csv(&statement).unwrap()).unwrap();
        let expected = "2026-01-03T09:32:51Z,charge,ch_1,\"'=HYPERLINK(\"\"x\"\"), \"\"two\"\"\",GBP,19.99,15.00,1.99,3.00,10.00,10.00";
        assert_eq!(file.lines().nth(2), Some(expected));
    }
}
