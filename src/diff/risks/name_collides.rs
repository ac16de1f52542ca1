//! # name-collides
//!
//! ## What it finds
//! A resource that is made, or changed, and gets a name, or something else that only one resource may have at a
//! time, which a resource has that goes in the same update: one that is removed, or has another logical id or
//! another stack. Examples are a queue's name, a route's destination, a listener's port, a DNS record.
//!
//! ## Why it matters
//! CloudFormation deletes old resources only when all new ones are there, in all nested stacks. Until then the
//! old one has the name, so that the new one is refused ("already exists") and the update is rolled back.
//!
//! ## Before
//! ```yaml
//! Resources:
//!   Jobs: { Type: AWS::SQS::Queue, Properties: { QueueName: jobs, DelaySeconds: 5 } }
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   JobQueue: { Type: AWS::SQS::Queue, Properties: { QueueName: jobs, DelaySeconds: 5 } }
//! ```
//! ## Before
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Web: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: web.yaml } }
//!   Logs: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: logs.yaml } }
//! # file: web.yaml
//! Resources:
//!   Log: { Type: AWS::Logs::LogGroup, Properties: { LogGroupName: /web, RetentionInDays: 30 } }
//!   Topic: { Type: AWS::SNS::Topic }
//! # file: logs.yaml
//! Resources:
//!   Trail: { Type: AWS::Logs::LogGroup, Properties: { LogGroupName: /trail } }
//! ```
//! ## After
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Web: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: web.yaml } }
//!   Logs: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: logs.yaml } }
//! # file: web.yaml
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic }
//! # file: logs.yaml
//! Resources:
//!   Trail: { Type: AWS::Logs::LogGroup, Properties: { LogGroupName: /trail } }
//!   Log: { Type: AWS::Logs::LogGroup, Properties: { LogGroupName: /web, RetentionInDays: 30 } }
//! ```
//! ## Before
//! ```yaml
//! Resources:
//!   Default:
//!     Type: AWS::EC2::Route
//!     Properties: { RouteTableId: rtb-0123456789abcdef0, DestinationCidrBlock: 0.0.0.0/0, NatGatewayId: nat-0123456789abcdef0 }
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Outward:
//!     Type: AWS::EC2::Route
//!     Properties: { RouteTableId: rtb-0123456789abcdef0, DestinationCidrBlock: 0.0.0.0/0, TransitGatewayId: tgw-0123456789abcdef0 }
//! ```
//! ## Before
//! ```yaml
//! Resources:
//!   Site:
//!     Type: AWS::Route53::RecordSet
//!     Properties: { HostedZoneId: Z0123456789, Name: www.example.com, Type: A, TTL: "60", ResourceRecords: [192.0.2.1] }
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Www:
//!     Type: AWS::Route53::RecordSet
//!     Properties: { HostedZoneId: Z0123456789, Name: www.example.com, Type: A, TTL: "60", ResourceRecords: [192.0.2.2] }
//! ```
//! ## Before
//! ```yaml
//! Resources:
//!   Balancer: { Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: { Type: network } }
//!   Plain:
//!     Type: AWS::ElasticLoadBalancingV2::Listener
//!     Properties: { LoadBalancerArn: !Ref Balancer, Port: 443, Protocol: TCP, DefaultActions: [{ Type: forward, TargetGroupArn: !Ref Group }] }
//!   Group:
//!     Type: AWS::ElasticLoadBalancingV2::TargetGroup
//!     Properties: { Port: 443, Protocol: TCP, VpcId: vpc-0123456789abcdef0 }
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Balancer: { Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: { Type: network } }
//!   Secure:
//!     Type: AWS::ElasticLoadBalancingV2::Listener
//!     Properties: { LoadBalancerArn: !Ref Balancer, Port: 443, Protocol: TLS, Certificates: [{ CertificateArn: "arn:aws:acm:eu-central-1:123456789012:certificate/a" }], DefaultActions: [{ Type: forward, TargetGroupArn: !Ref Group }] }
//!   Group:
//!     Type: AWS::ElasticLoadBalancingV2::TargetGroup
//!     Properties: { Port: 443, Protocol: TCP, VpcId: vpc-0123456789abcdef0 }
//! ```
//! ## Before
//! ```yaml
//! Resources:
//!   Group: { Type: AWS::EC2::SecurityGroup, Properties: { GroupDescription: of the web, VpcId: vpc-0123456789abcdef0 } }
//!   Https:
//!     Type: AWS::EC2::SecurityGroupIngress
//!     Properties: { GroupId: !GetAtt Group.GroupId, IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.0.0.0/8 }
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Group: { Type: AWS::EC2::SecurityGroup, Properties: { GroupDescription: of the web, VpcId: vpc-0123456789abcdef0 } }
//!   FromInside:
//!     Type: AWS::EC2::SecurityGroupIngress
//!     Properties: { GroupId: !GetAtt Group.GroupId, IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.0.0.0/8 }
//! ```
//! ## Before
//! ```yaml
//! Resources:
//!   Association:
//!     Type: AWS::EC2::SubnetRouteTableAssociation
//!     Properties: { SubnetId: subnet-0123456789abcdef0, RouteTableId: rtb-0123456789abcdef0 }
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Private:
//!     Type: AWS::EC2::SubnetRouteTableAssociation
//!     Properties: { SubnetId: subnet-0123456789abcdef0, RouteTableId: rtb-0123456789abcdef1 }
//! ```
//! ## Instead
//! ```yaml
//! Resources:
//!   Association:
//!     Type: AWS::EC2::SubnetRouteTableAssociation
//!     Properties: { SubnetId: subnet-0123456789abcdef0, RouteTableId: rtb-0123456789abcdef1 }
//! ```
//! ## Sources
//! AWS CloudFormation user guide, "Update behaviors of stack resources" and "Troubleshooting CloudFormation";
//! what belongs to one resource: primary identifiers of the registry, and the services' user guides.

use super::{Class, Risk};
use std::collections::BTreeMap;

use crate::diff::change::Effect;
use crate::diff::claims::{Claim, claims};
use crate::diff::comparison::Comparison;
use crate::diff::state::ResourceState;
use crate::source::{Finding, Rule, Severity};

/// The risk.
pub(super) static RISK: Risk = Risk {
    rule: Rule {
        id: "name-collides",
        severity: Severity::Error,
        page: include_str!("name_collides.rs"),
    },
    class: Class::Refused,
    judge,
};

fn judge(comparison: &Comparison<'_, '_, '_>) -> Vec<Finding> {
    let continuity = comparison.continuity();
    let mut held: BTreeMap<Claim, &ResourceState<'_>> = BTreeMap::new();
    let going = comparison.gone().map(|(resource, _)| resource);
    let replaced = comparison
        .changed()
        .filter(|pair| pair.change.effect == Effect::Replacement);
    for resource in going.chain(replaced.map(|pair| pair.old)) {
        for claim in claims(resource) {
            held.insert(claim, resource);
        }
    }
    let changed = comparison.changed().map(|pair| pair.new);
    let made = comparison.made().map(|(resource, _)| resource);
    let mut findings = Vec::new();
    for resource in made.chain(changed) {
        for claim in claims(resource) {
            let Some(holder) = held.get(&claim) else {
                continue;
            };
            // A resource that is replaced under its name and collides with itself has a rule of its own.
            let stays = comparison
                .old
                .resources
                .get(&resource.address)
                .is_some_and(|before| claims(before).contains(&claim));
            if stays || claim.is_elsewhere(continuity) {
                continue;
            }
            let what = format!(
                "`{}` gets the {}, which `{}` has until it is deleted at the end of the update",
                resource.address,
                claim.shown(),
                holder.address
            );
            let path: Vec<&str> = claim.property.split('.').collect();
            let place = comparison.old.place(holder);
            let found = comparison.after(&RISK.rule, resource, &path, what);
            findings.push(
                found
                    .related("it has it", &place.file, place.span)
                    .help("keep logical id and stack, give it another value, or remove the old one in an update before"),
            );
        }
    }
    findings
}
