//! # public-exposure
//!
//! ## What it finds
//! What could not be reached from the internet and can be: a public database or load balancer, public addresses in a
//! subnet, a route of a private table to an internet gateway, a bucket whose block of public access is off, a way
//! without authentication.
//!
//! ## Why it matters
//! Everything that faces the internet is scanned within minutes.
//!
//! ## Before
//! ```yaml
//! Resources:
//!   Database:
//!     Type: AWS::RDS::DBInstance
//!     Properties: { PubliclyAccessible: false, Engine: postgres, DBInstanceClass: db.t4g.small }
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Database:
//!     Type: AWS::RDS::DBInstance
//!     Properties: { PubliclyAccessible: true, Engine: postgres, DBInstanceClass: db.t4g.small }
//! ```
//! ## Before
//! ```yaml
//! Resources:
//!   Bucket:
//!     Type: AWS::S3::Bucket
//!     Properties: { PublicAccessBlockConfiguration: { BlockPublicAcls: true, BlockPublicPolicy: true, IgnorePublicAcls: true, RestrictPublicBuckets: true } }
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Bucket:
//!     Type: AWS::S3::Bucket
//!     Properties: { PublicAccessBlockConfiguration: { BlockPublicAcls: true, IgnorePublicAcls: true } }
//! ```
//! ## Before
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Edge: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: edge.yaml, Parameters: { Scheme: internal } } }
//! # file: edge.yaml
//! Parameters:
//!   Scheme: { Type: String }
//! Resources:
//!   Balancer: { Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: { Scheme: !Ref Scheme } }
//! ```
//! ## After
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Edge: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: edge.yaml, Parameters: { Scheme: internet-facing } } }
//! # file: edge.yaml
//! Parameters:
//!   Scheme: { Type: String }
//! Resources:
//!   Balancer: { Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: { Scheme: !Ref Scheme } }
//! ```
//! ## Before
//! ```yaml
//! Resources:
//!   Gateway: { Type: AWS::EC2::InternetGateway }
//!   Private: { Type: AWS::EC2::RouteTable, Properties: { VpcId: vpc-0123456789abcdef0 } }
//!   Default:
//!     Type: AWS::EC2::Route
//!     Properties: { RouteTableId: !Ref Private, DestinationCidrBlock: 0.0.0.0/0, NatGatewayId: nat-0123456789abcdef0 }
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Gateway: { Type: AWS::EC2::InternetGateway }
//!   Private: { Type: AWS::EC2::RouteTable, Properties: { VpcId: vpc-0123456789abcdef0 } }
//!   Default:
//!     Type: AWS::EC2::Route
//!     Properties: { RouteTableId: !Ref Private, DestinationCidrBlock: 0.0.0.0/0, GatewayId: !Ref Gateway }
//! ```
//! ## Instead
//! ```yaml
//! Resources:
//!   Gateway: { Type: AWS::EC2::InternetGateway }
//!   Private: { Type: AWS::EC2::RouteTable, Properties: { VpcId: vpc-0123456789abcdef0 } }
//!   Public: { Type: AWS::EC2::RouteTable, Properties: { VpcId: vpc-0123456789abcdef0 } }
//!   Default:
//!     Type: AWS::EC2::Route
//!     Properties: { RouteTableId: !Ref Private, DestinationCidrBlock: 0.0.0.0/0, NatGatewayId: nat-0123456789abcdef0 }
//!   Outward:
//!     Type: AWS::EC2::Route
//!     Properties: { RouteTableId: !Ref Public, DestinationCidrBlock: 0.0.0.0/0, GatewayId: !Ref Gateway }
//! ```
//! ## Sources
//! AWS CloudFormation template reference, the pages of the types; Amazon VPC user guide, "Internet gateways".

use super::{Class, Risk};
use crate::diff::comparison::Comparison;
use crate::diff::expression::Expression;
use crate::diff::state::{ResourceState, State};
use crate::diff::switches::{On, Setting, Switch, switched_off};
use crate::source::{Finding, Rule, Severity};

/// The risk.
pub(super) static RISK: Risk = Risk {
    rule: Rule {
        id: "public-exposure",
        severity: Severity::Warning,
        page: include_str!("public_exposure.rs"),
    },
    class: Class::Security,
    judge,
};

static SWITCHES: &[Switch] = &[
    Switch {
        types: &[
            "AWS::RDS::DBInstance",
            "AWS::Redshift::Cluster",
            "AWS::AmazonMQ::Broker",
            "AWS::DMS::ReplicationInstance",
        ],
        setting: Setting::Property(&["PubliclyAccessible"]),
        on: On::Is(&["false"]),
        otherwise: Some(true),
        gives: "shelter from the internet",
    },
    Switch {
        types: &[
            "AWS::ElasticLoadBalancingV2::LoadBalancer",
            "AWS::ElasticLoadBalancing::LoadBalancer",
        ],
        setting: Setting::Property(&["Scheme"]),
        on: On::Is(&["internal"]),
        otherwise: Some(false),
        gives: "shelter from the internet",
    },
    Switch {
        types: &["AWS::EC2::Subnet"],
        setting: Setting::Property(&["MapPublicIpOnLaunch"]),
        on: On::Is(&["false"]),
        otherwise: Some(true),
        gives: "shelter from the internet: what starts in it gets a public address",
    },
    Switch {
        types: &["AWS::S3::Bucket"],
        setting: Setting::Property(&["PublicAccessBlockConfiguration", "BlockPublicAcls"]),
        on: On::Is(&["true"]),
        otherwise: Some(false),
        gives: "its block of public access",
    },
    Switch {
        types: &["AWS::S3::Bucket"],
        setting: Setting::Property(&["PublicAccessBlockConfiguration", "BlockPublicPolicy"]),
        on: On::Is(&["true"]),
        otherwise: Some(false),
        gives: "its block of public access",
    },
    Switch {
        types: &["AWS::S3::Bucket"],
        setting: Setting::Property(&["PublicAccessBlockConfiguration", "IgnorePublicAcls"]),
        on: On::Is(&["true"]),
        otherwise: Some(false),
        gives: "its block of public access",
    },
    Switch {
        types: &["AWS::S3::Bucket"],
        setting: Setting::Property(&["PublicAccessBlockConfiguration", "RestrictPublicBuckets"]),
        on: On::Is(&["true"]),
        otherwise: Some(false),
        gives: "its block of public access",
    },
    Switch {
        types: &["AWS::S3::Bucket"],
        setting: Setting::Property(&["AccessControl"]),
        on: On::IsNot(&["PublicRead", "PublicReadWrite", "AuthenticatedRead"]),
        otherwise: Some(true),
        gives: "privacy",
    },
    Switch {
        types: &["AWS::EKS::Cluster"],
        setting: Setting::Property(&["ResourcesVpcConfig", "EndpointPublicAccess"]),
        on: On::Is(&["false"]),
        otherwise: Some(false),
        gives: "shelter of its API from the internet",
    },
    Switch {
        types: &["AWS::MSK::Cluster"],
        setting: Setting::Property(&[
            "BrokerNodeGroupInfo",
            "ConnectivityInfo",
            "PublicAccess",
            "Type",
        ]),
        on: On::Is(&["DISABLED"]),
        otherwise: Some(true),
        gives: "shelter from the internet",
    },
    Switch {
        types: &["AWS::Lambda::Url"],
        setting: Setting::Property(&["AuthType"]),
        on: On::Is(&["AWS_IAM"]),
        otherwise: None,
        gives: "authentication of callers",
    },
    Switch {
        types: &["AWS::ApiGateway::Method"],
        setting: Setting::Property(&["AuthorizationType"]),
        on: On::IsNot(&["NONE"]),
        otherwise: None,
        gives: "authentication of callers",
    },
    Switch {
        types: &["AWS::ApiGatewayV2::Route"],
        setting: Setting::Property(&["AuthorizationType"]),
        on: On::IsNot(&["NONE"]),
        otherwise: Some(false),
        gives: "authentication of callers",
    },
    Switch {
        types: &["AWS::ECS::Service"],
        setting: Setting::Property(&[
            "NetworkConfiguration",
            "AwsvpcConfiguration",
            "AssignPublicIp",
        ]),
        on: On::IsNot(&["ENABLED"]),
        otherwise: Some(true),
        gives: "shelter from the internet",
    },
    Switch {
        types: &["AWS::EC2::LaunchTemplate"],
        setting: Setting::Each(
            &["LaunchTemplateData", "NetworkInterfaces"],
            &["AssociatePublicIpAddress"],
        ),
        on: On::IsNot(&["true"]),
        otherwise: Some(true),
        gives: "shelter from the internet",
    },
    Switch {
        types: &[
            "AWS::OpenSearchService::Domain",
            "AWS::Elasticsearch::Domain",
        ],
        setting: Setting::Property(&["VPCOptions"]),
        on: On::Present,
        otherwise: Some(false),
        gives: "its place in a VPC",
    },
];

fn judge(comparison: &Comparison<'_, '_, '_>) -> Vec<Finding> {
    let mut findings = switched_off(comparison, &RISK.rule, SWITCHES);
    findings.extend(routes(comparison));
    findings
}

/// Tables that were there and had no route to an internet gateway.
fn routes(comparison: &Comparison<'_, '_, '_>) -> Vec<Finding> {
    let continuity = comparison.continuity();
    let public = |state: &State<'_, '_>| -> Vec<Expression> {
        let routes = state.of_type("AWS::EC2::Route");
        let routes = routes.filter(|route| leads_outside(state, route));
        routes
            .filter_map(|route| route.property(&["RouteTableId"]).cloned())
            .collect()
    };
    let before = public(comparison.old);
    let before: Vec<Expression> = before
        .iter()
        .map(|table| continuity.carried(table))
        .collect();
    let routes = comparison.new.of_type("AWS::EC2::Route");
    let routes = routes.filter(|route| leads_outside(comparison.new, route));
    let findings = routes.filter_map(|route| {
        let table = route.property(&["RouteTableId"])?;
        let was_there = match table.references().first() {
            Some((address, _)) => {
                let mut tables = comparison.old.resources.keys();
                tables.any(|old| continuity.name(old) == *address)
            }
            None => comparison.changes.contains_key(&route.address),
        };
        (was_there && !before.contains(table)).then(|| {
            let what = format!(
                "route table {} gets a way to and from the internet by `{}`",
                table.shown(),
                route.address
            );
            comparison.after(&RISK.rule, route, &["GatewayId"], what)
        })
    });
    findings.collect()
}

fn leads_outside(state: &State<'_, '_>, route: &ResourceState<'_>) -> bool {
    let Some(gateway) = route.property(&["GatewayId"]) else {
        return false;
    };
    let everywhere = [
        route.text(&["DestinationCidrBlock"]),
        route.text(&["DestinationIpv6CidrBlock"]),
    ];
    let is_internet = match gateway.references().first() {
        Some((address, _)) => state
            .resources
            .get(*address)
            .is_some_and(|gateway| &*gateway.resource_type == "AWS::EC2::InternetGateway"),
        None => gateway.text().is_some_and(|id| id.starts_with("igw-")),
    };
    is_internet
        && everywhere
            .into_iter()
            .flatten()
            .any(|to| matches!(to, "0.0.0.0/0" | "::/0"))
}
