//! What a spec calls the volumes, ports and schedules of a service or pool.
//!
//! Not here: names of services and secrets (`names`).

use std::fmt;
use std::str::FromStr;

use super::names::{NameError, kebab_case, pascal_case};

/// Declares names of letters, digits and single hyphens.
macro_rules! part_names {
    ($($(#[$doc:meta])* $name:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub struct $name(String);

        impl $name {
            /// The most characters.
            pub const MOST: usize = 32;

            /// The name.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// As a part of a logical id: `pod-binaries` is `PodBinaries`.
            #[must_use]
            pub fn prefix(&self) -> String {
                pascal_case(&self.0)
            }
        }

        impl FromStr for $name {
            type Err = NameError;

            fn from_str(text: &str) -> Result<Self, NameError> {
                kebab_case(text, Self::MOST).map(Self)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )+};
}

part_names! {
    /// The name of a volume: `pod-binaries`.
    VolumeName;
    /// The name of a port: `metrics`.
    PortName;
    /// The name of a schedule: `office-hours`.
    ScheduleName;
}
