//! A list stands where one value belongs.

use ess_cfn::bindings::ec2::{Subnet, VpcId};
use ess_cfn::cfn::{Expr, List};

pub fn subnet(vpcs: Expr<List<VpcId>>) -> Subnet {
    Subnet::new(vpcs)
    //~^ E0277: `Expr<List<VpcId>>` is not a value of kind `VpcId`
}
