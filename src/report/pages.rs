//! The pages of all rules, whoever judges by them, and a table of them.
//!
//! Not here: what a page says (each stands beside its rule).

use crate::assembly::{RULES, VALUES_RULES};
use crate::check::{checks, page};
use crate::diff::risks;
use crate::source::{Rule, Severity, nearest};
use crate::spec;

/// The page of a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RulePage {
    /// The rule's id.
    pub id: &'static str,
    /// The weight of its findings.
    pub severity: Severity,
    /// The rules of cfn-lint that find the same.
    pub cfn_lint: &'static [&'static str],
    /// The page in Markdown, which begins with the id as its title.
    pub text: String,
}

impl RulePage {
    /// The page of every rule: those of templates first, then those of changes, of values, specs and wiring.
    pub fn all() -> impl Iterator<Item = Self> {
        let checks = checks().map(|check| Self::of(&check.rule));
        let spec = spec::RULES.iter().map(|rule| rule.rule);
        let others = VALUES_RULES.iter().copied().chain(spec);
        let risks = risks().map(|risk| Self::of(&risk.rule));
        checks
            .chain(risks)
            .chain(others.chain(RULES.iter().copied()).map(Self::of))
    }

    /// The page of a rule.
    #[must_use]
    pub fn of(rule: &'static Rule) -> Self {
        let check = checks().find(|check| check.rule.id == rule.id);
        let text = page(rule.page);
        let title = format!("# {}\n", rule.id);
        let text = if text.starts_with(&title) {
            text
        } else {
            format!("{title}\n{}\n", text.trim_end())
        };
        Self {
            id: rule.id,
            severity: rule.severity,
            cfn_lint: check.map_or(&[], |check| check.cfn_lint),
            text,
        }
    }

    /// The pages that somebody means by the id of a rule, or of a rule of cfn-lint.
    #[must_use]
    pub fn named(id: &str) -> Vec<Self> {
        let means = |page: &Self| {
            let mut theirs = page.cfn_lint.iter();
            page.id == id || theirs.any(|other| other.eq_ignore_ascii_case(id))
        };
        Self::all().filter(means).collect()
    }

    /// The id that somebody probably meant.
    #[must_use]
    pub fn nearest(id: &str) -> Option<&'static str> {
        let ids: Vec<&'static str> = Self::all().map(|page| page.id).collect();
        nearest(id, ids.into_iter())
    }

    /// What it finds, in one sentence.
    #[must_use]
    pub fn summary(&self) -> String {
        let (_, all) = self.text.split_once('\n').unwrap_or_default();
        let found = all.split_once("## What it finds\n");
        let body = found.map_or(all, |(_, body)| body).trim_start();
        let paragraph = body.split("\n\n").next().unwrap_or_default();
        first_sentence(&paragraph.replace('\n', " "))
    }

    /// The page with the rule's weight below its title, as somebody reads it.
    #[must_use]
    pub fn explained(&self) -> String {
        let (title, body) = self.text.split_once('\n').unwrap_or_default();
        let theirs = match self.cfn_lint {
            [] => String::new(),
            ids => format!("; cfn-lint: {}", ids.join(", ")),
        };
        format!(
            "{title}\n\nSeverity: {}{theirs}\n{body}",
            self.severity.word()
        )
    }
}

/// Every rule with its weight and what it finds, a line each.
#[must_use]
pub fn table_of_rules() -> String {
    let pages: Vec<RulePage> = RulePage::all().collect();
    let width = pages.iter().map(|page| page.id.len()).max().unwrap_or(0);
    let lines = pages.iter().map(|page| {
        let severity = page.severity.word();
        format!("{:width$}  {severity:7}  {}\n", page.id, page.summary())
    });
    lines.collect()
}

/// Up to the first stop outside of code that a new sentence follows.
fn first_sentence(text: &str) -> String {
    let mut in_code = false;
    for (at, character) in text.char_indices() {
        if character == '`' {
            in_code = !in_code;
        }
        let rest = text.get(at + 1..).and_then(|rest| rest.strip_prefix(' '));
        let next = rest.and_then(|rest| rest.chars().next());
        let begins = next.is_some_and(|next| next.is_uppercase() || next == '`');
        if character == '.' && !in_code && begins {
            return text.get(..=at).unwrap_or_default().to_owned();
        }
    }
    text.trim_end().to_owned()
}
