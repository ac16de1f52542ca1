//! The capacity provider: how ECS places tasks on the pool, starts more hosts and empties them.
//!
//! Source: Amazon ECS developer guide, "Amazon ECS capacity providers", "Managed instance draining".

use crate::architecture::Pool;
use crate::assembly::Stack;
use crate::bindings::auto_scaling::AutoScalingGroupHandle;
use crate::bindings::ecs::capacity_provider::{
    AutoScalingGroupProvider, ManagedDraining, ManagedScaling, ManagedTerminationProtection, Status,
};
use crate::bindings::ecs::{CapacityProvider, CapacityProviderHandle};

/// Adds the capacity provider. It has no name of its own: a replacement could not take the same one.
pub(super) fn capacity_provider(
    pool: &Pool,
    group: &AutoScalingGroupHandle,
    stack: &mut Stack,
) -> CapacityProviderHandle {
    // By itself every host is to be full before another one starts: the group's minimum holds the spare
    // for the loss of a zone, in every zone, which a share of the whole pool would not.
    let scaling = ManagedScaling::new()
        .status(Status::Enabled)
        .target_capacity(pool.target_capacity_percent());
    let scaling = match pool.warmup_seconds() {
        Some(seconds) => scaling.instance_warmup_period(seconds),
        None => scaling,
    };
    let provider = AutoScalingGroupProvider::new(group.name())
        .managed_scaling(scaling)
        .managed_draining(ManagedDraining::Enabled)
        // Draining moves tasks before a host goes. Protected hosts would do nothing more than hold up
        // rolling updates and the deletion of the group.
        .managed_termination_protection(ManagedTerminationProtection::Disabled);
    stack.add(
        "CapacityProvider",
        CapacityProvider::new().auto_scaling_group_provider(provider),
    )
}
