//! Regions, their partitions and zones.
//!
//! Not here: the form of region and zone names (`aws`), and which resource types exist where (`schema`).

use std::sync::OnceLock;

use super::table;

/// A region of AWS.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Region {
    /// The name, such as `eu-central-1`.
    pub name: &'static str,
    /// AWS's title, such as `Europe (Frankfurt)`.
    pub title: &'static str,
    /// The name of its partition, such as `aws`.
    pub partition: &'static str,
    /// The letters of its zones as one account sees them. Another account's letters stand for other ids
    /// and may be others: check the form of a zone's name, never its letter. Empty when not known.
    pub zone_letters: &'static str,
    /// The ids of its zones, such as `euc1-az1`, the same in every account. Empty when not known.
    pub zone_ids: Vec<&'static str>,
}

/// A partition: regions that share accounts and DNS suffixes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Partition {
    /// The name as ARNs carry it, such as `aws-cn`.
    pub name: &'static str,
    /// What `AWS::URLSuffix` yields, such as `amazonaws.com`.
    pub dns_suffix: &'static str,
    /// The suffix of dual-stack endpoints.
    pub dual_stack_dns_suffix: &'static str,
    prefix: &'static str,
}

/// Every known region, sorted by name.
pub fn regions() -> &'static [Region] {
    static REGIONS: OnceLock<Vec<Region>> = OnceLock::new();
    REGIONS.get_or_init(|| {
        let rows = table::REGIONS.rows();
        rows.map(|[name, partition, zone_letters, zone_ids, title]| Region {
            name,
            title,
            partition,
            zone_letters,
            zone_ids: zone_ids.split(',').filter(|id| !id.is_empty()).collect(),
        })
        .collect()
    })
}

/// A region by its name.
pub fn region(name: &str) -> Option<&'static Region> {
    regions().iter().find(|region| region.name == name)
}

/// The known region whose name is most like an unknown one.
pub fn nearest(name: &str) -> Option<&'static Region> {
    regions()
        .iter()
        .min_by_key(|region| strsim::damerau_levenshtein(region.name, name))
}

/// The partition of a region, also of one that is not known yet: names say it.
pub fn partition_of(region: &str) -> Partition {
    let partitions = partitions().filter(|partition| region.starts_with(partition.prefix));
    partitions
        .max_by_key(|partition| partition.prefix.len())
        .expect("invariant: the prefix of the partition `aws` is empty")
}

/// Every partition.
pub fn partitions() -> impl Iterator<Item = Partition> {
    let rows = table::PARTITIONS.rows();
    rows.map(
        |[name, prefix, dns_suffix, dual_stack_dns_suffix]| Partition {
            name,
            dns_suffix,
            dual_stack_dns_suffix,
            prefix,
        },
    )
}
