//! What holds of every spec, on the covering set and on specs drawn at random.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use ess_cfn::architecture::Architecture;
use ess_cfn::assembly::{Assembly, Quota};
use ess_cfn::document::{Intrinsic, Node, Value, emit_json, emit_yaml};
use ess_cfn::source::{Finding, Severity};
use ess_cfn::{spec, stacks};
use proptest::prelude::*;

use super::axes::AXES;
use super::{Point, clashes, covering, near, text, words};
use crate::follow::{all, follow};

pub(super) fn read(text: &str) -> (Option<Architecture>, Vec<Finding>) {
    let file: Arc<str> = "spec.yaml".into();
    spec::read(&file, text)
}

/// The assembly of a point whose choices go together, or the quotas that it breaks.
pub(super) fn assembly(point: &[usize]) -> Result<Assembly, Vec<Finding>> {
    assembly_of(&text(point))
}

/// The assembly of a spec that is fine, or the quotas that it breaks.
pub(super) fn assembly_of(text: &str) -> Result<Assembly, Vec<Finding>> {
    let (architecture, findings) = read(text);
    let architecture = architecture.unwrap_or_else(|| panic!("{findings:#?}\n{text}"));
    stacks::synthesise(&architecture).map(|synthesis| synthesis.assembly)
}

pub(super) fn points() -> impl Strategy<Value = Point> {
    let axes = AXES.iter().map(|axis| 0..axis.options.len());
    axes.collect::<Vec<_>>()
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 96,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn a_spec_is_refused_exactly_where_its_choices_clash(point in points()) {
        refused_where_it_clashes(&point);
    }

    #[test]
    fn everything_holds_of_specs_drawn_at_random(point in points()) {
        everything_holds(&near(&point));
    }
}

#[test]
fn everything_holds_of_the_covering_set() {
    for point in covering::points() {
        refused_where_it_clashes(&point);
        everything_holds(&point);
    }
}

fn refused_where_it_clashes(point: &[usize]) {
    let (architecture, findings) = read(&text(point));
    let errors = findings
        .iter()
        .filter(|one| one.severity() == Severity::Error);
    let mut rules: Vec<&str> = errors.map(|finding| finding.rule.id).collect();
    rules.sort_unstable();
    rules.dedup();
    assert_eq!(rules, clashes(point), "{}: {findings:#?}", words(point));
    assert_eq!(architecture.is_some(), rules.is_empty(), "{}", words(point));
}

fn everything_holds(point: &[usize]) {
    let name = words(point);
    let once = || assembly(point).unwrap_or_else(|findings| panic!("{name}: {findings:#?}"));
    everything_holds_of(&name, &once(), &once());
}

/// What holds of every assembly; it is made twice, to see that it is the same.
pub(super) fn everything_holds_of(name: &str, made: &Assembly, again: &Assembly) {
    assert!(
        bytes(made) == bytes(again),
        "{name}: made twice, they differ"
    );
    every_reference_leads_somewhere(name, made);
    nothing_waits_for_itself(name, made);
    quotas_are_kept(name, made);
}

fn bytes(assembly: &Assembly) -> Vec<(String, String)> {
    let templates = assembly.templates().map(|template| {
        let mut node = template.node().clone();
        (emit_yaml(&mut node).text, emit_json(&mut node).text)
    });
    templates.collect()
}

fn every_reference_leads_somewhere(name: &str, assembly: &Assembly) {
    for template in assembly.templates() {
        for section in ["Resources", "Outputs"] {
            for (_, node) in template.section(section) {
                // `follow` panics on a name that the template does not have.
                follow(assembly, template.name(), node);
            }
        }
        let conditions: BTreeSet<&str> = template.section("Conditions").map(|(id, _)| id).collect();
        for resource in all(assembly) {
            if resource.stack != template.name() {
                continue;
            }
            if let Some(condition) = resource.node.get(&["Condition"]) {
                let condition = condition.as_text().unwrap();
                assert!(conditions.contains(condition), "{name}: {resource:?}");
            }
            for before in resource.depends_on() {
                let there = template.node().get(&["Resources", before]).is_some();
                assert!(there, "{name}: {resource:?} waits for {before}");
            }
        }
    }
}

/// The resources of the same template that a node names.
fn named(node: &Node, found: &mut BTreeSet<String>) {
    match &node.value {
        Value::Scalar(_) => {}
        Value::Sequence(items) => items.iter().for_each(|item| named(item, found)),
        Value::Mapping(mapping) => mapping.iter().for_each(|(_, value)| named(value, found)),
        Value::Function(function) => {
            let argument = function.argument.as_ref();
            let first = |text: &str| text.split('.').next().unwrap_or_default().to_owned();
            match (&function.name, argument.as_text()) {
                (Intrinsic::Ref | Intrinsic::GetAtt, Some(text)) => {
                    found.insert(first(text));
                }
                (Intrinsic::Sub, _) => {
                    let text = argument
                        .as_text()
                        .or_else(|| argument.as_sequence()?[0].as_text());
                    let pieces = text.unwrap_or_default().split("${").skip(1);
                    found.extend(pieces.map(|piece| first(piece.split('}').next().unwrap())));
                    if let Some(items) = argument.as_sequence() {
                        named(&items[1], found);
                    }
                }
                (_, _) => named(argument, found),
            }
        }
    }
}

/// No resource waits for itself, by references or by `DependsOn`.
fn nothing_waits_for_itself(name: &str, assembly: &Assembly) {
    for template in assembly.templates() {
        let mut waiting: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (logical_id, node) in template.section("Resources") {
            let mut before = BTreeSet::new();
            named(node, &mut before);
            let of = all(assembly).into_iter();
            let mut of =
                of.filter(|one| (one.stack, one.logical_id) == (template.name(), logical_id));
            before.extend(
                of.next()
                    .unwrap()
                    .depends_on()
                    .into_iter()
                    .map(str::to_owned),
            );
            before.retain(|one| template.node().get(&["Resources", one]).is_some());
            waiting.insert(logical_id.to_owned(), before);
        }
        while !waiting.is_empty() {
            let ready: BTreeSet<String> = waiting
                .iter()
                .filter(|(_, before)| before.is_empty())
                .map(|(logical_id, _)| logical_id.clone())
                .collect();
            assert!(
                !ready.is_empty(),
                "{name}: a circle in {}: {waiting:?}",
                template.name()
            );
            waiting.retain(|logical_id, _| !ready.contains(logical_id));
            for before in waiting.values_mut() {
                before.retain(|one| !ready.contains(one));
            }
        }
    }
}

/// What CloudFormation takes, counted anew.
fn quotas_are_kept(name: &str, assembly: &Assembly) {
    for template in assembly.templates() {
        let stack = template.name();
        for (section, most) in [
            ("Resources", Quota::RESOURCES),
            ("Parameters", Quota::PARAMETERS),
            ("Outputs", Quota::OUTPUTS),
        ] {
            let found: Vec<&str> = template.section(section).map(|(id, _)| id).collect();
            assert!(
                found.len() <= most,
                "{name}: {stack} has {} {section}",
                found.len()
            );
            for id in found {
                let plain = id.bytes().all(|byte| byte.is_ascii_alphanumeric());
                assert!(plain && id.len() <= 255, "{name}: {stack}.{id}");
            }
        }
        let mut node = template.node().clone();
        let texts = [emit_yaml(&mut node).text, emit_json(&mut node).text];
        for text in texts {
            assert!(
                text.len() <= Quota::BYTES,
                "{name}: {stack}: {} bytes",
                text.len()
            );
            // AWS CloudFormation user guide, "Dynamic references": at most 60 in a template.
            let references = text.matches("{{resolve:").count();
            assert!(
                references <= 60,
                "{name}: {stack}: {references} dynamic references"
            );
        }
    }
    let together = all(assembly).len();
    assert!(
        together <= Quota::RESOURCES_OF_TREE,
        "{name}: {together} resources"
    );
}
