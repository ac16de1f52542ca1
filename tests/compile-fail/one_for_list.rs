//! One value stands where a list belongs.

use ess_cfn::bindings::ec2::SubnetHandle;
use ess_cfn::bindings::rds::DbSubnetGroup;

pub fn group(subnet: &SubnetHandle) -> DbSubnetGroup {
    DbSubnetGroup::new("private subnets", subnet.id())
    //~^ E0277: `Expr<SubnetId>` is not a value of kind `List<SubnetId>`
}
