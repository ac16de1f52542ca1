//! The certificate of the public names at the load balancers: issued, or the given one.

use crate::architecture::Architecture;
use crate::assembly::Stack;
use crate::bindings::certificate_manager::CertificateArn;
use crate::cfn::Expr;
use crate::document::Node;
use crate::stacks::certificate::issued;
use crate::stacks::network::name;
use crate::stacks::parameters::Parameters;

/// Minutes that the stack may take to be made, validation of the certificate included.
const CREATION_MINUTES: i64 = 45;

/// The certificate, issued unless it is given.
pub(super) fn certificate_arn(
    architecture: &Architecture,
    parameters: &Parameters,
    stack: &mut Stack,
) -> Expr<CertificateArn> {
    if let Some(given) = &parameters.certificate_arn {
        return given.clone();
    }
    // A zone that is not delegated yet would never validate, and the stack wait for hours. The limit
    // holds for the creation alone.
    stack.nested(|body| body.set_property("TimeoutInMinutes", Node::integer(CREATION_MINUTES)));
    let zone = parameters.hosted_zone_id.as_ref();
    let zone = zone.expect("invariant: no certificate is issued where nobody could validate it");
    let certificate = issued(&parameters.names, zone, &[name(architecture, "")]);
    stack.add("Certificate", certificate).arn()
}
