//! # launch-template-version
//!
//! ## What it finds
//! A group whose launch template, of the same deployment, is taken in its version `$Latest` or `$Default`.
//!
//! ## Why it matters
//! A new version of the template changes nothing that CloudFormation sees of the group: no rolling update
//! replaces the instances, and old ones stay beside new ones.
//!
//! ## Fails
//! ```yaml
//! Resources:
//!   Template:
//!     Type: AWS::EC2::LaunchTemplate
//!     Properties:
//!       LaunchTemplateData:
//!         ImageId: ami-0123456789abcdef0
//!         MetadataOptions: { HttpTokens: required }
//!   Group:
//!     Type: AWS::AutoScaling::AutoScalingGroup
//!     Properties:
//!       MinSize: "1"
//!       MaxSize: "4"
//!       VPCZoneIdentifier: [subnet-0123456789abcdef0]
//!       LaunchTemplate: { LaunchTemplateId: !Ref Template, Version: $Latest }
//! ```
//! ## Passes
//! ```yaml
//! Resources:
//!   Template:
//!     Type: AWS::EC2::LaunchTemplate
//!     Properties:
//!       LaunchTemplateData:
//!         ImageId: ami-0123456789abcdef0
//!         MetadataOptions: { HttpTokens: required }
//!   Group:
//!     Type: AWS::AutoScaling::AutoScalingGroup
//!     Properties:
//!       MinSize: "1"
//!       MaxSize: "4"
//!       VPCZoneIdentifier: [subnet-0123456789abcdef0]
//!       LaunchTemplate: { LaunchTemplateId: !Ref Template, Version: !GetAtt Template.LatestVersionNumber }
//! ```
//! ## Sources
//! AWS CloudFormation template reference, "AWS::AutoScaling::AutoScalingGroup LaunchTemplateSpecification".

use super::sides::sides;
use crate::check::{Check, Context};
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "launch-template-version",
        severity: Severity::Info,
        page: include_str!("template_version.rs"),
    },
    cfn_lint: &[],
    run,
};

fn run(context: &Context<'_>) {
    let paths: [&[&str]; 2] = [
        &["LaunchTemplate"],
        &[
            "MixedInstancesPolicy",
            "LaunchTemplate",
            "LaunchTemplateSpecification",
        ],
    ];
    for path in paths {
        for side in sides(context, &["AWS::AutoScaling::AutoScalingGroup"], &[path]) {
            let names = ["LaunchTemplateId", "LaunchTemplateName"];
            let mut named = names
                .iter()
                .flat_map(|name| side.case.below(context, &[name]));
            let Some((stack, name)) = named.find_map(|case| {
                let (stack, name) = case.resource()?;
                Some((stack, name.to_owned()))
            }) else {
                continue;
            };
            if context.resolved.resource(stack, &name).is_none() {
                continue;
            }
            for case in side.case.below(context, &["Version"]) {
                let Some(text @ ("$Latest" | "$Default")) = case.text() else {
                    continue;
                };
                let message = format!("`{text}` hides new versions of `{name}`");
                let finding = context.finding_of(&CHECK.rule, &side.resource, &case, message);
                let help = format!("write `!GetAtt {name}.LatestVersionNumber`");
                context.report(if stack == side.resource.stack {
                    finding.help(help)
                } else {
                    finding
                });
            }
        }
    }
}
