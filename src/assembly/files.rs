//! The files of an assembly: every template, the files of parameters, the stack policy, the manifest.
//!
//! Sources: AWS CLI, `aws cloudformation package` (local names become addresses in a bucket); AWS
//! CloudFormation, `TemplateURL`. Not here: writing them anywhere (`disk`).

use std::iter;

use indexmap::IndexMap;

use super::digest::Digest;
use super::manifest::{DataFile, Manifest, RootStack, SpecFile, StackFile};
use super::parameters::{Deployment, Parameters, RootParameters};
use super::stack_policy::StackPolicy;
use super::template::{Assembly, Template, TemplateTree};
use crate::aws::S3Url;
use crate::document::{Format, Node, emit_json, emit_yaml};
use crate::parallel;

/// Files by their path below some directory, with `/` on every system.
pub type Files = IndexMap<String, Vec<u8>>;

/// Where the nested templates of an assembly are found by CloudFormation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NestedTemplates {
    /// Beside their root, under their local names: `aws cloudformation package` brings them to a bucket.
    Beside,
    /// At an address, each under a name with its digest. What is there already stays as it is, so that
    /// a rollback finds it, and equal templates of several deployments are one.
    At(S3Url),
}

/// How an assembly becomes files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    /// The format of the templates.
    pub format: Format,
    /// Where nested ones are.
    pub nested: NestedTemplates,
}

impl Layout {
    /// The name of the file of a nested template with this text.
    fn nested_file(&self, template: &Template, digest: Digest) -> String {
        let extension = self.format.extension();
        match &self.nested {
            NestedTemplates::Beside => template.file_name(self.format),
            NestedTemplates::At(_) => {
                format!("{}.{}.{extension}", template.file_stem(), digest.short())
            }
        }
    }

    /// Where CloudFormation finds that file.
    fn address(&self, file: &str) -> String {
        match &self.nested {
            NestedTemplates::Beside => file.to_owned(),
            NestedTemplates::At(url) => url.object(file),
        }
    }
}

/// The manifest of an assembly and all its files, the manifest's own the last. The parameters are of
/// that assembly.
#[must_use]
pub fn files(
    assembly: &mut Assembly,
    parameters: &Parameters,
    policy: &StackPolicy,
    layout: &Layout,
    spec: SpecFile,
) -> (Manifest, Files) {
    let mut files = Files::new();
    let mut manifest = Manifest::new(spec);
    manifest.template_url_prefix = match &layout.nested {
        NestedTemplates::Beside => None,
        NestedTemplates::At(url) => Some(url.to_string()),
    };
    for (tree, (_, values)) in assembly.trees_mut().zip(parameters.roots()) {
        manifest.roots.push(root_stack(tree, values, layout.format));
        add(tree, layout, &mut manifest, &mut files);
    }
    let values = parameters.roots().flat_map(|(_, root)| root.files());
    for (file, text) in values {
        manifest.parameters.push(described(&file, &text));
        files.insert(file, text.into_bytes());
    }
    let text = policy.text(assembly.trees());
    let file = StackPolicy::FILE.to_owned();
    manifest.stack_policies.push(described(&file, &text));
    files.insert(file, text.into_bytes());
    files.insert(Manifest::FILE.to_owned(), manifest.to_json().into_bytes());
    (manifest, files)
}

fn described(file: &str, text: &str) -> DataFile {
    DataFile {
        file: file.to_owned(),
        sha256: Digest::of(text.as_bytes()),
        bytes: text.len(),
    }
}

fn root_stack(tree: &TemplateTree, values: &RootParameters, format: Format) -> RootStack {
    let destination = tree.destination();
    RootStack {
        name: tree.root().name().to_owned(),
        file: tree.root().file_name(format),
        parameters: values.file(Deployment::Regular),
        stack_name: destination.map(|destination| destination.stack_name.clone()),
        region: destination.map(|destination| destination.region.to_string()),
        inputs: tree.inputs().to_vec(),
    }
}

/// The templates of a tree: the nested ones first, since their root says where they are.
fn add(tree: &mut TemplateTree, layout: &Layout, manifest: &mut Manifest, files: &mut Files) {
    let nodes = tree.nested_mut().iter_mut().map(Template::node_mut);
    let texts = parallel::map(nodes.collect(), |node| {
        let text = emit(node, layout.format);
        (Digest::of(text.as_bytes()), text)
    });
    let named = tree.nested().iter().zip(texts);
    let named = named.map(|(template, (sha256, text))| {
        let file = layout.nested_file(template, sha256);
        (template.name().to_owned(), (file, sha256, text))
    });
    let nested: IndexMap<String, (String, Digest, String)> = named.collect();
    let addresses = nested.iter();
    let addresses = addresses.map(|(name, (file, ..))| (name.clone(), layout.address(file)));
    let root = emit(&mut tree.root_at(&addresses.collect()), layout.format);
    let sha256 = Digest::of(root.as_bytes());
    let name = tree.root().name().to_owned();
    let root = (name, (tree.root().file_name(layout.format), sha256, root));
    let all = iter::once(root).chain(nested);
    for (template, (name, (file, sha256, text))) in tree.templates().zip(all) {
        let root = tree.root().name();
        manifest.stacks.push(StackFile {
            path: if name == root {
                name.clone()
            } else {
                format!("{root}/{name}")
            },
            name,
            file: file.clone(),
            sha256,
            bytes: text.len(),
            resources: template.usage().resources,
        });
        files.insert(file, text.into_bytes());
    }
}

fn emit(node: &mut Node, format: Format) -> String {
    match format {
        Format::Yaml => emit_yaml(node).text,
        Format::Json => emit_json(node).text,
    }
}
