//! # cluster-version-skipped
//!
//! ## What it finds
//! An EKS cluster that goes up by more than one minor version of Kubernetes.
//!
//! ## Why it matters
//! EKS takes one minor version at a time, and refuses the update.
//!
//! ## Before
//! ```yaml
//! Resources:
//!   Cluster:
//!     Type: AWS::EKS::Cluster
//!     Properties: { Version: "1.30", RoleArn: "arn:aws:iam::123456789012:role/eks", ResourcesVpcConfig: { SubnetIds: [subnet-0123456789abcdef0] } }
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Cluster:
//!     Type: AWS::EKS::Cluster
//!     Properties: { Version: "1.33", RoleArn: "arn:aws:iam::123456789012:role/eks", ResourcesVpcConfig: { SubnetIds: [subnet-0123456789abcdef0] } }
//! ```
//! ## Before
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Nodes: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: cluster.yaml, Parameters: { Version: "1.31" } } }
//! # file: cluster.yaml
//! Parameters:
//!   Version: { Type: String }
//! Resources:
//!   Cluster:
//!     Type: AWS::EKS::Cluster
//!     Properties: { Version: !Ref Version, RoleArn: "arn:aws:iam::123456789012:role/eks", ResourcesVpcConfig: { SubnetIds: [subnet-0123456789abcdef0] } }
//! ```
//! ## After
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Nodes: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: cluster.yaml, Parameters: { Version: "1.33" } } }
//! # file: cluster.yaml
//! Parameters:
//!   Version: { Type: String }
//! Resources:
//!   Cluster:
//!     Type: AWS::EKS::Cluster
//!     Properties: { Version: !Ref Version, RoleArn: "arn:aws:iam::123456789012:role/eks", ResourcesVpcConfig: { SubnetIds: [subnet-0123456789abcdef0] } }
//! ```
//! ## Instead
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Nodes: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: cluster.yaml, Parameters: { Version: "1.32" } } }
//! # file: cluster.yaml
//! Parameters:
//!   Version: { Type: String }
//! Resources:
//!   Cluster:
//!     Type: AWS::EKS::Cluster
//!     Properties: { Version: !Ref Version, RoleArn: "arn:aws:iam::123456789012:role/eks", ResourcesVpcConfig: { SubnetIds: [subnet-0123456789abcdef0] } }
//! ```
//! ## Sources
//! Amazon EKS user guide, "Update existing cluster to new Kubernetes version".

use super::{Class, Risk};
use crate::diff::comparison::Comparison;
use crate::diff::versions::Version;
use crate::source::{Finding, Rule, Severity};

/// The risk.
pub(super) static RISK: Risk = Risk {
    rule: Rule {
        id: "cluster-version-skipped",
        severity: Severity::Error,
        page: include_str!("cluster_version_skipped.rs"),
    },
    class: Class::Refused,
    judge,
};

fn judge(comparison: &Comparison<'_, '_, '_>) -> Vec<Finding> {
    let clusters = comparison
        .staying()
        .filter(|pair| &*pair.new.resource_type == "AWS::EKS::Cluster");
    let findings = clusters.filter_map(|pair| {
        let (old, new) = pair.values(&["Version"])?;
        let (old, new) = (old?.text()?, new?.text()?);
        let (before, after) = (Version::read(old)?, Version::read(new)?);
        let (from, to) = (before.number(1)?, after.number(1)?);
        let skips = before.number(0) == after.number(0) && to > from + 1;
        skips.then(|| {
            let what = format!(
                "`{}` goes from version {old} to {new}, and EKS takes one minor version at a time",
                pair.new.address
            );
            let found = comparison.after(&RISK.rule, pair.new, &["Version"], what);
            found.help(format!("go to {}.{} first", before.first(1), from + 1))
        })
    });
    findings.collect()
}
