//! The stacks of a deployment: what each is called and what it holds.
//!
//! Not here: what is in a stack (`stacks`), names of anything else (`names`).

use super::pools::PoolName;

/// The stacks of a deployment. Which stack holds what keeps data or addresses is public interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "`description` says what each holds")]
pub enum StackName {
    Network,
    Endpoints,
    KeysAndSecrets,
    Registry,
    Storage,
    Database,
    LoadBalancers,
    Accelerator,
    Gateway,
    WebAcl,
    Cluster,
    EssPool,
    BackendPool,
    Capacity,
    EssServices,
    BackendServices,
    Dns,
    Monitoring,
    Edge,
    Root,
}

impl StackName {
    /// All stacks, in the order in which a reader understands them; the roots last.
    pub const ALL: [Self; 20] = [
        Self::Network,
        Self::Endpoints,
        Self::KeysAndSecrets,
        Self::Registry,
        Self::Storage,
        Self::Database,
        Self::LoadBalancers,
        Self::Accelerator,
        Self::Gateway,
        Self::WebAcl,
        Self::Cluster,
        Self::EssPool,
        Self::BackendPool,
        Self::Capacity,
        Self::EssServices,
        Self::BackendServices,
        Self::Dns,
        Self::Monitoring,
        Self::Edge,
        Self::Root,
    ];

    /// The stack of a pool's hosts.
    #[must_use]
    pub fn of_pool(pool: PoolName) -> Self {
        match pool {
            PoolName::Ess => Self::EssPool,
            PoolName::Backend => Self::BackendPool,
        }
    }

    /// The stack of the services on a pool.
    #[must_use]
    pub fn of_services(pool: PoolName) -> Self {
        match pool {
            PoolName::Ess => Self::EssServices,
            PoolName::Backend => Self::BackendServices,
        }
    }

    /// The logical id of the nested stack, from which its file is named: `LoadBalancers` is
    /// `load-balancers.yaml`.
    #[must_use]
    pub fn logical_id(self) -> &'static str {
        match self {
            Self::Network => "Network",
            Self::Endpoints => "Endpoints",
            Self::KeysAndSecrets => "KeysAndSecrets",
            Self::Registry => "Registry",
            Self::Storage => "Storage",
            Self::Database => "Database",
            Self::LoadBalancers => "LoadBalancers",
            Self::Accelerator => "Accelerator",
            Self::Gateway => "Gateway",
            Self::WebAcl => "WebAcl",
            Self::Cluster => "Cluster",
            Self::EssPool => "EssPool",
            Self::BackendPool => "BackendPool",
            Self::Capacity => "Capacity",
            Self::EssServices => "EssServices",
            Self::BackendServices => "BackendServices",
            Self::Dns => "Dns",
            Self::Monitoring => "Monitoring",
            Self::Edge => "Edge",
            Self::Root => "Root",
        }
    }

    /// What it holds, for the description of its template.
    #[must_use]
    pub fn description(self) -> &'static str {
        match self {
            Self::Network => {
                "VPC, and in every zone a public and a private subnet with its routes."
            }
            Self::Endpoints => "Endpoints of the services of AWS that hosts call.",
            Self::KeysAndSecrets => {
                "Encryption key, and the secrets that tasks read when they start."
            }
            Self::Registry => "Image repositories of the deployment.",
            Self::Storage => "File system of the services' shared volumes.",
            Self::Database => "PostgreSQL in more than one zone.",
            Self::LoadBalancers => "Load balancers, their listeners, certificate and access logs.",
            Self::Accelerator => "Accelerator before the load balancers of all zones.",
            Self::Gateway => "Distribution of CloudFront before the load balancers.",
            Self::WebAcl => "Rules that requests pass before the load balancers.",
            Self::Cluster => "ECS cluster that both pools belong to.",
            Self::EssPool => "Hosts of the public ESS services.",
            Self::BackendPool => "Hosts of the backend services.",
            Self::Capacity => "Which pools the cluster may place tasks on.",
            Self::EssServices => {
                "Public ESS services, with their target groups and listener rules."
            }
            Self::BackendServices => "Backend services.",
            Self::Dns => "Public names of the deployment.",
            Self::Monitoring => "Alarms, their topic, and the dashboard.",
            Self::Edge => "Certificate and web ACL of the distribution, deployed before the rest.",
            Self::Root => {
                "All stacks of the deployment, and the parameters that are set when it is deployed."
            }
        }
    }
}
