//! A cluster of Aurora PostgreSQL: storage in three zones, and an instance in each of the first zones.
//!
//! Sources: Amazon Aurora user guide, "High availability for Aurora DB instances" (one writes; where it
//! fails another takes over, the one of the lowest tier first), "Amazon Aurora storage", "Amazon Aurora
//! PostgreSQL parameters" (`rds.force_ssl` is the cluster's alone, so instances need no group); Amazon
//! RDS API reference, `CreateDBInstance`. Each instance is bound to its zone: left to Aurora, two may
//! come to be in one.

use super::cluster::{made, of_any_engine};
use super::{INSIGHTS_DAYS, MONITORING_SECONDS, Made, Parts, Server};
use crate::assembly::Stack;
use crate::bindings::rds::DbInstance;
use crate::cfn::{DeletionPolicy, IntoExpr as _, Resource as _, UpdateReplacePolicy};
use crate::stacks::network::name;

/// The logs that the engine gives to CloudWatch, each with the logical id of its group.
const LOGS: [(&str, &str); 1] = [("PostgresqlLogGroup", "postgresql")];

pub(super) fn aurora(parts: &Parts<'_>, instances: u32, stack: &mut Stack) -> Made {
    let settings = parts.architecture.database();
    let cluster = of_any_engine(parts, &LOGS, stack).delete_automated_backups(false);
    let cluster = stack.add("AuroraCluster", cluster);
    let mut made = made(&cluster, Vec::new());
    let zones = parts.parameters.zones.iter();
    for ((letter, zone), _) in zones.zip(0..instances) {
        let instance = DbInstance::new()
            .engine(settings.deployment.engine().name())
            .db_cluster_identifier(cluster.identifier())
            .db_instance_class(&parts.parameters.database_instance_class)
            .availability_zone(zone)
            .promotion_tier(1)
            .publicly_accessible(false)
            .auto_minor_version_upgrade(settings.upgrades_minor_versions());
        // Each has a window of its own beside the cluster's.
        let instance = match settings.maintenance_window {
            Some(window) => instance.preferred_maintenance_window(window.to_string()),
            None => instance,
        };
        let instance = instance
            .enable_performance_insights(true)
            .performance_insights_kms_key_id(&parts.keys.key_arn)
            .performance_insights_retention_period(INSIGHTS_DAYS)
            .monitoring_interval(MONITORING_SECONDS)
            .monitoring_role_arn(parts.monitoring.arn())
            .tags([name(
                parts.architecture,
                &format!("database-{}", letter.lower()),
            )])
            // The data is the cluster's.
            .deletion_policy(DeletionPolicy::Delete)
            .update_replace_policy(UpdateReplacePolicy::Delete);
        let instance = stack.add(format!("Instance{letter}"), instance);
        made.servers.push(Server {
            suffix: letter.to_string(),
            identifier: instance.identifier().into_expr(),
        });
        made.instances.push(instance.identifier());
    }
    made
}
