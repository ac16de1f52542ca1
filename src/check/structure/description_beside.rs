//! # description-beside-type
//!
//! ## What it finds
//! A `Description` beside the `Type` of a resource whose type has a property of that name, which is not
//! written.
//!
//! ## Why it matters
//! Beside `Type` it is a comment that nobody sees; the resource has no description.
//!
//! ## Fails
//! ```yaml
//! Resources:
//!   Group: { Type: AWS::IAM::ManagedPolicy, Description: Reads all, Properties: { PolicyDocument: { Version: "2012-10-17", Statement: [{ Effect: Allow, Action: "s3:ListAllMyBuckets", Resource: "*" }] } } }
//! ```
//! ## Passes
//! ```yaml
//! Resources:
//!   Group: { Type: AWS::IAM::ManagedPolicy, Properties: { Description: Reads all, PolicyDocument: { Version: "2012-10-17", Statement: [{ Effect: Allow, Action: "s3:ListAllMyBuckets", Resource: "*" }] } } }
//! ```
//! ## Sources
//! AWS CloudFormation user guide, "Resources"; CodeStar writes such comments into its templates.

use crate::check::{Check, Context};
use crate::schema::resource_type;
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "description-beside-type",
        severity: Severity::Warning,
        page: include_str!("description_beside.rs"),
    },
    cfn_lint: &["E3001"],
    run,
};

fn run(context: &Context<'_>) {
    for template in context.templates().iter().filter(|one| !one.open) {
        for resource in template.resources.values() {
            let Some(node) = resource.node.get(&["Description"]) else {
                continue;
            };
            let known = resource_type(resource.resource_type());
            let has_property = known.is_some_and(|known| known.property("Description").is_some());
            if !has_property || resource.property(&["Description"]).is_some() {
                continue;
            }
            let message = "this description is a comment, and no property of the resource";
            let finding = context.finding_in(&CHECK.rule, resource, node, message);
            context.report(finding.help("write it below `Properties`"));
        }
    }
}
