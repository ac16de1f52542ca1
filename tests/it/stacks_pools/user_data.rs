//! The script that a host starts with: as a script, and run with stand-ins for what it calls.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::{Command, Output};

use ess_cfn::document::Node;

use super::built::{Built, POOLS, built};
use crate::deployments::draft;

/// The script as CloudFormation hands it to a host.
fn script(built: &Built, stack: &str) -> String {
    let template = built.properties(stack, "AWS::EC2::LaunchTemplate");
    let data = template.get("LaunchTemplateData").unwrap();
    let encoded = data.get(&["UserData"]).and_then(Node::as_function).unwrap();
    assert_eq!(encoded.name.key(), "Fn::Base64");
    let text = encoded.argument.as_function().unwrap();
    assert_eq!(text.name.key(), "Fn::Sub");
    let text = text.argument.as_text().unwrap();
    let values = [
        ("${ClusterName}", "acme-solid-Cluster-1ABC-Cluster-2DEF"),
        ("${AWS::StackName}", "acme-solid-EssPool-3GHI"),
        ("${AWS::Region}", "eu-central-1"),
    ];
    let text = values.iter().fold(text.to_owned(), |text, (name, value)| {
        text.replace(name, value)
    });
    assert!(!text.contains("${"), "{text}");
    text
}

fn lines(text: &str, between: &str) -> Vec<String> {
    let begin = format!("<<'{between}'\n");
    let (_, rest) = text.split_once(&begin).unwrap();
    let (inside, _) = rest.split_once(&format!("\n{between}\n")).unwrap();
    inside.lines().map(str::to_owned).collect()
}

#[test]
fn the_agent_is_told_its_cluster_and_its_pool() {
    let built = built(draft());
    for (stack, pool) in [("EssPool", "ess"), ("BackendPool", "backend")] {
        let attributes = format!(r#"ECS_INSTANCE_ATTRIBUTES={{"pool":"{pool}"}}"#);
        let expected = [
            "ECS_CLUSTER=acme-solid-Cluster-1ABC-Cluster-2DEF",
            "ECS_IMAGE_PULL_BEHAVIOR=prefer-cached",
            "ECS_AWSVPC_BLOCK_IMDS=true",
            "ECS_DISABLE_PRIVILEGED=true",
            "ECS_RESERVED_MEMORY=256",
            "ECS_CONTAINER_STOP_TIMEOUT=120s",
            "ECS_ENGINE_TASK_CLEANUP_WAIT_DURATION=1h",
            "ECS_DYNAMIC_HOST_PORT_RANGE=32768-60999",
            attributes.as_str(),
        ];
        assert_eq!(lines(&script(&built, stack), "CONFIG"), expected);
    }
}

#[test]
fn the_agent_gives_containers_as_long_as_the_slowest_service_takes() {
    let mut draft = draft();
    draft.services[0].stop_timeout_seconds = 300;
    let script = script(&built(draft), "EssPool");
    assert!(script.contains("\nECS_CONTAINER_STOP_TIMEOUT=300s\n"));
}

#[test]
fn the_script_is_bash_and_fits_into_user_data() {
    let built = built(draft());
    for stack in POOLS {
        let script = script(&built, stack);
        assert!(script.len() < 16 * 1024);
        let scripts = [script.clone(), lines(&script, "SCRIPT").join("\n") + "\n"];
        for text in scripts {
            assert!(text.starts_with("#!/bin/bash\n"), "{text}");
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("script");
            fs::write(&path, text).unwrap();
            succeeds(Command::new("bash").arg("-n").arg(&path).output().unwrap());
            // Where there is a linter, it has nothing to say.
            if let Ok(output) = Command::new("shellcheck").arg(&path).output() {
                succeeds(output);
            }
        }
    }
}

fn succeeds(output: Output) {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let (out, err) = (text(&output.stdout), text(&output.stderr));
    assert!(output.status.success(), "{out}{err}");
}

/// Runs the script on a host whose agent answers `metadata` and whose package manager fails the first
/// times; returns the arguments of the signal.
fn signal(metadata: &str, failures: u32) -> Vec<String> {
    let built = built(draft());
    let folder = tempfile::tempdir().unwrap();
    let place = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let script = script(&built, "EssPool")
        .replace("/etc/ecs/ecs.config", &place("ecs.config"))
        .replace("/usr/local/sbin/signal-ready", &place("signal-ready"))
        .replace("/opt/aws/bin/cfn-signal", &place("cfn-signal"));
    let (answer, sent, tries) = (place("metadata"), place("sent"), place("tries"));
    fs::write(&answer, metadata).unwrap();
    program(folder.path(), "curl", &format!("cat '{answer}'"));
    program(folder.path(), "sleep", "true");
    program(
        folder.path(),
        "dnf",
        &format!("echo try >> '{tries}'; (( $(wc -l < '{tries}') > {failures} ))"),
    );
    let run = r#"[[ $1 == --no-block ]]; shift 2; "$@""#;
    program(folder.path(), "systemd-run", run);
    let send = format!("printf '%s\\n' \"$@\" > '{sent}'; exit 1");
    program(folder.path(), "cfn-signal", &send);
    fs::write(place("script"), script).unwrap();
    let usual = std::env::var("PATH").unwrap();
    let search = format!("{}:{usual}", folder.path().display());
    let mut run = Command::new("bash");
    run.arg(place("script")).env("PATH", search);
    succeeds(run.output().unwrap());
    let sent = fs::read_to_string(sent).unwrap();
    assert_eq!(
        fs::read_to_string(tries).unwrap().lines().count(),
        usize::try_from(failures).unwrap() + 1
    );
    sent.lines().map(str::to_owned).collect()
}

/// Puts a program where the script looks first.
fn program(folder: &Path, name: &str, body: &str) {
    let path = folder.join(name);
    fs::write(&path, format!("#!/bin/bash\n{body}\n")).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
}

/// The arguments of a signal for the group of the pool's own stack.
fn arguments(outcome: &str) -> Vec<String> {
    let built = built(draft());
    let group = built.only("EssPool", "AWS::AutoScaling::AutoScalingGroup");
    [
        ["--exit-code", outcome],
        ["--stack", "acme-solid-EssPool-3GHI"],
        ["--resource", group.logical_id],
        ["--region", "eu-central-1"],
    ]
    .concat()
    .into_iter()
    .map(str::to_owned)
    .collect()
}

#[test]
fn a_registered_host_signals_success_for_the_group_of_its_stack() {
    let metadata = r#"{"Cluster":"acme","ContainerInstanceArn":"arn:aws:ecs:eu-central-1:111122223333:container-instance/acme/1","Version":"v1"}"#;
    assert_eq!(signal(metadata, 0), arguments("0"));
}

#[test]
fn a_host_whose_agent_is_not_registered_signals_failure() {
    let metadata = r#"{"Cluster":"acme","ContainerInstanceArn":null,"Version":"v1"}"#;
    assert_eq!(signal(metadata, 0), arguments("1"));
    assert_eq!(signal("", 0), arguments("1"));
}

#[test]
fn a_host_tries_again_where_packages_are_out_of_reach() {
    let metadata = r#"{"ContainerInstanceArn":"arn:aws:ecs:x"}"#;
    assert_eq!(signal(metadata, 3), arguments("0"));
}
