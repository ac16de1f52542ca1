//! `gateway` and `waf`: what stands before the load balancers. Either is a word, or a section with
//! settings.

use crate::architecture::{OriginAccess, PriceClass};
use crate::aws::PrefixListId;
use crate::document::Node;
use crate::spec::reader::{Reader, Spot, Value};
use crate::spec::section::section;
use crate::spec::shape::Shape;
use crate::spec::texts::CertificateArn;
use crate::spec::values::Whole;
use crate::spec::words::GatewayMode;

section! {
    /// What stands before the load balancers, with its settings.
    Gateway as "gateway" {
        /// Which gateway.
        mode: GatewayMode = or "cloudfront",
        /// What of the VPC it reaches.
        origin: OriginAccess = or "public",
        /// The id of CloudFront's list of addresses in the region, the only ones that load balancers let
        /// in. `synth` prints the command that looks it up.
        prefix_list_id: Option<PrefixListId> = optional "pl-0123456789abcdef0"
            "it is given at deployment, as parameter `CloudFrontPrefixListId` of the root stack",
        /// The ARN of a certificate that exists, in us-east-1, where CloudFront takes certificates from.
        certificate_arn: Option<CertificateArn> = optional
            "arn:aws:acm:us-east-1:123456789012:certificate/12345678-1234-1234-1234-123456789012"
            "it is issued where that of the load balancers is; otherwise it is given at deployment, as parameter `GatewayCertificateArn`",
        /// How long CloudFront waits for an answer to a request. Above 120 the account's quota has to be
        /// raised first.
        read_timeout_seconds: Whole<1, 180> = or "60",
        /// From which places of the world it serves.
        price_class: PriceClass = or "PriceClass_All",
        /// Whether it logs requests, as long as `load_balancers.access_log_retention_days` says.
        access_logs: Option<bool> = optional "false"
            "it does where CloudFront delivers logs to the region; where it does not, the logs of the load balancers have every request, since nothing is cached",
    }
}

section! {
    /// Rules that requests pass before anything else, with their settings.
    Waf as "waf" {
        /// Whether there are any.
        enabled: bool = or "true",
        /// The most requests of one address in five minutes; more are refused. Behind a NAT gateway or a
        /// proxy many clients have one address, and so have the services of the deployment where they
        /// call one another from behind theirs.
        rate_limit: Option<Whole<10, 2_000_000_000>> = optional "10000" "requests are not counted",
    }
}

/// A gateway as a spec says it.
#[derive(Clone, Debug)]
pub(in crate::spec) struct GatewayChoice {
    /// Which.
    pub(in crate::spec) mode: GatewayMode,
    /// Its settings.
    pub(in crate::spec) settings: Gateway,
}

/// A web ACL as a spec says it.
#[derive(Clone, Debug)]
pub(in crate::spec) struct WafChoice {
    /// Whether there is one.
    pub(in crate::spec) enabled: bool,
    /// Its settings.
    pub(in crate::spec) settings: Waf,
}

impl Value for GatewayChoice {
    fn shape() -> Shape {
        Shape::Either(vec![GatewayMode::shape(), Gateway::shape()])
    }

    fn decode(node: &Node, spot: Spot, reader: &mut Reader<'_>) -> Option<Self> {
        let (mode, settings) =
            word_or_section(node, spot, reader, |section: &Gateway| section.mode.value)?;
        Some(Self { mode, settings })
    }
}

impl Value for WafChoice {
    fn shape() -> Shape {
        Shape::Either(vec![bool::shape(), Waf::shape()])
    }

    fn decode(node: &Node, spot: Spot, reader: &mut Reader<'_>) -> Option<Self> {
        let (enabled, settings) =
            word_or_section(node, spot, reader, |section: &Waf| section.enabled.value)?;
        Some(Self { enabled, settings })
    }
}

/// A word with the settings that go without saying, or a section with the word among its keys.
fn word_or_section<W: Value, S: Value>(
    node: &Node,
    spot: Spot,
    reader: &mut Reader<'_>,
    word: impl FnOnce(&S) -> W,
) -> Option<(W, S)> {
    if node.as_mapping().is_some() {
        let section = S::decode(node, spot, reader)?;
        return Some((word(&section), section));
    }
    if node.as_scalar().is_none() {
        let shapes = vec![W::shape(), S::shape()];
        reader.unlike(&Shape::Either(shapes), node, spot);
        return None;
    }
    let word = W::decode(node, spot, reader)?;
    Some((word, S::absent(spot, reader)?))
}

impl Gateway {
    /// Settings that the spec gives, by their keys.
    pub(in crate::spec) fn given(&self) -> Vec<(&'static str, Spot)> {
        let places = [
            ("origin", self.origin.spot),
            ("prefix_list_id", self.prefix_list_id.spot),
            ("certificate_arn", self.certificate_arn.spot),
            ("read_timeout_seconds", self.read_timeout_seconds.spot),
            ("price_class", self.price_class.spot),
            ("access_logs", self.access_logs.spot),
        ];
        places.into_iter().filter(|(_, spot)| spot.given).collect()
    }
}
