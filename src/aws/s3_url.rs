//! Addresses of objects in Amazon S3, as CloudFormation takes them for templates.
//!
//! Sources: Amazon S3 user guide, "Virtual hosting of general purpose buckets" (both styles) and
//! "General purpose bucket naming rules"; AWS CloudFormation, `TemplateURL` (HTTPS, at most 1,024
//! characters; no website of a bucket). Not here: whether anybody may read there.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

/// An address below which objects of a bucket are: `https://BUCKET.s3.eu-central-1.amazonaws.com/PREFIX`
/// or `https://s3.eu-central-1.amazonaws.com/BUCKET/PREFIX`, without a slash at its end.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct S3Url {
    text: String,
    bucket: String,
    prefix: String,
}

/// Why a text is no [`S3Url`].
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum S3UrlError {
    /// Another scheme, or none.
    #[error("expected an address that begins with `https://`, since CloudFormation takes no other")]
    Scheme,
    /// A host that is not Amazon S3's.
    #[error(
        "expected a host such as `BUCKET.s3.eu-central-1.amazonaws.com`, found `{0}`: CloudFormation reads \
         templates from Amazon S3 alone"
    )]
    Host(String),
    /// A path without a bucket, at a host that needs one there.
    #[error("expected a bucket behind the host: `https://{0}/BUCKET`")]
    NoBucket(String),
    /// A bucket that has no such name.
    #[error(
        "expected a bucket of 3 to 63 lower-case letters, digits, dots and hyphens, found `{0}`"
    )]
    Bucket(String),
    /// A character that a key should not have.
    #[error("expected letters, digits and `!-_.*'()/` in the path, found `{0}`")]
    Character(char),
    /// Two slashes in a row: the path has an empty part.
    #[error("expected something between two slashes")]
    EmptyPart,
    /// No room for the names of templates.
    #[error("expected at most {most} characters, found {0}", most = S3Url::LONGEST)]
    Long(usize),
}

impl S3Url {
    /// The most characters: the address of a template has 1,024, its name below this one the rest.
    pub const LONGEST: usize = 900;

    /// The address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The bucket.
    #[must_use]
    pub fn bucket(&self) -> &str {
        &self.bucket
    }

    /// The address of an object below this one.
    #[must_use]
    pub fn object(&self, name: &str) -> String {
        format!("{}/{name}", self.text)
    }

    /// The same place as commands of the AWS CLI name it: `s3://BUCKET/PREFIX`.
    #[must_use]
    pub fn s3_uri(&self) -> String {
        if self.prefix.is_empty() {
            format!("s3://{}", self.bucket)
        } else {
            format!("s3://{}/{}", self.bucket, self.prefix)
        }
    }
}

impl FromStr for S3Url {
    type Err = S3UrlError;

    fn from_str(text: &str) -> Result<Self, S3UrlError> {
        let text = text.trim_end_matches('/');
        let rest = text.strip_prefix("https://").ok_or(S3UrlError::Scheme)?;
        let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
        let (bucket, prefix) =
            match bucket_of(host).ok_or_else(|| S3UrlError::Host(host.to_owned()))? {
                "" if path.is_empty() => return Err(S3UrlError::NoBucket(host.to_owned())),
                "" => path.split_once('/').unwrap_or((path, "")),
                bucket => (bucket, path),
            };
        if !is_bucket(bucket) {
            return Err(S3UrlError::Bucket(bucket.to_owned()));
        }
        let in_key = |c: char| c.is_ascii_alphanumeric() || "!-_.*'()/".contains(c);
        if let Some(other) = prefix.chars().find(|c| !in_key(*c)) {
            return Err(S3UrlError::Character(other));
        }
        if prefix.split('/').any(str::is_empty) && !prefix.is_empty() {
            return Err(S3UrlError::EmptyPart);
        }
        if text.len() > Self::LONGEST {
            return Err(S3UrlError::Long(text.len()));
        }
        Ok(Self {
            text: text.to_owned(),
            bucket: bucket.to_owned(),
            prefix: prefix.to_owned(),
        })
    }
}

/// The bucket in the name of a host of Amazon S3, empty where it stands in the path; `None` for other
/// hosts.
fn bucket_of(host: &str) -> Option<&str> {
    let name = host
        .strip_suffix(".amazonaws.com")
        .or_else(|| host.strip_suffix(".amazonaws.com.cn"))?;
    let labels: Vec<&str> = name.split('.').collect();
    let is_region = |label: &str| {
        label.contains('-')
            && label
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
    };
    // From the right: a region, `dualstack`, then `s3`; the old form has `s3-REGION`.
    let mut labels = labels.as_slice();
    if let [before @ .., last] = labels
        && is_region(last)
        && !last.starts_with("s3-")
    {
        labels = before;
    }
    if let [before @ .., "dualstack"] = labels {
        labels = before;
    }
    let (last, before) = labels.split_last()?;
    let is_website = last.starts_with("s3-website");
    if is_website || !(*last == "s3" || last.starts_with("s3-")) {
        return None;
    }
    let bucket: usize = before.iter().map(|label| label.len() + 1).sum();
    Some(name.get(..bucket.saturating_sub(1)).unwrap_or_default())
}

fn is_bucket(name: &str) -> bool {
    let inside = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    let ends = |end: Option<u8>| end.is_some_and(inside);
    (3..=63).contains(&name.len())
        && name
            .bytes()
            .all(|byte| inside(byte) || byte == b'.' || byte == b'-')
        && ends(name.bytes().next())
        && ends(name.bytes().last())
        && !name.contains("..")
}

impl fmt::Display for S3Url {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}
