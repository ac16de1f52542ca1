//! A small deployment around the services stacks: real resources where services only name them, and
//! an architecture that a test changes before it is judged.

use ess_cfn::architecture::{
    Architecture, Container, Count, Decided, Draft, Exposure, Health, HostType, Image, Origin,
    OwnRegistry, PerPool, Placement, PoolName, Priority, Protocol, Repository, RootParameter,
    Service, ServicePart, StackName, Version,
};
use ess_cfn::assembly::{Assembly, Stack, StackTree, finish};
use ess_cfn::aws::DomainName;
use ess_cfn::bindings::ec2::{AvailabilityZoneName, SecurityGroupId, Vpc};
use ess_cfn::bindings::ecr::Repository as EcrRepository;
use ess_cfn::bindings::ecs::{
    CapacityProvider, CapacityProviderName, Cluster, ClusterCapacityProviderAssociations,
    cluster_capacity_provider_associations::CapacityProviderStrategy,
};
use ess_cfn::bindings::elastic_load_balancing_v2::{Listener, LoadBalancer, listener};
use ess_cfn::bindings::kms::Key;
use ess_cfn::bindings::secrets_manager::{Secret, SecretArn};
use ess_cfn::cfn::{Expr, Integer, IntoExpr, Parameter, Text, equals};
use ess_cfn::stacks::PublicNames;
use ess_cfn::stacks::parameters::{CountParameters, ServiceParameters};
use ess_cfn::stacks::services::{DatabaseAccess, RunningService, ServiceInputs, services};

use crate::deployments::{self, scaling, value};

/// What a test asks: the wired templates, and what each services stack gives to others.
pub(super) struct Synthesised {
    pub(super) assembly: Assembly,
    pub(super) running: Vec<RunningService>,
}

/// ESS 1.0 on ARM hosts, in two zones.
pub(super) fn draft() -> Draft {
    let mut draft = deployments::draft();
    let host = HostType::of(&value("m7g.large"), &draft.region).unwrap();
    draft.pools.ess.host = host;
    draft.pools.backend.host = host;
    draft
}

/// A container of the user's own on the backend pool, without a public name.
pub(super) fn exporter() -> Service {
    Service {
        id: value("my-exporter"),
        origin: Origin::User,
        placement: Placement::Backend,
        port: 9187,
        protocol: Protocol::Http,
        image: Image {
            repository: Repository::Own("my-exporter".into()),
            version: Version::Tag(Decided::Now(value("2.1"))),
        },
        cpu: 128,
        memory_mib: 256,
        count: Count::Fixed(1),
        environment: Vec::new(),
        secrets: Vec::new(),
        needs_database: false,
        container: Container::default(),
        stop_timeout_seconds: 30,
    }
}

/// A public container of the user's own, which speaks HTTP and scales.
pub(super) fn portal() -> Service {
    let host: DomainName = value("portal.pods.example.org");
    Service {
        id: value("portal"),
        placement: Placement::Ess {
            exposure: Some(Exposure {
                priority: Priority::of(&host, &value("pods.example.org")),
                host,
                health: Health {
                    path: value("/alive"),
                    protocol: Protocol::Http,
                    matcher: value("200-299"),
                    interval_seconds: 30,
                    grace_seconds: 60,
                },
            }),
        },
        count: Count::Scaled(scaling(2, 4, 70)),
        port: 8080,
        image: Image {
            repository: Repository::Own("portal".into()),
            version: Version::Digest(format!("sha256:{}", "0123456789abcdef".repeat(4))),
        },
        ..exporter()
    }
}

/// ESS 1.0 with a public container and a backend container of the user's own.
pub(super) fn with_own() -> Draft {
    let mut draft = draft();
    draft.services.extend([portal(), exporter()]);
    draft
}

/// The services stacks of a draft, wired with what stands in for the other stacks.
pub(super) fn synthesised(draft: Draft) -> Synthesised {
    let architecture = Architecture::new(draft).expect("the draft fits together");
    let mut root = Stack::new("Root", "All stacks.");
    let start = Parameter::<Text>::new("Whether tasks run.").allowed_values(["true", "false"]);
    let start = root.parameter("StartServices", start);
    let services_on = root.condition("ServicesOn", equals(start, "true"));
    let services_of = architecture.services().iter();
    let parameters = services_of
        .map(|service| (service.id.clone(), decided(service, &mut root)))
        .collect();
    let url = root.parameter(
        "IdentityProviderUrl",
        Parameter::<Text>::new("Its address."),
    );
    let client = root.parameter(
        "IdentityProviderClientId",
        Parameter::<Text>::new("Its name."),
    );
    let kafka = architecture.kafka().map(|_| {
        let servers = Parameter::<Text>::new("Kafka's servers.");
        root.parameter("KafkaBootstrapServers", servers)
    });

    let mut keys = Stack::new("KeysAndSecrets", "Key and secrets.");
    let key = keys.add("Key", Key::new()).arn();
    let database_secret = keys.add("DatabaseSecret", Secret::new()).arn();
    let operator = architecture.operator_secrets().iter().map(|secret| {
        let arn = match &secret.existing {
            Some(existing) => {
                let literal: Expr<Text> = existing.secret().to_string().into_expr();
                literal.assume("it is the ARN of a secret")
            }
            None => keys.add(secret.name.logical_id(), Secret::new()).arn(),
        };
        (secret.name.clone(), arn)
    });
    let operator = operator.collect();
    let mut registry = Stack::new("Registry", "Repositories.");
    let own = architecture.services().iter().filter_map(|service| {
        let create = architecture.registry().own == OwnRegistry::Create;
        match &service.image.repository {
            Repository::Own(_) if create => {
                let id = service.id.part(ServicePart::Repository);
                Some((service.id.clone(), registry.add(id, EcrRepository::new())))
            }
            Repository::Own(_) | Repository::Other(_) => None,
        }
    });
    let repositories = own.collect();
    let mut network = Stack::new("Network", "Network.");
    let vpc = network.add("Vpc", Vpc::new()).id();
    let mut balancers = Stack::new("LoadBalancers", "Load balancers.");
    let load_balancer_names = architecture
        .load_balancer_roles()
        .map(|role| role.named("app/name").into_expr());
    let listeners = architecture.load_balancer_roles().map(|role| {
        let balancer = balancers.add(role.named("LoadBalancer"), LoadBalancer::new());
        let refuse = listener::Action::new(listener::Type::FixedResponse);
        let listener = Listener::new([refuse], balancer.arn());
        balancers.add(role.named("HttpsListener"), listener).arn()
    });
    let zones = architecture.zones().map(|zone| {
        let name = Parameter::<AvailabilityZoneName>::new("Name of the zone.");
        root.parameter(format!("Zone{}", zone.letter()), name)
    });
    let mut cluster_stack = Stack::new("Cluster", "Cluster.");
    let cluster = cluster_stack.add("Cluster", Cluster::new());
    let mut pools = Vec::new();
    let providers = PerPool {
        ess: provider(StackName::EssPool, &mut pools),
        backend: provider(StackName::BackendPool, &mut pools),
    };
    let mut capacity = Stack::new("Capacity", "Capacity.");
    let none: [CapacityProviderStrategy; 0] = [];
    let association = ClusterCapacityProviderAssociations::new(cluster.name(), none)
        .capacity_providers([&providers.ess, &providers.backend]);
    let association = capacity.add("Association", association);

    let address: Expr<Text> = "db.example.org".into_expr();
    let port: Expr<Text> = "5432".into_expr();
    let mut nested = vec![keys, registry, network, balancers, cluster_stack];
    nested.append(&mut pools);
    nested.push(capacity);
    let hosts = providers.map(|name, _| {
        let id: SecurityGroupId = value(&format!("sg-{name}"));
        id.into_expr()
    });
    let names = PublicNames::of(architecture.domain());
    let registry_credentials = match &architecture.registry().own {
        OwnRegistry::Given {
            credentials: Some(_),
            ..
        } => Some(root.parameter(
            RootParameter::RegistryCredentialsArn.name(),
            Parameter::<SecretArn>::new("ARN of the secret of the registry."),
        )),
        OwnRegistry::Given { .. } | OwnRegistry::Create => None,
    };
    let mut running = Vec::new();
    for pool in PoolName::ALL {
        let name = StackName::of_services(pool);
        let mut stack = Stack::new(name.logical_id(), name.description());
        let inputs = ServiceInputs {
            architecture: &architecture,
            names: &names,
            parameters: &parameters,
            services_on: &services_on,
            identity_provider_url: Some(&url),
            identity_provider_client_id: Some(&client),
            kafka_bootstrap_servers: kafka.as_ref(),
            key: &key,
            registry_credentials: registry_credentials.as_ref(),
            operator_secrets: &operator,
            repositories: Some(&repositories),
            database: DatabaseAccess {
                address: &address,
                port: &port,
                secret: &database_secret,
            },
            storage: None,
            hosts: &hosts,
            vpc: &vpc,
            zones: &zones,
            origin_header: None,
            listeners: &listeners,
            load_balancer_names: &load_balancer_names,
            cluster: &cluster.name(),
            cluster_arn: &cluster.arn(),
            capacity_provider: providers.of(pool),
            association: &association,
        };
        running.extend(services(pool, &inputs, &mut stack).services);
        nested.push(stack);
    }
    let assembly = finish(StackTree::new(root, nested)).expect("it is wired");
    Synthesised { assembly, running }
}

/// The parameters of a service, as the root declares them.
fn decided(service: &Service, root: &mut Stack) -> ServiceParameters {
    let mut number = |part| {
        let parameter = Parameter::<Integer>::new("How many tasks.");
        root.parameter(service.id.part(part), parameter)
    };
    let count = match service.count {
        Count::Scheduled(_) => CountParameters::Scheduled,
        Count::Fixed(_) => CountParameters::Fixed(number(ServicePart::TaskCount)),
        Count::Scaled(_) => CountParameters::Scaled {
            min: number(ServicePart::TasksMinimum),
            max: number(ServicePart::TasksMaximum),
        },
    };
    let image_tag = match &service.image.version {
        Version::Tag(_) => {
            let tag = Parameter::<Text>::new("Tag of the image.");
            Some(root.parameter(service.id.part(ServicePart::ImageTag), tag))
        }
        Version::Digest(_) => None,
    };
    ServiceParameters { image_tag, count }
}

/// A pool's stack with nothing but its capacity provider.
fn provider(name: StackName, pools: &mut Vec<Stack>) -> Expr<CapacityProviderName> {
    let mut stack = Stack::new(name.logical_id(), name.description());
    let provider = stack
        .add("CapacityProvider", CapacityProvider::new())
        .name();
    pools.push(stack);
    provider
}
