//! `ess-cfn bindings`: typed Rust bindings of resource types that the crate has none for.

use super::exit_code::ExitCode;
use super::terminal::Terminal;

/// Print typed Rust bindings of resource types that the crate has none for
#[derive(Debug, clap::Args)]
#[command(after_help = "\
What is printed is one file, a module per service, for a crate that uses ess-cfn as a library. It
takes the bindings of that library for what its types refer to. Builds without the feature
`generator` can't do it.

Example:
  ess-cfn bindings AWS::Kinesis::Stream > bindings.rs")]
pub(super) struct Args {
    /// The resource types
    #[arg(required = true, value_name = "TYPE")]
    types: Vec<String>,
    /// The path under which the crate knows ess-cfn
    #[arg(long, value_name = "PATH", default_value = "ess_cfn")]
    crate_path: String,
}

#[cfg(feature = "generator")]
pub(super) fn run(args: Args, terminal: &mut Terminal) -> ExitCode {
    let types: Vec<&str> = args.types.iter().map(String::as_str).collect();
    match crate::generator::foreign(&types, &args.crate_path) {
        Ok(generated) => {
            terminal.result(&generated.one_file());
            ExitCode::Done
        }
        Err(problems) => {
            for problem in problems {
                terminal.failure(&problem, None);
            }
            ExitCode::Failed
        }
    }
}

#[cfg(not(feature = "generator"))]
pub(super) fn run(args: Args, terminal: &mut Terminal) -> ExitCode {
    let Args { types, crate_path } = args;
    let message = format!(
        "no bindings of {} for `{crate_path}`: this build has no generator",
        types.join(", ")
    );
    let help = "build it with the feature: cargo build --release --features generator";
    terminal.failure(&message, Some(help));
    ExitCode::Failed
}
