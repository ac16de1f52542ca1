//! A subnet without its VPC.

use ess_cfn::bindings::ec2::Subnet;

pub fn subnet() -> Subnet {
    Subnet::new().cidr_block("10.0.0.0/24")
    //~^ E0061: this function takes 1 argument but 0 arguments were supplied
}
