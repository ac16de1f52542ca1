//! Which image a service runs, and what pulling it takes.
//!
//! Sources: HA architecture, "Container Registry"; Amazon ECS developer guide, "Amazon ECR images in
//! Amazon ECS" and "Private registry authentication". Not here: the repositories (the registry stack)
//! and which registries are allowed (the architecture).

use super::Placed;
use crate::architecture::{OwnRegistry, Repository, Version};
use crate::aws::EcrHost;
use crate::bindings::secrets_manager::SecretArn;
use crate::cfn::{Expr, IntoExpr, Part, Text, partition, sub};
use crate::sub;

/// An image, and what pulling it takes.
pub(super) struct Image {
    /// As a container definition names it, with tag or digest.
    pub(super) reference: Expr<Text>,
    /// What pulling it takes.
    pub(super) pulling: Pulling,
}

/// What pulling an image takes.
pub(super) enum Pulling {
    /// Rights on a repository of Amazon ECR, by ARN.
    Ecr(Expr<Text>),
    /// A user name and a password, in a secret.
    Credentials(Expr<SecretArn>),
    /// Nothing.
    Open,
}

/// The image of a service.
pub(super) fn image(placed: &Placed<'_>) -> Image {
    let (repository, pulling) = repository(placed);
    let version = match &placed.service.image.version {
        Version::Tag(_) => {
            let tag = placed.parameters.image_tag.as_ref();
            let tag = tag.expect("invariant: an image with a tag has a parameter for it");
            [Part::from(":"), Part::from(tag)]
        }
        Version::Digest(digest) => [Part::from("@"), Part::from(digest)],
    };
    let reference = sub(std::iter::once(repository).chain(version));
    Image { reference, pulling }
}

fn repository(placed: &Placed<'_>) -> (Part, Pulling) {
    let own = &placed.inputs.architecture.registry().own;
    match (&placed.service.image.repository, own) {
        (Repository::Own(_), OwnRegistry::Create) => {
            let handle = placed
                .inputs
                .repositories
                .and_then(|all| all.get(&placed.service.id));
            let handle =
                handle.expect("invariant: the registry stack has the repository of each image");
            (
                Part::from(handle.repository_uri()),
                Pulling::Ecr(handle.arn().into_expr()),
            )
        }
        (Repository::Own(name), OwnRegistry::Given { url, .. }) => {
            let full = format!("{url}/{name}");
            let pulling = pulling_from_own(placed, &full);
            (Part::from(full), pulling)
        }
        (Repository::Other(full), own) => {
            let pulling = match own {
                OwnRegistry::Given { url, .. } if full.split('/').next() == Some(url.host()) => {
                    pulling_from_own(placed, full)
                }
                OwnRegistry::Given { .. } | OwnRegistry::Create => pulling(full),
            };
            (Part::from(full), pulling)
        }
    }
}

/// The deployment's own registry may ask who it is that pulls.
fn pulling_from_own(placed: &Placed<'_>, repository: &str) -> Pulling {
    match placed.inputs.registry_credentials {
        Some(secret) => Pulling::Credentials(secret.clone()),
        None => pulling(repository),
    }
}

/// A repository of Amazon ECR, of this account or of another, says so in its host's name.
fn pulling(repository: &str) -> Pulling {
    ecr_arn(repository).map_or(Pulling::Open, Pulling::Ecr)
}

/// `123456789012.dkr.ecr.eu-central-1.amazonaws.com/ess/ldp` as an ARN.
fn ecr_arn(repository: &str) -> Option<Expr<Text>> {
    let (host, name) = repository.split_once('/')?;
    let host: EcrHost = host.parse().ok()?;
    let (region, account) = (host.region(), host.account());
    let of = format!(":ecr:{region}:{account}:repository/{name}");
    Some(sub!["arn:", partition(), of])
}
