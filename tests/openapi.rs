//! The committed description of the API is what the program says, and says what people need.

use std::collections::BTreeSet;

use parvis::api::openapi_json;
use serde_json::Value;

const COMMITTED: &str = "openapi/openapi.json";

fn document() -> Value {
    serde_json::from_str(openapi_json()).expect("the document is JSON")
}

#[test]
fn the_committed_document_is_up_to_date() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(COMMITTED);
    let committed = std::fs::read_to_string(path).unwrap_or_default();
    assert!(committed == openapi_json(), "run `parvis openapi > {COMMITTED}` and commit it");
}

#[test]
fn every_call_says_what_it_does_and_how_it_fails() {
    let document = document();
    let mut names = BTreeSet::new();
    let mut wanting = Vec::new();
    for (path, methods) in document["paths"].as_object().expect("paths") {
        for (method, call) in methods.as_object().expect("methods") {
            let name = call["operationId"].as_str().unwrap_or_default();
            let says = |key: &str| call[key].as_str().is_some_and(|text| !text.is_empty());
            let failure = &call["responses"]["default"]["content"]["application/problem+json"];
            if !names.insert(name.to_owned()) || !says("summary") || failure.is_null() {
                wanting.push(format!("{method} {path} ({name})"));
            }
        }
    }
    assert!(wanting.is_empty(), "without a name of its own, a summary or its failure: {wanting:?}");
    assert!(names.len() > 25, "{names:?}");
}

#[test]
fn every_reference_leads_somewhere() {
    let document = document();
    let schemas = document["components"]["schemas"].as_object().expect("schemas");
    let text = openapi_json();
    for reference in text.split("\"#/components/schemas/").skip(1) {
        let name = reference.split('"').next().unwrap_or_default();
        assert!(schemas.contains_key(name), "{name}");
    }
}
