//! The command line: a file per command, with its arguments and `run(args, terminal)`.
//!
//! `Args` are what was typed; each command makes of them what was meant, asks the floors below, and
//! shows what they return. Not here: any decision about CloudFormation or ESS.

mod assumptions;
mod bindings;
mod bug;
mod completions;
mod deployment;
mod diff;
mod dns;
mod exit_code;
mod explain;
mod init;
mod schema;
mod specs;
mod synth;
mod templates;
mod terminal;
mod validate;

use std::ffi::OsString;
use std::process;

use clap::{CommandFactory as _, FromArgMatches as _, Parser, Subcommand};

pub use bug::ask_for_reports;
pub use exit_code::ExitCode;
pub use terminal::{Color, Terminal};

/// Compiles one short YAML file, the spec of a highly available Enterprise Solid Server on AWS, into
/// nested CloudFormation stacks. Nothing is asked of AWS, and the same input gives the same bytes.
#[derive(Debug, Parser)]
#[command(
    name = "ess-cfn",
    version,
    about,
    max_term_width = 100,
    disable_help_subcommand = true,
    after_help = "\
Exit codes: 0 done and clean; 1 done, and something that you asked to fail on is there;
2 not done (usage, bad input, a failure outside); 101 a bug of ess-cfn.
Results go to standard output, everything else to standard error.

Example:
  ess-cfn init deployment.yaml && ess-cfn synth deployment.yaml"
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
    /// Say what fails, and nothing else
    #[arg(short, long, global = true)]
    quiet: bool,
    /// When to use colours; NO_COLOR and CLICOLOR_FORCE count with `auto`
    #[arg(
        long,
        global = true,
        value_name = "WHEN",
        default_value = "auto",
        hide_possible_values = true,
        hide_default_value = true
    )]
    color: Color,
}

#[derive(Debug, Subcommand)]
enum Command {
    Init(init::Args),
    Synth(synth::Args),
    Validate(validate::Args),
    Diff(diff::Args),
    Explain(explain::Args),
    Dns(dns::Args),
    Schema(schema::Args),
    Bindings(bindings::Args),
    Completions(completions::Args),
}

/// Runs the program with the arguments of this process.
#[must_use]
pub fn main() -> process::ExitCode {
    ask_for_reports();
    let arguments: Vec<OsString> = std::env::args_os().collect();
    let command = Cli::command().color(color_of_help(&arguments));
    let matches = command.try_get_matches_from(arguments);
    match matches.and_then(|matches| Cli::from_arg_matches(&matches)) {
        Ok(cli) => run(cli).into(),
        Err(answer) => {
            // Help and version are answers too; whoever had enough of them is not disturbed.
            let _unheard = answer.print();
            let failed = answer.exit_code() != 0;
            let code = if failed {
                ExitCode::Failed
            } else {
                ExitCode::Done
            };
            code.into()
        }
    }
}

fn run(cli: Cli) -> ExitCode {
    let mut terminal = Terminal::new(cli.color, cli.quiet);
    let code = match cli.command {
        Command::Init(args) => init::run(args, &mut terminal),
        Command::Synth(args) => synth::run(args, &mut terminal),
        Command::Validate(args) => validate::run(args, &mut terminal),
        Command::Diff(args) => diff::run(args, &mut terminal),
        Command::Explain(args) => explain::run(args, &mut terminal),
        Command::Dns(args) => dns::run(args, &mut terminal),
        Command::Schema(args) => schema::run(args, &mut terminal),
        Command::Bindings(args) => bindings::run(args, &mut terminal),
        Command::Completions(args) => completions::run(args, &mut terminal),
    };
    terminal.finish(code)
}

/// Help and usage errors come before the arguments are known, so `--color` is looked for by hand.
fn color_of_help(arguments: &[OsString]) -> clap::ColorChoice {
    let mut words = arguments.iter().filter_map(|word| word.to_str());
    let mut color = clap::ColorChoice::Auto;
    while let Some(word) = words.next() {
        let value = match word.strip_prefix("--color") {
            Some("") => words.next(),
            Some(rest) => rest.strip_prefix('='),
            None => None,
        };
        match value {
            Some("always") => color = clap::ColorChoice::Always,
            Some("never") => color = clap::ColorChoice::Never,
            Some(_) | None => {}
        }
    }
    color
}
