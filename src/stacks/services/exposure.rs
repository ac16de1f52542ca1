//! How load balancers reach a service: its target groups and the rules that lead to them.
//!
//! Sources: Elastic Load Balancing user guide for Application Load Balancers, "Target groups", "Health
//! checks for target groups", "Listener rules"; ESS, "Scaling" (services keep no sessions).
//! Not here: the load balancers and their listeners, and which tasks are registered (`ecs_service`).

use super::Placed;
use crate::architecture::{Exposure, LoadBalancerRole, PerRole, Protocol, ServicePart};
use crate::assembly::Stack;
use crate::bindings::elastic_load_balancing_v2::{
    ListenerRule, ListenerRuleHandle, TargetGroup, TargetGroupHandle, listener_rule, target_group,
};
use crate::cfn::secret_string;
use crate::stacks::origin_header::{ORIGIN_HEADER, ORIGIN_HEADER_KEY};

/// How one load balancer reaches a service.
pub(super) struct Exposed {
    /// Where its tasks are registered.
    pub(super) target_group: TargetGroupHandle,
    /// What leads there; the service depends on it.
    pub(super) rule: ListenerRuleHandle,
}

/// Checks in a row that change what the load balancer thinks of a task: with ten seconds between
/// them, a dead task gets no request after 20 to 30 seconds.
const CHECKS: u32 = 2;

/// The longest that a check waits, in seconds; it must be less than the time between two checks.
const LONGEST_CHECK_SECONDS: u32 = 5;

/// Adds a target group and a rule for each load balancer, since a target group takes one alone. Those
/// that serve one zone get the tasks of that zone. The internal one gets those of all zones in one
/// target group, of which dead and missing tasks are left out: of several groups with weights, an
/// empty one would go on getting its share. Amazon ECS advises a target group for each service; the
/// services here are parts of one, and each registers and takes out its own tasks alone.
pub(super) fn exposure(
    placed: &Placed<'_>,
    exposure: &Exposure,
    stack: &mut Stack,
) -> PerRole<Exposed> {
    let roles = placed.inputs.architecture.load_balancer_roles();
    let id = &placed.service.id;
    roles.map(|role| {
        let target_group = stack.add(
            id.part_at(ServicePart::TargetGroup, role),
            target_group(placed, exposure),
        );
        let forward = listener_rule::Action::new(listener_rule::ActionType::Forward)
            .target_group_arn(target_group.arn());
        let host = listener_rule::HostHeaderConfig::new()
            .values([placed.inputs.names.host(&exposure.host)]);
        let host = listener_rule::RuleCondition::new()
            .field("host-header")
            .host_header_config(host);
        let conditions = std::iter::once(host).chain(from_gateway(placed, role));
        let conditions: Vec<_> = conditions.collect();
        let rule = ListenerRule::new([forward], conditions, exposure.priority.number())
            .listener_arn(placed.inputs.listeners.of(role));
        let rule = stack.add(id.part_at(ServicePart::ListenerRule, role), rule);
        Exposed { target_group, rule }
    })
}

/// The condition that a request comes from the gateway, where nobody may go round it.
fn from_gateway(
    placed: &Placed<'_>,
    role: LoadBalancerRole,
) -> Option<listener_rule::RuleCondition> {
    let secret = placed.inputs.origin_header;
    let secret = secret.filter(|_| placed.inputs.architecture.demands_origin_header(role))?;
    let header = listener_rule::HttpHeaderConfig::new()
        .http_header_name(ORIGIN_HEADER)
        .values([secret_string(secret, ORIGIN_HEADER_KEY)]);
    let condition = listener_rule::RuleCondition::new()
        .field("http-header")
        .http_header_config(header);
    Some(condition)
}

/// The target group. Its port stands for nothing, since every task registers with its own; what it
/// speaks can't be changed without another target group, so it has no name that would be in the way.
fn target_group(placed: &Placed<'_>, exposure: &Exposure) -> TargetGroup {
    let health = &exposure.health;
    let timeout = (health.interval_seconds / 2).clamp(2, LONGEST_CHECK_SECONDS);
    let (protocol, port) = match placed.service.protocol {
        Protocol::Http => (target_group::Protocol::Http, 80),
        // The load balancer does not verify the task's certificate: security groups say who it is.
        Protocol::Https => (target_group::Protocol::Https, 443),
    };
    let checked = match health.protocol {
        Protocol::Http => target_group::HealthCheckProtocol::Http,
        Protocol::Https => target_group::HealthCheckProtocol::Https,
    };
    TargetGroup::new()
        .vpc_id(placed.inputs.vpc)
        .target_type(target_group::TargetType::Instance)
        .protocol(protocol)
        .port(port)
        .health_check_enabled(true)
        .health_check_protocol(checked)
        .health_check_port("traffic-port")
        .health_check_path(health.path.as_str())
        .health_check_interval_seconds(health.interval_seconds)
        .health_check_timeout_seconds(timeout)
        .healthy_threshold_count(CHECKS)
        .unhealthy_threshold_count(CHECKS)
        .matcher(target_group::Matcher::new().http_code(health.matcher.as_str()))
        .target_group_attributes(attributes(placed))
}

/// Settings of the target group, as its API names them. The thresholds of `target_group_health` stay
/// at one healthy target: a zone leaves DNS with its last one, and only where none is left anywhere
/// do all get requests. A higher threshold would send requests to dead tasks of a zone that is half
/// well.
fn attributes(placed: &Placed<'_>) -> [target_group::TargetGroupAttribute; 3] {
    // Requests under way end before the task does: ECS gives it just as long.
    let drain = placed.service.stop_timeout_seconds.to_string();
    [
        ("deregistration_delay.timeout_seconds", drain.as_str()),
        ("slow_start.duration_seconds", "0"),
        ("stickiness.enabled", "false"),
    ]
    .map(|(key, value)| {
        target_group::TargetGroupAttribute::new()
            .key(key)
            .value(value)
    })
}
