//! Hosts of private registries of Amazon ECR.
//!
//! Source: Amazon ECR user guide, "Amazon ECR private registry" (the host names account and region).
//! Not here: which registries a deployment may pull from (`architecture`).

use std::str::FromStr;

use thiserror::Error;

use super::account::AccountId;
use super::domain_name::DomainName;
use super::region::Region;

/// The host of the private registry of an account: `123456789012.dkr.ecr.eu-central-1.amazonaws.com`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EcrHost {
    account: AccountId,
    region: Region,
    fips: bool,
}

/// Why a text is no [`EcrHost`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("expected the host of a private registry of Amazon ECR")]
pub struct EcrHostError;

impl EcrHost {
    /// Whose registry it is.
    #[must_use]
    pub fn account(&self) -> &AccountId {
        &self.account
    }

    /// Where it is.
    #[must_use]
    pub fn region(&self) -> &Region {
        &self.region
    }

    /// Whether it is the name of the FIPS endpoint, which another endpoint in a VPC would serve.
    #[must_use]
    pub fn is_fips(&self) -> bool {
        self.fips
    }
}

impl FromStr for EcrHost {
    type Err = EcrHostError;

    fn from_str(text: &str) -> Result<Self, EcrHostError> {
        let labels: Vec<&str> = text.splitn(5, '.').collect();
        let [account, "dkr", service, region, suffix] = labels.as_slice() else {
            return Err(EcrHostError);
        };
        let fips = match *service {
            "ecr" => false,
            "ecr-fips" => true,
            _ => return Err(EcrHostError),
        };
        suffix.parse::<DomainName>().map_err(|_| EcrHostError)?;
        Ok(Self {
            account: account.parse().map_err(|_| EcrHostError)?,
            region: region.parse().map_err(|_| EcrHostError)?,
            fips,
        })
    }
}
