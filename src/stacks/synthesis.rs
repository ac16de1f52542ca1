//! The whole deployment: every stack in its order, wired into an assembly.

use super::accelerator::{self, accelerator};
use super::capacity::capacity;
use super::cluster::cluster;
use super::database::database;
use super::declaration::Declaration;
use super::dns::{Targets, dns};
use super::edge::{EdgeOutputs, edge};
use super::endpoints::endpoints;
use super::gateway::{GatewayInputs, gateway};
use super::keys_and_secrets::{KeysAndSecrets, keys_and_secrets};
use super::load_balancers::load_balancers;
use super::monitoring::{Watched, monitoring};
use super::network::{created, existing};
use super::outputs::{Told, outputs};
use super::parameters::{Parameters, VpcParameters, declare};
use super::pool::{PoolInputs, pool};
use super::quota_advice::explained;
use super::registry::registry;
use super::services::{DatabaseAccess, Running, ServiceInputs, services};
use super::stack_policy::stack_policy;
use super::storage::storage;
use super::web_acl::before_load_balancers;
use crate::architecture::{
    Architecture, Edge, LoadBalancerRole, OwnRegistry, PoolName, RootParameter, StackName,
    WebAclScope,
};
use crate::assembly::{self, Assembly, Stack, StackPolicy, StackTree, finish};
use crate::document::Node;
use crate::source::Finding;

/// A synthesised deployment.
#[derive(Clone, Debug)]
pub struct Synthesis {
    /// Its templates.
    pub assembly: Assembly,
    /// The values of its root stacks' parameters. For the first deployment into an empty account
    /// services are off, since there is no image yet, and nothing refuses to be deleted, since that
    /// would block a rollback.
    pub parameters: assembly::Parameters,
    /// The parameters whose values belong to one account, by name: what no two deployments of a stack set
    /// share.
    pub of_one_account: Vec<String>,
    /// What updates may not replace or delete.
    pub stack_policy: StackPolicy,
}

/// Compiles an architecture into templates.
///
/// # Errors
/// What CloudFormation's quotas do not allow of a large deployment.
pub fn synthesise(architecture: &Architecture) -> Result<Synthesis, Vec<Finding>> {
    let mut root = root(architecture, StackName::Root);
    let (parameters, mut declaration) = declare(architecture, &mut root);
    let of_one_account = std::mem::take(&mut declaration.of_one_account);
    let edge = architecture.edge().map(|needed| {
        let mut stack = self::root(architecture, StackName::Edge);
        let outputs = edge(architecture, needed, &mut stack);
        (stack, outputs)
    });
    let outputs = edge.as_ref().map(|(_, outputs)| outputs);
    let nested = build(architecture, &parameters, outputs, &mut root);
    Declaration::finish(declaration, &mut root);
    let mut tree = StackTree::new(root, nested)
        .deployed_as(architecture.name().as_str(), architecture.region().clone());
    if let Some((stack, _)) = edge {
        let name = format!("{}-edge", architecture.name());
        let earlier = StackTree::new(stack, Vec::new());
        tree = tree.after(earlier.deployed_as(name, Edge::region()));
    }
    let assembly = finish(tree).map_err(|found| explained(architecture, found))?;
    let off = [
        RootParameter::StartServices,
        RootParameter::DeletionProtection,
    ];
    let first = off.map(|parameter| (parameter.name(), "false".to_owned()));
    Ok(Synthesis {
        parameters: assembly::Parameters::of(&assembly, &first.into()),
        of_one_account,
        stack_policy: stack_policy(),
        assembly,
    })
}

/// Every nested stack, in the order in which CloudFormation can make them.
fn build(
    architecture: &Architecture,
    parameters: &Parameters,
    edge: Option<&EdgeOutputs>,
    root: &mut Stack,
) -> Vec<Stack> {
    let mut stacks = Stacks {
        architecture,
        nested: Vec::new(),
    };
    let keys: KeysAndSecrets = stacks.add(StackName::KeysAndSecrets, |stack| {
        keys_and_secrets(architecture, parameters, stack)
    });
    let network = match &parameters.vpc {
        VpcParameters::None { addresses } => stacks.add(StackName::Network, |stack| {
            created(architecture, addresses, parameters, &keys, stack)
        }),
        VpcParameters::Existing(vpc) => existing(vpc, root),
    };
    let endpoints = (!architecture.endpoints().is_empty()).then(|| {
        stacks.add(StackName::Endpoints, |stack| {
            endpoints(architecture, &network, stack)
        })
    });
    let registry = match architecture.registry().own {
        OwnRegistry::Create => {
            let add = |stack: &mut Stack| registry(architecture, &keys, stack);
            Some(stacks.add(StackName::Registry, add))
        }
        OwnRegistry::Given { .. } => None,
    };
    let storage = architecture.shared_volumes().next().map(|_| {
        stacks.add(StackName::Storage, |stack| {
            storage(architecture, &keys, &network, stack)
        })
    });
    let database = stacks.add(StackName::Database, |stack| {
        database(architecture, parameters, &keys, &network, stack)
    });
    let load_balancers = stacks.add(StackName::LoadBalancers, |stack| {
        load_balancers(architecture, parameters, &network, stack)
    });
    let accelerator = accelerator::is_planned(architecture).then(|| {
        let add = |stack: &mut Stack| accelerator(architecture, &load_balancers, stack);
        stacks.add(StackName::Accelerator, add)
    });
    let gateway = architecture.gateway().cloud_front().map(|settings| {
        let inputs = GatewayInputs {
            parameters,
            edge,
            load_balancers: &load_balancers,
            accelerator: accelerator.as_ref(),
            origin_header: keys.origin_header.as_ref(),
        };
        let add = |stack: &mut Stack| gateway(architecture, settings, &inputs, stack);
        stacks.add(StackName::Gateway, add)
    });
    if let Some((acl, WebAclScope::Regional)) = architecture.web_acl() {
        stacks.add(StackName::WebAcl, |stack| {
            before_load_balancers(architecture, acl, &keys.key_arn, &load_balancers, stack);
        });
    }
    let balancer_groups = load_balancers
        .balancers
        .map(|_, one| one.security_group.clone());
    let load_balancer_names = load_balancers
        .balancers
        .map(|_, one| one.load_balancer.load_balancer_full_name());
    let listeners = load_balancers.balancers.map(|_, one| one.listener.clone());
    let cluster = stacks.add(StackName::Cluster, |stack| {
        cluster(architecture, &keys.key_arn, stack)
    });
    let pools = parameters.pools.map(|name, decided| {
        let inputs = PoolInputs {
            architecture,
            pool: name,
            instance_type: &decided.instance_type,
            minimum: &decided.min,
            maximum: &decided.max,
            image_id: &decided.image_id,
            vpc: &network.vpc,
            subnets: &network.private,
            key: &keys.key_arn,
            cluster: &cluster,
            load_balancers: &balancer_groups,
            database: &database.security_group,
            storage: storage.as_ref().map(|storage| &storage.security_group),
            endpoints: endpoints.as_ref().map(|all| &all.security_group),
            kafka: parameters.kafka.as_ref().map(|kafka| &kafka.security_group),
        };
        stacks.add(StackName::of_pool(name), |stack| pool(&inputs, stack))
    });
    let capacity = stacks.add(StackName::Capacity, |stack| {
        let providers = PoolName::ALL.map(|name| &pools.of(name).capacity_provider);
        capacity(&cluster.name, providers, stack)
    });
    let hosts = pools.map(|_, pool| pool.security_group.clone());
    let mut running = Running::default();
    for name in PoolName::ALL {
        if architecture.services_on(name).next().is_none() {
            continue;
        }
        let inputs = ServiceInputs {
            architecture,
            names: &parameters.names,
            parameters: &parameters.services,
            services_on: &parameters.services_on,
            identity_provider_url: parameters.identity_provider_url.as_ref(),
            identity_provider_client_id: parameters.identity_provider_client_id.as_ref(),
            kafka_bootstrap_servers: parameters
                .kafka
                .as_ref()
                .map(|kafka| &kafka.bootstrap_servers),
            key: &keys.key_arn,
            registry_credentials: parameters.registry_credentials.as_ref(),
            operator_secrets: &keys.operator,
            repositories: registry.as_ref().map(|registry| &registry.repositories),
            database: DatabaseAccess {
                address: &database.address,
                port: &database.port,
                secret: &keys.database,
            },
            storage: storage.as_ref(),
            hosts: &hosts,
            vpc: &network.vpc,
            zones: &parameters.zones,
            origin_header: keys.origin_header.as_ref(),
            listeners: &listeners,
            load_balancer_names: &load_balancer_names,
            cluster: &cluster.name,
            cluster_arn: &cluster.arn,
            capacity_provider: &pools.of(name).capacity_provider,
            association: &capacity.association,
        };
        let add = |stack: &mut Stack| services(name, &inputs, stack);
        let of_pool = stacks.add(StackName::of_services(name), add);
        running.services.extend(of_pool.services);
        running.jobs.extend(of_pool.jobs);
    }
    let internal = architecture
        .load_balancer_roles()
        .has(LoadBalancerRole::Internal);
    if parameters.hosted_zone_id.is_some() || internal {
        let targets = Targets {
            load_balancers: &load_balancers,
            accelerator: accelerator.as_ref(),
            gateway: gateway.as_ref(),
            vpc: &network.vpc,
        };
        stacks.add(StackName::Dns, |stack| {
            dns(architecture, parameters, &targets, stack)
        });
    }
    let watched = Watched {
        network: &network,
        endpoints: endpoints.as_ref(),
        database: &database,
        load_balancers: &load_balancers,
        gateway: gateway.as_ref(),
        cluster: &cluster,
        pools: &pools,
        services: &running.services,
        jobs: &running.jobs,
    };
    let monitoring = stacks.add(StackName::Monitoring, |stack| {
        monitoring(architecture, parameters, &keys, &watched, stack)
    });
    let told = Told {
        load_balancers: &load_balancers,
        gateway: gateway.as_ref(),
        accelerator: accelerator.as_ref(),
        network: &network,
        registry: registry.as_ref(),
        keys: &keys,
        cluster: &cluster,
        pools: &pools,
        database: &database,
        monitoring: &monitoring,
    };
    outputs(architecture, parameters, &told, root);
    stacks.nested
}

/// The nested stacks made so far.
struct Stacks<'a> {
    architecture: &'a Architecture,
    nested: Vec<Stack>,
}

impl Stacks<'_> {
    /// Adds a stack with what `fill` puts into it, and gives what others may use of it.
    fn add<T>(&mut self, name: StackName, fill: impl FnOnce(&mut Stack) -> T) -> T {
        // Without the deployment's name, so that templates which are alike are one.
        let mut stack = Stack::new(name.logical_id(), name.description());
        let given = fill(&mut stack);
        tag(self.architecture, &mut stack);
        self.nested.push(stack);
        given
    }
}

/// An empty stack that somebody deploys by itself, with the description of its template.
fn root(architecture: &Architecture, name: StackName) -> Stack {
    let description = format!("{}: {}", architecture.name(), name.description());
    Stack::new(name.logical_id(), description)
}

/// Tags of a nested stack reach everything in it that can be tagged.
fn tag(architecture: &Architecture, stack: &mut Stack) {
    let tag = |(key, value): (&dyn ToString, &dyn ToString)| {
        let pairs = [("Key", key.to_string()), ("Value", value.to_string())];
        Node::mapping(
            pairs
                .into_iter()
                .map(|(key, text)| (key, Node::text(text)))
                .collect(),
        )
    };
    let tags = architecture.tags().iter();
    let tags: Vec<Node> = tags.map(|(key, value)| tag((key, value))).collect();
    if !tags.is_empty() {
        stack.nested(|body| body.set_property("Tags", Node::sequence(tags)));
    }
}
