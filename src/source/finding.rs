//! What every judge of a document reports: one finding type and one rule type.

use std::sync::Arc;

use super::Span;

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// It works, and will hurt.
    Warning,
    /// It is refused.
    Error,
}

impl Severity {
    /// The word of every output format: `error`, `warning`, `info`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// What is judged: an id that never changes its meaning, and the page that explains it.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// Kebab-case words, unique over all judges, never reused: `spec-zone-unknown`.
    pub id: &'static str,
    /// The weight of its findings.
    pub severity: Severity,
    /// What it finds and why that matters, in Markdown.
    pub page: &'static str,
}

/// A stretch of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file as the user named it, `/` on every system.
    pub file: Arc<str>,
    /// The stretch.
    pub span: Span,
}

/// A second place that helps to understand a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// What is to be seen there.
    pub message: String,
    /// Where.
    pub place: Place,
}

/// One thing that a judge found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The rule that speaks.
    pub rule: &'static Rule,
    /// What was found, in lower case, naming the value.
    pub message: String,
    /// The label under the marked stretch: what was expected there.
    pub expected: Option<String>,
    /// What to do, only where following it works.
    pub help: Option<String>,
    /// Where, if it has a place.
    pub place: Option<Place>,
    /// The stack it concerns.
    pub stack: Option<String>,
    /// The resource it concerns.
    pub logical_id: Option<String>,
    /// The path inside the document, keys joined with `.`: `network.zones`.
    pub path: Option<String>,
    /// Other places.
    pub related: Vec<Related>,
}

impl Finding {
    /// A finding of `rule` that says `message`.
    #[must_use]
    pub fn new(rule: &'static Rule, message: impl Into<String>) -> Self {
        Self {
            rule,
            message: message.into(),
            expected: None,
            help: None,
            place: None,
            stack: None,
            logical_id: None,
            path: None,
            related: Vec::new(),
        }
    }

    /// The same, at a place.
    #[must_use]
    pub fn at(mut self, file: &Arc<str>, span: Span) -> Self {
        self.place = Some(Place {
            file: Arc::clone(file),
            span,
        });
        self
    }

    /// The same, saying what was expected at its place.
    #[must_use]
    pub fn expected(mut self, expected: impl Into<String>) -> Self {
        self.expected = Some(expected.into());
        self
    }

    /// The same, with advice that works.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The same, with the name that was probably meant, if there is one.
    #[must_use]
    pub fn did_you_mean(self, near: Option<&str>) -> Self {
        match near {
            Some(near) => self.help(format!("did you mean `{near}`?")),
            None => self,
        }
    }

    /// The same, with the name that was probably meant, else with what was expected at its place.
    #[must_use]
    pub fn did_you_mean_or(self, near: Option<&str>, expected: impl Into<String>) -> Self {
        match near {
            Some(_) => self.did_you_mean(near),
            None => self.expected(expected),
        }
    }

    /// The same, about one stack.
    #[must_use]
    pub fn in_stack(mut self, stack: impl Into<String>) -> Self {
        self.stack = Some(stack.into());
        self
    }

    /// The same, about one resource.
    #[must_use]
    pub fn of(mut self, logical_id: impl Into<String>) -> Self {
        self.logical_id = Some(logical_id.into());
        self
    }

    /// The same, at a path inside the document.
    #[must_use]
    pub fn path(mut self, path: impl Into<String>) -> Self {
        self.path = Some(path.into());
        self
    }

    /// The same, pointing at one more place.
    #[must_use]
    pub fn related(mut self, message: impl Into<String>, file: &Arc<str>, span: Span) -> Self {
        let place = Place {
            file: Arc::clone(file),
            span,
        };
        self.related.push(Related {
            message: message.into(),
            place,
        });
        self
    }

    /// How much it weighs.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.rule.severity
    }
}
