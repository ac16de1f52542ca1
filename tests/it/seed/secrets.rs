//! S11 and S12: secrets, certificates and the registry are needed at container start only.

use std::collections::BTreeSet;

use ess_cfn::document::Node;

use super::{on_every_spec, store};
use crate::follow::{Source, all, follow, follow_property, resources};

#[test]
fn s11_the_database_password_is_a_reference_and_nothing_rotates_it() {
    on_every_spec(|spec, assembly| {
        let instance = &store(assembly);
        assert!(
            instance.property(&["ManageMasterUserPassword"]).is_none(),
            "{spec}"
        );
        let password = instance
            .property(&["MasterUserPassword"])
            .expect("a password");
        let argument = password
            .as_function()
            .expect("a reference")
            .argument
            .as_text();
        let text = argument.expect("one text");
        assert!(
            text.starts_with("{{resolve:secretsmanager:"),
            "{spec}: {text}"
        );
        let secrets = follow_property(assembly, instance, &["MasterUserPassword"]);
        let stacks: Vec<_> = secrets.iter().filter_map(Source::resource).collect();
        assert_eq!(stacks.len(), 1, "{spec}");
        assert!(
            resources(assembly, "AWS::SecretsManager::RotationSchedule").is_empty(),
            "{spec}"
        );
    });
}

#[test]
fn s11_containers_get_secrets_by_reference_when_they_start() {
    on_every_spec(|spec, assembly| {
        let secrets: BTreeSet<_> = resources(assembly, "AWS::SecretsManager::Secret")
            .iter()
            .map(crate::follow::Resource::name)
            .collect();
        let mut used = 0;
        for task in resources(assembly, "AWS::ECS::TaskDefinition") {
            let containers = task.property(&["ContainerDefinitions"]);
            for container in containers.and_then(Node::as_sequence).expect("containers") {
                if let Some(environment) = container.get(&["Environment"]) {
                    let values = follow(assembly, task.stack, environment);
                    let names: BTreeSet<_> = values.iter().filter_map(Source::resource).collect();
                    assert!(names.is_disjoint(&secrets), "{spec}: {task:?}");
                }
                if let Some(given) = container.get(&["Secrets"]) {
                    let values = follow(assembly, task.stack, given);
                    let names: BTreeSet<_> = values.iter().filter_map(Source::resource).collect();
                    assert!(names.is_subset(&secrets), "{spec}: {names:?}");
                    used += names.len();
                }
            }
        }
        assert!(used > 0, "{spec}: some service has a secret");
    });
}

#[test]
fn s11_no_runtime_path_depends_on_secrets_or_certificates() {
    on_every_spec(|spec, assembly| {
        let secrets: BTreeSet<_> = resources(assembly, "AWS::SecretsManager::Secret")
            .iter()
            .map(crate::follow::Resource::name)
            .collect();
        for kind in [
            "AWS::ElasticLoadBalancingV2::TargetGroup",
            "AWS::ApplicationAutoScaling::ScalingPolicy",
            "AWS::ApplicationAutoScaling::ScalableTarget",
            "AWS::AutoScaling::AutoScalingGroup",
            "AWS::CloudWatch::Alarm",
        ] {
            for resource in resources(assembly, kind) {
                let properties = resource.node.get(&["Properties"]).expect("properties");
                let sources = follow(assembly, resource.stack, properties);
                let names: BTreeSet<_> = sources.iter().filter_map(Source::resource).collect();
                assert!(names.is_disjoint(&secrets), "{spec}: {resource:?}");
            }
        }
    });
}

#[test]
fn s12_every_image_comes_from_the_deployments_own_registry_with_a_tag() {
    on_every_spec(|spec, assembly| {
        for task in resources(assembly, "AWS::ECS::TaskDefinition") {
            let containers = task.property(&["ContainerDefinitions"]);
            for container in containers.and_then(Node::as_sequence).expect("containers") {
                let image = container.get(&["Image"]).expect("an image");
                let sources = follow(assembly, task.stack, image);
                let registry = sources.iter().any(|source| match source {
                    Source::Resource { attribute, .. } => attribute == "RepositoryUri",
                    Source::Parameter(_) | Source::Pseudo(_) | Source::Literal(_) => false,
                });
                let given = image_text(image).contains('/');
                let tag = sources.iter().any(|source| {
                    matches!(source, Source::Parameter(name) if name.ends_with("ImageTag"))
                });
                assert!((registry || given) && tag, "{spec}: {image:?} {sources:?}");
            }
        }
        for repository in resources(assembly, "AWS::ECR::Repository") {
            assert_eq!(
                repository.property(&["ImageTagMutability"]),
                Some(&Node::text("IMMUTABLE")),
                "{spec}"
            );
        }
    });
}

#[test]
fn s12_no_image_that_has_a_tag_ever_expires() {
    on_every_spec(|spec, assembly| {
        // A task is started again from the digest of its deployment, however old it is.
        for repository in resources(assembly, "AWS::ECR::Repository") {
            let policy = repository.property(&["LifecyclePolicy", "LifecyclePolicyText"]);
            let policy = policy.and_then(Node::as_text).expect("a policy");
            let policy: serde_json::Value = serde_json::from_str(policy).unwrap();
            for rule in policy["rules"].as_array().unwrap() {
                let status = rule["selection"]["tagStatus"].as_str();
                assert_eq!(status, Some("untagged"), "{spec}: {rule}");
            }
        }
    });
}

/// The text of an image's `Fn::Sub`.
fn image_text(image: &Node) -> String {
    let argument = image
        .as_function()
        .map(|function| function.argument.as_ref());
    argument
        .and_then(Node::as_text)
        .unwrap_or_default()
        .to_owned()
}

#[test]
fn s12_hosts_prefer_the_images_that_they_have() {
    on_every_spec(|spec, assembly| {
        let templates: Vec<_> = all(assembly)
            .into_iter()
            .filter(|resource| resource.resource_type() == "AWS::EC2::LaunchTemplate")
            .collect();
        assert_eq!(templates.len(), 2, "{spec}");
        for template in templates {
            let data = template
                .property(&["LaunchTemplateData", "UserData"])
                .expect("user data");
            let script = format!("{data:?}");
            assert!(
                script.contains("ECS_IMAGE_PULL_BEHAVIOR=prefer-cached"),
                "{spec}"
            );
        }
    });
}
