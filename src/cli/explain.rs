//! `ess-cfn explain`: what a rule finds and why it matters.

use super::exit_code::ExitCode;
use super::terminal::Terminal;
use crate::report::{RulePage, table_of_rules};

/// Print what a rule finds, why it matters and how to mend it
#[derive(Debug, clap::Args)]
#[command(after_help = "\
A rule of cfn-lint, such as E1012, stands for the rules that find the same.

Example:
  ess-cfn explain reference-undefined")]
pub(super) struct Args {
    /// The id of the rule; without it, all rules are listed
    #[arg(value_name = "RULE")]
    rule: Option<String>,
}

pub(super) fn run(args: Args, terminal: &mut Terminal) -> ExitCode {
    let Some(id) = args.rule else {
        terminal.result(&table_of_rules());
        return ExitCode::Done;
    };
    let pages = RulePage::named(&id);
    if pages.is_empty() {
        let nearest = RulePage::nearest(&id);
        let nearest = nearest.map(|near| format!("the nearest one is `{near}`"));
        let help = nearest.unwrap_or_else(|| "`ess-cfn explain` lists all rules".to_owned());
        terminal.failure(&format!("no rule is named `{id}`"), Some(&help));
        return ExitCode::Failed;
    }
    let pages: Vec<String> = pages.iter().map(RulePage::explained).collect();
    terminal.result(&pages.join("\n"));
    ExitCode::Done
}
