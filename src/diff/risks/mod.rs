//! What is risky about a change: one file each, with its page in its `//!`.
//!
//! A page has pairs of templates, `## Before` and `## After`, in which its rule finds something; a template
//! below `## Instead` changes the last `## Before` so that it finds nothing. A test runs all of them.

mod address_lost;
mod alarm_removed;
mod autoscaling_removed;
mod backups_reduced;
mod capacity_smaller;
mod cluster_version_skipped;
mod cost_added;
mod cost_up;
mod custom_handler_changed;
mod data_orphaned;
mod data_removed;
mod data_replaced;
mod default_not_taken;
mod deletion_protected;
mod egress_widened;
mod encryption_off;
mod endpoint_lost;
mod engine_downgraded;
mod expires_earlier;
mod export_changed;
mod export_in_use;
mod gateway_removed;
mod health_check_weakened;
mod indexes_together;
mod ingress_widened;
mod instance_replaced;
mod key_immutable;
mod key_removed;
mod launch_not_rolled;
mod listener_removed;
mod load_balancer_replaced;
mod logging_off;
mod logs_kept_shorter;
mod major_upgrade_unprepared;
mod managed_policy_attached;
mod name_collides;
mod name_removed;
mod name_repointed;
mod named_resource_replaced;
mod one_way_switch;
mod parameter_without_value;
mod permissions_broadened;
mod pool_smaller;
mod protection_off;
mod public_exposure;
mod range_collides;
mod resource_moved;
mod resource_renamed;
mod retention_policy_weakened;
mod secret_exposed;
mod secret_regenerated;
mod secret_removed;
mod service_smaller;
mod shards_scaled_too_far;
mod snapshot_identifier_changed;
mod standby_removed;
mod stateful_interrupted;
mod storage_shrinks;
mod storage_step_small;
mod subnets_in_use;
mod target_group_taken;
mod tls_weakened;
mod trust_broadened;
mod twin_deleted;
mod type_changed;
mod update_below_capacity;
mod user_pool_immutable;
mod zones_fewer;

use super::address::StackPath;
use super::comparison::Comparison;
use super::state::{ResourceState, State};
use crate::document::Node;
use crate::source::{Finding, Rule};

/// What a risk is about: the words of `--fail-on`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// CloudFormation refuses the update, or it fails and is rolled back.
    Refused,
    /// Data is lost.
    DataLoss,
    /// Something is not available, or less so.
    Availability,
    /// Somebody may do or reach more, or something is less protected.
    Security,
    /// It costs more.
    Cost,
    /// Worth knowing.
    Notice,
}

/// One judge of a comparison.
#[derive(Debug)]
pub struct Risk {
    /// The rule that its findings name.
    pub rule: Rule,
    /// What it is about.
    pub class: Class,
    /// Looks at a comparison.
    pub judge: fn(&Comparison<'_, '_, '_>) -> Vec<Finding>,
}

static RISKS: &[&Risk] = &[
    &cluster_version_skipped::RISK,
    &deletion_protected::RISK,
    &engine_downgraded::RISK,
    &export_changed::RISK,
    &export_in_use::RISK,
    &indexes_together::RISK,
    &key_immutable::RISK,
    &major_upgrade_unprepared::RISK,
    &name_collides::RISK,
    &named_resource_replaced::RISK,
    &one_way_switch::RISK,
    &parameter_without_value::RISK,
    &range_collides::RISK,
    &shards_scaled_too_far::RISK,
    &storage_shrinks::RISK,
    &storage_step_small::RISK,
    &subnets_in_use::RISK,
    &target_group_taken::RISK,
    &type_changed::RISK,
    &user_pool_immutable::RISK,
    &backups_reduced::RISK,
    &data_removed::RISK,
    &data_replaced::RISK,
    &expires_earlier::RISK,
    &key_removed::RISK,
    &logs_kept_shorter::RISK,
    &retention_policy_weakened::RISK,
    &secret_removed::RISK,
    &snapshot_identifier_changed::RISK,
    &address_lost::RISK,
    &alarm_removed::RISK,
    &autoscaling_removed::RISK,
    &capacity_smaller::RISK,
    &endpoint_lost::RISK,
    &gateway_removed::RISK,
    &health_check_weakened::RISK,
    &instance_replaced::RISK,
    &listener_removed::RISK,
    &load_balancer_replaced::RISK,
    &name_removed::RISK,
    &name_repointed::RISK,
    &pool_smaller::RISK,
    &secret_regenerated::RISK,
    &service_smaller::RISK,
    &standby_removed::RISK,
    &stateful_interrupted::RISK,
    &twin_deleted::RISK,
    &update_below_capacity::RISK,
    &zones_fewer::RISK,
    &egress_widened::RISK,
    &encryption_off::RISK,
    &ingress_widened::RISK,
    &logging_off::RISK,
    &managed_policy_attached::RISK,
    &permissions_broadened::RISK,
    &protection_off::RISK,
    &public_exposure::RISK,
    &secret_exposed::RISK,
    &tls_weakened::RISK,
    &trust_broadened::RISK,
    &cost_added::RISK,
    &cost_up::RISK,
    &custom_handler_changed::RISK,
    &data_orphaned::RISK,
    &default_not_taken::RISK,
    &launch_not_rolled::RISK,
    &resource_moved::RISK,
    &resource_renamed::RISK,
];

/// Every risk, by class, then as their files are called.
pub fn risks() -> impl Iterator<Item = &'static Risk> {
    RISKS.iter().copied()
}

impl Class {
    /// Every class, the worst first.
    pub const ALL: [Self; 6] = [
        Self::Refused,
        Self::DataLoss,
        Self::Availability,
        Self::Security,
        Self::Cost,
        Self::Notice,
    ];

    /// The word of every output format, and of `--fail-on`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Refused => "refused",
            Self::DataLoss => "data-loss",
            Self::Availability => "availability",
            Self::Security => "security",
            Self::Cost => "cost",
            Self::Notice => "notice",
        }
    }

    /// The class of a rule.
    #[must_use]
    pub fn of(rule: &Rule) -> Option<Self> {
        let mut risks = risks();
        risks
            .find(|risk| risk.rule.id == rule.id)
            .map(|risk| risk.class)
    }
}

impl Comparison<'_, '_, '_> {
    /// Everything that is risky, the worst class first, each by rule and resource.
    #[must_use]
    pub fn findings(&self) -> Vec<Finding> {
        let mut found: Vec<(Class, Finding)> = Vec::new();
        for risk in risks() {
            let judged = (risk.judge)(self);
            found.extend(judged.into_iter().map(|finding| (risk.class, finding)));
        }
        found.sort_by_cached_key(|(class, finding)| {
            let address = (finding.stack.clone(), finding.logical_id.clone());
            (*class, finding.rule.id, address, finding.path.clone())
        });
        let found = found.into_iter().map(|(_, finding)| finding);
        let mut found: Vec<Finding> = found.collect();
        found.dedup();
        found
    }

    /// A finding at a property of a resource as it is now, or where the property would be.
    #[must_use]
    pub fn before(
        &self,
        rule: &'static Rule,
        resource: &ResourceState<'_>,
        path: &[&str],
        message: impl Into<String>,
    ) -> Finding {
        finding(self.old, rule, resource, path, message.into())
    }

    /// A finding at a property of a resource as it is to be, or where the property would be.
    #[must_use]
    pub fn after(
        &self,
        rule: &'static Rule,
        resource: &ResourceState<'_>,
        path: &[&str],
        message: impl Into<String>,
    ) -> Finding {
        finding(self.new, rule, resource, path, message.into())
    }
}

impl Comparison<'_, '_, '_> {
    /// A finding at a declaration of the root: `["Parameters", "Zone"]`.
    #[must_use]
    pub fn at_root(
        &self,
        state: &State<'_, '_>,
        rule: &'static Rule,
        path: &[&str],
        message: impl Into<String>,
    ) -> Finding {
        self.at_stack(state, rule, &StackPath::default(), path, message)
    }

    /// A finding at a declaration of a stack.
    #[must_use]
    pub fn at_stack(
        &self,
        state: &State<'_, '_>,
        rule: &'static Rule,
        stack: &StackPath,
        path: &[&str],
        message: impl Into<String>,
    ) -> Finding {
        let mut found = Finding::new(rule, message);
        if let Some(id) = state.stack(stack) {
            let tree = state.resolved.tree(id);
            let place = state.place_of(id, tree.get(path).unwrap_or(tree));
            found = found.at(&place.file, place.span);
        }
        if !stack.is_root() {
            found = found.in_stack(stack.to_string());
        }
        found.path(path.join("."))
    }
}

fn finding(
    state: &State<'_, '_>,
    rule: &'static Rule,
    resource: &ResourceState<'_>,
    path: &[&str],
    message: String,
) -> Finding {
    let written = resource.written;
    let mut node: &Node = written.key;
    let mut inside = written.properties();
    for name in path {
        let Some(next) = inside.and_then(|inside| inside.get(&[name])) else {
            break;
        };
        node = next;
        inside = Some(next);
    }
    // What is said of the resource beside its properties.
    if let ([name], true) = (path, std::ptr::eq(node, written.key))
        && let Some(attribute) = written.node.get(&[name])
    {
        node = attribute;
    }
    let place = state.place_of(written.stack, node);
    let mut found = Finding::new(rule, message)
        .at(&place.file, place.span)
        .of(&*resource.address.logical_id);
    if !resource.address.stack.is_root() {
        found = found.in_stack(resource.address.stack.to_string());
    }
    if !path.is_empty() {
        found.path = Some(path.join("."));
    }
    found
}
