//! The description holds together: every reference leads somewhere, every path is routed, nothing names a payer.

use serde_json::Value;
use utoipa::OpenApi as _;

use super::Description;

fn document() -> Value {
    serde_json::to_value(Description::openapi()).unwrap()
}

/// Every `$ref` below `value`.
fn references(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            for (name, field) in fields {
                match field.as_str().filter(|_| name == "$ref") {
                    Some(target) => found.push(target.to_owned()),
                    None => references(field, found),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| references(item, found)),
        _ => {}
    }
}

#[test]
fn every_reference_leads_to_a_schema() {
    let document = document();
    let mut found = Vec::new();
    references(&document, &mut found);
    assert!(found.len() > 8, "{found:?}");
    for target in found {
        assert!(document.pointer(target.trim_start_matches('#')).is_some(), "{target}");
    }
}

#[test]
fn every_address_of_the_api_is_described_once_and_whole() {
    let document = document();
    assert!(document["openapi"].as_str().unwrap().starts_with("3.1"));
    let paths = document["paths"].as_object().unwrap();
    let described: Vec<&str> = paths.keys().map(String::as_str).collect();
    let routed = super::super::V1.map(|path| path.trim_end_matches(".json"));
    for path in routed.iter().filter(|path| !path.ends_with("openapi")) {
        assert!(described.iter().any(|found| found.trim_end_matches(".json") == *path), "{path} is not described");
    }
    assert_eq!(described.len() + 1, routed.len());
    let mut ids = Vec::new();
    for (path, item) in paths {
        let operation = &item["get"];
        ids.push(operation["operationId"].as_str().unwrap());
        assert!(operation["responses"]["200"]["content"].is_object(), "{path}");
        for status in ["429", "500"] {
            assert!(operation["responses"][status]["content"].is_object(), "{path}: {status}");
        }
        for name in path.split('{').skip(1).map(|rest| rest.split('}').next().unwrap()) {
            let parameters = operation["parameters"].as_array().unwrap();
            assert!(parameters.iter().any(|one| one["name"] == name && one["in"] == "path" && one["required"] == true));
        }
    }
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), all);
}

#[test]
fn amounts_are_integers_and_nobody_pays() {
    let text = document().to_string();
    assert!(!text.contains("\"type\":\"number\"") && !text.contains("email") && !text.contains("customer"));
}
