//! Findings as annotations of a workflow of GitHub Actions, a line each.
//!
//! Source: GitHub Docs, "Workflow commands for GitHub Actions", "Setting an error message", and the
//! escapes of the package `@actions/core`. An annotation of several lines has no columns.

use super::advice::message_with_advice;
use crate::source::{Finding, Place, Severity};

/// The commands that annotate files with findings, in their order.
#[must_use]
pub fn github(findings: &[Finding]) -> String {
    findings.iter().map(command).collect()
}

fn command(finding: &Finding) -> String {
    let level = match finding.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    };
    let mut properties = finding.place.as_ref().map(properties).unwrap_or_default();
    properties.push(("title", finding.rule.id.to_owned()));
    let properties = properties.into_iter();
    let properties = properties.map(|(name, value)| format!("{name}={}", escaped_property(&value)));
    let properties: Vec<String> = properties.collect();
    let message = escaped(&message_with_advice(finding));
    format!("::{level} {}::{message}\n", properties.join(","))
}

fn properties(place: &Place) -> Vec<(&'static str, String)> {
    let (start, end) = (place.span.start, place.span.end);
    let mut properties = vec![
        ("file", place.file.to_string()),
        ("line", start.line.to_string()),
    ];
    if end.line == start.line {
        properties.extend([
            ("endLine", end.line.to_string()),
            ("col", start.column.to_string()),
            // The last column that is meant, not the one behind it.
            (
                "endColumn",
                end.column.saturating_sub(1).max(start.column).to_string(),
            ),
        ]);
    } else {
        // A block would be marked as a whole: its beginning says where it is.
        properties.push(("col", start.column.to_string()));
    }
    properties
}

/// What would end the command, and the sign of escapes itself.
fn escaped(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// The same for a property, which a comma or a colon would end.
fn escaped_property(text: &str) -> String {
    escaped(text).replace(':', "%3A").replace(',', "%2C")
}
