//! Every text of a spec that is more than a text: what it is, what it looks like, what was expected.

use crate::architecture::{
    Addresses, AddressesError, BackupWindow, BootstrapServers, ClientId, ContainerUser,
    DeploymentName, EnvironmentName, HealthPath, MaintenanceWindow, Matcher, MatcherError,
    MountPath, PortName, ScheduleName, SecretName, SecretReference, SecretReferenceError,
    ServiceId, SnapshotName, SnapshotNameError, VolumeName, WindowError,
};
use crate::aws::{
    Arn, ArnError, Cidr, CidrError, CronExpression, CronExpressionError, DbInstanceClass,
    DomainName, EmailAddress, HostedZoneId, HttpsUrl, ImageReference, ImageTag, InstanceType,
    PrefixListId, Recurrence, RecurrenceError, RegistryUrl, SecurityGroupId, SubnetId, TagKey,
    TimeZone, VpcId, Zone, ZoneLetter,
};
use crate::document::Node;
use crate::source::Rule;
use std::str::FromStr;
use thiserror::Error;

use super::nodes::quoted;
use super::patterns;
use super::reader::{Reader, Spot, Value};
use super::rules;
use super::shape::Shape;
use super::values::{Text, decode_text, split_suggestion, text_shape};

/// Declares what a text is: noun, rule, pattern, the most characters; then, where errors differ,
/// the rule of those that a pattern can't see.
macro_rules! texts {
    ($($type:ty: $noun:literal, $rule:ident, $pattern:ident $(, at most $most:expr)? $(, else $rule_of:expr)?;)+) => {$(
        impl Text for $type {
            const NOUN: &'static str = $noun;
            const RULE: &'static Rule = rules::$rule;
            $(const MOST: Option<usize> = Some($most);)?

            fn pattern() -> String {
                patterns::$pattern()
            }

            $(fn rule_of(error: &Self::Err) -> &'static Rule {
                let rule: fn(&Self::Err) -> &'static Rule = $rule_of;
                rule(error)
            })?

            fn say(error: &Self::Err) -> (String, Option<String>) {
                split_suggestion(&error.to_string())
            }
        }

        impl Value for $type {
            fn shape() -> Shape {
                text_shape::<Self>()
            }

            fn decode(node: &Node, spot: Spot, reader: &mut Reader<'_>) -> Option<Self> {
                decode_text(node, spot, reader)
            }
        }
    )+};
}

texts! {
    DeploymentName: "a name of a deployment", NAME, deployment_name, at most DeploymentName::MOST;
    ServiceId: "a name of a service", NAME, kebab_case, at most ServiceId::MOST;
    SecretName: "a name of a secret", NAME, kebab_case, at most SecretName::MOST;
    DomainName: "a domain", DOMAIN, domain, at most 253;
    Zone: "the name of an availability zone", ZONE, zone, at most 32;
    HostedZoneId: "the id of a hosted zone", HOSTED_ZONE, hosted_zone_id;
    CertificateArn: "the ARN of a certificate", ARN, certificate_arn, else |error| rule_of_arn(error);
    SecretArn: "the ARN of a secret", ARN, secret_arn, else |error| rule_of_arn(error);
    SecretReference: "the ARN of a secret", ARN, secret_reference, else |error| match error {
        SecretReferenceError::Arn(error) => rule_of_plain_arn(error),
        SecretReferenceError::Service | SecretReferenceError::Partial | SecretReferenceError::Key => rules::ARN,
    };
    InstanceType: "an instance type", INSTANCE_TYPE, instance_type;
    DbInstanceClass: "an instance class of RDS", INSTANCE_CLASS, instance_class;
    SnapshotName: "the name of a snapshot", SNAPSHOT, snapshot, else |error| match error {
        SnapshotNameError::Arn(error) if rule_of_plain_arn(error).id == rules::ARN_PLACE.id => rules::ARN_PLACE,
        SnapshotNameError::Arn(_) | SnapshotNameError::Syntax => rules::SNAPSHOT,
    };
    BackupWindow: "a time of each day", WINDOW, backup_window, else |error| rule_of_window(error);
    MaintenanceWindow: "a time of each week", WINDOW, maintenance_window, else |error| rule_of_window(error);
    EmailAddress: "a mail address", EMAIL, email, at most 254;
    HttpsUrl: "an address over TLS", URL, https_url, at most 2048;
    RegistryUrl: "a registry", REGISTRY, registry_url, at most 255;
    RegistryHost: "the host of a registry", REGISTRY, registry_host, at most 255;
    ImageReference: "an image", IMAGE, image, at most 255;
    ImageTag: "a tag of an image", IMAGE, image_tag;
    EnvironmentName: "a name of an environment variable", NAME, environment_name, at most 255;
    HealthPath: "a path", PATH, path, at most 1024;
    Matcher: "a list of status codes", MATCHER, matcher, else |error| match error {
        MatcherError::Syntax => rules::MATCHER,
        MatcherError::Order => rules::MATCHER_ORDER,
    };
    ContainerUser: "a user of a container", USER, container_user;
    PortName: "a name of a port", NAME, kebab_case, at most PortName::MOST;
    VolumeName: "a name of a volume", NAME, kebab_case, at most VolumeName::MOST;
    MountPath: "a directory of a container", VOLUME_PATH, mount_path, at most 255;
    Recurrence: "a schedule", SCHEDULE, recurrence, else |error| match error {
        RecurrenceError::Syntax => rules::SCHEDULE,
        RecurrenceError::Cron(_) => rules::SCHEDULE_FIELD,
    };
    CronExpression: "a cron expression", CRON, cron, else |error| match error {
        CronExpressionError::Syntax => rules::CRON,
        CronExpressionError::Field { .. } | CronExpressionError::Days => rules::SCHEDULE_FIELD,
    };
    ScheduleName: "a name of a schedule", NAME, kebab_case, at most ScheduleName::MOST;
    TimeZone: "a time zone", TIME_ZONE, time_zone, at most TimeZone::MOST;
    ClientId: "a client id", CLIENT_ID, client_id, at most 255;
    BootstrapServers: "a list of Kafka's servers", SERVERS, bootstrap_servers;
    SecurityGroupId: "the id of a security group", SECURITY_GROUP, security_group_id;
    VpcId: "the id of a VPC", VPC, vpc_id;
    SubnetId: "the id of a subnet", SUBNET, subnet_id;
    ZoneLetter: "the letter of a zone", ZONE_LETTER, zone_letter;
    Cidr: "an IPv4 range of a subnet", SUBNET_RANGE, subnet_range, else |error| match error {
        CidrError::HostBits(_) => rules::SUBNET_RANGE_BEGIN,
        CidrError::Syntax | CidrError::Prefix(_) => rules::SUBNET_RANGE,
    };
    PrefixListId: "the id of a prefix list", PREFIX_LIST, prefix_list_id;
}

/// A pattern does not see how long a window is.
fn rule_of_window(error: &WindowError) -> &'static Rule {
    match error {
        WindowError::Daily | WindowError::Weekly => rules::WINDOW,
        WindowError::Short(_) | WindowError::Long(_) => rules::WINDOW_LENGTH,
    }
}

impl Text for VpcRange {
    const NOUN: &'static str = "an IPv4 range of a VPC";
    const RULE: &'static Rule = rules::RANGE_OF_VPC;

    fn pattern() -> String {
        patterns::vpc_range()
    }

    /// A pattern does not see where a range begins.
    fn rule_of(error: &VpcRangeError) -> &'static Rule {
        match error {
            VpcRangeError::Cidr(CidrError::HostBits(range)) if Addresses::plan(*range).is_ok() => {
                rules::RANGE_BEGIN
            }
            VpcRangeError::Cidr(_) | VpcRangeError::Prefix(_) | VpcRangeError::Small(_) => {
                rules::RANGE_OF_VPC
            }
        }
    }

    fn message(text: &str, error: &VpcRangeError) -> String {
        let what = match error {
            VpcRangeError::Small(_) => "is too small",
            VpcRangeError::Cidr(CidrError::HostBits(_)) => "names an address inside of a range",
            VpcRangeError::Cidr(_) | VpcRangeError::Prefix(_) => "is not an IPv4 range of a VPC",
        };
        format!("{} {what}", quoted(text))
    }

    fn say(error: &VpcRangeError) -> (String, Option<String>) {
        split_suggestion(&error.to_string())
    }
}

impl Value for VpcRange {
    fn shape() -> Shape {
        text_shape::<Self>()
    }

    fn decode(node: &Node, spot: Spot, reader: &mut Reader<'_>) -> Option<Self> {
        decode_text(node, spot, reader)
    }
}

impl Text for TagKey {
    const NOUN: &'static str = "a key of a tag";
    const RULE: &'static Rule = rules::TAG;
    const MOST: Option<usize> = Some(128);

    fn pattern() -> String {
        patterns::tag_key()
    }

    fn say(error: &Self::Err) -> (String, Option<String>) {
        (error.to_string(), None)
    }
}

/// The range of a VPC with a plan of addresses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct VpcRange(pub(super) Addresses);

/// Why a text is no [`VpcRange`].
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub(super) enum VpcRangeError {
    #[error(transparent)]
    Cidr(CidrError),
    #[error("expected a prefix from /16 to /{longest}, found /{0}", longest = Addresses::LONGEST_PREFIX)]
    Prefix(u8),
    #[error(transparent)]
    Small(#[from] AddressesError),
}

impl FromStr for VpcRange {
    type Err = VpcRangeError;

    fn from_str(text: &str) -> Result<Self, VpcRangeError> {
        let range: Cidr = text.parse().map_err(|error| match error {
            CidrError::Prefix(prefix) => VpcRangeError::Prefix(prefix),
            CidrError::Syntax | CidrError::HostBits(_) => VpcRangeError::Cidr(error),
        })?;
        Ok(Self(Addresses::plan(range)?))
    }
}

/// The ARN of a certificate of ACM.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct CertificateArn(pub(super) Arn);

/// The full ARN of a secret of Secrets Manager.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct SecretArn(pub(super) Arn);

/// Why a text is not the ARN of what belongs there.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub(super) enum KindOfArnError {
    #[error(transparent)]
    Arn(#[from] ArnError),
    #[error("expected an ARN such as `{0}`")]
    Other(&'static str),
}

impl FromStr for CertificateArn {
    type Err = KindOfArnError;

    fn from_str(text: &str) -> Result<Self, KindOfArnError> {
        let arn: Arn = text.parse()?;
        let located = arn.region().is_some() && arn.account().is_some();
        if located && arn.is("acm", "certificate/") {
            Ok(Self(arn))
        } else {
            Err(KindOfArnError::Other(
                "arn:aws:acm:eu-central-1:123456789012:certificate/…",
            ))
        }
    }
}

impl FromStr for SecretArn {
    type Err = KindOfArnError;

    fn from_str(text: &str) -> Result<Self, KindOfArnError> {
        const EXAMPLE: &str = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:name-AbCdEf";
        match text.parse::<SecretReference>() {
            Ok(reference) if reference.key().is_none() => Ok(Self(reference.secret().clone())),
            Err(SecretReferenceError::Arn(error)) => Err(error.into()),
            Ok(_) | Err(_) => Err(KindOfArnError::Other(EXAMPLE)),
        }
    }
}

/// A pattern does not know which partitions there are, and which regions are in them.
fn rule_of_arn(error: &KindOfArnError) -> &'static Rule {
    match error {
        KindOfArnError::Arn(error) => rule_of_plain_arn(error),
        KindOfArnError::Other(_) => rules::ARN,
    }
}

fn rule_of_plain_arn(error: &ArnError) -> &'static Rule {
    match error {
        ArnError::Partition(_) | ArnError::Region(_) | ArnError::Foreign { .. } => rules::ARN_PLACE,
        ArnError::Syntax | ArnError::Service | ArnError::Account(_) | ArnError::Resource => {
            rules::ARN
        }
    }
}

/// The host of a registry that images may come from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct RegistryHost(pub(super) String);

/// Why a text is no [`RegistryHost`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("expected the host of a registry alone, such as `public.ecr.aws`")]
pub(super) struct RegistryHostError;

impl FromStr for RegistryHost {
    type Err = RegistryHostError;

    fn from_str(text: &str) -> Result<Self, RegistryHostError> {
        let url: RegistryUrl = text.parse().map_err(|_| RegistryHostError)?;
        if url.host() == text {
            Ok(Self(text.to_owned()))
        } else {
            Err(RegistryHostError)
        }
    }
}
