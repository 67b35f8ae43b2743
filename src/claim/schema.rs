//! The claim language as a JSON Schema, for code editors and other programs.

use super::Operator;
use super::load::raw;
use crate::fact::Kind;
use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde_json::{Value, json};

/// The expectations that are no figure.
const OTHERS: [&str; 9] =
    ["attendees", "list", "title", "name", "quote", "states", "states_not", "text", "without"];

/// The JSON Schema (draft 7, which code editors read best) of claim files.
pub fn schema() -> Value {
    let settings = SchemaSettings::draft07().with_transform(RecursiveTransform(no_null));
    settings.into_generator().into_root_schema_for::<raw::File>().to_value()
}

/// Takes "or nothing" out of a schema: a key that is written has a value.
fn no_null(schema: &mut Schema) {
    if let Some(Value::Array(types)) = schema.get_mut("type") {
        types.retain(|name| name != "null");
    }
    if let Some(Value::Array(ways)) = schema.get_mut("anyOf") {
        ways.retain(|way| way.get("type").is_none_or(|name| name != "null"));
    }
}

/// All keys of which a claim holds exactly one, unless it is derived.
pub(super) fn expectations() -> impl Iterator<Item = &'static str> {
    Kind::ALL.into_iter().map(Kind::name).chain(OTHERS)
}

/// Says that a claim holds one expectation: one value behind an operator, else one of all.
pub(super) fn one_expectation(claim: &mut Schema) {
    let required = |name: &str| json!({"required": [name]});
    let operators: Vec<Value> = Operator::ALL.iter().map(|operator| required(operator.name())).collect();
    let figures: Vec<Value> = Kind::ALL.iter().map(|kind| required(kind.name())).collect();
    let all: Vec<Value> = expectations().map(required).collect();
    claim.insert("if".into(), json!({"anyOf": operators}));
    claim.insert("then".into(), json!({"oneOf": figures}));
    claim.insert("else".into(), json!({"oneOf": all}));
}

/// The keys of a block, as the schema knows them.
pub(super) fn keys<T: JsonSchema>() -> Vec<String> {
    let schema = SchemaGenerator::default().into_root_schema_for::<T>();
    let properties = schema.get("properties").and_then(Value::as_object);
    properties.map(|map| map.keys().cloned().collect()).unwrap_or_default()
}
