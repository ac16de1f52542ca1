//! Values of AWS with their rules: addresses, regions, zones, names, versions.
//!
//! Each type is made by `FromStr` alone, which refuses what AWS would refuse and says why, so that
//! nobody below checks again. Not here: lists of what exists (the `facts` floor), places in a file,
//! anything of CloudFormation or ESS.

mod account;
mod address_range;
mod arn;
mod cidr;
mod cron;
mod domain_name;
mod ecr_host;
mod email;
mod hosted_zone_id;
mod https_url;
mod image;
mod instance_type;
mod interval;
mod log_retention;
mod port;
mod postgres_version;
mod recurrence;
mod region;
mod resource_id;
mod s3_url;
mod tag;
mod time_zone;
mod zone;

pub use account::{AccountId, AccountIdError};
pub use address_range::AddressRange;
pub use arn::{Arn, ArnError};
pub use cidr::{Cidr, CidrError};
pub use cron::{CronExpression, CronExpressionError};
pub use domain_name::{DomainName, DomainNameError};
pub use ecr_host::{EcrHost, EcrHostError};
pub use email::{EmailAddress, EmailAddressError};
pub use hosted_zone_id::{HostedZoneId, HostedZoneIdError};
pub use https_url::{HttpsUrl, HttpsUrlError};
pub use image::{
    ImageReference, ImageReferenceError, ImageTag, ImageTagError, ImageVersion, RegistryUrl,
    RegistryUrlError,
};
pub use instance_type::{DbInstanceClass, InstanceType, InstanceTypeError};
pub use interval::Interval;
pub use log_retention::{LogRetention, LogRetentionError};
pub(crate) use port::port_number;
pub use postgres_version::{PostgresVersion, PostgresVersionError};
pub use recurrence::{Recurrence, RecurrenceError};
pub use region::{Partition, Region, RegionError};
pub use resource_id::{PrefixListId, ResourceIdError, SecurityGroupId, SubnetId, VpcId};
pub use s3_url::{S3Url, S3UrlError};
pub use tag::{TagKey, TagKeyError, TagValue, TagValueError};
pub use time_zone::{TimeZone, TimeZoneError};
pub use zone::{Zone, ZoneError, ZoneLetter, ZoneLetterError};
