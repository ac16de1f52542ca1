//! The JSON Schema and the reader agree: what the schema refuses the reader refuses, and what the
//! reader refuses by a rule of the schema the schema refuses.

use std::sync::OnceLock;

use jsonschema::Validator;
use proptest::prelude::*;
use serde_json::{Value, json};

use ess_cfn::source::Severity;
use ess_cfn::spec::RULES;

use super::{read, written};

/// Keys with values that they take; `/` between keys.
const TAKEN: &[(&str, &[&str])] = &[
    ("name", &["\"acme-solid\"", "\"a1-b2\""]),
    ("profile", &["\"ess-1.0\"", "\"ess-1.1\""]),
    ("region", &["\"eu-central-1\"", "\"us-gov-west-1\""]),
    ("domain", &["\"pods.example.org\"", "\"xn--a.1-b.co\""]),
    (
        "network/cidr",
        &["\"10.20.0.0/16\"", "\"192.168.252.0/22\""],
    ),
    (
        "network/zones",
        &["2", "[\"eu-central-1a\",\"eu-central-1b\"]"],
    ),
    ("network/subnets/a/public", &["\"10.20.0.0/24\""]),
    (
        "network/existing/vpc",
        &["\"vpc-0123456789abcdef0\"", "\"vpc-01234567\""],
    ),
    (
        "network/existing/subnets/a",
        &["{\"public\":\"subnet-01234567\",\"private\":\"subnet-01234568\"}"],
    ),
    ("network/egress", &["\"nat-per-zone\""]),
    (
        "load_balancers/mode",
        &["\"single\"", "\"per-zone\"", "\"fronted\""],
    ),
    ("load_balancers/internal", &["true", "false"]),
    ("dns/mode", &["\"route53\"", "\"external\""]),
    ("load_balancers/idle_timeout_seconds", &["1", "4000"]),
    (
        "load_balancers/tls_policy",
        &["\"ELBSecurityPolicy-TLS13-1-3-PQ-2025-09\""],
    ),
    ("dns/hosted_zone_id", &["\"Z0123456789ABCDEFGHIJ\""]),
    ("certificate/issue", &["true", "false"]),
    (
        "certificate/arn",
        &["\"arn:aws:acm:eu-central-1:123456789012:certificate/1\""],
    ),
    (
        "pools/ess/instance_type",
        &["\"m7i.large\"", "\"u-6tb1.metal\""],
    ),
    ("pools/backend/min", &["2", "1000"]),
    ("pools/backend/volume_gib", &["30"]),
    ("registry/create", &["true"]),
    (
        "registry/url",
        &["\"registry.example.org:5000/ess/a_b\"", "\"localhost/x\""],
    ),
    (
        "registry/credentials",
        &["\"arn:aws:secretsmanager:eu-central-1:123456789012:secret:a/b-AbCdEf\""],
    ),
    (
        "registry/allow",
        &["[]", "[\"public.ecr.aws\",\"localhost:5000\"]"],
    ),
    ("database/engine_version", &["17", "\"17.4\"", "\"16\""]),
    ("database/instance_class", &["\"db.m7g.large\""]),
    ("database/storage_gib", &["20"]),
    (
        "database/snapshot",
        &[
            "\"of-last-week\"",
            "\"rds:a1-2026\"",
            "\"awsbackup:job-1a\"",
            "\"arn:aws:rds:eu-central-1:123456789012:cluster-snapshot:rds:a\"",
            "\"arn:aws:rds:eu-central-1:123456789012:snapshot:a\"",
        ],
    ),
    (
        "database/backup_window",
        &["\"02:00-02:30\"", "\"23:45-00:15\""],
    ),
    ("database/maintenance_window", &["\"sun:03:00-sun:04:00\""]),
    ("database/backup_retention_days", &["35"]),
    ("services/ldp/cpu", &["512"]),
    ("services/ldp/image_tag", &["\"1.0.3\"", "\"latest1\""]),
    (
        "services/web/image",
        &[
            "\"web:1.0\"",
            "\"localhost/a--b:1_x\"",
            "\"r.example.org:5000/a/b__c@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\"",
        ],
    ),
    ("services/ldp/host", &["\"a.pods.example.org\""]),
    ("services/ldp/priority", &["1", "50000"]),
    ("services/ldp/pool", &["\"ess\""]),
    ("services/ldp/protocol", &["\"http\""]),
    ("services/ldp/health/path", &["\"/q/health\"", "\"/\""]),
    (
        "services/ldp/health/matcher",
        &["\"200-299,301\"", "\"200\""],
    ),
    (
        "services/ldp/env/LOG_LEVEL",
        &[
            "\"info\"",
            "12",
            "true",
            "{\"from\":\"database-host\"}",
            "{\"url_of\":\"oidc\"}",
        ],
    ),
    (
        "services/ldp/secrets/_A9",
        &[
            "\"my-token\"",
            "{\"from\":\"database-username\"}",
            "\"arn:aws:secretsmanager:eu-central-1:123456789012:secret:a-AbCdEf:key::\"",
        ],
    ),
    ("services/ldp/entry_point", &["[\"/bin/sh\",\"-c\"]"]),
    ("services/ldp/command", &["[\"a\",\"a\",1,true]", "[\"\"]"]),
    (
        "services/ldp/user",
        &["\"1000:1000\"", "\"app\"", "\"_a.b-c:0\""],
    ),
    ("services/ldp/read_only", &["true", "false"]),
    (
        "services/ldp/health/command",
        &[
            "{\"run\":\"curl localhost\"}",
            "{\"run\":[\"alive\"],\"interval_seconds\":5,\"timeout_seconds\":60,\"retries\":10,\"start_seconds\":0}",
        ],
    ),
    (
        "services/ldp/volumes/binaries",
        &[
            "{\"path\":\"/var/lib/b.in_a-r/..x\"}",
            "{\"path\":\"/a\",\"kind\":\"scratch\",\"read_only\":false}",
        ],
    ),
    (
        "services/ldp/schedule",
        &[
            "\"cron(0/5 3 ? JAN-MAR MON#1 2026)\"",
            "\"rate(1 day)\"",
            "\"rate(90 minutes)\"",
        ],
    ),
    (
        "services/ldp/timezone",
        &["\"Europe/Berlin\"", "\"UTC\"", "\"Etc/GMT+1\""],
    ),
    (
        "services/ldp/ports/metrics",
        &[
            "{\"container\":9187,\"from\":[\"backend\"]}",
            "{\"container\":65535,\"host\":32767,\"from\":[\"ess\",\"backend\"]}",
        ],
    ),
    ("pools/ess/target_capacity_percent", &["10", "100"]),
    ("pools/backend/warmup_seconds", &["0"]),
    (
        "pools/ess/schedules/day",
        &[
            "{\"cron\":\"0 6 ? * MON-FRI *\",\"min\":6}",
            "{\"cron\":\"0/15 6 1,15 1 ? *\",\"timezone\":\"Asia/Tokyo\",\"min\":6,\"max\":60}",
        ],
    ),
    ("services/ldp/memory_percent", &["10", "90"]),
    ("services/ldp/requests_per_minute", &["1", "1000000"]),
    (
        "services/ldp/schedules/day",
        &[
            "{\"cron\":\"0 6 ? * MON-FRI *\",\"min\":4}",
            "{\"cron\":\"0 6 L * ? 2026\",\"timezone\":\"UTC\",\"max\":500}",
        ],
    ),
    ("services/ldp/database", &["true"]),
    ("services/ldp/stop_timeout_seconds", &["2"]),
    (
        "identity_provider/url",
        &["\"https://login.example.org:8443/a%20b\""],
    ),
    ("identity_provider/client_id", &["\"solid\""]),
    (
        "kafka/bootstrap",
        &["\"b-1.example.org:9094,b-2.example.org:65535\""],
    ),
    (
        "kafka/security_group",
        &["\"sg-0123456789abcdef0\"", "\"sg-01234567\""],
    ),
    ("secrets/kms", &["\"own\""]),
    (
        "secrets/existing/jwt-signing-key",
        &["\"arn:aws:secretsmanager:eu-central-1:123456789012:secret:a-AbCdEf\""],
    ),
    ("monitoring/alarms_email", &["\"ops+x@Example.org\""]),
    ("monitoring/log_retention_days", &["90", "3653"]),
    ("tags/cost center", &["\"a b@c\"", "4711", "\"\u{fc}ber\""]),
    ("tags", &["{}", "null"]),
    ("kafka", &["{}", "null"]),
    ("services", &["null"]),
];

/// Values that stand anywhere.
const ODD: &[&str] = &[
    "null",
    "true",
    "\"\"",
    "0",
    "-1",
    "1.5",
    "3.0",
    "1e3",
    "99999999999999999999",
    "[]",
    "{}",
    "[null]",
    "\"17\"",
    "\"a\"",
    "{\"zz\":1}",
    "[\"a\",\"a\"]",
    "\"eu-central-1a\"",
    "\"latest\"",
    "\"db.x.y\"",
];

fn set(document: &mut Value, path: &str, value: Value) {
    let mut at = document;
    for key in path.split('/') {
        if !at.is_object() {
            *at = json!({});
        }
        at = &mut at[key];
    }
    *at = value;
}

fn start() -> Value {
    json!({ "name": "acme-solid", "region": "eu-central-1", "domain": "pods.example.org" })
}

fn validator() -> &'static Validator {
    static VALIDATOR: OnceLock<Validator> = OnceLock::new();
    VALIDATOR.get_or_init(|| {
        let schema = serde_json::from_str(&ess_cfn::spec::json_schema()).unwrap();
        jsonschema::draft202012::meta::validate(&schema).unwrap();
        jsonschema::draft202012::new(&schema).unwrap()
    })
}

/// What schema and reader make of a document, if they disagree.
fn disagreement(document: &Value) -> Option<String> {
    let text = serde_json::to_string(document).unwrap();
    let (architecture, findings) = read(&text);
    let errors = || {
        findings
            .iter()
            .filter(|one| one.severity() == Severity::Error)
    };
    let by_schema = errors().any(|finding| {
        let mut rules = RULES.iter().filter(|rule| !rule.reader_only);
        rules.any(|rule| rule.rule == finding.rule)
    });
    let refusal = validator()
        .validate(document)
        .err()
        .map(|error| error.to_string());
    let found = written(&findings);
    if refusal.is_some() && errors().next().is_none() {
        return Some(format!("the schema alone refuses {text}\n{refusal:?}"));
    }
    if refusal.is_none() && by_schema {
        return Some(format!("the reader alone refuses {text}\n{found}"));
    }
    if architecture.is_some() != errors().next().is_none() {
        return Some(format!(
            "refused without a reason, or taken in spite of one: {text}\n{found}"
        ));
    }
    None
}

#[test]
fn both_take_what_every_key_takes() {
    for (path, values) in TAKEN {
        for value in *values {
            let mut document = start();
            set(&mut document, path, serde_json::from_str(value).unwrap());
            assert_eq!(disagreement(&document), None);
            let refusal = validator().validate(&document).err();
            assert!(refusal.is_none(), "{path}: {value}: {}", refusal.unwrap());
        }
    }
}

/// A text with a few characters changed.
fn changed(text: &str, edits: &[(usize, u8, char)]) -> String {
    let mut characters: Vec<char> = text.chars().collect();
    for (at, how, character) in edits {
        let at = at % (characters.len() + 1);
        match (how % 3, at < characters.len()) {
            (0, _) => characters.insert(at, *character),
            (1, true) => characters[at] = *character,
            (_, true) => drop(characters.remove(at)),
            (_, false) => characters.push(*character),
        }
    }
    characters.into_iter().collect()
}

/// The texts of a value, changed.
fn change(value: &mut Value, edits: &[(usize, u8, char)]) {
    match value {
        Value::String(text) => *text = changed(text, edits),
        Value::Array(items) => items.iter_mut().for_each(|item| change(item, edits)),
        Value::Object(entries) => entries.values_mut().for_each(|entry| change(entry, edits)),
        Value::Number(number) => {
            let at = edits.first().map_or(0, |(at, _, _)| *at as i64);
            *value = json!(number.as_i64().unwrap_or(0) + at % 3 - 1);
        }
        Value::Null | Value::Bool(_) => {}
    }
}

fn edit() -> impl Strategy<Value = (usize, u8, char)> {
    let alphabet: Vec<char> = "aAzZ019-_./:@ ~,+\u{e9}%\u{4e00}$".chars().collect();
    (0_usize..90, any::<u8>(), proptest::sample::select(alphabet))
}

fn some_of_it() -> impl Strategy<Value = Vec<(usize, usize, Option<usize>)>> {
    let odd = proptest::option::weighted(0.25, 0..ODD.len());
    proptest::collection::vec((0..TAKEN.len(), any::<usize>(), odd), 1..7)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn both_refuse_the_same_texts(
        key in 0..TAKEN.len(),
        which in any::<usize>(),
        edits in proptest::collection::vec(edit(), 0..4),
    ) {
        let (path, values) = TAKEN[key];
        let mut value = serde_json::from_str(values[which % values.len()]).unwrap();
        change(&mut value, &edits);
        let mut document = start();
        set(&mut document, path, value);
        prop_assert_eq!(disagreement(&document), None);
    }

    #[test]
    fn both_refuse_the_same_documents(
        parts in some_of_it(),
        left_out in proptest::option::weighted(0.1, 0..3_usize),
        unknown in proptest::option::weighted(0.1, 0..TAKEN.len()),
    ) {
        let mut document = start();
        for (key, which, odd) in parts {
            let (path, values) = TAKEN[key];
            let text = odd.map_or(values[which % values.len()], |odd| ODD[odd]);
            set(&mut document, path, serde_json::from_str(text).unwrap());
        }
        if let (Some(index), Some(map)) = (left_out, document.as_object_mut()) {
            map.remove(["name", "region", "domain"][index]);
        }
        if let Some(key) = unknown {
            set(&mut document, &format!("{}x", TAKEN[key].0), json!(1));
        }
        prop_assert_eq!(disagreement(&document), None);
    }

    #[test]
    fn no_text_makes_the_reader_panic(text in "[ -~\n\u{e9}]{0,120}", rest in "(name|pools|services|network|ess|zones|tags|env|x): ?(\n  |\\[|\\{|[0-9a-z~.!&*|>-]{0,5}|\n){0,6}") {
        let _ = read(&text);
        let _ = read(&super::below(&rest));
    }
}
