//! Keys with a few words to choose from. A word is on offer once it is built.

use crate::architecture::{
    Egress, Kms, LoadBalancerMode, OriginAccess, PoolName, PriceClass, Profile, Protocol,
    TlsPolicy, VolumeKind,
};
use crate::document::Node;

use super::reader::{Reader, Spot, Value};
use super::shape::Shape;
use super::values::decode_word;

/// Declares the words of a type: the word, its value, and what choosing it means.
macro_rules! words {
    ($($type:ty { $($word:literal => $value:expr, $meaning:literal;)+ })+) => {$(
        impl Value for $type {
            fn shape() -> Shape {
                Shape::Choice(&[$(($word, $meaning)),+])
            }

            fn decode(node: &Node, spot: Spot, reader: &mut Reader<'_>) -> Option<Self> {
                decode_word(&[$(($word, $meaning)),+], &[$($value),+], node, spot, reader)
            }
        }
    )+};
}

/// How the database survives the loss of a zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DatabaseKind {
    MultiAzInstance,
    MultiAzCluster,
    Aurora,
}

/// Where the public names live.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DnsMode {
    /// In a hosted zone of Route 53.
    Route53,
    /// With another provider.
    External,
}

/// What stands before the load balancers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum GatewayMode {
    /// Nothing.
    None,
    /// A distribution of CloudFront.
    CloudFront,
}

/// What a deployment tells a container of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Known {
    DatabaseJdbcUrl,
    DatabaseHost,
    DatabasePort,
    DatabaseName,
    IdentityProviderUrl,
    IdentityProviderClientId,
    KafkaBootstrapServers,
}

/// Secrets that a deployment makes itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum KnownSecret {
    DatabaseUsername,
    DatabasePassword,
}

words! {
    Profile {
        "ess-1.0" => Profile::Ess10, "ESS 1.0: LDP, identity and the OIDC broker.";
        "ess-1.1" => Profile::Ess11, "ESS 1.1: the same, and notifications, WebSockets and fragments, and where `services` names them `graphql` and `signup-static`; needs Kafka.";
    }
    Egress {
        "nat-per-zone" => Egress::NatPerZone, "A NAT gateway in each zone, so that no zone needs another.";
        "nat-single" => Egress::NatSingle, "One NAT gateway in the first zone by letter, for all of them: one address, and the price of one gateway instead of one per zone, less a price for traffic between zones. When that zone fails, no host reaches anything outside any more, and what needs it to start, does not start. A zone before it by letter, added later, takes the gateway over, with another address.";
        "none" => Egress::None, "No way out: hosts reach the services of AWS that they need by endpoints inside the VPC, and nothing else, so that nothing leaks and no gateway is in the way. Endpoints cost a price per zone and hour each. The identity provider and every registry but Amazon ECR in the region have to be reached without leaving the VPC (`inside: true`), and there is a load balancer inside, by which services find one another. Web ids elsewhere are not found.";
    }
    LoadBalancerMode {
        "single" => LoadBalancerMode::Single, "One load balancer in all zones. AWS takes a zone that fails out of its name. Simplest and cheapest, with the highest SLA that AWS states for load balancers; a mistake in it is a mistake everywhere.";
        "per-zone" => LoadBalancerMode::PerZone, "One in each zone, for the tasks of that zone alone, under weighted names of which those are answered whose load balancer is healthy. A zone and its load balancer fail alone, and clients leave with DNS, in a minute or two. It costs a load balancer in each zone, and hosts: each zone holds tasks of every public service and has room to update them. AWS states no SLA for several together; and since a load balancer needs two zones, each has nodes in a neighbour zone as well.";
        "fronted" => LoadBalancerMode::Fronted, "The same behind an accelerator of AWS Global Accelerator: two addresses that never change, and connections that leave a zone without DNS. It costs an accelerator and a price per gigabyte; regions of the partition `aws` alone have it.";
    }
    TlsPolicy {
        "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09" => TlsPolicy::Restricted, "TLS 1.2 and 1.3 with forward secrecy.";
        "ELBSecurityPolicy-TLS13-1-2-Res-FIPS-PQ-2025-09" => TlsPolicy::RestrictedFips, "The same with FIPS 140-3 modules.";
        "ELBSecurityPolicy-TLS13-1-3-PQ-2025-09" => TlsPolicy::Tls13, "TLS 1.3 alone.";
    }
    DnsMode {
        "route53" => DnsMode::Route53, "Records in a hosted zone of Route 53, made with the deployment.";
        "external" => DnsMode::External, "Records that you enter at your provider: `ess-cfn dns` prints them, and outputs of the root stack say where they lead. The certificate has to exist before the deployment. Health of several load balancers is your provider's to watch.";
    }
    DatabaseKind {
        "multi-az-instance" => DatabaseKind::MultiAzInstance, "An instance with a standby in a second zone, which takes over in one to two minutes. The plainest and cheapest.";
        "multi-az-cluster" => DatabaseKind::MultiAzCluster, "A writer and two readers in three zones; one takes over in about 35 seconds. Three instances instead of two, each with 400 GiB or more; few classes; at least three zones.";
        "aurora" => DatabaseKind::Aurora, "Aurora PostgreSQL: storage in three zones that grows by itself, instances in different zones; one takes over in about a minute. The highest availability that AWS promises (99.99 % against 99.95 %), its own price and versions, which follow PostgreSQL's later.";
    }
    GatewayMode {
        "none" => GatewayMode::None, "Clients reach the load balancers.";
        "cloudfront" => GatewayMode::CloudFront, "Clients reach Amazon CloudFront, and it the load balancers.";
    }
    OriginAccess {
        "public" => OriginAccess::Public, "Load balancers with public addresses that let in CloudFront alone, whatever `load_balancers.mode` says.";
        "vpc" => OriginAccess::Vpc, "One load balancer inside the VPC, by CloudFront's own way into it: nothing of the deployment has a public address but for the way out. With `load_balancers.mode: single` alone.";
    }
    PriceClass {
        "PriceClass_All" => PriceClass::All, "All of CloudFront's places.";
        "PriceClass_200" => PriceClass::Class200, "All but the dearest, South America and Oceania.";
        "PriceClass_100" => PriceClass::Class100, "North America, Europe and Israel; others are served from there.";
    }
    Kms {
        "own" => Kms::Own, "A key of the deployment's own.";
    }
    PoolName {
        "ess" => PoolName::Ess, "The pool of the public ESS services.";
        "backend" => PoolName::Backend, "The pool of everything else; nothing on it is public.";
    }
    VolumeKind {
        "shared" => VolumeKind::Shared, "A directory of the deployment's file system (Amazon EFS), the same for all tasks of the service in every zone. It is encrypted and backed up, and stays when the service or the deployment goes. Every access is one over the network.";
        "scratch" => VolumeKind::Scratch, "A directory on the task's host, as fast as the host's volume. It begins empty and ends with the task.";
    }
    Protocol {
        "http" => Protocol::Http, "Plain HTTP inside the VPC.";
        "https" => Protocol::Https, "TLS up to the task, with a certificate of its own that is not verified.";
    }
    Known {
        "database-jdbc-url" => Known::DatabaseJdbcUrl, "The JDBC URL of the database.";
        "database-host" => Known::DatabaseHost, "The host of the database.";
        "database-port" => Known::DatabasePort, "The port of the database.";
        "database-name" => Known::DatabaseName, "The name of the database.";
        "identity-provider-url" => Known::IdentityProviderUrl, "The address of the identity provider.";
        "identity-provider-client-id" => Known::IdentityProviderClientId, "The client id at the identity provider.";
        "kafka-bootstrap-servers" => Known::KafkaBootstrapServers, "Kafka's bootstrap servers.";
    }
    KnownSecret {
        "database-username" => KnownSecret::DatabaseUsername, "The user of the database.";
        "database-password" => KnownSecret::DatabasePassword, "The password of that user.";
    }
}
