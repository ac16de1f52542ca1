//! Parameters about what the deployment works with: hosted zone, certificates, CloudFront's addresses,
//! identity provider, registry, Kafka.

use super::{Declaration, KafkaParameters};
use crate::architecture::{
    Architecture, Certificate, Dns, EnvironmentValue, OwnRegistry, RootParameter,
};
use crate::assembly::Stack;
use crate::bindings::certificate_manager::CertificateArn;
use crate::bindings::ec2::PrefixListId;
use crate::bindings::route53::HostedZoneId;
use crate::bindings::secrets_manager::SecretArn;
use crate::cfn::{Expr, Parameter, Text};

pub(in crate::stacks) fn hosted_zone(
    architecture: &Architecture,
    to: &mut Declaration,
    root: &mut Stack,
) -> Option<Expr<HostedZoneId>> {
    let Dns::Route53 { hosted_zone } = architecture.dns() else {
        return None;
    };
    Some(to.decided(
        root,
        RootParameter::HostedZoneId,
        Parameter::new("Id of the Route 53 hosted zone that holds the domain."),
        hosted_zone.now().map(ToString::to_string),
    ))
}

pub(super) fn certificate(
    architecture: &Architecture,
    to: &mut Declaration,
    root: &mut Stack,
) -> Option<Expr<CertificateArn>> {
    let Certificate::Given(arn) = architecture.certificate() else {
        return None;
    };
    let parameter =
        Parameter::new("ARN of the certificate of the domain and its hosts, in this region.");
    let arn = arn.now().map(ToString::to_string);
    Some(to.decided(root, RootParameter::CertificateArn, parameter, arn))
}

/// The list of CloudFront's addresses, and its certificate where none is issued.
pub(super) fn gateway(
    architecture: &Architecture,
    to: &mut Declaration,
    root: &mut Stack,
) -> (Option<Expr<PrefixListId>>, Option<Expr<CertificateArn>>) {
    let Some(settings) = architecture.gateway().cloud_front() else {
        return (None, None);
    };
    let list = to.decided(
        root,
        RootParameter::CloudFrontPrefixListId,
        Parameter::new(
            "Id of the prefix list com.amazonaws.global.cloudfront.origin-facing in this region.",
        ),
        settings.prefix_list.now().map(ToString::to_string),
    );
    let certificate = match &settings.certificate {
        Certificate::Issue => None,
        Certificate::Given(arn) => Some(to.decided(
            root,
            RootParameter::GatewayCertificateArn,
            Parameter::new("ARN of the certificate of the domain and its hosts, in us-east-1."),
            arn.now().map(ToString::to_string),
        )),
    };
    (Some(list), certificate)
}

fn is_told(architecture: &Architecture, of: &EnvironmentValue) -> bool {
    let mut variables = architecture
        .services()
        .iter()
        .flat_map(|service| &service.environment);
    variables.any(|(_, value)| value == of)
}

pub(super) fn identity_provider_url(
    architecture: &Architecture,
    to: &mut Declaration,
    root: &mut Stack,
) -> Option<Expr<Text>> {
    let told = is_told(architecture, &EnvironmentValue::IdentityProviderUrl);
    let url = &architecture.identity_provider().url;
    told.then(|| {
        to.decided(
            root,
            RootParameter::IdentityProviderUrl,
            Parameter::new("Address of the OpenID provider that knows the users.")
                .allowed_pattern("https://.+", "an address that begins with https://"),
            url.now().map(ToString::to_string),
        )
    })
}

pub(super) fn identity_provider_client_id(
    architecture: &Architecture,
    to: &mut Declaration,
    root: &mut Stack,
) -> Option<Expr<Text>> {
    let told = is_told(architecture, &EnvironmentValue::IdentityProviderClientId);
    let client_id = &architecture.identity_provider().client_id;
    told.then(|| {
        to.decided(
            root,
            RootParameter::IdentityProviderClientId,
            Parameter::new("Client id of the deployment at the OpenID provider.").length(1, 255),
            client_id
                .now()
                .map(|client_id| client_id.as_str().to_owned()),
        )
    })
}

/// The secret that the deployment's own registry asks for.
pub(super) fn registry_credentials(
    architecture: &Architecture,
    to: &mut Declaration,
    root: &mut Stack,
) -> Option<Expr<SecretArn>> {
    let OwnRegistry::Given { credentials, .. } = &architecture.registry().own else {
        return None;
    };
    let arn = credentials.as_ref()?.to_string();
    let parameter =
        Parameter::new("ARN of the secret with user name and password of the registry.");
    let parameter = to.decided(
        root,
        RootParameter::RegistryCredentialsArn,
        parameter,
        Some(arn),
    );
    Some(parameter)
}

pub(super) fn kafka(
    architecture: &Architecture,
    to: &mut Declaration,
    root: &mut Stack,
) -> Option<KafkaParameters> {
    let kafka = architecture.kafka()?;
    Some(KafkaParameters {
        bootstrap_servers: to.decided(
            root,
            RootParameter::KafkaBootstrapServers,
            Parameter::new("Kafka's bootstrap servers, hosts with ports separated by commas."),
            kafka.bootstrap_servers.now().map(ToString::to_string),
        ),
        security_group: to.decided(
            root,
            RootParameter::KafkaSecurityGroupId,
            Parameter::new("Id of the security group of Kafka's brokers."),
            kafka.security_group.now().map(ToString::to_string),
        ),
    })
}
