//! Texts that stand for addresses, ids and ARNs: forms that AWS's schemas name and do not spell out.
//!
//! Source of what an ARN is: AWS general reference, "Amazon Resource Names (ARNs)".
//! Judged is what is sure: how ranges and ARNs are written, and how ids of their kinds begin. Not here: what a
//! reference names (`kinds`).

use core::net::{Ipv4Addr, Ipv6Addr};

use serde_json::{Map, Value as Json};

use super::kinds::taken;
use super::mistake::Kind;
use super::patterns;
use super::walk::{Here, Walk};

/// What names a key, in any of the ways in which services take one.
const KEY: &str = "^(arn:|alias/|mrk-|[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$)";
const NAMES_KEY: &str = "a key's id or ARN, or an alias such as `alias/name`";

/// Formats of ids, what such ids match, and what they are.
const IDS: [(&str, &str, &str); 6] = [
    (
        "AWS::EC2::VPC.Id",
        "^vpc-",
        "the id of a VPC, which begins with `vpc-`",
    ),
    (
        "AWS::EC2::Subnet.Id",
        "^subnet-",
        "the id of a subnet, which begins with `subnet-`",
    ),
    (
        "AWS::EC2::SecurityGroup.Id",
        "^sg-",
        "the id of a security group, which begins with `sg-`",
    ),
    ("AWS::KMS::Key.Arn", KEY, NAMES_KEY),
    ("AWS::KMS::Key.Id", KEY, NAMES_KEY),
    ("AWS::KMS::Alias.AliasName", KEY, NAMES_KEY),
];

/// The parts of an ARN, with colons between them; the last may hold more.
const PARTS_OF_ARN: usize = 6;

impl Walk<'_> {
    /// A text whose format the schema names, or the name of the property does.
    pub(super) fn format(&mut self, schema: &'static Map<String, Json>, text: &str, here: &Here) {
        let format = schema.get("format").and_then(Json::as_str);
        let expected = match format.unwrap_or_default() {
            "ipv4-network" if !is_range::<Ipv4Addr>(text, 32) => {
                "a range of IPv4 addresses such as `10.0.0.0/16`"
            }
            "ipv6-network" if !is_range::<Ipv6Addr>(text, 128) => {
                "a range of IPv6 addresses such as `2001:db8::/56`"
            }
            format => {
                let known = IDS.iter().find(|(known, pattern, _)| {
                    *known == format && !text.is_empty() && !patterns::matches(pattern, text)
                });
                match known {
                    Some((_, _, expected)) => expected,
                    None if is_no_arn(schema, text, here) => {
                        "an ARN, which has six parts: `arn:partition:service:region:account:resource`"
                    }
                    None => return,
                }
            }
        };
        let message = format!("`{text}` has another form than is taken");
        let mistake = self.mistake(Kind::Pattern, here, message);
        mistake.expected = Some(format!("expected {expected}"));
    }
}

/// Whether a text is no ARN where only an ARN is taken: at a property that is called one, and whose kinds all
/// are ARNs. Where names are taken too, or where that is not known, what begins like an ARN has to be one.
/// A property with a pattern says itself what it takes.
fn is_no_arn(schema: &Map<String, Json>, text: &str, here: &Here) -> bool {
    let is_arn = |name: &str| name.ends_with("Arn") || name.ends_with("ARN");
    let name = here.name();
    let own = ["pattern", "enum"]
        .iter()
        .any(|key| schema.contains_key(*key));
    if text.is_empty() || own || !is_arn(name.strip_suffix('s').unwrap_or(name)) {
        return false;
    }
    if text.starts_with("arn:") {
        return text.split(':').count() < PARTS_OF_ARN;
    }
    let mut kinds = taken(schema);
    kinds.extend(here.list.map(taken).unwrap_or_default());
    !kinds.is_empty() && kinds.iter().all(|(_, attribute)| is_arn(attribute))
}

/// Whether a text is an address, a slash and the length of a prefix.
fn is_range<A: core::str::FromStr>(text: &str, longest: u8) -> bool {
    text.split_once('/').is_some_and(|(address, prefix)| {
        address.parse::<A>().is_ok() && prefix.parse::<u8>().is_ok_and(|prefix| prefix <= longest)
    })
}
