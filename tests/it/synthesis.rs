//! A whole deployment: what stays where it is when something is added, and what is promised.

use std::collections::{BTreeMap, BTreeSet};

use ess_cfn::architecture::{Architecture, Draft, HostType, Zones};
use ess_cfn::assembly::{Assembly, Deployment};
use ess_cfn::aws::ZoneLetter;
use ess_cfn::document::{Node, emit_json, emit_yaml};
use ess_cfn::stacks::{Synthesis, synthesise};

use crate::deployments::{draft, value};
use crate::follow::{Source, all, follow, resources};
use crate::seed::on_every_deployment;

fn synthesis(draft: Draft) -> Synthesis {
    let architecture = Architecture::new(draft).unwrap_or_else(|found| panic!("{found:#?}"));
    synthesise(&architecture).unwrap_or_else(|findings| panic!("{findings:#?}"))
}

fn in_zones(count: usize) -> Assembly {
    let mut draft = draft();
    draft.region = value("us-east-1");
    draft.zones = Zones::counted(&draft.region, ZoneLetter::all().take(count)).unwrap();
    synthesis(draft).assembly
}

/// Every resource by stack and logical id.
fn by_name(assembly: &Assembly) -> BTreeMap<(String, String), Node> {
    let resources = all(assembly).into_iter();
    resources
        .map(|resource| (resource.name(), resource.node.clone()))
        .collect()
}

#[test]
fn a_zone_more_moves_no_subnet_and_replaces_no_load_balancer_or_database() {
    let steps: Vec<_> = [2, 3, 6].map(in_zones).iter().map(by_name).collect();
    for pair in steps.windows(2) {
        let (before, after) = (&pair[0], &pair[1]);
        for (name, node) in before {
            let still = after
                .get(name)
                .unwrap_or_else(|| panic!("{name:?} is gone"));
            let zonal = ["Network"].contains(&name.0.as_str());
            if zonal && name.1 != "StorageEndpoint" {
                assert_eq!(node, still, "{name:?}");
            }
        }
        assert!(after.len() > before.len());
    }
}

#[test]
fn a_zone_between_two_others_moves_neither() {
    let named = |letters: &[&str]| {
        let mut draft = draft();
        let zones = letters
            .iter()
            .map(|letter| value(&format!("eu-central-1{letter}")));
        draft.zones = Zones::named(zones).unwrap();
        by_name(&synthesis(draft).assembly)
    };
    let (before, after) = (named(&["a", "c"]), named(&["a", "b", "c"]));
    for (name, node) in before {
        if name.0 == "Network" && name.1 != "StorageEndpoint" {
            assert_eq!(after.get(&name), Some(&node), "{name:?}");
        }
    }
}

#[test]
fn what_holds_data_or_addresses_is_where_it_always_was() {
    let assembly = in_zones(2);
    let keeps = [
        "AWS::EC2::EIP",
        "AWS::EC2::Subnet",
        "AWS::EC2::VPC",
        "AWS::ECR::Repository",
        "AWS::ElasticLoadBalancingV2::LoadBalancer",
        "AWS::KMS::Key",
        "AWS::RDS::DBInstance",
        "AWS::RDS::DBSubnetGroup",
        "AWS::Route53::RecordSet",
        "AWS::S3::Bucket",
        "AWS::SecretsManager::Secret",
        "AWS::CertificateManager::Certificate",
    ];
    let found: Vec<String> = keeps
        .iter()
        .flat_map(|kind| resources(&assembly, kind))
        .map(|resource| format!("{}.{}", resource.stack, resource.logical_id))
        .collect();
    insta::assert_snapshot!(found.join("\n"), @r"
    Network.NatAddressA
    Network.NatAddressB
    Network.PublicSubnetA
    Network.PrivateSubnetA
    Network.PublicSubnetB
    Network.PrivateSubnetB
    Network.Vpc
    Registry.LdpRepository
    Registry.IdentityRepository
    Registry.OidcRepository
    LoadBalancers.LoadBalancer
    KeysAndSecrets.Key
    Database.Instance
    Database.SubnetGroup
    Dns.LdpDnsRecord
    Dns.IdentityDnsRecord
    Dns.OidcDnsRecord
    LoadBalancers.LogBucket
    KeysAndSecrets.DatabaseSecret
    KeysAndSecrets.IdentityProviderClientSecret
    KeysAndSecrets.JwtSigningKeySecret
    KeysAndSecrets.TaskTlsKeySecret
    LoadBalancers.Certificate
    ");
}

#[test]
fn the_same_architecture_gives_the_same_bytes() {
    let text = || {
        let assembly = in_zones(3);
        let texts = assembly.templates().map(|template| {
            let mut node = template.node().clone();
            format!("{}{}", emit_yaml(&mut node).text, emit_json(&mut node).text)
        });
        texts.collect::<String>()
    };
    assert_eq!(text(), text());
}

#[test]
fn every_reference_leads_somewhere() {
    let assembly = in_zones(6);
    for template in assembly.templates() {
        for section in ["Resources", "Outputs"] {
            for (_, node) in template.section(section) {
                // `follow` panics on a name that the template does not have.
                follow(&assembly, template.name(), node);
            }
        }
    }
}

#[test]
fn every_root_parameter_is_used_and_has_a_value_or_is_named_as_open() {
    let architecture = Architecture::new(draft()).unwrap();
    let synthesis = synthesise(&architecture).unwrap();
    let root = synthesis.assembly.root();
    let declared: Vec<&str> = root.section("Parameters").map(|(name, _)| name).collect();
    let mut used = BTreeSet::new();
    for (_, node) in root.section("Resources").chain(root.section("Conditions")) {
        for source in follow(&synthesis.assembly, root.name(), node) {
            if let Source::Parameter(name) = source {
                used.insert(name);
            }
        }
    }
    let unused: Vec<&&str> = declared
        .iter()
        .filter(|name| !used.contains(**name))
        .collect();
    assert!(unused.is_empty(), "{unused:?}");
    let open: BTreeSet<String> = architecture
        .open_parameters()
        .iter()
        .map(|open| open.parameter.name())
        .collect();
    let without = synthesis.parameters.root(root.name()).unwrap().open();
    let without: BTreeSet<String> = without.map(str::to_owned).collect();
    assert_eq!(open, without);
    for (name, node) in root.section("Parameters") {
        assert!(node.get(&["Description"]).is_some(), "{name}");
    }
}

#[test]
fn the_first_deployment_differs_in_services_and_protection_only() {
    let parameters = synthesis(draft()).parameters;
    let root = parameters.root("Root").unwrap();
    let usual: Vec<_> = root.values(Deployment::Regular).collect();
    let first = root.values(Deployment::First);
    let differs: Vec<String> = first
        .filter(|pair| !usual.contains(pair))
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    assert_eq!(differs, ["StartServices=false", "DeletionProtection=false"]);
}

#[test]
fn what_holds_data_outlives_its_stack() {
    let assembly = in_zones(2);
    for (kind, policies) in [
        ("AWS::KMS::Key", ("RetainExceptOnCreate", "Retain")),
        (
            "AWS::SecretsManager::Secret",
            ("RetainExceptOnCreate", "Retain"),
        ),
        ("AWS::ECR::Repository", ("RetainExceptOnCreate", "Retain")),
        ("AWS::S3::Bucket", ("Retain", "Retain")),
        ("AWS::RDS::DBInstance", ("Snapshot", "Snapshot")),
    ] {
        let found = resources(&assembly, kind);
        assert!(!found.is_empty(), "{kind}");
        for resource in found {
            let policy = |name: &str| resource.node.get(&[name]).and_then(Node::as_text);
            assert_eq!(
                (policy("DeletionPolicy"), policy("UpdateReplacePolicy")),
                (Some(policies.0), Some(policies.1)),
                "{resource:?}"
            );
        }
    }
}

#[test]
fn no_role_may_do_everything_on_everything() {
    for resource in all(&in_zones(2)) {
        let text = format!("{:?}", resource.node);
        if resource.resource_type() == "AWS::IAM::Role" {
            assert!(!text.contains("AdministratorAccess"), "{resource:?}");
            for policy in resource
                .property(&["Policies"])
                .and_then(Node::as_sequence)
                .unwrap_or_default()
            {
                let statements = policy.get(&["PolicyDocument", "Statement"]);
                for statement in statements.and_then(Node::as_sequence).unwrap() {
                    let everything = statement.get(&["Resource"]) == Some(&Node::text("*"));
                    let action = statement.get(&["Action"]).and_then(Node::as_text);
                    let narrow = ["ecr:GetAuthorizationToken", "ecs:DiscoverPollEndpoint"];
                    assert!(
                        !everything || action.is_some_and(|action| narrow.contains(&action)),
                        "{resource:?}"
                    );
                }
            }
        }
    }
}

#[test]
fn what_would_replace_the_database_or_its_password_is_written_down_once_for_all() {
    let assembly = in_zones(2);
    let instance = resources(&assembly, "AWS::RDS::DBInstance")[0];
    // A literal: with the secret's ARN in it, another secret would replace the database.
    assert_eq!(
        instance.property(&["MasterUsername"]),
        Some(&Node::text("ess"))
    );
    assert_eq!(
        instance.property(&["EngineLifecycleSupport"]),
        Some(&Node::text("open-source-rds-extended-support-disabled"))
    );
    let secrets = resources(&assembly, "AWS::SecretsManager::Secret");
    let secret = secrets
        .iter()
        .find(|secret| secret.logical_id == "DatabaseSecret")
        .unwrap();
    let mut generated = secret.property(&["GenerateSecretString"]).unwrap().clone();
    insta::assert_snapshot!(emit_yaml(&mut generated).text, @r#"
    SecretStringTemplate: '{"username":"ess"}'
    GenerateStringKey: password
    PasswordLength: 40
    ExcludePunctuation: true
    "#);
    for kind in ["AWS::EC2::SecurityGroup", "AWS::RDS::DBParameterGroup"] {
        for resource in resources(&assembly, kind) {
            for property in ["GroupDescription", "Description"] {
                let text = resource.property(&[property]).and_then(Node::as_text);
                let named = text.unwrap_or_default().contains("acme-solid");
                assert!(!named, "another name would replace {resource:?}");
            }
        }
    }
}

#[test]
fn every_log_has_a_group_with_retention_and_the_key_before_it_is_written() {
    let assembly = in_zones(2);
    let key = resources(&assembly, "AWS::KMS::Key")[0].name();
    let groups = resources(&assembly, "AWS::Logs::LogGroup");
    assert!(groups.len() >= 8, "{}", groups.len());
    for group in &groups {
        assert!(group.property(&["RetentionInDays"]).is_some(), "{group:?}");
        let keys = follow(
            &assembly,
            group.stack,
            group.property(&["KmsKeyId"]).unwrap(),
        );
        assert!(
            keys.iter()
                .filter_map(Source::resource)
                .all(|name| name == key),
            "{group:?}"
        );
    }
    let instance = resources(&assembly, "AWS::RDS::DBInstance")[0];
    let before = instance
        .node
        .get(&["DependsOn"])
        .and_then(Node::as_sequence)
        .unwrap();
    assert_eq!(before.len(), 2, "the groups of both logs");
}

#[test]
fn the_certificate_is_validated_by_one_record() {
    let assembly = in_zones(2);
    let certificate = resources(&assembly, "AWS::CertificateManager::Certificate")[0];
    let options = certificate
        .property(&["DomainValidationOptions"])
        .and_then(Node::as_sequence);
    assert_eq!(options.map(<[Node]>::len), Some(1));
    let limit = [
        "Resources",
        "LoadBalancers",
        "Properties",
        "TimeoutInMinutes",
    ];
    assert!(assembly.root().node().get(&limit).is_some());
}

#[test]
fn two_zones_of_one_name_are_refused_before_anything_is_made() {
    let assembly = in_zones(3);
    let path = ["Rules", "ZonesDiffer", "Assertions"];
    let assertions = assembly
        .root()
        .node()
        .get(&path)
        .and_then(Node::as_sequence)
        .unwrap();
    assert_eq!(assertions.len(), 3, "every pair");
}

#[test]
fn tasks_of_ess_keep_a_connection_longer_than_the_load_balancer_waits() {
    let mut draft = draft();
    draft.load_balancers.idle_timeout_seconds = 120;
    let assembly = synthesis(draft).assembly;
    let balancer = resources(&assembly, "AWS::ElasticLoadBalancingV2::LoadBalancer")[0];
    let attributes = balancer.property(&["LoadBalancerAttributes"]);
    let waits = attributes.and_then(Node::as_sequence).unwrap().iter();
    let waits: Vec<&Node> = waits
        .filter(|one| one.get(&["Key"]) == Some(&Node::text("idle_timeout.timeout_seconds")))
        .filter_map(|one| one.get(&["Value"]))
        .collect();
    assert_eq!(waits, [&Node::text("120")]);
    for task in resources(&assembly, "AWS::ECS::TaskDefinition") {
        let containers = task
            .property(&["ContainerDefinitions"])
            .and_then(Node::as_sequence);
        let environment = containers.unwrap()[0].get(&["Environment"]);
        let variables = environment.and_then(Node::as_sequence).unwrap();
        let idle = variables.iter().find(|variable| {
            variable.get(&["Name"]) == Some(&Node::text("QUARKUS_HTTP_IDLE_TIMEOUT"))
        });
        assert_eq!(
            idle.unwrap().get(&["Value"]),
            Some(&Node::text("180s")),
            "{task:?}"
        );
    }
}

#[test]
fn the_tags_of_the_spec_are_on_every_nested_stack() {
    let mut draft = draft();
    draft.tags = BTreeMap::from([(value("cost-center"), value("solid"))]);
    let assembly = synthesis(draft).assembly;
    let stacks = resources(&assembly, "AWS::CloudFormation::Stack");
    assert_eq!(stacks.len(), assembly.nested().len());
    for stack in stacks {
        let [tag] = stack
            .property(&["Tags"])
            .and_then(Node::as_sequence)
            .unwrap()
        else {
            panic!("one tag: {stack:?}");
        };
        assert_eq!(tag.get(&["Key"]), Some(&Node::text("cost-center")));
        assert_eq!(tag.get(&["Value"]), Some(&Node::text("solid")));
    }
}

#[test]
fn hosts_and_tasks_are_of_the_same_processor_as_their_image() {
    for (instance_type, processor) in [("m7i.large", "X86_64"), ("m7g.large", "ARM64")] {
        let mut draft = draft();
        let host = HostType::of(&value(instance_type), &draft.region).unwrap();
        (draft.pools.ess.host, draft.pools.backend.host) = (host, host);
        let Synthesis {
            assembly,
            parameters,
            ..
        } = synthesis(draft);
        let root = parameters.root("Root").unwrap();
        let values: BTreeMap<&str, &str> = root.values(Deployment::Regular).collect();
        for pool in ["Ess", "Backend"] {
            let named = values[format!("{pool}PoolImageId").as_str()];
            let image = format!("-{}/image_id", processor.to_lowercase());
            assert!(named.ends_with(&image), "{instance_type}: {named}");
        }
        for task in resources(&assembly, "AWS::ECS::TaskDefinition") {
            let found = task.property(&["RuntimePlatform", "CpuArchitecture"]);
            assert_eq!(found, Some(&Node::text(processor)), "{task:?}");
        }
    }
}

#[test]
fn the_stack_policy_keeps_whatever_is_kept_when_its_stack_goes() {
    // Logs and copies of them are kept too, and can be made anew.
    let made_anew = [
        "AWS::Logs::LogGroup",
        "AWS::S3::BucketPolicy",
        "AWS::EFS::AccessPoint",
    ];
    on_every_deployment(|deployment| {
        let assembly = &deployment.assembly;
        let policy = &deployment.stack_policy;
        for tree in assembly.trees() {
            let named = policy.stacks(tree);
            for template in tree.nested() {
                let mut kept = template.section("Resources").filter(|(_, resource)| {
                    let text = |key| {
                        resource
                            .get(&[key])
                            .and_then(Node::as_text)
                            .unwrap_or_default()
                    };
                    let deletion = text("DeletionPolicy");
                    matches!(deletion, "Retain" | "Snapshot") && !made_anew.contains(&text("Type"))
                });
                let kept = kept.next().map(|(name, _)| name);
                let stack = template.name();
                assert!(
                    kept.is_none() || named.contains(&stack),
                    "{stack}: {kept:?}"
                );
            }
        }
    });
}
