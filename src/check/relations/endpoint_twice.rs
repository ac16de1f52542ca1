//! # endpoint-twice
//!
//! ## What it finds
//! Two interface endpoints of one service in one VPC, both with private DNS.
//!
//! ## Why it matters
//! EC2 refuses the second: "private-dns-enabled cannot be set because there is already a conflicting DNS
//! domain".
//!
//! ## Fails
//! ```yaml
//! Resources:
//!   Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
//!   One:
//!     Type: AWS::EC2::VPCEndpoint
//!     Properties:
//!       VpcId: !Ref Vpc
//!       ServiceName: com.amazonaws.eu-central-1.ssm
//!       VpcEndpointType: Interface
//!       PrivateDnsEnabled: true
//!   Two:
//!     Type: AWS::EC2::VPCEndpoint
//!     Properties:
//!       VpcId: !Ref Vpc
//!       ServiceName: com.amazonaws.eu-central-1.ssm
//!       VpcEndpointType: Interface
//!       PrivateDnsEnabled: true
//! ```
//! ## Passes
//! ```yaml
//! Resources:
//!   Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
//!   One:
//!     Type: AWS::EC2::VPCEndpoint
//!     Properties:
//!       VpcId: !Ref Vpc
//!       ServiceName: com.amazonaws.eu-central-1.ssm
//!       VpcEndpointType: Interface
//!       PrivateDnsEnabled: true
//!   Two:
//!     Type: AWS::EC2::VPCEndpoint
//!     Properties:
//!       VpcId: !Ref Vpc
//!       ServiceName: com.amazonaws.eu-central-1.ec2messages
//!       VpcEndpointType: Interface
//!       PrivateDnsEnabled: true
//! ```
//! ## Sources
//! AWS PrivateLink guide, "Private DNS".

use super::twice::{report_said, said};
use crate::check::{Check, Context};
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "endpoint-twice",
        severity: Severity::Error,
        page: include_str!("endpoint_twice.rs"),
    },
    cfn_lint: &["E3064"],
    run,
};

fn run(context: &Context<'_>) {
    let private = context
        .of_types(&["AWS::EC2::VPCEndpoint"])
        .filter(|endpoint| {
            let mut cases = context.cases(endpoint, &["PrivateDnsEnabled"]).into_iter();
            cases.all(|case| case.truth() == Some(true))
        });
    let said =
        private.flat_map(|endpoint| said(context, endpoint, &[&["VpcId"], &["ServiceName"]]));
    let share = "the network and the service, with private DNS,";
    report_said(context, &CHECK.rule, &said.collect::<Vec<_>>(), share);
}
