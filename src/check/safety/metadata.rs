//! # metadata-without-token
//!
//! ## What it finds
//! A launch template, or a launch configuration, whose instances answer for their metadata without a token
//! (IMDSv1), or that does not say so: then the image or the account decides.
//!
//! ## Why it matters
//! Whoever can make a program on the instance fetch an address gets the credentials of its role.
//!
//! ## Fails
//! ```yaml
//! Resources:
//!   Template:
//!     Type: AWS::EC2::LaunchTemplate
//!     Properties:
//!       LaunchTemplateData:
//!         ImageId: ami-0123456789abcdef0
//!         MetadataOptions: { HttpTokens: optional }
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
//! ```
//! ## Sources
//! Amazon EC2 user guide, "Configure the Instance Metadata Service options".

use crate::check::{Check, Context};
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "metadata-without-token",
        severity: Severity::Info,
        page: include_str!("metadata.rs"),
    },
    cfn_lint: &[],
    run,
};

fn run(context: &Context<'_>) {
    let kinds: [(&'static [&'static str], &[&str]); 2] = [
        (
            &["AWS::EC2::LaunchTemplate"],
            &["LaunchTemplateData", "MetadataOptions"],
        ),
        (
            &["AWS::AutoScaling::LaunchConfiguration"],
            &["MetadataOptions"],
        ),
    ];
    for (types, path) in kinds {
        for resource in context.of_types(types) {
            for options in context.cases(&resource, path) {
                // No endpoint, no answer.
                let endpoints = options.below(context, &["HttpEndpoint"]);
                if endpoints.iter().any(|case| case.text() == Some("disabled")) {
                    continue;
                }
                for case in options.below(context, &["HttpTokens"]) {
                    let message = match case.text() {
                        Some("optional") => "instances answer without a token",
                        None if case.is_absent() => "nothing says that instances want a token",
                        Some(_) | None => continue,
                    };
                    let finding = context.finding_of(&CHECK.rule, &resource, &case, message);
                    let finding = finding.path(format!("Properties.{}.HttpTokens", path.join(".")));
                    context.report(finding.help("set `MetadataOptions: { HttpTokens: required }`"));
                }
            }
        }
    }
}
