//! The embedded tables: tab-separated text. It is little, and stands in the program as it is: what is
//! asked of a table is a row or two, which takes less time than to inflate all of them.
//!
//! Not here: what the columns mean (the modules beside this one).

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
            .text
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
    text: &'static str,
}

macro_rules! tables {
    ($($constant:ident = $name:literal;)*) => {
        $(pub(super) static $constant: Table = Table {
            name: $name,
            text: include_str!(concat!(
                env!("CARGO_MANIFEST_DIR"),
                "/schemas/values/",
                $name,
                ".tsv"
            )),
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
    LAMBDA_RUNTIMES = "lambda-runtimes";
    PARTITIONS = "partitions";
    RDS_CLASSES = "rds-classes";
    RDS_VERSIONS = "rds-versions";
    REGIONS = "regions";
    UPDATE_EFFECTS = "update-effects";
}

impl Table {
    /// The rows without comments and the row of column names, each split into `N` cells.
    pub(super) fn rows<const N: usize>(&'static self) -> impl Iterator<Item = [&'static str; N]> {
        self.lines().map(cells)
    }

    /// The row whose first cell is `name`. The others are not split.
    pub(super) fn row<const N: usize>(&'static self, name: &str) -> Option<[&'static str; N]> {
        let mut lines = self.lines();
        let line = lines.find(|line| line.split('\t').next() == Some(name));
        line.map(cells)
    }

    fn lines(&'static self) -> impl Iterator<Item = &'static str> {
        let lines = self.text.lines();
        lines.filter(|line| !line.starts_with('#')).skip(1)
    }
}

fn cells<const N: usize>(line: &str) -> [&str; N] {
    const COLUMNS: &str = "invariant: a test holds every table against its number of columns";
    let mut cells = line.split('\t');
    let row = std::array::from_fn(|_| cells.next().expect(COLUMNS));
    assert!(cells.next().is_none(), "{COLUMNS}");
    row
}
