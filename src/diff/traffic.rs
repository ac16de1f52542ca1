//! What security groups and network ACLs let through, as sets: protocols, ports and whoever is on the other side,
//! so that it does not matter how rules are split.
//!
//! Source: Amazon VPC user guide, "Security group rules" and "Network ACL rules". Not here: whether traffic gets
//! as far as the group.

use std::collections::{BTreeMap, BTreeSet};

use super::comparison::Comparison;
use super::continuity::Continuity;
use super::expression::Expression;
use super::policies::without_attribute;
use super::state::{ResourceState, State};
use crate::aws::AddressRange;
use crate::source::{Finding, Rule};

/// Which way it goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    /// To the group.
    In,
    /// From the group.
    Out,
}

/// Numbers from one to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Numbers {
    first: u32,
    last: u32,
}

/// Who is on the other side.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Peer {
    Range(AddressRange),
    /// A group, a prefix list, or a range that is not known.
    Named(Expression),
}

/// Some traffic.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Block {
    protocols: Numbers,
    ports: Numbers,
    peer: Peer,
}

/// One rule of a group.
struct Written<'s, 'p> {
    /// What it lets through; `None` where that is not known.
    block: Option<Block>,
    rule: Expression,
    resource: &'s ResourceState<'p>,
    property: &'static str,
}

/// The rules of every group.
type Groups<'s, 'p> = BTreeMap<Expression, Vec<Written<'s, 'p>>>;

const ALL_PROTOCOLS: Numbers = Numbers {
    first: 0,
    last: 255,
};
const ALL_PORTS: Numbers = Numbers {
    first: 0,
    last: 65_535,
};
const GROUP: &str = "AWS::EC2::SecurityGroup";

impl Direction {
    fn inline(self) -> &'static str {
        match self {
            Self::In => "SecurityGroupIngress",
            Self::Out => "SecurityGroupEgress",
        }
    }

    fn alone(self) -> &'static str {
        match self {
            Self::In => "AWS::EC2::SecurityGroupIngress",
            Self::Out => "AWS::EC2::SecurityGroupEgress",
        }
    }

    fn verb(self) -> &'static str {
        match self {
            Self::In => "lets in",
            Self::Out => "lets out",
        }
    }

    fn preposition(self) -> &'static str {
        match self {
            Self::In => "from",
            Self::Out => "to",
        }
    }
}

/// Reports what groups and ACLs of both states let through now and did not.
pub(super) fn widened(
    comparison: &Comparison<'_, '_, '_>,
    rule: &'static Rule,
    direction: Direction,
) -> Vec<Finding> {
    let continuity = Continuity::of(comparison);
    let before = groups(comparison.old, direction, &|value| {
        continuity.carried(value)
    });
    let after = groups(comparison.new, direction, &Expression::clone);
    let mut findings = Vec::new();
    for (group, rules) in &after {
        if !continuity.is_in_both(comparison, group) {
            continue;
        }
        let old = before.get(group).map(Vec::as_slice).unwrap_or_default();
        let known: Vec<&Block> = old.iter().filter_map(|one| one.block.as_ref()).collect();
        if known.len() < old.len() {
            continue;
        }
        let mut seen = BTreeSet::new();
        for written in rules {
            let Some(block) = &written.block else {
                continue;
            };
            if left(block, &known).is_empty() || !seen.insert(shown(&written.rule, direction)) {
                continue;
            }
            let what = format!(
                "`{}` newly {} {}",
                group.shown(),
                direction.verb(),
                shown(&written.rule, direction)
            );
            let path = [written.property];
            let path = if written.property.is_empty() {
                &[][..]
            } else {
                &path
            };
            findings.push(comparison.after(rule, written.resource, path, what));
        }
    }
    findings.extend(entries(comparison, rule, direction));
    findings
}

/// What is left of some traffic without what there was.
fn left(block: &Block, known: &[&Block]) -> Vec<Block> {
    let mut left = vec![block.clone()];
    for known in known {
        left = left.iter().flat_map(|one| one.without(known)).collect();
    }
    left
}

/// The rules of network ACLs, each beside itself.
fn entries(
    comparison: &Comparison<'_, '_, '_>,
    rule: &'static Rule,
    direction: Direction,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    let pairs = comparison
        .changed()
        .filter(|pair| &*pair.new.resource_type == "AWS::EC2::NetworkAclEntry");
    for pair in pairs {
        let is_egress = |of: &ResourceState<'_>| {
            let egress = of.property(&["Egress"]).and_then(Expression::truth);
            egress.unwrap_or(false) == (direction == Direction::Out)
        };
        let allows = |of: &ResourceState<'_>| of.text(&["RuleAction"]) == Some("allow");
        if !allows(pair.new) || !is_egress(pair.new) {
            continue;
        }
        let Some(block) = entry(pair.new) else {
            continue;
        };
        let old = match (allows(pair.old) && is_egress(pair.old), entry(pair.old)) {
            (true, None) => continue,
            (true, Some(old)) => vec![old],
            (false, _) => Vec::new(),
        };
        if left(&block, &old.iter().collect::<Vec<_>>()).is_empty() {
            continue;
        }
        let range = ["CidrBlock", "Ipv6CidrBlock"];
        let range = range.iter().find_map(|name| pair.new.property(&[name]));
        let what = format!(
            "`{}` {} more than before {} {}",
            pair.new.address,
            direction.verb(),
            direction.preposition(),
            range.map(Expression::shown).unwrap_or_default(),
        );
        findings.push(comparison.after(rule, pair.new, &[], what));
    }
    findings
}

fn entry(resource: &ResourceState<'_>) -> Option<Block> {
    let protocols = protocols(resource.text(&["Protocol"])?)?;
    let ports = match resource.property(&["PortRange"]) {
        Some(range) => Numbers {
            first: number(range.get(&["From"]))?,
            last: number(range.get(&["To"]))?,
        },
        None => ALL_PORTS,
    };
    let names = ["CidrBlock", "Ipv6CidrBlock"];
    let range = names.iter().find_map(|name| resource.property(&[name]))?;
    Some(Block {
        protocols,
        ports,
        peer: peer(range),
    })
}

fn groups<'s, 'p>(
    state: &'s State<'_, 'p>,
    direction: Direction,
    carried: &dyn Fn(&Expression) -> Expression,
) -> Groups<'s, 'p> {
    let mut groups = Groups::new();
    for resource in state.of_type(direction.alone()) {
        let Some(group) = resource.property(&["GroupId"]) else {
            continue;
        };
        let rule = carried(&resource.properties);
        let rules = groups
            .entry(carried(&without_attribute(group)))
            .or_default();
        rules.push(Written {
            block: block(&rule),
            rule,
            resource,
            property: "",
        });
    }
    for resource in state.of_type(GROUP) {
        let own = Expression::Reference {
            to: resource.address.clone(),
            attribute: "".into(),
        };
        let rules = groups.entry(carried(&own)).or_default();
        let inline = resource.property(&[direction.inline()]).map(carried);
        let inline: Vec<Expression> = inline.as_ref().map(written).unwrap_or_default();
        // A group without any rule for what leaves it lets everything out.
        let is_default = direction == Direction::Out && inline.is_empty() && rules.is_empty();
        let default = is_default.then(everything);
        for rule in inline.into_iter().chain(default) {
            rules.push(Written {
                block: block(&rule),
                rule,
                resource,
                property: direction.inline(),
            });
        }
    }
    groups
}

/// The rule of a new group.
fn everything() -> Expression {
    let entries = [("CidrIp", "0.0.0.0/0"), ("IpProtocol", "-1")];
    let entries = entries.map(|(name, value)| (name.into(), Expression::of_text(value)));
    Expression::Map(entries.into())
}

/// The rules of a list, of a choice those of all its cases.
fn written(value: &Expression) -> Vec<Expression> {
    match value {
        Expression::List(items) | Expression::Set(items) => {
            items.iter().flat_map(written).collect()
        }
        Expression::Choice(cases) => cases.iter().flat_map(|(_, case)| written(case)).collect(),
        Expression::Absent => Vec::new(),
        Expression::Text(_)
        | Expression::Map(_)
        | Expression::Reference { .. }
        | Expression::Parameter { .. }
        | Expression::Pseudo(_)
        | Expression::Joined(_)
        | Expression::Call { .. } => vec![value.clone()],
    }
}

const PEERS: [&str; 7] = [
    "CidrIp",
    "CidrIpv6",
    "DestinationPrefixListId",
    "DestinationSecurityGroupId",
    "SourcePrefixListId",
    "SourceSecurityGroupId",
    "SourceSecurityGroupName",
];

fn block(rule: &Expression) -> Option<Block> {
    let protocol = rule.get(&["IpProtocol"])?.text()?;
    let protocols = protocols(protocol)?;
    let other = PEERS.iter().find_map(|name| rule.get(&[name]))?;
    let (from, to) = (rule.get(&["FromPort"]), rule.get(&["ToPort"]));
    let is_minus_one = |port: Option<&Expression>| port.and_then(Expression::text) == Some("-1");
    let ports = match protocols.first {
        _ if protocols == ALL_PROTOCOLS || is_minus_one(from) => ALL_PORTS,
        1 | 58 => {
            let kind = number(from)?.checked_mul(256)?;
            let (first, last) = if is_minus_one(to) {
                (kind, kind.checked_add(255)?)
            } else {
                let code = kind.checked_add(number(to)?)?;
                (code, code)
            };
            Numbers { first, last }
        }
        6 | 17 => Numbers {
            first: number(from)?,
            last: number(to)?,
        },
        _ => ALL_PORTS,
    };
    Some(Block {
        protocols,
        ports,
        peer: peer(other),
    })
}

fn peer(value: &Expression) -> Peer {
    match value.text().and_then(AddressRange::read) {
        Some(range) => Peer::Range(range),
        None => Peer::Named(without_attribute(value)),
    }
}

fn number(value: Option<&Expression>) -> Option<u32> {
    value?.text()?.parse().ok()
}

fn protocols(name: &str) -> Option<Numbers> {
    let number = match name.to_ascii_lowercase().as_str() {
        "-1" | "all" => return Some(ALL_PROTOCOLS),
        "tcp" => 6,
        "udp" => 17,
        "icmp" => 1,
        "icmpv6" => 58,
        other => other.parse().ok()?,
    };
    Some(Numbers {
        first: number,
        last: number,
    })
}

/// A rule in words: `tcp 443 from 10.0.0.0/8`.
fn shown(rule: &Expression, direction: Direction) -> String {
    let text = |name: &str| rule.get(&[name]).map(Expression::shown);
    let protocol = match text("IpProtocol").as_deref() {
        Some("-1") | None => "everything".to_owned(),
        Some(name) => name.to_owned(),
    };
    let ports = match (text("FromPort"), text("ToPort")) {
        _ if protocol == "everything" => String::new(),
        (Some(from), Some(to)) if from == to => format!(" {from}"),
        (Some(from), Some(to)) => format!(" {from}-{to}"),
        (_, _) => String::new(),
    };
    let peer = PEERS.iter().find_map(|name| text(name));
    format!(
        "{protocol}{ports} {} {}",
        direction.preposition(),
        peer.unwrap_or_default()
    )
}

impl Numbers {
    fn common(self, other: Self) -> Option<Self> {
        let common = Self {
            first: self.first.max(other.first),
            last: self.last.min(other.last),
        };
        (common.first <= common.last).then_some(common)
    }

    /// What is left without the other ones, which have some in common with these.
    fn without(self, other: Self) -> Vec<Self> {
        let mut left = Vec::new();
        if self.first < other.first {
            left.push(Self {
                last: other.first - 1,
                ..self
            });
        }
        if other.last < self.last {
            left.push(Self {
                first: other.last + 1,
                ..self
            });
        }
        left
    }
}

impl Block {
    /// What is left of it without another one.
    fn without(&self, other: &Self) -> Vec<Self> {
        let peers = match (&self.peer, &other.peer) {
            (Peer::Range(own), Peer::Range(other)) if own.overlaps(*other) => own.without(*other),
            (Peer::Named(own), Peer::Named(other)) if own == other => Vec::new(),
            // Whatever a name stands for is among all addresses.
            (Peer::Named(_), Peer::Range(range)) if range.is_everything() => Vec::new(),
            (_, _) => return vec![self.clone()],
        };
        let protocols = self.protocols.common(other.protocols);
        let Some((protocols, ports)) = protocols.zip(self.ports.common(other.ports)) else {
            return vec![self.clone()];
        };
        let mut left = Vec::new();
        for outside in self.protocols.without(other.protocols) {
            left.push(Self {
                protocols: outside,
                ..self.clone()
            });
        }
        for outside in self.ports.without(other.ports) {
            left.push(Self {
                protocols,
                ports: outside,
                ..self.clone()
            });
        }
        for outside in peers {
            left.push(Self {
                protocols,
                ports,
                peer: Peer::Range(outside),
            });
        }
        left
    }
}
