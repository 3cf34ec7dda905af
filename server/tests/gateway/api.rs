//! The API: the same figures as the ledger, page by page, in documents for programs.

use blkout_core::ledger::TransactionKind;
use blkout_core::membership::MemberStatus;
use blkout_core::money::{CreatorSlug, Currency, Weights};
use blkout_core::payments::Entry;
use http::StatusCode;
use serde_json::Value;

use crate::site::{Answer, START, Site};

fn payment(number: i64, gross: i64, creators: &[(&str, u64)]) -> Entry {
    let weights = creators.iter().map(|(slug, weight)| (CreatorSlug::new(*slug).unwrap(), *weight));
    Entry {
        id: format!("txn_{number}"),
        at: START.plus_ms(number * 1_000),
        currency: Currency::GBP,
        kind: TransactionKind::Charge,
        gross,
        fee: 20,
        net: gross - 20,
        charge_id: format!("ch_{number}"),
        weights: Weights::new(weights).unwrap(),
        work: "Six keys <b>".to_owned(),
    }
}

async fn site() -> Site {
    let site = Site::new().await.with_member(MemberStatus::Active).await;
    for entry in [payment(1, 1_999, &[("ada", 2), ("bo", 1)]), payment(2, 500, &[]), payment(3, 2_000, &[("bo", 1)])] {
        site.store.ledger().append(entry, START).await.unwrap();
    }
    site
}

fn json(answer: &Answer) -> Value {
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    assert_eq!(answer.header("content-type"), "application/json");
    serde_json::from_str(&answer.body).unwrap()
}

#[tokio::test]
async fn totals_are_exact() {
    let totals = json(&site().await.get("/api/v1/ledger/totals").await);
    let gbp = &totals["currencies"][0];
    assert_eq!((gbp["currency"].as_str(), gbp["charged"].as_i64()), (Some("gbp"), Some(4_499)));
    assert_eq!((gbp["creators"].as_i64(), gbp["gifts"].as_i64()), (Some(1_500 + 1_500), Some(500)));
    assert_eq!(gbp["average_fee"], serde_json::json!({ "part": 60, "whole": 4_499 }));
    let lowest = serde_json::json!({ "part": 1_500, "whole": 2_000, "transaction": 3, "payment": "ch_3" });
    assert_eq!(gbp["lowest_creator_share"], lowest);
}

#[tokio::test]
async fn transactions_are_paged_by_the_address_of_the_next_page() {
    let site = site().await;
    let mut address = "/api/v1/ledger/transactions?limit=2".to_owned();
    let mut numbers = Vec::new();
    loop {
        let page = json(&site.get(&address).await);
        let rows = page["transactions"].as_array().unwrap();
        numbers.extend(rows.iter().map(|row| row["number"].as_i64().unwrap()));
        match page["next"].as_str() {
            Some(next) => address = next.to_owned(),
            None => break,
        }
    }
    assert_eq!(numbers, [3, 2, 1]);
    let of_ada = json(&site.get("/api/v1/ledger/transactions?creator=ada").await);
    assert_eq!(of_ada["transactions"].as_array().unwrap().len(), 1);
    let split = &of_ada["transactions"][0]["split"];
    assert_eq!((split["creators"]["ada"].as_i64(), split["weights"]["ada"].as_u64()), (Some(1_000), Some(2)));
}

#[tokio::test]
async fn a_transaction_has_its_entry() {
    let site = site().await;
    let one = json(&site.get("/api/v1/ledger/transactions/3").await);
    let text = one["entry_text"].as_str().unwrap();
    assert!(text.starts_with("blkout-record/1 transaction\nnumber 3\n"), "{text}");
    let entry = site.store.record().entries(one["entry"].as_u64().unwrap(), 1).await.unwrap().remove(0);
    assert_eq!(one["leaf_hash"], blkout_core::record::tree::leaf_hash(&entry).to_string());
    let page = site.get("/ledger/3").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains("Six keys &lt;b&gt;") && !page.body.contains("Six keys <b>"));
    for missing in ["0", "4", "-1", "x", "99999999999999999999"] {
        let answer = site.get(&format!("/api/v1/ledger/transactions/{missing}")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{missing}");
        assert_eq!(answer.header("content-type"), "application/problem+json");
        assert_eq!(site.get(&format!("/ledger/{missing}")).await.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn a_filter_that_is_none_is_refused_with_a_reason() {
    let site = site().await;
    for query in [
        "month=2026-13",
        "kind=theft",
        "creator=a/b",
        "from=here",
        "currency=doubloons",
        "limit=0",
        "limit=201",
        "limit=x",
    ] {
        let answer = site.get(&format!("/api/v1/ledger/transactions?{query}")).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{query}");
        assert_eq!(answer.header("content-type"), "application/problem+json");
        let problem: Value = serde_json::from_str(&answer.body).unwrap();
        assert_eq!(problem["status"], 422);
        let detail = problem["detail"].as_str().unwrap();
        // What a reader of the page is told, who is shown the newest instead, is not true here.
        assert!(detail.ends_with('.') && !detail.contains("newest"), "{problem}");
    }
}

#[tokio::test]
async fn the_record_its_policies_and_the_description_are_there() {
    let site = site().await;
    let record = json(&site.get("/api/v1/record").await);
    let head = site.store.record().head().await.unwrap();
    assert_eq!(
        (record["size"].as_u64(), record["root"].as_str()),
        (Some(head.size), Some(head.root.to_string().as_str()))
    );
    let policies = json(&site.get("/api/v1/ledger/policies").await);
    assert!(policies["policies"].as_array().unwrap().iter().all(|one| one["creators_bps"].as_u64() >= Some(7_500)));
    let description = json(&site.get("/api/v1/openapi.json").await);
    assert!(description["paths"]["/api/v1/ledger/totals"]["get"].is_object());
}

#[tokio::test]
async fn statements_are_for_the_creator_alone_in_every_form_and_period() {
    let site = site().await;
    let periods = ["", "&month=2025-10", "&tax_year=2025-26"];
    for form in ["csv", "json", "pdf"] {
        for period in periods {
            let address = format!("/creators/ada/statement.{form}?currency=gbp{period}");
            assert_eq!(site.get(&address).await.status, StatusCode::FORBIDDEN);
        }
    }
    let cookie = site.sign_in().await;
    for period in periods {
        let get = async |form: &str| {
            site.get_as(&format!("/creators/ada/statement.{form}?currency=gbp{period}"), &cookie).await
        };
        let statement = json(&get("json").await);
        assert_eq!((statement["opening"].as_i64(), statement["closing"].as_i64()), (Some(0), Some(1_000)), "{period}");
        assert!(get("csv").await.body.contains("closing balance"));
        let pdf = get("pdf").await;
        assert_eq!((pdf.status, pdf.header("content-type").as_str()), (StatusCode::OK, "application/pdf"));
        assert!(pdf.body.starts_with("%PDF-1."), "{period}");
        assert_eq!(pdf.header("cache-control"), "no-store");
    }
    for wrong in ["month=2025-13", "tax_year=2025-27", "month=2025-10&tax_year=2025-26"] {
        let answer = site.get_as(&format!("/creators/ada/statement.pdf?currency=gbp&{wrong}"), &cookie).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
        assert!(answer.body.contains("A statement is for a month such as 2026-01"), "{wrong}");
    }
}
