//! The rules of security groups, wherever they are written.
//!
//! Not here: whether they are right.

use super::cases::Case;
use super::context::Context;
use crate::resolve::Resource;

/// One rule.
pub(super) struct FirewallRule<'c> {
    /// The resource that writes it.
    pub(super) resource: Resource<'c>,
    /// Its properties.
    pub(super) value: Case,
    /// Whether it lets in, or out.
    pub(super) inwards: bool,
}

/// Every rule of a deployment.
pub(super) fn rules<'c>(context: &Context<'c>) -> Vec<FirewallRule<'c>> {
    let mut found = Vec::new();
    for resource in context.of_types(&["AWS::EC2::SecurityGroup"]) {
        for (list, inwards) in [
            ("SecurityGroupIngress", true),
            ("SecurityGroupEgress", false),
        ] {
            let cases = context.cases(&resource, &[list, "*"]).into_iter();
            let cases = cases.filter(|case| case.value.entries().is_some());
            found.extend(cases.map(|value| FirewallRule {
                resource,
                value,
                inwards,
            }));
        }
    }
    for resource in context.of_types(&[
        "AWS::EC2::SecurityGroupIngress",
        "AWS::EC2::SecurityGroupEgress",
    ]) {
        let inwards = resource.resource_type().ends_with("Ingress");
        let cases = context.cases(&resource, &[]).into_iter();
        let cases = cases.filter(|case| case.value.entries().is_some());
        found.extend(cases.map(|value| FirewallRule {
            resource,
            value,
            inwards,
        }));
    }
    found
}
