//! What a task finds: its image, its limits, its environment, its log.

use std::collections::BTreeSet;

use ess_cfn::architecture::{Decided, EnvironmentValue, Kafka, Profile};
use ess_cfn::document::{Intrinsic, Node};

use super::reading::{
    BACKEND, ESS, container, function, list, origin, property, resource, text, texts,
};
use super::stand_ins::{draft, exporter, synthesised, with_own};
use crate::deployments::value;

#[test]
fn no_secret_stands_in_plain_sight() {
    let made = synthesised(with_own());
    for (service, expected) in [
        ("Ldp", vec!["username", "password"]),
        ("Identity", vec!["username", "password"]),
        ("Oidc", vec![]),
    ] {
        let container = container(&made.assembly, ESS, service);
        let plain: BTreeSet<&str> = list(container.get(&["Environment"]).unwrap())
            .iter()
            .map(|pair| text(pair.get(&["Name"]).unwrap()))
            .collect();
        for word in ["PASSWORD", "SECRET", "KEY", "TOKEN", "PEM"] {
            assert!(plain.iter().all(|name| !name.contains(word)), "{plain:?}");
        }
        assert!(plain.contains("AWS_REGION"));
        let secrets = list(container.get(&["Secrets"]).unwrap());
        let keys: Vec<&str> = secrets
            .iter()
            .filter_map(|secret| {
                let from = secret.get(&["ValueFrom"]).unwrap().as_function().unwrap();
                let named = from.argument.as_text().unwrap();
                named.strip_prefix("${KeysAndSecretsDatabaseSecretArn}:")
            })
            .map(|key| key.strip_suffix("::").expect("both colons stay"))
            .collect();
        assert_eq!(keys, expected);
        assert!(secrets.iter().any(|secret| {
            let from = secret.get(&["ValueFrom"]).unwrap();
            origin(&made.assembly, ESS, from) == "KeysAndSecrets.TaskTlsKeySecret"
        }));
    }
    assert!(
        container(&made.assembly, BACKEND, "MyExporter")
            .get(&["Secrets"])
            .is_none()
    );
}

#[test]
fn values_of_the_environment_are_those_that_the_deployment_knows() {
    let made = synthesised(draft());
    let found = |service, name| {
        let environment = container(&made.assembly, ESS, service)
            .get(&["Environment"])
            .unwrap();
        let pairs = list(environment).iter();
        let pair = pairs
            .clone()
            .find(|pair| text(pair.get(&["Name"]).unwrap()) == name);
        pair.unwrap().get(&["Value"]).unwrap().clone()
    };
    assert_eq!(
        found("Ldp", "QUARKUS_DATASOURCE_JDBC_URL"),
        Node::text("jdbc:postgresql://db.example.org:5432/ess?sslmode=require")
    );
    assert_eq!(
        found("Ldp", "TRELLIS_HTTP_BASE_URL"),
        Node::text("https://pods.example.org")
    );
    assert_eq!(
        found("Oidc", "QUARKUS_OIDC_AUTH_SERVER_URL"),
        function(Intrinsic::Ref, "IdentityProviderUrl")
    );
    assert_eq!(
        found("Oidc", "AWS_REGION"),
        function(Intrinsic::Ref, "AWS::Region")
    );
}

#[test]
fn services_that_publish_changes_are_told_where_kafka_is() {
    let mut draft = draft();
    draft.profile = Profile::Ess11;
    draft.services = draft.profile.services(&draft.domain, true);
    draft.kafka = Some(Kafka {
        bootstrap_servers: Decided::AtDeployment,
        security_group: Decided::AtDeployment,
    });
    let made = synthesised(draft);
    let told = |service| {
        let environment = container(&made.assembly, ESS, service).get(&["Environment"]);
        let mut pairs = list(environment.unwrap()).iter();
        let servers = function(Intrinsic::Ref, "KafkaBootstrapServers");
        pairs.any(|pair| pair.get(&["Value"]) == Some(&servers))
    };
    assert!(told("Websocket"));
    assert!(!told("Oidc"));
}

#[test]
fn a_region_of_the_users_own_is_not_overruled() {
    let mut draft = draft();
    let mut own = exporter();
    let elsewhere = EnvironmentValue::Literal("eu-west-1".into());
    own.environment.push((value("AWS_REGION"), elsewhere));
    draft.services.push(own);
    let made = synthesised(draft);
    let environment = container(&made.assembly, BACKEND, "MyExporter").get(&["Environment"]);
    let [only] = list(environment.unwrap()) else {
        panic!("one variable");
    };
    assert_eq!(only.get(&["Value"]), Some(&Node::text("eu-west-1")));
}

#[test]
fn an_operators_secret_that_exists_is_read_with_its_key() {
    let given = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:team/tls-Ab12Cd";
    let mut draft = draft();
    let existing = value(&format!("{given}:pem::"));
    draft
        .secrets
        .existing
        .insert(value("task-tls-key"), existing);
    let made = synthesised(draft);
    let secrets = list(
        container(&made.assembly, ESS, "Ldp")
            .get(&["Secrets"])
            .unwrap(),
    );
    let from = Node::text(format!("{given}:pem::"));
    assert!(
        secrets
            .iter()
            .any(|secret| secret.get(&["ValueFrom"]) == Some(&from))
    );
}

#[test]
fn every_image_has_the_tag_of_a_parameter_or_a_digest() {
    let made = synthesised(with_own());
    let image = |stack, service| {
        let image = container(&made.assembly, stack, service)
            .get(&["Image"])
            .unwrap();
        image
            .as_function()
            .expect("a text with values")
            .argument
            .as_text()
            .unwrap()
    };
    assert_eq!(
        image(ESS, "Ldp"),
        "${RegistryLdpRepositoryUri}:${LdpImageTag}"
    );
    assert_eq!(
        image(BACKEND, "MyExporter"),
        "${RegistryMyExporterRepositoryUri}:${MyExporterImageTag}"
    );
    assert!(
        image(ESS, "Portal").starts_with("${RegistryPortalRepositoryUri}@sha256:0123456789abcdef")
    );
}

#[test]
fn a_task_is_one_essential_container_on_the_bridge_with_a_port_of_the_hosts_choice() {
    let made = synthesised(with_own());
    let definition = resource(&made.assembly, ESS, "LdpTaskDefinition");
    assert_eq!(text(property(definition, &["NetworkMode"])), "bridge");
    assert_eq!(
        texts(property(definition, &["RequiresCompatibilities"])),
        ["EC2"]
    );
    assert_eq!(
        text(property(
            definition,
            &["RuntimePlatform", "CpuArchitecture"]
        )),
        "ARM64"
    );
    assert_eq!(text(property(definition, &["Family"])), "acme-solid-ldp");
    assert_eq!(
        text(definition.get(&["UpdateReplacePolicy"]).unwrap()),
        "Retain"
    );
    let container = container(&made.assembly, ESS, "Ldp");
    let [port] = list(container.get(&["PortMappings"]).unwrap()) else {
        panic!("one port");
    };
    assert_eq!(port.get(&["HostPort"]), Some(&Node::integer(0)));
    assert_eq!(port.get(&["ContainerPort"]), Some(&Node::integer(8443)));
    assert_eq!(container.get(&["Memory"]), Some(&Node::integer(2048)));
    assert_eq!(container.get(&["Essential"]), Some(&Node::boolean(true)));
    let restarts = container.get(&["RestartPolicy", "Enabled"]);
    assert_eq!(restarts, Some(&Node::boolean(true)));
}

#[test]
fn a_container_never_waits_for_its_log_whose_group_is_there_before_it() {
    let made = synthesised(with_own());
    for (stack, service) in [(ESS, "Ldp"), (ESS, "Portal"), (BACKEND, "MyExporter")] {
        let group = resource(&made.assembly, stack, &format!("{service}LogGroup"));
        assert_eq!(property(group, &["RetentionInDays"]), &Node::integer(90));
        let key = property(group, &["KmsKeyId"]);
        assert_eq!(origin(&made.assembly, stack, key), "KeysAndSecrets.Key.Arn");
        let options = container(&made.assembly, stack, service)
            .get(&["LogConfiguration", "Options"])
            .unwrap();
        let named = function(Intrinsic::Ref, &format!("{service}LogGroup"));
        assert_eq!(options.get(&["awslogs-group"]), Some(&named));
        assert_eq!(options.get(&["mode"]), Some(&Node::text("non-blocking")));
        assert_eq!(options.get(&["max-buffer-size"]), Some(&Node::text("25m")));
        assert!(options.get(&["awslogs-create-group"]).is_none());
    }
}
