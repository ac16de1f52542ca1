//! What a deployment asks of its account beyond what AWS gives a new one.
//!
//! Hosts are counted at their most, since a pool that may not grow in a failure is no pool. What else
//! the account holds is not known here. Not here: CloudFormation's own quotas (`assembly`).

use crate::architecture::{Architecture, Pool, PoolName};
use crate::assembly::Assembly;
use crate::document::Node;
use crate::facts::account_quotas::{AccountQuota, Counted, account_quotas};

/// Processor units that ECS reckons for one vCPU.
const UNITS_OF_VCPU: u32 = 1_024;

/// A quota that a new account has to raise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QuotaNeed {
    /// Which.
    pub quota: AccountQuota,
    /// What the deployment uses of it at its largest.
    pub needed: u64,
}

/// The quotas of which a deployment uses more than a new account has, in the order of the facts.
#[must_use]
pub fn quota_needs(architecture: &Architecture, assembly: &Assembly) -> Vec<QuotaNeed> {
    let needs = account_quotas().map(|quota| QuotaNeed {
        needed: needed(architecture, assembly, quota.counted),
        quota,
    });
    needs
        .filter(|need| need.needed > need.quota.default)
        .collect()
}

fn needed(architecture: &Architecture, assembly: &Assembly, counted: Counted) -> u64 {
    let pools = PoolName::ALL.map(|name| architecture.pool(name));
    match counted {
        Counted::Resources(kind) => {
            let resources = assembly
                .templates()
                .flat_map(|one| one.section("Resources"));
            let of_kind = |node: &Node| node.get(&["Type"]).and_then(Node::as_text) == Some(kind);
            let count = resources.filter(|(_, node)| of_kind(node)).count();
            u64::try_from(count).unwrap_or(u64::MAX)
        }
        Counted::Vcpus(_) => {
            let counts = |pool: &&Pool| counted.counts_vcpus_of(pool.host().name());
            let vcpus = |pool: &Pool| {
                u64::from(pool.max()) * u64::from(pool.host().cpu_units() / UNITS_OF_VCPU)
            };
            pools.into_iter().filter(counts).map(vcpus).sum()
        }
        Counted::Volumes(_) => {
            let gib = |pool: &Pool| u64::from(pool.max()) * u64::from(pool.volume_gib());
            pools.into_iter().map(gib).sum()
        }
    }
}
