//! The files of an assembly: every template, the files of parameters, the manifest.
//!
//! Nested templates are addressed by their local file names, which `aws cloudformation package`
//! replaces; absolute addresses below a prefix of the user's would be made here as well.
//! Not here: writing them anywhere (`disk`).

use std::iter;

use indexmap::IndexMap;

use super::digest::Digest;
use super::manifest::{Manifest, ParametersFile, RootStack, SpecFile, StackFile};
use super::parameters::{Deployment, Parameters, RootParameters};
use super::template::{Assembly, Template, TemplateTree};
use crate::document::{Format, Node, emit_json, emit_yaml};
use crate::parallel;

/// Files by their path below some directory, with `/` on every system.
pub type Files = IndexMap<String, Vec<u8>>;

/// The manifest of an assembly and all its files, the manifest's own the last. The parameters are of
/// that assembly.
#[must_use]
pub fn files(
    assembly: &mut Assembly,
    parameters: &Parameters,
    format: Format,
    spec: SpecFile,
) -> (Manifest, Files) {
    let mut files = Files::new();
    let mut manifest = Manifest::new(spec);
    for (tree, (_, values)) in assembly.trees_mut().zip(parameters.roots()) {
        manifest.roots.push(root_stack(tree, values, format));
        add(tree, format, &mut manifest, &mut files);
    }
    let values = parameters.roots().flat_map(|(_, root)| root.files());
    for (file, text) in values {
        manifest.parameters.push(ParametersFile {
            file: file.clone(),
            sha256: Digest::of(text.as_bytes()),
            bytes: text.len(),
        });
        files.insert(file, text.into_bytes());
    }
    files.insert(Manifest::FILE.to_owned(), manifest.to_json().into_bytes());
    (manifest, files)
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

/// The templates of a tree, whose root names the others as they lie beside it.
fn add(tree: &mut TemplateTree, format: Format, manifest: &mut Manifest, files: &mut Files) {
    let names = tree.nested().iter();
    let names = names.map(|one| (one.name().to_owned(), one.file_name(format)));
    let mut addressed = tree.root_at(&names.collect());
    let nested = tree.nested_mut();
    let nodes = nested.iter_mut().map(Template::node_mut);
    let nodes = iter::once(&mut addressed).chain(nodes).collect();
    let texts = parallel::map(nodes, |node| {
        let text = emit(node, format);
        (Digest::of(text.as_bytes()), text)
    });
    for (template, (sha256, text)) in tree.templates().zip(texts) {
        let (root, name) = (tree.root().name(), template.name());
        let file = template.file_name(format);
        manifest.stacks.push(StackFile {
            name: name.to_owned(),
            path: if name == root {
                root.to_owned()
            } else {
                format!("{root}/{name}")
            },
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
