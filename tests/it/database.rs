//! The database in each of its forms: where it lies, how it is kept, and what replaces it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use ess_cfn::assembly::Assembly;
use ess_cfn::document::Node;
use ess_cfn::schema::{Update, resource_type};
use ess_cfn::{spec, stacks};

use crate::follow::{Resource, Source, follow_property, resources};

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

/// What holds the data: the cluster, or the instance where there is none.
fn store(assembly: &Assembly) -> Resource<'_> {
    let clusters = resources(assembly, CLUSTER);
    let instances = resources(assembly, INSTANCE);
    *clusters.first().unwrap_or_else(|| &instances[0])
}

fn names(sources: &BTreeSet<Source>) -> BTreeSet<(String, String)> {
    sources.iter().filter_map(Source::resource).collect()
}

#[test]
fn every_form_is_encrypted_protected_and_kept_as_a_snapshot() {
    for form in FORMS {
        let assembly = assembly(form);
        let store = store(&assembly);
        let encrypted = store.property(&["StorageEncrypted"]);
        assert_eq!(encrypted, Some(&Node::boolean(true)), "{form}");
        let keys = resources(&assembly, "AWS::KMS::Key");
        let key = follow_property(&assembly, &store, &["KmsKeyId"]);
        assert_eq!(names(&key), BTreeSet::from([keys[0].name()]), "{form}");
        let protected = follow_property(&assembly, &store, &["DeletionProtection"]);
        let switch = Source::Parameter("DeletionProtection".to_owned());
        assert_eq!(protected, BTreeSet::from([switch]), "{form}");
        for policy in ["DeletionPolicy", "UpdateReplacePolicy"] {
            let kept = store.node.get(&[policy]);
            assert_eq!(kept, Some(&Node::text("Snapshot")), "{form}: {policy}");
        }
        let password = store.property(&["MasterUserPassword"]).unwrap();
        let password = password.as_function().unwrap().argument.as_text().unwrap();
        assert!(
            password.starts_with("{{resolve:secretsmanager:"),
            "{form}: {password}"
        );
        let attachment = resources(&assembly, "AWS::SecretsManager::SecretTargetAttachment")[0];
        let target = follow_property(&assembly, &attachment, &["TargetId"]);
        assert_eq!(names(&target), BTreeSet::from([store.name()]), "{form}");
        let kind = attachment.property(&["TargetType"]).and_then(Node::as_text);
        assert_eq!(kind, Some(store.resource_type()), "{form}");
    }
}

#[test]
fn every_form_is_in_private_subnets_and_public_nowhere() {
    for form in FORMS {
        let assembly = assembly(form);
        let group = resources(&assembly, "AWS::RDS::DBSubnetGroup")[0];
        let subnets = follow_property(&assembly, &group, &["SubnetIds"]);
        let private = names(&subnets);
        assert!(private.len() >= 2, "{form}");
        assert!(
            private
                .iter()
                .all(|(_, id)| id.starts_with("PrivateSubnet")),
            "{form}: {private:?}"
        );
        let used = follow_property(&assembly, &store(&assembly), &["DBSubnetGroupName"]);
        assert_eq!(names(&used), BTreeSet::from([group.name()]), "{form}");
        for instance in resources(&assembly, INSTANCE) {
            let public = instance.property(&["PubliclyAccessible"]);
            assert_eq!(public, Some(&Node::boolean(false)), "{form}: {instance:?}");
        }
        for cluster in resources(&assembly, CLUSTER) {
            // Members of Aurora say it themselves; RDS takes it of no cluster of theirs.
            let of_aurora = cluster.property(&["Engine"]) == Some(&Node::text("aurora-postgresql"));
            let public = cluster.property(&["PubliclyAccessible"]);
            let expected = (!of_aurora).then_some(&Node::boolean(false)).cloned();
            assert_eq!(public.cloned(), expected, "{form}");
        }
    }
}

#[test]
fn every_form_speaks_tls_alone_with_parameters_of_its_engine() {
    for (form, kind, property, family) in [
        (
            FORMS[0],
            "AWS::RDS::DBParameterGroup",
            "DBParameterGroupName",
            "postgres17",
        ),
        (
            FORMS[1],
            "AWS::RDS::DBClusterParameterGroup",
            "DBClusterParameterGroupName",
            "postgres17",
        ),
        (
            FORMS[2],
            "AWS::RDS::DBClusterParameterGroup",
            "DBClusterParameterGroupName",
            "aurora-postgresql17",
        ),
    ] {
        let assembly = assembly(form);
        let group = resources(&assembly, kind)[0];
        let used = follow_property(&assembly, &store(&assembly), &[property]);
        assert_eq!(names(&used), BTreeSet::from([group.name()]), "{form}");
        assert_eq!(
            group.property(&["Family"]),
            Some(&Node::text(family)),
            "{form}"
        );
        let forced = group.property(&["Parameters", "rds.force_ssl"]);
        assert_eq!(forced, Some(&Node::text("1")), "{form}");
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
    "deployment: multi-az-cluster, storage_gib: 400, iops: 9000",
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
