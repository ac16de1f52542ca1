//! The certificate of the public names: issued and validated in the hosted zone, or the given one.
//!
//! Source: AWS Certificate Manager user guide, "DNS validation".

use crate::architecture::Architecture;
use crate::assembly::Stack;
use crate::bindings::certificate_manager::{Certificate, CertificateArn, certificate};
use crate::cfn::Expr;
use crate::document::Node;
use crate::stacks::network::name;
use crate::stacks::parameters::Parameters;

/// Minutes that the stack may take to be made, validation of the certificate included.
const CREATION_MINUTES: i64 = 45;

/// A certificate for the domain and one label below it, validated in the hosted zone; or the given
/// one.
pub(super) fn certificate_arn(
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
    let zone = parameters.hosted_zone_id.as_ref();
    let zone = zone.expect("invariant: no certificate is issued where nobody could validate it");
    let validation = certificate::DomainValidationOption::new(domain.as_str()).hosted_zone_id(zone);
    let certificate = Certificate::new(domain.as_str())
        .subject_alternative_names([format!("*.{domain}")])
        .validation_method("DNS")
        .domain_validation_options([validation])
        .tags([name(architecture, "")]);
    stack.add("Certificate", certificate).arn()
}
