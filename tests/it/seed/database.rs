//! S10: PostgreSQL on RDS with Multi-AZ, encrypted, in private subnets, reachable from the pools
//! that need it only.

use std::collections::BTreeSet;

use ess_cfn::assembly::Assembly;
use ess_cfn::document::Node;

use ess_cfn::architecture::DatabaseDeployment;

use super::{SIX_ZONES, assembly, on_every_deployment, on_every_spec, store};
use crate::follow::{Source, follow_property, resources};

/// The stacks whose security groups may open connections to the database.
fn allowed(assembly: &Assembly) -> BTreeSet<String> {
    let store = store(assembly);
    let of_instance = follow_property(assembly, &store, &["VPCSecurityGroups"]);
    let of_cluster = follow_property(assembly, &store, &["VpcSecurityGroupIds"]);
    let groups = of_instance.iter().chain(&of_cluster);
    let groups: BTreeSet<_> = groups.filter_map(Source::resource).collect();
    assert_eq!(groups.len(), 1);
    for group in resources(assembly, "AWS::EC2::SecurityGroup") {
        if groups.contains(&group.name()) {
            assert!(
                group.property(&["SecurityGroupIngress"]).is_none(),
                "no inline rule"
            );
        }
    }
    let mut stacks = BTreeSet::new();
    for rule in resources(assembly, "AWS::EC2::SecurityGroupIngress") {
        let target = follow_property(assembly, &rule, &["GroupId"]);
        if !target
            .iter()
            .filter_map(Source::resource)
            .any(|name| groups.contains(&name))
        {
            continue;
        }
        for path in ["CidrIp", "CidrIpv6", "SourcePrefixListId"] {
            assert!(
                rule.property(&[path]).is_none(),
                "groups, not ranges: {rule:?}"
            );
        }
        // CloudFormation would give a cluster the port of MySQL.
        let port = store.property(&["Port"]).and_then(Node::as_text);
        assert_eq!(port, Some("5432"));
        for end in ["FromPort", "ToPort"] {
            let open = rule.property(&[end]).and_then(Node::as_text);
            assert_eq!(open, port, "the port on which it listens");
        }
        let source = follow_property(assembly, &rule, &["SourceSecurityGroupId"]);
        stacks.extend(
            source
                .iter()
                .filter_map(Source::resource)
                .map(|(stack, _)| stack),
        );
    }
    stacks
}

#[test]
fn s10_the_database_is_in_more_than_one_zone() {
    on_every_deployment(|deployment| {
        let (spec, assembly) = (&deployment.name, &deployment.assembly);
        let store = store(assembly);
        let instances = resources(assembly, "AWS::RDS::DBInstance");
        let zones = deployment.architecture.zones().len();
        let group = resources(assembly, "AWS::RDS::DBSubnetGroup")[0];
        let subnets = group.property(&["SubnetIds"]).unwrap().as_sequence();
        let subnets = subnets.map_or(zones, <[Node]>::len);
        match deployment.architecture.database().deployment {
            DatabaseDeployment::MultiAzInstance { .. } => {
                let standby = store.property(&["MultiAZ"]);
                assert_eq!(standby, Some(&Node::boolean(true)), "{spec}");
            }
            DatabaseDeployment::MultiAzCluster { .. } => {
                // That a class is given makes it one of three zones.
                let class = store.property(&["DBClusterInstanceClass"]);
                assert!(class.is_some() && instances.is_empty(), "{spec}");
                assert!(subnets >= 3, "{spec}");
            }
            DatabaseDeployment::Aurora { .. } => {
                let mut zones = BTreeSet::new();
                for instance in &instances {
                    let of = follow_property(assembly, instance, &["DBClusterIdentifier"]);
                    assert_eq!(of, BTreeSet::from([store.source()]), "{spec}");
                    zones.insert(follow_property(assembly, instance, &["AvailabilityZone"]));
                }
                assert!(zones.len() >= 2 && zones.len() == instances.len(), "{spec}");
                // Its storage is in three zones, which are those of its subnets, and an instance
                // elsewhere is refused.
                assert!(subnets <= 3 && zones.len() <= subnets, "{spec}");
            }
        }
    });
}

#[test]
fn s10_the_database_is_encrypted_private_protected_and_survives_its_stack() {
    on_every_deployment(|deployment| {
        let (spec, assembly) = (&deployment.name, &deployment.assembly);
        let store = store(assembly);
        // RDS keeps none of a Multi-AZ cluster that is gone; its last snapshot stays.
        let outlive = store.property(&["DBClusterInstanceClass"]).is_none();
        let backups = store.property(&["DeleteAutomatedBackups"]);
        let expected = outlive.then(|| Node::boolean(false));
        assert_eq!(backups, expected.as_ref(), "{spec}");
        for policy in ["DeletionPolicy", "UpdateReplacePolicy"] {
            let kept = store.node.get(&[policy]);
            assert_eq!(kept, Some(&Node::text("Snapshot")), "{spec}");
        }
        let switch = Source::Parameter("DeletionProtection".to_owned());
        let protected = follow_property(assembly, &store, &["DeletionProtection"]);
        assert_eq!(protected, BTreeSet::from([switch]), "{spec}");
        // An instance that is made of a snapshot has the snapshot's encryption and key.
        if store.property(&["DBSnapshotIdentifier"]).is_none() {
            let encrypted = store.property(&["StorageEncrypted"]);
            assert_eq!(encrypted, Some(&Node::boolean(true)), "{spec}");
            let key = follow_property(assembly, &store, &["KmsKeyId"]);
            let own = ("KeysAndSecrets".to_owned(), "Key".to_owned());
            let key: Vec<_> = key.iter().filter_map(Source::resource).collect();
            assert_eq!(key, [own], "{spec}: the deployment's key");
        }
        let mut servers = resources(assembly, "AWS::RDS::DBInstance");
        if servers.is_empty() {
            servers.push(store);
        }
        for server in servers {
            let public = server.property(&["PubliclyAccessible"]);
            assert_eq!(public, Some(&Node::boolean(false)), "{spec}: {server:?}");
            if server.name() != store.name() {
                // CloudFormation takes no snapshot of an instance whose data is a cluster's.
                let kept = server.node.get(&["DeletionPolicy"]);
                assert_eq!(kept, Some(&Node::text("Delete")), "{spec}: {server:?}");
            }
        }
    });
}

#[test]
fn s10_the_database_can_be_reached_from_exactly_the_pools_that_need_it() {
    let (name, text) = ("six zones", SIX_ZONES);
    let both = BTreeSet::from(["BackendPool".to_owned(), "EssPool".to_owned()]);
    assert_eq!(allowed(&assembly(name, text)), both);
    let without = text.replace(", database: true", "");
    assert_ne!(text, without);
    let only_ess = BTreeSet::from(["EssPool".to_owned()]);
    assert_eq!(allowed(&assembly(name, &without)), only_ess);
}

#[test]
fn s10_a_pool_waits_for_its_rule_to_the_database() {
    on_every_spec(|spec, assembly| {
        for rule in resources(assembly, "AWS::EC2::SecurityGroupIngress") {
            let group = resources(assembly, "AWS::AutoScaling::AutoScalingGroup");
            let group = group.iter().find(|group| group.stack == rule.stack);
            let Some(group) = group else { continue };
            let names = group.depends_on();
            assert!(
                names.contains(&rule.logical_id),
                "{spec}: {} in {names:?}",
                rule.logical_id
            );
        }
    });
}

#[test]
fn s10_the_database_is_backed_up_and_takes_encrypted_connections_alone() {
    on_every_spec(|spec, assembly| {
        let store = store(assembly);
        let days = store.property(&["BackupRetentionPeriod"]);
        let days: u32 = days.and_then(Node::as_text).unwrap().parse().unwrap();
        assert!((7..=35).contains(&days), "{spec}: {days} days");
        let (kind, property) = match store.resource_type() {
            "AWS::RDS::DBCluster" => (
                "AWS::RDS::DBClusterParameterGroup",
                "DBClusterParameterGroupName",
            ),
            _ => ("AWS::RDS::DBParameterGroup", "DBParameterGroupName"),
        };
        let used = follow_property(assembly, &store, &[property]);
        let groups = resources(assembly, kind);
        let group = groups.iter().find(|group| used.contains(&group.source()));
        let group = group.expect("a parameter group of the deployment's own");
        let forced = group.property(&["Parameters", "rds.force_ssl"]);
        assert_eq!(forced, Some(&Node::text("1")), "{spec}");
        let text = |property: &str| store.property(&[property]).and_then(Node::as_text).unwrap();
        let major = text("EngineVersion").split('.').next().unwrap();
        let family = group.property(&["Family"]).and_then(Node::as_text);
        let expected = format!("{}{major}", text("Engine"));
        assert_eq!(family, Some(expected.as_str()), "{spec}");
    });
}

#[test]
fn s10_the_secret_of_the_password_knows_its_database() {
    on_every_spec(|spec, assembly| {
        let store = store(assembly);
        let password = follow_property(assembly, &store, &["MasterUserPassword"]);
        let attachments = resources(assembly, "AWS::SecretsManager::SecretTargetAttachment");
        assert_eq!(attachments.len(), 1, "{spec}");
        let secret = follow_property(assembly, &attachments[0], &["SecretId"]);
        let name = |sources: &BTreeSet<Source>| sources.first().and_then(Source::resource);
        assert_eq!(name(&secret), name(&password), "{spec}");
        let target = follow_property(assembly, &attachments[0], &["TargetId"]);
        assert_eq!(name(&target), Some(store.name()), "{spec}");
        let kind = attachments[0].property(&["TargetType"]);
        let kind = kind.and_then(Node::as_text);
        assert_eq!(kind, Some(store.resource_type()), "{spec}");
    });
}

#[test]
fn s10_the_database_is_in_the_subnets_of_its_group() {
    on_every_spec(|spec, assembly| {
        let store = store(assembly);
        let groups = resources(assembly, "AWS::RDS::DBSubnetGroup");
        let used = follow_property(assembly, &store, &["DBSubnetGroupName"]);
        assert_eq!(used, BTreeSet::from([groups[0].source()]), "{spec}");
    });
}
