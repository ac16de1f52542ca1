//! The public names of a deployment and where they lead.
//!
//! Source: HA architecture, "Load Balancers": the domain, `identity.` and `oidc.` below it lead to
//! the load balancer; Amazon Route 53 developer guide, "Choosing between alias and non-alias
//! records". Where DNS is held elsewhere, the records to enter will be rows of the same table.

use std::fmt;

use crate::architecture::{Architecture, Dns};

/// The records of a deployment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Records(pub Vec<Record>);

/// One record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// The name.
    pub name: String,
    /// The type of the record.
    pub record_type: &'static str,
    /// Where it leads.
    pub target: &'static str,
    /// Who makes it.
    pub made_by: Maker,
}

/// Who makes a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Maker {
    /// The dns stack.
    Stack,
}

impl fmt::Display for Maker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Stack => "the dns stack",
        })
    }
}

impl Records {
    /// The records of an architecture, a service's each, in the order of its services.
    #[must_use]
    pub fn of(architecture: &Architecture) -> Self {
        let exposed = architecture.exposed();
        let record = |host: String| match architecture.dns() {
            Dns::Route53 { .. } => Record {
                name: host,
                record_type: "A (alias)",
                target: "the load balancer",
                made_by: Maker::Stack,
            },
        };
        Self(
            exposed
                .map(|(_, exposure)| record(exposure.host.to_string()))
                .collect(),
        )
    }
}

impl fmt::Display for Records {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = self.0.iter().map(|record| record.name.chars().count());
        let width = names.max().unwrap_or(0).max("name".len());
        let mut row = |name: &str, record_type: &str, target: &str, made_by: &str| {
            writeln!(f, "{name:width$}  {record_type:9}  {target:17}  {made_by}")
        };
        row("name", "type", "leads to", "made by")?;
        for record in &self.0 {
            let made_by = record.made_by.to_string();
            row(&record.name, record.record_type, record.target, &made_by)?;
        }
        Ok(())
    }
}
