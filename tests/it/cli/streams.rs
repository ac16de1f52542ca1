//! Which stream has what, colours, and readers that go away.

use std::process::Stdio;

use super::{Folder, Run};

const BROKEN: &str = "name: acme\nregion: eu-central-1\ndomian: pods.example.org\n";

fn colours(folder: &Folder, arguments: &[&str], environment: &[(&str, &str)]) -> bool {
    let mut command = folder.command(arguments);
    command.envs(environment.iter().copied());
    let run = Run::of(command.output().unwrap());
    run.ends_with(2);
    run.stderr.contains('\u{1b}')
}

#[test]
fn colours_come_on_a_terminal_or_when_asked_for() {
    let folder = Folder::new();
    folder.write("broken.yaml", BROKEN);
    let plain = ["synth", "broken.yaml"];
    let always = ["synth", "broken.yaml", "--color", "always"];
    let never = ["--color=never", "synth", "broken.yaml"];
    assert!(!colours(&folder, &plain, &[]));
    assert!(colours(&folder, &always, &[]));
    assert!(colours(&folder, &plain, &[("CLICOLOR_FORCE", "1")]));
    assert!(!colours(
        &folder,
        &plain,
        &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]
    ));
    assert!(colours(
        &folder,
        &plain,
        &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "")]
    ));
    assert!(!colours(&folder, &never, &[("CLICOLOR_FORCE", "1")]));
    assert!(!colours(&folder, &plain, &[("CI", "true")]));
    // Usage errors come before arguments are understood, and listen all the same.
    assert!(colours(&folder, &["sinth", "--color", "always"], &[]));
    assert!(!colours(
        &folder,
        &["sinth", "--color=never"],
        &[("CLICOLOR_FORCE", "1")]
    ));
}

#[test]
fn quiet_leaves_only_what_fails() {
    let folder = Folder::with_spec();
    let run = folder.run(&["synth", "deployment.yaml", "--quiet"]);
    run.ends_with(0);
    assert_eq!((run.stdout.as_str(), run.stderr.as_str()), ("", ""));
    folder.write("broken.yaml", BROKEN);
    let run = folder.run(&["-q", "synth", "broken.yaml"]);
    assert!(
        run.ends_with(2).stderr.contains("error[spec-"),
        "{}",
        run.stderr
    );
}

#[test]
fn a_reader_that_has_had_enough_is_no_failure() {
    let folder = Folder::with_spec();
    for arguments in [&["schema", "AWS::QuickSight::Dashboard"][..], &["--help"]] {
        let mut command = folder.command(arguments);
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        drop(child.stdout.take());
        let run = Run::of(child.wait_with_output().unwrap());
        run.ends_with(0);
        assert_eq!(run.stderr, "");
    }
}

#[test]
fn nobody_at_standard_error_is_no_failure() {
    let folder = Folder::with_spec();
    let mut command = folder.command(&["synth", "deployment.yaml"]);
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    drop(child.stderr.take());
    let run = Run::of(child.wait_with_output().unwrap());
    run.ends_with(0);
}

#[cfg(target_os = "linux")]
#[test]
fn a_result_that_can_not_be_written_is_a_failure() {
    let folder = Folder::new();
    let full = std::fs::OpenOptions::new()
        .write(true)
        .open("/dev/full")
        .unwrap();
    let mut command = folder.command(&["schema"]);
    let run = Run::of(command.stdout(full).output().unwrap());
    run.ends_with(2);
    assert!(
        run.stderr.contains("the result can't be written"),
        "{}",
        run.stderr
    );
}
