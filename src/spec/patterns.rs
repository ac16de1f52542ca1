//! What texts look like, as regular expressions of JSON Schema (ECMA-262), so that an editor marks
//! what the reader would refuse.
//!
//! Each says the same as the parser of its type; a test holds the two against each other. What an
//! expression can't say has a rule of its own (`rules`).

use crate::aws::DomainName;

/// A number of a port.
const PORT: &str =
    "(?:6553[0-5]|655[0-2][0-9]|65[0-4][0-9]{2}|6[0-4][0-9]{3}|[1-5][0-9]{4}|[1-9][0-9]{0,3})";
/// A part of an IPv4 address.
const OCTET: &str = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
/// A component of an image's name.
const COMPONENT: &str = "[a-z0-9]+(?:(?:\\.|__?|-+)[a-z0-9]+)*";
/// The name of a host in a registry or an address.
const REGISTRY_HOST: &str = "[A-Za-z0-9][A-Za-z0-9.-]*";
/// A region's name.
const REGION: &str = "(?:[a-z]{2}|[a-z]{4})(?:-[a-z]+)+-[0-9]{1,2}";

/// A name of letters, digits and single hyphens.
pub(super) fn kebab_case() -> String {
    "^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$".to_owned()
}

/// The name of a deployment.
pub(super) fn deployment_name() -> String {
    "^(?!aws|ecs|fargate)[a-z][a-z0-9]*(?:-[a-z0-9]+)*$".to_owned()
}

/// A domain.
pub(super) fn domain() -> String {
    DomainName::pattern()
}

/// A range of a VPC, with room for the subnets of all zones.
pub(super) fn vpc_range() -> String {
    format!("^{OCTET}(?:\\.{OCTET}){{3}}/(?:1[6-9]|2[0-2])$")
}

/// A zone.
pub(super) fn zone() -> String {
    format!("^{REGION}[a-h]$")
}

/// The id of a hosted zone.
pub(super) fn hosted_zone_id() -> String {
    "^Z[0-9A-Z]{7,31}$".to_owned()
}

/// The name or the ARN of a snapshot of a database.
pub(super) fn snapshot() -> String {
    let arn = format!("arn:[a-z-]+:rds:{REGION}:[0-9]{{12}}:(?:cluster-)?snapshot:");
    let name = "(?:rds:|awsbackup:)?[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*";
    format!("^(?:{arn})?(?!.{{256}}){name}$")
}

/// A time of a day.
const TIME: &str = "(?:[01][0-9]|2[0-3]):[0-5][0-9]";
/// A time of a week.
const DAY: &str = "(?:mon|tue|wed|thu|fri|sat|sun)";

/// When backups are made.
pub(super) fn backup_window() -> String {
    format!("^{TIME}-{TIME}$")
}

/// When RDS may change the database.
pub(super) fn maintenance_window() -> String {
    format!("^{DAY}:{TIME}-{DAY}:{TIME}$")
}

/// The ARN of a certificate.
pub(super) fn certificate_arn() -> String {
    "^arn:[a-z-]+:acm:[a-z0-9-]+:[0-9]{12}:certificate/[!-~]+$".to_owned()
}

/// The full ARN of a secret.
fn secret(rest: &str) -> String {
    format!(
        "arn:[a-z-]+:secretsmanager:[a-z0-9-]+:[0-9]{{12}}:secret:[!-9;-~]*-[A-Za-z0-9]{{6}}{rest}"
    )
}

/// The full ARN of a secret.
pub(super) fn secret_arn() -> String {
    format!("^{}$", secret(""))
}

/// The full ARN of a secret, or of one key of its JSON.
pub(super) fn secret_reference() -> String {
    format!("^{}$", secret("(?::[!-9;-~]+(?:::)?)?"))
}

/// The name of an operator's secret, or the ARN of an existing one.
pub(super) fn secret_source() -> String {
    format!(
        "^(?:(?=.{{1,48}}$)[a-z][a-z0-9]*(?:-[a-z0-9]+)*|{})$",
        secret("(?::[!-9;-~]+(?:::)?)?")
    )
}

/// An instance type.
pub(super) fn instance_type() -> String {
    "^[a-z0-9-]+\\.[a-z0-9-]+$".to_owned()
}

/// A class of a database.
pub(super) fn instance_class() -> String {
    "^db\\.[a-z0-9-]+\\.[a-z0-9-]+$".to_owned()
}

/// A version of PostgreSQL.
pub(super) fn postgres_version() -> String {
    "^[1-9][0-9]{1,2}(?:\\.(?:0|[1-9][0-9]{0,2}))?$".to_owned()
}

/// A mail address.
pub(super) fn email() -> String {
    let anycase = |pattern: &str| pattern.replace("a-z", "A-Za-z");
    format!(
        "^[A-Za-z0-9!#$%&'*+/=?^_`{{|}}~.-]{{1,64}}@(?:{}\\.)+{}$",
        anycase(DomainName::LABEL),
        anycase(DomainName::TOP_LABEL)
    )
}

/// An address that begins with `https://`.
pub(super) fn https_url() -> String {
    format!("^https://[A-Za-z0-9.-]+(?::{PORT})?(?:/[A-Za-z0-9._~:/@!$&'()*+,;=%-]*)?$")
}

/// A registry with a path.
pub(super) fn registry_url() -> String {
    format!("^(?=[^/]*[.:]|localhost(?:/|$)){REGISTRY_HOST}(?::{PORT})?(?:/{COMPONENT})*$")
}

/// The host of a registry.
pub(super) fn registry_host() -> String {
    format!("^(?=[^/]*[.:]|localhost$){REGISTRY_HOST}(?::{PORT})?$")
}

/// A tag of an image.
pub(super) fn image_tag() -> String {
    "^(?!latest$)[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$".to_owned()
}

/// An image.
pub(super) fn image() -> String {
    let registry = format!("(?=[^/@]*[.:]|localhost/){REGISTRY_HOST}(?::{PORT})?/");
    let none = "(?!(?:[^/@]*[.:][^/@]*|localhost)/)";
    let tag = ":(?!latest(?:@|$))[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}";
    format!(
        "^(?:{registry}|{none}){COMPONENT}(?:/{COMPONENT})*(?:{tag})?(?:@sha256:[0-9a-f]{{64}})?$"
    )
}

/// The name of an environment variable.
pub(super) fn environment_name() -> String {
    "^[A-Za-z_][A-Za-z0-9_]*$".to_owned()
}

/// A path.
pub(super) fn path() -> String {
    "^/[!-~]*$".to_owned()
}

/// Status codes.
pub(super) fn matcher() -> String {
    let part = "[2-4][0-9]{2}(?:-[2-4][0-9]{2})?";
    format!("^{part}(?:,{part})*$")
}

/// As whom a container is run.
pub(super) fn container_user() -> String {
    let name = "[A-Za-z0-9_][A-Za-z0-9_.-]{0,31}";
    format!("^{name}(?::{name})?$")
}

/// A directory of a container.
pub(super) fn mount_path() -> String {
    "^(?:/(?!\\.{1,2}(?:/|$))[A-Za-z0-9._-]+)+$".to_owned()
}

/// Six fields of a cron expression.
const CRON: &str = "[0-9A-Z,/*?#-]+(?: [0-9A-Z,/*?#-]+){5}";

/// When a range holds.
pub(super) fn cron() -> String {
    format!("^{CRON}$")
}

/// When a job runs.
pub(super) fn recurrence() -> String {
    let rate = "1 (?:minute|hour|day)|(?:[2-9]|[1-9][0-9]{1,5}) (?:minutes|hours|days)";
    format!("^(?:cron\\({CRON}\\)|rate\\((?:{rate})\\))$")
}

/// A time zone.
pub(super) fn time_zone() -> String {
    "^[A-Z][A-Za-z0-9_+-]*(?:/[A-Za-z0-9_+-]+)*$".to_owned()
}

/// A client id.
pub(super) fn client_id() -> String {
    "^[!-~]+$".to_owned()
}

/// Hosts with ports.
pub(super) fn bootstrap_servers() -> String {
    let server = format!("[A-Za-z0-9.-]+:{PORT}");
    format!("^{server}(?:,{server})*$")
}

/// The id of a security group.
pub(super) fn security_group_id() -> String {
    "^sg-(?:[0-9a-f]{8}|[0-9a-f]{17})$".to_owned()
}

/// The id of a VPC.
pub(super) fn vpc_id() -> String {
    "^vpc-(?:[0-9a-f]{8}|[0-9a-f]{17})$".to_owned()
}

/// The id of a subnet.
pub(super) fn subnet_id() -> String {
    "^subnet-(?:[0-9a-f]{8}|[0-9a-f]{17})$".to_owned()
}

/// The letter of a zone.
pub(super) fn zone_letter() -> String {
    "^[a-h]$".to_owned()
}

/// A range of a subnet.
pub(super) fn subnet_range() -> String {
    format!("^{OCTET}(?:\\.{OCTET}){{3}}/(?:1[6-9]|2[0-8])$")
}

/// The id of a prefix list.
pub(super) fn prefix_list_id() -> String {
    "^pl-(?:[0-9a-f]{8}|[0-9a-f]{17})$".to_owned()
}

/// The key of a tag.
pub(super) fn tag_key() -> String {
    format!("^(?![aA][wW][sS]:){}+$", tag_character())
}

/// The value of a tag.
pub(super) fn tag_value() -> String {
    format!("^{}*$", tag_character())
}

fn tag_character() -> &'static str {
    "[\\p{Alphabetic}\\p{N} +=._:/@-]"
}
