//! # ingress-widened
//!
//! ## What it finds
//! A security group that was there and lets more in than before: from more addresses, to more ports, by more protocols,
//! from another group or prefix list, inside of the group or by a rule that is a resource of its own. Rules that are
//! split, joined or moved and let in the same are no finding. So it is with the rules of network ACLs, one by one.
//!
//! ## Why it matters
//! What the group stands before can be reached by more.
//!
//! ## Before
//! ```yaml
//! Resources:
//!   Group:
//!     Type: AWS::EC2::SecurityGroup
//!     Properties:
//!       GroupDescription: of the web
//!       VpcId: vpc-0123456789abcdef0
//!       SecurityGroupIngress: [{ IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.0.0.0/8 }]
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Group:
//!     Type: AWS::EC2::SecurityGroup
//!     Properties:
//!       GroupDescription: of the web
//!       VpcId: vpc-0123456789abcdef0
//!       SecurityGroupIngress: [{ IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 0.0.0.0/0 }]
//! ```
//! ## Before
//! ```yaml
//! Resources:
//!   Proxy:
//!     Type: AWS::EC2::SecurityGroup
//!     Properties:
//!       GroupDescription: of the web
//!       VpcId: vpc-0123456789abcdef0
//!       SecurityGroupIngress: [{ IpProtocol: tcp, FromPort: 8443, ToPort: 8443, CidrIp: 10.0.0.0/8 }]
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Proxy:
//!     Type: AWS::EC2::SecurityGroup
//!     Properties:
//!       GroupDescription: of the web
//!       VpcId: vpc-0123456789abcdef0
//!       SecurityGroupIngress: [{ IpProtocol: tcp, FromPort: 8000, ToPort: 8443, CidrIp: 10.0.0.0/8 }]
//! ```
//! ## Before
//! ```yaml
//! Resources:
//!   Jump:
//!     Type: AWS::EC2::SecurityGroup
//!     Properties:
//!       GroupDescription: of the web
//!       VpcId: vpc-0123456789abcdef0
//!       SecurityGroupIngress: [{ IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIpv6: "2001:db8::/32" }]
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Jump:
//!     Type: AWS::EC2::SecurityGroup
//!     Properties:
//!       GroupDescription: of the web
//!       VpcId: vpc-0123456789abcdef0
//!       SecurityGroupIngress: [{ IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIpv6: "::/0" }]
//! ```
//! ## Before
//! ```yaml
//! Resources:
//!   Database:
//!     Type: AWS::EC2::SecurityGroup
//!     Properties:
//!       GroupDescription: of the web
//!       VpcId: vpc-0123456789abcdef0
//!       SecurityGroupIngress: [{ IpProtocol: tcp, FromPort: 5432, ToPort: 5432, SourceSecurityGroupId: sg-0123456789abcdef0 }]
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Database:
//!     Type: AWS::EC2::SecurityGroup
//!     Properties:
//!       GroupDescription: of the web
//!       VpcId: vpc-0123456789abcdef0
//!       SecurityGroupIngress: [{ IpProtocol: tcp, FromPort: 5432, ToPort: 5432, SourceSecurityGroupId: sg-0123456789abcdef0 }, { IpProtocol: tcp, FromPort: 5432, ToPort: 5432, SourceSecurityGroupId: sg-0123456789abcdef1 }]
//! ```
//! ## Before
//! ```yaml
//! Resources:
//!   Rule:
//!     Type: AWS::EC2::NetworkAclEntry
//!     Properties: { NetworkAclId: acl-0123456789abcdef0, RuleNumber: 100, Protocol: 6, RuleAction: allow, Egress: false, CidrBlock: 10.0.0.0/8, PortRange: { From: 443, To: 443 } }
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Rule:
//!     Type: AWS::EC2::NetworkAclEntry
//!     Properties: { NetworkAclId: acl-0123456789abcdef0, RuleNumber: 100, Protocol: 6, RuleAction: allow, Egress: false, CidrBlock: 0.0.0.0/0, PortRange: { From: 443, To: 443 } }
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
//!     Type: AWS::EC2::SecurityGroupIngress
//!     Properties: { GroupId: !Ref Group, IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.1.0.0/16 }
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
//!     Type: AWS::EC2::SecurityGroupIngress
//!     Properties: { GroupId: !Ref Group, IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.0.0.0/8 }
//! ```
//! ## Before
//! ```yaml
//! Resources:
//!   Mesh:
//!     Type: AWS::EC2::SecurityGroup
//!     Properties:
//!       GroupDescription: of the web
//!       VpcId: vpc-0123456789abcdef0
//!       SecurityGroupIngress: [{ IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.0.0.0/9 }, { IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.128.0.0/9 }]
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Mesh:
//!     Type: AWS::EC2::SecurityGroup
//!     Properties:
//!       GroupDescription: of the web
//!       VpcId: vpc-0123456789abcdef0
//!       SecurityGroupIngress: [{ IpProtocol: "-1", FromPort: -1, ToPort: -1, CidrIp: 10.0.0.0/8 }]
//! ```
//! ## Instead
//! ```yaml
//! Resources:
//!   Mesh:
//!     Type: AWS::EC2::SecurityGroup
//!     Properties:
//!       GroupDescription: of the web
//!       VpcId: vpc-0123456789abcdef0
//!       SecurityGroupIngress: [{ IpProtocol: 6, FromPort: 443, ToPort: 443, CidrIp: 10.0.0.0/8 }]
//! ```
//! ## Sources
//! Amazon VPC user guide, "Security group rules" and "Network ACL rules"; AWS CloudFormation template reference,
//! `AWS::EC2::SecurityGroup`.

use super::{Class, Risk};
use crate::diff::comparison::Comparison;
use crate::diff::traffic::{Direction, widened};
use crate::source::{Finding, Rule, Severity};

/// The risk.
pub(super) static RISK: Risk = Risk {
    rule: Rule {
        id: "ingress-widened",
        severity: Severity::Warning,
        page: include_str!("ingress_widened.rs"),
    },
    class: Class::Security,
    judge,
};

fn judge(comparison: &Comparison<'_, '_, '_>) -> Vec<Finding> {
    widened(comparison, &RISK.rule, Direction::In)
}
