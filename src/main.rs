//! The program `ess-cfn`. Everything it does is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    ess_cfn::cli::main()
}
