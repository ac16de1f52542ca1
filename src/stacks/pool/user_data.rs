//! What a host does first: it configures the ECS agent, and tells CloudFormation when it is ready.
//!
//! Sources: amazon-ecs-agent, README ("Environment Variables"), `ecs.service` (the agent starts after
//! user data) and introspection API; amazon-ecs-ami (Amazon Linux 2023 in its minimal form, without
//! `aws-cfn-bootstrap`). EC2 takes up to 16 KiB. Values stand between single quotes or as a line of the
//! agent's configuration, and none of them (names of stacks and clusters, a region) can hold a quote,
//! a blank or a line break. Variables of the shell go without braces, which CloudFormation would read.

use super::PoolInputs;
use super::access::DYNAMIC_PORTS;
use crate::architecture::HostType;
use crate::cfn::{Expr, Text, base64, region, stack_name};
use crate::sub;

/// The logical id of the Auto Scaling Group, for which its hosts signal.
pub(super) const GROUP: &str = "AutoScalingGroup";

/// How long a host waits for its agent to be registered before it signals failure.
pub(super) const REGISTRATION_MINUTES: u32 = 10;

/// Seconds between two looks at the agent.
const LOOK_SECONDS: u32 = 5;

/// Seconds that the agent gives a container to end where its task definition says nothing. Constant
/// for all usual services, so that a service's timeout exchanges no hosts.
const STOP_SECONDS: u32 = 120;

/// The `UserData` of the pool's hosts.
pub(super) fn user_data(inputs: &PoolInputs<'_>) -> Expr<Text> {
    base64(sub![
        r"#!/bin/bash
set -euo pipefail

cat >> /etc/ecs/ecs.config <<'CONFIG'
ECS_CLUSTER=",
        &inputs.cluster.name,
        agent_settings(inputs),
        r#"
CONFIG

cat > /usr/local/sbin/signal-ready <<'SCRIPT'
#!/bin/bash
# Tells CloudFormation whether the agent has registered this host with the cluster.
set -uo pipefail

outcome=1
for _ in $(seq "#,
        REGISTRATION_MINUTES * 60 / LOOK_SECONDS,
        r#"); do
  metadata=$(curl --silent --fail --max-time 2 http://localhost:51678/v1/metadata)
  if [[ $metadata == *'"ContainerInstanceArn":"arn:'* ]]; then
    outcome=0
    break
  fi
  sleep "#,
        LOOK_SECONDS,
        r"
done

# The image lacks cfn-signal. It comes last, so that no task waits for a package.
for _ in 1 2 3 4 5; do
  dnf install --assumeyes --quiet aws-cfn-bootstrap && break
  sleep 10
done

# Outside of a creation or an update nobody waits, and CloudFormation refuses the signal.
/opt/aws/bin/cfn-signal --exit-code $outcome \
  --stack '",
        stack_name(),
        r"' \
  --resource '",
        GROUP,
        r"' \
  --region '",
        region(),
        r"' ||
  echo 'CloudFormation took no signal.'
SCRIPT
chmod 755 /usr/local/sbin/signal-ready

# In the background: the agent starts after this script, which must not wait for it.
systemd-run --no-block --unit=signal-ready /usr/local/sbin/signal-ready
"
    ])
}

/// Lines of the agent's configuration, each behind a line break.
fn agent_settings(inputs: &PoolInputs<'_>) -> String {
    let settings = [
        // A registry is needed for the first start of an image on a host, and not again.
        ("IMAGE_PULL_BEHAVIOR", "prefer-cached".to_owned()),
        ("AWSVPC_BLOCK_IMDS", "true".to_owned()),
        ("DISABLE_PRIVILEGED", "true".to_owned()),
        ("RESERVED_MEMORY", HostType::RESERVED_MIB.to_string()),
        (
            "CONTAINER_STOP_TIMEOUT",
            format!("{}s", stop_seconds(inputs)),
        ),
        ("ENGINE_TASK_CLEANUP_WAIT_DURATION", "1h".to_owned()),
        (
            "DYNAMIC_HOST_PORT_RANGE",
            format!("{}-{}", DYNAMIC_PORTS.start(), DYNAMIC_PORTS.end()),
        ),
        (
            "INSTANCE_ATTRIBUTES",
            format!(r#"{{"pool":"{}"}}"#, inputs.pool),
        ),
    ];
    settings
        .into_iter()
        .map(|(name, value)| format!("\nECS_{name}={value}"))
        .collect()
}

/// At least as long as any service of the pool may take.
fn stop_seconds(inputs: &PoolInputs<'_>) -> u32 {
    let services = inputs.architecture.services_on(inputs.pool);
    services
        .map(|service| service.stop_timeout_seconds)
        .fold(STOP_SECONDS, u32::max)
}
