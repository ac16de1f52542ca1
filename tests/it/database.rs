//! The database in each of its forms: what it is made of, what replaces it, and what is told of it.
//!
//! Where it lies and how it is kept is S10 (`seed::database`).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use ess_cfn::assembly::Assembly;
use ess_cfn::document::Node;
use ess_cfn::schema::{Update, resource_type};
use ess_cfn::{spec, stacks};

use crate::follow::{Source, follow_property, resources};
use crate::seed::store;

const CLUSTER: &str = "AWS::RDS::DBCluster";
const INSTANCE: &str = "AWS::RDS::DBInstance";

/// The forms, each as the section of a spec.
const FORMS: [&str; 3] = [
    "deployment: multi-az-instance",
    "deployment: multi-az-cluster",
    "deployment: aurora",
];

fn assembly(database: &str) -> Assembly {
    let text = format!(
        "name: acme-solid\nregion: eu-central-1\ndomain: pods.example.org\ndatabase: {{ {database} }}\n"
    );
    let file: Arc<str> = "spec.yaml".into();
    let (architecture, findings) = spec::read(&file, &text);
    assert!(findings.is_empty(), "{text}: {findings:#?}");
    stacks::synthesise(&architecture.unwrap()).unwrap().assembly
}

#[test]
fn a_major_version_upgrades_itself_in_every_form_and_a_minor_one_stays() {
    for (form, major, minor) in [
        (FORMS[0], "16", "16.9"),
        (FORMS[2], "16", "16.9"),
        // Its version is a whole one; which one, the facts say.
        (FORMS[1], "16.13", "16.9"),
    ] {
        for (version, told, upgraded) in [("16", major, true), ("'16.9'", minor, false)] {
            let assembly = assembly(&format!("{form}, engine_version: {version}"));
            let store = store(&assembly);
            let found = store.property(&["EngineVersion"]).and_then(Node::as_text);
            assert_eq!(found, Some(told), "{form}");
            let all = resources(&assembly, INSTANCE).into_iter().chain([store]);
            let says = all.filter_map(|one| one.property(&["AutoMinorVersionUpgrade"]));
            let says: Vec<_> = says.collect();
            assert!(!says.is_empty(), "{form}");
            let expected = Node::boolean(upgraded);
            assert!(says.iter().all(|one| **one == expected), "{form}: {says:?}");
        }
    }
}

#[test]
fn the_storage_of_a_cluster_is_decided_at_deployment() {
    let assembly = assembly("deployment: multi-az-cluster, storage_gib: 800, iops: 24000");
    for (property, name, value) in [
        ("AllocatedStorage", "DatabaseStorageGib", "800"),
        ("Iops", "DatabaseIops", "24000"),
    ] {
        let from = follow_property(&assembly, &store(&assembly), &[property]);
        let parameter = Source::Parameter(name.to_owned());
        assert_eq!(from, BTreeSet::from([parameter]));
        let default = assembly.root().node().get(&["Parameters", name, "Default"]);
        assert_eq!(default.and_then(Node::as_text), Some(value));
    }
}

#[test]
fn windows_hold_for_every_server() {
    for form in FORMS {
        let windows = "backup_window: '02:00-02:30', maintenance_window: 'sun:03:00-sun:04:00'";
        let assembly = assembly(&format!("{form}, {windows}"));
        let store = store(&assembly);
        let backups = store.property(&["PreferredBackupWindow"]);
        assert_eq!(backups, Some(&Node::text("02:00-02:30")), "{form}");
        for one in resources(&assembly, INSTANCE).into_iter().chain([store]) {
            let window = one.property(&["PreferredMaintenanceWindow"]);
            let expected = Node::text("sun:03:00-sun:04:00");
            assert_eq!(window, Some(&expected), "{form}: {one:?}");
        }
    }
}

#[test]
fn a_reader_that_is_behind_is_told_of() {
    for (form, expected) in [
        (FORMS[0], vec![]),
        (FORMS[1], vec!["ReplicaLag"; 3]),
        (FORMS[2], vec!["AuroraReplicaLagMaximum"]),
    ] {
        let assembly = assembly(form);
        let alarms = resources(&assembly, "AWS::CloudWatch::Alarm").into_iter();
        let metrics = alarms.filter_map(|alarm| alarm.property(&["MetricName"])?.as_text());
        let lags: Vec<_> = metrics.filter(|name| name.contains("Lag")).collect();
        assert_eq!(lags, expected, "{form}");
    }
}

#[test]
fn every_log_has_a_group_with_retention_and_key_before_rds_makes_one() {
    for form in FORMS {
        let assembly = assembly(form);
        let store = store(&assembly);
        let logs = store.property(&["EnableCloudwatchLogsExports"]);
        let logs = logs.and_then(Node::as_sequence).unwrap();
        let before = store.depends_on();
        assert_eq!(before.len(), logs.len(), "{form}");
        for group in resources(&assembly, "AWS::Logs::LogGroup") {
            if group.stack != "Database" {
                continue;
            }
            assert!(before.contains(&group.logical_id), "{form}: {group:?}");
            assert!(group.property(&["RetentionInDays"]).is_some(), "{form}");
            assert!(group.property(&["KmsKeyId"]).is_some(), "{form}");
            let kind = if store.resource_type() == CLUSTER {
                "/cluster/"
            } else {
                "/instance/"
            };
            let name = format!("{:?}", group.property(&["LogGroupName"]));
            assert!(name.contains(&format!("/aws/rds{kind}")), "{form}: {name}");
        }
    }
}

#[test]
fn instances_of_aurora_lie_in_zones_of_their_own_and_one_more_touches_none() {
    let two = assembly("deployment: aurora, instances: 2");
    let three = assembly("deployment: aurora, instances: 3");
    let by_name = |assembly: &Assembly| -> BTreeMap<String, Node> {
        let instances = resources(assembly, INSTANCE).into_iter();
        instances
            .map(|one| (one.logical_id.to_owned(), one.node.clone()))
            .collect()
    };
    let (before, after) = (by_name(&two), by_name(&three));
    assert_eq!(
        before.keys().collect::<Vec<_>>(),
        ["InstanceA", "InstanceB"]
    );
    assert_eq!(
        after.keys().collect::<Vec<_>>(),
        ["InstanceA", "InstanceB", "InstanceC"]
    );
    for (name, node) in &before {
        assert_eq!(after.get(name), Some(node));
    }
    let zones = resources(&three, INSTANCE).into_iter();
    let zones: BTreeSet<_> = zones
        .map(|one| follow_property(&three, &one, &["AvailabilityZone"]))
        .collect();
    assert_eq!(zones.len(), 3);
}

#[test]
fn a_database_from_a_snapshot_says_nothing_that_the_snapshot_says() {
    for (form, property, absent) in [
        (
            FORMS[0],
            "DBSnapshotIdentifier",
            &["DBName", "MasterUsername", "StorageEncrypted", "KmsKeyId"][..],
        ),
        (
            FORMS[1],
            "SnapshotIdentifier",
            &["DatabaseName", "MasterUsername"],
        ),
        (
            FORMS[2],
            "SnapshotIdentifier",
            &["DatabaseName", "MasterUsername"],
        ),
    ] {
        let assembly = assembly(&format!("{form}, snapshot: of-last-week"));
        let store = store(&assembly);
        let snapshot = follow_property(&assembly, &store, &[property]);
        let parameter = Source::Parameter("DatabaseSnapshot".to_owned());
        assert_eq!(snapshot, BTreeSet::from([parameter]), "{form}");
        for property in absent {
            assert!(store.property(&[property]).is_none(), "{form}: {property}");
        }
        // The services' secret holds from then on.
        assert!(store.property(&["MasterUserPassword"]).is_some(), "{form}");
    }
}

/// Choices about the database, each of which may change into each.
const CHOICES: [&str; 16] = [
    "deployment: multi-az-instance",
    "storage_gib: 200",
    "max_storage_gib: 2000",
    "engine_version: \"17.6\"",
    "engine_version: 16",
    "instance_class: db.r7g.large",
    "backup_retention_days: 7",
    "backup_window: \"02:00-02:30\"",
    "maintenance_window: \"sun:03:00-sun:04:00\"",
    "snapshot: of-last-week",
    "deployment: multi-az-cluster",
    "deployment: multi-az-cluster, storage_gib: 800, iops: 24000",
    "deployment: multi-az-cluster, snapshot: of-last-week",
    "deployment: aurora",
    "deployment: aurora, instances: 3, engine_version: \"17.6\"",
    "deployment: aurora, snapshot: of-last-week",
];

#[test]
fn no_choice_replaces_a_database_unasked() {
    let all: Vec<(&str, Assembly)> = CHOICES.map(|one| (one, assembly(one))).into();
    for (from, before) in &all {
        for (to, after) in &all {
            let (old, new) = (store(before), store(after));
            let case = format!("from {from} to {to}");
            if old.name() != new.name() {
                // Another resource: the old one goes, which protection stops, or a snapshot follows.
                let protected = old.property(&["DeletionProtection"]);
                assert!(protected.is_some(), "{case}");
                let kept = old.node.get(&["DeletionPolicy"]);
                assert_eq!(kept, Some(&Node::text("Snapshot")), "{case}");
                continue;
            }
            // Whatever would replace it is refused: a new one can't have the name of the old one.
            let name = match old.resource_type() {
                CLUSTER => "DBClusterIdentifier",
                _ => "DBInstanceIdentifier",
            };
            let fixed = old.property(&[name]);
            assert!(fixed.is_some() && fixed == new.property(&[name]), "{case}");
            // And nothing would, but a snapshot that comes or goes, with what it brings.
            let facts = resource_type(old.resource_type()).unwrap();
            let snapshot = from.contains("snapshot") != to.contains("snapshot");
            for property in facts.properties() {
                let same = old.property(&[property.name()]) == new.property(&[property.name()]);
                let replaces = property.update() == Update::Replaces;
                assert!(same || !replaces || snapshot, "{case}: {}", property.name());
            }
        }
    }
}

#[test]
fn every_server_has_alarms_of_its_own_and_events_reach_the_topic() {
    for (form, servers, events) in [
        (FORMS[0], vec![""], vec!["DatabaseEvents"]),
        (FORMS[1], vec!["1", "2", "3"], vec!["DatabaseClusterEvents"]),
        (
            FORMS[2],
            vec!["A", "B"],
            vec!["DatabaseClusterEvents", "DatabaseEvents"],
        ),
    ] {
        let assembly = assembly(form);
        let alarms = resources(&assembly, "AWS::CloudWatch::Alarm");
        let found: BTreeSet<&str> = alarms.iter().map(|alarm| alarm.logical_id).collect();
        for server in servers {
            for what in ["Processor", "Storage", "Memory", "Connections"] {
                let name = format!("Database{what}{server}");
                assert!(found.contains(name.as_str()), "{form}: {name} in {found:?}");
            }
        }
        let subscriptions = resources(&assembly, "AWS::RDS::EventSubscription");
        let found: Vec<&str> = subscriptions.iter().map(|one| one.logical_id).collect();
        assert_eq!(found, events, "{form}");
    }
}

#[test]
fn services_are_told_of_what_writes() {
    for form in FORMS {
        let assembly = assembly(form);
        let store = store(&assembly);
        let task = resources(&assembly, "AWS::ECS::TaskDefinition").into_iter();
        let tasks: Vec<_> = task
            .filter(|one| one.logical_id == "LdpTaskDefinition")
            .collect();
        let told = follow_property(&assembly, &tasks[0], &["ContainerDefinitions"]);
        let writer = Source::Resource {
            stack: store.stack.to_owned(),
            logical_id: store.logical_id.to_owned(),
            attribute: "Endpoint.Address".to_owned(),
        };
        assert!(told.contains(&writer), "{form}: {told:?}");
    }
}

#[test]
fn what_names_servers_by_the_id_of_a_stack_is_in_that_stack() {
    // The id of a stack is another in every stack, so that a name made of it leads nowhere elsewhere.
    crate::seed::on_every_spec(|spec, assembly| {
        for resource in crate::follow::all(assembly) {
            let text = format!("{:?}", resource.node);
            if text.contains("AWS::StackId") {
                assert_eq!(
                    resource.stack, "Database",
                    "{spec}: {}",
                    resource.logical_id
                );
            }
        }
    });
}

#[test]
fn the_servers_of_a_cluster_are_watched_under_its_own_name() {
    let assembly = assembly(FORMS[1]);
    let cluster = store(&assembly).source();
    let alarms = resources(&assembly, "AWS::CloudWatch::Alarm").into_iter();
    let of_database = alarms.filter(|one| one.logical_id.starts_with("DatabaseProcessor"));
    let of_database: Vec<_> = of_database.collect();
    assert_eq!(of_database.len(), 3);
    for alarm in of_database {
        let named = follow_property(&assembly, &alarm, &["Dimensions"]);
        assert!(named.contains(&cluster), "{named:?}");
    }
}

#[test]
fn rds_is_told_to_publish_once_it_may() {
    for form in FORMS {
        let assembly = assembly(form);
        for subscription in resources(&assembly, "AWS::RDS::EventSubscription") {
            let enabled = subscription.property(&["Enabled"]);
            assert_eq!(enabled, Some(&Node::boolean(true)), "{form}");
            assert!(
                subscription.depends_on().contains(&"AlarmTopicPolicy"),
                "{form}"
            );
        }
    }
}
