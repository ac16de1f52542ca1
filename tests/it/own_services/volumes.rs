//! Volumes: the file system of the shared ones, who may reach it and how, and scratch ones.

use std::collections::BTreeSet;

use ess_cfn::document::Node;

use super::{assembly, container, named, origin, resource, statements, yaml};
use crate::follow::{Source, follow, follow_property, resources};

const SERVICES: &str = "  ldp: { volumes: { binaries: { path: /var/lib/binaries } } }
  indexer:
    image: 'indexer:1.0'
    user: '700:701'
    volumes:
      index: { path: /var/index }
      binaries: { path: /var/binaries, read_only: true }
      work: { path: /var/work, kind: scratch }
";

#[test]
fn the_file_system_is_encrypted_backed_up_and_stays_when_the_deployment_goes() {
    let assembly = assembly(SERVICES);
    let system = resource(&assembly, "Storage", "FileSystem");
    assert_eq!(system.property(&["Encrypted"]), Some(&Node::boolean(true)));
    assert_eq!(
        origin(&assembly, &system, &["KmsKeyId"]),
        named("KeysAndSecrets", "Key")
    );
    assert_eq!(
        system.property(&["BackupPolicy", "Status"]),
        Some(&Node::text("ENABLED"))
    );
    let policy = |name| system.node.get(&[name]).and_then(Node::as_text);
    assert_eq!(policy("DeletionPolicy"), Some("RetainExceptOnCreate"));
    assert_eq!(policy("UpdateReplacePolicy"), Some("Retain"));
    let statements = system.property(&["FileSystemPolicy", "Statement"]);
    let expected = yaml(
        "[{ Sid: OnlyTls, Effect: Deny, Principal: { AWS: '*' }, Action: '*', Resource: '*', \
         Condition: { Bool: { 'aws:SecureTransport': 'false' } } }]",
    );
    assert_eq!(statements, Some(&expected));
}

#[test]
fn every_private_subnet_has_a_mount_target_that_only_pools_with_shared_volumes_reach() {
    let assembly = assembly(SERVICES);
    let targets = resources(&assembly, "AWS::EFS::MountTarget");
    let mounted: BTreeSet<_> = targets
        .iter()
        .map(|target| origin(&assembly, target, &["SubnetId"]))
        .collect();
    let groups = resources(&assembly, "AWS::AutoScaling::AutoScalingGroup");
    let hosts = follow_property(&assembly, &groups[0], &["VPCZoneIdentifier"]);
    let hosts: BTreeSet<_> = hosts.iter().filter_map(Source::resource).collect();
    assert_eq!((targets.len(), mounted), (3, hosts));
    let group = named("Storage", "SecurityGroup");
    for target in &targets {
        assert_eq!(origin(&assembly, target, &["SecurityGroups"]), group);
    }
    for (pool, port) in [("EssPool", "2049"), ("BackendPool", "2049")] {
        let rule = resource(&assembly, pool, "HostsToStorageIngress");
        assert_eq!(origin(&assembly, &rule, &["GroupId"]), group);
        let from = origin(&assembly, &rule, &["SourceSecurityGroupId"]);
        assert_eq!(from, named(pool, "SecurityGroup"));
        for side in ["FromPort", "ToPort"] {
            assert_eq!(rule.property(&[side]).and_then(Node::as_text), Some(port));
        }
        let hosts = resource(&assembly, pool, "AutoScalingGroup");
        assert!(hosts.depends_on().contains(&"HostsToStorageIngress"));
    }
}

#[test]
fn a_task_mounts_its_own_directory_with_its_own_role_over_tls() {
    let assembly = assembly(SERVICES);
    for (stack, service, volume, at, owner) in [
        (
            "EssServices",
            "Ldp",
            "binaries",
            "/var/lib/binaries",
            ["1000", "1000"],
        ),
        (
            "BackendServices",
            "Indexer",
            "index",
            "/var/index",
            ["700", "701"],
        ),
        (
            "BackendServices",
            "Indexer",
            "binaries",
            "/var/binaries",
            ["700", "701"],
        ),
    ] {
        let definition = resource(&assembly, stack, &format!("{service}TaskDefinition"));
        let volumes = definition
            .property(&["Volumes"])
            .and_then(Node::as_sequence);
        let mut volumes = volumes.expect("volumes").iter();
        let found = volumes
            .find(|found| found.get(&["Name"]).and_then(Node::as_text) == Some(volume))
            .and_then(|found| found.get(&["EFSVolumeConfiguration"]))
            .expect("a volume of the file system");
        assert_eq!(
            found.get(&["TransitEncryption"]),
            Some(&Node::text("ENABLED"))
        );
        assert_eq!(
            found.get(&["AuthorizationConfig", "IAM"]),
            Some(&Node::text("ENABLED"))
        );
        let sources = |path: &[&str]| {
            let sources = follow(&assembly, stack, found.get(path).expect("a value"));
            sources
                .iter()
                .filter_map(Source::resource)
                .collect::<Vec<_>>()
        };
        assert_eq!(sources(&["FilesystemId"]), [named("Storage", "FileSystem")]);
        let point = sources(&["AuthorizationConfig", "AccessPointId"]);
        let [(_, point)] = point.as_slice() else {
            panic!("one access point");
        };
        let point = resource(&assembly, "Storage", point);
        let directory = format!("/{}/{volume}", service.to_lowercase());
        assert_eq!(
            point.property(&["RootDirectory", "Path"]),
            Some(&Node::text(directory))
        );
        for (path, id) in [("Uid", owner[0]), ("Gid", owner[1])] {
            assert_eq!(point.property(&["PosixUser", path]), Some(&Node::text(id)));
        }
        let mounts = container(&definition).get(&["MountPoints"]);
        let mut mounts = mounts.and_then(Node::as_sequence).expect("mounts").iter();
        let mount = mounts.find(|mount| mount.get(&["SourceVolume"]) == Some(&Node::text(volume)));
        assert_eq!(
            mount.and_then(|it| it.get(&["ContainerPath"])),
            Some(&Node::text(at))
        );
    }
}

#[test]
fn a_role_may_mount_its_own_access_points_alone_and_write_where_the_volume_is_not_read_only() {
    let assembly = assembly(SERVICES);
    let role = resource(&assembly, "BackendServices", "IndexerTaskRole");
    let mut allowed = BTreeSet::new();
    for statement in statements(&role) {
        let on = follow(
            &assembly,
            "BackendServices",
            statement.get(&["Resource"]).unwrap(),
        );
        let on: Vec<_> = on.iter().filter_map(Source::resource).collect();
        assert_eq!(on, [named("Storage", "FileSystem")]);
        let path = [
            "Condition",
            "StringEquals",
            "elasticfilesystem:AccessPointArn",
        ];
        let through = follow(&assembly, "BackendServices", statement.get(&path).unwrap());
        let through: Vec<_> = through.iter().filter_map(Source::resource).collect();
        let actions = format!("{:?}", statement.get(&["Action"]));
        allowed.extend(
            through
                .into_iter()
                .map(|(_, id)| (id, actions.contains("ClientWrite"))),
        );
    }
    let expected = [
        ("IndexerBinariesAccessPoint", false),
        ("IndexerIndexAccessPoint", true),
    ];
    assert_eq!(
        allowed,
        expected.map(|(id, write)| (id.to_owned(), write)).into()
    );
    let other = resource(&assembly, "EssServices", "OidcTaskRole");
    assert!(other.property(&["Policies"]).is_none());
}

#[test]
fn a_scratch_volume_belongs_to_the_task_and_needs_no_file_system() {
    let services = "  worker: { image: 'worker:1.0', volumes: { work: { path: /var/work, kind: scratch } } }\n";
    let assembly = assembly(services);
    let definition = resource(&assembly, "BackendServices", "WorkerTaskDefinition");
    let expected =
        yaml("[{ Name: work, DockerVolumeConfiguration: { Driver: local, Scope: task } }]");
    assert_eq!(definition.property(&["Volumes"]), Some(&expected));
    assert!(assembly.template("Storage").is_none());
    assert!(resources(&assembly, "AWS::EFS::FileSystem").is_empty());
}

#[test]
fn where_a_volume_is_mounted_says_nothing_of_where_it_lies() {
    let lies = |services: &str| {
        let assembly = assembly(services);
        let point = resource(&assembly, "Storage", "WorkerDataAccessPoint");
        point.node.clone()
    };
    let here = "  worker: { image: 'worker:1.0', volumes: { data: { path: /here } } }\n";
    let there =
        "  worker: { image: 'worker:2.0', volumes: { data: { path: /there, read_only: true } } }\n";
    assert_eq!(lies(here), lies(there));
}
