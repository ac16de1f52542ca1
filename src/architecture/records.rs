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
use super::gateway::{Gateway, GatewayOrigin};
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
    /// The same for addresses of IPv6.
    AliasIpv6,
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
    /// To the distribution before them.
    Gateway,
}

impl RecordTarget {
    /// The zone, where it is one of several targets of a name that are equally good.
    #[must_use]
    pub fn zone(self) -> Option<ZoneLetter> {
        match self {
            Self::LoadBalancer(role) => role.zone(),
            Self::Accelerator | Self::Gateway => None,
        }
    }
}

impl fmt::Display for RecordType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Alias => "A (alias)",
            Self::AliasIpv6 => "AAAA (alias)",
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
        match self.gateway() {
            Gateway::CloudFront(_) => vec![RecordTarget::Gateway],
            Gateway::None => self.before_the_load_balancers(),
        }
    }

    /// Where a name leads whose requests are to come to the public load balancers.
    fn before_the_load_balancers(&self) -> Vec<RecordTarget> {
        match self.load_balancers().mode {
            LoadBalancerMode::Fronted => vec![RecordTarget::Accelerator],
            LoadBalancerMode::Single | LoadBalancerMode::PerZone => {
                let roles = self.load_balancer_roles().iter();
                let public = roles.filter(|role| role.is_public());
                public.map(RecordTarget::LoadBalancer).collect()
            }
        }
    }

    /// The records of the public names, those of a service together, in the order of the services;
    /// last those of the name by which a gateway reaches several load balancers.
    #[must_use]
    pub fn public_records(&self) -> Vec<PublicRecord> {
        let mut records = Vec::new();
        for (service, exposure) in self.exposed() {
            for target in self.entry_points() {
                let host = &exposure.host;
                for record_type in self.record_types(host, target) {
                    let part = match record_type {
                        RecordType::AliasIpv6 => ServicePart::DnsRecordIpv6,
                        RecordType::Alias
                        | RecordType::Cname
                        | RecordType::CnameOrAlias
                        | RecordType::Address => ServicePart::DnsRecord,
                    };
                    let logical_id = match target {
                        RecordTarget::LoadBalancer(role) => service.id.part_at(part, role),
                        RecordTarget::Accelerator | RecordTarget::Gateway => service.id.part(part),
                    };
                    let host = host.clone();
                    records.push(PublicRecord {
                        logical_id,
                        host,
                        record_type,
                        target,
                    });
                }
            }
        }
        records.extend(self.origin_records());
        records
    }

    /// The records of the name by which a gateway reaches several load balancers.
    fn origin_records(&self) -> Vec<PublicRecord> {
        let Some(GatewayOrigin::Host(host)) = self.gateway_origin() else {
            return Vec::new();
        };
        let targets = self.before_the_load_balancers().into_iter();
        let records = targets.flat_map(|target| {
            let zone = target.zone();
            let zone = zone.map_or_else(String::new, |letter| letter.to_string());
            let types = self.record_types(&host, target).into_iter();
            let host = host.clone();
            types.map(move |record_type| PublicRecord {
                logical_id: format!("OriginRecord{zone}"),
                host: host.clone(),
                record_type,
                target,
            })
        });
        records.collect()
    }

    /// The types of records by which a name leads somewhere.
    fn record_types(&self, host: &DomainName, target: RecordTarget) -> Vec<RecordType> {
        match (self.dns(), target) {
            (Dns::Route53 { .. }, RecordTarget::Gateway) => {
                vec![RecordType::Alias, RecordType::AliasIpv6]
            }
            (Dns::Route53 { .. }, RecordTarget::LoadBalancer(_) | RecordTarget::Accelerator) => {
                vec![RecordType::Alias]
            }
            (Dns::External, RecordTarget::Accelerator) => vec![RecordType::Address],
            // A name for another name is about all addresses of that.
            (Dns::External, RecordTarget::LoadBalancer(_) | RecordTarget::Gateway) => {
                if host == self.domain() {
                    vec![RecordType::CnameOrAlias]
                } else {
                    vec![RecordType::Cname]
                }
            }
        }
    }
}
