//! What a host may do at AWS: be a host of its cluster, and be reached by Session Manager.
//!
//! Source: Service authorization reference, "Actions, resources, and condition keys for Amazon Elastic
//! Container Service"; Amazon ECS developer guide, "Amazon ECS container instance IAM role". The policy
//! that AWS manages for hosts allows more than a host here needs: to create clusters (with a mistake in
//! its configuration a host would found a cluster `default` and look healthy), to pull every image and
//! to write every log of the account. Images, secrets and logs belong to the execution role of each
//! service. Tasks reach none of this: the metadata service is out of their reach (`launch_template`).

use super::PoolInputs;
use crate::assembly::Stack;
use crate::aws::Partition;
use crate::bindings::iam::{InstanceProfile, InstanceProfileHandle, ManagedPolicyArn, Role, role};
use crate::cfn::{Expr, account_id, partition, region};
use crate::policy::{Document, Statement};
use crate::sub;

/// Adds the role of the hosts and the profile by which they get it.
pub(super) fn instance_profile(
    inputs: &PoolInputs<'_>,
    stack: &mut Stack,
) -> InstanceProfileHandle {
    let policy = role::Policy::new(join_cluster(inputs), "JoinCluster");
    // The policies are part of the role: one beside it could come after the first host.
    let role = Role::new(trust(inputs))
        .managed_policy_arns([session_manager()])
        .policies([policy]);
    let role = stack.add("HostRole", role);
    stack.add("HostProfile", InstanceProfile::new([role.name()]))
}

fn trust(inputs: &PoolInputs<'_>) -> Document {
    // China's partition has kept a name of its own for this service.
    if inputs.architecture.region().partition() == Partition::AwsCn {
        Document::trust("ec2.amazonaws.com.cn")
    } else {
        Document::trust("ec2.amazonaws.com")
    }
}

fn join_cluster(inputs: &PoolInputs<'_>) -> Document {
    let cluster = inputs.cluster;
    let hosts = sub![
        "arn:",
        partition(),
        ":ecs:",
        region(),
        ":",
        account_id(),
        ":container-instance/",
        &cluster.name,
        "/*"
    ];
    Document::new([
        Statement::allow(["ecs:DiscoverPollEndpoint"])
            .sid("FindEndpoints")
            .on_everything("the action knows no resource: it asks for the region's endpoints"),
        Statement::allow([
            "ecs:DeregisterContainerInstance",
            "ecs:RegisterContainerInstance",
            "ecs:SubmitAttachmentStateChanges",
            "ecs:SubmitContainerStateChange",
            "ecs:SubmitTaskStateChange",
        ])
        .sid("ReportToCluster")
        .on(&cluster.arn),
        Statement::allow(["ecs:Poll", "ecs:StartTelemetrySession"])
            .sid("ListenToCluster")
            .on(hosts)
            .when("ArnEquals", "ecs:cluster", &cluster.arn),
    ])
}

/// What Session Manager needs, so that no host needs a key or an open port.
fn session_manager() -> Expr<ManagedPolicyArn> {
    sub![
        "arn:",
        partition(),
        ":iam::aws:policy/AmazonSSMManagedInstanceCore"
    ]
    .assume("the ARN of a policy that AWS manages")
}
