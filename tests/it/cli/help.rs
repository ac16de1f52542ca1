//! Help: a screen each, with an example that works.

use std::process::Command;

use super::{Folder, program_folder};

const COMMANDS: [&str; 8] = [
    "init",
    "synth",
    "validate",
    "explain",
    "dns",
    "schema",
    "bindings",
    "completions",
];

fn help(command: &str) -> String {
    let run = Folder::new().run(&[command, "--help"]);
    run.ends_with(0);
    assert_eq!(run.stderr, "");
    run.stdout
}

#[test]
fn the_help_of_the_program_lists_every_command() {
    let run = Folder::new().run(&["--help"]);
    run.ends_with(0);
    insta::assert_snapshot!(run.stdout, @r"
    Compiles one short YAML spec of a highly available Enterprise Solid Server deployment on AWS into
    nested CloudFormation stacks, offline.

    Usage: ess-cfn [OPTIONS] <COMMAND>

    Commands:
      init         Write a commented spec with every key and its default
      synth        Compile specs into nested stacks and write them as an assembly
      validate     Name what CloudFormation would refuse in templates, and what would hurt later
      diff         Say what a change of templates does to what is running: what is replaced, interrupted
                   and at risk
      explain      Print what a rule finds, why it matters and how to mend it
      dns          Print the public names of a deployment and where they lead
      schema       Print the JSON Schema of the spec, or of a CloudFormation resource type
      bindings     Print typed Rust bindings of resource types that the crate has none for
      completions  Print completions for a shell

    Options:
      -q, --quiet         Say what fails, and nothing else
          --color <WHEN>  When to use colours; NO_COLOR and CLICOLOR_FORCE count with `auto`
      -h, --help          Print help
      -V, --version       Print version

    Exit codes: 0 done and clean; 1 done, and something that you asked to fail on is there;
    2 not done (usage, bad input, a failure outside); 101 a bug of ess-cfn.
    Results go to standard output, everything else to standard error.

    Example:
      ess-cfn init deployment.yaml && ess-cfn synth deployment.yaml
    ");
}

#[test]
fn synth_has_help() {
    insta::assert_snapshot!(help("synth"), @r"
    Compile specs into nested stacks and write them as an assembly

    Usage: ess-cfn synth [OPTIONS] <SPEC>...

    Arguments:
      <SPEC>...  The specs; a folder stands for the specs in it, `-` for standard input

    Options:
      -o, --output <DIR>               The directory of the assembly [default: assembly]
          --format <FORMAT>            How templates are written [default: yaml] [possible values: yaml,
                                       json]
          --template-url-prefix <URL>  An address in Amazon S3, below which you bring the nested
                                       templates: they get names with a digest of what is in them, and
                                       the root names their addresses, so that it is deployed without
                                       `aws cloudformation package`
          --values <FILE>              Your own values of parameters, `Key: value` or a list of
                                       `Key=Value`; read, never written; may be given several times
          --check                      Write nothing; list what differs on disk, and exit with 1 if
                                       anything does
          --no-validate                Write the templates without validating them
      -q, --quiet                      Say what fails, and nothing else
          --color <WHEN>               When to use colours; NO_COLOR and CLICOLOR_FORCE count with
                                       `auto`
      -h, --help                       Print help

    DIR is replaced as a whole. A file in it that ess-cfn did not write, or that was edited since, stops
    the run before anything is written. With several specs, or a folder of them, each goes to
    DIR/<name>/, named by its key `name`.
    Templates are validated before: an error writes nothing.

    Example:
      ess-cfn synth deployment.yaml -o assembly
    ");
}

#[test]
fn validate_has_help() {
    insta::assert_snapshot!(help("validate"), @r"
    Name what CloudFormation would refuse in templates, and what would hurt later

    Usage: ess-cfn validate [OPTIONS] [PATH]...

    Arguments:
      [PATH]...  Templates, assemblies, folders of templates, or specs; `-` is standard input

    Options:
          --format <FORMAT>     How findings are written; sarif and github are for code scanning and
                                GitHub Actions [default: text] [possible values: text, json, sarif,
                                github]
          --parameters <FILE>   Values of the roots' parameters: `Key: value`, or a list of `Key=Value`
                                or of ParameterKey and ParameterValue; may be given several times
          --region <REGION>     The region of the stacks; unknown without
          --account <ID>        The account of the stacks; unknown without
          --fail-on <SEVERITY>  The least severity that ends with exit code 1 [default: error] [possible
                                values: error, warning, info, never]
      -q, --quiet               Say what fails, and nothing else
          --color <WHEN>        When to use colours; NO_COLOR and CLICOLOR_FORCE count with `auto`
      -h, --help                Print help

    Roots, parameters, regions and addresses of an assembly are those of its manifest: --region counts
    where it names none, --parameters come before its own. Nested templates are read from beside their
    parents and judged with what they are passed; a spec is compiled in memory. Without PATH, `assembly`
    is judged if it is there, else the templates below this folder.

    Example:
      ess-cfn synth deployment.yaml && ess-cfn validate assembly
    ");
}

#[test]
fn explain_has_help() {
    insta::assert_snapshot!(help("explain"), @r"
    Print what a rule finds, why it matters and how to mend it

    Usage: ess-cfn explain [OPTIONS] [RULE]

    Arguments:
      [RULE]  The id of the rule; without it, all rules are listed

    Options:
      -q, --quiet         Say what fails, and nothing else
          --color <WHEN>  When to use colours; NO_COLOR and CLICOLOR_FORCE count with `auto`
      -h, --help          Print help

    A rule of cfn-lint, such as E1012, stands for the rules that find the same.

    Example:
      ess-cfn explain reference-undefined
    ");
}

#[test]
fn init_has_help() {
    insta::assert_snapshot!(help("init"), @r"
    Write a commented spec with every key and its default

    Usage: ess-cfn init [OPTIONS] [FILE]

    Arguments:
      [FILE]  The file, which must not exist yet; `-` prints the spec [default: deployment.yaml]

    Options:
          --profile <PROFILE>  The version line of ESS [default: ess-1.0] [possible values: ess-1.0,
                               ess-1.1]
      -q, --quiet              Say what fails, and nothing else
          --color <WHEN>       When to use colours; NO_COLOR and CLICOLOR_FORCE count with `auto`
      -h, --help               Print help

    The spec names ess-cfn.schema.json beside it as its schema. Editors that know YAML schemas complete
    and check by it, once `ess-cfn schema > ess-cfn.schema.json` has written it.

    Example:
      ess-cfn init deployment.yaml
    ");
}

#[test]
fn dns_has_help() {
    insta::assert_snapshot!(help("dns"), @r"
    Print the public names of a deployment and where they lead

    Usage: ess-cfn dns [OPTIONS] <SPEC>

    Arguments:
      <SPEC>  The spec; `-` is standard input

    Options:
      -q, --quiet         Say what fails, and nothing else
          --color <WHEN>  When to use colours; NO_COLOR and CLICOLOR_FORCE count with `auto`
      -h, --help          Print help

    Example:
      ess-cfn dns deployment.yaml
    ");
}

#[test]
fn schema_has_help() {
    insta::assert_snapshot!(help("schema"), @r"
    Print the JSON Schema of the spec, or of a CloudFormation resource type

    Usage: ess-cfn schema [OPTIONS] [TYPE]

    Arguments:
      [TYPE]  A resource type such as AWS::EC2::VPC; without it, the spec

    Options:
      -q, --quiet         Say what fails, and nothing else
          --color <WHEN>  When to use colours; NO_COLOR and CLICOLOR_FORCE count with `auto`
      -h, --help          Print help

    The schema of a type is that of its properties once functions such as `Ref` are resolved. Words that
    begin with `x-` say what JSON Schema has no word for: what a change does, what a reference names.

    Examples:
      ess-cfn schema > ess-cfn.schema.json
      ess-cfn schema AWS::RDS::DBInstance
    ");
}

#[test]
fn bindings_have_help() {
    insta::assert_snapshot!(help("bindings"), @r"
    Print typed Rust bindings of resource types that the crate has none for

    Usage: ess-cfn bindings [OPTIONS] <TYPE>...

    Arguments:
      <TYPE>...  The resource types

    Options:
          --crate-path <PATH>  The path under which the crate knows ess-cfn [default: ess_cfn]
      -q, --quiet              Say what fails, and nothing else
          --color <WHEN>       When to use colours; NO_COLOR and CLICOLOR_FORCE count with `auto`
      -h, --help               Print help

    What is printed is one file, a module per service, for a crate that uses ess-cfn as a library. It
    takes the bindings of that library for what its types refer to. Builds without the feature
    `generator` can't do it.

    Example:
      ess-cfn bindings AWS::Kinesis::Stream > bindings.rs
    ");
}

#[test]
fn completions_have_help() {
    insta::assert_snapshot!(help("completions"), @r"
    Print completions for a shell

    Usage: ess-cfn completions [OPTIONS] <SHELL>

    Arguments:
      <SHELL>  The shell [possible values: bash, elvish, fish, powershell, zsh]

    Options:
      -q, --quiet         Say what fails, and nothing else
          --color <WHEN>  When to use colours; NO_COLOR and CLICOLOR_FORCE count with `auto`
      -h, --help          Print help

    Example:
      ess-cfn completions bash > ess-cfn.bash
    ");
}

#[test]
fn every_help_fits_a_screen() {
    let texts = COMMANDS.map(help).into_iter();
    for text in texts.chain([Folder::new().run(&["--help"]).stdout]) {
        assert!(text.lines().count() <= 40, "{text}");
        assert!(
            text.lines().all(|line| line.chars().count() <= 100),
            "{text}"
        );
    }
}

#[cfg(unix)]
#[test]
fn every_example_of_the_help_works_as_it_stands() {
    let program = help_of_program();
    for text in COMMANDS.map(help).into_iter().chain([program]) {
        let (_, examples) = text.split_once("Example").unwrap();
        let examples = examples.lines().skip(1).filter(|line| !line.is_empty());
        let folder = Folder::with_spec();
        for example in examples {
            // A build without the generator says so.
            if example.contains("ess-cfn bindings") && cfg!(not(feature = "generator")) {
                continue;
            }
            if example.contains("ess-cfn init") {
                std::fs::remove_file(folder.path("deployment.yaml")).unwrap();
            }
            let mut path = program_folder().to_owned();
            path.push(":");
            path.push(std::env::var_os("PATH").unwrap());
            let mut shell = Command::new("sh");
            shell.arg("-c").arg(example).env("PATH", path);
            let output = shell.current_dir(folder.0.path()).output().unwrap();
            assert!(output.status.success(), "{example}: {output:?}");
        }
    }
}

#[cfg(unix)]
fn help_of_program() -> String {
    Folder::new().run(&["--help"]).stdout
}

#[test]
fn a_mistyped_command_gets_the_nearest_one() {
    let run = Folder::new().run(&["sinth"]);
    run.ends_with(2);
    assert_eq!(run.stdout, "");
    insta::assert_snapshot!(run.stderr, @r"
    error: unrecognized subcommand 'sinth'

      tip: some similar subcommands exist: 'init', 'synth'

    Usage: ess-cfn [OPTIONS] <COMMAND>

    For more information, try '--help'.
    ");
}

#[test]
fn an_unknown_option_and_a_missing_spec_are_usage_errors() {
    for arguments in [&["synth"][..], &["synth", "--chek", "a.yaml"], &[]] {
        let run = Folder::new().run(arguments);
        run.ends_with(2);
        assert_eq!(run.stdout, "");
        assert!(run.stderr.contains("Usage: ess-cfn"), "{}", run.stderr);
    }
}

#[test]
fn the_version_is_that_of_the_package() {
    let run = Folder::new().run(&["--version"]);
    run.ends_with(0);
    assert_eq!(
        run.stdout,
        format!("ess-cfn {}\n", env!("CARGO_PKG_VERSION"))
    );
}
