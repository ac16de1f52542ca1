//! References to container images.
//!
//! Source: the distribution project's `reference` grammar. Hosts prefer their cached image, so a
//! reference that can change its meaning is refused: `latest`, or neither tag nor digest.
//! Not here: which registries a deployment may pull from (`architecture`).

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

use super::port::port_number;

/// An image: `registry.example.org/team/exporter:2.1`, `exporter:2.1`, `exporter@sha256:…`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ImageReference {
    registry: Option<String>,
    repository: String,
    version: Option<ImageVersion>,
}

/// What of an image's repository is meant.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ImageVersion {
    /// A tag.
    Tag(ImageTag),
    /// A digest, `sha256:…`; it wins over a tag beside it.
    Digest(String),
}

/// A tag of an image: 1 to 128 characters, not `latest`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ImageTag(String);

/// Why a text is no [`ImageTag`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum ImageTagError {
    /// Not of the form.
    #[error("expected a tag of 1 to 128 letters, digits and `_ . -`, such as `2.1`")]
    Syntax,
    /// The tag that moves.
    #[error("expected a tag that stays what it is; hosts keep the `latest` that they have")]
    Latest,
}

/// Why a text is no [`ImageReference`].
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ImageReferenceError {
    /// No repository, or one with characters that it can't have.
    #[error("expected an image such as `exporter:2.1`, in lower case")]
    Syntax,
    /// More than fits into the name of a repository.
    #[error("expected at most 255 characters, found {0}")]
    Long(usize),
    /// Its tag is none.
    #[error(transparent)]
    Tag(#[from] ImageTagError),
    /// Not `sha256:` and 64 digits.
    #[error("expected `sha256:` and 64 hexadecimal digits behind the `@`")]
    Digest,
}

/// Where images are pulled from: a host and, mostly, a path: `registry.example.org/ess`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RegistryUrl {
    host: String,
    path: Option<String>,
}

/// Why a text is no [`RegistryUrl`].
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum RegistryUrlError {
    /// No host, or no path that repositories can lie below.
    #[error("expected a registry such as `registry.example.org/ess`")]
    Syntax,
    /// With the scheme that pulling does not write.
    #[error("expected the registry without a scheme; did you mean `{0}`?")]
    Scheme(RegistryUrl),
}

impl RegistryUrl {
    /// The host, with its port where it has one.
    #[must_use]
    pub fn host(&self) -> &str {
        &self.host
    }
}

impl ImageReference {
    /// The host of the registry, where the reference names one.
    #[must_use]
    pub fn registry(&self) -> Option<&str> {
        self.registry.as_deref()
    }

    /// The repository, without the registry: `team/exporter`.
    #[must_use]
    pub fn repository(&self) -> &str {
        &self.repository
    }

    /// The tag or digest, if there is one.
    #[must_use]
    pub fn version(&self) -> Option<&ImageVersion> {
        self.version.as_ref()
    }
}

impl ImageTag {
    /// The tag.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The first component is a registry if it could be a host: with a dot, a port, or `localhost`.
fn registry_of(name: &str) -> (Option<&str>, &str) {
    match name.split_once('/') {
        Some((host, rest)) if host.contains(['.', ':']) || host == "localhost" => {
            (Some(host), rest)
        }
        Some(_) | None => (None, name),
    }
}

/// `[a-z0-9]+` joined by `.`, `_`, `__` or hyphens, in components joined by `/`.
fn is_repository(text: &str) -> bool {
    let component = |component: &str| {
        let bytes = component.as_bytes();
        let word = |byte: &u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
        let ends = bytes.first().is_some_and(word) && bytes.last().is_some_and(word);
        let separators = component.split(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit());
        let joined = |between: &str| {
            matches!(between, "" | "." | "_" | "__") || between.bytes().all(|byte| byte == b'-')
        };
        ends && separators.into_iter().all(joined)
    };
    text.split('/').all(component)
}

fn is_registry(host: &str) -> bool {
    let (name, port) = host.split_once(':').unwrap_or((host, "443"));
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'.';
    let named = !name.is_empty() && name.bytes().all(allowed) && !name.starts_with(['.', '-']);
    named && port_number(port).is_some()
}

impl FromStr for ImageReference {
    type Err = ImageReferenceError;

    fn from_str(text: &str) -> Result<Self, ImageReferenceError> {
        if text.len() > 255 {
            return Err(ImageReferenceError::Long(text.chars().count()));
        }
        let (name, digest) = match text.split_once('@') {
            Some((name, digest)) => (name, Some(digest)),
            None => (text, None),
        };
        let (registry, rest) = registry_of(name);
        let (repository, tag) = match rest.split_once(':') {
            Some((repository, tag)) => (repository, Some(tag.parse::<ImageTag>()?)),
            None => (rest, None),
        };
        if !is_repository(repository) || !registry.is_none_or(is_registry) {
            return Err(ImageReferenceError::Syntax);
        }
        let version = match digest {
            Some(digest) => {
                let digits = digest.strip_prefix("sha256:").unwrap_or_default();
                let hexadecimal = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
                if digits.len() != 64 || !digits.bytes().all(hexadecimal) {
                    return Err(ImageReferenceError::Digest);
                }
                Some(ImageVersion::Digest(digest.to_owned()))
            }
            None => tag.map(ImageVersion::Tag),
        };
        Ok(Self {
            registry: registry.map(str::to_owned),
            repository: repository.to_owned(),
            version,
        })
    }
}

impl FromStr for ImageTag {
    type Err = ImageTagError;

    fn from_str(text: &str) -> Result<Self, ImageTagError> {
        let word = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
        let allowed = |byte: u8| word(byte) || byte == b'.' || byte == b'-';
        let begins = text.bytes().next().is_some_and(word);
        if !begins || text.len() > 128 || !text.bytes().all(allowed) {
            return Err(ImageTagError::Syntax);
        }
        if text == "latest" {
            return Err(ImageTagError::Latest);
        }
        Ok(Self(text.to_owned()))
    }
}

impl FromStr for RegistryUrl {
    type Err = RegistryUrlError;

    fn from_str(text: &str) -> Result<Self, RegistryUrlError> {
        if text.len() > 255 {
            return Err(RegistryUrlError::Syntax);
        }
        if let Some(Ok(url)) = text
            .strip_prefix("https://")
            .map(|rest| rest.trim_end_matches('/').parse())
        {
            return Err(RegistryUrlError::Scheme(url));
        }
        let (host, path) = match text.split_once('/') {
            Some((host, path)) => (host, Some(path)),
            None => (text, None),
        };
        let named = host.contains(['.', ':']) || host == "localhost";
        if named && is_registry(host) && path.is_none_or(is_repository) {
            let (host, path) = (host.to_owned(), path.map(str::to_owned));
            Ok(Self { host, path })
        } else {
            Err(RegistryUrlError::Syntax)
        }
    }
}

impl fmt::Display for RegistryUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.host)?;
        match &self.path {
            Some(path) => write!(f, "/{path}"),
            None => Ok(()),
        }
    }
}

impl fmt::Display for ImageTag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for ImageReference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(registry) = &self.registry {
            write!(f, "{registry}/")?;
        }
        f.write_str(&self.repository)?;
        match &self.version {
            Some(ImageVersion::Tag(tag)) => write!(f, ":{tag}"),
            Some(ImageVersion::Digest(digest)) => write!(f, "@{digest}"),
            None => Ok(()),
        }
    }
}
