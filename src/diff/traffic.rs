//! What security groups and network ACLs let through, as sets: protocols, ports and whoever is on the other side,
//! so that it does not matter how rules are split.
//!
//! Source: Amazon VPC user guide, "Security group rules" and "Network ACL rules". Not here: whether traffic gets
//! as far as the group.

use std::collections::{BTreeMap, BTreeSet};

use super::blocks::{ALL_PORTS, Block, PEERS, block, number, peer, protocols};
use super::comparison::Comparison;
use super::expression::Expression;
use super::state::{ResourceState, State};
use crate::aws::Interval;
use crate::source::{Finding, Rule};

/// Which way it goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    /// To the group.
    In,
    /// From the group.
    Out,
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
    let continuity = comparison.continuity();
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
        Some(range) => Interval {
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
            .entry(carried(&group.without_attribute()))
            .or_default();
        rules.push(Written {
            block: block(&rule),
            rule,
            resource,
            property: "",
        });
    }
    for resource in state.of_type(GROUP) {
        let own = Expression::of_resource(&resource.address);
        let rules = groups.entry(carried(&own)).or_default();
        let inline = resource.property(&[direction.inline()]).map(carried);
        let inline: Vec<Expression> = inline
            .iter()
            .flat_map(Expression::possible)
            .cloned()
            .collect();
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
