//! Regions and the partitions that they belong to.
//!
//! Source: botocore's `partitions.json` (the form of region names and the partition of each).
//! Not here: which regions exist and what they offer (`facts`, `schema`).

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

/// The name of a region: `eu-central-1`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Region(String);

/// Why a text is no [`Region`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum RegionError {
    /// Not of the form.
    #[error("expected a region such as `eu-central-1`")]
    Syntax,
    /// The region's name with a letter behind it.
    #[error("expected a region such as `eu-central-1`; with a letter at its end it is a zone")]
    Zone,
}

/// A group of regions with accounts, ARNs and endpoints of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "each variant is AWS's own name, see `name`")]
pub enum Partition {
    Aws,
    AwsCn,
    AwsUsGov,
    AwsEusc,
    AwsIso,
    AwsIsoB,
    AwsIsoE,
    AwsIsoF,
}

/// Every partition, its name in ARNs and how its regions begin; the first prefix that fits decides.
const PARTITIONS: [(Partition, &str, &str); 8] = [
    (Partition::AwsCn, "aws-cn", "cn-"),
    (Partition::AwsUsGov, "aws-us-gov", "us-gov-"),
    (Partition::AwsEusc, "aws-eusc", "eusc-"),
    (Partition::AwsIsoB, "aws-iso-b", "us-isob-"),
    (Partition::AwsIsoE, "aws-iso-e", "eu-isoe-"),
    (Partition::AwsIsoF, "aws-iso-f", "us-isof-"),
    (Partition::AwsIso, "aws-iso", "us-iso-"),
    (Partition::Aws, "aws", ""),
];

impl Region {
    /// Its name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The partition that it belongs to.
    #[must_use]
    pub fn partition(&self) -> Partition {
        let mut partitions = PARTITIONS.into_iter();
        partitions
            .find_map(|(partition, _, prefix)| self.0.starts_with(prefix).then_some(partition))
            .expect("invariant: every name begins with the empty prefix of `aws`")
    }

    /// Whether AWS Global Accelerator works for it: it is a service of one partition.
    #[must_use]
    pub fn has_accelerators(&self) -> bool {
        self.partition() == Partition::Aws
    }
}

impl Partition {
    /// Its name in ARNs: `aws`, `aws-cn`.
    #[must_use]
    pub fn name(self) -> &'static str {
        let mut partitions = PARTITIONS.into_iter();
        partitions
            .find_map(|(partition, name, _)| (partition == self).then_some(name))
            .expect("invariant: PARTITIONS holds every partition")
    }

    pub(super) fn of_name(name: &str) -> Option<Self> {
        let mut partitions = PARTITIONS.into_iter();
        partitions.find_map(|(partition, known, _)| (known == name).then_some(partition))
    }
}

impl FromStr for Region {
    type Err = RegionError;

    fn from_str(text: &str) -> Result<Self, RegionError> {
        let parts: Vec<&str> = text.split('-').collect();
        let (Some((number, words)), true) = (parts.split_last(), text.len() <= 32) else {
            return Err(RegionError::Syntax);
        };
        let lower = |word: &&str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase());
        let area = words
            .first()
            .is_some_and(|area| matches!(area.len(), 2 | 4));
        if !area || words.len() < 2 || !words.iter().all(lower) {
            return Err(RegionError::Syntax);
        }
        let digits = number.trim_end_matches(|c: char| c.is_ascii_lowercase());
        let counted = matches!(digits.len(), 1 | 2) && digits.bytes().all(|b| b.is_ascii_digit());
        match (counted, number.len() - digits.len()) {
            (true, 0) => Ok(Self(text.to_owned())),
            (true, 1) => Err(RegionError::Zone),
            (true | false, _) => Err(RegionError::Syntax),
        }
    }
}

impl fmt::Display for Region {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for Partition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
