//! The names that a spec gives: of the deployment, of services and of secrets, and what is made of
//! them.
//!
//! A name is made of what it names, so that one thing more renames nothing. Not here: the parts of a
//! service (`service_part`), stacks (`stack_name`), root parameters (`parameters`), outputs and
//! imports (the `assembly` floor makes them).

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

use super::roles::LoadBalancerRole;
use super::service_part::ServicePart;

/// The name of a deployment, the prefix of what it creates: `acme-solid`.
///
/// Lower-case letters, digits and single hyphens, at most 32 characters, so that names derived from
/// it fit everywhere.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DeploymentName(String);

/// The name of a service: `my-exporter`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ServiceId(String);

/// The name of a secret whose value an operator puts: `jwt-signing-key`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SecretName(String);

/// Why a text is no name.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum NameError {
    /// Other characters, or a hyphen where none may be.
    #[error("expected lower-case letters, digits and single hyphens, beginning with a letter")]
    Syntax,
    /// The same in other characters.
    #[error("expected lower-case letters, digits and single hyphens; did you mean `{0}`?")]
    Spelling(String),
    /// Too long for what is derived from it.
    #[error("expected at most {most} characters, found {length}")]
    Long {
        /// The most characters.
        most: usize,
        /// Those found.
        length: usize,
    },
    /// A beginning that ECS keeps for itself: names of capacity providers are made of this one.
    #[error("expected a name that does not begin with `{0}`, which Amazon ECS keeps for itself")]
    Reserved(&'static str),
}

impl DeploymentName {
    /// The most characters.
    pub const MOST: usize = 32;

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl ServiceId {
    /// The most characters.
    pub const MOST: usize = 32;

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What its logical ids begin with: `MyExporter`.
    #[must_use]
    pub fn prefix(&self) -> String {
        pascal_case(&self.0)
    }

    /// The name of one of its parts: `MyExporterTaskDefinition`.
    #[must_use]
    pub fn part(&self, part: ServicePart) -> String {
        format!("{}{}", self.prefix(), part.ending())
    }

    /// The name of a part that there is for each load balancer: `LdpTargetGroupA`,
    /// `LdpInternalTargetGroup`.
    #[must_use]
    pub fn part_at(&self, part: ServicePart, role: LoadBalancerRole) -> String {
        format!("{}{}", self.prefix(), role.named(part.ending()))
    }
}

impl SecretName {
    /// The most characters.
    pub const MOST: usize = 48;

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The logical id of the secret: `JwtSigningKeySecret`.
    #[must_use]
    pub fn logical_id(&self) -> String {
        let name = pascal_case(&self.0);
        if name.ends_with("Secret") {
            name
        } else {
            format!("{name}Secret")
        }
    }
}

/// `my-exporter` is `MyExporter`.
pub(super) fn pascal_case(kebab: &str) -> String {
    let word = |word: &str| {
        let mut letters = word.chars();
        let first = letters.next().map(|first| first.to_ascii_uppercase());
        first.into_iter().chain(letters).collect::<String>()
    };
    kebab.split('-').map(word).collect()
}

/// Checks a name of letters, digits and single hyphens.
pub(super) fn kebab_case(text: &str, most: usize) -> Result<String, NameError> {
    let word = |word: &str| {
        let allowed = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
        !word.is_empty() && word.bytes().all(allowed)
    };
    let fits = |text: &str| {
        text.starts_with(|c: char| c.is_ascii_lowercase()) && text.split('-').all(word)
    };
    if !fits(text) {
        let lower = text.to_ascii_lowercase().replace(['_', ' ', '.'], "-");
        return Err(if fits(&lower) && lower.len() <= most {
            NameError::Spelling(lower)
        } else {
            NameError::Syntax
        });
    }
    let length = text.len();
    if length > most {
        return Err(NameError::Long { most, length });
    }
    Ok(text.to_owned())
}

impl FromStr for DeploymentName {
    type Err = NameError;

    fn from_str(text: &str) -> Result<Self, NameError> {
        let name = kebab_case(text, Self::MOST)?;
        let mut reserved = ["aws", "ecs", "fargate"].into_iter();
        match reserved.find(|reserved| name.starts_with(reserved)) {
            Some(reserved) => Err(NameError::Reserved(reserved)),
            None => Ok(Self(name)),
        }
    }
}

impl FromStr for ServiceId {
    type Err = NameError;

    fn from_str(text: &str) -> Result<Self, NameError> {
        kebab_case(text, Self::MOST).map(Self)
    }
}

impl FromStr for SecretName {
    type Err = NameError;

    fn from_str(text: &str) -> Result<Self, NameError> {
        kebab_case(text, Self::MOST).map(Self)
    }
}

impl fmt::Display for DeploymentName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for ServiceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for SecretName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
