//! The files of an assembly: every template, the files of parameters, the manifest.
//!
//! Nested templates are addressed by their local file names, which `aws cloudformation package`
//! replaces; absolute addresses below a prefix of the user's would be made here as well.
//! Not here: writing them anywhere (`disk`).

use indexmap::IndexMap;

use super::digest::Digest;
use super::manifest::{Manifest, ParametersFile, RootStack, SpecFile, StackFile};
use super::parameters::{Deployment, Parameters};
use super::template::{Assembly, Template};
use crate::document::{Format, Node, emit_json, emit_yaml};

/// Files by their path below some directory, with `/` on every system.
pub type Files = IndexMap<String, Vec<u8>>;

/// The manifest of an assembly and all its files, the manifest's own the last.
#[must_use]
pub fn files(
    assembly: &mut Assembly,
    parameters: &Parameters,
    format: Format,
    spec: SpecFile,
) -> (Manifest, Files) {
    let mut files = Files::new();
    let mut manifest = Manifest::new(spec);
    let root = assembly.root();
    manifest.roots.push(RootStack {
        name: root.name().to_owned(),
        file: root.file_name(format),
        parameters: Parameters::FILE.to_owned(),
    });
    let names = assembly.nested().iter();
    let names = names.map(|one| (one.name().to_owned(), one.file_name(format)));
    let mut addressed = assembly.root_at(&names.collect());
    let root_name = root.name().to_owned();
    let (root, nested) = assembly.parts_mut();
    let text = emit(&mut addressed, format);
    let mut add = |template: &Template, path: String, text: String| {
        manifest
            .stacks
            .push(stack_file(template, path, format, &text));
        files.insert(template.file_name(format), text.into_bytes());
    };
    add(root, root_name.clone(), text);
    for template in nested {
        let text = emit(template.node_mut(), format);
        add(template, format!("{root_name}/{}", template.name()), text);
    }
    let values = [
        (Parameters::FILE, parameters.overrides(Deployment::Regular)),
        (
            Parameters::FIRST_FILE,
            parameters.overrides(Deployment::First),
        ),
        (Parameters::API_FILE, parameters.api()),
    ];
    for (file, text) in values {
        manifest.parameters.push(ParametersFile {
            file: file.to_owned(),
            sha256: Digest::of(text.as_bytes()),
            bytes: text.len(),
        });
        files.insert(file.to_owned(), text.into_bytes());
    }
    files.insert(Manifest::FILE.to_owned(), manifest.to_json().into_bytes());
    (manifest, files)
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
