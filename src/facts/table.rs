//! The embedded tables: tab-separated text, each inflated once, at first use.
//!
//! Not here: what the columns mean (the modules beside this one).

use std::io::Read as _;
use std::sync::OnceLock;

/// Where a table's facts come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Source {
    /// The table, such as `instance-types`.
    pub table: &'static str,
    /// Package and version, or publication, and the date, as the table says.
    pub text: &'static str,
}

/// The source of every table.
pub fn sources() -> impl Iterator<Item = Source> {
    ALL.iter().filter_map(|table| {
        let line = table
            .text()
            .lines()
            .find_map(|line| line.strip_prefix("# source: "))?;
        Some(Source {
            table: table.name,
            text: line,
        })
    })
}

/// A table of `schemas/values/`.
pub(super) struct Table {
    name: &'static str,
    deflated: &'static [u8],
    text: OnceLock<String>,
}

macro_rules! tables {
    ($($constant:ident = $name:literal;)*) => {
        $(pub(super) static $constant: Table = Table {
            name: $name,
            deflated: include_bytes!(concat!(env!("OUT_DIR"), "/values/", $name, ".deflate")),
            text: OnceLock::new(),
        };)*
        static ALL: &[&Table] = &[$(&$constant),*];
    };
}

tables! {
    ACCOUNT_QUOTAS = "account-quotas";
    ALIAS_ZONES = "alias-zones";
    CLOUDFRONT_LOG_REGIONS = "cloudfront-log-regions";
    CLOUDFRONT_POLICIES = "cloudfront-policies";
    ECS_AMI = "ecs-ami";
    ENDPOINT_PREFIXES = "endpoint-prefixes";
    INSTANCE_TYPES = "instance-types";
    PARTITIONS = "partitions";
    RDS_CLASSES = "rds-classes";
    RDS_VERSIONS = "rds-versions";
    REGIONS = "regions";
}

impl Table {
    /// The rows without comments and the row of column names, each split into `N` cells.
    pub(super) fn rows<const N: usize>(&'static self) -> impl Iterator<Item = [&'static str; N]> {
        let lines = self
            .text()
            .lines()
            .filter(|line| !line.starts_with('#'))
            .skip(1);
        lines.map(|line| {
            let cells: Vec<&str> = line.split('\t').collect();
            cells
                .try_into()
                .expect("invariant: a test holds every table against its number of columns")
        })
    }

    fn text(&self) -> &str {
        self.text.get_or_init(|| {
            let mut text = String::new();
            flate2::read::DeflateDecoder::new(self.deflated)
                .read_to_string(&mut text)
                .expect("invariant: build.rs deflated the table");
            text
        })
    }
}
