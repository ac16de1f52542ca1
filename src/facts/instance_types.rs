//! EC2 instance types and where they are offered.
//!
//! Not here: instance classes of databases (`rds`), and how much of a host a runtime can use.

use std::sync::OnceLock;

use super::{regions, table};

/// An EC2 instance type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InstanceType {
    /// The name, such as `m7i.large`.
    pub name: &'static str,
    /// Virtual processors.
    pub vcpus: u16,
    /// Memory as sold, in MiB; the operating system sees less.
    pub memory_mib: u32,
    /// Network interfaces that can be attached.
    pub interfaces: u16,
    /// Private IPv4 addresses of one interface.
    pub ipv4_per_interface: u16,
    /// Whether its processors earn and spend credits.
    pub burstable: bool,
    /// Whether AWS still counts it among the current ones.
    pub current_generation: bool,
    /// Whether it is a whole machine.
    pub bare_metal: bool,
    architectures: &'static str,
    offered: &'static str,
}

/// A processor architecture, as images are built for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Architecture {
    /// 64-bit x86.
    X86_64,
    /// 64-bit ARM (Graviton).
    Arm64,
}

/// Where in a region an instance type can be had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Offer {
    /// In every zone.
    EveryZone,
    /// In every zone but these; ids such as `use1-az3`, whose letters differ from account to account.
    NotIn(Vec<String>),
    /// In no zone.
    Nowhere,
    /// The region's offers are not known.
    Unknown,
}

/// Every known instance type, sorted by name.
pub fn instance_types() -> &'static [InstanceType] {
    static TYPES: OnceLock<Vec<InstanceType>> = OnceLock::new();
    TYPES.get_or_init(|| table::INSTANCE_TYPES.rows().map(parsed).collect())
}

/// An instance type by its name. Its row alone is parsed.
pub fn instance_type(name: &str) -> Option<InstanceType> {
    table::INSTANCE_TYPES.row(name).map(parsed)
}

/// The known type whose name is most like an unknown one.
pub fn nearest(name: &str) -> Option<&'static InstanceType> {
    instance_types()
        .iter()
        .min_by_key(|known| strsim::damerau_levenshtein(known.name, name))
}

impl InstanceType {
    /// Whether images of an architecture run on it.
    pub fn runs(&self, architecture: Architecture) -> bool {
        self.architectures
            .split(',')
            .any(|one| one == architecture.name())
    }

    /// Its 64-bit architecture; `None` for the Mac types, whose images are macOS.
    pub fn architecture(&self) -> Option<Architecture> {
        [Architecture::X86_64, Architecture::Arm64]
            .into_iter()
            .find(|one| self.runs(*one))
    }

    /// Where in a region it can be had.
    pub fn offer(&self, region: &str) -> Offer {
        let ids = regions::region(region)
            .map(|region| region.zone_ids.as_slice())
            .unwrap_or_default();
        let Some((code, _)) = ids.first().and_then(|id| id.split_once("-az")) else {
            return Offer::Unknown;
        };
        let here = self
            .offered
            .split(' ')
            .find_map(|offer| offer.strip_prefix(code));
        match here.map(|missing| missing.strip_prefix('-')) {
            None => Offer::Nowhere,
            Some(None) => Offer::EveryZone,
            Some(Some(zones)) => Offer::NotIn(
                zones
                    .split(',')
                    .map(|zone| format!("{code}-az{zone}"))
                    .collect(),
            ),
        }
    }
}

impl Architecture {
    /// AWS's name of it.
    pub fn name(self) -> &'static str {
        match self {
            Self::X86_64 => "x86_64",
            Self::Arm64 => "arm64",
        }
    }
}

fn parsed(row: [&'static str; 8]) -> InstanceType {
    let [
        name,
        vcpus,
        memory_mib,
        architectures,
        interfaces,
        ipv4_per_interface,
        flags,
        offered,
    ] = row;
    let number = |cell: &str| {
        cell.parse::<u16>()
            .expect("invariant: a test parses every row")
    };
    InstanceType {
        name,
        vcpus: number(vcpus),
        memory_mib: memory_mib
            .parse()
            .expect("invariant: a test parses every row"),
        interfaces: number(interfaces),
        ipv4_per_interface: number(ipv4_per_interface),
        burstable: flags.contains('b'),
        current_generation: flags.contains('c'),
        bare_metal: flags.contains('m'),
        architectures,
        offered,
    }
}
