//! # route-table-twice
//!
//! ## What it finds
//! Two associations of one subnet with route tables.
//!
//! ## Why it matters
//! A subnet has one route table: EC2 refuses the second, or it replaces the first.
//!
//! ## Fails
//! ```yaml
//! Resources:
//!   Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
//!   Subnet: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/24 } }
//!   Other: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.1.0/24 } }
//!   Table: { Type: AWS::EC2::RouteTable, Properties: { VpcId: !Ref Vpc } }
//!   One:
//!     Type: AWS::EC2::SubnetRouteTableAssociation
//!     Properties: { RouteTableId: !Ref Table, SubnetId: !Ref Subnet }
//!   Two:
//!     Type: AWS::EC2::SubnetRouteTableAssociation
//!     Properties: { RouteTableId: !Ref Table, SubnetId: !Ref Subnet }
//! ```
//! ## Passes
//! ```yaml
//! Resources:
//!   Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
//!   Subnet: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/24 } }
//!   Other: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.1.0/24 } }
//!   Table: { Type: AWS::EC2::RouteTable, Properties: { VpcId: !Ref Vpc } }
//!   One:
//!     Type: AWS::EC2::SubnetRouteTableAssociation
//!     Properties: { RouteTableId: !Ref Table, SubnetId: !Ref Subnet }
//!   Two:
//!     Type: AWS::EC2::SubnetRouteTableAssociation
//!     Properties: { RouteTableId: !Ref Table, SubnetId: !Ref Other }
//! ```
//! ## Sources
//! Amazon VPC user guide, "Subnet route tables".

use super::twice::{Once, report_twice};
use crate::check::{Check, Context};
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "route-table-twice",
        severity: Severity::Error,
        page: include_str!("association_twice.rs"),
    },
    cfn_lint: &["E3022"],
    run,
};

const ONCE: Once = Once {
    types: &["AWS::EC2::SubnetRouteTableAssociation"],
    properties: &[&["SubnetId"]],
    share: "the subnet",
};

fn run(context: &Context<'_>) {
    report_twice(context, &CHECK.rule, &ONCE);
}
