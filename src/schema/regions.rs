//! Where a resource type exists.
//!
//! Source: `schemas/regions.tsv`, from the regional schemas that cfn-lint packages.
//! Not here: regions as such, their zones and partitions (`facts`).

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::blob;

/// The regions of a resource type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Regions {
    known: &'static [&'static str],
    which: Which,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Which {
    All,
    These(&'static str),
    AllBut(&'static str),
    Unknown,
}

struct Table {
    known: Vec<&'static str>,
    types: BTreeMap<&'static str, Which>,
}

impl Regions {
    pub(super) fn of(name: &str) -> Self {
        let table = table();
        Self {
            known: &table.known,
            which: table.types.get(name).copied().unwrap_or(Which::All),
        }
    }

    /// Whether the type exists in a region; `None` when the source knows nothing of type or region.
    pub fn contains(&self, region: &str) -> Option<bool> {
        let known = self.known.binary_search(&region).is_ok();
        let listed = |list: &str| list.split(',').any(|one| one == region);
        match self.which {
            _ if !known => None,
            Which::All => Some(true),
            Which::These(list) => Some(listed(list)),
            Which::AllBut(list) => Some(!listed(list)),
            Which::Unknown => None,
        }
    }

    /// The regions that have the type, sorted.
    pub fn iter(&self) -> impl Iterator<Item = &'static str> {
        let regions = *self;
        self.known
            .iter()
            .copied()
            .filter(move |region| regions.contains(region) == Some(true))
    }
}

fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table = Table {
            known: Vec::new(),
            types: BTreeMap::new(),
        };
        let mut group = Which::All;
        for line in blob::frame(blob::REGIONS).lines() {
            match line.split_at_checked(1) {
                Some(("*", every)) => table.known = every.split(',').collect(),
                Some(("+", list)) => group = Which::These(list),
                Some(("-", list)) => group = Which::AllBut(list),
                Some(("?", _)) => group = Which::Unknown,
                Some((" ", name)) => {
                    table.types.insert(name, group);
                }
                Some(_) | None => {}
            }
        }
        table
    })
}
