//! Every check, by family.

use super::judge::Check;
use super::{
    functions, limits, nested, properties, quotas, references, relations, safety, security,
    structure, suppression,
};

/// The checks of every family.
static FAMILIES: [&[&Check]; 11] = [
    structure::CHECKS,
    functions::CHECKS,
    quotas::CHECKS,
    references::CHECKS,
    nested::CHECKS,
    properties::CHECKS,
    relations::CHECKS,
    security::CHECKS,
    safety::CHECKS,
    suppression::CHECKS,
    limits::CHECKS,
];

/// Every check.
pub fn checks() -> impl Iterator<Item = &'static Check> {
    FAMILIES.iter().copied().flatten().copied()
}
