//! What to do about public names that a DNS provider elsewhere holds: the certificate before the
//! deployment, the records after it.
//!
//! Sources: AWS Certificate Manager user guide, "DNS validation" (the record stays, since renewal asks
//! for it again); AWS CLI, `aws acm` and `aws cloudformation describe-stacks`; Elastic Load Balancing
//! user guide (addresses of a load balancer change). Not here: the table of records (`dns`).

use std::fmt;

use crate::architecture::{Architecture, Edge, GatewayOrigin, RecordTarget};

/// How an operator enters the public names of a deployment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ByHand {
    /// The name of the root stack.
    pub stack_name: String,
    /// Where it is deployed.
    pub region: String,
    /// The domain.
    pub domain: String,
    /// Names that the certificate has beside the domain.
    pub names: Vec<String>,
    /// Whether a service has the domain itself as its host.
    pub apex: bool,
    /// Whether a gateway needs a certificate too.
    pub gateway: bool,
    /// The names that lead to several load balancers, in words, if any do.
    pub several: Option<String>,
    /// Whether the names lead to addresses that never change.
    pub fixed: bool,
    /// Whether they could.
    pub fixable: bool,
}

impl ByHand {
    /// What is left to whoever runs the DNS of an architecture's domain.
    #[must_use]
    pub fn of(architecture: &Architecture) -> Self {
        let domain = architecture.domain();
        let hosts = architecture.exposed().map(|(_, exposure)| &exposure.host);
        let deep = hosts.filter(|host| host.below(domain).is_some_and(|label| label.contains('.')));
        let wildcard = format!("*.{domain}");
        Self {
            stack_name: architecture.name().to_string(),
            region: architecture.region().to_string(),
            domain: domain.to_string(),
            names: std::iter::once(wildcard)
                .chain(deep.map(ToString::to_string))
                .collect(),
            apex: architecture
                .exposed()
                .any(|(_, exposure)| exposure.host == *domain),
            gateway: architecture.gateway().cloud_front().is_some(),
            several: match architecture.gateway_origin() {
                Some(GatewayOrigin::Host(host)) => Some(host.to_string()),
                Some(GatewayOrigin::LoadBalancer(_) | GatewayOrigin::Accelerator) => None,
                None if architecture.entry_points().len() > 1 => Some("Each name".to_owned()),
                None => None,
            },
            fixed: architecture.entry_points() == [RecordTarget::Accelerator],
            fixable: architecture.region().has_accelerators(),
        }
    }
}

impl fmt::Display for ByHand {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            stack_name,
            region,
            domain,
            ..
        } = self;
        let names: Vec<String> = self.names.iter().map(|name| format!("'{name}'")).collect();
        let names = names.join(" ");
        writeln!(
            f,
            "The certificate comes first, since the load balancers need it: request it, and enter the \
             CNAME records\nthat validate it. They stay, because renewal asks for them again. Its ARN \
             is parameter CertificateArn.\n"
        )?;
        request(f, region, domain, &names)?;
        if self.gateway {
            writeln!(
                f,
                "The gateway needs another one, in {}. The same records validate it. Its ARN is parameter\n\
                 GatewayCertificateArn.\n",
                Edge::REGION
            )?;
            request(f, Edge::REGION, domain, &names)?;
        }
        writeln!(
            f,
            "The names lead to outputs of the root stack, which are known once it is deployed; those that \
             end in DnsRecord\nhold a record each:\n\n  \
             aws cloudformation describe-stacks --region {region} --stack-name {stack_name} \\\n    \
             --query 'Stacks[0].Outputs[].[OutputKey,OutputValue]' --output text"
        )?;
        if self.fixed {
            return writeln!(
                f,
                "\nEach name has both addresses. They stay as long as the accelerator does."
            );
        }
        if self.apex {
            writeln!(
                f,
                "\nWhere {domain} is the apex of its zone it can't have a CNAME: enter what the \
                 provider calls ALIAS or ANAME."
            )?;
            if self.fixable {
                let (instead, changing) = if self.gateway {
                    (
                        "`gateway: none` with `load_balancers.mode: fronted`",
                        "CloudFront",
                    )
                } else {
                    ("`load_balancers.mode: fronted`", "a load balancer")
                };
                writeln!(
                    f,
                    "If it has neither, {instead} gives addresses that never change;\nthose of {changing} do."
                )?;
            }
        }
        if let Some(several) = &self.several {
            writeln!(
                f,
                "\n{several} leads to several load balancers: enter weighted records with a health \
                 check each.\nIf the provider has none, enter one of them: the name then fails with \
                 that zone, and the other zones\nget no requests."
            )?;
            if self.fixable {
                writeln!(
                    f,
                    "`load_balancers.mode: fronted` gives one target that knows which zones are healthy."
                )?;
            }
        }
        Ok(())
    }
}

/// The commands by which somebody gets a certificate.
fn request(f: &mut fmt::Formatter<'_>, region: &str, domain: &str, names: &str) -> fmt::Result {
    writeln!(
        f,
        "  aws acm request-certificate --region {region} --domain-name {domain} \\\n    \
         --subject-alternative-names {names} --validation-method DNS\n  \
         aws acm describe-certificate --region {region} --certificate-arn ARN \\\n    \
         --query 'Certificate.DomainValidationOptions[].ResourceRecord'\n"
    )
}
