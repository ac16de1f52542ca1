//! What arguments of `validate` name: templates, assemblies and specs, made ready to be judged.
//!
//! Not here: judging them (`check`), and what is said of the judgement (`validate`).

use std::collections::BTreeSet;
use std::ffi::OsString;

use super::deployment::{self, Deployment};
use super::specs::{self, Problems};
use crate::assembly::{Files, Manifest};
use crate::check::{self, Root};
use crate::disk::{DiskError, Input};
use crate::document::Node;
use crate::parallel;
use crate::resolve::{Assembled, Library, Settings, Source};

/// How the names of templates end.
const ENDINGS: [&str; 4] = ["yaml", "yml", "json", "template"];

/// Templates that belong together, and the roots among them.
pub(super) struct Set {
    pub(super) library: Library,
    pub(super) roots: Vec<Root>,
}

/// Everything that arguments name.
#[derive(Default)]
pub(super) struct Named {
    /// Templates by themselves, with those that they nest; then assemblies and specs, each for itself.
    pub(super) sets: Vec<Set>,
    /// The specs that were compiled in memory.
    pub(super) compiled: Vec<Compiled>,
}

/// A spec that was compiled in memory.
pub(super) struct Compiled {
    /// The argument that names it.
    pub(super) argument: String,
    /// The folder that its templates seem to be in.
    pub(super) folder: String,
}

/// What arguments name. What can't be used is a problem, and the rest goes on.
pub(super) fn named(arguments: &[OsString], problems: &mut Problems) -> Named {
    let mut named = Named::default();
    let mut alone = Vec::new();
    for argument in arguments {
        let input = Input::from(argument.clone());
        if input.is_directory() {
            let before = named.sets.len();
            let found = directory(&input, &mut named, problems);
            if found.is_empty() && named.sets.len() == before {
                nothing_in(&input, problems);
            }
            alone.extend(found);
        } else {
            alone.extend(file(&input, &mut named, problems));
        }
    }
    if !alone.is_empty() {
        named.sets.insert(0, together(alone, problems));
    }
    named
}

/// Templates by themselves with all that they nest.
fn together(sources: Vec<Source>, problems: &mut Problems) -> Set {
    let mut library = Library::default();
    for source in sources {
        library.add(source);
    }
    add_nested(&mut library, problems);
    let roots = check::roots(&library).into_iter();
    let roots = roots.map(|path| Root {
        path,
        settings: Settings::default(),
    });
    Set {
        roots: roots.collect(),
        library,
    }
}

/// One file: a template, a spec, or a manifest that stands for its assembly.
fn file(input: &Input, named: &mut Named, problems: &mut Problems) -> Option<Source> {
    let bytes = match input.bytes() {
        Ok(bytes) => bytes,
        Err(error) => {
            problems.unreadable.push(error);
            return None;
        }
    };
    if input.file_name() == Some(Manifest::FILE)
        && let Ok(manifest) = Manifest::from_json(&bytes)
    {
        named
            .sets
            .push(assembly(&input.folder(), &manifest, problems));
        return None;
    }
    let source = Source::read(&name_of(input), &bytes);
    if !is_spec(&source) {
        problems.keep(&source.file, &bytes);
        return Some(source);
    }
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let spec = specs::understand(input, text, problems)?;
    let deployment = Deployment::compiled(&spec, problems)?;
    named.compiled.push(Compiled {
        argument: spec.argument.clone(),
        folder: deployment::folder_of(&spec),
    });
    let assembled = deployment.assembled(&spec, problems);
    named.sets.push(set(assembled, problems));
    None
}

/// The templates of a directory that belong to no assembly in it.
fn directory(directory: &Input, named: &mut Named, problems: &mut Problems) -> Vec<Source> {
    let (files, errors) = directory.files_below(&ENDINGS);
    problems.unreadable.extend(errors);
    let manifests = files.iter();
    let manifests = manifests.filter(|file| file.file_name() == Some(Manifest::FILE));
    let mut folders: BTreeSet<String> = BTreeSet::new();
    for file in manifests {
        let Ok(bytes) = file.bytes() else {
            continue;
        };
        let folder = file.folder();
        match Manifest::from_json(&bytes) {
            Ok(manifest) => {
                named.sets.push(assembly(&folder, &manifest, problems));
                folders.insert(folder.name());
            }
            Err(error) if folder == *directory => {
                let message = format!("`{}` can't be used: {error}", file.name());
                let help = "its templates are judged as if nobody deployed them together; make it \
                            anew with `ess-cfn synth`";
                problems.failures.push((message, Some(help.to_owned())));
            }
            // Somebody else's file of that name.
            Err(_) => {}
        }
    }
    let others = files.into_iter();
    let others = others.filter(|file| !folders.contains(&file.folder().name()));
    let read = parallel::map(others.collect(), |file| template(&file));
    let mut sources = Vec::new();
    for read in read {
        match read {
            Ok(Some((source, bytes))) => {
                problems.keep(&source.file, &bytes);
                sources.push(source);
            }
            Ok(None) => {}
            Err(error) => problems.unreadable.push(error),
        }
    }
    sources
}

/// The template in a file that was found, if it is one.
fn template(input: &Input) -> Result<Option<(Source, Vec<u8>)>, DiskError> {
    /// Stands in every template that is worth a look.
    const SIGNS: [&[u8]; 3] = [b"Resources", b"AWSTemplateFormatVersion", b"Transform"];
    let bytes = match input.bytes() {
        Ok(bytes) => bytes,
        // CloudFormation takes a small part of that: it is something else.
        Err(DiskError::TooLarge { .. }) => return Ok(None),
        Err(error) => return Err(error),
    };
    let has = |sign: &[u8]| bytes.windows(sign.len()).any(|part| part == sign);
    if !SIGNS.into_iter().any(has) {
        return Ok(None);
    }
    let source = Source::read(&name_of(input), &bytes);
    let broken = !source.complete && has(b"AWSTemplateFormatVersion");
    Ok((source.is_template() || broken).then_some((source, bytes)))
}

/// An assembly on disk.
fn assembly(folder: &Input, manifest: &Manifest, problems: &mut Problems) -> Set {
    let mut files = Files::new();
    let wanted = manifest.stacks.iter().map(|stack| &stack.file);
    let wanted = wanted.chain(manifest.roots.iter().map(|root| &root.parameters));
    for file in wanted {
        match folder.join(file).bytes() {
            Ok(bytes) => {
                files.insert(file.clone(), bytes);
            }
            Err(error) => problems.unreadable.push(error),
        }
    }
    let folder = Library::path(&folder.name());
    for (file, bytes) in &files {
        problems.keep(&Assembled::path(&folder, file), bytes);
    }
    set(Assembled::new(&folder, manifest, &files), problems)
}

/// What is assembled, with templates that it nests without its manifest knowing.
fn set(assembled: Assembled, problems: &mut Problems) -> Set {
    let Assembled {
        mut library,
        roots,
        findings,
    } = assembled;
    problems.findings.extend(findings);
    add_nested(&mut library, problems);
    let roots = roots.into_iter();
    let roots = roots.map(|(path, settings)| Root { path, settings });
    Set {
        library,
        roots: roots.collect(),
    }
}

/// Reads the templates that others nest, as long as there are more.
fn add_nested(library: &mut Library, problems: &mut Problems) {
    let mut tried = BTreeSet::new();
    loop {
        let nested = library.iter().flat_map(|(path, source)| {
            let addresses = source.nested_addresses();
            addresses.map(move |address| (path, address))
        });
        let paths = nested.filter_map(|(from, address)| library.path_of(from, address));
        let missing = paths.filter(|path| library.get(path).is_none());
        let new: BTreeSet<String> = missing.filter(|path| !tried.contains(path)).collect();
        if new.is_empty() {
            return;
        }
        for path in new {
            let input = Input::from(OsString::from(&path));
            // One that is not there is a finding of whoever nests it.
            if input.is_file() {
                match input.bytes() {
                    Ok(bytes) => {
                        problems.keep(&path, &bytes);
                        library.add(Source::read(&path, &bytes));
                    }
                    Err(error) => problems.unreadable.push(error),
                }
            }
            tried.insert(path);
        }
    }
}

fn nothing_in(directory: &Input, problems: &mut Problems) {
    let (files, _) = directory.files_below(&["yaml", "yml"]);
    let mut inputs = files.into_iter();
    let spec = inputs.find(|input| {
        let bytes = input.bytes().unwrap_or_default();
        is_spec(&Source::read(&input.name(), &bytes))
    });
    let message = format!("no template was found in `{}`", directory.name());
    let help = match spec {
        Some(spec) => {
            let file = Library::path(&spec.name());
            format!(
                "`{file}` is a spec, which is validated when you name it: ess-cfn validate {file}"
            )
        }
        None => "name a template, an assembly, a directory that holds some, or a spec".to_owned(),
    };
    problems.failures.push((message, Some(help)));
}

/// Whether a text is no template and has the keys of a spec.
fn is_spec(source: &Source) -> bool {
    let has = |key: &str| {
        source
            .node
            .get(&[key])
            .is_some_and(|node: &Node| node.as_scalar().is_some())
    };
    !source.is_template() && (has("domain") || has("profile") || (has("name") && has("region")))
}

/// The name under which a template is found.
fn name_of(input: &Input) -> String {
    Library::path(&input.name())
}
