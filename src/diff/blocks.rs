//! What one rule of a security group lets through, as a set that others can be taken out of.
//!
//! Source: EC2 API reference, `IpPermission`; protocol numbers of IANA. Not here: which rules there are
//! (`traffic`).

use super::expression::Expression;
use crate::aws::{AddressRange, Interval};

/// Who is on the other side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Peer {
    Range(AddressRange),
    /// A group, a prefix list, or a range that is not known.
    Named(Expression),
}

/// Some traffic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Block {
    pub(super) protocols: Interval,
    pub(super) ports: Interval,
    pub(super) peer: Peer,
}

pub(super) const ALL_PROTOCOLS: Interval = Interval {
    first: 0,
    last: 255,
};

pub(super) const ALL_PORTS: Interval = Interval {
    first: 0,
    last: 65_535,
};

pub(super) const PEERS: [&str; 7] = [
    "CidrIp",
    "CidrIpv6",
    "DestinationPrefixListId",
    "DestinationSecurityGroupId",
    "SourcePrefixListId",
    "SourceSecurityGroupId",
    "SourceSecurityGroupName",
];

pub(super) fn block(rule: &Expression) -> Option<Block> {
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
            Interval { first, last }
        }
        6 | 17 => Interval {
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

pub(super) fn peer(value: &Expression) -> Peer {
    match value.text().and_then(AddressRange::read) {
        Some(range) => Peer::Range(range),
        None => Peer::Named(value.without_attribute()),
    }
}

pub(super) fn number(value: Option<&Expression>) -> Option<u128> {
    value?.text()?.parse::<u32>().ok().map(u128::from)
}

pub(super) fn protocols(name: &str) -> Option<Interval> {
    let number = match name.to_ascii_lowercase().as_str() {
        "-1" | "all" => return Some(ALL_PROTOCOLS),
        "tcp" => 6,
        "udp" => 17,
        "icmp" => 1,
        "icmpv6" => 58,
        other => other.parse::<u32>().ok()?,
    };
    let number = u128::from(number);
    Some(Interval {
        first: number,
        last: number,
    })
}

impl Block {
    /// What is left of it without another one.
    pub(super) fn without(&self, other: &Self) -> Vec<Self> {
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
