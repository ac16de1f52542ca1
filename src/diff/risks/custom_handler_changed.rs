//! # custom-handler-changed
//!
//! ## What it finds
//! A custom resource that is changed or removed in the same update as the function behind it.
//!
//! ## Why it matters
//! The new function handles the update of what the old one made; and if the update is rolled back, the old function
//! has to undo what the new one did. Both have to understand each other, else the stack ends in
//! `UPDATE_ROLLBACK_FAILED`.
//!
//! ## Before
//! ```yaml
//! Resources:
//!   Handler: { Type: AWS::Lambda::Function, Properties: { Code: { ZipFile: "a" }, Role: "arn:aws:iam::123456789012:role/a", Runtime: python3.13, Handler: index.run } }
//!   Thing: { Type: Custom::Thing, Properties: { ServiceToken: !GetAtt Handler.Arn, Size: 1 } }
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Handler: { Type: AWS::Lambda::Function, Properties: { Code: { ZipFile: "b" }, Role: "arn:aws:iam::123456789012:role/a", Runtime: python3.13, Handler: index.run } }
//!   Thing: { Type: Custom::Thing, Properties: { ServiceToken: !GetAtt Handler.Arn, Size: 2 } }
//! ```
//! ## Before
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Provider: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: provider.yaml } }
//!   Things: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: things.yaml, Parameters: { Handler: !GetAtt Provider.Outputs.Handler } } }
//! # file: provider.yaml
//! Resources:
//!   Handler: { Type: AWS::Lambda::Function, Properties: { Code: { ZipFile: "a" }, Role: "arn:aws:iam::123456789012:role/a", Runtime: python3.13, Handler: index.run } }
//! Outputs:
//!   Handler: { Value: !GetAtt Handler.Arn }
//! # file: things.yaml
//! Parameters:
//!   Handler: { Type: String }
//! Resources:
//!   Thing: { Type: Custom::Thing, Properties: { ServiceToken: !Ref Handler, Size: 1 } }
//! ```
//! ## After
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Provider: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: provider.yaml } }
//!   Things: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: things.yaml, Parameters: { Handler: !GetAtt Provider.Outputs.Handler } } }
//! # file: provider.yaml
//! Resources:
//!   Handler: { Type: AWS::Lambda::Function, Properties: { Code: { ZipFile: "b" }, Role: "arn:aws:iam::123456789012:role/a", Runtime: python3.13, Handler: index.run } }
//! Outputs:
//!   Handler: { Value: !GetAtt Handler.Arn }
//! # file: things.yaml
//! Parameters:
//!   Handler: { Type: String }
//! Resources:
//!   Thing: { Type: Custom::Thing, Properties: { ServiceToken: !Ref Handler, Size: 3 } }
//! ```
//! ## Instead
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Provider: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: provider.yaml } }
//!   Things: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: things.yaml, Parameters: { Handler: !GetAtt Provider.Outputs.Handler } } }
//! # file: provider.yaml
//! Resources:
//!   Handler: { Type: AWS::Lambda::Function, Properties: { Code: { ZipFile: "b" }, Role: "arn:aws:iam::123456789012:role/a", Runtime: python3.13, Handler: index.run } }
//! Outputs:
//!   Handler: { Value: !GetAtt Handler.Arn }
//! # file: things.yaml
//! Parameters:
//!   Handler: { Type: String }
//! Resources:
//!   Thing: { Type: Custom::Thing, Properties: { ServiceToken: !Ref Handler, Size: 1 } }
//! ```
//! ## Sources
//! AWS CloudFormation user guide, "Custom resources" and "Troubleshooting CloudFormation" (update rollback failed).

use super::{Class, Risk};
use crate::diff::comparison::Comparison;
use crate::diff::expression::Expression;
use crate::diff::state::ResourceState;
use crate::source::{Finding, Rule, Severity};

/// The risk.
pub(super) static RISK: Risk = Risk {
    rule: Rule {
        id: "custom-handler-changed",
        severity: Severity::Info,
        page: include_str!("custom_handler_changed.rs"),
    },
    class: Class::Notice,
    judge,
};

fn judge(comparison: &Comparison<'_, '_, '_>) -> Vec<Finding> {
    let changed = comparison.changed().filter(|pair| {
        let mut changes = pair.change.changes.iter();
        changes.any(|change| !change.is_attribute && change.old != change.new)
    });
    let changed = changed.map(|pair| (pair.new, "changed"));
    let gone = comparison.gone().map(|(resource, _)| (resource, "removed"));
    let mut findings = Vec::new();
    for (resource, fate) in changed.chain(gone) {
        let Some(handler) = handler(resource).filter(|_| resource.written.is_custom()) else {
            continue;
        };
        let handlers = comparison.changed();
        let is_changed = handlers
            .filter(|pair| &*pair.new.resource_type == "AWS::Lambda::Function")
            .any(|pair| pair.new.address == handler && pair.values(&["Code"]).is_some());
        if !is_changed {
            continue;
        }
        let what = format!(
            "`{}` is {fate} together with the function `{handler}` behind it",
            resource.address
        );
        let found = if fate == "removed" {
            comparison.before(&RISK.rule, resource, &[], what)
        } else {
            comparison.after(&RISK.rule, resource, &["ServiceToken"], what)
        };
        findings.push(found.help("change the function in an update of its own"));
    }
    findings
}

fn handler(resource: &ResourceState<'_>) -> Option<crate::diff::address::Address> {
    let token = resource.property(&["ServiceToken"]);
    let token = token.map(Expression::references)?;
    token.first().map(|(address, _)| (*address).clone())
}
