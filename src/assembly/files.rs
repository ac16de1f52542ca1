//! The files of an assembly: every template, the files of parameters, the manifest.
//!
//! Nested templates are addressed by their local file names, which `aws cloudformation package`
//! replaces; absolute addresses below a prefix of the user's would be made here as well.
//! Not here: writing them anywhere (`disk`).

use indexmap::IndexMap;

use super::digest::Digest;
use super::manifest::{Manifest, ParametersFile, RootStack, SpecFile, StackFile};
use super::parameters::{Deployment, Parameters, RootParameters};
use super::template::{Assembly, Template, TemplateTree};
use crate::document::{Format, Node, emit_json, emit_yaml};

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
    let (root, nested) = tree.parts_mut();
    let text = emit(&mut addressed, format);
    let mut add = |template: &Template, path: String, text: String| {
        manifest
            .stacks
            .push(stack_file(template, path, format, &text));
        files.insert(template.file_name(format), text.into_bytes());
    };
    add(root, root.name().to_owned(), text);
    for template in nested {
        let text = emit(template.node_mut(), format);
        add(
            template,
            format!("{}/{}", root.name(), template.name()),
            text,
        );
    }
}

fn stack_file(template: &Template, path: String, format: Format, text: &str) -> StackFile {
    StackFile {
        name: template.name().to_owned(),
        path,
        file: template.file_name(format),
        sha256: Digest::of(text.as_bytes()),
        bytes: text.len(),
        resources: template.usage().resources,
    }
}

fn emit(node: &mut Node, format: Format) -> String {
    match format {
        Format::Yaml => emit_yaml(node).text,
        Format::Json => emit_json(node).text,
    }
}
