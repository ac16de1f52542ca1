//! The spec as a whole.

use crate::architecture::{DeploymentName, Profile, ServiceId};
use crate::aws::{DomainName, Region, TagKey, TagValue};
use crate::document::{Node, ScalarKind};
use crate::facts::regions;
use crate::spec::nodes::{nearest, quoted};
use crate::spec::reader::{Reader, Spot, Value};
use crate::spec::section::section;
use crate::spec::shape::Shape;
use crate::spec::values::{Named, decode_named, scalar_text, text_shape};
use crate::spec::{patterns, rules};

use super::database::Database;
use super::entrance::{Certificate, Dns, LoadBalancers};
use super::gateway::{GatewayChoice, WafChoice};
use super::neighbours::{IdentityProvider, Kafka, Monitoring, Registry, Secrets};
use super::network::Network;
use super::pools::Pools;
use super::service::Service;

section! {
    /// One highly available deployment of Inrupt's Enterprise Solid Server (ESS) on AWS.
    Spec as "spec" {
        /// The deployment's name: the prefix of what it creates, and the name of its root stack.
        name: DeploymentName = required "acme-solid",
        /// The version line of ESS; it decides which services there are and what they need.
        profile: Profile = or "ess-1.0",
        /// The region of AWS.
        region: Region = required "eu-central-1",
        /// The domain under which Pods are found. `identity.` and `oidc.` are hosts below it.
        domain: DomainName = required "pods.example.org",
        /// Whether one template serves many deployments, each in an account of its own, as a stack set of
        /// AWS CloudFormation. The domain is a parameter as well then, and structure is the same in all
        /// of them. See `docs/stack-sets.md`.
        stack_set: bool = or "false",
        /// The VPC, its zones, and the way out.
        network: Network = section,
        /// The load balancers in the public subnets.
        load_balancers: LoadBalancers = section,
        /// What stands before the load balancers, available across zones and regions: `none`, `cloudfront`,
        /// or the settings of CloudFront. It brings TLS nearer to clients, takes IPv6 and HTTP/3, and keeps
        /// floods away from the region. Nothing is cached; host, methods and headers stay as they are.
        /// Nobody goes round it: load balancers let in CloudFront alone, and demand a header that only
        /// this distribution sends. Its certificate and web ACL are a root stack of their own, `edge.yaml`
        /// in us-east-1, which is deployed first and whose outputs are parameters of the other. It costs a
        /// price per request and gigabyte, and is one more service that every request needs, with an SLA
        /// of 99.9 %. It ends requests with more than 32 KiB of headers, answers that wait longer than
        /// `read_timeout_seconds`, and WebSockets that are silent for 10 minutes. The partition `aws`
        /// alone has it. To turn it on or off later keeps clients out until the new way stands and DNS
        /// caches have forgotten the old one.
        gateway: GatewayChoice = or "none",
        /// Whether requests pass the rules of AWS WAF: `true`, `false`, or their settings. They stand at
        /// the gateway, or at each load balancer where there is none: common attacks, inputs that
        /// are known to be bad, addresses of ill repute. What Pods may hold is anything: rules that
        /// judge bodies by their content or anything by its size, and endings of paths, only
        /// count. It costs a price per rule and request, and refuses what looks like an attack: watch
        /// its log before you rely on it.
        waf: WafChoice = or "false",
        /// Where the public names live.
        dns: Dns = section,
        /// The certificate of the public names.
        certificate: Certificate = section,
        /// The two pools of hosts: `ess` for the public services, `backend` for everything else.
        /// They are changed apart from each other.
        pools: Pools = section,
        /// Where images are pulled from.
        registry: Registry = section,
        /// The PostgreSQL database.
        database: Database = section,
        /// Services by name. Those of the profile have defaults for every key; your own are added,
        /// and need an `image`.
        services: Named<ServiceId, Service> = map "ldp: { image_tag: \"1.0.3\", cpu: 1024, memory_mib: 2048 }\nmy-exporter: { pool: backend, image: \"my-exporter:2.1\", port: 9187 }",
        /// The OpenID provider that knows the users.
        identity_provider: IdentityProvider = section,
        /// A Kafka cluster that exists. ESS 1.0 works without one.
        kafka: Option<Kafka> = optional "{}" "none with `ess-1.0`; with `ess-1.1` its keys are given at deployment",
        /// Keys and secrets.
        secrets: Secrets = section,
        /// Alarms and logs.
        monitoring: Monitoring = section,
        /// Tags of everything that can be tagged.
        tags: Named<TagKey, TagText> = map "cost-center: solid",
    }
}

impl Value for Region {
    fn shape() -> Shape {
        Shape::Listed {
            noun: "a region of AWS",
            words: regions::regions()
                .iter()
                .map(|region| region.name)
                .collect(),
        }
    }

    fn decode(node: &Node, spot: Spot, reader: &mut Reader<'_>) -> Option<Self> {
        let scalar = node
            .as_scalar()
            .filter(|scalar| scalar.kind == ScalarKind::String);
        let Some(scalar) = scalar else {
            reader.unlike(&Self::shape(), node, spot);
            return None;
        };
        let text = scalar.text.as_str();
        if regions::region(text).is_some() {
            return text.parse().ok();
        }
        let names = || regions::regions().iter().map(|region| region.name);
        let message = format!("{} is not a region of AWS", quoted(text));
        let said = reader.report(rules::REGION, spot, message);
        let said = said.expected("expected a region such as `eu-central-1`");
        let begins =
            names().find(|name| text.strip_prefix(name).is_some_and(|rest| rest.len() == 1));
        if let Some(meant) = begins.or_else(|| nearest(text, names())) {
            said.help(format!("did you mean `{meant}`?"));
        }
        None
    }
}

impl Value for Named<ServiceId, Service> {
    fn shape() -> Shape {
        let ids = Profile::ALL.into_iter().flat_map(Profile::service_ids);
        let mut offered: Vec<&'static str> = Vec::new();
        ids.for_each(|id| {
            if !offered.contains(&id) {
                offered.push(id)
            }
        });
        Shape::Named {
            key: Box::new(text_shape::<ServiceId>()),
            value: Box::new(Service::shape()),
            offered,
            required: &["image"],
        }
    }

    fn decode(node: &Node, spot: Spot, reader: &mut Reader<'_>) -> Option<Self> {
        decode_named(&Self::shape(), node, spot, reader)
    }
}

impl Value for Named<TagKey, TagText> {
    fn shape() -> Shape {
        Shape::Named {
            key: Box::new(text_shape::<TagKey>()),
            value: Box::new(TagText::shape()),
            offered: Vec::new(),
            required: &[],
        }
    }

    fn decode(node: &Node, spot: Spot, reader: &mut Reader<'_>) -> Option<Self> {
        decode_named(&Self::shape(), node, spot, reader)
    }
}

/// The value of a tag; a number is taken as it is written.
#[derive(Clone, Debug)]
pub(in crate::spec) struct TagText(pub(in crate::spec) TagValue);

impl Value for TagText {
    fn shape() -> Shape {
        Shape::Scalar {
            pattern: Some(patterns::tag_value()),
            most: Some(256),
        }
    }

    fn decode(node: &Node, spot: Spot, reader: &mut Reader<'_>) -> Option<Self> {
        let Some(text) = scalar_text(node) else {
            reader.unlike(&Self::shape(), node, spot);
            return None;
        };
        match text.parse::<TagValue>() {
            Ok(value) => Some(Self(value)),
            Err(error) => {
                let message = format!("{} is not a value of a tag", quoted(text));
                reader
                    .report(rules::TAG, spot, message)
                    .expected(error.to_string());
                None
            }
        }
    }
}
