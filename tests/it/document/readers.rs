//! Other readers see the same trees in what we write: PyYAML (YAML 1.1, what CloudFormation's tools
//! use), a second YAML parser of Rust (YAML 1.2), and `serde_json`.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use ess_cfn::document::{
    Entry, Intrinsic, Mapping, Node, Scalar, ScalarKind, Style, Value, emit_json, emit_yaml,
};
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;
use serde_json::Value as Json;
use serde_yaml::Value as Yaml;

use super::awkward::{AWKWARD, FINE};
use super::config;
use super::trees::{bare_tree, tree};

fn scalar(kind: ScalarKind, text: impl Into<String>) -> Node {
    let style = Style::Plain;
    let text = text.into();
    Value::Scalar(Scalar { text, style, kind }).into()
}

/// A mapping, or the function that it is in the long form.
fn mapping(mut entries: Vec<Entry>) -> Node {
    let name = match entries.as_slice() {
        [entry] if entry.key.as_text() == Some("Condition") => Some(Intrinsic::Condition),
        [entry] => entry.key.as_text().and_then(Intrinsic::of_key),
        _ => None,
    };
    match name {
        Some(name) => Node::function(name, entries.remove(0).value),
        None => Node::mapping(Mapping { entries }),
    }
}

/// The tree with every float in one notation and every `Fn::GetAtt` as one text.
fn normal(mut node: Node) -> Node {
    let _ = emit_yaml(&mut node);
    round_floats(&mut node);
    node
}

fn round_floats(node: &mut Node) {
    match &mut node.value {
        Value::Scalar(scalar) if scalar.kind == ScalarKind::Float => {
            scalar.text = format!("{:.12e}", scalar.text.parse::<f64>().unwrap());
        }
        Value::Scalar(_) => {}
        Value::Sequence(items) => items.iter_mut().for_each(round_floats),
        Value::Mapping(mapping) => mapping.entries.iter_mut().for_each(|entry| {
            round_floats(&mut entry.key);
            round_floats(&mut entry.value);
        }),
        Value::Function(function) => round_floats(&mut function.argument),
    }
}

/// What `ci/yaml11.py` answers, as a tree.
fn of_python(answer: &Json) -> Node {
    let (kind, content) = answer.as_object().unwrap().iter().next().unwrap();
    match kind.as_str() {
        "seq" => Node::sequence(content.as_array().unwrap().iter().map(of_python).collect()),
        "map" => {
            let pairs = content.as_array().unwrap().iter();
            let entry = |pair: &Json| Entry {
                key: of_python(&pair[0]),
                value: of_python(&pair[1]),
            };
            mapping(pairs.map(entry).collect())
        }
        "t" => {
            let kind = match content.as_str().unwrap() {
                "str" => ScalarKind::String,
                "int" => ScalarKind::Integer,
                "float" => ScalarKind::Float,
                "bool" => ScalarKind::Boolean,
                "null" => ScalarKind::Null,
                other => panic!("{other}: {answer}"),
            };
            scalar(kind, answer["v"].as_str().unwrap())
        }
        tag => Node::function(
            Intrinsic::of_tag(tag.strip_prefix('!').unwrap()),
            of_python(content),
        ),
    }
}

fn of_yaml(value: Yaml) -> Node {
    match value {
        Yaml::Null => scalar(ScalarKind::Null, "null"),
        Yaml::Bool(truth) => Node::boolean(truth),
        Yaml::Number(number) if number.is_f64() => Node::float(number.as_f64().unwrap()).unwrap(),
        Yaml::Number(number) => scalar(ScalarKind::Integer, number.to_string()),
        Yaml::String(text) => Node::text(text),
        Yaml::Sequence(items) => Node::sequence(items.into_iter().map(of_yaml).collect()),
        Yaml::Mapping(entries) => {
            let entry = |(key, value)| Entry {
                key: of_yaml(key),
                value: of_yaml(value),
            };
            mapping(entries.into_iter().map(entry).collect())
        }
        Yaml::Tagged(tagged) => {
            let tag = tagged.tag.to_string();
            Node::function(
                Intrinsic::of_tag(tag.strip_prefix('!').unwrap()),
                of_yaml(tagged.value),
            )
        }
    }
}

fn of_json(value: Json) -> Node {
    match value {
        Json::Null => scalar(ScalarKind::Null, "null"),
        Json::Bool(truth) => Node::boolean(truth),
        Json::Number(number) if number.is_f64() => Node::float(number.as_f64().unwrap()).unwrap(),
        Json::Number(number) => scalar(ScalarKind::Integer, number.to_string()),
        Json::String(text) => Node::text(text),
        Json::Array(items) => Node::sequence(items.into_iter().map(of_json).collect()),
        Json::Object(entries) => {
            let entry = |(key, value)| Entry {
                key: Node::text(key),
                value: of_json(value),
            };
            mapping(entries.into_iter().map(entry).collect())
        }
    }
}

/// An interpreter with PyYAML.
fn python() -> &'static str {
    let interpreters = [".venv/bin/python", "python3"];
    let knows_yaml = |python: &&str| {
        let mut command = Command::new(python);
        command.args(["-c", "import yaml"]).stderr(Stdio::null());
        command.status().is_ok_and(|status| status.success())
    };
    let found = interpreters.into_iter().find(knows_yaml);
    found.expect("a Python with PyYAML, which `make test` installs into .venv")
}

/// What PyYAML sees in each text.
fn pyyaml(texts: &[String]) -> Vec<Json> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("ci/yaml11.py");
    let mut child = Command::new(python())
        .arg(script)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    let output = std::thread::scope(|scope| {
        scope.spawn(move || {
            for text in texts {
                writeln!(input, "{}", serde_json::to_string(text).unwrap()).unwrap();
            }
        });
        child.wait_with_output().unwrap()
    });
    let answers = String::from_utf8(output.stdout).unwrap();
    let answers: Vec<Json> = answers
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(answers.len(), texts.len());
    answers
}

/// Trees of texts that readers like to take for something else, in every place that a text can have.
fn awkward_trees() -> Vec<Node> {
    let texts = || AWKWARD.iter().chain(FINE).copied();
    let values = Node::sequence(texts().map(Node::text).collect());
    let keys = Node::mapping(texts().map(|text| (text, Node::integer(1))).collect());
    let blocks = Node::sequence(texts().map(Node::block).collect());
    let inline = texts().map(|text| {
        let items = [Node::text(text), Node::text("b"), Node::text(text)];
        Node::function(Intrinsic::Join, Node::sequence(items.into()))
    });
    let tagged = texts().map(|text| Node::function(Intrinsic::ImportValue, Node::text(text)));
    let inline = Node::sequence(inline.chain(tagged).collect());
    vec![values, keys, blocks, inline]
}

#[test]
fn a_yaml_1_1_reader_sees_the_same_texts_and_types() {
    let mut runner = TestRunner::deterministic();
    let any = prop_oneof![tree(false), bare_tree(false)];
    let drawn = (0..400).map(|_| any.new_tree(&mut runner).unwrap().current());
    let mut trees: Vec<Node> = awkward_trees().into_iter().chain(drawn).collect();
    let texts: Vec<String> = trees.iter_mut().map(|node| emit_yaml(node).text).collect();
    for ((tree, text), answer) in trees.into_iter().zip(&texts).zip(pyyaml(&texts)) {
        assert!(answer["error"].is_null(), "{answer}\n{text}");
        assert_eq!(normal(of_python(&answer["value"])), normal(tree), "{text}");
    }
}

#[test]
fn a_yaml_1_2_reader_sees_awkward_texts_as_they_are() {
    for mut tree in awkward_trees() {
        let text = emit_yaml(&mut tree).text;
        assert_eq!(
            normal(of_yaml(serde_yaml::from_str(&text).unwrap())),
            normal(tree),
            "{text}"
        );
    }
}

proptest! {
    #![proptest_config(config(200))]

    #[test]
    fn a_yaml_1_2_reader_sees_the_same_texts_and_types(mut tree in prop_oneof![tree(false), bare_tree(false)]) {
        let text = emit_yaml(&mut tree).text;
        let read = serde_yaml::from_str(&text);
        prop_assert!(read.is_ok(), "{read:?}\n{text}");
        prop_assert_eq!(normal(of_yaml(read.unwrap())), normal(tree), "{}", text);
    }

    #[test]
    fn a_json_reader_sees_the_same_texts_and_types(mut tree in prop_oneof![tree(true), bare_tree(true)]) {
        let text = emit_json(&mut tree).text;
        let read = serde_json::from_str(&text);
        prop_assert!(read.is_ok(), "{read:?}\n{text}");
        prop_assert_eq!(normal(of_json(read.unwrap())), normal(tree), "{}", text);
    }
}
