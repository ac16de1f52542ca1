//! What a bug of the program says: a second process that has one.

use std::env;
use std::process::Command;

const PANIC: &str = "ESS_CFN_TEST_PANIC";

/// Does nothing, unless the test below started this very process.
#[test]
fn the_second_process() {
    if env::var_os(PANIC).is_some() {
        ess_cfn::cli::ask_for_reports();
        panic!("invariant: this never happens");
    }
}

#[test]
fn a_bug_asks_for_a_report_with_version_and_place() {
    let mut command = Command::new(env::current_exe().unwrap());
    command.args(["--exact", "cli::bug::the_second_process", "--nocapture"]);
    let output = command.env(PANIC, "1").output().unwrap();
    assert_eq!(output.status.code(), Some(101));
    let stderr = String::from_utf8(output.stderr).unwrap();
    let place = stderr
        .lines()
        .find(|line| line.starts_with("  at "))
        .unwrap();
    assert!(place.contains("bug.rs:"), "{place}");
    let said = stderr.replace(place, "  at PLACE");
    insta::assert_snapshot!(said.replace(env!("CARGO_PKG_VERSION"), "VERSION"), @r"
    ess-cfn VERSION: this is a bug of ess-cfn, not of your input
      invariant: this never happens
      at PLACE
    please report it with these lines, the command and, if you can, the spec
    ");
}
