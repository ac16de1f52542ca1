//! Specs that are refused for what they ask of services, each with everything that is found in it.
//!
//! Not here: names, hosts, images and counts (`refusals`).

use insta::assert_snapshot;

use super::{below, findings};

#[test]
fn a_user_that_yaml_reads_as_a_number_and_one_that_is_none() {
    assert_snapshot!(findings(&below(r#"services:
  a: { image: "a:1.0", user: 1000 }
  b: { image: "b:1.0", user: "app user" }"#)), @r#"
    spec.yaml:5:30: error[spec-type] services.a.user: found the number `1000`
      expected a user of a container
      help: put quotes around it: `"1000"`
    spec.yaml:6:30: error[spec-user] services.b.user: `app user` is not a user of a container
      expected a user or its number, with or without a group, such as `1000:1000`
    "#);
}

#[test]
fn commands_without_anything_to_run() {
    assert_snapshot!(findings(&below(r#"services:
  a: { image: "a:1.0", command: [], health: { command: { run: " " } } }"#)), @r"
    spec.yaml:5:24: error[spec-command] services.a.command: there is nothing to run
      expected a program with its arguments
      help: leave the key out, and the image says what is run
    spec.yaml:5:63: error[spec-command] services.a.health.command.run: there is nothing to run
      expected a program with its arguments
      help: leave the key out, and the image says what is run
    ");
}

#[test]
fn a_command_that_is_a_text_and_an_argument_that_is_a_mapping() {
    assert_snapshot!(findings(&below(r#"services:
  a: { image: "a:1.0", command: "run --now", entry_point: [run, { now: true }] }"#)), @r"
    spec.yaml:5:33: error[spec-type] services.a.command: found the text `run --now`
      expected a list, each a text
    spec.yaml:5:65: error[spec-type] services.a.entry_point[1]: found a mapping
      expected a text
    ");
}

#[test]
fn a_check_without_what_it_runs_that_takes_too_long() {
    assert_snapshot!(findings(&below(r#"services:
  a: { image: "a:1.0", health: { command: { timeout_seconds: 90, retries: 0 } } }"#)), @r"
    spec.yaml:5:34: error[spec-missing-key] services.a.health.command.run: `command` has no `run`
      expected a line such as `run: curl --fail http://localhost:8080/`
    spec.yaml:5:62: error[spec-range] services.a.health.command.timeout_seconds: 90 is out of range
      expected a whole number from 2 to 60
      help: the nearest is 60
    spec.yaml:5:75: error[spec-range] services.a.health.command.retries: 0 is out of range
      expected a whole number from 1 to 10
      help: the nearest is 1
    ");
}

#[test]
fn a_private_service_that_only_a_load_balancer_could_check() {
    assert_snapshot!(findings(&below(r#"services:
  a: { image: "a:1.0", health: { command: { run: alive }, path: /up } }"#)), @r"
    spec.yaml:5:24: error[spec-host-private] services.a.health: service `a` has `health` and no `host`
      expected it on services that a load balancer asks, but for its `command`
      help: leave `health` out, or give the service a `host`
    ");
}

#[test]
fn volumes_at_places_that_are_none() {
    assert_snapshot!(findings(&below(r#"services:
  a:
    image: "a:1.0"
    volumes:
      root: { path: / }
      up: { path: /data/../etc }
      relative: { path: data, kind: fast }
      nowhere: {}"#)), @r"
    spec.yaml:8:21: error[spec-volume-path] services.a.volumes.root.path: `/` is not a directory of a container
      expected a directory below `/` such as `/var/lib/data`, of at most 255 letters, digits, `.`, `_` and `-`
    spec.yaml:9:19: error[spec-volume-path] services.a.volumes.up.path: `/data/../etc` is not a directory of a container
      expected a directory below `/` such as `/var/lib/data`, of at most 255 letters, digits, `.`, `_` and `-`
    spec.yaml:10:25: error[spec-volume-path] services.a.volumes.relative.path: `data` is not a directory of a container
      expected a directory below `/` such as `/var/lib/data`, of at most 255 letters, digits, `.`, `_` and `-`
    spec.yaml:10:37: error[spec-choice] services.a.volumes.relative.kind: `fast` is not on offer here
      expected `shared` or `scratch`
    spec.yaml:11:7: error[spec-missing-key] services.a.volumes.nowhere.path: `nowhere` has no `path`
      expected a line such as `path: /var/lib/data`
    ");
}

#[test]
fn volumes_that_hide_one_another() {
    assert_snapshot!(findings(&below(r#"services:
  a:
    image: "a:1.0"
    volumes:
      data: { path: /var/data }
      index: { path: /var/data/index }
      other: { path: /var/database }"#)), @r"
    spec.yaml:9:22: error[spec-volume] services.a.volumes.index.path: volume `index` of service `a` is mounted at `/var/data/index`, and volume `data` at `/var/data`
      expected directories beside each other
      help: mount one of them elsewhere
      8:21: volume `data`
    ");
}

#[test]
fn volumes_whose_names_are_one_in_the_templates() {
    assert_snapshot!(findings(&below(r#"services:
  a: { image: "a:1.0", volumes: { b-c: { path: /data } } }
  a-b: { image: "b:1.0", volumes: { c: { path: /data } } }
  a-b-c: { image: "c:1.0", volumes: { d: { path: /data, kind: scratch } } }"#)), @r"
    spec.yaml:6:37: error[spec-volume] services.a-b.volumes.c: volume `c` of service `a-b` would be `ABCAccessPoint` in the templates, as volume `b-c` of service `a` is
      expected names that differ in letters or digits
    ");
}

#[test]
fn a_scratch_volume_that_nobody_may_write_to() {
    assert_snapshot!(findings(&below(r#"services:
  a: { image: "a:1.0", volumes: { data: { path: /data, kind: scratch, read_only: true } } }"#)), @r"
    spec.yaml:5:82: error[spec-volume] services.a.volumes.data.read_only: volume `data` of service `a` begins empty, and nobody may write to it
      expected `kind: shared` where a volume is only read
      help: leave `read_only` out
    ");
}
