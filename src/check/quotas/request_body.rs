//! # quota-request-body
//!
//! ## What it finds
//! A root of more than 51,200 bytes.
//!
//! ## Why it matters
//! CloudFormation takes no more in a request, so that the template has to lie in a bucket first, as `aws
//! cloudformation deploy` does with `--s3-bucket`. Nested templates lie there anyway.
//!
//! ## Fails
//! ```yaml
//! # times 1100: # what this template is for, and who looks after it
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic }
//! ```
//! ## Passes
//! ```yaml
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic }
//! ```
//! ## Sources
//! AWS CloudFormation user guide, "CloudFormation quotas".

use crate::check::{Check, Context};
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "quota-request-body",
        severity: Severity::Info,
        page: include_str!("request_body.rs"),
    },
    cfn_lint: &[],
    run,
};

/// The most bytes of a template in a request.
const MOST: usize = 51_200;

fn run(context: &Context<'_>) {
    for template in context
        .templates()
        .iter()
        .filter(|one| one.of.parent.is_none())
    {
        let bytes = template.of.source.bytes;
        if bytes <= MOST {
            continue;
        }
        let message = format!("the template has {bytes} bytes, more than the {MOST} of a request");
        let finding = context.finding(
            &CHECK.rule,
            template.stack,
            template.beginning().id,
            message,
        );
        context.report(
            finding.help("put it into a bucket: `aws cloudformation deploy --s3-bucket …`"),
        );
    }
}
