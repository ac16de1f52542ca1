//! The edge stack, a root of its own in us-east-1: what a distribution takes from there alone.
//!
//! Sources: Amazon CloudFront developer guide, "Requirements for using SSL/TLS certificates" and "Using
//! AWS WAF protections". It is deployed before the rest, and its outputs are parameters there. Not here:
//! the distribution, which knows the load balancers.

use super::certificate::issued;
use super::declaration::Declaration;
use super::keys_and_secrets::log_key;
use super::network::name;
use super::parameters::hosted_zone;
use super::public_names::PublicNames;
use super::web_acl;
use crate::architecture::{Architecture, Edge, WebAclScope};
use crate::assembly::Stack;
use crate::bindings::certificate_manager::CertificateArn;
use crate::bindings::wafv2::WebAclArn;
use crate::cfn::{Expr, Tag};

/// What the distribution takes from there.
pub struct EdgeOutputs {
    /// The certificate of the domain and of the names below it, where it is issued.
    pub certificate: Option<Expr<CertificateArn>>,
    /// The web ACL, if there is one.
    pub web_acl: Option<Expr<WebAclArn>>,
}

/// Adds what the distribution needs in us-east-1.
pub fn edge(architecture: &Architecture, edge: Edge, stack: &mut Stack) -> EdgeOutputs {
    let mut parameters = Declaration::default();
    let tags = tags(architecture);
    let certificate = edge.certificate.then(|| {
        let names = PublicNames::declare(architecture, &mut parameters, stack);
        let zone = hosted_zone(architecture, &mut parameters, stack);
        let zone =
            zone.expect("invariant: no certificate is issued where nobody could validate it");
        let certificate = issued(&names, &zone, &tags);
        stack.add("Certificate", certificate).arn()
    });
    let web_acl = edge.web_acl.map(|acl| {
        let key = stack
            .add("Key", log_key(architecture).tags(tags.clone()))
            .arn();
        web_acl::add(
            architecture,
            acl,
            WebAclScope::CloudFront,
            &key,
            &tags,
            stack,
        )
    });
    parameters.finish(stack);
    EdgeOutputs {
        certificate,
        web_acl,
    }
}

/// No stack passes its tags on here, since a root has those that somebody deploys it with.
fn tags(architecture: &Architecture) -> Vec<Tag> {
    let tags = architecture.tags().iter();
    let tags = tags.map(|(key, value)| Tag::new(key.as_str(), value.as_str()));
    let named = !architecture.tags().keys().any(|key| key.as_str() == "Name");
    let name = named.then(|| name(architecture, ""));
    name.into_iter().chain(tags).collect()
}
