//! `registry`, `identity_provider`, `kafka`, `secrets` and `monitoring`: what the deployment works with.

use crate::architecture::{BootstrapServers, ClientId, Kms, SecretName, SecretReference};
use crate::aws::{EmailAddress, HttpsUrl, LogRetention, RegistryUrl, SecurityGroupId};
use crate::document::Node;
use crate::spec::reader::{Reader, Spot, Value};
use crate::spec::rules;
use crate::spec::section::section;
use crate::spec::shape::Shape;
use crate::spec::texts::{RegistryHost, SecretArn};
use crate::spec::values::{List, Named, decode_list, decode_named, shown, text_shape, whole};

section! {
    /// Where images are pulled from: your own registry, created or given.
    Registry as "registry" {
        /// Whether a repository of Amazon ECR is created for each image.
        create: Option<bool> = optional "true" "true, unless `url` is given",
        /// A registry that exists, with the path that images lie below.
        url: Option<RegistryUrl> = optional "registry.example.org/ess" "repositories are created",
        /// The secret with `username` and `password` of that registry.
        credentials: Option<SecretArn> = optional
            "arn:aws:secretsmanager:eu-central-1:123456789012:secret:registry-AbCdEf"
            "the registry is asked without",
        /// Hosts of other registries that images of services may come from.
        allow: List<RegistryHost> = or "[]",
        /// Whether `url` and all of `allow` are reached without leaving the VPC. With `egress: none`
        /// nothing else is reached but Amazon ECR in the deployment's region.
        inside: bool = or "false",
    }
}

impl Value for List<RegistryHost> {
    fn shape() -> Shape {
        Shape::List {
            item: Box::new(RegistryHost::shape()),
            min: 0,
            max: usize::MAX,
            repeats: false,
        }
    }

    fn decode(node: &Node, spot: Spot, reader: &mut Reader<'_>) -> Option<Self> {
        decode_list(&Self::shape(), node, spot, reader)
    }
}

section! {
    /// The OpenID provider that knows the users.
    IdentityProvider as "identity_provider" {
        /// Its address, the issuer of its tokens.
        url: Option<HttpsUrl> = optional "https://login.example.org/realms/pods"
            "it is given at deployment, as parameter `IdentityProviderUrl` of the root stack",
        /// Whether it is reached without leaving the VPC: over a peering, a transit gateway or an endpoint.
        /// With `egress: none` nobody could sign in otherwise.
        inside: bool = or "false",
        /// The client that the deployment is there. Its secret is put into Secrets Manager.
        client_id: Option<ClientId> = optional "solid"
            "it is given at deployment, as parameter `IdentityProviderClientId` of the root stack",
    }
}

section! {
    /// A Kafka cluster that exists.
    Kafka as "kafka" {
        /// Its bootstrap servers.
        bootstrap: Option<BootstrapServers> = optional "b-1.kafka.example.org:9094,b-2.kafka.example.org:9094"
            "it is given at deployment, as parameter `KafkaBootstrapServers` of the root stack",
        /// The security group of its brokers; hosts are let in there.
        security_group: Option<SecurityGroupId> = optional "sg-0123456789abcdef0"
            "it is given at deployment, as parameter `KafkaSecurityGroupId` of the root stack",
    }
}

section! {
    /// Keys and secrets.
    Secrets as "secrets" {
        /// The key that encrypts the deployment's data.
        kms: Kms = or "own",
        /// Secrets that exist already, by the name under which services read them. Others are created
        /// empty, and their values are put before services are started.
        existing: Named<SecretName, SecretReference> = map
            "jwt-signing-key: arn:aws:secretsmanager:eu-central-1:123456789012:secret:signing-AbCdEf",
    }
}

impl Value for Named<SecretName, SecretReference> {
    fn shape() -> Shape {
        Shape::Named {
            key: Box::new(text_shape::<SecretName>()),
            value: Box::new(SecretReference::shape()),
            offered: Vec::new(),
            required: &[],
        }
    }

    fn decode(node: &Node, spot: Spot, reader: &mut Reader<'_>) -> Option<Self> {
        decode_named(&Self::shape(), node, spot, reader)
    }
}

section! {
    /// Alarms and logs.
    Monitoring as "monitoring" {
        /// Who is told of alarms. The address is asked to confirm.
        alarms_email: Option<EmailAddress> = optional "ops@example.org"
            "alarms show in the console alone",
        /// How long logs are kept.
        log_retention_days: LogRetention = or "90",
    }
}

impl Value for LogRetention {
    fn shape() -> Shape {
        Shape::Numbers(&Self::DAYS)
    }

    fn decode(node: &Node, spot: Spot, reader: &mut Reader<'_>) -> Option<Self> {
        let Some(number) = whole(node) else {
            reader.unlike(&Self::shape(), node, spot);
            return None;
        };
        let error = match number.max(0).to_string().parse() {
            Ok(days) => return Some(days),
            Err(error) => error,
        };
        let error: crate::aws::LogRetentionError = error;
        reader
            .report(
                rules::LOG_RETENTION,
                spot,
                format!(
                    "CloudWatch Logs does not keep logs for {} days",
                    shown(node)
                ),
            )
            .expected(error.to_string());
        None
    }
}
