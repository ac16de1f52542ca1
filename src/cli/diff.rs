//! `ess-cfn diff`: what a change of templates does to what is running.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::str::FromStr;
use std::sync::Arc;

use clap::ValueEnum;

use super::assumptions::Assumptions;
use super::exit_code::ExitCode;
use super::specs::Problems;
use super::templates::{self, Set};
use super::terminal::Terminal;
use crate::diff::{Class, Difference, Effect, Fate, risks};
use crate::parallel;
use crate::report::{self, Changes};
use crate::resolve::{Library, Program, Settings, Source};
use crate::source::nearest;

/// Say what a change of templates does to what is running: what is replaced, interrupted and at risk
#[derive(Debug, clap::Args)]
#[command(after_help = "\
OLD and NEW are directories, templates, specs, or one of these in a revision of a git repository:
`git:REV:PATH`, from the top of the repository. Each side is resolved with the parameters of its own
manifest, else with their defaults; --parameters comes before both.

WHAT is refused, data-loss, availability, security, cost, notice, replacement, interruption, the
id of a rule, or any. Values of parameters with NoEcho are compared and not shown.

Example:
  ess-cfn diff git:main:assembly assembly --fail-on refused,data-loss")]
pub(super) struct Args {
    /// What is deployed
    #[arg(value_name = "OLD")]
    old: OsString,
    /// What is to be deployed
    #[arg(value_name = "NEW")]
    new: OsString,
    /// How changes are written; markdown is for a comment of a pull request
    #[arg(long, default_value = "text")]
    format: ReportFormat,
    #[command(flatten)]
    assumptions: Assumptions,
    /// End with exit code 1 where one of these is found; several with commas
    #[arg(long, value_name = "WHAT", value_delimiter = ',')]
    fail_on: Vec<FailOn>,
    /// End with exit code 1 where anything differs
    #[arg(long)]
    exit_code: bool,
}

/// The forms of changes, by their words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum ReportFormat {
    Text,
    Markdown,
    Json,
}

/// What makes a run fail.
#[derive(Clone, Debug, PartialEq, Eq)]
enum FailOn {
    Class(Class),
    Rule(&'static str),
    Replacement,
    Interruption,
    Any,
}

impl FromStr for FailOn {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let class = Class::ALL.into_iter().find(|class| class.word() == text);
        let rule = || risks().find(|risk| risk.rule.id == text);
        match (text, class) {
            (_, Some(class)) => Ok(Self::Class(class)),
            ("replacement", None) => Ok(Self::Replacement),
            ("interruption", None) => Ok(Self::Interruption),
            ("any", None) => Ok(Self::Any),
            (_, None) => rule().map(|risk| Self::Rule(risk.rule.id)).ok_or_else(|| {
                let words = Class::ALL.into_iter().map(Class::word);
                let words = words.chain(["replacement", "interruption", "any"]);
                let words: Vec<&str> = words.collect();
                let ids = risks().map(|risk| risk.rule.id);
                match nearest(text, words.iter().copied().chain(ids)) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("expected {}, or the id of a rule", words.join(", ")),
                }
            }),
        }
    }
}

impl FailOn {
    fn is_in(&self, difference: &Difference) -> bool {
        let mut rules = difference.findings.iter().map(|finding| finding.rule);
        let mut changes = difference.changes.iter();
        match self {
            Self::Class(class) => rules.any(|rule| Class::of(rule) == Some(*class)),
            Self::Rule(id) => rules.any(|rule| rule.id == *id),
            Self::Replacement => changes.any(|change| change.is_replacement()),
            Self::Interruption => changes.any(|change| {
                change.fate == Fate::Changed && change.effect == Effect::Interruption
            }),
            Self::Any => !difference.is_empty(),
        }
    }
}

pub(super) fn run(args: Args, terminal: &mut Terminal) -> ExitCode {
    let mut problems = Problems::default();
    let stdin = [&args.old, &args.new].into_iter();
    let stdin = stdin.chain(&args.assumptions.parameters);
    if stdin.filter(|one| **one == "-").count() > 1 {
        let message = "standard input (`-`) is named twice and can be read once";
        terminal.failure(message, None);
        return ExitCode::Failed;
    }
    let mut old = side(&args.old, &mut problems);
    let mut new = side(&args.new, &mut problems);
    args.assumptions
        .give(old.iter_mut().chain(&mut new), &mut problems);
    unread(old.iter().chain(&new), &mut problems);
    if problems.show(terminal) {
        return ExitCode::Failed;
    }
    let differences = differences(&programs(&old), &programs(&new));
    let changes = Changes {
        old: args.old.to_string_lossy().into_owned(),
        new: args.new.to_string_lossy().into_owned(),
        differences,
    };
    match args.format {
        ReportFormat::Text => terminal.result(&report::changes_text(&changes)),
        ReportFormat::Markdown => terminal.result(&report::changes_markdown(&changes)),
        ReportFormat::Json => terminal.result(&report::changes_json(&changes)),
    }
    let mut differences = changes.differences.iter();
    let is_found = differences.clone().any(|difference| {
        let mut wanted = args.fail_on.iter();
        wanted.any(|wanted| wanted.is_in(difference))
    });
    let differs = args.exit_code && differences.any(|difference| !difference.is_empty());
    if is_found || differs {
        ExitCode::Found
    } else {
        ExitCode::Done
    }
}

/// What one argument names.
fn side(argument: &OsString, problems: &mut Problems) -> Vec<Set> {
    templates::named(std::slice::from_ref(argument), problems).sets
}

/// Refuses templates of which a part could not be read: what is not seen is no difference.
fn unread<'s>(sets: impl Iterator<Item = &'s Set>, problems: &mut Problems) {
    let sources = sets.flat_map(|set| set.library.iter());
    for (path, _) in sources.filter(|(_, source)| !source.complete) {
        let message = format!("`{path}` can't be read as a template");
        let help = format!("`ess-cfn validate {path}` says what is wrong with it");
        problems.failures.push((message, Some(help)));
    }
}

/// The programs of one side by what their roots are called.
fn programs(sets: &[Set]) -> BTreeMap<String, Program> {
    let roots = sets
        .iter()
        .flat_map(|set| set.roots.iter().map(move |root| (&set.library, root)));
    let roots: Vec<_> = roots.collect();
    let common = common_folder(roots.iter().map(|(_, root)| root.path.as_str()));
    let programs = roots.into_iter().filter_map(|(library, root)| {
        let source = library.get(&root.path)?;
        let mut settings = root.settings.clone();
        settings.give_defaults(source.tree());
        let path = root.path.get(common..).unwrap_or(&root.path);
        let name = path.rsplit_once('.').map_or(path, |(name, _)| name);
        Some((name.to_owned(), Program::new(library, source, settings)))
    });
    programs.collect()
}

/// The length of the folder that all paths are below.
fn common_folder<'p>(paths: impl Iterator<Item = &'p str>) -> usize {
    let folders = paths.map(|path| {
        path.rfind('/')
            .map_or("", |end| path.get(..=end).unwrap_or(""))
    });
    let common = folders.reduce(|one, other| {
        let mut end = 0;
        for (at, character) in one.char_indices() {
            if other
                .get(at..)
                .is_some_and(|rest| rest.starts_with(character))
            {
                if character == '/' {
                    end = at + 1;
                }
            } else {
                break;
            }
        }
        one.get(..end).unwrap_or("")
    });
    common.map_or(0, str::len)
}

/// What differs, root by root on all cores. A root that one side alone has is compared with nothing; two
/// that are alone are one, whatever they are called.
fn differences(
    old: &BTreeMap<String, Program>,
    new: &BTreeMap<String, Program>,
) -> Vec<Difference> {
    let nothing = nothing();
    let pairs: Vec<(String, &Program, &Program)> =
        match (old.first_key_value(), new.first_key_value()) {
            (Some((_, before)), Some((name, after))) if old.len() == 1 && new.len() == 1 => {
                vec![(name.clone(), before, after)]
            }
            _ => {
                let names: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
                let pairs = names.into_iter().map(|name| {
                    let (before, after) = (old.get(name), new.get(name));
                    let (before, after) = (before.unwrap_or(&nothing), after.unwrap_or(&nothing));
                    (name.clone(), before, after)
                });
                pairs.collect()
            }
        };
    parallel::map(pairs, |(name, old, new)| {
        Difference::between(name, old, new)
    })
}

/// A program without a resource.
fn nothing() -> Program {
    let source = Arc::new(Source::read("nothing.yaml", b"Resources: {}\n"));
    Program::new(&Library::default(), &source, Settings::default())
}
