//! `ess-cfn dns`: the public names of a deployment and where they lead.

use std::ffi::OsString;

use super::exit_code::ExitCode;
use super::specs::{self, Problems};
use super::terminal::Terminal;
use crate::architecture::Dns;
use crate::report::{ByHand, Records};

/// Print the public names of a deployment and where they lead
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  ess-cfn dns deployment.yaml")]
pub(super) struct Args {
    /// The spec; `-` is standard input
    spec: OsString,
}

pub(super) fn run(args: Args, terminal: &mut Terminal) -> ExitCode {
    let mut problems = Problems::default();
    let specs = specs::read(&[args.spec], &mut problems);
    let refused = problems.show(terminal);
    let Some(spec) = specs.first().filter(|_| !refused) else {
        return ExitCode::Failed;
    };
    let records = Records::of(&spec.architecture);
    match spec.architecture.dns() {
        Dns::Route53 { .. } => {
            terminal.result(&records.to_string());
            terminal.note(
                "The dns stack makes these records in the hosted zone; nothing is left to enter.\n",
            );
        }
        Dns::External => {
            let how = ByHand::of(&spec.architecture);
            terminal.result(&format!("{records}\n{how}"));
        }
    }
    ExitCode::Done
}
