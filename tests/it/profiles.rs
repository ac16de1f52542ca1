//! What the documentation of each version line says of its services: hosts, database, secrets, what
//! they find in their environment. What it leaves open is the profile's assumption and not asserted.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::sync::Arc;

use ess_cfn::architecture::{
    Architecture, EnvironmentValue, Origin, PoolName, Protocol, SecretSource, Service,
};
use ess_cfn::spec;

fn architecture(profile: &str, services: &str) -> Architecture {
    let text = format!(
        "name: acme-solid\nregion: eu-central-1\ndomain: pods.example.org\nprofile: {profile}\n{services}"
    );
    let (architecture, findings) = spec::read(&Arc::from("spec.yaml"), &text);
    assert!(findings.is_empty(), "{findings:#?}");
    architecture.unwrap()
}

fn service<'a>(architecture: &'a Architecture, id: &str) -> &'a Service {
    let mut services = architecture.services().iter();
    services.find(|service| service.id.as_str() == id).unwrap()
}

/// A line for each service: its host, what it reaches, and the secrets that an operator puts.
fn table(architecture: &Architecture) -> String {
    let mut table = String::new();
    for service in architecture.services() {
        let host = service.exposure().map(|exposure| exposure.host.to_string());
        let reaches = [
            (service.needs_database, "database"),
            (
                tells(service, &EnvironmentValue::KafkaBootstrapServers),
                "kafka",
            ),
        ];
        let reaches = reaches.into_iter().filter(|(does, _)| *does);
        let reaches: Vec<&str> = reaches.map(|(_, what)| what).collect();
        let secrets: BTreeSet<String> = service
            .secrets
            .iter()
            .filter_map(|(_, source)| match source {
                SecretSource::Operator(name) => Some(name.to_string()),
                SecretSource::DatabaseUsername
                | SecretSource::DatabasePassword
                | SecretSource::Given(_) => None,
            })
            .collect();
        writeln!(
            table,
            "{} at {} reaches {reaches:?}, secrets {secrets:?}",
            service.id,
            host.unwrap_or_default()
        )
        .unwrap();
    }
    table
}

fn tells(service: &Service, value: &EnvironmentValue) -> bool {
    service.environment.iter().any(|(_, told)| told == value)
}

#[test]
fn ess_1_0_is_ldp_at_the_domain_identity_and_the_oidc_broker() {
    insta::assert_snapshot!(table(&architecture("ess-1.0", "")), @r#"
    ldp at pods.example.org reaches ["database"], secrets {"task-tls-key"}
    identity at identity.pods.example.org reaches ["database"], secrets {"task-tls-key"}
    oidc at oidc.pods.example.org reaches [], secrets {"identity-provider-client-secret", "jwt-signing-key", "task-tls-key"}
    "#);
}

#[test]
fn ess_1_1_adds_notifications_web_sockets_and_fragments_and_needs_kafka() {
    insta::assert_snapshot!(table(&architecture("ess-1.1", "")), @r#"
    ldp at pods.example.org reaches ["database", "kafka"], secrets {"task-tls-key"}
    identity at identity.pods.example.org reaches ["database"], secrets {"task-tls-key"}
    oidc at oidc.pods.example.org reaches [], secrets {"identity-provider-client-secret", "jwt-signing-key", "task-tls-key"}
    notification at notification.pods.example.org reaches ["kafka"], secrets {"task-tls-key"}
    websocket at websocket.pods.example.org reaches ["kafka"], secrets {"task-tls-key"}
    fragments at fragments.pods.example.org reaches ["database"], secrets {"task-tls-key"}
    "#);
}

#[test]
fn optional_services_of_ess_1_1_are_there_where_a_spec_names_them() {
    let services = "services:\n  graphql: { env: { MONGODB_HOST: mongo.example.org } }\n  \
                    signup-static: { host: join.pods.example.org, count: 3 }\n";
    let named = architecture("ess-1.1", services);
    let (graphql, signup) = (service(&named, "graphql"), service(&named, "signup-static"));
    assert_eq!(graphql.origin, Origin::Profile);
    let host = |service: &Service| service.exposure().unwrap().host.to_string();
    assert_eq!(host(graphql), "graphql.pods.example.org");
    assert_eq!(host(signup), "join.pods.example.org");
    assert_eq!(signup.count.usual(), 3);
    assert_eq!(architecture("ess-1.1", "").services().len(), 6);
}

#[test]
fn services_find_in_their_environment_what_the_documentation_names() {
    let architecture = architecture("ess-1.0", "kafka: { bootstrap: 'b.example.org:9094' }\n");
    for (id, variables) in [
        (
            "ldp",
            [
                "QUARKUS_DATASOURCE_JDBC_URL",
                "QUARKUS_DATASOURCE_USERNAME",
                "QUARKUS_DATASOURCE_PASSWORD",
                "TRELLIS_HTTP_BASE_URL",
                "INRUPT_REGISTER_PROFILE_OIDC_ISSUER",
            ]
            .as_slice(),
        ),
        (
            "oidc",
            &[
                "INRUPT_OPENID_ISSUER",
                "QUARKUS_OIDC_AUTH_SERVER_URL",
                "QUARKUS_OIDC_CLIENT_ID",
                "QUARKUS_OIDC_CREDENTIALS_SECRET",
            ],
        ),
    ] {
        let service = service(&architecture, id);
        let plain = service.environment.iter().map(|(name, _)| name.as_str());
        let secret = service.secrets.iter().map(|(name, _)| name.as_str());
        let found: BTreeSet<&str> = plain.chain(secret).collect();
        for variable in variables {
            assert!(found.contains(variable), "{id}: {variable}");
        }
    }
    let ldp = service(&architecture, "ldp");
    assert!(tells(ldp, &EnvironmentValue::KafkaBootstrapServers));
}

#[test]
fn all_services_of_ess_are_public_on_the_ess_pool_and_speak_tls() {
    for profile in ["ess-1.0", "ess-1.1"] {
        for service in architecture(profile, "").services() {
            assert_eq!(service.pool(), PoolName::Ess, "{}", service.id);
            assert!(service.exposure().is_some(), "{}", service.id);
            assert_eq!(service.protocol, Protocol::Https, "{}", service.id);
        }
    }
}
