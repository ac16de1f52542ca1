//! What a spec leaves to whoever deploys: parameters of the root stack without a default.

use super::Architecture;
use super::entrance::{Certificate, Dns};
use super::parameters::RootParameter;
use super::service::Version;
use super::vpc::Vpc;

/// A parameter of the root stack without a default.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenParameter {
    /// Which.
    pub parameter: RootParameter,
    /// What belongs there.
    pub meaning: String,
}

impl Architecture {
    /// The parameters that have to be given at deployment, in the order of the spec.
    #[must_use]
    pub fn open_parameters(&self) -> Vec<OpenParameter> {
        let mut open = Vec::new();
        let mut add = |is_open: bool, parameter, meaning: &str| {
            if is_open {
                let meaning = meaning.to_owned();
                open.push(OpenParameter { parameter, meaning });
            }
        };
        if let Vpc::Existing { id, subnets, .. } = self.vpc() {
            add(
                id.is_open(),
                RootParameter::VpcId,
                "id of the VPC that the deployment is in",
            );
            for (letter, kind) in self.zones().iter().flat_map(|zone| {
                let kinds = self.vpc().subnet_kinds();
                kinds.map(|kind| (zone.letter(), kind))
            }) {
                let known = subnets.get(&letter).and_then(|of_zone| of_zone.of(kind));
                add(
                    known.is_none(),
                    RootParameter::Subnet(kind, letter),
                    &format!("id of the {kind} subnet of zone {letter}"),
                );
            }
        }
        if let Certificate::Given(arn) = self.certificate() {
            add(
                arn.is_open(),
                RootParameter::CertificateArn,
                "ARN of the certificate of the domain and its hosts, in the region of the deployment",
            );
        }
        if let Some(settings) = self.gateway().cloud_front() {
            add(
                settings.prefix_list.is_open(),
                RootParameter::CloudFrontPrefixListId,
                &format!(
                    "id of the list of CloudFront's addresses in {region}: aws ec2 \
                     describe-managed-prefix-lists --region {region} --filters \
                     Name=prefix-list-name,Values=com.amazonaws.global.cloudfront.origin-facing \
                     --query 'PrefixLists[0].PrefixListId'",
                    region = self.region()
                ),
            );
            if let Certificate::Given(arn) = &settings.certificate {
                add(
                    arn.is_open(),
                    RootParameter::GatewayCertificateArn,
                    "ARN of the certificate of the domain and its hosts, in us-east-1",
                );
            }
        }
        if let Dns::Route53 { hosted_zone } = self.dns() {
            add(
                hosted_zone.is_open(),
                RootParameter::HostedZoneId,
                "id of the hosted zone in Route 53 that holds the domain",
            );
        }
        let provider = self.identity_provider();
        add(
            provider.url.is_open(),
            RootParameter::IdentityProviderUrl,
            "address of the OpenID provider that knows the users",
        );
        add(
            provider.client_id.is_open(),
            RootParameter::IdentityProviderClientId,
            "client id of the deployment at the OpenID provider",
        );
        if let Some(kafka) = self.kafka() {
            add(
                kafka.bootstrap_servers.is_open(),
                RootParameter::KafkaBootstrapServers,
                "Kafka's bootstrap servers, hosts with ports separated by commas",
            );
            add(
                kafka.security_group.is_open(),
                RootParameter::KafkaSecurityGroupId,
                "id of the security group of Kafka's brokers",
            );
        }
        for service in self.services() {
            if let Version::Tag(tag) = &service.image.version {
                add(
                    tag.is_open(),
                    RootParameter::ImageTag(service.id.clone()),
                    &format!("tag of the image of service `{}`", service.id),
                );
            }
        }
        open
    }
}
