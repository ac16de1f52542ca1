//! Findings as JSON: an interface of its own, whose fields are added and never changed.
//!
//! `schemas/findings.schema.json` describes it. Not here: the order of the findings (`check`).

use serde::Serialize;

use super::advice::advice;
use crate::source::{Finding, Place, Severity};

/// The version of the form.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct Report<'f> {
    version: u32,
    findings: Vec<Item<'f>>,
    summary: Summary,
}

/// One finding.
#[derive(Serialize)]
pub(super) struct Item<'f> {
    rule: &'static str,
    severity: &'static str,
    message: &'f str,
    help: Option<String>,
    #[serde(flatten)]
    place: Stretch<'f>,
    stack: Option<&'f str>,
    logical_id: Option<&'f str>,
    path: Option<&'f str>,
    related: Vec<Other<'f>>,
}

#[derive(Serialize)]
struct Other<'f> {
    message: &'f str,
    #[serde(flatten)]
    place: Stretch<'f>,
}

/// Lines and columns from 1, columns in characters; the end is behind the last character.
#[derive(Default, Serialize)]
struct Stretch<'f> {
    file: Option<&'f str>,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
}

#[derive(Serialize)]
struct Summary {
    error: usize,
    warning: usize,
    info: usize,
}

/// The text of findings as JSON, in their order.
#[must_use]
pub fn json(findings: &[Finding]) -> String {
    let count = |severity| {
        let each = findings.iter();
        each.filter(|one| one.severity() == severity).count()
    };
    let report = Report {
        version: VERSION,
        findings: findings.iter().map(item).collect(),
        summary: Summary {
            error: count(Severity::Error),
            warning: count(Severity::Warning),
            info: count(Severity::Info),
        },
    };
    let text = serde_json::to_string_pretty(&report);
    let mut text = text.expect("invariant: keys are texts, and nothing else can fail");
    text.push('\n');
    text
}

/// A finding as JSON has it.
pub(super) fn item(finding: &Finding) -> Item<'_> {
    let related = finding.related.iter().map(|related| Other {
        message: &related.message,
        place: stretch(&related.place),
    });
    Item {
        rule: finding.rule.id,
        severity: finding.severity().word(),
        message: &finding.message,
        help: advice(finding),
        place: finding.place.as_ref().map(stretch).unwrap_or_default(),
        stack: finding.stack.as_deref(),
        logical_id: finding.logical_id.as_deref(),
        path: finding.path.as_deref(),
        related: related.collect(),
    }
}

fn stretch(place: &Place) -> Stretch<'_> {
    let (start, end) = (place.span.start, place.span.end);
    Stretch {
        file: Some(&place.file),
        line: Some(start.line),
        column: Some(start.column),
        end_line: Some(end.line),
        end_column: Some(end.column),
    }
}
