//! The gateway stack: a distribution of Amazon CloudFront before the load balancers.
//!
//! Sources: HA architecture, "Gateway"; Amazon CloudFront developer guide, "Request and response behavior
//! for custom origins", "Use WebSockets with CloudFront distributions", "Control how long CloudFront
//! caches errors" (for ten seconds unless it is said, also those of others), "Restrict access to
//! Application Load Balancers", "Restrict access with VPC origins", "Require HTTPS for communication
//! between CloudFront and your custom origin" (a certificate fits where it has the `Host` that goes
//! along), "Configure standard logging (legacy)" (the other kind of logs is set up in us-east-1, after
//! the distribution); Solid-OIDC (a proof is about method and URL as the client used them).
//! Not here: certificate and web ACL (`edge`), who else may reach the load balancers.

use super::accelerator::Accelerator;
use super::access_logs;
use super::edge::EdgeOutputs;
use super::load_balancers::LoadBalancers;
use super::network::name;
use super::origin_header::{ORIGIN_HEADER, ORIGIN_HEADER_KEY};
use super::parameters::Parameters;
use crate::architecture::{
    Architecture, CloudFront, GatewayOrigin, LoadBalancerRole, PriceClass, TlsPolicy,
};
use crate::assembly::Stack;
use crate::bindings::certificate_manager::CertificateArn;
use crate::bindings::cloud_front::{
    CachePolicyId, Distribution, DistributionHandle, OriginRequestPolicyId, VpcOrigin,
    distribution, vpc_origin,
};
use crate::bindings::s3::bucket::ObjectOwnership;
use crate::bindings::secrets_manager::SecretArn;
use crate::cfn::{Double, Expr, IntoExpr, Text, secret_string};
use crate::facts::cloudfront::ManagedPolicy;

/// Every method there is for CloudFront: it knows no other set with `PATCH` in it.
const METHODS: [&str; 7] = ["GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE"];

/// Answers that CloudFront would keep for ten seconds, and give to others: what is not there yet, or
/// not for somebody.
const ERRORS: [i64; 10] = [400, 403, 404, 405, 414, 500, 501, 502, 503, 504];

/// How long a connection to a load balancer stays open without a request, in seconds: longer than
/// between the requests of a busy hour, shorter than the load balancer's own 300.
const KEEPALIVE_SECONDS: i64 = 60;

/// The name of the only origin.
const ORIGIN: &str = "LoadBalancers";

/// What the distribution takes of the root and of other stacks.
pub struct GatewayInputs<'a> {
    /// The root's parameters.
    pub parameters: &'a Parameters,
    /// What stands in us-east-1, if anything.
    pub edge: Option<&'a EdgeOutputs>,
    /// The load balancers.
    pub load_balancers: &'a LoadBalancers,
    /// The accelerator before them, if there is one.
    pub accelerator: Option<&'a Accelerator>,
    /// The secret with the header's value, where load balancers demand one.
    pub origin_header: Option<&'a Expr<SecretArn>>,
}

/// Adds the distribution.
pub fn gateway(
    architecture: &Architecture,
    settings: &CloudFront,
    inputs: &GatewayInputs<'_>,
    stack: &mut Stack,
) -> DistributionHandle {
    let hosts = architecture.exposed();
    let hosts: Vec<Expr<Text>> = hosts
        .map(|(_, exposure)| inputs.parameters.names.host(&exposure.host))
        .collect();
    let origin = origin(architecture, settings, inputs, stack);
    let policy = architecture.load_balancers().tls_policy;
    let certificate = distribution::ViewerCertificate::new()
        .acm_certificate_arn(certificate(inputs))
        .minimum_protocol_version(minimum_protocol_version(policy))
        .ssl_support_method(distribution::SslSupportMethod::SniOnly);
    let price_class = match settings.price_class {
        PriceClass::All => distribution::PriceClass::PriceClassAll,
        PriceClass::Class200 => distribution::PriceClass::PriceClass200,
        PriceClass::Class100 => distribution::PriceClass::PriceClass100,
    };
    let never = Double::new(0.0).expect("invariant: zero is finite");
    let errors = ERRORS
        .map(|code| distribution::CustomErrorResponse::new(code).error_caching_min_ttl(never));
    let mut config = distribution::DistributionConfig::new(behavior(), true)
        .comment(architecture.name().to_string())
        .aliases(hosts)
        .origins([origin])
        .custom_error_responses(errors)
        .viewer_certificate(certificate)
        .http_version(distribution::HttpVersion::Http2And3)
        .ipv6_enabled(true)
        .price_class(price_class);
    if let Some(web_acl) = inputs.edge.and_then(|edge| edge.web_acl.as_ref()) {
        config = config.web_acl_id(web_acl);
    }
    if settings.access_logs {
        let days = architecture.load_balancers().access_log_retention_days;
        // CloudFront writes with lists of grants, which it adds itself.
        let bucket = access_logs::bucket(days, ObjectOwnership::BucketOwnerPreferred);
        let bucket = stack.add("LogBucket", bucket);
        stack.add("LogBucketPolicy", access_logs::policy(&bucket, []));
        let logging = distribution::Logging::new().bucket(bucket.regional_domain_name());
        config = config.logging(logging);
    }
    let distribution = Distribution::new(config).tags([name(architecture, "")]);
    stack.add("Distribution", distribution)
}

/// What is done with every request: it goes on as it came.
fn behavior() -> distribution::DefaultCacheBehavior {
    let cache: Expr<Text> = ManagedPolicy::CachingDisabled.id().into_expr();
    let cache: Expr<CachePolicyId> = cache.assume("AWS fixes it, the same for all");
    let request: Expr<Text> = ManagedPolicy::AllViewer.id().into_expr();
    let request: Expr<OriginRequestPolicyId> = request.assume("AWS fixes it, the same for all");
    distribution::DefaultCacheBehavior::new(
        ORIGIN,
        distribution::ViewerProtocolPolicy::RedirectToHttps,
    )
    .allowed_methods(METHODS)
    .cache_policy_id(cache)
    .origin_request_policy_id(request)
    .compress(false)
}

/// The certificate in us-east-1.
fn certificate(inputs: &GatewayInputs<'_>) -> Expr<CertificateArn> {
    let issued = inputs.edge.and_then(|edge| edge.certificate.as_ref());
    let certificate = issued.or(inputs.parameters.gateway_certificate_arn.as_ref());
    certificate
        .expect("invariant: a certificate is issued or given")
        .clone()
}

/// What clients have to speak at least.
fn minimum_protocol_version(policy: TlsPolicy) -> distribution::MinimumProtocolVersion {
    match policy {
        TlsPolicy::Restricted | TlsPolicy::RestrictedFips => {
            distribution::MinimumProtocolVersion::Tlsv1_2_2021
        }
        TlsPolicy::Tls13 => distribution::MinimumProtocolVersion::Tlsv1_3_2025,
    }
}

/// What the distribution sends requests to.
fn origin(
    architecture: &Architecture,
    settings: &CloudFront,
    inputs: &GatewayInputs<'_>,
    stack: &mut Stack,
) -> distribution::Origin {
    let origin = architecture.gateway_origin();
    let named: Expr<Text> = match origin.expect("invariant: a distribution has an origin") {
        GatewayOrigin::LoadBalancer(role) => {
            let balancer = &inputs.load_balancers.balancers.of(role).load_balancer;
            if role == LoadBalancerRole::Internal {
                let way = vpc_origin::VpcOriginEndpointConfig::new(
                    balancer.arn(),
                    architecture.name().as_str(),
                )
                .https_port(443)
                .origin_protocol_policy(vpc_origin::OriginProtocolPolicy::HttpsOnly)
                .origin_ssl_protocols(["TLSv1.2"]);
                let way = stack.add(
                    "VpcOrigin",
                    VpcOrigin::new(way).tags([name(architecture, "")]),
                );
                let config = distribution::VpcOriginConfig::new(way.id())
                    .origin_read_timeout(settings.read_timeout_seconds)
                    .origin_keepalive_timeout(KEEPALIVE_SECONDS);
                return distribution::Origin::new(balancer.dns_name(), ORIGIN)
                    .vpc_origin_config(config);
            }
            balancer.dns_name().into_expr()
        }
        GatewayOrigin::Accelerator => {
            let accelerator = inputs.accelerator;
            let accelerator = accelerator.expect("invariant: the mode has one");
            (&accelerator.dns_name).into_expr()
        }
        GatewayOrigin::Host(host) => inputs.parameters.names.host(&host),
    };
    let config = distribution::CustomOriginConfig::new("https-only")
        .https_port(443)
        .origin_ssl_protocols(["TLSv1.2"])
        .origin_read_timeout(settings.read_timeout_seconds)
        .origin_keepalive_timeout(KEEPALIVE_SECONDS);
    let secret = inputs.origin_header;
    let secret = secret.expect("invariant: an origin on the internet has a header");
    let header = secret_string(secret, ORIGIN_HEADER_KEY);
    distribution::Origin::new(named, ORIGIN)
        .custom_origin_config(config)
        .origin_custom_headers([distribution::OriginCustomHeader::new(ORIGIN_HEADER, header)])
}
