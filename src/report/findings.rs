//! Findings as text, in the layout of rustc: what, where, the lines of the file, what to do.

use std::cmp::Reverse;
use std::ops::Range;
use std::sync::Arc;

use annotate_snippets::{
    Annotation, AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet,
    normalize_untrusted_str,
};
use indexmap::IndexMap;

use crate::source::{Finding, Place, Severity};

/// The texts of files that findings point into, in the order in which they are reported.
pub type Sources = IndexMap<Arc<str>, String>;

/// Whether a text carries colour codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// It has none.
    Plain,
    /// It has those of ANSI terminals.
    Coloured,
}

impl Style {
    fn renderer(self) -> Renderer {
        match self {
            Self::Plain => Renderer::plain(),
            Self::Coloured => Renderer::styled(),
        }
    }
}

/// Every finding, by file and position; those without a place come last, in their order. Each ends
/// with an empty line.
#[must_use]
pub fn findings(findings: &[Finding], sources: &Sources, style: Style) -> String {
    let renderer = style.renderer();
    let mut sorted: Vec<&Finding> = findings.iter().collect();
    sorted.sort_by_key(|finding| {
        let place = finding.place.as_ref();
        let file = place.map(|place| sources.get_index_of(&place.file));
        let file = file.map_or(usize::MAX, |index| index.unwrap_or(usize::MAX - 1));
        let start = place.map_or(0, |place| place.span.start.offset);
        (file, start, Reverse(finding.severity()))
    });
    let rendered = sorted.into_iter().map(|finding| {
        let group = group(finding, sources);
        format!("{}\n\n", renderer.render(&[group]))
    });
    rendered.collect()
}

/// A failure that no file is to blame for, as findings look.
#[must_use]
pub fn failure(message: &str, help: Option<&str>, style: Style) -> String {
    let help = help.map(|help| Level::HELP.message(normalize_untrusted_str(help)));
    let group = Level::ERROR.primary_title(message).elements(help);
    format!("{}\n", style.renderer().render(&[group]))
}

/// How many findings there are of each severity: `3 errors, 1 warning`; none where there is none.
#[must_use]
pub fn summary(findings: &[Finding]) -> Option<String> {
    let counts = [
        (Severity::Error, "error", "errors"),
        (Severity::Warning, "warning", "warnings"),
        (Severity::Info, "note", "notes"),
    ];
    let counts = counts.into_iter().filter_map(|(severity, one, many)| {
        let found = findings.iter().filter(|each| each.severity() == severity);
        match found.count() {
            0 => None,
            1 => Some(format!("1 {one}")),
            count => Some(format!("{count} {many}")),
        }
    });
    let counts: Vec<String> = counts.collect();
    (!counts.is_empty()).then(|| counts.join(", "))
}

fn group<'a>(finding: &'a Finding, sources: &'a Sources) -> Group<'a> {
    let level = match finding.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    };
    let title = level
        .primary_title(finding.message.as_str())
        .id(finding.rule.id);
    let mut elements = places(finding, sources);
    if finding.place.is_none()
        && let Some(subject) = subject(finding)
    {
        elements.push(Origin::path(subject).into());
        // Without lines of a file below it nobody would see the label.
        if let Some(expected) = &finding.expected {
            elements.push(
                Level::NOTE
                    .message(normalize_untrusted_str(expected))
                    .into(),
            );
        }
    }
    if let Some(help) = &finding.help {
        elements.push(Level::HELP.message(normalize_untrusted_str(help)).into());
    }
    title.elements(elements)
}

/// The stack and the resource of a finding that stands in no file.
fn subject(finding: &Finding) -> Option<String> {
    let stack = finding.stack.as_ref().map(|stack| format!("stack {stack}"));
    match (stack, &finding.logical_id) {
        (Some(stack), Some(logical_id)) => Some(format!("{stack}: {logical_id}")),
        (None, Some(logical_id)) => Some(logical_id.clone()),
        (stack, None) => stack,
    }
}

/// The lines that a finding points at, file by file, its own first.
fn places<'a>(finding: &'a Finding, sources: &'a Sources) -> Vec<Element<'a>> {
    let own = finding.place.as_ref();
    let own = own.map(|place| {
        let label = finding.expected.as_deref();
        (place, AnnotationKind::Primary, label)
    });
    let related = finding.related.iter().map(|related| {
        let label = Some(related.message.as_str());
        (&related.place, AnnotationKind::Context, label)
    });
    let mut files: IndexMap<&str, Vec<_>> = IndexMap::new();
    for marked in own.into_iter().chain(related) {
        files.entry(&marked.0.file).or_default().push(marked);
    }
    let mut elements = Vec::new();
    for (file, marks) in files {
        match sources.get(file) {
            Some(text) => {
                let annotations = marks
                    .into_iter()
                    .map(|(place, kind, label)| annotation(place, kind, label, text));
                let snippet = Snippet::source(text.as_str()).path(file);
                elements.push(snippet.annotations(annotations).into());
            }
            // The text is not at hand: line and column alone.
            None => {
                for (place, _, label) in marks {
                    let start = place.span.start;
                    let origin = Origin::path(file).line(start.line);
                    elements.push(origin.char_column(start.column).into());
                    if let Some(label) = label {
                        elements.push(Level::NOTE.message(normalize_untrusted_str(label)).into());
                    }
                }
            }
        }
    }
    elements
}

fn annotation<'a>(
    place: &Place,
    kind: AnnotationKind,
    label: Option<&'a str>,
    text: &str,
) -> Annotation<'a> {
    let span = kind.span(within(text, place.span.start.offset..place.span.end.offset));
    match label {
        Some(label) => span.label(normalize_untrusted_str(label)),
        None => span,
    }
}

/// The range inside the text, between characters, whatever a reader said. A stretch of several lines
/// is marked on its first one: a block of a template would fill the screen.
fn within(text: &str, range: Range<usize>) -> Range<usize> {
    let boundary = |offset: usize| {
        let mut before = (0..=offset.min(text.len())).rev();
        before
            .find(|offset| text.is_char_boundary(*offset))
            .unwrap_or(0)
    };
    let start = boundary(range.start);
    let end = boundary(range.end).max(start);
    let first_line = text
        .get(start..end)
        .and_then(|marked| marked.find('\n'))
        .map(|length| start + length);
    start..first_line.unwrap_or(end)
}
