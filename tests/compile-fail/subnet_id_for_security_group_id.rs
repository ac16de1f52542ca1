//! A subnet stands where a security group belongs.

use ess_cfn::bindings::ec2::{SecurityGroupIngress, SubnetHandle};

pub fn rule(subnet: &SubnetHandle) -> SecurityGroupIngress {
    SecurityGroupIngress::new("tcp").source_security_group_id(subnet.id())
    //~^ E0277: `Expr<SubnetId>` is not a value of kind `SecurityGroupId`
}
