//! A VPC that exists already, as other stacks see it: its ids are parameters of the root.
//!
//! Nothing is made here. Routes, gateways, endpoints and flow logs are its owner's.

use std::collections::BTreeMap;

use super::Network;
use crate::architecture::PerZone;
use crate::assembly::Stack;
use crate::bindings::ec2::SubnetId;
use crate::cfn::{Expr, List};
use crate::stacks::parameters::ExistingVpc;

/// The network of an existing VPC.
pub fn existing(vpc: &ExistingVpc, root: &mut Stack) -> Network {
    let mut list = |name: &str, subnets: &PerZone<Expr<SubnetId>>| -> Expr<List<SubnetId>> {
        root.list(name, subnets.values().cloned().collect::<Vec<_>>())
    };
    let private = list("PrivateSubnetIds", &vpc.private);
    Network {
        vpc: vpc.id.clone(),
        public: list("PublicSubnetIds", &vpc.public),
        public_of: vpc.public.clone(),
        database: match &vpc.data {
            Some(data) => list("DataSubnetIds", data),
            None => private.clone(),
        },
        private,
        private_of: vpc.private.clone(),
        nat_gateways: BTreeMap::new(),
        nat_addresses: None,
    }
}
