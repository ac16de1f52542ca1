//! What a spec means.

use ess_cfn::architecture::{
    Architecture, Certificate, Count, Decided, Dns, EnvironmentValue, Origin, OwnRegistry,
    PoolName, Repository, SecretSource, Service, Version, ZoneNaming,
};

use super::{architecture, below};
use crate::deployments::value;

fn service<'a>(architecture: &'a Architecture, id: &str) -> &'a Service {
    let mut services = architecture.services().iter();
    services.find(|service| service.id.as_str() == id).unwrap()
}

#[test]
fn zones_by_number_take_the_letters_that_the_region_has() {
    let letters = |text: &str| -> String {
        let architecture = architecture(text);
        let zones = architecture.zones();
        assert_eq!(zones.naming(), ZoneNaming::Counted);
        zones.iter().map(|zone| zone.letter().lower()).collect()
    };
    assert_eq!(letters(&below("")), "abc");
    let tokyo = below("").replace("eu-central-1", "ap-northeast-1");
    assert_eq!(letters(&tokyo), "acd");
}

#[test]
fn zones_by_name_are_sorted_and_literal() {
    let text = below("network:\n  zones: [eu-central-1c, eu-central-1a]\n");
    let architecture = architecture(&text);
    let names: Vec<String> = architecture
        .zones()
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(names, ["eu-central-1a", "eu-central-1c"]);
    assert_eq!(architecture.zones().naming(), ZoneNaming::Named);
}

#[test]
fn priorities_do_not_depend_on_the_order_of_services() {
    let priorities = |rest: &str| {
        let architecture = architecture(&below(rest));
        let mut priorities: Vec<(String, u16)> = architecture
            .exposed()
            .map(|(service, exposure)| (service.id.to_string(), exposure.priority.number()))
            .collect();
        priorities.sort();
        priorities
    };
    let one = "  web: { image: 'web:1', host: web.pods.example.org }\n";
    let other = "  api: { image: 'api:1', host: api.pods.example.org }\n";
    assert_eq!(
        priorities(&format!("services:\n{one}{other}")),
        priorities(&format!("services:\n{other}{one}"))
    );
    let alone = priorities(&format!("services:\n{one}"));
    let both = priorities(&format!("services:\n{other}{one}"));
    assert!(alone.iter().all(|entry| both.contains(entry)));
}

#[test]
fn a_service_of_the_profile_keeps_what_the_spec_does_not_change() {
    let text = below(
        "services:\n  ldp:\n    image_tag: \"1.0.3\"\n    min: 3\n    env:\n      LOG_LEVEL: 1.10\n      TRELLIS_HTTP_BASE_URL: https://example.org\n    health: { matcher: 200-204 }\n",
    );
    let architecture = architecture(&text);
    let ldp = service(&architecture, "ldp");
    assert_eq!(ldp.origin, Origin::Profile);
    assert_eq!(ldp.image.repository, Repository::Own("ldp".to_owned()));
    assert_eq!(
        ldp.image.version,
        Version::Tag(Decided::Now(value("1.0.3")))
    );
    assert_eq!((ldp.count.usual(), ldp.count.highest()), (3, 6));
    let literal = |text: &str| EnvironmentValue::Literal(text.to_owned());
    let variable = |name: &str| {
        let mut variables = ldp.environment.iter();
        variables
            .find(|(known, _)| known.as_str() == name)
            .map(|(_, value)| value.clone())
    };
    assert_eq!(variable("LOG_LEVEL"), Some(literal("1.10")));
    assert_eq!(
        variable("TRELLIS_HTTP_BASE_URL"),
        Some(literal("https://example.org"))
    );
    assert_eq!(
        variable("QUARKUS_DATASOURCE_JDBC_URL"),
        Some(EnvironmentValue::DatabaseJdbcUrl)
    );
    let health = &ldp.exposure().unwrap().health;
    assert_eq!(
        (health.path.as_str(), health.matcher.as_str()),
        ("/q/health/live", "200-204")
    );
}

#[test]
fn a_service_of_your_own_is_private_and_on_the_backend_unless_it_has_a_host() {
    let text = below(
        "services:\n  job: { image: 'job:1.0' }\n  web: { image: 'web:1.0', host: web.pods.example.org, min: 2, max: 4 }\n",
    );
    let architecture = architecture(&text);
    let (job, web) = (service(&architecture, "job"), service(&architecture, "web"));
    assert_eq!((job.pool(), job.exposure()), (PoolName::Backend, None));
    assert_eq!(job.count, Count::Fixed(2));
    assert_eq!(web.pool(), PoolName::Ess);
    assert!(matches!(web.count, Count::Scaled(_)));
    assert_eq!((job.port, job.cpu, job.memory_mib), (8080, 256, 512));
}

#[test]
fn a_service_on_the_backend_changes_nothing_of_the_ess_pool() {
    let plain = architecture(&below(""));
    let with = architecture(&below(
        "services:\n  job: { image: 'job:1.0', cpu: 2048, memory_mib: 7000, count: 20 }\n",
    ));
    assert_eq!(plain.pool(PoolName::Ess), with.pool(PoolName::Ess));
    assert_eq!(with.pool(PoolName::Backend).min(), 30);
    assert!(
        plain
            .services_on(PoolName::Ess)
            .eq(with.services_on(PoolName::Ess))
    );
}

#[test]
fn a_service_reaches_the_database_that_it_is_told_of() {
    let text = below(
        "services:\n  job:\n    image: job:1.0\n    env: { URL: { from: database-jdbc-url } }\n    secrets:\n      PASSWORD: { from: database-password }\n      TOKEN: my-token\n      KEY: 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:k-AbCdEf:pem::'\n",
    );
    let architecture = architecture(&text);
    assert!(architecture.reaches_database(PoolName::Backend));
    let sources = &service(&architecture, "job").secrets;
    assert_eq!(sources[0].1, SecretSource::DatabasePassword);
    assert_eq!(sources[1].1, SecretSource::Operator(value("my-token")));
    let SecretSource::Given(reference) = &sources[2].1 else {
        panic!("{sources:?}")
    };
    assert_eq!(reference.key(), Some("pem"));
    let names = architecture.operator_secrets().iter();
    let names: Vec<&str> = names.map(|secret| secret.name.as_str()).collect();
    assert_eq!(
        names,
        [
            "identity-provider-client-secret",
            "jwt-signing-key",
            "my-token",
            "task-tls-key"
        ]
    );
}

#[test]
fn a_registry_with_a_url_is_given_and_its_images_are_no_strangers() {
    let text = below(
        "registry: { url: registry.example.org/ess, allow: [public.ecr.aws] }\nservices:\n  a: { image: 'registry.example.org/other/a:1' }\n  b: { image: 'public.ecr.aws/x/b:2' }\n",
    );
    let architecture = architecture(&text);
    assert!(matches!(
        architecture.registry().own,
        OwnRegistry::Given { .. }
    ));
}

#[test]
fn what_a_spec_leaves_open_is_named_with_the_key_that_settles_it() {
    let open = |text: &str| {
        let architecture = architecture(text);
        let open = architecture.open_parameters();
        let keys = open.iter().map(|open| {
            let key = ess_cfn::spec::key_of(&open.parameter).unwrap();
            format!("{} {key}", open.parameter.name())
        });
        keys.collect::<Vec<_>>().join("\n")
    };
    insta::assert_snapshot!(open(&below("profile: ess-1.1\ncertificate: { issue: false }\n")), @r"
    CertificateArn certificate.arn
    HostedZoneId dns.hosted_zone_id
    IdentityProviderUrl identity_provider.url
    IdentityProviderClientId identity_provider.client_id
    KafkaBootstrapServers kafka.bootstrap
    KafkaSecurityGroupId kafka.security_group
    LdpImageTag services.ldp.image_tag
    IdentityImageTag services.identity.image_tag
    OidcImageTag services.oidc.image_tag
    NotificationImageTag services.notification.image_tag
    WebsocketImageTag services.websocket.image_tag
    FragmentsImageTag services.fragments.image_tag
    ");
    let settled = "
dns: { hosted_zone_id: Z0123456789ABCDEFGHIJ }
identity_provider: { url: https://login.example.org/realms/pods, client_id: solid }
services: { ldp: { image_tag: '1' }, identity: { image_tag: '1' }, oidc: { image: 'oidc:1' } }
";
    assert_eq!(open(&below(settled)), "");
}

#[test]
fn services_of_the_profile_are_told_the_hosts_that_the_spec_gives_to_others() {
    let text = below("services: { oidc: { host: login.pods.example.org } }\n");
    let architecture = architecture(&text);
    let host = value("login.pods.example.org");
    let expected = EnvironmentValue::PublicUrl(host);
    for id in ["ldp", "oidc"] {
        let environment = &service(&architecture, id).environment;
        assert!(
            environment.iter().any(|(_, value)| *value == expected),
            "{id}"
        );
    }
}

#[test]
fn a_certificate_that_exists_covers_hosts_of_any_depth() {
    let text = below(
        "certificate: { arn: 'arn:aws:acm:eu-central-1:123456789012:certificate/1' }\nservices: { web: { image: 'web:1', host: a.b.pods.example.org } }\n",
    );
    let architecture = architecture(&text);
    assert!(matches!(
        architecture.certificate(),
        Certificate::Given(Decided::Now(_))
    ));
}

#[test]
fn a_major_version_of_the_database_upgrades_itself_and_a_minor_one_stays() {
    let upgrades = |version: &str| {
        let text = below(&format!("database: {{ engine_version: {version} }}\n"));
        architecture(&text).database().upgrades_minor_versions()
    };
    assert!(upgrades("17") && upgrades("\"17\""));
    assert!(!upgrades("\"17.4\""));
}

#[test]
fn with_names_held_elsewhere_no_certificate_is_issued_unasked() {
    let elsewhere = architecture(&below("dns: { mode: external }"));
    assert_eq!(elsewhere.dns(), &Dns::External);
    let at_deployment = Certificate::Given(Decided::AtDeployment);
    assert_eq!(elsewhere.certificate(), &at_deployment);
    let open: Vec<String> = elsewhere
        .open_parameters()
        .iter()
        .map(|open| open.parameter.name())
        .collect();
    assert!(open.contains(&"CertificateArn".to_owned()), "{open:?}");
    assert!(!open.contains(&"HostedZoneId".to_owned()), "{open:?}");
}
