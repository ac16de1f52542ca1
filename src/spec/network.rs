//! The VPC: made, or an existing one.
//!
//! Not here: zones (`lowering`), what of it does not fit together (`architecture`).

use std::collections::BTreeMap;

use crate::architecture::{Architecture, Decided, Egress, ExistingSubnets, SubnetKind, Vpc};
use crate::facts::endpoint_prefixes::endpoint_prefix;

use super::reader::{Reader, Spot};
use super::rules;
use super::sections::{ExistingVpc, Network, Spec};
use super::shape::list;

/// The VPC of a spec.
pub(super) fn vpc(section: &Network, reader: &mut Reader<'_>) -> Vpc {
    if let Some(existing) = &section.existing.value {
        refuse_ranges(section, reader);
        return taken_over(section, existing);
    }
    let mut addresses = section.cidr.value.0.clone();
    for entry in &section.subnets.value.entries {
        let ranges = &entry.value.value;
        for (kind, range) in [
            (SubnetKind::Public, &ranges.public),
            (SubnetKind::Private, &ranges.private),
            (SubnetKind::Data, &ranges.data),
        ] {
            if let Some(range) = range.value {
                addresses = addresses.pin(kind, entry.key, range);
            }
        }
    }
    Vpc::Created {
        addresses,
        data_subnets: section.data_subnets.value,
    }
}

fn taken_over(section: &Network, existing: &ExistingVpc) -> Vpc {
    let entries = existing.subnets.value.entries.iter();
    let subnets: BTreeMap<_, _> = entries
        .map(|entry| {
            let of_zone = &entry.value.value;
            let subnets = ExistingSubnets {
                public: of_zone.public.value.clone(),
                private: of_zone.private.value.clone(),
                data: of_zone.data.value.clone(),
            };
            (entry.key, subnets)
        })
        .collect();
    // Named subnets say it by themselves; what is said of them in words is held against them.
    let named = subnets.values().any(|of_zone| of_zone.data.is_some());
    let said = section.data_subnets.spot.given;
    Vpc::Existing {
        id: Decided::from(existing.vpc.value.clone()),
        data_subnets: if said {
            section.data_subnets.value
        } else {
            named
        },
        subnets,
    }
}

/// Refuses what belongs to a VPC that is made.
fn refuse_ranges(section: &Network, reader: &mut Reader<'_>) {
    for (key, spot) in [
        ("cidr", section.cidr.spot),
        ("subnets", section.subnets.spot),
    ] {
        if spot.given {
            reader
                .report(
                    rules::NETWORK_EXISTING,
                    spot,
                    format!("`{key}` is about a VPC that is made, and one is taken over"),
                )
                .path(format!("network.{key}"))
                .expected("expected either ranges or `existing`")
                .help(format!(
                    "leave `{key}` out: the ranges of an existing VPC are its owner's"
                ));
        }
    }
}

/// Says what has to be reached from inside, where there is no way out.
pub(super) fn advise(architecture: &Architecture, spec: &Spec, reader: &mut Reader<'_>) {
    match architecture.egress() {
        Egress::NatPerZone | Egress::NatSingle => return,
        Egress::None => {}
    }
    let spot = spec.network.value.egress.spot;
    if !architecture.identity_provider().inside {
        let message = "tasks reach nothing outside of the VPC, the identity provider included";
        reader
            .report(rules::PROVIDER_OUTSIDE, spot, message)
            .path("network.egress")
            .expected("expected an identity provider that is reached without leaving the VPC")
            .help("write `identity_provider: { inside: true }` if yours is");
    }
    match architecture.vpc() {
        Vpc::Created { .. } => {}
        Vpc::Existing { .. } => endpoints(architecture, spot, reader),
    }
}

/// Which endpoints the owner of an existing VPC sees to.
fn endpoints(architecture: &Architecture, spot: Spot, reader: &mut Reader<'_>) {
    let region = architecture.region().as_str();
    let services = architecture.called_services().into_iter();
    let names: Vec<String> = services
        .map(|service| {
            let prefix = endpoint_prefix(region, service.name());
            format!("{prefix}.{region}.{}", service.name())
        })
        .collect();
    let names = list(names.iter().map(String::as_str));
    let message = "hosts reach the services of AWS by endpoints that the VPC has already";
    reader
        .report(rules::ENDPOINTS, spot, message)
        .path("network.egress")
        .expected(format!(
            "expected interface endpoints, with private DNS and a subnet in every zone, of {names}, \
             and the gateway endpoint `com.amazonaws.{region}.s3` in the private route tables"
        ))
        .help("their security groups admit port 443 from the private subnets");
}
