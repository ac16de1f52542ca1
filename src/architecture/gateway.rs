//! The gateway before the VPC, the web ACL, and what of both has to stand in us-east-1.
//!
//! Sources: HA architecture, "Gateway" (an optional one before the VPC, available across zones);
//! Amazon CloudFront developer guide, "Requirements for using SSL/TLS certificates" and "Using AWS
//! WAF protections" (certificate and web ACL of a distribution are made in us-east-1), "Restrict access
//! with VPC origins". Not here: the load balancers behind it (`roles`), names that lead to it
//! (`records`).

use std::fmt;

use crate::aws::{DomainName, PrefixListId, Region};

use super::Architecture;
use super::decided::Decided;
use super::draft::Draft;
use super::entrance::{Certificate, LoadBalancerMode};
use super::roles::LoadBalancerRole;

/// What stands before the VPC.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Gateway {
    /// Nothing: clients reach the load balancers.
    None,
    /// A distribution of Amazon CloudFront.
    CloudFront(CloudFront),
}

/// A distribution of Amazon CloudFront before the load balancers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CloudFront {
    /// What of the VPC it reaches.
    pub origin: OriginAccess,
    /// The list of the addresses from which it reaches load balancers, another one in each region.
    pub prefix_list: Decided<PrefixListId>,
    /// The certificate that it shows to clients, in us-east-1.
    pub certificate: Certificate,
    /// How long it waits for an answer, in seconds.
    pub read_timeout_seconds: u32,
    /// From which places of the world it serves.
    pub price_class: PriceClass,
    /// Whether it logs requests.
    pub access_logs: bool,
}

/// What of the VPC a distribution reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OriginAccess {
    /// Load balancers that face the internet and let nobody in but the distribution.
    Public,
    /// One load balancer inside the VPC, by CloudFront's own way into it.
    Vpc,
}

/// From which places of the world a distribution serves, as its price goes by them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PriceClass {
    /// From all.
    All,
    /// From all but the dearest.
    Class200,
    /// From the cheapest.
    Class100,
}

/// Rules that requests pass before anything else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WebAcl {
    /// The most requests of one address in five minutes, if they are limited.
    pub rate_limit: Option<u32>,
}

/// Where requests pass the web ACL.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WebAclScope {
    /// At the distribution; the ACL stands in us-east-1.
    CloudFront,
    /// At each public load balancer.
    Regional,
}

/// What a distribution sends requests to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GatewayOrigin {
    /// A load balancer.
    LoadBalancer(LoadBalancerRole),
    /// The accelerator before the load balancers.
    Accelerator,
    /// A name that leads to the load balancers of all zones.
    Host(DomainName),
}

/// Who may reach a load balancer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clients {
    /// Everybody on the internet.
    Everybody,
    /// The distribution; services as well, where they stand in the same VPC.
    Gateway,
    /// Services alone.
    Inside,
}

/// What has to stand in us-east-1 before the rest of a deployment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edge {
    /// Whether the distribution's certificate is issued there.
    pub certificate: bool,
    /// The web ACL, where the distribution has one.
    pub web_acl: Option<WebAcl>,
}

impl Gateway {
    /// The distribution, if there is one.
    #[must_use]
    pub fn cloud_front(&self) -> Option<&CloudFront> {
        match self {
            Self::None => None,
            Self::CloudFront(settings) => Some(settings),
        }
    }

    /// The distribution, if it reaches load balancers over the internet.
    pub(super) fn over_the_internet(&self) -> Option<&CloudFront> {
        self.cloud_front()
            .filter(|settings| settings.origin == OriginAccess::Public)
    }
}

impl PriceClass {
    /// All classes.
    pub const ALL: [Self; 3] = [Self::All, Self::Class200, Self::Class100];

    /// CloudFront's name of it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::All => "PriceClass_All",
            Self::Class200 => "PriceClass_200",
            Self::Class100 => "PriceClass_100",
        }
    }
}

impl fmt::Display for PriceClass {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Edge {
    /// Where certificates and web ACLs of distributions stand, whatever region the deployment is in:
    /// in a stack of its own also for a deployment in this very region, so that files and commands are
    /// the same for all.
    pub const REGION: &'static str = "us-east-1";

    /// That region.
    #[must_use]
    pub fn region() -> Region {
        let region = Self::REGION.parse();
        region.expect("invariant: a test asks for it")
    }
}

/// Names in a certificate's subject end here, and issued ones begin with the domain.
const ISSUED_DOMAIN: u32 = 64;
/// Room for a label and its dot below the domain.
const ANY_DOMAIN: u32 = 253 - 64;

impl Draft {
    /// The most characters that the domain may have.
    pub(super) fn longest_domain(&self) -> u32 {
        if self.issues_certificate() {
            ISSUED_DOMAIN
        } else {
            ANY_DOMAIN
        }
    }

    /// Whether a certificate is issued, at the load balancers or before them.
    pub(super) fn issues_certificate(&self) -> bool {
        let gateway = self.gateway.cloud_front();
        let before = gateway.map(|settings| &settings.certificate);
        let certificates = std::iter::once(&self.certificate).chain(before);
        certificates
            .into_iter()
            .any(|one| *one == Certificate::Issue)
    }

    /// The name by which a distribution reaches several load balancers, where nothing else stands
    /// before them.
    pub(super) fn origin_host(&self) -> Option<DomainName> {
        let several = match self.load_balancers.mode {
            LoadBalancerMode::PerZone => true,
            LoadBalancerMode::Single | LoadBalancerMode::Fronted => false,
        };
        self.gateway.over_the_internet().filter(|_| several)?;
        self.domain.child("origin").ok()
    }
}

impl Architecture {
    /// What stands before the VPC.
    #[must_use]
    pub fn gateway(&self) -> &Gateway {
        &self.draft.gateway
    }

    /// What the distribution sends requests to, if there is one.
    #[must_use]
    pub fn gateway_origin(&self) -> Option<GatewayOrigin> {
        let settings = self.gateway().cloud_front()?;
        let public = match settings.origin {
            OriginAccess::Vpc => {
                return Some(GatewayOrigin::LoadBalancer(LoadBalancerRole::Internal));
            }
            OriginAccess::Public => self.load_balancers().mode,
        };
        Some(match public {
            LoadBalancerMode::Single => GatewayOrigin::LoadBalancer(LoadBalancerRole::Single),
            LoadBalancerMode::Fronted => GatewayOrigin::Accelerator,
            LoadBalancerMode::PerZone => GatewayOrigin::Host(self.draft.origin_host()?),
        })
    }

    /// Who may reach a load balancer.
    #[must_use]
    pub fn clients(&self, role: LoadBalancerRole) -> Clients {
        let origin = self.gateway().cloud_front().map(|settings| settings.origin);
        match (role.is_public(), origin) {
            (true, None) => Clients::Everybody,
            (true, Some(_)) | (false, Some(OriginAccess::Vpc)) => Clients::Gateway,
            (false, Some(OriginAccess::Public) | None) => Clients::Inside,
        }
    }

    /// Whether a load balancer serves requests only that carry the header which the distribution
    /// alone knows.
    #[must_use]
    pub fn demands_origin_header(&self, role: LoadBalancerRole) -> bool {
        role.is_public() && self.gateway().over_the_internet().is_some()
    }

    /// The web ACL, and where requests pass it.
    #[must_use]
    pub fn web_acl(&self) -> Option<(WebAcl, WebAclScope)> {
        let acl = self.draft.web_acl?;
        Some(match self.gateway() {
            Gateway::CloudFront(_) => (acl, WebAclScope::CloudFront),
            Gateway::None => (acl, WebAclScope::Regional),
        })
    }

    /// What has to stand in us-east-1 before the rest, if anything.
    #[must_use]
    pub fn edge(&self) -> Option<Edge> {
        let settings = self.gateway().cloud_front()?;
        let edge = Edge {
            certificate: settings.certificate == Certificate::Issue,
            web_acl: self.draft.web_acl,
        };
        (edge.certificate || edge.web_acl.is_some()).then_some(edge)
    }
}
