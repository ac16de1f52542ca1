//! The capacity stack: says of both pools that the cluster may place tasks on them.
//!
//! Source: Amazon ECS API reference, `PutClusterCapacityProviders`: it writes the whole list each
//! time, so that a cluster has one association and not one per pool. This stack is the only one that
//! sees both pools. A service names its capacity provider and depends on the association; without it
//! ECS refuses the provider. On the way down services go first, then the association, then the pools.

use crate::assembly::Stack;
use crate::bindings::ecs::{
    CapacityProviderName, ClusterCapacityProviderAssociations,
    ClusterCapacityProviderAssociationsHandle, ClusterName,
    cluster_capacity_provider_associations::CapacityProviderStrategy,
};
use crate::cfn::Expr;

/// What other stacks may use of the capacity.
#[derive(Clone, Debug)]
pub struct Capacity {
    /// The association, on which every service depends.
    pub association: ClusterCapacityProviderAssociationsHandle,
}

/// Adds the association of the pools' capacity providers with the cluster.
pub fn capacity(
    cluster: &Expr<ClusterName>,
    pools: [&Expr<CapacityProviderName>; 2],
    stack: &mut Stack,
) -> Capacity {
    // No default: a task that names no pool has to fail rather than land on either.
    let default: [CapacityProviderStrategy; 0] = [];
    let association =
        ClusterCapacityProviderAssociations::new(cluster, default).capacity_providers(pools);
    Capacity {
        association: stack.add("CapacityProviders", association),
    }
}
