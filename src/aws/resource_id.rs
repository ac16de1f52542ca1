//! Ids that EC2 gives to its resources.
//!
//! Source: Amazon EC2 user guide, "Resource IDs": a prefix and 8 or 17 hexadecimal digits.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

/// Why a text is not the id of a resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("expected `{prefix}` and 8 or 17 hexadecimal digits")]
pub struct ResourceIdError {
    /// How ids of that kind begin.
    pub prefix: &'static str,
}

macro_rules! ids {
    ($($(#[doc = $about:literal])+ $name:ident = $prefix:literal;)+) => {$(
        $(#[doc = $about])+
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(String);

        impl $name {
            /// How these ids begin.
            pub const PREFIX: &'static str = $prefix;

            /// The id.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = ResourceIdError;

            fn from_str(text: &str) -> Result<Self, ResourceIdError> {
                checked(text, Self::PREFIX).map(Self)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )+};
}

ids! {
    /// The id of a security group: `sg-0123456789abcdef0`.
    SecurityGroupId = "sg-";
    /// The id of a VPC: `vpc-0123456789abcdef0`.
    VpcId = "vpc-";
    /// The id of a subnet: `subnet-0123456789abcdef0`.
    SubnetId = "subnet-";
    /// The id of a prefix list: `pl-0123456789abcdef0`.
    PrefixListId = "pl-";
}

fn checked(text: &str, prefix: &'static str) -> Result<String, ResourceIdError> {
    let digits = text.strip_prefix(prefix).unwrap_or_default();
    let hexadecimal = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
    if matches!(digits.len(), 8 | 17) && digits.bytes().all(hexadecimal) {
        Ok(text.to_owned())
    } else {
        Err(ResourceIdError { prefix })
    }
}
