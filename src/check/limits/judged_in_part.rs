//! # judged-in-part
//!
//! ## What it finds
//! A template of which part is not judged, since that would take too long: a value with more cases than are
//! kept apart, conditions with more cases than are tried, loops that make more than is written out, more
//! nested stacks than are looked into. It is said once, at the first such place.
//!
//! ## Why it matters
//! Where nothing is found there may be mistakes. CloudFormation itself has no such limits.
//!
//! ## Fails
//! ```yaml
//! Parameters:
//!   Kind: { Type: String, AllowedValues: [a, b, c, d, e, f] }
//!   Part: { Type: String, AllowedValues: [u, v, w, x, y, z] }
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, Properties: { TopicName: !Sub "${Kind}-${Part}" } }
//! ```
//! ## Passes
//! ```yaml
//! Parameters:
//!   Kind: { Type: String, AllowedValues: [a, b] }
//!   Part: { Type: String, AllowedValues: [u, v] }
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, Properties: { TopicName: !Sub "${Kind}-${Part}" } }
//! ```
//! ## Sources
//! The limits are ours: `src/resolve`.

use crate::check::{Check, Context};
use crate::document::NodeId;
use crate::resolve::{Missing, Place};
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "judged-in-part",
        severity: Severity::Info,
        page: include_str!("judged_in_part.rs"),
    },
    cfn_lint: &[],
    run,
};

fn run(context: &Context<'_>) {
    let Some((place, what)) = first(context) else {
        return;
    };
    let message = format!("{what}: part of what hangs on it is not judged");
    let finding = context.finding(&CHECK.rule, place.stack, place.node, message);
    context.report(finding.help("errors that are found are errors; others may be there"));
}

/// The first place at which something is left out.
fn first(context: &Context<'_>) -> Option<(Place, &'static str)> {
    let resolved = context.resolved;
    let at = |stack, node| Place { stack, node };
    let cut = resolved.stacks().find(|stack| !stack.source.whole);
    let loops = cut.map(|stack| {
        let place = at(stack.id, NodeId::default());
        (place, "the loops make more than is written out")
    });
    let deep = || {
        let all = resolved.stacks();
        let mut nested = all.flat_map(|stack| stack.nested.iter().map(move |one| (stack.id, one)));
        let (stack, left) = nested.find(|(_, one)| one.stack == Err(Missing::TooMany))?;
        let resource = resolved.resource(stack, &left.logical_id)?;
        let place = at(stack, resource.key.id);
        Some((place, "there are more nested stacks than are looked into"))
    };
    let cases = || {
        let place = resolved.overran()?;
        Some((place, "this has more cases than are looked at"))
    };
    loops.or_else(deep).or_else(cases)
}
