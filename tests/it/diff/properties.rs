//! What holds of every comparison: nothing differs from itself, differences mirror each other, they make
//! the new state of the old one, and another spelling is no difference.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use ess_cfn::check::roots;
use ess_cfn::diff::{Cause, Comparison, Fate, PropertyChange, State};
use ess_cfn::document::{Function, Intrinsic, Mapping, Node, Value, emit_json, emit_yaml};
use ess_cfn::resolve::{Library, Piece, Program, Resolved, Settings, Source, pieces};
use proptest::prelude::*;

use super::apply::applied;
use crate::check::corpus;
use crate::repository;
use crate::snapshots::{files_of, shipped};

/// The files of a deployment, its root first.
type Files = Vec<(String, String)>;

/// The deployments of shipped specs and of some of the covering ones.
fn deployments() -> &'static [(String, Files)] {
    static DEPLOYMENTS: OnceLock<Vec<(String, Files)>> = OnceLock::new();
    DEPLOYMENTS.get_or_init(synthesised)
}

fn synthesised() -> Vec<(String, Files)> {
    let covering = repository::texts().into_iter();
    let covering = covering.filter(|(path, _)| path.starts_with("tests/covering/"));
    let specs = shipped().into_iter().chain(covering.take(6));
    let deployments = specs.map(|(path, text)| {
        let mut files = files_of(&path, &text);
        files.retain(|(name, _)| name.ends_with(".yaml"));
        files.sort_by_key(|(name, _)| name != "root.yaml");
        (path, files)
    });
    deployments.collect()
}

fn program(files: &[(String, String)]) -> Program {
    let mut library = Library::default();
    for (name, text) in files {
        library.add(Source::read(name, text.as_bytes()));
    }
    of_root(&library, &files[0].0)
}

fn of_root(library: &Library, root: &str) -> Program {
    let source = library.get(root).unwrap();
    let mut settings = Settings {
        region: "eu-central-1".parse().ok(),
        ..Settings::default()
    };
    settings.give_defaults(source.tree());
    Program::new(library, source, settings)
}

/// Calls with the comparison of two programs.
fn between<T>(old: &Program, new: &Program, call: impl FnOnce(&Comparison<'_, '_, '_>) -> T) -> T {
    let (old, new) = (Resolved::new(old), Resolved::new(new));
    let (old, new) = (State::new(&old), State::new(&new));
    call(&Comparison::new(&old, &new))
}

/// What differs, in a few words; empty where nothing does.
fn told(comparison: &Comparison<'_, '_, '_>) -> Vec<String> {
    let changes = comparison.changes.values().map(|change| {
        let inside: Vec<String> = change
            .changes
            .iter()
            .map(|one| format!("{}: {:?} -> {:?}", one.path, one.old, one.new))
            .collect();
        format!("{} {}: {inside:?}", change.fate.word(), change.address)
    });
    let interface = comparison.interface.iter();
    changes
        .chain(interface.map(|change| format!("{change:?}")))
        .collect()
}

/// Every property that is written differently: the resource, the place, the old and the new value.
fn written(comparison: &Comparison<'_, '_, '_>, mirrored: bool) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    for change in comparison.changes.values() {
        let fate = match (&change.fate, mirrored) {
            (Fate::Added, false) | (Fate::Removed(_), true) => "added",
            (Fate::Removed(_), false) | (Fate::Added, true) => "removed",
            (Fate::Changed, _) => "changed",
            // Which of several that are alike was which may differ from side to side.
            (Fate::Renamed { .. } | Fate::Moved { .. }, _) => continue,
        };
        if fate != "changed" {
            all.insert(format!("{fate} {}", change.address));
        }
        for one in change.changes.iter().filter(|one| is_written(one)) {
            let (old, new) = if mirrored {
                (&one.new, &one.old)
            } else {
                (&one.old, &one.new)
            };
            // Places in lists are those of the new side where both have one.
            let names: Vec<&str> = one.path.names().collect();
            all.insert(format!("{} {names:?}: {old:?} -> {new:?}", change.address));
        }
    }
    all
}

fn is_written(change: &PropertyChange) -> bool {
    match change.cause {
        Cause::Replaced(_) | Cause::Updated(_) => change.old != change.new,
        Cause::Written
        | Cause::Parameter(_)
        | Cause::Passed { .. }
        | Cause::Output { .. }
        | Cause::Definition(_) => true,
    }
}

/// The changes of every resource of both states make its new properties of its old ones.
fn changes_make_the_new_state(comparison: &Comparison<'_, '_, '_>) {
    for (address, before) in &comparison.old.resources {
        let Some(after) = comparison.new.resources.get(address) else {
            continue;
        };
        // What is passed to a nested stack is told where it is used.
        if before.is_open || after.is_open {
            continue;
        }
        let changes = comparison.changes.get(address);
        let changes = changes.map_or(&[][..], |change| &change.changes);
        let changes: Vec<_> = changes
            .iter()
            .filter(|change| !change.is_attribute && is_written(change))
            .map(|change| (change.path.0.as_slice(), change))
            .collect();
        let made = applied(Some(&before.properties), &changes);
        assert_eq!(made.as_ref(), Some(&after.properties), "{address}");
    }
}

#[test]
fn nothing_differs_from_itself() {
    for (path, files) in deployments() {
        let program = program(files);
        between(&program, &program, |found| {
            assert_eq!(told(found), [""; 0], "{path}")
        });
    }
    let templates = corpus::templates();
    let templates = templates.iter();
    let library = corpus::library(templates.map(|(name, text)| (name.as_str(), text.as_str())));
    for root in roots(&library) {
        let program = of_root(&library, &root);
        between(&program, &program, |found| {
            assert_eq!(told(found), [""; 0], "{root}")
        });
    }
}

#[test]
fn differences_mirror_each_other_and_make_the_new_state_of_the_old_one() {
    let deployments = deployments();
    for (number, (path, files)) in deployments.iter().enumerate() {
        let (other, others) = &deployments[(number + 1) % deployments.len()];
        let (one, two) = (program(files), program(others));
        let there = between(&one, &two, |found| {
            changes_make_the_new_state(found);
            written(found, false)
        });
        let back = between(&two, &one, |found| {
            changes_make_the_new_state(found);
            written(found, true)
        });
        assert!(!there.is_empty(), "{path} and {other}");
        let differ: Vec<&String> = there.symmetric_difference(&back).collect();
        assert!(differ.is_empty(), "{path} and {other}: {differ:#?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 12,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn another_spelling_is_no_difference(which in any::<prop::sample::Index>(), seed in any::<u64>()) {
        let deployments = deployments();
        let (path, files) = &deployments[which.index(deployments.len())];
        let mut dice = Dice(seed);
        let spelt: Files = files.iter().map(|(name, text)| (name.clone(), respelt(name, text, &mut dice))).collect();
        between(&program(files), &program(&spelt), |found| {
            assert_eq!(told(found), [""; 0], "{path}");
        });
    }

    #[test]
    fn a_value_that_becomes_a_parameter_changes_the_interface_alone(
        which in any::<prop::sample::Index>(),
        place in any::<prop::sample::Index>(),
    ) {
        let templates = corpus::templates();
        let (name, text) = &templates[which.index(templates.len())];
        let source = Source::read(name, text.as_bytes());
        let mut lifted = source.node.clone();
        let mut count = 0;
        each_literal(&mut lifted, &mut |_| count += 1);
        prop_assume!(count > 0 && source.expanded.is_none() && source.transforms().is_empty());
        let (wanted, mut at, mut value) = (place.index(count), 0, String::new());
        each_literal(&mut lifted, &mut |node| {
            if at == wanted {
                value = node.as_text().unwrap().to_owned();
                *node = Node::function(Intrinsic::Ref, Node::text("LiftedValue"));
            }
            at += 1;
        });
        declare(&mut lifted, &value);
        let text = emit_yaml(&mut lifted).text;
        let all = templates.iter().map(|(other, old)| {
            (other.as_str(), if other == name { text.as_str() } else { old.as_str() })
        });
        let (old, new) = (
            corpus::library(templates.iter().map(|(name, text)| (name.as_str(), text.as_str()))),
            corpus::library(all),
        );
        between(&of_root(&old, name), &of_root(&new, name), |found| {
            let changes: Vec<String> = told(found);
            assert_eq!(found.changes.len(), 0, "{name}: {changes:?}");
            assert_eq!(found.interface.len(), 1, "{name}: {changes:?}");
        });
    }
}

/// Numbers drawn from a seed.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % end.max(1)
    }
}

/// A template in other words: its keys in another order, functions in other forms, YAML or JSON.
fn respelt(name: &str, text: &str, dice: &mut Dice) -> String {
    let mut node = Source::read(name, text.as_bytes()).node;
    respell(&mut node, dice);
    if dice.below(2) == 0 {
        emit_json(&mut node).text
    } else {
        emit_yaml(&mut node).text
    }
}

fn respell(node: &mut Node, dice: &mut Dice) {
    match &mut node.value {
        Value::Scalar(_) => {}
        Value::Sequence(items) => items.iter_mut().for_each(|item| respell(item, dice)),
        Value::Mapping(mapping) => {
            for end in (1..mapping.entries.len()).rev() {
                mapping.entries.swap(end, dice.below(end + 1));
            }
            for entry in &mut mapping.entries {
                respell(&mut entry.value, dice);
            }
        }
        Value::Function(function) => {
            respell(&mut function.argument, dice);
            if dice.below(2) == 0
                && let Some(other) = in_other_words(function)
            {
                *node = other;
            }
        }
    }
}

/// The same by another function: a text of parts by `Fn::Join`, one attribute by `Fn::Sub`.
fn in_other_words(function: &Function) -> Option<Node> {
    let text = function.argument.as_text()?;
    if function.name != Intrinsic::Sub {
        return None;
    }
    let parts = pieces(text).into_iter().map(|piece| match piece {
        Piece::Fixed(text) => Node::text(text),
        Piece::Named(name) if name.contains('.') => {
            Node::function(Intrinsic::GetAtt, Node::text(name))
        }
        Piece::Named(name) => Node::function(Intrinsic::Ref, Node::text(name)),
    });
    let list = Node::sequence(parts.collect());
    let arguments = Node::sequence(vec![Node::text(""), list]);
    Some(Node::function(Intrinsic::Join, arguments))
}

/// Calls with every text of the properties of resources that a parameter could hold.
fn each_literal(template: &mut Node, call: &mut impl FnMut(&mut Node)) {
    let Some(resources) = template
        .get_mut(&["Resources"])
        .and_then(Node::as_mapping_mut)
    else {
        return;
    };
    for entry in &mut resources.entries {
        // The address of a nested template has to be written out.
        let kind = entry.value.get(&["Type"]).and_then(Node::as_text);
        if kind.is_none_or(|kind| kind == "AWS::CloudFormation::Stack") {
            continue;
        }
        let Some(properties) = entry.value.get_mut(&["Properties"]) else {
            continue;
        };
        literals(properties, call);
    }
}

fn literals(node: &mut Node, call: &mut impl FnMut(&mut Node)) {
    let is_text = node
        .as_scalar()
        .is_some_and(|scalar| scalar.kind == ess_cfn::document::ScalarKind::String);
    match &mut node.value {
        Value::Scalar(scalar) if is_text && !scalar.text.contains("{{") => call(node),
        Value::Scalar(_) | Value::Function(_) => {}
        Value::Sequence(items) => items.iter_mut().for_each(|item| literals(item, call)),
        Value::Mapping(mapping) => {
            for entry in &mut mapping.entries {
                literals(&mut entry.value, call);
            }
        }
    }
}

fn declare(template: &mut Node, value: &str) {
    let mut parameter = Mapping::new();
    parameter.set("Type", Node::text("String"));
    parameter.set("Default", Node::text(value));
    let root = template.as_mapping_mut().unwrap();
    if root.get("Parameters").is_none() {
        root.set("Parameters", Node::mapping(Mapping::new()));
    }
    let parameters = root.get_mut("Parameters").unwrap();
    let parameters = parameters.as_mapping_mut().unwrap();
    parameters.set("LiftedValue", Node::mapping(parameter));
}
