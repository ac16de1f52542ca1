//! The VPC: made, or an existing one.
//!
//! Not here: zones (`lowering`), what of it does not fit together (`architecture`).

use crate::architecture::Vpc;

use super::sections::Network;

pub(super) fn vpc(section: &Network) -> Vpc {
    Vpc::Created {
        addresses: section.cidr.value.0.clone(),
        data_subnets: section.data_subnets.value,
    }
}
