//! # egress-widened
//!
//! ## What it finds
//! A security group that was there and lets more out than before; also where its last rule goes, for a group without
//! rules for what leaves it lets everything out. So it is with the rules of network ACLs, one by one.
//!
//! ## Why it matters
//! What is taken over inside gets its orders from outside, and sends data there.
//!
//! ## Before
//! ```yaml
//! Resources:
//!   Group:
//!     Type: AWS::EC2::SecurityGroup
//!     Properties:
//!       GroupDescription: of the web
//!       VpcId: vpc-0123456789abcdef0
//!       SecurityGroupEgress: [{ IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.0.0.0/8 }]
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Group:
//!     Type: AWS::EC2::SecurityGroup
//!     Properties:
//!       GroupDescription: of the web
//!       VpcId: vpc-0123456789abcdef0
//!       SecurityGroupEgress: [{ IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 0.0.0.0/0 }]
//! ```
//! ## Before
//! ```yaml
//! Resources:
//!   Closed:
//!     Type: AWS::EC2::SecurityGroup
//!     Properties: { GroupDescription: of jobs, VpcId: vpc-0123456789abcdef0, SecurityGroupEgress: [{ IpProtocol: icmp, FromPort: 252, ToPort: 86, CidrIp: 255.255.255.255/32 }] }
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Closed:
//!     Type: AWS::EC2::SecurityGroup
//!     Properties: { GroupDescription: of jobs, VpcId: vpc-0123456789abcdef0 }
//! ```
//! ## Before
//! ```yaml
//! Resources:
//!   Rule:
//!     Type: AWS::EC2::NetworkAclEntry
//!     Properties: { NetworkAclId: acl-0123456789abcdef0, RuleNumber: 100, Protocol: 6, RuleAction: allow, Egress: true, CidrBlock: 10.0.0.0/8, PortRange: { From: 443, To: 443 } }
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Rule:
//!     Type: AWS::EC2::NetworkAclEntry
//!     Properties: { NetworkAclId: acl-0123456789abcdef0, RuleNumber: 100, Protocol: 6, RuleAction: allow, Egress: true, CidrBlock: 0.0.0.0/0, PortRange: { From: 443, To: 443 } }
//! ```
//! ## Before
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Groups: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: groups.yaml } }
//!   Web: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: web.yaml, Parameters: { Group: !GetAtt Groups.Outputs.Group } } }
//! # file: groups.yaml
//! Resources:
//!   Group: { Type: AWS::EC2::SecurityGroup, Properties: { GroupDescription: of the web, VpcId: vpc-0123456789abcdef0, SecurityGroupEgress: [{ IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.0.0.0/8 }] } }
//! Outputs:
//!   Group: { Value: !GetAtt Group.GroupId }
//! # file: web.yaml
//! Parameters:
//!   Group: { Type: String }
//! Resources:
//!   Way:
//!     Type: AWS::EC2::SecurityGroupEgress
//!     Properties: { GroupId: !Ref Group, IpProtocol: tcp, FromPort: 5432, ToPort: 5432, CidrIp: 10.0.0.0/16 }
//! ```
//! ## After
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Groups: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: groups.yaml } }
//!   Web: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: web.yaml, Parameters: { Group: !GetAtt Groups.Outputs.Group } } }
//! # file: groups.yaml
//! Resources:
//!   Group: { Type: AWS::EC2::SecurityGroup, Properties: { GroupDescription: of the web, VpcId: vpc-0123456789abcdef0, SecurityGroupEgress: [{ IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.0.0.0/8 }] } }
//! Outputs:
//!   Group: { Value: !GetAtt Group.GroupId }
//! # file: web.yaml
//! Parameters:
//!   Group: { Type: String }
//! Resources:
//!   Way:
//!     Type: AWS::EC2::SecurityGroupEgress
//!     Properties: { GroupId: !Ref Group, IpProtocol: tcp, FromPort: 5432, ToPort: 5432, CidrIp: 0.0.0.0/0 }
//! ```
//! ## Instead
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Groups: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: groups.yaml } }
//!   Web: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: web.yaml, Parameters: { Group: !GetAtt Groups.Outputs.Group } } }
//! # file: groups.yaml
//! Resources:
//!   Group: { Type: AWS::EC2::SecurityGroup, Properties: { GroupDescription: of the web, VpcId: vpc-0123456789abcdef0, SecurityGroupEgress: [{ IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.0.0.0/8 }] } }
//! Outputs:
//!   Group: { Value: !GetAtt Group.GroupId }
//! # file: web.yaml
//! Parameters:
//!   Group: { Type: String }
//! Resources:
//!   Way:
//!     Type: AWS::EC2::SecurityGroupEgress
//!     Properties: { GroupId: !Ref Group, IpProtocol: tcp, FromPort: 5432, ToPort: 5432, CidrIp: 10.0.0.0/24 }
//! ```
//! ## Sources
//! Amazon VPC user guide, "Security group rules"; AWS CloudFormation template reference, `AWS::EC2::SecurityGroup`.

use super::{Class, Risk};
use crate::diff::comparison::Comparison;
use crate::diff::traffic::{Direction, widened};
use crate::source::{Finding, Rule, Severity};

/// The risk.
pub(super) static RISK: Risk = Risk {
    rule: Rule {
        id: "egress-widened",
        severity: Severity::Warning,
        page: include_str!("egress_widened.rs"),
    },
    class: Class::Security,
    judge,
};

fn judge(comparison: &Comparison<'_, '_, '_>) -> Vec<Finding> {
    widened(comparison, &RISK.rule, Direction::Out)
}
