//! `ess-cfn synth`: specs become assemblies on disk.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::path::PathBuf;
use std::sync::Arc;

use clap::ValueEnum;

use super::deployment::{self, Asked, Deployment};
use super::exit_code::ExitCode;
use super::specs::{self, Problems};
use super::terminal::Terminal;
use crate::assembly::{Digest, Layout, Manifest, NestedTemplates};
use crate::aws::S3Url;
use crate::disk::{self, DifferenceKind, Input, Output, Written};
use crate::document::Format;
use crate::parallel;

/// Compile specs into nested stacks and write them as an assembly
#[derive(Debug, clap::Args)]
#[command(after_help = "\
DIR is replaced as a whole. A file in it that ess-cfn did not write, or that was edited since, stops
the run before anything is written. With several specs, or a folder of them, each goes to
DIR/<name>/, named by its key `name`.
Templates are validated before: an error writes nothing.

Example:
  ess-cfn synth deployment.yaml -o assembly")]
pub(super) struct Args {
    /// The specs; a folder stands for the specs in it, `-` for standard input
    #[arg(required = true, value_name = "SPEC")]
    specs: Vec<OsString>,
    /// The directory of the assembly
    #[arg(short, long, value_name = "DIR", default_value = "assembly")]
    output: PathBuf,
    /// How templates are written
    #[arg(long, default_value = "yaml")]
    format: TemplateFormat,
    /// An address in Amazon S3, below which you bring the nested templates: they get names with a digest
    /// of what is in them, and the root names their addresses, so that it is deployed without
    /// `aws cloudformation package`
    #[arg(long, value_name = "URL")]
    template_url_prefix: Option<S3Url>,
    /// Your own values of parameters, `Key: value` or a list of `Key=Value`; read, never written; may
    /// be given several times
    #[arg(long, value_name = "FILE")]
    values: Vec<OsString>,
    /// Write nothing; list what differs on disk, and exit with 1 if anything does
    #[arg(long)]
    check: bool,
    /// Write the templates without validating them
    #[arg(long)]
    no_validate: bool,
}

/// The formats of templates, by their words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum TemplateFormat {
    Yaml,
    Json,
}

impl From<TemplateFormat> for Format {
    fn from(format: TemplateFormat) -> Self {
        match format {
            TemplateFormat::Yaml => Self::Yaml,
            TemplateFormat::Json => Self::Json,
        }
    }
}

pub(super) fn run(args: Args, terminal: &mut Terminal) -> ExitCode {
    let mut problems = Problems::default();
    let deployments = deployments(&args, &mut problems);
    let refused = problems.show(terminal);
    let places = problems
        .findings
        .iter()
        .filter_map(|one| one.place.as_ref());
    let mut compiled = places.filter_map(|place| deployment::folder_in(&place.file));
    if let Some(folder) = compiled.next() {
        let written = if refused {
            "; `--no-validate` writes them all the same"
        } else {
            ""
        };
        terminal.note(&format!(
            "`{folder}/…` are the templates of that spec{written}\n"
        ));
    }
    if refused {
        return ExitCode::Failed;
    }
    if args.check {
        check(&deployments, terminal)
    } else {
        write(&deployments, terminal)
    }
}

/// Everything that is to be written, unless there are problems.
fn deployments(args: &Args, problems: &mut Problems) -> Vec<Deployment> {
    let stdin = args.specs.iter().chain(&args.values);
    if stdin.filter(|one| one.as_os_str() == "-").count() > 1 {
        let message = "standard input (`-`) is named twice and can be read once";
        problems.failures.push((message.to_owned(), None));
        return Vec::new();
    }
    let named = specs::named(&args.specs, problems);
    // A folder is several specs also while there is one in it.
    let several = args.specs.len() > 1 || named != args.specs;
    let specs = specs::read(&named, problems);
    deployment::unlike(&specs, problems);
    let values = values(args, several, problems);
    if several && args.output.join(Manifest::FILE).exists() {
        let message = format!(
            "`{}` is an assembly itself; several specs need a directory that holds one for each",
            args.output.display()
        );
        let help = "choose another directory with `-o`, or remove this one";
        problems.failures.push((message, Some(help.to_owned())));
    }
    let made = parallel::map(specs, |spec| {
        let directory = if several {
            args.output.join(spec.architecture.name().to_string())
        } else {
            args.output.clone()
        };
        let asked = Asked {
            directory,
            layout: Layout {
                format: args.format.into(),
                nested: match &args.template_url_prefix {
                    Some(url) => NestedTemplates::At(url.clone()),
                    None => NestedTemplates::Beside,
                },
            },
            values: &values,
        };
        let mut problems = Problems::default();
        let deployment = Deployment::new(&spec, asked, &mut problems);
        if let (Some(deployment), false) = (&deployment, args.no_validate) {
            deployment.validate(&spec, &mut problems);
        }
        (deployment, problems)
    });
    problems.collect(made)
}

/// The files of the operator's own values.
fn values(args: &Args, several: bool, problems: &mut Problems) -> Vec<(Arc<str>, String)> {
    if several && !args.values.is_empty() {
        let message = "`--values` goes with one spec, since values belong to one deployment";
        problems.failures.push((message.to_owned(), None));
        return Vec::new();
    }
    let mut values = Vec::new();
    for file in &args.values {
        let input = Input::from(file.clone());
        match input.text() {
            Ok(text) => {
                let file: Arc<str> = input.name().into();
                problems.sources.insert(Arc::clone(&file), text.clone());
                values.push((file, text));
            }
            Err(error) => problems.unreadable.push(error),
        }
    }
    values
}

fn check(deployments: &[Deployment], terminal: &mut Terminal) -> ExitCode {
    let mut code = ExitCode::Done;
    for deployment in deployments {
        let directory = &deployment.directory;
        let differences = match disk::compare(directory, &deployment.files) {
            Ok(differences) => differences,
            Err(error) => {
                terminal.disk_error(&error);
                return ExitCode::Failed;
            }
        };
        for difference in differences {
            let what = match difference.kind {
                DifferenceKind::Missing => "is missing",
                DifferenceKind::Changed => "differs",
                DifferenceKind::Unexpected => "does not belong there",
            };
            let path = directory.join(&difference.name);
            terminal.result(&format!("{}: {what}\n", path.display()));
            code = ExitCode::Found;
        }
    }
    match code {
        ExitCode::Found => terminal.note("nothing was written; without --check it would be\n"),
        ExitCode::Done | ExitCode::Failed => {}
    }
    code
}

fn write(deployments: &[Deployment], terminal: &mut Terminal) -> ExitCode {
    let outputs = deployments.iter().map(|deployment| Output {
        directory: &deployment.directory,
        files: &deployment.files,
    });
    let outputs: Vec<Output<'_>> = outputs.collect();
    let written = match disk::write(&outputs) {
        Ok(written) => written,
        Err(error) => {
            terminal.disk_error(&error);
            return ExitCode::Failed;
        }
    };
    for (deployment, written) in deployments.iter().zip(written) {
        let what = match written {
            Written::Created => "is written",
            Written::Replaced => "is written anew",
            Written::Unchanged => "is as it should be already",
        };
        let addresses = deployment.addresses.as_ref();
        let addresses = addresses.map(ToString::to_string).unwrap_or_default();
        let quotas = deployment.quotas.to_string();
        let parts = [deployment.tree().to_string(), addresses, quotas];
        let parts = parts.into_iter().filter(|part| !part.is_empty());
        let parts: String = parts.map(|part| format!("\n{part}")).collect();
        terminal.note(&format!(
            "{} {what}\n{parts}\n{}",
            deployment.directory.display(),
            deployment.instructions
        ));
    }
    shared(deployments, terminal);
    ExitCode::Done
}

/// Says how many nested templates are stored once for several deployments.
fn shared(deployments: &[Deployment], terminal: &mut Terminal) {
    let nested = deployments.iter().flat_map(Deployment::nested_templates);
    let nested: Vec<Digest> = nested.collect();
    let different: BTreeSet<&Digest> = nested.iter().collect();
    let shared = nested.len() - different.len();
    if shared > 0 {
        let all = nested.len();
        let note = format!(
            "\n{shared} of {all} nested templates are those of another deployment here, and stored once\n"
        );
        terminal.note(&note);
    }
}
