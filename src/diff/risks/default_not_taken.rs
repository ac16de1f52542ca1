//! # default-not-taken
//!
//! ## What it finds
//! A parameter of the root that was there before, and whose default is another one now.
//!
//! ## Why it matters
//! A default counts when a stack is made. An update with `aws cloudformation deploy` keeps the value that the stack has,
//! unless the parameter is given, so that nothing of what this comparison shows for it happens.
//!
//! ## Before
//! ```yaml
//! Parameters:
//!   Delay: { Type: Number, Default: 5 }
//! Resources:
//!   Queue: { Type: AWS::SQS::Queue, Properties: { DelaySeconds: !Ref Delay } }
//! ```
//! ## After
//! ```yaml
//! Parameters:
//!   Delay: { Type: Number, Default: 10 }
//! Resources:
//!   Queue: { Type: AWS::SQS::Queue, Properties: { DelaySeconds: !Ref Delay } }
//! ```
//! ## Before
//! ```yaml
//! # file: root.yaml
//! Parameters:
//!   Class: { Type: String, Default: db.t4g.small }
//! Resources:
//!   Data: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: data.yaml, Parameters: { Class: !Ref Class } } }
//! # file: data.yaml
//! Parameters:
//!   Class: { Type: String }
//! Resources:
//!   Database: { Type: AWS::RDS::DBInstance, Properties: { Engine: postgres, DBInstanceClass: !Ref Class } }
//! ```
//! ## After
//! ```yaml
//! # file: root.yaml
//! Parameters:
//!   Class: { Type: String, Default: db.m7g.large }
//! Resources:
//!   Data: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: data.yaml, Parameters: { Class: !Ref Class } } }
//! # file: data.yaml
//! Parameters:
//!   Class: { Type: String }
//! Resources:
//!   Database: { Type: AWS::RDS::DBInstance, Properties: { Engine: postgres, DBInstanceClass: !Ref Class } }
//! ```
//! ## Instead
//! ```yaml
//! # file: root.yaml
//! Parameters:
//!   InstanceClass: { Type: String, Default: db.m7g.large }
//! Resources:
//!   Data: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: data.yaml, Parameters: { Class: !Ref InstanceClass } } }
//! # file: data.yaml
//! Parameters:
//!   Class: { Type: String }
//! Resources:
//!   Database: { Type: AWS::RDS::DBInstance, Properties: { Engine: postgres, DBInstanceClass: !Ref Class } }
//! ```
//! ## Sources
//! AWS CLI command reference, "cloudformation deploy", `--parameter-overrides`.

use super::{Class, Risk};
use crate::diff::comparison::Comparison;
use crate::source::{Finding, Rule, Severity};

/// The risk.
pub(super) static RISK: Risk = Risk {
    rule: Rule {
        id: "default-not-taken",
        severity: Severity::Warning,
        page: include_str!("default_not_taken.rs"),
    },
    class: Class::Notice,
    judge,
};

fn judge(comparison: &Comparison<'_, '_, '_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (name, after) in &comparison.new.parameters {
        let Some(before) = comparison.old.parameters.get(name) else {
            continue;
        };
        let (Some(old), Some(new)) = (&before.default, &after.default) else {
            continue;
        };
        if old == new || !before.is_default || !after.is_default || after.is_hidden {
            continue;
        }
        let what = format!(
            "the default of parameter `{name}` goes from {old} to {new}, and an update keeps the value that the stack has"
        );
        let found = comparison.at_root(
            comparison.new,
            &RISK.rule,
            &["Parameters", name, "Default"],
            what,
        );
        findings.push(found.help(format!("give it: `--parameter-overrides {name}=…`")));
    }
    findings
}
