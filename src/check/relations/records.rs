//! The records of Route 53, wherever they are written.
//!
//! Not here: whether they are right.

use crate::check::Context;
use crate::check::cases::Case;
use crate::resolve::Resource;

/// One record.
pub(super) struct Record<'c> {
    /// The resource that writes it.
    pub(super) resource: Resource<'c>,
    /// Its properties.
    pub(super) value: Case,
}

/// Every record of a deployment.
pub(super) fn records<'c>(context: &Context<'c>) -> Vec<Record<'c>> {
    let mut found = Vec::new();
    let kinds: [(&'static [&'static str], &[&str]); 2] = [
        (&["AWS::Route53::RecordSet"], &[]),
        (&["AWS::Route53::RecordSetGroup"], &["RecordSets", "*"]),
    ];
    for (types, path) in kinds {
        for resource in context.of_types(types) {
            let cases = context.cases(&resource, path).into_iter();
            let cases = cases.filter(|case| case.value.entries().is_some());
            found.extend(cases.map(|value| Record { resource, value }));
        }
    }
    found
}

impl Record<'_> {
    /// What a property can come to where it is there.
    pub(super) fn written(&self, context: &Context<'_>, path: &[&str]) -> Vec<Case> {
        let cases = self.value.below(context, path).into_iter();
        cases.filter(|case| !case.is_absent()).collect()
    }
}
