//! One check: its rule, and how it looks.

use super::context::Context;
use crate::source::Rule;

/// One check.
#[derive(Debug)]
pub struct Check {
    /// The rule that its findings name.
    pub rule: Rule,
    /// The rules of cfn-lint that find the same, so that what silences those silences this: `E3002`.
    pub cfn_lint: &'static [&'static str],
    /// Looks at a program.
    pub run: fn(&Context<'_>),
}
