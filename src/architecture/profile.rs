//! The version lines of ESS: which services each has, and what they need.
//!
//! In this runtime the load balancer's host rules do the work of the proxy of ESS 1.0, so that the
//! services behind it are public each on its own host. CloudWatch does the work of the monitoring
//! and logging services.
//!
//! Sources: ESS 1.0 and 1.1 documentation: "LDP service" (environment, database), "Identity" and
//! "OIDC broker" (environment; 1.1), "WebSocket notifications" and "QPF endpoint" (hosts of 1.1),
//! "Health checks" (port and paths, documented for later lines and assumed here), "Scaling" (no
//! sessions). SmallRye JWT, "Configuration" (`smallrye.jwt.sign.key` holds the key itself where
//! `….location` names a file). What the documentation does not say — processor units, memory,
//! counts, the variable of the TLS key, hosts of `graphql` and `signup-static` — is an assumption; every
//! value can be set in the spec. What it does not name can't have a default: the variables of Kafka's
//! credentials, of MongoDB and Elasticsearch, and of the registrar's document, which the proxy of ESS
//! 1.0 served; they go into `env` and `secrets` of a spec. "Discovery endpoint" calls GraphQL optional.
//! Not here: what a user adds.

use crate::aws::DomainName;

use super::container::Container;
use super::count::{Count, Scaling, ScalingGoals};
use super::decided::Decided;
use super::environment::{EnvironmentValue, SecretSource};
use super::health::Health;
use super::hosts::Priority;
use super::names::ServiceId;
use super::service::{Exposure, Image, Origin, Placement, Protocol, Repository, Service, Version};

/// A version line of ESS.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Profile {
    /// ESS 1.0.
    Ess10,
    /// ESS 1.1.
    Ess11,
}

/// A service of a profile, before the spec has its say.
struct Row {
    id: &'static str,
    /// What stands before the domain; nothing for the domain itself.
    label: Option<&'static str>,
    since: Profile,
    presence: Presence,
    cpu: u32,
    memory_mib: u32,
    tasks: (u32, u32),
    database: bool,
    kafka: bool,
    environment: &'static [(&'static str, Value)],
    secrets: &'static [(&'static str, Secret)],
}

/// Whether a deployment has a service of its profile.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Presence {
    Always,
    /// Only where a spec names it: an option of that version line.
    WhenNamed,
}

#[derive(Clone, Copy)]
enum Value {
    JdbcUrl,
    /// The address of the host with this label.
    Url(Option<&'static str>),
    IdentityProviderUrl,
    IdentityProviderClientId,
}

#[derive(Clone, Copy)]
enum Secret {
    DatabaseUsername,
    DatabasePassword,
    Operator(&'static str),
}

const DATABASE_SECRETS: [(&str, Secret); 2] = [
    ("QUARKUS_DATASOURCE_USERNAME", Secret::DatabaseUsername),
    ("QUARKUS_DATASOURCE_PASSWORD", Secret::DatabasePassword),
];

/// Where a service of ESS finds Kafka.
const KAFKA_VARIABLE: &str = "KAFKA_BOOTSTRAP_SERVERS";
/// How long Quarkus, on which ESS is built, keeps a silent connection; half an hour by itself.
const IDLE_VARIABLE: &str = "QUARKUS_HTTP_IDLE_TIMEOUT";
/// Where a task finds the key and certificate with which it serves TLS, as PEM.
const TLS_VARIABLE: &str = "TASK_TLS_PEM";

const ROWS: [Row; 8] = [
    Row {
        id: "ldp",
        label: None,
        since: Profile::Ess10,
        presence: Presence::Always,
        cpu: 1024,
        memory_mib: 2048,
        tasks: (2, 6),
        database: true,
        kafka: true,
        environment: &[
            ("QUARKUS_DATASOURCE_JDBC_URL", Value::JdbcUrl),
            ("TRELLIS_HTTP_BASE_URL", Value::Url(None)),
            (
                "INRUPT_REGISTER_PROFILE_OIDC_ISSUER",
                Value::Url(Some("oidc")),
            ),
        ],
        secrets: &DATABASE_SECRETS,
    },
    Row {
        id: "identity",
        label: Some("identity"),
        since: Profile::Ess10,
        presence: Presence::Always,
        cpu: 512,
        memory_mib: 1024,
        tasks: (2, 4),
        database: true,
        kafka: false,
        environment: &[("QUARKUS_DATASOURCE_JDBC_URL", Value::JdbcUrl)],
        secrets: &DATABASE_SECRETS,
    },
    Row {
        id: "oidc",
        label: Some("oidc"),
        since: Profile::Ess10,
        presence: Presence::Always,
        cpu: 512,
        memory_mib: 1024,
        tasks: (2, 4),
        database: false,
        kafka: false,
        environment: &[
            ("INRUPT_OPENID_ISSUER", Value::Url(Some("oidc"))),
            ("QUARKUS_OIDC_AUTH_SERVER_URL", Value::IdentityProviderUrl),
            ("QUARKUS_OIDC_CLIENT_ID", Value::IdentityProviderClientId),
        ],
        secrets: &[
            (
                "QUARKUS_OIDC_CREDENTIALS_SECRET",
                Secret::Operator("identity-provider-client-secret"),
            ),
            ("SMALLRYE_JWT_SIGN_KEY", Secret::Operator("jwt-signing-key")),
        ],
    },
    Row {
        id: "notification",
        label: Some("notification"),
        since: Profile::Ess11,
        presence: Presence::Always,
        cpu: 256,
        memory_mib: 512,
        tasks: (2, 4),
        database: false,
        kafka: true,
        environment: &[],
        secrets: &[],
    },
    Row {
        id: "websocket",
        label: Some("websocket"),
        since: Profile::Ess11,
        presence: Presence::Always,
        cpu: 256,
        memory_mib: 512,
        tasks: (2, 4),
        database: false,
        kafka: true,
        environment: &[],
        secrets: &[],
    },
    Row {
        id: "fragments",
        label: Some("fragments"),
        since: Profile::Ess11,
        presence: Presence::Always,
        cpu: 512,
        memory_mib: 1024,
        tasks: (2, 4),
        database: true,
        kafka: false,
        environment: &[("QUARKUS_DATASOURCE_JDBC_URL", Value::JdbcUrl)],
        secrets: &DATABASE_SECRETS,
    },
    Row {
        id: "graphql",
        label: Some("graphql"),
        since: Profile::Ess11,
        presence: Presence::WhenNamed,
        cpu: 512,
        memory_mib: 1024,
        tasks: (2, 4),
        database: false,
        kafka: false,
        environment: &[],
        secrets: &[],
    },
    Row {
        id: "signup-static",
        label: Some("signup"),
        since: Profile::Ess11,
        presence: Presence::WhenNamed,
        cpu: 256,
        memory_mib: 512,
        tasks: (3, 6),
        database: false,
        kafka: false,
        environment: &[],
        secrets: &[],
    },
];

impl Profile {
    /// All profiles, the oldest first.
    pub const ALL: [Self; 2] = [Self::Ess10, Self::Ess11];

    /// Its name in a spec: `ess-1.0`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Ess10 => "ess-1.0",
            Self::Ess11 => "ess-1.1",
        }
    }

    /// Whether a service of it does not work without Kafka. In 1.0 the publisher of changes may be
    /// left without one; the notification services of 1.1 read from it.
    #[must_use]
    pub fn needs_kafka(self) -> bool {
        self >= Self::Ess11
    }

    /// Its services with their defaults, for a domain. `kafka` says whether the deployment has one.
    #[must_use]
    pub fn services(self, domain: &DomainName, kafka: bool) -> Vec<Service> {
        self.present(Presence::Always, domain, kafka)
    }

    /// Its services that are there only where a spec names them, with their defaults.
    #[must_use]
    pub fn optional_services(self, domain: &DomainName, kafka: bool) -> Vec<Service> {
        self.present(Presence::WhenNamed, domain, kafka)
    }

    fn present(self, presence: Presence, domain: &DomainName, kafka: bool) -> Vec<Service> {
        let rows = ROWS.iter().filter(|row| row.since <= self);
        let present = rows.filter(|row| row.presence == presence);
        present.map(|row| row.service(domain, kafka)).collect()
    }

    /// The names of its services, also of those that a spec may name.
    pub fn service_ids(self) -> impl Iterator<Item = &'static str> {
        let rows = ROWS.iter().filter(move |row| row.since <= self);
        rows.map(|row| row.id)
    }
}

impl Row {
    fn service(&self, domain: &DomainName, kafka: bool) -> Service {
        let variables = self.environment.iter().map(|(name, value)| {
            let value = match value {
                Value::JdbcUrl => EnvironmentValue::DatabaseJdbcUrl,
                Value::Url(label) => EnvironmentValue::PublicUrl(host(*label, domain)),
                Value::IdentityProviderUrl => EnvironmentValue::IdentityProviderUrl,
                Value::IdentityProviderClientId => EnvironmentValue::IdentityProviderClientId,
            };
            (literal(name), value)
        });
        let mut environment: Vec<_> = variables.collect();
        let idle = EnvironmentValue::ConnectionIdleTimeout;
        environment.push((literal(IDLE_VARIABLE), idle));
        if self.kafka && kafka {
            environment.push((
                literal(KAFKA_VARIABLE),
                EnvironmentValue::KafkaBootstrapServers,
            ));
        }
        let tls = [(TLS_VARIABLE, Secret::Operator("task-tls-key"))];
        let secrets = self.secrets.iter().chain(&tls).map(|(name, secret)| {
            let source = match secret {
                Secret::DatabaseUsername => SecretSource::DatabaseUsername,
                Secret::DatabasePassword => SecretSource::DatabasePassword,
                Secret::Operator(name) => SecretSource::Operator(literal(name)),
            };
            (literal(name), source)
        });
        let (min, max) = self.tasks;
        let goals = ScalingGoals {
            cpu_percent: 60,
            memory_percent: None,
            requests_per_minute: None,
        };
        let scaling = Scaling::new(min, max, goals);
        let host = host(self.label, domain);
        let health = Health {
            path: literal("/q/health/live"),
            protocol: Protocol::Https,
            matcher: literal("200"),
            interval_seconds: 10,
            grace_seconds: 120,
        };
        Service {
            id: literal::<ServiceId>(self.id),
            origin: Origin::Profile,
            placement: Placement::Ess {
                exposure: Some(Exposure {
                    priority: Priority::of(&host, domain),
                    host,
                    health,
                }),
            },
            port: 8443,
            protocol: Protocol::Https,
            image: Image {
                repository: Repository::Own(self.id.to_owned()),
                version: Version::Tag(Decided::AtDeployment),
            },
            cpu: self.cpu,
            memory_mib: self.memory_mib,
            count: Count::Scaled(scaling.expect("invariant: a row's tasks are a range")),
            environment,
            secrets: secrets.collect(),
            needs_database: self.database,
            container: Container::default(),
            stop_timeout_seconds: 60,
        }
    }
}

/// The host with a label below the domain, or the domain itself.
fn host(label: Option<&str>, domain: &DomainName) -> DomainName {
    // A domain so long that no label fits below it keeps its own name; checks refuse it.
    label.map_or_else(
        || domain.clone(),
        |label| domain.child(label).unwrap_or_else(|_| domain.clone()),
    )
}

/// A value of the tables above; a test builds all of them.
fn literal<T: std::str::FromStr>(text: &str) -> T {
    let value = text.parse().ok();
    value.expect("invariant: a test builds every row of the tables")
}
