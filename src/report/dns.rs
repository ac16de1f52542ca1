//! The public names of a deployment and where they lead, as a table.
//!
//! Sources: HA architecture, "Load Balancers" (the domain, `identity.` and `oidc.` below it lead to
//! the load balancers); Amazon Route 53 developer guide, "Choosing between alias and non-alias
//! records"; RFC 1034 §3.6.2 (beside a CNAME a name has nothing else, which the apex of a zone
//! always has). Not here: what to do about names that somebody enters by hand (`dns_by_hand`).

use std::fmt;

use crate::architecture::{Architecture, Dns, LoadBalancerRole, PublicRecord, RecordTarget};

/// The records of a deployment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Records(pub Vec<Record>);

/// One record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// The name.
    pub name: String,
    /// The type of the record.
    pub record_type: RecordType,
    /// Where it leads: in words, or the output of the root stack that says it.
    pub target: String,
    /// Who makes it.
    pub made_by: Maker,
}

/// The type of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecordType {
    /// An address record of Route 53 that follows another name.
    Alias,
    /// One of several of them for a name, all with the same weight, as long as its target is healthy.
    WeightedAlias,
    /// A name for another name.
    Cname,
    /// The same, where the name may be the apex of its zone: there it is what the provider calls ALIAS
    /// or ANAME.
    CnameOrAlias,
    /// Addresses.
    Address,
}

/// Who makes a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Maker {
    /// The dns stack.
    Stack,
    /// Whoever runs the domain's DNS.
    Operator,
}

impl fmt::Display for RecordType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Alias => "A (alias)",
            Self::WeightedAlias => "A (alias, weighted)",
            Self::Cname => "CNAME",
            Self::CnameOrAlias => "CNAME or ALIAS",
            Self::Address => "A",
        })
    }
}

impl fmt::Display for Maker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Stack => "the dns stack",
            Self::Operator => "you",
        })
    }
}

impl Records {
    /// The records of an architecture, a service's together, in the order of its services.
    #[must_use]
    pub fn of(architecture: &Architecture) -> Self {
        let records = architecture.public_records();
        let rows = records.iter().map(|record| match architecture.dns() {
            Dns::Route53 { .. } => made_by_stack(record),
            Dns::External => to_enter(architecture, record),
        });
        Self(rows.collect())
    }
}

fn made_by_stack(record: &PublicRecord) -> Record {
    let (record_type, target) = match record.target {
        RecordTarget::LoadBalancer(role) => {
            let record_type = match role {
                LoadBalancerRole::OfZone(_) => RecordType::WeightedAlias,
                LoadBalancerRole::Single | LoadBalancerRole::Internal => RecordType::Alias,
            };
            (record_type, format!("the {role}"))
        }
        RecordTarget::Accelerator => (RecordType::Alias, "the accelerator".to_owned()),
    };
    Record {
        name: record.host.to_string(),
        record_type,
        target,
        made_by: Maker::Stack,
    }
}

fn to_enter(architecture: &Architecture, record: &PublicRecord) -> Record {
    let (record_type, output) = match record.target {
        RecordTarget::LoadBalancer(role) => {
            let record_type = if record.host == *architecture.domain() {
                RecordType::CnameOrAlias
            } else {
                RecordType::Cname
            };
            (record_type, role.named("LoadBalancerName"))
        }
        RecordTarget::Accelerator => (RecordType::Address, "AcceleratorAddresses".to_owned()),
    };
    Record {
        name: record.host.to_string(),
        record_type,
        target: format!("output {output}"),
        made_by: Maker::Operator,
    }
}

impl fmt::Display for Records {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let heads = ["name", "type", "leads to", "made by"].map(str::to_owned);
        let rows = self.0.iter().map(|record| {
            let Record { name, target, .. } = record;
            let (record_type, made_by) = (&record.record_type, &record.made_by);
            [
                name.clone(),
                record_type.to_string(),
                target.clone(),
                made_by.to_string(),
            ]
        });
        let rows: Vec<[String; 4]> = std::iter::once(heads).chain(rows).collect();
        let width = |of: fn(&[String; 4]) -> &String| {
            let widths = rows.iter().map(|row| of(row).chars().count());
            widths.max().unwrap_or(0)
        };
        let (names, types, targets) = (
            width(|[name, _, _, _]| name),
            width(|[_, record_type, _, _]| record_type),
            width(|[_, _, target, _]| target),
        );
        for [name, record_type, target, made_by] in &rows {
            writeln!(
                f,
                "{name:names$}  {record_type:types$}  {target:targets$}  {made_by}"
            )?;
        }
        Ok(())
    }
}
