//! Amazon Resource Names.
//!
//! Source: AWS general reference, "Amazon Resource Names (ARNs)". Not here: what a service puts
//! behind the last colon, but for the few kinds that a spec names.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

use super::account::AccountId;
use super::region::{Partition, Region};

/// An ARN: `arn:aws:acm:eu-central-1:123456789012:certificate/…`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Arn {
    partition: Partition,
    service: String,
    region: Option<Region>,
    account: Option<AccountId>,
    resource: String,
}

/// Why a text is no [`Arn`].
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ArnError {
    /// Not `arn:` and five more parts.
    #[error("expected `arn:partition:service:region:account:resource`")]
    Syntax,
    /// A partition that AWS does not have.
    #[error("expected a partition such as `aws` or `aws-cn`, found `{0}`")]
    Partition(String),
    /// No service, or one with odd characters.
    #[error("expected a service such as `acm` behind the partition")]
    Service,
    /// No region's name.
    #[error("expected a region such as `eu-central-1` in the ARN, found `{0}`")]
    Region(String),
    /// A region of another partition.
    #[error("region `{region}` belongs to partition `{}`, not to `{partition}`", .region.partition())]
    Foreign {
        /// The region.
        region: Region,
        /// The partition that the ARN names.
        partition: Partition,
    },
    /// No account id.
    #[error("expected an account id of 12 digits in the ARN, found `{0}`")]
    Account(String),
    /// Nothing behind the last colon, or something with blanks in it.
    #[error("expected a resource behind the account, without blanks")]
    Resource,
}

impl Arn {
    /// The partition.
    #[must_use]
    pub fn partition(&self) -> Partition {
        self.partition
    }

    /// The service: `acm`, `secretsmanager`.
    #[must_use]
    pub fn service(&self) -> &str {
        &self.service
    }

    /// The region, where the resource has one.
    #[must_use]
    pub fn region(&self) -> Option<&Region> {
        self.region.as_ref()
    }

    /// The account, where the resource has one.
    #[must_use]
    pub fn account(&self) -> Option<&AccountId> {
        self.account.as_ref()
    }

    /// What stands behind the account: `certificate/…`, `secret:name-AbCdEf`.
    #[must_use]
    pub fn resource(&self) -> &str {
        &self.resource
    }

    /// Whether it names a resource of this service and kind: `("acm", "certificate/")`.
    #[must_use]
    pub fn is(&self, service: &str, kind: &str) -> bool {
        let name = self.resource.strip_prefix(kind);
        self.service == service && name.is_some_and(|name| !name.is_empty())
    }
}

impl FromStr for Arn {
    type Err = ArnError;

    fn from_str(text: &str) -> Result<Self, ArnError> {
        let mut parts = text.splitn(6, ':');
        let mut part = || parts.next().ok_or(ArnError::Syntax);
        if part()? != "arn" {
            return Err(ArnError::Syntax);
        }
        let (partition, service, region, account, resource) =
            (part()?, part()?, part()?, part()?, part()?);
        let partition = Partition::of_name(partition)
            .ok_or_else(|| ArnError::Partition(partition.to_owned()))?;
        let word = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        if service.is_empty() || !service.bytes().all(word) {
            return Err(ArnError::Service);
        }
        let region: Option<Region> = match region {
            "" => None,
            name => Some(
                name.parse()
                    .map_err(|_| ArnError::Region(name.to_owned()))?,
            ),
        };
        if let Some(region) = region.as_ref().filter(|one| one.partition() != partition) {
            let region = region.clone();
            return Err(ArnError::Foreign { region, partition });
        }
        let account = match account {
            "" => None,
            id => Some(id.parse().map_err(|_| ArnError::Account(id.to_owned()))?),
        };
        let printed = |byte: u8| byte.is_ascii_graphic();
        if resource.is_empty() || !resource.bytes().all(printed) {
            return Err(ArnError::Resource);
        }
        Ok(Self {
            partition,
            service: service.to_owned(),
            region,
            account,
            resource: resource.to_owned(),
        })
    }
}

impl fmt::Display for Arn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let region = self.region.as_ref().map_or("", Region::as_str);
        let account = self.account.as_ref().map_or("", AccountId::as_str);
        let (partition, service, resource) = (self.partition, &self.service, &self.resource);
        write!(f, "arn:{partition}:{service}:{region}:{account}:{resource}")
    }
}
