//! One spec on its way to files: synthesised, with the operator's values, and how to deploy it.

use std::path::PathBuf;
use std::sync::Arc;

use indexmap::IndexMap;

use super::specs::{Problems, Spec};
use crate::architecture::Architecture;
use crate::assembly::{
    Deployment as Stage, Digest, Files, Layout, Manifest, NestedTemplates, RootParameters,
    SpecFile, TemplateTree, files,
};
use crate::check::{Root, check};
use crate::document::Format;
use crate::report::{
    self, AddressPlan, Instructions, Open, Quotas, RootInstructions, StackForm, Tree,
};
use crate::resolve::{Assembled, Library};
use crate::source::Severity;
use crate::spec;
use crate::stacks::{Synthesis, quota_needs, synthesise};

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
    /// Which addresses it uses, where its VPC is made with it.
    pub(super) addresses: Option<AddressPlan>,
    manifest: Manifest,
}

/// How somebody wants a deployment to be written.
pub(super) struct Asked<'a> {
    /// Where.
    pub(super) directory: PathBuf,
    /// In which form.
    pub(super) layout: Layout,
    /// Files with the operator's own values, and their texts.
    pub(super) values: &'a [(Arc<str>, String)],
}

impl Deployment {
    /// The deployment of a spec, or one more problem.
    pub(super) fn new(spec: &Spec, asked: Asked<'_>, problems: &mut Problems) -> Option<Self> {
        let mut synthesis = match synthesise(&spec.architecture) {
            Ok(synthesis) => synthesis,
            Err(findings) => {
                problems.findings.extend(findings);
                return None;
            }
        };
        let findings = synthesis.parameters.merge(asked.values);
        problems.findings.extend(findings);
        let digest = SpecFile {
            file: spec.file_name.clone(),
            sha256: Digest::of(spec.text.as_bytes()),
        };
        let Synthesis {
            assembly,
            parameters,
            stack_policy,
            ..
        } = &mut synthesis;
        let (manifest, files) = files(assembly, parameters, stack_policy, &asked.layout, digest);
        Some(Self {
            addresses: AddressPlan::of(&spec.architecture),
            quotas: Quotas {
                region: spec.architecture.region().to_string(),
                needs: quota_needs(&spec.architecture, &synthesis.assembly),
            },
            instructions: instructions(spec, &synthesis, &manifest, &asked),
            directory: asked.directory,
            files,
            manifest,
        })
    }

    /// The deployment of a spec that nobody is going to write, or one more problem.
    pub(super) fn compiled(spec: &Spec, problems: &mut Problems) -> Option<Self> {
        let asked = Asked {
            directory: PathBuf::new(),
            layout: Layout {
                format: Format::Yaml,
                nested: NestedTemplates::Beside,
            },
            values: &[],
        };
        Self::new(spec, asked, problems)
    }

    /// Its templates, `<deployment.yaml>/root.yaml` and so on.
    pub(super) fn assembled(&self, spec: &Spec, problems: &mut Problems) -> Assembled {
        let folder = folder_of(spec);
        for (file, bytes) in &self.files {
            problems.keep(&Assembled::path(&folder, file), bytes);
        }
        Assembled::new(&folder, &self.manifest, &self.files)
    }

    /// What is wrong with its templates, or will hurt later.
    pub(super) fn validate(&self, spec: &Spec, problems: &mut Problems) {
        let Assembled {
            library,
            roots,
            findings,
        } = self.assembled(spec, problems);
        let roots = roots.into_iter();
        let roots: Vec<Root> = roots
            .map(|(path, settings)| Root { path, settings })
            .collect();
        let found = check(&library, &roots).into_iter();
        let found = found.filter(|finding| finding.severity() > Severity::Info);
        problems.findings.extend(findings.into_iter().chain(found));
    }

    /// The digests of its nested templates.
    pub(super) fn nested_templates(&self) -> impl Iterator<Item = Digest> {
        let nested = self.manifest.stacks.iter();
        let nested = nested.filter(|stack| stack.path != stack.name);
        nested.map(|stack| stack.sha256)
    }

    /// Its stacks beside the quotas.
    pub(super) fn tree(&self) -> Tree {
        Tree::of(&self.manifest)
    }
}

/// The folder that the templates of a spec seem to be in while nobody wrote them.
pub(super) fn folder_of(spec: &Spec) -> String {
    let file = spec.file.trim_start_matches('<').trim_end_matches('>');
    format!("<{}>", Library::path(file))
}

/// The folder of a spec's templates in the path of one of them.
pub(super) fn folder_in(path: &str) -> Option<&str> {
    let (folder, _) = path.rsplit_once('/')?;
    (folder.starts_with('<') && folder.ends_with('>')).then_some(folder)
}

fn instructions(
    spec: &Spec,
    synthesis: &Synthesis,
    manifest: &Manifest,
    asked: &Asked<'_>,
) -> Instructions {
    let directory = asked.directory.to_string_lossy().replace('\\', "/");
    let trees = synthesis.assembly.trees();
    let roots = trees.zip(synthesis.parameters.roots());
    let roots = roots.filter_map(|(tree, (_, parameters))| {
        let protected = synthesis.stack_policy.stacks(tree);
        let protected = protected.into_iter().map(str::to_owned).collect();
        let own = own(parameters, &synthesis.of_one_account);
        root(&spec.architecture, tree, parameters, manifest).map(|root| RootInstructions {
            protected,
            own,
            ..root
        })
    });
    Instructions {
        synth: synth(spec, &directory, asked),
        nested: asked.layout.nested.clone(),
        directory,
        roots: roots.collect(),
    }
}

fn root(
    architecture: &Architecture,
    tree: &TemplateTree,
    parameters: &RootParameters,
    manifest: &Manifest,
) -> Option<RootInstructions> {
    let destination = tree.destination()?;
    let settled = architecture.open_parameters();
    let open = parameters.open().map(|name| {
        let known = settled.iter().find(|open| open.parameter.name() == name);
        Open {
            name: name.to_owned(),
            meaning: known.map_or_else(String::new, |open| open.meaning.clone()),
            key: known.and_then(|open| spec::key_of(&open.parameter)),
        }
    });
    let mut roots = manifest.roots.iter();
    let file = roots
        .find(|root| root.name == tree.root().name())?
        .file
        .clone();
    let form = if architecture.is_stack_set() {
        StackForm::StackSet
    } else {
        StackForm::Stack
    };
    Some(RootInstructions {
        name: tree.root().name().to_owned(),
        form,
        protected: Vec::new(),
        own: Vec::new(),
        api: parameters.api_file(),
        stack_name: destination.stack_name.clone(),
        region: destination.region.to_string(),
        nested: !tree.nested().is_empty(),
        capability: tree.capability(),
        upload: Instructions::needs_upload(manifest, &file),
        first: parameters.file(Stage::First),
        parameters: parameters.file(Stage::Regular),
        open: open.collect(),
        inputs: parameters.open_inputs().cloned().collect(),
        file,
    })
}

/// What each instance of a stack set has of its own: what belongs to one account, what nobody has given yet,
/// and what is otherwise for a first deployment.
fn own(parameters: &RootParameters, of_one_account: &[String]) -> Vec<(String, Option<String>)> {
    let regular: IndexMap<&str, &str> = parameters.values(Stage::Regular).collect();
    let first = parameters.values(Stage::First);
    let first = first.filter(|(name, value)| regular.get(name) != Some(value));
    let first = first.map(|(name, value)| (name.to_owned(), Some(value.to_owned())));
    let given = of_one_account.iter().cloned();
    let given = given.filter(|name| regular.contains_key(name.as_str()));
    let inputs = parameters
        .open_inputs()
        .map(|input| input.parameter.clone());
    let open = parameters.open().map(str::to_owned).chain(inputs);
    let own = given.chain(open).map(|name| (name, None));
    own.chain(first).collect()
}

/// The command that makes this assembly, of several that were made together too.
fn synth(spec: &Spec, directory: &str, asked: &Asked<'_>) -> String {
    let mut words = vec!["ess-cfn".to_owned(), "synth".to_owned()];
    words.extend([spec.argument.clone(), "-o".to_owned(), directory.to_owned()]);
    if asked.layout.format == Format::Json {
        words.extend(["--format".to_owned(), "json".to_owned()]);
    }
    if let NestedTemplates::At(url) = &asked.layout.nested {
        words.extend(["--template-url-prefix".to_owned(), url.to_string()]);
    }
    for (file, _) in asked.values {
        words.extend(["--values".to_owned(), file.to_string()]);
    }
    let words: Vec<String> = words.iter().map(|word| report::quoted(word)).collect();
    words.join(" ")
}

/// Each spec of several goes to a directory of its name, so no two may have the same.
pub(super) fn unlike(specs: &[Spec], problems: &mut Problems) {
    let mut first = IndexMap::new();
    for spec in specs {
        let name = spec.architecture.name().to_string();
        let other: &Spec = first.entry(name.clone()).or_insert(spec);
        if !std::ptr::eq(other, spec) {
            let message = format!(
                "`{}` and `{}` are both named `{name}`, so one would be written over the other",
                other.file, spec.file
            );
            let help = "give one of them another `name`, or synthesise them one by one with `-o`";
            problems.failures.push((message, Some(help.to_owned())));
        }
    }
}
