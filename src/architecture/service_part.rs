//! The parts of a service, and how each is called in the templates.
//!
//! Two names never meet: no ending of a part is the ending of another. Not here: in which zone or at
//! which load balancer a part is (`roles`).

/// The parts of a service that have a name of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "each is named as what it is")]
pub enum ServicePart {
    Service,
    TaskDefinition,
    TargetGroup,
    ListenerRule,
    ExecutionRole,
    TaskRole,
    LogGroup,
    Repository,
    ScalableTarget,
    ScalingPolicy,
    MemoryPolicy,
    RequestsPolicy,
    DnsRecord,
    DnsRecordIpv6,
    PrivateZone,
    ImageTag,
    TaskCount,
    TasksMinimum,
    TasksMaximum,
    TasksPerZone,
    TasksPerZoneMinimum,
    TasksPerZoneMaximum,
    Schedule,
    ScheduleRole,
    FailedRuns,
    FailedRunsPolicy,
    FailureRule,
}

impl ServicePart {
    /// All parts.
    pub const ALL: [Self; 27] = [
        Self::Service,
        Self::TaskDefinition,
        Self::TargetGroup,
        Self::ListenerRule,
        Self::ExecutionRole,
        Self::TaskRole,
        Self::LogGroup,
        Self::Repository,
        Self::ScalableTarget,
        Self::ScalingPolicy,
        Self::MemoryPolicy,
        Self::RequestsPolicy,
        Self::DnsRecord,
        Self::DnsRecordIpv6,
        Self::PrivateZone,
        Self::ImageTag,
        Self::TaskCount,
        Self::TasksMinimum,
        Self::TasksMaximum,
        Self::TasksPerZone,
        Self::TasksPerZoneMinimum,
        Self::TasksPerZoneMaximum,
        Self::Schedule,
        Self::ScheduleRole,
        Self::FailedRuns,
        Self::FailedRunsPolicy,
        Self::FailureRule,
    ];

    /// What its name ends with.
    #[must_use]
    pub fn ending(self) -> &'static str {
        match self {
            Self::Service => "Service",
            Self::TaskDefinition => "TaskDefinition",
            Self::TargetGroup => "TargetGroup",
            Self::ListenerRule => "ListenerRule",
            Self::ExecutionRole => "ExecutionRole",
            Self::TaskRole => "TaskRole",
            Self::LogGroup => "LogGroup",
            Self::Repository => "Repository",
            Self::ScalableTarget => "ScalableTarget",
            Self::ScalingPolicy => "ScalingPolicy",
            Self::MemoryPolicy => "MemoryPolicy",
            Self::RequestsPolicy => "RequestsPolicy",
            Self::DnsRecord => "DnsRecord",
            Self::DnsRecordIpv6 => "DnsRecordIpv6",
            Self::PrivateZone => "PrivateZone",
            Self::ImageTag => "ImageTag",
            Self::TaskCount => "TaskCount",
            Self::TasksMinimum => "TasksMinimum",
            Self::TasksMaximum => "TasksMaximum",
            Self::TasksPerZone => "TasksPerZone",
            Self::TasksPerZoneMinimum => "TasksPerZoneMinimum",
            Self::TasksPerZoneMaximum => "TasksPerZoneMaximum",
            Self::Schedule => "Schedule",
            Self::ScheduleRole => "ScheduleRole",
            Self::FailedRuns => "FailedRuns",
            Self::FailedRunsPolicy => "FailedRunsPolicy",
            Self::FailureRule => "FailureRule",
        }
    }
}
