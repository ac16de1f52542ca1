//! The policies beside a resource's properties.
//!
//! Source: AWS CloudFormation template reference, "Resource attribute reference".

use super::{Boolean, Expr, Integer, IntoExpr, List, Text};
use crate::document::{Mapping, Node};

/// What becomes of a resource that leaves the template or whose stack is deleted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DeletionPolicy {
    /// It is deleted.
    Delete,
    /// It stays.
    Retain,
    /// It stays, unless its very creation is rolled back.
    RetainExceptOnCreate,
    /// A snapshot is taken before it is deleted: databases, volumes, caches only.
    Snapshot,
}

impl DeletionPolicy {
    /// CloudFormation's word.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Delete => "Delete",
            Self::Retain => "Retain",
            Self::RetainExceptOnCreate => "RetainExceptOnCreate",
            Self::Snapshot => "Snapshot",
        }
    }
}

/// What becomes of the old resource when an update replaces it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum UpdateReplacePolicy {
    /// It is deleted, the default of all types.
    Delete,
    /// It stays.
    Retain,
    /// A snapshot is taken before it is deleted.
    Snapshot,
}

impl UpdateReplacePolicy {
    /// CloudFormation's word.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Delete => "Delete",
            Self::Retain => "Retain",
            Self::Snapshot => "Snapshot",
        }
    }
}

/// When the creation of an Auto Scaling Group, an instance or a wait condition counts as done.
#[derive(Clone, Debug, Default)]
pub struct CreationPolicy(Mapping);

/// How many signals are waited for.
#[derive(Clone, Debug, Default)]
pub struct ResourceSignal(Mapping);

/// How many of the first instances must succeed.
#[derive(Clone, Debug)]
pub struct AutoScalingCreationPolicy(Mapping);

impl CreationPolicy {
    /// It waits for signals.
    #[must_use]
    pub fn resource_signal(mut self, signal: ResourceSignal) -> Self {
        self.0.set("ResourceSignal", Node::mapping(signal.0));
        self
    }

    /// It is content with a part of the instances.
    #[must_use]
    pub fn auto_scaling(mut self, policy: AutoScalingCreationPolicy) -> Self {
        self.0
            .set("AutoScalingCreationPolicy", Node::mapping(policy.0));
        self
    }

    /// Its node.
    #[must_use]
    pub fn into_node(self) -> Node {
        Node::mapping(self.0)
    }
}

impl ResourceSignal {
    /// The number of signals; one where it is not set.
    #[must_use]
    pub fn count(mut self, count: impl IntoExpr<Integer>) -> Self {
        self.0.set("Count", count.into_expr().into_node());
        self
    }

    /// How long it waits, in ISO 8601: `PT15M`. Five minutes where it is not set.
    #[must_use]
    pub fn timeout(mut self, timeout: impl IntoExpr<Text>) -> Self {
        self.0.set("Timeout", timeout.into_expr().into_node());
        self
    }
}

impl AutoScalingCreationPolicy {
    /// The share of instances that must signal success, in percent.
    #[must_use]
    pub fn min_successful_instances_percent(percent: impl IntoExpr<Integer>) -> Self {
        let percent = percent.into_expr().into_node();
        Self(
            [("MinSuccessfulInstancesPercent", percent)]
                .into_iter()
                .collect(),
        )
    }
}

/// How an Auto Scaling Group is updated.
#[derive(Clone, Debug, Default)]
pub struct UpdatePolicy(Mapping);

/// An update in batches: `AutoScalingRollingUpdate`.
#[derive(Clone, Debug, Default)]
pub struct RollingUpdate(Mapping);

/// What an update does to sizes that scheduled actions own: `AutoScalingScheduledAction`.
#[derive(Clone, Debug, Default)]
pub struct ScheduledAction(Mapping);

impl UpdatePolicy {
    /// Instances are replaced in batches.
    #[must_use]
    pub fn rolling(mut self, update: RollingUpdate) -> Self {
        self.0
            .set("AutoScalingRollingUpdate", Node::mapping(update.0));
        self
    }

    /// The whole group is replaced by a second one.
    #[must_use]
    pub fn replacing(mut self, will_replace: impl IntoExpr<Boolean>) -> Self {
        let value = will_replace.into_expr().into_node();
        let policy = [("WillReplace", value)].into_iter().collect();
        self.0
            .set("AutoScalingReplacingUpdate", Node::mapping(policy));
        self
    }

    /// Sizes that scheduled actions own.
    #[must_use]
    pub fn scheduled_action(mut self, action: ScheduledAction) -> Self {
        self.0
            .set("AutoScalingScheduledAction", Node::mapping(action.0));
        self
    }

    /// Its node.
    #[must_use]
    pub fn into_node(self) -> Node {
        Node::mapping(self.0)
    }
}

impl ScheduledAction {
    /// Sizes that the update does not change stay as they are in the account.
    #[must_use]
    pub fn ignore_unmodified_group_size_properties(mut self, value: bool) -> Self {
        self.0
            .set("IgnoreUnmodifiedGroupSizeProperties", Node::boolean(value));
        self
    }
}

/// Setters of [`RollingUpdate`]: method, key, kind, documentation.
macro_rules! rolling_update {
    ($($(#[$doc:meta])* $method:ident $key:literal $kind:ty;)*) => {
        impl RollingUpdate {
            $(
                $(#[$doc])*
                #[must_use]
                pub fn $method(mut self, value: impl IntoExpr<$kind>) -> Self {
                    let value: Expr<$kind> = value.into_expr();
                    self.0.set($key, value.into_node());
                    self
                }
            )*
        }
    };
}

rolling_update! {
    /// Instances of one batch.
    max_batch_size "MaxBatchSize" Integer;
    /// Instances that stay in service meanwhile; less than the group's `MaxSize`.
    min_instances_in_service "MinInstancesInService" Integer;
    /// Instances that must be in service, in percent.
    min_active_instances_percent "MinActiveInstancesPercent" Integer;
    /// Instances of the update that must signal success, in percent.
    min_successful_instances_percent "MinSuccessfulInstancesPercent" Integer;
    /// How long a batch may take, in ISO 8601, at most `PT1H`.
    pause_time "PauseTime" Text;
    /// Processes of the group that rest meanwhile.
    suspend_processes "SuspendProcesses" List<Text>;
    /// Each new instance must signal.
    wait_on_resource_signals "WaitOnResourceSignals" Boolean;
}
