//! The load-balancers stack: the only part of ESS in the public subnets.
//!
//! Sources: HA architecture, "Load Balancers"; Elastic Load Balancing user guide for Application Load
//! Balancers, "Security policies", "Access logs", "Load balancer attributes". Not here: who serves
//! which host (a rule and its target group live with their service).

use super::network::{Network, name};
use super::parameters::Parameters;
use crate::architecture::Architecture;
use crate::assembly::Stack;
use crate::bindings::certificate_manager::{Certificate, CertificateArn, certificate};
use crate::bindings::ec2::{SecurityGroup, SecurityGroupId, security_group};
use crate::bindings::elastic_load_balancing_v2::{
    Listener, ListenerArn, LoadBalancer, LoadBalancerHandle, listener, load_balancer,
};
use crate::bindings::s3::{Bucket, BucketHandle, BucketPolicy, BucketPolicyHandle, bucket};
use crate::cfn::{
    Boolean, DeletionPolicy, Expr, IntoExpr, Resource as _, Text, UpdateReplacePolicy, account_id,
};
use crate::document::Node;
use crate::policy::{Document, Principal, Statement};
use crate::sub;

/// What other stacks may use of the load balancer.
pub struct LoadBalancers {
    /// The load balancer.
    pub load_balancer: LoadBalancerHandle,
    /// The listener for HTTPS, to which each exposed service adds its rule.
    pub listener: Expr<ListenerArn>,
    /// The load balancer's security group.
    pub security_group: Expr<SecurityGroupId>,
    /// The certificate of the domain and of the names below it.
    pub certificate: Expr<CertificateArn>,
}

/// Minutes that the stack may take to be made, validation of the certificate included.
const CREATION_MINUTES: i64 = 45;

/// Adds the load balancer's resources.
pub fn load_balancers(
    architecture: &Architecture,
    parameters: &Parameters,
    network: &Network,
    stack: &mut Stack,
) -> LoadBalancers {
    let (bucket, bucket_policy) = log_bucket(architecture, stack);
    let group = SecurityGroup::new("Load balancer")
        .vpc_id(&network.vpc)
        .security_group_ingress([
            from_anywhere(443, "HTTPS from anywhere"),
            from_anywhere(80, "HTTP from anywhere, redirected to HTTPS"),
        ])
        .security_group_egress([security_group::Egress::new("-1")
            .cidr_ip("127.0.0.1/32")
            .description("Each pool adds the rule to its hosts")])
        .tags([name(architecture, "load-balancer")]);
    let group = stack.add("SecurityGroup", group);
    let certificate = certificate_arn(architecture, parameters, stack);
    let load_balancer = LoadBalancer::new()
        .type_(load_balancer::Type::Application)
        .scheme(load_balancer::Scheme::InternetFacing)
        .ip_address_type(load_balancer::IpAddressType::Ipv4)
        .subnets(&network.public)
        .security_groups([group.id()])
        .load_balancer_attributes(attributes(architecture, parameters, &bucket))
        .tags([name(architecture, "")])
        // Elastic Load Balancing writes a test object when it is made.
        .depends_on(&bucket_policy);
    let load_balancer = stack.add("LoadBalancer", load_balancer);
    let refuse = listener::Action::new(listener::Type::FixedResponse).fixed_response_config(
        listener::FixedResponseConfig::new("404")
            .content_type("text/plain")
            .message_body("No service answers under this name."),
    );
    let secure = Listener::new([refuse], load_balancer.arn())
        .port(443)
        .protocol(listener::Protocol::Https)
        .ssl_policy(architecture.load_balancers().tls_policy.name())
        .certificates([listener::Certificate::new().certificate_arn(&certificate)]);
    let secure = stack.add("HttpsListener", secure);
    let redirect = listener::Action::new(listener::Type::Redirect).redirect_config(
        listener::RedirectConfig::new(listener::StatusCode::Http301)
            .protocol("HTTPS")
            .port("443"),
    );
    stack.add(
        "HttpListener",
        Listener::new([redirect], load_balancer.arn())
            .port(80)
            .protocol(listener::Protocol::Http),
    );
    LoadBalancers {
        listener: secure.arn(),
        security_group: group.id(),
        certificate,
        load_balancer,
    }
}

fn from_anywhere(port: u16, why: &str) -> security_group::Ingress {
    security_group::Ingress::new("tcp")
        .cidr_ip("0.0.0.0/0")
        .from_port(port)
        .to_port(port)
        .description(why)
}

/// A certificate for the domain and one label below it, validated in the hosted zone; or the given
/// one.
fn certificate_arn(
    architecture: &Architecture,
    parameters: &Parameters,
    stack: &mut Stack,
) -> Expr<CertificateArn> {
    if let Some(given) = &parameters.certificate_arn {
        return given.clone();
    }
    let domain = architecture.domain().to_string();
    // A zone that is not delegated yet would never validate, and the stack wait for hours. The limit
    // holds for the creation alone.
    stack.nested(|body| body.set_property("TimeoutInMinutes", Node::integer(CREATION_MINUTES)));
    // One record validates the domain and the wildcard below it: asked for twice, Route 53 refuses.
    let validation = certificate::DomainValidationOption::new(domain.as_str())
        .hosted_zone_id(&parameters.hosted_zone_id);
    let certificate = Certificate::new(domain.as_str())
        .subject_alternative_names([format!("*.{domain}")])
        .validation_method("DNS")
        .domain_validation_options([validation])
        .tags([name(architecture, "")]);
    stack.add("Certificate", certificate).arn()
}

/// Settings of the load balancer, as its API names them.
fn attributes(
    architecture: &Architecture,
    parameters: &Parameters,
    bucket: &BucketHandle,
) -> Vec<load_balancer::LoadBalancerAttribute> {
    let settings = architecture.load_balancers();
    let protection: &Expr<Boolean> = &parameters.deletion_protection;
    vec![
        attribute("access_logs.s3.enabled", "true"),
        attribute("access_logs.s3.bucket", bucket.name()),
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
        attribute("zonal_shift.config.enabled", "true"),
    ]
}

fn attribute(key: &str, value: impl IntoExpr<Text>) -> load_balancer::LoadBalancerAttribute {
    load_balancer::LoadBalancerAttribute::new()
        .key(key)
        .value(value)
}

/// The bucket of the access logs. Elastic Load Balancing writes with Amazon S3's own keys only.
fn log_bucket(
    architecture: &Architecture,
    stack: &mut Stack,
) -> (BucketHandle, BucketPolicyHandle) {
    let days = architecture.load_balancers().access_log_retention_days;
    let encryption = bucket::ServerSideEncryptionRule::new().server_side_encryption_by_default(
        bucket::ServerSideEncryptionByDefault::new(
            bucket::ServerSideEncryptionByDefaultSseAlgorithm::Aes256,
        ),
    );
    let expiry = bucket::Rule::new(bucket::RuleStatus::Enabled)
        .id("Expire")
        .expiration_in_days(days)
        .abort_incomplete_multipart_upload(bucket::AbortIncompleteMultipartUpload::new(7));
    let bucket = Bucket::new()
        .bucket_encryption(bucket::BucketEncryption::new([encryption]))
        .lifecycle_configuration(bucket::LifecycleConfiguration::new([expiry]))
        .ownership_controls(bucket::OwnershipControls::new([
            bucket::OwnershipControlsRule::new()
                .object_ownership(bucket::ObjectOwnership::BucketOwnerEnforced),
        ]))
        .public_access_block_configuration(
            bucket::PublicAccessBlockConfiguration::new()
                .block_public_acls(true)
                .block_public_policy(true)
                .ignore_public_acls(true)
                .restrict_public_buckets(true),
        )
        // Kept even when its creation is rolled back: a test object is in it by then, and a bucket
        // that holds something can't be deleted.
        .deletion_policy(DeletionPolicy::Retain)
        .update_replace_policy(UpdateReplacePolicy::Retain);
    let bucket = stack.add("LogBucket", bucket);
    let policy = Document::new([
        Statement::allow(["s3:PutObject"])
            .sid("LoadBalancersOfThisAccount")
            .principal(Principal::Service(
                "logdelivery.elasticloadbalancing.amazonaws.com",
            ))
            .on(sub![bucket.arn(), "/AWSLogs/", account_id(), "/*"]),
        Statement::deny(["s3:*"])
            .sid("OnlyTls")
            .principal(Principal::Everybody)
            .on(bucket.arn())
            .on(sub![bucket.arn(), "/*"])
            .when("Bool", "aws:SecureTransport", "false"),
    ]);
    let policy = stack.add("LogBucketPolicy", BucketPolicy::new(bucket.name(), policy));
    (bucket, policy)
}
