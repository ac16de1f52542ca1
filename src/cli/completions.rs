//! `ess-cfn completions`: completions for a shell.

use clap::CommandFactory as _;
use clap_complete::Shell;

use super::exit_code::ExitCode;
use super::terminal::Terminal;

/// Print completions for a shell
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  ess-cfn completions bash > ess-cfn.bash")]
pub(super) struct Args {
    /// The shell
    shell: Shell,
}

pub(super) fn run(args: Args, terminal: &mut Terminal) -> ExitCode {
    let mut script = Vec::new();
    clap_complete::generate(
        args.shell,
        &mut super::Cli::command(),
        "ess-cfn",
        &mut script,
    );
    terminal.result(&String::from_utf8_lossy(&script));
    ExitCode::Done
}
