//! Quotas of an account in a region that AWS raises on request.
//!
//! The defaults are those of a new account; an older one may have more. Not here: CloudFormation's
//! own quotas, which hold for every account alike (`assembly`), and what an account already uses.

use super::table;

/// A quota of an account in a region.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AccountQuota {
    /// The service by which Service Quotas knows it: `ec2`.
    pub service: &'static str,
    /// Its code there: `L-0263D0A3`.
    pub code: &'static str,
    /// What a new account has.
    pub default: u64,
    /// Of what.
    pub counted: Counted,
    /// Its name, as the console shows it.
    pub name: &'static str,
}

/// What a quota counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    /// Resources of a type.
    Resources(&'static str),
    /// Virtual processors of running instances of these families, as they are written: `a,c,d`.
    Vcpus(&'static str),
    /// GiB of volumes of a type: `gp3`.
    Volumes(&'static str),
}

impl Counted {
    /// Whether it counts the virtual processors of an instance type.
    pub fn counts_vcpus_of(self, instance_type: &str) -> bool {
        let end = instance_type.find(|c: char| !c.is_ascii_lowercase());
        let family = end.and_then(|end| instance_type.get(..end));
        match self {
            Self::Vcpus(families) => families.split(',').any(|one| Some(one) == family),
            Self::Resources(_) | Self::Volumes(_) => false,
        }
    }
}

/// Every quota that a deployment can reach.
pub fn account_quotas() -> impl Iterator<Item = AccountQuota> {
    let rows = table::ACCOUNT_QUOTAS.rows();
    rows.map(|[service, code, default, counted, name]| AccountQuota {
        service,
        code,
        default: default.parse().expect("invariant: a test reads every row"),
        counted: match counted.split_once(' ') {
            Some(("resources", kind)) => Counted::Resources(kind),
            Some(("vcpus", families)) => Counted::Vcpus(families),
            Some((_, kind)) => Counted::Volumes(kind),
            None => Counted::Volumes(counted),
        },
        name,
    })
}
