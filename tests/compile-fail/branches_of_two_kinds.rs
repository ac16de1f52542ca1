//! Both branches of a condition yield one kind.

use ess_cfn::bindings::ec2::{SubnetHandle, SubnetId, VpcHandle};
use ess_cfn::cfn::{Condition, Expr, if_};

pub fn either(condition: &Condition, subnet: &SubnetHandle, vpc: &VpcHandle) -> Expr<SubnetId> {
    if_(condition, subnet.id(), vpc.id())
    //~^ E0277: `Expr<VpcId>` is not a value of kind `SubnetId`
}
