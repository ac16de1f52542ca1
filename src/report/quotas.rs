//! Which quotas of the account have to be raised before a deployment, and the commands for it.
//!
//! Source: Service Quotas API, `RequestServiceQuotaIncrease`. Not here: what the account has and uses
//! already, which nobody knows offline.

use std::fmt;

use crate::stacks::QuotaNeed;

/// The quotas that a new account has to raise; empty where it has enough.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotas {
    /// Where.
    pub region: String,
    /// Which.
    pub needs: Vec<QuotaNeed>,
}

impl fmt::Display for Quotas {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.needs.is_empty() {
            return Ok(());
        }
        let region = &self.region;
        writeln!(
            f,
            "The deployment can grow beyond what AWS gives a new account in {region}. See what yours \
             has, and ask for more before you deploy:\n"
        )?;
        for QuotaNeed { quota, needed } in &self.needs {
            writeln!(
                f,
                "  # {}: {needed} at most, {} by default\n  \
                 aws service-quotas request-service-quota-increase --region {region} \\\n    \
                 --service-code {} --quota-code {} --desired-value {needed}",
                quota.name, quota.default, quota.service, quota.code
            )?;
        }
        Ok(())
    }
}
