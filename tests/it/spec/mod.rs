//! Reading a spec: what it means, what is refused, and what is made of its declaration.

mod agreement;
mod declaration;
mod gateway;
mod meaning;
mod refusals;
mod refusals_of_egress;
mod refusals_of_services;
mod refusals_of_the_database;
mod refusals_of_the_network;
mod refusals_of_the_way_in;

use std::fmt::Write as _;
use std::sync::Arc;

use ess_cfn::architecture::Architecture;
use ess_cfn::source::Finding;

/// A spec with the three lines that every spec has above the others.
fn below(rest: &str) -> String {
    format!("name: acme-solid\nregion: eu-central-1\ndomain: pods.example.org\n{rest}")
}

fn read(text: &str) -> (Option<Architecture>, Vec<Finding>) {
    ess_cfn::spec::read(&Arc::from("spec.yaml"), text)
}

/// The architecture of a spec in which nothing is found.
fn architecture(text: &str) -> Architecture {
    let (architecture, findings) = read(text);
    assert!(findings.is_empty(), "{}", written(&findings));
    architecture.unwrap()
}

/// Everything that is found in a spec, and whether it is taken all the same.
fn findings(text: &str) -> String {
    let (architecture, findings) = read(text);
    let mut text = written(&findings);
    if architecture.is_some() {
        text.push_str("accepted\n");
    }
    text
}

fn written(findings: &[Finding]) -> String {
    let mut text = String::new();
    for finding in findings {
        let place = finding.place.as_ref().unwrap();
        let start = place.span.start;
        let path = finding.path.as_deref().unwrap_or_default();
        let colon = if path.is_empty() { "" } else { ": " };
        let (severity, rule) = (finding.severity().word(), finding.rule.id);
        let (file, message) = (&place.file, &finding.message);
        writeln!(
            text,
            "{file}:{}:{}: {severity}[{rule}] {path}{colon}{message}",
            start.line, start.column
        )
        .unwrap();
        if let Some(expected) = &finding.expected {
            writeln!(text, "  {expected}").unwrap();
        }
        if let Some(help) = &finding.help {
            writeln!(text, "  help: {help}").unwrap();
        }
        for related in &finding.related {
            let start = related.place.span.start;
            writeln!(
                text,
                "  {}:{}: {}",
                start.line, start.column, related.message
            )
            .unwrap();
        }
    }
    text
}
