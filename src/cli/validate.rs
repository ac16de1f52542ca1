//! `ess-cfn validate`: what is wrong with templates, offline.

use std::collections::BTreeSet;
use std::ffi::OsString;

use clap::ValueEnum;

use super::assumptions::Assumptions;
use super::exit_code::ExitCode;
use super::specs::Problems;
use super::templates::{self, Named, Set};
use super::terminal::Terminal;
use crate::check::{self, Root};
use crate::disk::Input;
use crate::parallel;
use crate::report;
use crate::resolve::Library;
use crate::source::{Finding, Severity};

/// Name what CloudFormation would refuse in templates, and what would hurt later
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Roots, parameters, regions and addresses of an assembly are those of its manifest: --region counts
where it names none, --parameters come before its own. Nested templates are read from beside their
parents and judged with what they are passed; a spec is compiled in memory. Without PATH, `assembly`
is judged if it is there, else the templates below this folder.

Example:
  ess-cfn synth deployment.yaml && ess-cfn validate assembly")]
pub(super) struct Args {
    /// Templates, assemblies, folders of templates, or specs; `-` is standard input
    #[arg(value_name = "PATH")]
    paths: Vec<OsString>,
    /// How findings are written; sarif and github are for code scanning and GitHub Actions
    #[arg(long, default_value = "text")]
    format: ReportFormat,
    #[command(flatten)]
    assumptions: Assumptions,
    /// The least severity that ends with exit code 1
    #[arg(long, value_name = "SEVERITY", default_value = "error")]
    fail_on: FailOn,
}

/// The forms of findings, by their words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum ReportFormat {
    Text,
    Json,
    Sarif,
    Github,
}

/// From which severity on a run fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum FailOn {
    Error,
    Warning,
    Info,
    Never,
}

impl FailOn {
    fn fails(self, finding: &Finding) -> bool {
        let least = match self {
            Self::Error => Severity::Error,
            Self::Warning => Severity::Warning,
            Self::Info => Severity::Info,
            Self::Never => return false,
        };
        finding.severity() >= least
    }
}

pub(super) fn run(args: Args, terminal: &mut Terminal) -> ExitCode {
    let mut problems = Problems::default();
    let paths = paths(&args, terminal);
    let stdin = paths.iter().chain(&args.assumptions.parameters);
    if stdin.filter(|one| one.as_os_str() == "-").count() > 1 {
        let message = "standard input (`-`) is named twice and can be read once";
        terminal.failure(message, None);
        return ExitCode::Failed;
    }
    let mut named = templates::named(&paths, &mut problems);
    args.assumptions.give(named.sets.iter_mut(), &mut problems);
    let found = judged(&named.sets);
    let findings = std::mem::take(&mut problems.findings);
    let findings = check::in_order(findings.into_iter().chain(found).collect());
    let failed = problems.show_failures(terminal);
    let nothing = named.sets.is_empty() && findings.is_empty();
    if !(failed && nothing) {
        show(args.format, &findings, &mut problems, terminal);
        terminal.note(&summary(&named, &findings));
    }
    if failed {
        ExitCode::Failed
    } else if findings.iter().any(|finding| args.fail_on.fails(finding)) {
        ExitCode::Found
    } else {
        ExitCode::Done
    }
}

/// What is judged: what was named, else the assembly that is there, else what is found here.
fn paths(args: &Args, terminal: &mut Terminal) -> Vec<OsString> {
    if !args.paths.is_empty() {
        return args.paths.clone();
    }
    let assembly = OsString::from("assembly");
    if Input::from(assembly.clone()).is_directory() {
        terminal.note("no PATH is given: `assembly` is judged\n");
        return vec![assembly];
    }
    terminal.note("no PATH is given: the templates below this folder are judged\n");
    vec![OsString::from(".")]
}

/// Everything that is found, root by root on all cores.
fn judged(sets: &[Set]) -> Vec<Finding> {
    let roots = sets.iter();
    let roots = roots.flat_map(|set| set.roots.iter().map(|root| (&set.library, root)));
    let roots: Vec<(&Library, &Root)> = roots.collect();
    let found = parallel::map(roots, |(library, root)| {
        check::check(library, std::slice::from_ref(root))
    });
    found.into_iter().flatten().collect()
}

fn show(
    format: ReportFormat,
    findings: &[Finding],
    problems: &mut Problems,
    terminal: &mut Terminal,
) {
    problems.sources.sort_keys();
    match format {
        ReportFormat::Text => terminal.result_findings(findings, &problems.sources),
        ReportFormat::Json => terminal.result(&report::json(findings)),
        ReportFormat::Sarif => terminal.result(&report::sarif(findings)),
        ReportFormat::Github => terminal.result(&report::github(findings)),
    }
}

/// What was judged, and what came out.
fn summary(named: &Named, findings: &[Finding]) -> String {
    let paths = named.sets.iter().flat_map(|set| set.library.iter());
    let templates = paths.map(|(path, _)| path).collect::<BTreeSet<_>>().len();
    let roots = named.sets.iter().map(|set| set.roots.len()).sum::<usize>();
    let templates = match (templates, roots) {
        (1, _) => "1 template".to_owned(),
        (several, 1) => format!("{several} templates, 1 root"),
        (several, roots) => format!("{several} templates, {roots} roots"),
    };
    let found = report::summary(findings).unwrap_or_else(|| "nothing found".to_owned());
    let mut text = format!("{templates}: {found}\n");
    for compiled in &named.compiled {
        let places = findings.iter().filter_map(|one| one.place.as_ref());
        let mut files = places.map(|place| &*place.file);
        let below = |file: &str| file.starts_with(&format!("{}/", compiled.folder));
        if files.any(below) {
            text.push_str(&format!(
                "`{}/…` are the templates that `ess-cfn synth {}` would write\n",
                compiled.folder,
                report::quoted(&compiled.argument),
            ));
        }
    }
    text
}
