//! The services of AWS that hosts and their agents call, each by an endpoint where there is no way out.
//!
//! Sources: Amazon ECS developer guide, "Amazon ECS interface VPC endpoints" (the agent needs three, and
//! they are there before the hosts); Amazon ECR user guide, "Amazon ECR interface VPC endpoints" (layers
//! come from S3); AWS Systems Manager user guide, "Session Manager" (agents since 3.3 need no
//! `ec2messages`); AWS CloudFormation helper scripts, `cfn-signal`. What AWS calls on a deployment's
//! behalf (decryption, scaling, registration in target groups) leaves no host, and shared volumes are
//! mounted by names that the VPC resolves itself: none of it needs an endpoint.
//! Not here: what containers of the user's own call; their roles allow nothing of AWS.

use crate::aws::EcrHost;

use super::Architecture;
use super::neighbours::OwnRegistry;
use super::service::Repository;
use super::vpc::{Egress, Vpc};

/// A service of AWS that is reached by an interface endpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(
    missing_docs,
    reason = "each is AWS's own name, see `name` and `caller`"
)]
pub enum EndpointService {
    EcsAgent,
    EcsTelemetry,
    Ecs,
    EcrApi,
    EcrDkr,
    Logs,
    SecretsManager,
    CloudFormation,
    Ssm,
    SsmMessages,
}

impl EndpointService {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::EcsAgent,
        Self::EcsTelemetry,
        Self::Ecs,
        Self::EcrApi,
        Self::EcrDkr,
        Self::Logs,
        Self::SecretsManager,
        Self::CloudFormation,
        Self::Ssm,
        Self::SsmMessages,
    ];

    /// The end of its name: `ecr.api`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::EcsAgent => "ecs-agent",
            Self::EcsTelemetry => "ecs-telemetry",
            Self::Ecs => "ecs",
            Self::EcrApi => "ecr.api",
            Self::EcrDkr => "ecr.dkr",
            Self::Logs => "logs",
            Self::SecretsManager => "secretsmanager",
            Self::CloudFormation => "cloudformation",
            Self::Ssm => "ssm",
            Self::SsmMessages => "ssmmessages",
        }
    }

    /// The logical id of its endpoint: `EcrApiEndpoint`.
    #[must_use]
    pub fn logical_id(self) -> &'static str {
        match self {
            Self::EcsAgent => "EcsAgentEndpoint",
            Self::EcsTelemetry => "EcsTelemetryEndpoint",
            Self::Ecs => "EcsEndpoint",
            Self::EcrApi => "EcrApiEndpoint",
            Self::EcrDkr => "EcrDkrEndpoint",
            Self::Logs => "LogsEndpoint",
            Self::SecretsManager => "SecretsManagerEndpoint",
            Self::CloudFormation => "CloudFormationEndpoint",
            Self::Ssm => "SsmEndpoint",
            Self::SsmMessages => "SsmMessagesEndpoint",
        }
    }
}

impl Architecture {
    /// The services of AWS that hosts call by interface endpoints where there is no way out.
    #[must_use]
    pub fn called_services(&self) -> Vec<EndpointService> {
        let ecr = self.pulls_from_ecr();
        let called = EndpointService::ALL.into_iter();
        let called = called.filter(|service| match service {
            EndpointService::EcrApi | EndpointService::EcrDkr => ecr,
            EndpointService::EcsAgent
            | EndpointService::EcsTelemetry
            | EndpointService::Ecs
            | EndpointService::Logs
            | EndpointService::SecretsManager
            | EndpointService::CloudFormation
            | EndpointService::Ssm
            | EndpointService::SsmMessages => true,
        });
        called.collect()
    }

    /// The services whose endpoints are made with the deployment.
    #[must_use]
    pub fn endpoints(&self) -> Vec<EndpointService> {
        match (self.vpc(), self.egress()) {
            (Vpc::Created { .. }, Egress::None) => self.called_services(),
            (Vpc::Created { .. }, Egress::NatPerZone | Egress::NatSingle)
            | (Vpc::Existing { .. }, _) => Vec::new(),
        }
    }

    fn pulls_from_ecr(&self) -> bool {
        let own = match &self.registry().own {
            OwnRegistry::Create => true,
            OwnRegistry::Given { url, .. } => url.host().parse::<EcrHost>().is_ok(),
        };
        let mut images = self.services().iter();
        own || images.any(|service| match &service.image.repository {
            Repository::Own(_) => false,
            Repository::Other(image) => {
                let host = image.split('/').next().unwrap_or(image);
                host.parse::<EcrHost>().is_ok()
            }
        })
    }
}
