//! The load-balancers stack: the only part of ESS in the public subnets, and the load balancer inside
//! the VPC where there is one.
//!
//! Sources: HA architecture, "Load Balancers"; Elastic Load Balancing user guide for Application Load
//! Balancers, "Security policies", "Load balancer attributes", "Subnets" (two zones at least). All
//! load balancers are alike but for where they are and whom they let in; each has a security group of
//! its own. Not here: which there are (the architecture), who serves which host (a rule and its target
//! group live with their service), who of the VPC may reach the internal one (the pools' stacks).

mod certificate;
mod log_bucket;

use super::network::{Network, name};
use super::parameters::Parameters;
use crate::architecture::{Architecture, Clients, LoadBalancerRole, PerRole, TlsPolicy};
use crate::assembly::Stack;
use crate::bindings::certificate_manager::CertificateArn;
use crate::bindings::ec2::{
    PrefixListId, SecurityGroup, SecurityGroupId, SubnetId, security_group,
};
use crate::bindings::elastic_load_balancing_v2::{
    Listener, ListenerArn, LoadBalancer, LoadBalancerHandle, listener, load_balancer,
};
use crate::bindings::s3::{BucketHandle, BucketPolicyHandle};
use crate::cfn::{Boolean, Expr, IntoExpr, List, Resource as _, Text};

/// What other stacks may use of the load balancers.
pub struct LoadBalancers {
    /// Each of them.
    pub balancers: PerRole<Balancer>,
    /// The certificate of the domain and of the names below it.
    pub certificate: Expr<CertificateArn>,
}

/// What other stacks may use of a load balancer.
pub struct Balancer {
    /// The load balancer.
    pub load_balancer: LoadBalancerHandle,
    /// The listener for HTTPS, to which each exposed service adds its rule.
    pub listener: Expr<ListenerArn>,
    /// The load balancer's security group.
    pub security_group: Expr<SecurityGroupId>,
}

/// What all load balancers share.
struct Shared<'a> {
    architecture: &'a Architecture,
    parameters: &'a Parameters,
    network: &'a Network,
    bucket: BucketHandle,
    bucket_policy: BucketPolicyHandle,
    certificate: Expr<CertificateArn>,
}

/// Adds the resources of every load balancer of the plan.
pub fn load_balancers(
    architecture: &Architecture,
    parameters: &Parameters,
    network: &Network,
    stack: &mut Stack,
) -> LoadBalancers {
    let (bucket, bucket_policy) = log_bucket::log_bucket(architecture, stack);
    let roles = architecture.load_balancer_roles();
    let groups = roles.map(|role| group(architecture, parameters, network, role, stack));
    let shared = Shared {
        architecture,
        parameters,
        network,
        bucket,
        bucket_policy,
        certificate: certificate::certificate_arn(architecture, parameters, stack),
    };
    LoadBalancers {
        balancers: groups.map(|role, group| balancer(&shared, role, group, stack)),
        certificate: shared.certificate,
    }
}

fn balancer(
    shared: &Shared<'_>,
    role: LoadBalancerRole,
    security_group: &Expr<SecurityGroupId>,
    stack: &mut Stack,
) -> Balancer {
    let load_balancer = LoadBalancer::new()
        .type_(load_balancer::Type::Application)
        .scheme(if role.is_public() {
            load_balancer::Scheme::InternetFacing
        } else {
            load_balancer::Scheme::Internal
        })
        .ip_address_type(load_balancer::IpAddressType::Ipv4)
        .subnets(subnets(shared, role))
        .security_groups([security_group])
        .load_balancer_attributes(attributes(shared, role))
        .tags([name(shared.architecture, &shown(role, ""))])
        // Elastic Load Balancing writes a test object when it is made.
        .depends_on(&shared.bucket_policy);
    let load_balancer = stack.add(role.named("LoadBalancer"), load_balancer);
    let listener = https_listener(shared, role, &load_balancer, stack);
    match shared.architecture.clients(role) {
        Clients::Everybody => http_listener(role, &load_balancer, stack),
        Clients::Gateway | Clients::Inside => {}
    }
    Balancer {
        load_balancer,
        listener,
        security_group: security_group.clone(),
    }
}

/// Who may send to a load balancer, and to whom it may send: hosts, each pool by a rule of its own.
fn group(
    architecture: &Architecture,
    parameters: &Parameters,
    network: &Network,
    role: LoadBalancerRole,
    stack: &mut Stack,
) -> Expr<SecurityGroupId> {
    let group = SecurityGroup::new(role.title()).vpc_id(&network.vpc);
    let group = match architecture.clients(role) {
        Clients::Everybody => group.security_group_ingress([
            from_anywhere(443, "HTTPS from anywhere"),
            from_anywhere(80, "HTTP from anywhere, redirected to HTTPS"),
        ]),
        // The list has the weight of 55 rules, and a group takes 60: no room for a second port.
        Clients::Gateway => {
            let list = parameters.cloudfront_prefix_list.as_ref();
            let list = list.expect("invariant: a gateway comes with the list of its addresses");
            group.security_group_ingress([from_gateway(list)])
        }
        Clients::Inside => group,
    };
    let group = group
        .security_group_egress([security_group::Egress::new("-1")
            .cidr_ip("127.0.0.1/32")
            .description("Each pool adds the rule to its hosts")])
        .tags([name(architecture, &shown(role, "load-balancer"))]);
    stack.add(role.named("SecurityGroup"), group).id()
}

fn from_gateway(list: &Expr<PrefixListId>) -> security_group::Ingress {
    security_group::Ingress::new("tcp")
        .source_prefix_list_id(list)
        .from_port(443)
        .to_port(443)
        .description("HTTPS from CloudFront")
}

fn from_anywhere(port: u16, why: &str) -> security_group::Ingress {
    security_group::Ingress::new("tcp")
        .cidr_ip("0.0.0.0/0")
        .from_port(port)
        .to_port(port)
        .description(why)
}

/// Where a load balancer is. That of a zone has its second subnet in the zone before: load balancers
/// need two, and another zone moves none of them.
fn subnets(shared: &Shared<'_>, role: LoadBalancerRole) -> Expr<List<SubnetId>> {
    let network = shared.network;
    match role {
        LoadBalancerRole::Single => network.public.clone(),
        LoadBalancerRole::OfZone(letter) => {
            let second = shared.architecture.zones().beside(letter);
            [letter, second]
                .map(|letter| network.public_of.of(letter))
                .into_expr()
        }
        LoadBalancerRole::Internal => network.private.clone(),
    }
}

/// The listener for HTTPS. It knows no host until a service adds its rule.
fn https_listener(
    shared: &Shared<'_>,
    role: LoadBalancerRole,
    load_balancer: &LoadBalancerHandle,
    stack: &mut Stack,
) -> Expr<ListenerArn> {
    let refuse = listener::Action::new(listener::Type::FixedResponse).fixed_response_config(
        listener::FixedResponseConfig::new("404")
            .content_type("text/plain")
            .message_body("No service answers under this name."),
    );
    let asked = shared.architecture.load_balancers().tls_policy;
    let policy = match shared.architecture.clients(role) {
        Clients::Everybody | Clients::Inside => asked,
        // What clients may speak is the gateway's to say; it is the only client here, and speaks the
        // best that both know.
        Clients::Gateway => TlsPolicy::Restricted,
    };
    let certificate = listener::Certificate::new().certificate_arn(&shared.certificate);
    let listener = Listener::new([refuse], load_balancer.arn())
        .port(443)
        .protocol(listener::Protocol::Https)
        .ssl_policy(policy.name())
        .certificates([certificate]);
    stack.add(role.named("HttpsListener"), listener).arn()
}

/// What people type without a scheme comes in here and is sent to HTTPS.
fn http_listener(role: LoadBalancerRole, load_balancer: &LoadBalancerHandle, stack: &mut Stack) {
    let redirect = listener::Action::new(listener::Type::Redirect).redirect_config(
        listener::RedirectConfig::new(listener::StatusCode::Http301)
            .protocol("HTTPS")
            .port("443"),
    );
    let listener = Listener::new([redirect], load_balancer.arn())
        .port(80)
        .protocol(listener::Protocol::Http);
    stack.add(role.named("HttpListener"), listener);
}

/// What consoles show of a load balancer's part: `load-balancer`, `load-balancer-a`,
/// `internal-load-balancer`.
fn shown(role: LoadBalancerRole, part: &str) -> String {
    let zone = role.zone().map(|letter| letter.lower().to_string());
    let (before, after) = match role {
        LoadBalancerRole::Single => (None, None),
        LoadBalancerRole::OfZone(_) => (None, zone),
        LoadBalancerRole::Internal => (Some("internal".to_owned()), None),
    };
    let part = Some(part.to_owned()).filter(|part| !part.is_empty());
    let words: Vec<String> = [before, part, after].into_iter().flatten().collect();
    words.join("-")
}

/// Settings of the load balancer, as its API names them.
fn attributes(
    shared: &Shared<'_>,
    role: LoadBalancerRole,
) -> Vec<load_balancer::LoadBalancerAttribute> {
    let settings = shared.architecture.load_balancers();
    let protection: &Expr<Boolean> = &shared.parameters.deletion_protection;
    vec![
        attribute("access_logs.s3.enabled", "true"),
        attribute("access_logs.s3.bucket", shared.bucket.name()),
        attribute("deletion_protection.enabled", protection),
        // WebSockets stay open between messages.
        attribute(
            "idle_timeout.timeout_seconds",
            settings.idle_timeout_seconds.to_string(),
        ),
        // Clients come back for a new address soon, so that a zone can be taken out.
        attribute("client_keep_alive.seconds", "300"),
        attribute("routing.http.desync_mitigation_mode", "defensive"),
        attribute("routing.http.drop_invalid_header_fields.enabled", "true"),
        // DPoP proofs carry the URL that the client used.
        attribute("routing.http.preserve_host_header.enabled", "true"),
        // A shift leaves a zone for the others, and target groups of one zone have no others.
        attribute(
            "zonal_shift.config.enabled",
            role.zone().is_none().to_string(),
        ),
    ]
}

fn attribute(key: &str, value: impl IntoExpr<Text>) -> load_balancer::LoadBalancerAttribute {
    load_balancer::LoadBalancerAttribute::new()
        .key(key)
        .value(value)
}
