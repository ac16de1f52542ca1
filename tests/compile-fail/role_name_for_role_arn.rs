//! The name of a role stands where its ARN belongs.

use ess_cfn::bindings::eks::{ClusterName, PodIdentityAssociation};
use ess_cfn::bindings::iam::RoleHandle;

pub fn identity(cluster: ClusterName, role: &RoleHandle) -> PodIdentityAssociation {
    PodIdentityAssociation::new(cluster, "solid", role.name(), "ldp")
    //~^ E0277: `Expr<RoleName>` is not a value of kind `RoleArn`
}
