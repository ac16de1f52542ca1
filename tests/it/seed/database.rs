//! S10: PostgreSQL on RDS with Multi-AZ, encrypted, in private subnets, reachable from the pools
//! that need it only.

use std::collections::BTreeSet;

use ess_cfn::assembly::Assembly;
use ess_cfn::document::Node;

use super::{SPECS, assembly, on_every_spec};
use crate::follow::{Source, follow_property, resources};

/// The stacks whose security groups may open connections to the database.
fn allowed(assembly: &Assembly) -> BTreeSet<String> {
    let instance = resources(assembly, "AWS::RDS::DBInstance");
    let groups = follow_property(assembly, &instance[0], &["VPCSecurityGroups"]);
    let groups: BTreeSet<_> = groups.iter().filter_map(Source::resource).collect();
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
        assert_eq!(
            rule.property(&["FromPort"]),
            rule.property(&["ToPort"]),
            "one port"
        );
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
fn s10_the_database_has_a_standby_is_encrypted_and_survives_its_stack() {
    on_every_spec(|spec, assembly| {
        let instances = resources(assembly, "AWS::RDS::DBInstance");
        assert_eq!(instances.len(), 1, "{spec}");
        let instance = &instances[0];
        for (property, value) in [
            ("MultiAZ", Node::boolean(true)),
            ("StorageEncrypted", Node::boolean(true)),
            ("PubliclyAccessible", Node::boolean(false)),
            ("DeleteAutomatedBackups", Node::boolean(false)),
            ("Engine", Node::text("postgres")),
        ] {
            assert_eq!(
                instance.property(&[property]),
                Some(&value),
                "{spec}: {property}"
            );
        }
        for policy in ["DeletionPolicy", "UpdateReplacePolicy"] {
            assert_eq!(
                instance.node.get(&[policy]),
                Some(&Node::text("Snapshot")),
                "{spec}"
            );
        }
        let key = follow_property(assembly, instance, &["KmsKeyId"]);
        let keys = resources(assembly, "AWS::KMS::Key");
        let key: Vec<_> = key.iter().filter_map(Source::resource).collect();
        assert_eq!(key, [keys[0].name()], "{spec}: the deployment's key");
        assert_eq!(
            follow_property(assembly, instance, &["DeletionProtection"]),
            BTreeSet::from([Source::Parameter("DeletionProtection".to_owned())])
        );
    });
}

#[test]
fn s10_the_database_can_be_reached_from_exactly_the_pools_that_need_it() {
    let (name, text) = SPECS[2];
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
        let instance = &resources(assembly, "AWS::RDS::DBInstance")[0];
        let days = instance.property(&["BackupRetentionPeriod"]);
        let days: u32 = days.and_then(Node::as_text).unwrap().parse().unwrap();
        assert!((7..=35).contains(&days), "{spec}: {days} days");
        let used = follow_property(assembly, instance, &["DBParameterGroupName"]);
        let groups = resources(assembly, "AWS::RDS::DBParameterGroup");
        let group = groups.iter().find(|group| used.contains(&group.source()));
        let group = group.expect("a parameter group of the deployment's own");
        let forced = group.property(&["Parameters", "rds.force_ssl"]);
        assert_eq!(forced, Some(&Node::text("1")), "{spec}");
        let version = instance
            .property(&["EngineVersion"])
            .and_then(Node::as_text);
        let major = version.unwrap().split('.').next().unwrap();
        let family = group.property(&["Family"]).and_then(Node::as_text);
        assert_eq!(family, Some(format!("postgres{major}").as_str()), "{spec}");
    });
}

#[test]
fn s10_the_secret_of_the_password_knows_its_database() {
    on_every_spec(|spec, assembly| {
        let instance = &resources(assembly, "AWS::RDS::DBInstance")[0];
        let password = follow_property(assembly, instance, &["MasterUserPassword"]);
        let attachments = resources(assembly, "AWS::SecretsManager::SecretTargetAttachment");
        assert_eq!(attachments.len(), 1, "{spec}");
        let secret = follow_property(assembly, &attachments[0], &["SecretId"]);
        let name = |sources: &BTreeSet<Source>| sources.first().and_then(Source::resource);
        assert_eq!(name(&secret), name(&password), "{spec}");
        let target = follow_property(assembly, &attachments[0], &["TargetId"]);
        assert_eq!(name(&target), Some(instance.name()), "{spec}");
    });
}
