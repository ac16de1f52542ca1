//! `ess-cfn schema`: the JSON Schema of the spec, or of a resource type.

use super::exit_code::ExitCode;
use super::terminal::Terminal;
use crate::{schema, spec};

/// Print the JSON Schema of the spec, or of a CloudFormation resource type
#[derive(Debug, clap::Args)]
#[command(after_help = "\
The schema of a type is that of its properties once functions such as `Ref` are resolved. Words that
begin with `x-` say what JSON Schema has no word for: what a change does, what a reference names.

Examples:
  ess-cfn schema > ess-cfn.schema.json
  ess-cfn schema AWS::RDS::DBInstance")]
pub(super) struct Args {
    /// A resource type such as AWS::EC2::VPC; without it, the spec
    #[arg(value_name = "TYPE")]
    resource_type: Option<String>,
}

pub(super) fn run(args: Args, terminal: &mut Terminal) -> ExitCode {
    let Some(name) = args.resource_type else {
        terminal.result(&spec::json_schema());
        return ExitCode::Done;
    };
    let Some(facts) = schema::resource_type(&name) else {
        let nearest = schema::nearest(&name).map(|near| format!("the nearest one is `{near}`"));
        let message = format!("no resource type is named `{name}`");
        terminal.failure(&message, nearest.as_deref());
        return ExitCode::Failed;
    };
    terminal.result(&format!("{:#}\n", facts.json_schema()));
    ExitCode::Done
}
