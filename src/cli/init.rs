//! `ess-cfn init`: a commented spec to begin with.

use std::path::PathBuf;

use super::exit_code::ExitCode;
use super::terminal::Terminal;
use crate::architecture::Profile;
use crate::disk;
use crate::spec;

/// Where editors find the JSON Schema of the spec, if `ess-cfn schema` put it there.
const SCHEMA: &str = "ess-cfn.schema.json";

/// Write a commented spec with every key and its default
#[derive(Debug, clap::Args)]
#[command(after_help = "\
The spec names ess-cfn.schema.json beside it as its schema. Editors that know YAML schemas complete
and check by it, once `ess-cfn schema > ess-cfn.schema.json` has written it.

Example:
  ess-cfn init deployment.yaml")]
pub(super) struct Args {
    /// The version line of ESS
    #[arg(long, default_value = "ess-1.0", value_parser = profile())]
    profile: Profile,
    /// The file, which must not exist yet; `-` prints the spec
    #[arg(default_value = "deployment.yaml")]
    file: PathBuf,
}

pub(super) fn run(args: Args, terminal: &mut Terminal) -> ExitCode {
    let text = spec::starter(args.profile, SCHEMA);
    if args.file.as_os_str() == "-" {
        terminal.result(&text);
        return ExitCode::Done;
    }
    match disk::create(&args.file, text.as_bytes()) {
        Ok(()) => {
            let file = args.file.display();
            terminal.note(&format!(
                "{file} is written: set name, region and domain, then `ess-cfn synth {file}`\n"
            ));
            ExitCode::Done
        }
        Err(error) => {
            terminal.disk_error(&error);
            ExitCode::Failed
        }
    }
}

/// The words of the profiles, so that clap lists them and suggests the nearest one.
fn profile() -> impl clap::builder::TypedValueParser<Value = Profile> {
    use clap::builder::TypedValueParser as _;
    let words = Profile::ALL.map(Profile::word);
    clap::builder::PossibleValuesParser::new(words).map(|word| {
        let mut profiles = Profile::ALL.into_iter();
        let named = profiles.find(|profile| profile.word() == word);
        named.expect("invariant: the parser lets no other word through")
    })
}
