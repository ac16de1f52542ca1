//! The public names of a deployment and where they lead, whoever enters them: the dns stack, or the
//! operator of a provider elsewhere.
//!
//! Source: HA architecture, "Load Balancers" (the domain, `identity.` and `oidc.` below it lead to the
//! load balancers). Not here: types of records and who makes them (`stacks`, `report`), and the names
//! inside the VPC.

use crate::aws::{DomainName, ZoneLetter};

use super::Architecture;
use super::entrance::LoadBalancerMode;
use super::roles::LoadBalancerRole;
use super::service_part::ServicePart;

/// A public name that leads somewhere. A name that leads to several places has a record for each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicRecord {
    /// Its logical id: `LdpDnsRecord`, `LdpDnsRecordA`.
    pub logical_id: String,
    /// The name.
    pub host: DomainName,
    /// Where it leads.
    pub target: RecordTarget,
}

/// Where a public name leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RecordTarget {
    /// To a load balancer.
    LoadBalancer(LoadBalancerRole),
    /// To the accelerator before the load balancers.
    Accelerator,
}

impl RecordTarget {
    /// The zone, where it is one of several targets of a name that are equally good.
    #[must_use]
    pub fn zone(self) -> Option<ZoneLetter> {
        match self {
            Self::LoadBalancer(role) => role.zone(),
            Self::Accelerator => None,
        }
    }
}

impl Architecture {
    /// Where every public name leads.
    #[must_use]
    pub fn entry_points(&self) -> Vec<RecordTarget> {
        match self.load_balancers().mode {
            LoadBalancerMode::Fronted => vec![RecordTarget::Accelerator],
            LoadBalancerMode::Single | LoadBalancerMode::PerZone => {
                let roles = self.load_balancer_roles().iter();
                let public = roles.filter(|role| role.is_public());
                public.map(RecordTarget::LoadBalancer).collect()
            }
        }
    }

    /// The records of the public names, those of a service together, in the order of the services.
    #[must_use]
    pub fn public_records(&self) -> Vec<PublicRecord> {
        let targets = self.entry_points();
        let records = self.exposed().flat_map(|(service, exposure)| {
            targets.iter().map(|target| {
                let logical_id = match target {
                    RecordTarget::LoadBalancer(role) => {
                        service.id.part_at(ServicePart::DnsRecord, *role)
                    }
                    RecordTarget::Accelerator => service.id.part(ServicePart::DnsRecord),
                };
                PublicRecord {
                    logical_id,
                    host: exposure.host.clone(),
                    target: *target,
                }
            })
        });
        records.collect()
    }
}
