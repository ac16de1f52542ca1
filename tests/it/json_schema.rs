//! The facts of resource types as plain JSON Schema.

use ess_cfn::schema;
use serde_json::{Value, json};

fn schema(name: &str) -> Value {
    schema::resource_type(name).unwrap().json_schema()
}

fn takes(schema: &Value, properties: &Value) -> bool {
    jsonschema::is_valid(schema, properties)
}

#[test]
fn the_schema_of_every_type_is_one_of_its_draft() {
    for name in schema::types() {
        let schema = schema(name);
        if let Err(error) = jsonschema::meta::validate(&schema) {
            panic!("{name}: {error} at {}", error.instance_path());
        }
    }
}

#[test]
fn what_the_facts_refuse_the_schema_refuses() {
    let queue = schema("AWS::SQS::Queue");
    assert!(takes(&queue, &json!({ "DelaySeconds": 900 })));
    assert!(!takes(&queue, &json!({ "DelaySeconds": 901 })));
    assert!(!takes(&queue, &json!({ "DelaySecond": 1 })));
    let stream = schema("AWS::Logs::LogStream");
    assert!(!takes(&stream, &json!({})));
}

#[test]
fn alternatives_and_exclusions_of_the_facts_are_rules_of_the_draft() {
    let rule = schema("AWS::Events::Rule");
    assert!(takes(
        &rule,
        &json!({ "ScheduleExpression": "rate(1 day)" })
    ));
    assert!(!takes(&rule, &json!({ "Description": "neither" })));
    let origin = |more: Value| {
        let mut origin = json!({ "DomainName": "a.example.org", "Id": "a" });
        origin
            .as_object_mut()
            .unwrap()
            .extend(more.as_object().unwrap().clone());
        let mut schema = schema("AWS::CloudFront::Distribution");
        let only = schema["definitions"]["Origin"].take();
        schema["definitions"]["Origin"] = only.clone();
        let wrapped = json!({ "definitions": schema["definitions"], "allOf": [only] });
        takes(&wrapped, &origin)
    };
    assert!(origin(json!({ "S3OriginConfig": {} })));
    let custom = json!({ "OriginProtocolPolicy": "https-only" });
    assert!(!origin(
        json!({ "S3OriginConfig": {}, "CustomOriginConfig": custom })
    ));
}
