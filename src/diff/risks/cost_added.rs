//! # cost-added
//!
//! ## What it finds
//! A new resource that costs by the hour, whether it is used or not: a gateway, a load balancer, an
//! interface endpoint, a database, a cache, a cluster, an instance.
//!
//! ## Why it matters
//! It is on the bill until somebody removes it.
//!
//! ## Before
//! ```yaml
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic }
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic }
//!   Nat: { Type: AWS::EC2::NatGateway, Properties: { SubnetId: subnet-1, AllocationId: eipalloc-1 } }
//! ```
//! ## Instead
//! ```yaml
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic }
//!   Storage: { Type: AWS::EC2::VPCEndpoint, Properties: { VpcId: vpc-1, ServiceName: com.amazonaws.eu-central-1.s3, VpcEndpointType: Gateway } }
//! ```
//! ## Before
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Network: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: child.yaml } }
//! # file: child.yaml
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic }
//! ```
//! ## After
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Network: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: child.yaml } }
//! # file: child.yaml
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic }
//!   Logs: { Type: AWS::EC2::VPCEndpoint, Properties: { VpcId: vpc-1, ServiceName: com.amazonaws.eu-central-1.logs, VpcEndpointType: Interface } }
//! ```
//! ## Sources
//! AWS pricing pages of the services.

use super::{Class, Risk};
use crate::diff::change::Fate;
use crate::diff::comparison::Comparison;
use crate::source::{Finding, Rule, Severity};

/// The risk.
pub(super) static RISK: Risk = Risk {
    rule: Rule {
        id: "cost-added",
        severity: Severity::Info,
        page: include_str!("cost_added.rs"),
    },
    class: Class::Cost,
    judge,
};

/// What costs by the hour.
const HOURLY: [&str; 23] = [
    "AWS::AmazonMQ::Broker",
    "AWS::DocDB::DBInstance",
    "AWS::EC2::ClientVpnEndpoint",
    "AWS::EC2::Instance",
    "AWS::EC2::NatGateway",
    "AWS::EC2::TransitGatewayAttachment",
    "AWS::EC2::VPNConnection",
    "AWS::EKS::Cluster",
    "AWS::ElastiCache::CacheCluster",
    "AWS::ElastiCache::ReplicationGroup",
    "AWS::ElasticLoadBalancing::LoadBalancer",
    "AWS::ElasticLoadBalancingV2::LoadBalancer",
    "AWS::FSx::FileSystem",
    "AWS::GlobalAccelerator::Accelerator",
    "AWS::Kinesis::Stream",
    "AWS::MSK::Cluster",
    "AWS::MemoryDB::Cluster",
    "AWS::Neptune::DBInstance",
    "AWS::NetworkFirewall::Firewall",
    "AWS::OpenSearchService::Domain",
    "AWS::RDS::DBInstance",
    "AWS::Redshift::Cluster",
    "AWS::Transfer::Server",
];

fn judge(comparison: &Comparison<'_, '_, '_>) -> Vec<Finding> {
    let added = comparison
        .made()
        .filter(|(_, change)| change.fate == Fate::Added);
    let findings = added.filter_map(|(resource, change)| {
        let of = &*resource.resource_type;
        let is_interface = of == "AWS::EC2::VPCEndpoint"
            && resource.says(&["VpcEndpointType"], &["Interface", "GatewayLoadBalancer"]);
        if !HOURLY.contains(&of) && !is_interface {
            return None;
        }
        let when = match &change.only_if {
            Some(condition) => format!(", if {condition}"),
            None => String::new(),
        };
        let what = format!("`{}` is new, and costs by the hour{when}", resource.address);
        Some(comparison.after(&RISK.rule, resource, &[], what))
    });
    findings.collect()
}
