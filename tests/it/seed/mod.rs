//! The seed document, sentence by sentence (S1–S12), asserted on synthesised templates by following
//! references: on every shipped spec, and on the covering set, in which every two choices meet.

mod database;
mod entrance;
mod gateway;
mod names;
mod network;
mod origin;
mod pools;
mod secrets;
mod web_acl;

use std::fs;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use ess_cfn::architecture::Architecture;
use ess_cfn::assembly::{Assembly, StackPolicy};
use ess_cfn::source::Severity;
use ess_cfn::{spec, stacks};

use crate::follow::{Resource, resources};

/// A deployment that the sentences are asserted on.
pub(crate) struct Deployment {
    pub(crate) name: String,
    pub(crate) architecture: Architecture,
    pub(crate) assembly: Assembly,
    pub(crate) stack_policy: StackPolicy,
}

/// A deployment in six zones, of whose spec parts are exchanged.
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

/// The deployment of a spec that is fine.
fn deployment(name: &str, text: &str) -> Deployment {
    let file: Arc<str> = format!("{name}.yaml").into();
    let (architecture, findings) = spec::read(&file, text);
    let errors = findings.iter().any(|one| one.severity() == Severity::Error);
    assert!(!errors, "{name}: {findings:#?}");
    let architecture = architecture.expect("a spec without errors is an architecture");
    let synthesis = stacks::synthesise(&architecture);
    let synthesis = synthesis.unwrap_or_else(|findings| panic!("{name}: {findings:#?}"));
    Deployment {
        name: name.to_owned(),
        architecture,
        assembly: synthesis.assembly,
        stack_policy: synthesis.stack_policy,
    }
}

/// The assembly of a spec that is fine.
pub(crate) fn assembly(name: &str, text: &str) -> Assembly {
    deployment(name, text).assembly
}

fn all() -> &'static [Deployment] {
    static ALL: OnceLock<Vec<Deployment>> = OnceLock::new();
    ALL.get_or_init(|| {
        let mut specs = Vec::new();
        for folder in ["stacks", "tests/covering"] {
            let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
            for entry in fs::read_dir(path).unwrap() {
                let path = entry.unwrap().path();
                let name = format!("{folder}/{}", path.file_stem().unwrap().display());
                specs.push((name, fs::read_to_string(&path).unwrap()));
            }
        }
        specs.sort();
        assert!(specs.len() > 30, "{}", specs.len());
        specs
            .iter()
            .map(|(name, text)| deployment(name, text))
            .collect()
    })
}

/// What holds the data: the cluster of the database, or its instance where there is none.
pub(crate) fn store(assembly: &Assembly) -> Resource<'_> {
    let clusters = resources(assembly, "AWS::RDS::DBCluster");
    let store = clusters.first().copied();
    store.unwrap_or_else(|| resources(assembly, "AWS::RDS::DBInstance")[0])
}

/// Calls `assert` with every deployment.
pub(crate) fn on_every_deployment(assert: impl Fn(&Deployment)) {
    all().iter().for_each(assert);
}

/// Calls `assert` with the name and the assembly of every deployment.
pub(crate) fn on_every_spec(assert: impl Fn(&str, &Assembly)) {
    on_every_deployment(|deployment| assert(&deployment.name, &deployment.assembly));
}
