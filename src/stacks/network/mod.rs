//! The VPC and its subnets, as every other stack uses them: made with the deployment or taken over.
//!
//! Source: HA architecture, "Virtual Private Cloud" and "Availability Zones": each zone has a public and
//! a private subnet, and only load balancers run in the public one. Not here: which addresses (the
//! architecture planned them), security groups (each lives with its owner).

mod created;
mod existing;
mod flow_logs;
mod zone;

use std::collections::BTreeMap;

use crate::architecture::{Architecture, PerZone};
use crate::aws::ZoneLetter;
use crate::bindings::ec2::{NatGatewayHandle, SubnetId, VpcId};
use crate::cfn::{Expr, List, Tag, Text};

pub use created::created;
pub use existing::existing;

/// What other stacks may use of the network. Using a field is the wiring.
pub struct Network {
    /// The deployment's VPC.
    pub vpc: Expr<VpcId>,
    /// One public subnet per zone: load balancers and NAT gateways, nothing else.
    pub public: Expr<List<SubnetId>>,
    /// The public subnet of each zone.
    pub public_of: PerZone<Expr<SubnetId>>,
    /// One private subnet per zone: pools, and what they need beside them.
    pub private: Expr<List<SubnetId>>,
    /// The private subnet of each zone.
    pub private_of: PerZone<Expr<SubnetId>>,
    /// One subnet per zone for the database: isolated ones where the deployment has them, else the
    /// private ones.
    pub database: Expr<List<SubnetId>>,
    /// The NAT gateways that are made with the deployment, by the zones in which they are.
    pub nat_gateways: BTreeMap<ZoneLetter, NatGatewayHandle>,
    /// The addresses from which hosts come where NAT gateways are made with the deployment.
    pub nat_addresses: Option<Expr<List<Text>>>,
}

/// The name that consoles show: the deployment's, and a role.
pub(super) fn name(architecture: &Architecture, role: &str) -> Tag {
    let name = architecture.name();
    let shown = if role.is_empty() {
        name.to_string()
    } else {
        format!("{name}-{role}")
    };
    Tag::new("Name", shown)
}
