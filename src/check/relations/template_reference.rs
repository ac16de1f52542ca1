//! # launch-template-reference
//!
//! ## What it finds
//! A reference to a launch template by id and by name, or by neither.
//!
//! ## Why it matters
//! The service refuses it: one of them names the template.
//!
//! ## Fails
//! ```yaml
//! Resources:
//!   Group:
//!     Type: AWS::AutoScaling::AutoScalingGroup
//!     Properties:
//!       MinSize: "1"
//!       MaxSize: "4"
//!       VPCZoneIdentifier: [subnet-0123456789abcdef0]
//!       LaunchTemplate: { Version: "1", LaunchTemplateId: lt-0123456789abcdef0, LaunchTemplateName: web }
//! ```
//! ## Passes
//! ```yaml
//! Resources:
//!   Group:
//!     Type: AWS::AutoScaling::AutoScalingGroup
//!     Properties:
//!       MinSize: "1"
//!       MaxSize: "4"
//!       VPCZoneIdentifier: [subnet-0123456789abcdef0]
//!       LaunchTemplate: { Version: "1", LaunchTemplateId: lt-0123456789abcdef0 }
//! ```
//! ## Sources
//! Amazon EC2 Auto Scaling API reference, "LaunchTemplateSpecification".

use crate::check::cases::Case;
use crate::check::{Check, Context};
use crate::resolve::Resource;
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "launch-template-reference",
        severity: Severity::Error,
        page: include_str!("template_reference.rs"),
    },
    cfn_lint: &[],
    run,
};

fn run(context: &Context<'_>) {
    let kinds: [(&'static [&'static str], &[&str]); 3] = [
        (
            &["AWS::AutoScaling::AutoScalingGroup", "AWS::EC2::Instance"],
            &["LaunchTemplate"],
        ),
        (&["AWS::EKS::Nodegroup"], &["LaunchTemplate"]),
        (
            &["AWS::AutoScaling::AutoScalingGroup"],
            &[
                "MixedInstancesPolicy",
                "LaunchTemplate",
                "LaunchTemplateSpecification",
            ],
        ),
    ];
    for (types, path) in kinds {
        for resource in context.of_types(types) {
            for case in context.cases(&resource, path) {
                if case.value.entries().is_some() {
                    judge(context, &resource, &case);
                }
            }
        }
    }
}

fn judge(context: &Context<'_>, resource: &Resource<'_>, case: &Case) {
    let names = |id: &str, name: &str| (case.below(context, &[id]), case.below(context, &[name]));
    let (ids, names) = match resource.resource_type() {
        "AWS::EKS::Nodegroup" => names("Id", "Name"),
        _ => names("LaunchTemplateId", "LaunchTemplateName"),
    };
    for id in &ids {
        for name in &names {
            let Some(guard) = context.together(&id.guard, &name.guard) else {
                continue;
            };
            let (message, at) = match (id.is_absent(), name.is_absent()) {
                (true, true) => ("the launch template has neither an id nor a name", case),
                (false, false) => ("the launch template has an id and a name", name),
                (true, false) | (false, true) => continue,
            };
            let at = Case {
                guard,
                ..at.clone()
            };
            let finding = context.finding_of(&CHECK.rule, resource, &at, message);
            context.report(finding.expected("expected one of them"));
        }
    }
}
