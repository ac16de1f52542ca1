//! The public names of a deployment and where they lead, as a table.
//!
//! Not here: which records there are (`architecture`), and what to do about names that somebody enters
//! by hand (`dns_by_hand`).

use std::fmt;

use crate::architecture::{Architecture, Dns, PublicRecord, RecordTarget, RecordType};

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
    /// Whether it is one of several of its name, of which those count whose targets are healthy.
    pub weighted: bool,
    /// Where it leads: in words, or the output of the root stack that says it.
    pub target: String,
    /// Who makes it.
    pub made_by: Maker,
}

/// Who makes a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Maker {
    /// The dns stack.
    Stack,
    /// Whoever runs the domain's DNS.
    Operator,
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
        let made_by = match architecture.dns() {
            Dns::Route53 { .. } => Maker::Stack,
            Dns::External => Maker::Operator,
        };
        let records = architecture.public_records();
        Self(records.iter().map(|one| record(one, made_by)).collect())
    }
}

fn record(record: &PublicRecord, made_by: Maker) -> Record {
    let target = match (made_by, record.target) {
        (Maker::Stack, RecordTarget::LoadBalancer(role)) => format!("the {role}"),
        (Maker::Stack, RecordTarget::Accelerator) => "the accelerator".to_owned(),
        (Maker::Operator, RecordTarget::LoadBalancer(role)) => {
            format!("output {}", role.named("LoadBalancerName"))
        }
        (Maker::Operator, RecordTarget::Accelerator) => "output AcceleratorAddresses".to_owned(),
        (Maker::Stack, RecordTarget::Gateway) => "the gateway".to_owned(),
        (Maker::Operator, RecordTarget::Gateway) => "output DistributionName".to_owned(),
    };
    Record {
        name: record.host.to_string(),
        record_type: record.record_type,
        weighted: record.target.zone().is_some(),
        target,
        made_by,
    }
}

impl fmt::Display for Records {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let heads = ["name", "type", "leads to", "made by"].map(str::to_owned);
        let rows = self.0.iter().map(|record| {
            let weighted = if record.weighted { ", weighted" } else { "" };
            let record_type = format!("{}{weighted}", record.record_type);
            let made_by = record.made_by.to_string();
            [
                record.name.clone(),
                record_type,
                record.target.clone(),
                made_by,
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
