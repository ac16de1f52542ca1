//! The VPC: made, or an existing one.
//!
//! Not here: zones (`lowering`), what of it does not fit together (`architecture`).

use std::collections::BTreeMap;

use crate::architecture::{Decided, ExistingSubnets, SubnetKind, Vpc};

use super::reader::Reader;
use super::rules;
use super::sections::{ExistingVpc, Network};

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
    let data_subnets = subnets.values().any(|of_zone| of_zone.data.is_some());
    Vpc::Existing {
        id: Decided::from(existing.vpc.value.clone()),
        data_subnets: section.data_subnets.value || data_subnets,
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
