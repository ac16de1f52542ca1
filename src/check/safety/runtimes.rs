//! The runtimes that functions and layers name.
//!
//! Not here: which of them are old (`facts`).

use crate::check::Context;
use crate::check::cases::Case;
use crate::facts::lambda::{Runtime, runtime};
use crate::resolve::Resource;

/// Every known runtime that a function names.
pub(super) fn named<'c>(context: &Context<'c>) -> Vec<(Resource<'c>, Case, Runtime)> {
    let mut found = Vec::new();
    for resource in context.of_types(&["AWS::Lambda::Function"]) {
        for case in context.cases(&resource, &["Runtime"]) {
            if let Some(runtime) = case.text().and_then(runtime) {
                found.push((resource, case, runtime));
            }
        }
    }
    found
}
