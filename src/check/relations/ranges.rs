//! The subnets of a deployment with their ranges.
//!
//! Not here: whether they fit.

use super::sides::{Thing, thing};
use crate::aws::Cidr;
use crate::check::Context;
use crate::check::cases::Case;
use crate::resolve::Resource;

/// A subnet in one case.
pub(super) struct Subnet<'c> {
    pub(super) resource: Resource<'c>,
    /// Its range as it is written.
    pub(super) case: Case,
    pub(super) range: Cidr,
    /// Its VPC.
    pub(super) vpc: Thing,
}

/// The subnets whose range and VPC are known.
pub(super) fn subnets<'c>(context: &Context<'c>) -> Vec<Subnet<'c>> {
    let mut found = Vec::new();
    for resource in context.of_types(&["AWS::EC2::Subnet"]) {
        let networks = context.cases(&resource, &["VpcId"]);
        for case in context.cases(&resource, &["CidrBlock"]) {
            let Some(range) = case.text().and_then(|text| text.parse().ok()) else {
                continue;
            };
            for network in &networks {
                let both = context.together(&case.guard, &network.guard);
                if let (Some(guard), Some(vpc)) = (both, thing(network)) {
                    let case = Case {
                        guard,
                        ..case.clone()
                    };
                    found.push(Subnet {
                        resource,
                        case,
                        range,
                        vpc,
                    });
                }
            }
        }
    }
    found
}
