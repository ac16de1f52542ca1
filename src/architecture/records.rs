//! The public names of a deployment and where they lead, whoever enters them: the dns stack, or the
//! operator of a provider elsewhere.
//!
//! Sources: HA architecture, "Load Balancers" (the domain, `identity.` and `oidc.` below it lead to the
//! load balancers); Amazon Route 53 developer guide, "Choosing between alias and non-alias records";
//! RFC 1034 §3.6.2 (beside a CNAME a name has nothing else, which the apex of a zone always has).
//! Not here: the resources and the table made of it (`stacks`, `report`), names inside the VPC.

use std::fmt;

use crate::aws::{DomainName, ZoneLetter};

use super::Architecture;
use super::entrance::{Dns, LoadBalancerMode};
use super::roles::LoadBalancerRole;
use super::service_part::ServicePart;

/// A public name that leads somewhere. A name that leads to several places has a record for each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicRecord {
    /// Its logical id: `LdpDnsRecord`, `LdpDnsRecordA`.
    pub logical_id: String,
    /// The name.
    pub host: DomainName,
    /// The type of the record.
    pub record_type: RecordType,
    /// Where it leads.
    pub target: RecordTarget,
}

/// The type of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecordType {
    /// An address record of Route 53 that follows another name.
    Alias,
    /// A name for another name.
    Cname,
    /// The same; where the name is the apex of its zone, what the provider calls ALIAS or ANAME.
    CnameOrAlias,
    /// Addresses.
    Address,
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

impl fmt::Display for RecordType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Alias => "A (alias)",
            Self::Cname => "CNAME",
            Self::CnameOrAlias => "CNAME or ALIAS",
            Self::Address => "A",
        })
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
                    record_type: self.record_type(&exposure.host, *target),
                    host: exposure.host.clone(),
                    target: *target,
                }
            })
        });
        records.collect()
    }

    fn record_type(&self, host: &DomainName, target: RecordTarget) -> RecordType {
        match (self.dns(), target) {
            (Dns::Route53 { .. }, _) => RecordType::Alias,
            (Dns::External, RecordTarget::Accelerator) => RecordType::Address,
            (Dns::External, RecordTarget::LoadBalancer(_)) if host == self.domain() => {
                RecordType::CnameOrAlias
            }
            (Dns::External, RecordTarget::LoadBalancer(_)) => RecordType::Cname,
        }
    }
}
