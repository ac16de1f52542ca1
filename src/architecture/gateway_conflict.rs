//! Decisions that do not fit together with a gateway, with the numbers that a message needs.
//!
//! Not here: how they are found (`checks::gateway`), and where in a file they stand (`spec`).

use thiserror::Error;

use crate::aws::{DomainName, Region};

use super::names::ServiceId;
use super::pools::PoolName;
use super::subject::{ServiceSubject, Subject};

/// A gateway and another decision that do not fit together.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[expect(
    missing_docs,
    reason = "the fields are the numbers and names of the message"
)]
pub enum GatewayConflict {
    /// A gateway where there is none.
    #[error("CloudFront is the gateway, which {region} does not have")]
    Absent { region: Region },
    /// A certificate that a distribution does not take.
    #[error("the gateway's certificate is in {found}, and CloudFront takes those of us-east-1")]
    CertificateElsewhere { found: String },
    /// Access logs that would not be delivered.
    #[error("CloudFront delivers no access logs to buckets in {region}")]
    LogsAbsent { region: Region },
    /// More load balancers than a way into the VPC leads to.
    #[error(
        "CloudFront's way into the VPC leads to one internal load balancer, and there is one in each zone"
    )]
    OriginsMany,
    /// A host that the gateway needs.
    #[error(
        "host `{host}` of service `{service}` is the name by which CloudFront reaches the load balancers"
    )]
    HostTaken {
        service: ServiceId,
        host: DomainName,
    },
    /// More rules that demand the gateway's header than a template may have.
    #[error(
        "{services} public services at {load_balancers} load balancers make {count} rules that read the \
         gateway's secret header; CloudFormation reads secrets {most} times in a template"
    )]
    HeadersMany {
        services: usize,
        load_balancers: usize,
        count: usize,
        most: usize,
    },
}

impl GatewayConflict {
    /// The decisions that do not fit together, the one to be changed first.
    pub(super) fn subjects(&self) -> Vec<Subject> {
        match self {
            Self::Absent { .. } => vec![Subject::Gateway, Subject::Region],
            Self::CertificateElsewhere { .. } => vec![Subject::GatewayCertificate],
            Self::LogsAbsent { .. } => vec![Subject::GatewayAccessLogs, Subject::Region],
            Self::OriginsMany => vec![Subject::GatewayOrigin, Subject::LoadBalancerMode],
            Self::HostTaken { service, .. } => vec![
                Subject::Service(service.clone(), ServiceSubject::Host),
                Subject::Gateway,
                Subject::LoadBalancerMode,
            ],
            Self::HeadersMany { .. } => vec![
                Subject::LoadBalancerMode,
                Subject::Gateway,
                Subject::Services(PoolName::Ess),
            ],
        }
    }
}
