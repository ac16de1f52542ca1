//! # permissions-broadened
//!
//! ## What it finds
//! A role, user or group that may do more than before, or a resource whose policy lets others do more: an `Allow` that
//! is new or wider in actions, resources, principals or conditions, or a `Deny` that is gone or narrower. What is
//! compared is what all policies of one role or resource say together, whether inline, as a resource of their own or
//! attached, so that statements that are moved, split or worded otherwise are no finding. Roles and resources that are
//! new are not judged.
//!
//! ## Why it matters
//! Who takes over the role may do that too.
//!
//! ## Before
//! ```yaml
//! Resources:
//!   Role:
//!     Type: AWS::IAM::Role
//!     Properties:
//!       AssumeRolePolicyDocument: { Statement: [{ Effect: Allow, Principal: { Service: ec2.amazonaws.com }, Action: sts:AssumeRole }] }
//!       Policies: [{ PolicyName: own, PolicyDocument: { Statement: [{ Effect: Allow, Action: "s3:GetObject", Resource: "arn:aws:s3:::data/*" }] } }]
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Role:
//!     Type: AWS::IAM::Role
//!     Properties:
//!       AssumeRolePolicyDocument: { Statement: [{ Effect: Allow, Principal: { Service: ec2.amazonaws.com }, Action: sts:AssumeRole }] }
//!       Policies: [{ PolicyName: own, PolicyDocument: { Statement: [{ Effect: Allow, Action: "s3:*", Resource: "arn:aws:s3:::data/*" }] } }]
//! ```
//! ## Before
//! ```yaml
//! Resources:
//!   Writer:
//!     Type: AWS::IAM::Role
//!     Properties:
//!       AssumeRolePolicyDocument: { Statement: [{ Effect: Allow, Principal: { Service: ec2.amazonaws.com }, Action: sts:AssumeRole }] }
//!       Policies: [{ PolicyName: own, PolicyDocument: { Statement: [{ Effect: Allow, Action: "s3:PutObject", Resource: "arn:aws:s3:::data/in/*" }] } }]
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Writer:
//!     Type: AWS::IAM::Role
//!     Properties:
//!       AssumeRolePolicyDocument: { Statement: [{ Effect: Allow, Principal: { Service: ec2.amazonaws.com }, Action: sts:AssumeRole }] }
//!       Policies: [{ PolicyName: own, PolicyDocument: { Statement: [{ Effect: Allow, Action: "s3:PutObject", Resource: "arn:aws:s3:::data/*" }] } }]
//! ```
//! ## Before
//! ```yaml
//! Resources:
//!   Operator:
//!     Type: AWS::IAM::Role
//!     Properties:
//!       AssumeRolePolicyDocument: { Statement: [{ Effect: Allow, Principal: { Service: ec2.amazonaws.com }, Action: sts:AssumeRole }] }
//!       Policies: [{ PolicyName: own, PolicyDocument: { Statement: [{ Effect: Allow, Action: "ec2:*", Resource: "*" }, { Effect: Deny, Action: "ec2:TerminateInstances", Resource: "*" }] } }]
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Operator:
//!     Type: AWS::IAM::Role
//!     Properties:
//!       AssumeRolePolicyDocument: { Statement: [{ Effect: Allow, Principal: { Service: ec2.amazonaws.com }, Action: sts:AssumeRole }] }
//!       Policies: [{ PolicyName: own, PolicyDocument: { Statement: [{ Effect: Allow, Action: "ec2:*", Resource: "*" }] } }]
//! ```
//! ## Before
//! ```yaml
//! Resources:
//!   Decrypter:
//!     Type: AWS::IAM::Role
//!     Properties:
//!       AssumeRolePolicyDocument: { Statement: [{ Effect: Allow, Principal: { Service: ec2.amazonaws.com }, Action: sts:AssumeRole }] }
//!       Policies: [{ PolicyName: own, PolicyDocument: { Statement: [{ Effect: Allow, Action: "kms:Decrypt", Resource: "*", Condition: { StringEquals: { "kms:ViaService": s3.eu-central-1.amazonaws.com } } }] } }]
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Decrypter:
//!     Type: AWS::IAM::Role
//!     Properties:
//!       AssumeRolePolicyDocument: { Statement: [{ Effect: Allow, Principal: { Service: ec2.amazonaws.com }, Action: sts:AssumeRole }] }
//!       Policies: [{ PolicyName: own, PolicyDocument: { Statement: [{ Effect: Allow, Action: "kms:Decrypt", Resource: "*" }] } }]
//! ```
//! ## Before
//! ```yaml
//! Resources:
//!   Builder:
//!     Type: AWS::IAM::Role
//!     Properties:
//!       AssumeRolePolicyDocument: { Statement: [{ Effect: Allow, Principal: { Service: ec2.amazonaws.com }, Action: sts:AssumeRole }] }
//!       Policies: [{ PolicyName: own, PolicyDocument: { Statement: [{ Effect: Allow, NotAction: ["iam:*", "kms:*"], Resource: "*" }] } }]
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Builder:
//!     Type: AWS::IAM::Role
//!     Properties:
//!       AssumeRolePolicyDocument: { Statement: [{ Effect: Allow, Principal: { Service: ec2.amazonaws.com }, Action: sts:AssumeRole }] }
//!       Policies: [{ PolicyName: own, PolicyDocument: { Statement: [{ Effect: Allow, NotAction: ["kms:*"], Resource: "*" }] } }]
//! ```
//! ## Before
//! ```yaml
//! Resources:
//!   Bucket: { Type: AWS::S3::Bucket }
//!   Policy:
//!     Type: AWS::S3::BucketPolicy
//!     Properties:
//!       Bucket: !Ref Bucket
//!       PolicyDocument:
//!         Statement:
//!           - { Effect: Allow, Principal: { AWS: "arn:aws:iam::123456789012:root" }, Action: "s3:GetObject", Resource: !Sub "${Bucket.Arn}/*" }
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Bucket: { Type: AWS::S3::Bucket }
//!   Policy:
//!     Type: AWS::S3::BucketPolicy
//!     Properties:
//!       Bucket: !Ref Bucket
//!       PolicyDocument:
//!         Statement:
//!           - { Effect: Allow, Principal: { AWS: "arn:aws:iam::123456789012:root" }, Action: "s3:GetObject", Resource: !Sub "${Bucket.Arn}/*" }
//!           - { Effect: Allow, Principal: "*", Action: "s3:GetObject", Resource: !Sub "${Bucket.Arn}/*" }
//! ```
//! ## Before
//! ```yaml
//! Resources:
//!   Archive: { Type: AWS::S3::Bucket }
//!   Policy:
//!     Type: AWS::S3::BucketPolicy
//!     Properties:
//!       Bucket: !Ref Archive
//!       PolicyDocument:
//!         Statement:
//!           - { Effect: Allow, Principal: { AWS: "arn:aws:iam::123456789012:root" }, Action: "s3:GetObject", Resource: !Sub "${Archive.Arn}/*" }
//!           - { Effect: Deny, Principal: "*", Action: "s3:*", Resource: !Sub "${Archive.Arn}/*", Condition: { Bool: { "aws:SecureTransport": false } } }
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Archive: { Type: AWS::S3::Bucket }
//!   Policy:
//!     Type: AWS::S3::BucketPolicy
//!     Properties:
//!       Bucket: !Ref Archive
//!       PolicyDocument:
//!         Statement:
//!           - { Effect: Allow, Principal: { AWS: "arn:aws:iam::123456789012:root" }, Action: "s3:GetObject", Resource: !Sub "${Archive.Arn}/*", Condition: { StringEquals: { "aws:PrincipalOrgID": o-1234567890 } } }
//! ```
//! ## Before
//! ```yaml
//! Resources:
//!   Function: { Type: AWS::Lambda::Function, Properties: { Code: { ZipFile: x }, Role: "arn:aws:iam::123456789012:role/a", Runtime: python3.13, Handler: index.run } }
//!   Permission:
//!     Type: AWS::Lambda::Permission
//!     Properties: { FunctionName: !Ref Function, Action: "lambda:InvokeFunction", Principal: s3.amazonaws.com, SourceAccount: "123456789012" }
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Function: { Type: AWS::Lambda::Function, Properties: { Code: { ZipFile: x }, Role: "arn:aws:iam::123456789012:role/a", Runtime: python3.13, Handler: index.run } }
//!   Permission:
//!     Type: AWS::Lambda::Permission
//!     Properties: { FunctionName: !Ref Function, Action: "lambda:InvokeFunction", Principal: "*" }
//! ```
//! ## Before
//! ```yaml
//! Resources:
//!   Endpoint:
//!     Type: AWS::EC2::VPCEndpoint
//!     Properties: { VpcId: vpc-0123456789abcdef0, ServiceName: com.amazonaws.eu-central-1.s3, PolicyDocument: { Statement: [{ Effect: Allow, Principal: "*", Action: "s3:GetObject", Resource: "arn:aws:s3:::data/*" }] } }
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Endpoint:
//!     Type: AWS::EC2::VPCEndpoint
//!     Properties: { VpcId: vpc-0123456789abcdef0, ServiceName: com.amazonaws.eu-central-1.s3 }
//! ```
//! ## Before
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Role:
//!     Type: AWS::IAM::Role
//!     Properties:
//!       AssumeRolePolicyDocument: { Statement: [{ Effect: Allow, Principal: { Service: ec2.amazonaws.com }, Action: sts:AssumeRole }] }
//!   Bucket: { Type: AWS::S3::Bucket }
//!   Access: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: access.yaml, Parameters: { Role: !Ref Role, Bucket: !GetAtt Bucket.Arn } } }
//! # file: access.yaml
//! Parameters:
//!   Role: { Type: String }
//!   Bucket: { Type: String }
//! Resources:
//!   Policy:
//!     Type: AWS::IAM::Policy
//!     Properties: { PolicyName: bucket, Roles: [!Ref Role], PolicyDocument: { Statement: [{ Effect: Allow, Action: "s3:Get*", Resource: [!Ref Bucket, !Sub "${Bucket}/*"] }] } }
//! ```
//! ## After
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Role:
//!     Type: AWS::IAM::Role
//!     Properties:
//!       AssumeRolePolicyDocument: { Statement: [{ Effect: Allow, Principal: { Service: ec2.amazonaws.com }, Action: sts:AssumeRole }] }
//!   Bucket: { Type: AWS::S3::Bucket }
//!   Access: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: access.yaml, Parameters: { Role: !Ref Role, Bucket: !GetAtt Bucket.Arn } } }
//! # file: access.yaml
//! Parameters:
//!   Role: { Type: String }
//!   Bucket: { Type: String }
//! Resources:
//!   Policy:
//!     Type: AWS::IAM::Policy
//!     Properties: { PolicyName: bucket, Roles: [!Ref Role], PolicyDocument: { Statement: [{ Effect: Allow, Action: ["s3:Get*", "s3:DeleteObject"], Resource: [!Ref Bucket, !Sub "${Bucket}/*"] }] } }
//! ```
//! ## Instead
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Role:
//!     Type: AWS::IAM::Role
//!     Properties:
//!       AssumeRolePolicyDocument: { Statement: { Action: [sts:AssumeRole], Effect: Allow, Principal: { Service: [ec2.amazonaws.com] } } }
//!       Policies:
//!         - PolicyName: moved
//!           PolicyDocument:
//!             Statement:
//!               - { Sid: Tags, Effect: Allow, Action: "s3:GetObjectTagging", Resource: !Join ["", [!GetAtt Bucket.Arn, "/*"]] }
//!               - { Sid: Objects, Effect: Allow, Action: ["S3:GetObject"], Resource: !Sub "${Bucket.Arn}/in/*" }
//!   Bucket: { Type: AWS::S3::Bucket }
//! ```
//! ## Sources
//! IAM user guide, "IAM JSON policy elements reference" and "Policy evaluation logic".

use super::{Class, Risk};
use crate::diff::broadened::broadened;
use crate::diff::comparison::Comparison;
use crate::diff::policies::Kind;
use crate::source::{Finding, Rule, Severity};

/// The risk.
pub(super) static RISK: Risk = Risk {
    rule: Rule {
        id: "permissions-broadened",
        severity: Severity::Warning,
        page: include_str!("permissions_broadened.rs"),
    },
    class: Class::Security,
    judge,
};

fn judge(comparison: &Comparison<'_, '_, '_>) -> Vec<Finding> {
    let broadened = broadened(comparison, &[Kind::Identity, Kind::Resource, Kind::Managed]);
    let findings = broadened
        .into_iter()
        .map(|one| one.finding(comparison, &RISK.rule));
    findings.collect()
}
