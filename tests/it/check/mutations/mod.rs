//! Mistakes that people make, put into the templates of the corpus at places drawn at random: which share
//! of each kind is found, and that none of the shares falls.
//!
//! `make mutations` writes many more of them for a comparison with cfn-lint (`ci/mutations.py`).

mod draw;
mod in_language;
mod in_nesting;
mod in_properties;
mod in_references;
mod program;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use ess_cfn::source::{Finding, Severity};
use serde_json::json;

use super::corpus;
use program::{Edit, Program, programs};

/// How many mistakes of a kind the tests look at.
const EACH: usize = 8;

/// A kind of mistake.
struct Kind {
    name: &'static str,
    /// The share that has to be found, in percent.
    least: usize,
    /// All mistakes of the kind that a program can be given, each as the edits that make it.
    mistakes: fn(&Program) -> Vec<Vec<Edit>>,
}

const fn kind(name: &'static str, least: usize, mistakes: fn(&Program) -> Vec<Vec<Edit>>) -> Kind {
    Kind {
        name,
        least,
        mistakes,
    }
}

/// Every kind. A share may rise; whoever lowers one says why.
const KINDS: &[Kind] = &[
    kind("misspelt property", 100, in_properties::misspelt_property),
    kind("misspelt type", 100, in_properties::misspelt_type),
    kind("missing type", 100, in_language::type_missing),
    kind("wrong scalar", 100, in_properties::wrong_scalar),
    kind("list for a scalar", 100, in_properties::list_for_scalar),
    kind(
        "mapping for a scalar",
        100,
        in_properties::mapping_for_scalar,
    ),
    kind("scalar for a list", 100, in_properties::scalar_for_list),
    kind(
        "scalar for a mapping",
        100,
        in_properties::scalar_for_mapping,
    ),
    kind("missing property", 100, in_properties::missing_property),
    kind("unknown choice", 100, in_properties::unknown_choice),
    kind("text too long", 100, in_properties::too_long),
    kind("number out of range", 100, in_properties::out_of_range),
    kind("text of another form", 100, in_properties::wrong_pattern),
    kind("wrong address range", 100, in_properties::wrong_cidr),
    kind("wrong ARN", 100, in_properties::wrong_arn),
    kind("read-only property", 100, in_properties::read_only),
    kind(
        "both of an exclusive pair",
        100,
        in_properties::both_of_a_pair,
    ),
    kind("item twice", 100, in_properties::item_twice),
    kind("null value", 100, in_properties::null_value),
    kind("key twice", 100, in_properties::key_twice),
    kind("dangling reference", 100, in_references::dangling_ref),
    kind(
        "attribute of nothing",
        100,
        in_references::attribute_of_nothing,
    ),
    kind("unknown attribute", 100, in_references::unknown_attribute),
    kind(
        "unknown variable of Sub",
        100,
        in_references::unknown_variable,
    ),
    kind("unknown function", 100, in_references::unknown_function),
    kind("If without else", 100, in_references::if_without_else),
    kind(
        "undefined condition",
        100,
        in_references::undefined_condition,
    ),
    kind(
        "unknown mapping or key",
        100,
        in_references::unknown_mapping,
    ),
    kind(
        "dangling DependsOn",
        100,
        in_references::dangling_dependency,
    ),
    kind("circular dependency", 100, in_references::circle),
    kind("wrong kind of reference", 62, in_references::wrong_kind),
    kind(
        "wrong kind through a parameter",
        100,
        in_nesting::wrong_kind,
    ),
    kind(
        "wrong kind through stacks",
        100,
        in_nesting::wrong_kind_untyped,
    ),
    kind(
        "nested parameter missing",
        100,
        in_nesting::missing_parameter,
    ),
    kind(
        "nested parameter nobody declares",
        100,
        in_nesting::surplus_parameter,
    ),
    kind("nested parameter is a list", 100, in_nesting::list_passed),
    kind(
        "nested parameter not allowed",
        100,
        in_nesting::value_not_allowed,
    ),
    kind(
        "unknown output of a nested stack",
        100,
        in_nesting::unknown_output,
    ),
    kind(
        "output of a missing resource",
        100,
        in_nesting::output_of_nothing,
    ),
    kind(
        "output without a value",
        100,
        in_language::output_without_value,
    ),
    kind("wrong name of a section", 100, in_language::wrong_section),
    kind(
        "wrong key of a resource",
        100,
        in_language::wrong_resource_key,
    ),
    kind(
        "wrong deletion policy",
        100,
        in_language::wrong_deletion_policy,
    ),
    kind("wrong logical ID", 100, in_language::wrong_logical_id),
    kind(
        "wrong type of a parameter",
        100,
        in_language::wrong_parameter_type,
    ),
    kind("default not allowed", 100, in_language::default_not_allowed),
    kind("over a quota", 100, in_language::over_quota),
    kind("broken text", 100, in_language::broken_text),
];

/// A program with a mistake in it.
struct Mutant<'p> {
    program: &'p Program,
    edits: Vec<Edit>,
}

impl Mutant<'_> {
    fn texts(&self) -> Vec<(String, String)> {
        self.program.after(&self.edits)
    }

    /// What is found in it and not in the program as it was: errors and warnings.
    fn found(&self) -> Vec<Finding> {
        let mut found = findings(&self.texts());
        found.retain(|finding| {
            let said = (finding.rule.id, finding.message.clone());
            finding.severity() != Severity::Info && !self.program.before().contains(&said)
        });
        found
    }
}

/// Everything that is found in texts.
fn findings(texts: &[(String, String)]) -> Vec<Finding> {
    let texts = texts
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_str()));
    corpus::judged(&corpus::library(texts), Some("us-east-1"))
}

fn mutants<'p>(kind: &Kind, programs: &'p [Program], count: usize) -> Vec<Mutant<'p>> {
    let all = programs.iter().flat_map(|program| {
        let mistakes = (kind.mistakes)(program).into_iter();
        mistakes.map(move |edits| Mutant { program, edits })
    });
    draw::drawn(all.collect(), count, kind.name)
}

#[test]
fn no_kind_of_mistake_is_found_less_often_than_before() {
    let programs = programs();
    let mut fallen = Vec::new();
    for kind in KINDS {
        let mutants = mutants(kind, &programs, EACH);
        assert!(
            mutants.len() >= 4,
            "{}: {} mutants",
            kind.name,
            mutants.len()
        );
        let missed: Vec<&Mutant<'_>> = mutants
            .iter()
            .filter(|mutant| mutant.found().is_empty())
            .collect();
        let share = (mutants.len() - missed.len()) * 100 / mutants.len();
        if share < kind.least {
            let missed: Vec<String> = missed.iter().map(|mutant| shown(mutant)).collect();
            let name = kind.name;
            fallen.push(format!(
                "{name}: {share} % are found, expected {} %; missed are\n{}",
                kind.least,
                missed.join("\n")
            ));
        }
    }
    assert!(fallen.is_empty(), "{}", fallen.join("\n"));
}

/// The lines of a mutant that are not those of its program.
fn shown(mutant: &Mutant<'_>) -> String {
    let mut shown = Vec::new();
    for (file, (path, text)) in mutant.program.files.iter().zip(mutant.texts()) {
        let before = file.text.lines().collect::<BTreeSet<_>>();
        for (number, line) in text.lines().enumerate() {
            if !before.contains(line) {
                let line: String = line.trim().chars().take(120).collect();
                shown.push(format!("  {path}:{}: {line}", number + 1));
            }
        }
        if shown.is_empty() && text != file.text {
            shown.push(format!("  {path}: lines are missing or there twice"));
        }
    }
    shown.truncate(3);
    shown.join("\n")
}

#[test]
fn a_mutant_differs_from_its_program_and_the_same_ones_are_drawn_again() {
    let programs = programs();
    for kind in KINDS {
        let once = mutants(kind, &programs, EACH);
        let again = mutants(kind, &programs, EACH);
        for (mutant, same) in once.iter().zip(&again) {
            assert_eq!(mutant.texts(), same.texts(), "{}", kind.name);
            assert_ne!(mutant.texts(), mutant.program.after(&[]), "{}", kind.name);
        }
    }
}

/// Writes the mutants that `make mutations` compares, and what is found in them, to a folder: only where
/// `ESS_CFN_MUTANTS` names one.
#[test]
fn mutants_are_written_for_a_comparison_when_a_folder_is_named() {
    let Some(folder) = std::env::var_os("ESS_CFN_MUTANTS") else {
        return;
    };
    let each = std::env::var("ESS_CFN_MUTANTS_EACH");
    let each = each.map_or(20, |each| each.parse().unwrap());
    let folder = Path::new(&folder);
    let programs = programs();
    let mut all = Vec::new();
    for kind in KINDS {
        for (number, mutant) in mutants(kind, &programs, each).iter().enumerate() {
            let below = format!("{}/{number}", kind.name.replace(' ', "-"));
            let before = mutant.program.files.iter();
            let mut changed = Vec::new();
            for ((path, text), file) in mutant.texts().iter().zip(before) {
                write(&folder.join("mutants").join(&below).join(path), text);
                write(&folder.join("before").join(path), &file.text);
                if *text != file.text {
                    changed.push(path.clone());
                }
            }
            let found: Vec<String> = mutant.found().iter().map(corpus::line).collect();
            let root = &mutant.program.files[0].path;
            all.push(json!({
                "kind": kind.name, "folder": below, "root": root, "changed": changed, "found": found,
                "shown": shown(mutant),
            }));
        }
    }
    write(
        &folder.join("mutants.json"),
        &serde_json::to_string_pretty(&all).unwrap(),
    );
}

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}
