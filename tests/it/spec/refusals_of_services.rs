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
    spec.yaml:6:37: error[spec-service-name] services.a-b.volumes.c: volume `c` of service `a-b` would be `ABCAccessPoint` in the templates, as volume `b-c` of service `a` is
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

#[test]
fn schedules_in_other_forms_than_the_schedulers() {
    assert_snapshot!(findings(&below(r#"services:
  a: { image: "a:1.0", schedule: "0 3 * * *" }
  b: { image: "b:1.0", schedule: rate(1 minutes), timezone: "+01:00" }"#)), @r"
    spec.yaml:5:34: error[spec-schedule] services.a.schedule: `0 3 * * *` is not a schedule
      expected `cron(…)` with six fields such as `cron(0 3 * * ? *)`, or `rate(…)` such as `rate(15 minutes)`
    spec.yaml:6:34: error[spec-schedule] services.b.schedule: `rate(1 minutes)` is not a schedule
      expected `cron(…)` with six fields such as `cron(0 3 * * ? *)`, or `rate(…)` such as `rate(15 minutes)`
    spec.yaml:6:61: error[spec-time-zone] services.b.timezone: `+01:00` is not a time zone
      expected a time zone such as `Europe/Berlin` or `UTC`
    ");
}

#[test]
fn schedules_with_fields_that_are_none() {
    assert_snapshot!(findings(&below(r#"services:
  a: { image: "a:1.0", schedule: "cron(0 25 * * ? *)" }
  b: { image: "b:1.0", schedule: "cron(0 3 * * MON *)" }"#)), @r"
    spec.yaml:5:34: error[spec-schedule-field] services.a.schedule: `cron(0 25 * * ? *)` is not a schedule
      expected 0 to 23 in the field of hours, found `25`
    spec.yaml:6:34: error[spec-schedule-field] services.b.schedule: `cron(0 3 * * MON *)` is not a schedule
      expected `?` in one of the fields of days, either of the month or of the week
    ");
}

#[test]
fn a_job_with_what_only_a_service_that_runs_all_the_time_has() {
    assert_snapshot!(findings(&below(r#"services:
  a:
    image: "a:1.0"
    schedule: rate(1 hour)
    host: a.pods.example.org
    health: { path: /up }
    count: 2"#)), @r"
    spec.yaml:8:11: error[spec-job] services.a.host: service `a` has `schedule` and `host`
      expected a job to be reached by nobody, and to run one task at a time
      help: leave `host` out, or `schedule`
    spec.yaml:9:5: error[spec-job] services.a.health: service `a` has `schedule` and `health`
      expected a job to be reached by nobody, and to run one task at a time
      help: leave `health` out, or `schedule`
    spec.yaml:10:12: error[spec-job] services.a.count: service `a` has `schedule` and `count`
      expected a job to be reached by nobody, and to run one task at a time
      help: leave `count` out, or `schedule`
    ");
}

#[test]
fn a_service_of_the_profile_is_no_job() {
    assert_snapshot!(findings(&below(r#"services:
  ldp: { schedule: rate(1 hour) }"#)), @r"
    spec.yaml:5:20: error[spec-job] services.ldp.schedule: service `ldp` of the profile runs all the time
      expected a schedule on services of your own alone
      help: give the job a name of its own, and the same `image`
    ");
}

#[test]
fn a_time_zone_without_a_schedule() {
    assert_snapshot!(findings(&below(r#"services:
  a: { image: "a:1.0", timezone: Europe/Berlin }"#)), @r"
    spec.yaml:5:34: error[spec-job] services.a.timezone: service `a` has `timezone` and no `schedule`
      expected it beside a `schedule`
      help: leave `timezone` out, or say in `schedule` when the job runs
    ");
}

#[test]
fn a_job_that_finds_no_room_when_a_zone_fails() {
    assert_snapshot!(findings(&below(r#"pools: { backend: { min: 3 } }
services:
  a: { image: "a:1.0", count: 2, cpu: 2048 }
  b: { image: "b:1.0", schedule: rate(1 hour), cpu: 2048 }"#)), @r"
    spec.yaml:4:26: error[spec-capacity-zone-loss] pools.backend.min: when one of 3 zones fails, pool `backend` keeps 2 of its 3 hosts, and its services need 3
      expected at least 5
      help: write `min: 5`, or leave `min` out and it follows the services
      5:1: the services
    ");
}

#[test]
fn ports_that_a_host_can_not_give_away() {
    assert_snapshot!(findings(&below(r#"services:
  a:
    image: "a:1.0"
    ports:
      ssh: { container: 22, from: [backend] }
      docker: { container: 80, host: 2376, from: [backend] }
      high: { container: 40000, from: [backend] }
      higher: { container: 80, host: 40000, from: [] }
      nobody: { container: 81 }"#)), @r"
    spec.yaml:8:25: error[spec-port] services.a.ports.ssh.container: port `ssh` of service `a` can't be 22 on a host
      expected another port than 22, which the host keeps for itself
      help: say another one in `host`
    spec.yaml:9:38: error[spec-port] services.a.ports.docker.host: port `docker` of service `a` can't be 2376 on a host
      expected another port than 2376, which the host keeps for itself
      help: say another one in `host`
    spec.yaml:10:26: error[spec-port] services.a.ports.high.container: port `high` of service `a` can't be 40000 on a host
      expected a port from 1 to 32767; hosts choose from those above
      help: say another one in `host`
    spec.yaml:11:38: error[spec-range] services.a.ports.higher.host: 40000 is out of range
      expected a whole number from 1 to 32767
      help: the nearest is 32767
    spec.yaml:11:45: error[spec-port-nobody] services.a.ports.higher.from: nobody may reach the port
      expected `ess`, `backend` or both
    spec.yaml:12:7: error[spec-missing-key] services.a.ports.nobody.from: `nobody` has no `from`
      expected a line such as `from: [backend]`
    ");
}

#[test]
fn one_port_of_a_pools_hosts_for_two_services() {
    assert_snapshot!(findings(&below(r#"services:
  a: { image: "a:1.0", ports: { metrics: { container: 9187, from: [backend] } } }
  b: { image: "b:1.0", ports: { web: { container: 80, host: 9187, from: [ess] } } }
  c: { image: "c:1.0", pool: ess, ports: { web: { container: 9187, from: [ess] } } }"#)), @r"
    spec.yaml:6:33: error[spec-port] services.b.ports.web: port 9187 of the hosts of pool `backend` is published by port `metrics` of service `a` and by port `web` of service `b`
      expected a port of the host of its own
      help: give one of them another `host`
      5:33: port `metrics` of service `a`
    ");
}

#[test]
fn the_port_on_which_the_load_balancer_reaches_a_service() {
    assert_snapshot!(findings(&below(r#"services:
  ldp: { ports: { main: { container: 8443, from: [backend] } } }"#)), @r"
    spec.yaml:5:19: error[spec-port] services.ldp.ports.main: port `main` of service `ldp` publishes 8443, on which the load balancer reaches the service
      expected another port of the container
      help: call the service by its public name, or let it listen on a second port
    ");
}

#[test]
fn more_tasks_with_a_published_port_than_hosts_are_left() {
    assert_snapshot!(findings(&below(r#"pools: { backend: { min: 3, max: 6 } }
services:
  a: { image: "a:1.0", min: 3, max: 8, ports: { metrics: { container: 9187, from: [backend] } } }"#)), @r"
    spec.yaml:4:26: error[spec-capacity-zone-loss] pools.backend.min: when one of 3 zones fails, pool `backend` keeps 2 of its 3 hosts, and its services need 3
      expected at least 5
      help: write `min: 5`, or leave `min` out and it follows the services
      5:1: the services
    spec.yaml:4:34: error[spec-capacity-maximum] pools.backend.max: the services of pool `backend` need 8 hosts at their highest counts, and it has at most 6
      expected at least 8
      help: leave `max` out and it follows the services
      5:1: the services
    ");
}

#[test]
fn schedules_of_pools_that_are_none() {
    assert_snapshot!(findings(&below(r#"pools:
  ess:
    target_capacity_percent: 0
    schedules:
      a: { cron: "cron(0 6 * * ? *)", min: 4 }
      b: { cron: "0 6 * * * *", timezone: Berlin!, min: 4 }
      c: { cron: "0 6 * * ? *" }
      d: { cron: "0 6 L * ? *", min: 4, max: 9 }
      e-b1: { cron: "0 6 * * ? *", min: 4, max: 9 }
      e-b-1: { cron: "0 7 * * ? *", min: 4, max: 9 }"#)), @r"
    spec.yaml:6:30: error[spec-range] pools.ess.target_capacity_percent: 0 is out of range
      expected a whole number from 10 to 100
      help: the nearest is 10
    spec.yaml:8:18: error[spec-cron] pools.ess.schedules.a.cron: `cron(0 6 * * ? *)` is not a cron expression
      expected six fields with a blank between them, such as `0 3 * * ? *` for three o'clock every day
    spec.yaml:9:18: error[spec-schedule-field] pools.ess.schedules.b.cron: `0 6 * * * *` is not a cron expression
      expected `?` in one of the fields of days, either of the month or of the week
    spec.yaml:9:43: error[spec-time-zone] pools.ess.schedules.b.timezone: `Berlin!` is not a time zone
      expected a time zone such as `Europe/Berlin` or `UTC`
    spec.yaml:10:7: error[spec-pool-schedule] pools.ess.schedules.c: schedule `c` of pool `ess` changes nothing
      expected `min`, `max` or both
      help: say how many hosts there are from then on
    spec.yaml:11:7: error[spec-pool-schedule] pools.ess.schedules.d: schedule `d` of pool `ess` says `0 6 L * ? *`, which an Auto Scaling Group can't be told
      expected neither years nor `L`, `W` or `#`
      help: say the days by number or name
    spec.yaml:13:7: error[spec-service-name] pools.ess.schedules.e-b-1: schedule `e-b-1` of pool `ess` would be `EB1ScheduledAction` in the templates, as schedule `e-b1` is
      expected names that differ in letters or digits
    ");
}

#[test]
fn schedules_by_which_a_pool_is_too_small_at_times() {
    assert_snapshot!(findings(&below(r#"pools:
  ess:
    min: 6
    max: 12
    schedules:
      low: { cron: "0 6 * * ? *", min: 2 }
      range: { cron: "0 7 * * ? *", min: 13 }
      rolling: { cron: "0 8 * * ? *", min: 8, max: 8 }
      small: { cron: "0 9 * * ? *", min: 3, max: 4 }"#)), @r"
    spec.yaml:9:7: error[spec-pool-schedule] pools.ess.schedules.low: with schedule `low`, pool `ess` has at least 2 hosts, and its services need 3 so that they survive the loss of one of 3 zones
      expected at least 3
      help: write `min: 3`, or leave `min` out of the schedule
    spec.yaml:10:7: error[spec-pool-schedule] pools.ess.schedules.range: with schedule `range`, pool `ess` has 13 to 4 hosts; a rolling update starts 1 more before it ends any
      expected `max` to be at least 14
      help: say `min` and `max` in every schedule that changes one of them
      6:10: the fewest hosts
      7:10: the most hosts
    spec.yaml:11:7: error[spec-pool-schedule] pools.ess.schedules.rolling: with schedule `rolling`, pool `ess` has 8 to 8 hosts; a rolling update starts 1 more before it ends any
      expected `max` to be at least 9
      help: say `min` and `max` in every schedule that changes one of them
      6:10: the fewest hosts
      7:10: the most hosts
    spec.yaml:12:7: error[spec-pool-schedule] pools.ess.schedules.small: the services of pool `ess` need 5 hosts at their highest counts, and with schedule `small` it has at most 4
      expected `max` to be at least 5
    ");
}

#[test]
fn goals_and_schedules_of_services_that_do_not_scale() {
    assert_snapshot!(findings(&below(r#"services:
  a: { image: "a:1.0", memory_percent: 70 }
  b: { image: "b:1.0", count: 2, schedules: { day: { cron: "0 6 * * ? *", min: 3 } } }
  c: { image: "c:1.0", count: 2, min: 2, max: 4 }"#)), @r"
    spec.yaml:5:40: error[spec-service-count] services.a.memory_percent: service `a` has `memory_percent` and does not scale
      expected `count`, or `min` and `max` above it
      help: add `min` and `max`
    spec.yaml:6:31: error[spec-service-count] services.b.count: service `b` has a fixed count and scales
      expected `count`, or `min` and `max` above it
      help: leave `count` out, or `min`, `max` and what it scales by
    spec.yaml:7:31: error[spec-service-count] services.c.count: service `c` has a fixed count and scales
      expected `count`, or `min` and `max` above it
      help: leave `count` out, or `min`, `max` and what it scales by
    ");
}

#[test]
fn requests_that_nobody_counts() {
    assert_snapshot!(findings(&below(r#"services:
  a: { image: "a:1.0", min: 2, max: 4, requests_per_minute: 100 }"#)), @r"
    spec.yaml:5:61: error[spec-service-scaling] services.a.requests_per_minute: service `a` scales by requests, and no load balancer hands it any
      expected it on services with a `host`
      help: leave `requests_per_minute` out, or give the service a `host`
      5:3: service `a`
    ");
}

#[test]
fn schedules_of_a_service_that_are_none() {
    assert_snapshot!(findings(&below(r#"services:
  ldp:
    schedules:
      nothing: { cron: "0 6 * * ? *" }
      low: { cron: "0 7 * * ? *", min: 1 }
      range: { cron: "0 8 * * ? *", min: 9, max: 8 }
      above: { cron: "0 9 * * ? *", min: 10 }"#)), @r"
    spec.yaml:7:7: error[spec-service-scaling] services.ldp.schedules.nothing: schedule `nothing` of service `ldp` changes nothing
      expected `min`, `max` or both
      help: say how many tasks there are from then on
    spec.yaml:8:7: error[spec-service-scaling] services.ldp.schedules.low: schedule `low` of service `ldp` asks for a minimum of 1, and at any time it has at least 2
      expected at least 2
      help: write the fewest tasks of any hour as the `min` of the service
      5:3: the fewest tasks
    spec.yaml:9:7: error[spec-service-scaling] services.ldp.schedules.range: with schedule `range` of service `ldp` the fewest tasks, 9, are more than the most, 8
      expected `max` to be at least 9
      help: say `min` and `max` in every schedule that changes one of them
      5:3: the fewest tasks
      5:3: the most tasks
    spec.yaml:10:7: error[spec-service-scaling] services.ldp.schedules.above: with schedule `above` of service `ldp` the fewest tasks, 10, are more than the most, 6
      expected `max` to be at least 10
      help: say `min` and `max` in every schedule that changes one of them
      5:3: the fewest tasks
      5:3: the most tasks
    ");
}

#[test]
fn an_hour_for_which_the_pool_has_no_room() {
    assert_snapshot!(findings(&below(r#"pools: { backend: { min: 3, max: 6 } }
services:
  a:
    image: "a:1.0"
    cpu: 2048
    min: 2
    max: 4
    schedules: { day: { cron: "0 6 ? * MON-FRI *", min: 4, max: 8 } }"#)), @r"
    spec.yaml:4:26: error[spec-capacity-zone-loss] pools.backend.min: when one of 3 zones fails, pool `backend` keeps 2 of its 3 hosts, and its services need 4
      expected at least 6
      help: write `min: 6`, or leave `min` out and it follows the services
      5:1: the services
    spec.yaml:4:34: error[spec-capacity-maximum] pools.backend.max: the services of pool `backend` need 8 hosts at their highest counts, and it has at most 6
      expected at least 8
      help: leave `max` out and it follows the services
      5:1: the services
    ");
}

#[test]
fn a_secret_of_one_account_in_a_stack_set() {
    assert_snapshot!(findings(&below("stack_set: true
services:
  tool:
    pool: backend
    image: tool:1
    secrets:
      TOKEN: arn:aws:secretsmanager:eu-central-1:123456789012:secret:token-AbCdEf
      KEY: tool-key")), @r"
    spec.yaml:10:14: error[spec-stack-set-secret] services.tool.secrets.TOKEN: secret `TOKEN` of service `tool` is in one account, and a stack set has many
      expected the name of a secret
      help: write a name for `TOKEN`, and below `secrets.existing` the ARN of that name, which becomes a parameter
      4:12: the stack set
    ");
}
