//! # storage-step-small
//!
//! ## What it finds
//! A database instance of RDS that gets more storage, but less than a tenth more.
//!
//! ## Why it matters
//! RDS refuses steps of less than ten percent, and the update is rolled back.
//!
//! ## Before
//! ```yaml
//! Resources:
//!   Database: { Type: AWS::RDS::DBInstance, Properties: { Engine: postgres, DBInstanceClass: db.t4g.small, AllocatedStorage: "200" } }
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Database: { Type: AWS::RDS::DBInstance, Properties: { Engine: postgres, DBInstanceClass: db.t4g.small, AllocatedStorage: "210" } }
//! ```
//! ## Before
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Data: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: data.yaml, Parameters: { Size: "1000" } } }
//! # file: data.yaml
//! Parameters:
//!   Size: { Type: String }
//! Resources:
//!   Store: { Type: AWS::RDS::DBInstance, Properties: { Engine: mysql, DBInstanceClass: db.t4g.small, AllocatedStorage: !Ref Size } }
//! ```
//! ## After
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Data: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: data.yaml, Parameters: { Size: "1050" } } }
//! # file: data.yaml
//! Parameters:
//!   Size: { Type: String }
//! Resources:
//!   Store: { Type: AWS::RDS::DBInstance, Properties: { Engine: mysql, DBInstanceClass: db.t4g.small, AllocatedStorage: !Ref Size } }
//! ```
//! ## Instead
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Data: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: data.yaml, Parameters: { Size: "1100" } } }
//! # file: data.yaml
//! Parameters:
//!   Size: { Type: String }
//! Resources:
//!   Store: { Type: AWS::RDS::DBInstance, Properties: { Engine: mysql, DBInstanceClass: db.t4g.small, AllocatedStorage: !Ref Size } }
//! ```
//! ## Sources
//! Amazon RDS user guide, "Increasing DB instance storage capacity".

use super::{Class, Risk};
use crate::diff::comparison::Comparison;
use crate::diff::expression::Expression;
use crate::source::{Finding, Rule, Severity};

/// The risk.
pub(super) static RISK: Risk = Risk {
    rule: Rule {
        id: "storage-step-small",
        severity: Severity::Error,
        page: include_str!("storage_step_small.rs"),
    },
    class: Class::Refused,
    judge,
};

fn judge(comparison: &Comparison<'_, '_, '_>) -> Vec<Finding> {
    let databases = comparison
        .staying()
        .filter(|pair| &*pair.new.resource_type == "AWS::RDS::DBInstance");
    let findings = databases.filter_map(|pair| {
        let (old, new) = pair.values(&["AllocatedStorage"])?;
        let size = |value: Option<&Expression>| value.and_then(Expression::number);
        let (old, new) = size(old).zip(size(new))?;
        (new > old && new * 10.0 < old * 11.0).then(|| {
            let what = format!(
                "storage of `{}` goes from {old} to {new} GiB, and RDS takes steps of ten percent or more",
                pair.new.address
            );
            let found = comparison.after(&RISK.rule, pair.new, &["AllocatedStorage"], what);
            found.help(format!("give it {} or more", (old * 11.0 / 10.0).ceil()))
        })
    });
    findings.collect()
}
