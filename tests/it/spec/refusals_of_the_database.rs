//! Specs that are refused for their database, each with everything that is said of it.

use insta::assert_snapshot;

use super::{below, findings};

#[test]
fn keys_of_another_form() {
    assert_snapshot!(findings(&below(
        "database: { iops: 12000, instances: 2 }"
    )), @r"
    spec.yaml:4:19: error[spec-database-key] database.iops: `iops` is not a key of a database of the form `multi-az-instance`
      expected it for `multi-az-cluster`
      help: leave it out, or write `deployment: multi-az-cluster`
    spec.yaml:4:37: error[spec-database-key] database.instances: `instances` is not a key of a database of the form `multi-az-instance`
      expected it for `aurora`
      help: leave it out, or write `deployment: aurora`
    ");
    assert_snapshot!(findings(&below(
        "database:\n  deployment: aurora\n  storage_gib: 100\n  max_storage_gib: 200"
    )), @r"
    spec.yaml:6:16: error[spec-database-key] database.storage_gib: `storage_gib` is not a key of a database of the form `aurora`
      expected it for `multi-az-instance` and `multi-az-cluster`
      help: leave it out: the storage of Aurora grows by itself
    spec.yaml:7:20: error[spec-database-key] database.max_storage_gib: `max_storage_gib` is not a key of a database of the form `aurora`
      expected it for `multi-az-instance`
      help: leave it out: no other storage has a limit to which it grows
    ");
}

#[test]
fn a_class_of_another_form() {
    assert_snapshot!(findings(&below(
        "database: { deployment: multi-az-cluster, instance_class: db.m7g.large }"
    )), @r"
    spec.yaml:4:59: error[spec-instance-class-kind] database.instance_class: `db.m7g.large` is not a class of Multi-AZ clusters of PostgreSQL
      expected a class with local disks
      help: did you mean `db.m5d.large`?
    ");
    assert_snapshot!(findings(&below(
        "database: { deployment: aurora, instance_class: db.m7g.large }"
    )), @r"
    spec.yaml:4:49: error[spec-instance-class-kind] database.instance_class: `db.m7g.large` is not a class of Aurora PostgreSQL
      expected a class of Aurora
      help: did you mean `db.r7g.large`?
    ");
}

#[test]
fn a_class_that_is_not_known_to_be_offered_is_warned_of() {
    assert_snapshot!(findings(&below(
        "database: { deployment: aurora, instance_class: db.r99g.large }"
    )), @r"
    spec.yaml:4:49: warning[spec-instance-class-unknown] database.instance_class: RDS is not known to offer `db.r99g.large` for Aurora PostgreSQL in eu-central-1
      expected a class that can be ordered there
      help: the nearest that is known is `db.r6g.large`
    accepted
    ");
}

#[test]
fn a_snapshot_of_a_cluster_for_an_instance() {
    assert_snapshot!(findings(&below(
        "database: { snapshot: \"arn:aws:rds:eu-central-1:123456789012:cluster-snapshot:of-last-week\" }"
    )), @r"
    spec.yaml:4:23: error[spec-snapshot-kind] database.snapshot: the snapshot is one of a cluster, and RDS makes no instance of it
      expected a snapshot of an instance
      help: take it with `multi-az-cluster` or `aurora`
    ");
}

#[test]
fn too_few_zones() {
    assert_snapshot!(findings(&below(
        "network: { zones: 2 }\ndatabase: { deployment: multi-az-cluster }"
    )), @r"
    spec.yaml:5:25: error[spec-database-zones] database.deployment: a Multi-AZ cluster lies in 3 zones, and the deployment has 2
      expected `multi-az-instance` or `aurora`
      help: or write `zones: 3`
      4:19: the zones
    ");
    assert_snapshot!(findings(&below(
        "network: { zones: 2 }\ndatabase: { deployment: aurora, instances: 3 }"
    )), @r"
    spec.yaml:5:44: error[spec-database-zones] database.instances: 3 instances of Aurora are asked for, and the deployment has 2 zones
      expected at most 2, one in each zone
      4:19: the zones
    ");
}

#[test]
fn operations_that_the_storage_does_not_take() {
    assert_snapshot!(findings(&below(
        "database: { deployment: multi-az-cluster, storage_gib: 400, iops: 30000 }"
    )), @r"
    spec.yaml:4:67: error[spec-iops] database.iops: storage of 400 GiB takes 12000 to 20000 operations in a second, found 30000
      expected a number from 12000 to 20000
      4:56: the storage that it begins with
    ");
    assert_snapshot!(findings(&below(
        "database: { deployment: multi-az-cluster, storage_gib: 50 }"
    )), @r"
    spec.yaml:4:56: error[spec-storage] database.storage_gib: the storage of a Multi-AZ cluster begins with 400 GiB, and 50 are given
      expected at least 400
      help: smaller storage is an instance's: `deployment: multi-az-instance`
      4:25: the form of the database
    ");
}

#[test]
fn a_snapshot_that_is_none_and_one_of_another_region() {
    assert_snapshot!(findings(&below(
        "database: { snapshot: of--last_week }"
    )), @r"
    spec.yaml:4:23: error[spec-snapshot] database.snapshot: `of--last_week` is not the name of a snapshot
      expected the name of a snapshot, letters, digits and single hyphens, or its ARN
    ");
    assert_snapshot!(findings(&below(
        "database: { snapshot: \"arn:aws:rds:eu-west-1:123456789012:snapshot:of-last-week\" }"
    )), @r"
    spec.yaml:4:23: error[spec-elsewhere] database.snapshot: the snapshot is in eu-west-1, and the deployment in eu-central-1
      expected a snapshot in eu-central-1
      help: copy it there with `aws rds copy-db-snapshot` first
      2:9: the region
    ");
}

#[test]
fn windows_that_are_none_too_short_or_meet() {
    assert_snapshot!(findings(&below(
        "database: { backup_window: \"2:00-3:00\", maintenance_window: \"03:00-04:00\" }"
    )), @r"
    spec.yaml:4:28: error[spec-window] database.backup_window: `2:00-3:00` is not a time of each day
      expected two times in UTC such as `02:00-02:30`
    spec.yaml:4:61: error[spec-window] database.maintenance_window: `03:00-04:00` is not a time of each week
      expected two days and times in UTC such as `sun:03:00-sun:04:00`
    ");
    assert_snapshot!(findings(&below(
        "database: { backup_window: \"02:00-02:20\", maintenance_window: \"sun:03:00-mon:04:00\" }"
    )), @r"
    spec.yaml:4:28: error[spec-window-length] database.backup_window: `02:00-02:20` is not a time of each day
      expected 30 minutes at least, found 20
    spec.yaml:4:63: error[spec-window-length] database.maintenance_window: `sun:03:00-mon:04:00` is not a time of each week
      expected less than 24 hours, found 1500 minutes
    ");
    assert_snapshot!(findings(&below(
        "database: { backup_window: \"23:45-00:15\", maintenance_window: \"sun:23:30-mon:00:30\" }"
    )), @r"
    spec.yaml:4:28: error[spec-windows-meet] database.backup_window: backups are made at 23:45-00:15, in the maintenance window sun:23:30-mon:00:30
      expected times that do not meet
      help: leave one of them out, and RDS chooses it
      4:63: when RDS may change it
    ");
}
