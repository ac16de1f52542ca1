//! The seed document, sentence by sentence (S1–S12), asserted on synthesised templates by following
//! references.

mod database;
mod entrance;
mod network;
mod pools;
mod secrets;

use std::sync::Arc;

use ess_cfn::assembly::Assembly;
use ess_cfn::{spec, stacks};

/// The specs that every sentence is asserted on.
pub(crate) const SPECS: [(&str, &str); 3] = [
    ("minimal", include_str!("../../../stacks/minimal.yaml")),
    (
        "production",
        include_str!("../../../stacks/production.yaml"),
    ),
    ("six zones", SIX_ZONES),
];

const SIX_ZONES: &str = "
name: six
region: us-east-1
domain: six.example.org
network: { zones: 6, cidr: 10.0.0.0/16 }
pools:
  ess: { min: 6, max: 12 }
  backend: { min: 6, max: 8 }
services:
  exporter: { pool: backend, image: 'exporter:2.1', port: 9187, database: true }
";

/// The assembly of a spec that is fine.
pub(crate) fn assembly(name: &str, text: &str) -> Assembly {
    let file: Arc<str> = format!("{name}.yaml").into();
    let (architecture, findings) = spec::read(&file, text);
    assert!(findings.is_empty(), "{name}: {findings:#?}");
    let architecture = architecture.expect("a spec without findings is an architecture");
    let synthesis = stacks::synthesise(&architecture);
    synthesis
        .unwrap_or_else(|findings| panic!("{name}: {findings:#?}"))
        .assembly
}

/// Calls `assert` with the assembly of every spec.
pub(crate) fn on_every_spec(assert: impl Fn(&str, &Assembly)) {
    for (name, text) in SPECS {
        assert(name, &assembly(name, text));
    }
}
