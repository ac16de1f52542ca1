//! The actions that policies name, by service.
//!
//! Source: `schemas/actions.tsv`, from cfn-lint, which has AWS's service authorization reference. Names are
//! in lower case, since IAM takes any.
//! Not here: policies and their patterns (`check`).

use super::blob;

/// The services that have actions, by the prefix of these: `s3`.
pub fn services() -> impl Iterator<Item = &'static str> {
    rows().map(|(service, _)| service)
}

/// The actions of a service, sorted; `None` for a service that is not known.
pub fn actions(service: &str) -> Option<impl Iterator<Item = &'static str>> {
    let (_, actions) = rows().find(|(name, _)| *name == service)?;
    Some(actions.split(' '))
}

fn rows() -> impl Iterator<Item = (&'static str, &'static str)> {
    let lines = blob::frame(blob::ACTIONS).lines();
    lines.filter_map(|line| line.split_once('\t'))
}
