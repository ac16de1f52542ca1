//! Command, user, what may be written and the check from inside a container.

use super::{assembly, container, resource, yaml};

#[test]
fn a_container_has_the_command_the_user_and_the_check_that_the_spec_says() {
    let assembly = assembly(
        "  worker:
    image: 'worker:1.0'
    entry_point: [/bin/run, --]
    command: [export, --again, --again, 12]
    user: '1000:2000'
    read_only: true
    health: { command: { run: [/bin/alive, now], interval_seconds: 15, start_seconds: 0 } }
",
    );
    let definition = resource(&assembly, "BackendServices", "WorkerTaskDefinition");
    let container = container(&definition);
    for (property, expected) in [
        ("EntryPoint", "[/bin/run, --]"),
        ("Command", "[export, --again, --again, '12']"),
        ("User", "'1000:2000'"),
        ("ReadonlyRootFilesystem", "true"),
        (
            "HealthCheck",
            "{ Command: [CMD, /bin/alive, now], Interval: 15, Timeout: 5, Retries: 3, StartPeriod: 0 }",
        ),
    ] {
        assert_eq!(
            container.get(&[property]),
            Some(&yaml(expected)),
            "{property}"
        );
    }
}

#[test]
fn a_service_of_the_profile_has_a_read_only_file_system_where_the_spec_says_so() {
    let assembly = assembly("  ldp: { read_only: true }\n  oidc: { read_only: false }\n");
    let read_only = |id: &str| {
        let definition = resource(&assembly, "EssServices", id);
        let said = container(&definition).get(&["ReadonlyRootFilesystem"]);
        said.map(|said| said == &yaml("true"))
    };
    assert_eq!(read_only("LdpTaskDefinition"), Some(true));
    assert_eq!(read_only("OidcTaskDefinition"), None);
}

#[test]
fn a_check_written_as_one_text_is_run_by_the_images_shell() {
    let assembly = assembly(
        "  ldp: { health: { command: { run: 'curl --fail localhost:9000 || exit 1' } } }\n",
    );
    let definition = resource(&assembly, "EssServices", "LdpTaskDefinition");
    let check = container(&definition).get(&["HealthCheck", "Command"]);
    let expected = yaml("[CMD-SHELL, 'curl --fail localhost:9000 || exit 1']");
    assert_eq!(check, Some(&expected));
}

#[test]
fn what_the_spec_does_not_say_is_left_to_the_image() {
    let assembly = assembly("  worker: { image: 'worker:1.0' }\n");
    let definition = resource(&assembly, "BackendServices", "WorkerTaskDefinition");
    for property in [
        "EntryPoint",
        "Command",
        "User",
        "ReadonlyRootFilesystem",
        "HealthCheck",
        "MountPoints",
    ] {
        assert!(
            container(&definition).get(&[property]).is_none(),
            "{property}"
        );
    }
    assert!(definition.property(&["Volumes"]).is_none());
    assert!(assembly.template("Storage").is_none());
}

#[test]
fn a_rolling_update_of_hosts_waits_as_long_as_a_container_may_take_to_come_up() {
    let pause = |services: &str| {
        let assembly = assembly(services);
        let group = resource(&assembly, "BackendPool", "AutoScalingGroup");
        let path = ["UpdatePolicy", "AutoScalingRollingUpdate", "PauseTime"];
        group
            .node
            .get(&path)
            .expect("a pause")
            .as_text()
            .map(str::to_owned)
    };
    let slow =
        "  slow: { image: 'slow:1.0', health: { command: { run: x, start_seconds: 300 } } }\n";
    let plain = "  slow: { image: 'slow:1.0' }\n";
    assert_eq!(pause(plain).as_deref(), Some("PT19M"));
    assert_eq!(pause(slow).as_deref(), Some("PT22M"));
}
