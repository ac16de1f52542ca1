//! The YAML file that a user writes: read with positions into an architecture, or refused with
//! everything that is wrong with it at once.
//!
//! Each section is declared once (`sections`): key, type, default, documentation. The decoder, the
//! JSON Schema ([`json_schema`]), the file that `init` writes ([`starter`]) and the reference
//! ([`reference()`]) come from the declaration.
//! Not here: files, and what becomes of an architecture.

mod advice;
mod arguments;
mod database;
mod entrance;
mod keys;
mod location;
mod lowering;
mod network;
mod nodes;
mod patterns;
mod pools;
mod reader;
mod reference;
mod refusal;
mod rules;
mod schema;
mod section;
mod sections;
mod services;
mod shape;
mod starter;
mod texts;
mod values;
mod words;

use std::sync::Arc;

use crate::architecture::Architecture;
use crate::document::{self, Dialect, Format, Limits, Mapping, Node};
use crate::source::{Finding, Position, Severity};

use reader::{Reader, Spot, Value as _};
use sections::Spec;

pub use keys::key_of;
pub use reference::{reference, with_reference};
pub use rules::{RULES, SpecRule};
pub use schema::json_schema;
pub use starter::starter;

/// Reads a spec. There is an architecture unless a finding is an error.
#[must_use]
pub fn read(file: &Arc<str>, text: &str) -> (Option<Architecture>, Vec<Finding>) {
    let document = document::read(text, Format::Yaml, Dialect::Plain, Limits::DEFAULT);
    let mut reader = Reader::new(file, &document.spans);
    for problem in &document.problems {
        reader.findings.push(problem.finding(rules::YAML, file));
    }
    // What is missing in an incomplete tree may well be in the text.
    if !document.complete {
        return (None, reader.findings);
    }
    let node = document
        .node
        .unwrap_or_else(|| Node::mapping(Mapping::new()));
    let Some(spec) = Spec::decode(&node, Spot::FILE, &mut reader) else {
        return (None, reader.findings);
    };
    let lowered = lowering::lower(&spec, &mut reader);
    let judged = Architecture::new(lowered.draft);
    let architecture = match judged {
        Ok(architecture) => {
            network::advise(&architecture, &spec, &mut reader);
            Some(architecture)
        }
        Err(conflicts) => {
            for conflict in &conflicts {
                refusal::refuse(conflict, &spec, &lowered.unsound, &mut reader);
            }
            None
        }
    };
    let mut findings = reader.findings;
    findings.sort_by_key(|finding| {
        let place = finding.place.as_ref();
        place.map_or(Position::START, |place| place.span.start)
    });
    let refused = findings.iter().any(|one| one.severity() == Severity::Error);
    (architecture.filter(|_| !refused), findings)
}
