//! The walk over properties against another validator: documents made of the facts, some of them with a
//! mistake, are judged alike by our rules and by the `jsonschema` crate, which gets the same facts as plain
//! JSON Schema.
//!
//! Scalars have the exact types, since the crate knows nothing of CloudFormation's conversions. Left out are
//! types whose patterns the crate does not read, and texts with formats or without regard to case.

use ess_cfn::schema::{ResourceType, resource_type, types};
use ess_cfn::source::Severity;
use serde_json::{Map, Value, json};

use super::found;

/// How many types of all are asked, and how many documents of each.
const EVERY: usize = 3;
const DOCUMENTS: usize = 6;

/// Types that are not asked, each with the reason.
const LEFT_OUT: [(&str, &str); 2] = [
    (
        "AWS::IoTFleetWise::SignalCatalog",
        "of several forms that an empty mapping fits, our walk takes any",
    ),
    (
        "AWS::MemoryDB::Cluster",
        "beside `$ref` its schema has a type, which draft 7 passes over and the crate does not",
    ),
];

/// Numbers that look drawn and are the same each time.
struct Draw(u64);

impl Draw {
    fn next(&mut self, below: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % below.max(1)
    }

    /// Once in `times`.
    fn once_in(&mut self, times: usize) -> bool {
        self.next(times) == 0
    }
}

/// Texts of forms that patterns often ask for.
const TEXTS: [&str; 8] = [
    "a",
    "abc-def",
    "Name1",
    ARN,
    "123456789012",
    "10.0.0.0/16",
    "https://example.org/a",
    "a text with blanks",
];

/// An ARN.
const ARN: &str = "arn:aws:iam::123456789012:role/name";

/// A key's id.
const KEY: &str = "1234abcd-12ab-34cd-56ef-1234567890ab";

/// Formats that our rules judge, each with a text that has it.
const FORMATS: [(&str, &str); 9] = [
    ("AWS::EC2::SecurityGroup.Id", "sg-0123456789abcdef0"),
    ("AWS::EC2::Subnet.Id", "subnet-0123456789abcdef0"),
    ("AWS::EC2::VPC.Id", "vpc-0123456789abcdef0"),
    ("AWS::IAM::Role.Arn", ARN),
    ("AWS::KMS::Alias.AliasName", "alias/name"),
    (
        "AWS::KMS::Key.Arn",
        "arn:aws:kms:eu-central-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab",
    ),
    ("AWS::KMS::Key.Id", KEY),
    ("ipv4-network", "10.0.0.0/16"),
    ("ipv6-network", "2001:db8::/56"),
];

/// A value of a schema for a property of a name.
fn value(facts: &ResourceType, schema: &Value, name: &str, depth: usize, draw: &mut Draw) -> Value {
    let schema = facts.resolve(schema);
    let Some(object) = schema.as_object() else {
        return json!("a");
    };
    // Of these the crate knows nothing: what is written is right.
    if let Some(choices) = object.get("enumCaseInsensitive").and_then(Value::as_array) {
        return choices[draw.next(choices.len())].clone();
    }
    if let Some((_, text)) = object
        .get("format")
        .and_then(Value::as_str)
        .and_then(|format| FORMATS.iter().find(|(known, _)| *known == format))
    {
        return json!(text);
    }
    if let Some(choices) = object.get("enum").and_then(Value::as_array)
        && !draw.once_in(12)
    {
        return choices[draw.next(choices.len())].clone();
    }
    let parts = ["anyOf", "oneOf"]
        .iter()
        .find_map(|word| object.get(*word)?.as_array());
    let has_format = |part: &Value| part.get("format").is_some();
    if let Some(parts) = parts.filter(|parts| parts.iter().any(has_format)) {
        return value(facts, &parts[draw.next(parts.len())], name, depth + 1, draw);
    }
    let written = match object.get("type") {
        Some(Value::String(one)) => one.as_str(),
        Some(Value::Array(several)) => several[draw.next(several.len())].as_str().unwrap(),
        _ if object.contains_key("properties") => "object",
        _ => match parts {
            Some(parts) if depth < 6 => {
                return value(facts, &parts[draw.next(parts.len())], name, depth + 1, draw);
            }
            _ => "string",
        },
    };
    let mistaken = draw.once_in(25);
    match written {
        "array" if mistaken => json!("x!"),
        "array" => {
            let least = object.get("minItems").and_then(Value::as_u64).unwrap_or(0);
            let count = usize::try_from(least).unwrap().min(4) + draw.next(2);
            let item = object.get("items").cloned().unwrap_or(json!({}));
            let count = if depth > 5 { 0 } else { count };
            (0..count)
                .map(|_| value(facts, &item, name, depth + 1, draw))
                .collect()
        }
        "object" if mistaken => json!("x!"),
        "object" => self::object(facts, object, depth, draw),
        "boolean" if mistaken => json!("x!"),
        "boolean" => json!(draw.once_in(2)),
        "integer" | "number" if mistaken => json!("x!"),
        "integer" | "number" => {
            let least = object.get("minimum").and_then(Value::as_f64).unwrap_or(0.0);
            let number = least as i64 + i64::try_from(draw.next(30)).unwrap() - 2;
            json!(number)
        }
        _ if mistaken => json!(["x!"]),
        _ => {
            let drawn = TEXTS[draw.next(TEXTS.len())];
            // What is called an ARN is judged as one by our rules alone.
            let name = name.strip_suffix('s').unwrap_or(name);
            let is_arn = name.ends_with("Arn") || name.ends_with("ARN");
            let text = if is_arn { ARN } else { drawn };
            let least = object.get("minLength").and_then(Value::as_u64).unwrap_or(0);
            let longer = usize::try_from(least)
                .unwrap()
                .min(300)
                .saturating_sub(text.len());
            json!(format!("{text}{}", "a".repeat(longer)))
        }
    }
}

fn object(
    facts: &ResourceType,
    schema: &Map<String, Value>,
    depth: usize,
    draw: &mut Draw,
) -> Value {
    let mut made = Map::new();
    let required: Vec<&str> = schema
        .get("required")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    for (name, property) in schema
        .get("properties")
        .and_then(Value::as_object)
        .into_iter()
        .flatten()
    {
        let read_only =
            facts.resolve(property).get("readOnly").is_some() || property.get("readOnly").is_some();
        let wanted = required.contains(&name.as_str());
        let there = if wanted {
            !draw.once_in(20)
        } else {
            depth < 4 && draw.once_in(3 + depth)
        };
        if there && !read_only {
            made.insert(name.clone(), value(facts, property, name, depth + 1, draw));
        }
    }
    if made.is_empty() && schema.get("properties").is_none() {
        made.insert("key".to_owned(), json!("a"));
    }
    if draw.once_in(15) {
        made.insert("Unheard".to_owned(), json!("a"));
    }
    Value::Object(made)
}

#[test]
fn our_walk_and_another_validator_agree() {
    let mut draw = Draw(7);
    let mut differ = Vec::new();
    let (mut asked, mut wrong, mut unread) = (0, 0, Vec::new());
    for name in types().step_by(EVERY) {
        let facts = resource_type(name).unwrap();
        let left_out = LEFT_OUT.iter().any(|(left_out, _)| *left_out == name);
        if left_out
            || facts.transform().is_some()
            || name.starts_with("AWS::CloudFormation::CustomResource")
        {
            continue;
        }
        let Ok(validator) = jsonschema::validator_for(&facts.json_schema()) else {
            unread.push(name);
            continue;
        };
        for _ in 0..DOCUMENTS {
            let properties = object(facts, facts.raw(), 0, &mut draw);
            let theirs: Vec<String> = validator
                .iter_errors(&properties)
                .map(|error| format!("{}: {error}", error.instance_path()))
                .collect();
            let template =
                json!({ "Resources": { "One": { "Type": name, "Properties": properties } } });
            let ours = found(&format!("# file: template.json\n{template}\n"));
            let ours: Vec<String> = ours
                .iter()
                .filter(|one| {
                    one.severity() == Severity::Error && one.rule.id.starts_with("property-")
                })
                .map(|one| format!("{}: {}", one.rule.id, one.message))
                .collect();
            asked += 1;
            wrong += usize::from(!theirs.is_empty());
            if theirs.is_empty() != ours.is_empty() {
                differ.push(format!(
                    "{name}\n  {properties}\n  ours {ours:#?}\n  theirs {theirs:#?}"
                ));
            }
        }
    }
    assert!(
        differ.is_empty(),
        "{} of {asked} differ\n{}",
        differ.len(),
        differ[..differ.len().min(12)].join("\n")
    );
    assert!(
        asked > 1_500 && wrong > 300 && wrong * 2 < asked * 2,
        "{asked} {wrong}"
    );
    assert!(unread.len() < 20, "{unread:?}");
}
