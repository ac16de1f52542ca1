//! Every name that a deployment gives: the deployment itself, its secrets, the parts of a service.
//!
//! A name is made of what it names, so that one thing more renames nothing. Two names never meet:
//! no ending of a service's parts is the ending of another. Not here: its stacks (`stack_name`), root
//! parameters (`parameters`), outputs and imports (the `assembly` floor makes them).

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

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

/// The parts of a service that have a name of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "each is named as what it is")]
pub enum ServicePart {
    Service,
    TaskDefinition,
    TargetGroup,
    ListenerRule,
    ExecutionRole,
    TaskRole,
    LogGroup,
    Repository,
    ScalableTarget,
    ScalingPolicy,
    DnsRecord,
    DnsRecordIpv6,
    ImageTag,
    TaskCount,
    TasksMinimum,
    TasksMaximum,
}

impl ServicePart {
    /// All parts.
    pub const ALL: [Self; 16] = [
        Self::Service,
        Self::TaskDefinition,
        Self::TargetGroup,
        Self::ListenerRule,
        Self::ExecutionRole,
        Self::TaskRole,
        Self::LogGroup,
        Self::Repository,
        Self::ScalableTarget,
        Self::ScalingPolicy,
        Self::DnsRecord,
        Self::DnsRecordIpv6,
        Self::ImageTag,
        Self::TaskCount,
        Self::TasksMinimum,
        Self::TasksMaximum,
    ];

    /// What its name ends with.
    #[must_use]
    pub fn ending(self) -> &'static str {
        match self {
            Self::Service => "Service",
            Self::TaskDefinition => "TaskDefinition",
            Self::TargetGroup => "TargetGroup",
            Self::ListenerRule => "ListenerRule",
            Self::ExecutionRole => "ExecutionRole",
            Self::TaskRole => "TaskRole",
            Self::LogGroup => "LogGroup",
            Self::Repository => "Repository",
            Self::ScalableTarget => "ScalableTarget",
            Self::ScalingPolicy => "ScalingPolicy",
            Self::DnsRecord => "DnsRecord",
            Self::DnsRecordIpv6 => "DnsRecordIpv6",
            Self::ImageTag => "ImageTag",
            Self::TaskCount => "TaskCount",
            Self::TasksMinimum => "TasksMinimum",
            Self::TasksMaximum => "TasksMaximum",
        }
    }
}
