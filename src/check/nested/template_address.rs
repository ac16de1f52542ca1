//! # nested-template-address
//!
//! ## What it finds
//! A nested stack whose `TemplateURL` is an `s3://` address, or the address of a bucket as a website.
//!
//! ## Why it matters
//! CloudFormation takes the `https://` address of an object in S3, and refuses these.
//!
//! ## Fails
//! ```yaml
//! Resources:
//!   Network: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: "s3://templates/network.yaml" } }
//! ```
//! ## Passes
//! ```yaml
//! Resources:
//!   Network:
//!     Type: AWS::CloudFormation::Stack
//!     Properties: { TemplateURL: "https://templates.s3.eu-central-1.amazonaws.com/network.yaml" }
//! ```
//! ## Sources
//! AWS CloudFormation API reference, "CreateStack", `TemplateURL`.

use crate::check::cases::Case;
use crate::check::{Check, Context};
use crate::resolve::{Form, Unknown};
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "nested-template-address",
        severity: Severity::Error,
        page: include_str!("template_address.rs"),
    },
    cfn_lint: &[],
    run,
};

fn run(context: &Context<'_>) {
    for resource in context.of_types(&["AWS::CloudFormation::Stack"]) {
        for case in context.cases(&resource, &["TemplateURL"]) {
            let Some(beginning) = beginning(&case) else {
                continue;
            };
            let found = if beginning.starts_with("s3://") {
                "CloudFormation takes no `s3://` address"
            } else if beginning.contains(".s3-website") {
                "CloudFormation takes no template from a website"
            } else {
                continue;
            };
            let finding = context.finding_of(&CHECK.rule, &resource, &case, found);
            let expected = "expected the `https://` address of an object in S3";
            let finding = finding.path("Properties.TemplateURL").expected(expected);
            context.report(match case.text().and_then(with_https) {
                Some(address) => finding.help(format!("write `{address}`")),
                None => finding,
            });
        }
    }
}

/// The text, or what is known of its beginning.
fn beginning(case: &Case) -> Option<String> {
    if let Some(text) = case.text() {
        return Some(text.to_owned());
    }
    match &case.value.form {
        Form::Unknown(Unknown::Text(parts)) => parts.first()?.text().map(str::to_owned),
        Form::Text(..) | Form::List(_) | Form::Map(_) | Form::Absent | Form::Unknown(_) => None,
    }
}

/// The address of the same object that CloudFormation takes.
fn with_https(address: &str) -> Option<String> {
    let (bucket, key) = address.strip_prefix("s3://")?.split_once('/')?;
    Some(format!("https://{bucket}.s3.amazonaws.com/{key}"))
}
