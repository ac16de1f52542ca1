//! One spec on its way to files: synthesised, with the operator's values, and how to deploy it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::specs::{Problems, Spec};
use crate::architecture::Architecture;
use crate::assembly::{Assembly, Digest, Files, Manifest, Parameters, SpecFile, files};
use crate::document::Format;
use crate::report::{Instructions, Open, Quotas, Tree};
use crate::spec;
use crate::stacks::{quota_needs, synthesise};

/// A deployment that can be written.
pub(super) struct Deployment {
    /// Where.
    pub(super) directory: PathBuf,
    /// What.
    pub(super) files: Files,
    /// How it is deployed then.
    pub(super) instructions: Instructions,
    /// What its account has to have for it.
    pub(super) quotas: Quotas,
    manifest: Manifest,
}

impl Deployment {
    /// The deployment of a spec, or one more problem.
    pub(super) fn new(
        spec: &Spec,
        directory: PathBuf,
        format: Format,
        values: Option<(&Arc<str>, &str)>,
        problems: &mut Problems,
    ) -> Option<Self> {
        let mut synthesis = match synthesise(&spec.architecture) {
            Ok(synthesis) => synthesis,
            Err(findings) => {
                problems.findings.extend(findings);
                return None;
            }
        };
        let mut parameters = Parameters::new(synthesis.parameters, synthesis.first);
        if let Some((file, text)) = values {
            problems.findings.extend(parameters.merge(file, text));
        }
        let digest = SpecFile {
            file: spec.file_name.clone(),
            sha256: Digest::of(spec.text.as_bytes()),
        };
        let (manifest, files) = files(&mut synthesis.assembly, &parameters, format, digest);
        let assembly = &synthesis.assembly;
        Some(Self {
            quotas: Quotas {
                region: spec.architecture.region().to_string(),
                needs: quota_needs(&spec.architecture, assembly),
            },
            instructions: instructions(
                &spec.architecture,
                assembly,
                &parameters,
                (&manifest, format),
                &directory,
            ),
            directory,
            files,
            manifest,
        })
    }

    /// Its stacks beside the quotas.
    pub(super) fn tree(&self) -> Tree {
        Tree::of(&self.manifest)
    }
}

fn instructions(
    architecture: &Architecture,
    assembly: &Assembly,
    parameters: &Parameters,
    (manifest, format): (&Manifest, Format),
    directory: &Path,
) -> Instructions {
    let settled = architecture.open_parameters();
    let open = parameters.open().map(|name| {
        let known = settled.iter().find(|open| open.parameter.name() == name);
        Open {
            name: name.to_owned(),
            meaning: known.map_or_else(String::new, |open| open.meaning.clone()),
            key: known.and_then(|open| spec::key_of(&open.parameter)),
        }
    });
    let root = assembly.root().file_name(format);
    Instructions {
        stack_name: architecture.name().to_string(),
        region: architecture.region().to_string(),
        directory: directory.to_string_lossy().replace('\\', "/"),
        capability: assembly.capability(),
        upload: Instructions::needs_upload(manifest, &root),
        open: open.collect(),
        root,
    }
}

/// Each spec of several goes to a directory of its name, so no two may have the same.
pub(super) fn unlike(specs: &[Spec], problems: &mut Problems) {
    for (index, spec) in specs.iter().enumerate() {
        let name = spec.architecture.name();
        let mut before = specs.iter().take(index);
        if let Some(other) = before.find(|other| other.architecture.name() == name) {
            let message = format!(
                "`{}` and `{}` are both named `{name}`, so one would be written over the other",
                other.file, spec.file
            );
            let help = "give one of them another `name`, or synthesise them one by one with `-o`";
            problems.failures.push((message, Some(help.to_owned())));
        }
    }
}
