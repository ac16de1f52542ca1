//! A pool's stack: hosts for the tasks of one pool, and nothing that another pool could notice.
//!
//! Source: HA architecture, "Separate Management of Public and Backend Services": two Auto Scaling
//! Groups give separate pools of instances, so that each is managed apart from the other. One function
//! writes both; each has its own security group, role, launch template, group and capacity provider.
//! Not here: the other pool (no name of it may stand in this stack), which capacity the cluster has
//! (`capacity`), how many hosts are enough (the architecture).

mod access;
mod group;
mod launch_template;
mod provider;
mod role;
mod schedules;
mod user_data;

use super::cluster::Cluster;
use crate::architecture::{Architecture, PerRole, PoolName};
use crate::assembly::Stack;
use crate::bindings::auto_scaling::AutoScalingGroupName;
use crate::bindings::ec2::{ImageId, SecurityGroupId, SubnetId, VpcId};
use crate::bindings::ecs::CapacityProviderName;
use crate::bindings::kms::KeyArn;
use crate::cfn::{Expr, Integer, List, Text};

/// What a pool takes of the root and of other stacks.
#[derive(Clone, Copy, Debug)]
pub struct PoolInputs<'a> {
    /// The deployment.
    pub architecture: &'a Architecture,
    /// Which pool.
    pub pool: PoolName,
    /// The instance type of its hosts.
    pub instance_type: &'a Expr<Text>,
    /// The fewest hosts; never fewer than [`crate::architecture::Pool::min_in_service`].
    pub minimum: &'a Expr<Integer>,
    /// The most hosts; always more than [`crate::architecture::Pool::min_in_service`].
    pub maximum: &'a Expr<Integer>,
    /// The image of its hosts.
    pub image_id: &'a Expr<ImageId>,
    /// The VPC.
    pub vpc: &'a Expr<VpcId>,
    /// The private subnets, one per zone.
    pub subnets: &'a Expr<List<SubnetId>>,
    /// The deployment's key, which encrypts the hosts' volumes.
    pub key: &'a Expr<KeyArn>,
    /// The cluster that the hosts join.
    pub cluster: &'a Cluster,
    /// The security group of each load balancer.
    pub load_balancers: &'a PerRole<Expr<SecurityGroupId>>,
    /// The database's security group.
    pub database: &'a Expr<SecurityGroupId>,
    /// The security group of the shared volumes, where the deployment has any.
    pub storage: Option<&'a Expr<SecurityGroupId>>,
    /// The security group of the endpoints of AWS's services, where they stand in for a way out.
    pub endpoints: Option<&'a Expr<SecurityGroupId>>,
    /// The security group of Kafka's brokers, where the deployment has Kafka.
    pub kafka: Option<&'a Expr<SecurityGroupId>>,
}

/// What other stacks may use of a pool.
#[derive(Clone, Debug)]
pub struct Pool {
    /// What places tasks on its hosts and starts more of them when tasks find no room.
    pub capacity_provider: Expr<CapacityProviderName>,
    /// The security group of its hosts.
    pub security_group: Expr<SecurityGroupId>,
    /// The name of its Auto Scaling Group.
    pub group_name: Expr<AutoScalingGroupName>,
}

/// Adds the resources of a pool, in the order in which a host needs them.
pub fn pool(inputs: &PoolInputs<'_>, stack: &mut Stack) -> Pool {
    let security_group = access::security_group(inputs, stack);
    let rules = access::rules(inputs, &security_group, stack);
    let profile = role::instance_profile(inputs, stack);
    let template = launch_template::launch_template(inputs, &security_group, &profile, stack);
    let settings = inputs.architecture.pool(inputs.pool);
    let group = group::group(inputs, &template, &rules, stack);
    schedules::schedules(settings, &group, stack);
    let provider = provider::capacity_provider(settings, &group, stack);
    Pool {
        capacity_provider: provider.name(),
        security_group,
        group_name: group.name(),
    }
}

impl PoolInputs<'_> {
    /// The name that consoles show for what belongs to the pool: `acme-solid-ess`.
    fn shown_name(&self) -> String {
        format!("{}-{}", self.architecture.name(), self.pool)
    }
}
