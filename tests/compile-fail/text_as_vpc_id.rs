//! A plain text never becomes an id.

use ess_cfn::bindings::ec2::Subnet;

pub fn subnet() -> Subnet {
    Subnet::new("vpc-0123456789abcdef0")
    //~^ E0277: `&str` is not a value of kind `VpcId`
}
