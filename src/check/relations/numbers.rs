//! Two numbers of one resource that have to be in order.
//!
//! Not here: which (the checks beside this file).

use crate::check::Context;
use crate::check::cases::Case;
use crate::resolve::{Guard, Resource};

/// Two numbers of one resource that are known at once.
pub(super) struct Two<'c> {
    pub(super) resource: Resource<'c>,
    pub(super) first: f64,
    pub(super) second: f64,
    /// The second as it is written, where both hold.
    pub(super) case: Case,
}

/// Every pair of numbers that two properties of some types can have at once. A property that is not there
/// has the number that is given for it, if any is.
pub(super) fn numbers<'c>(
    context: &Context<'c>,
    types: &'static [&'static str],
    first: (&[&str], Option<f64>),
    second: (&[&str], Option<f64>),
) -> Vec<Two<'c>> {
    let mut found = Vec::new();
    for resource in context.of_types(types) {
        let all = |(path, absent): (&[&str], Option<f64>)| -> Vec<(f64, Case)> {
            let cases = context.cases(&resource, path).into_iter();
            let numbers = cases.filter_map(|case| {
                let absent = absent.filter(|_| case.is_absent());
                Some((absent.or_else(|| case.number())?, case))
            });
            numbers.collect()
        };
        let seconds = all(second);
        for (one, first_case) in all(first) {
            for (other, second_case) in &seconds {
                if let Some(guard) = together(context, &first_case, second_case) {
                    // What is not written can't be pointed at.
                    let written = if second_case.is_absent() {
                        &first_case
                    } else {
                        second_case
                    };
                    found.push(Two {
                        resource,
                        first: one,
                        second: *other,
                        case: Case {
                            guard,
                            ..written.clone()
                        },
                    });
                }
            }
        }
    }
    found
}

fn together(context: &Context<'_>, one: &Case, other: &Case) -> Option<Guard> {
    context.together(&one.guard, &other.guard)
}
