//! A number stands where a truth value belongs.

use ess_cfn::bindings::rds::DbInstance;
use ess_cfn::cfn::Integer;

pub fn database() -> DbInstance {
    DbInstance::new().multi_az(Integer(1))
    //~^ E0277: `Integer` is not a value of kind `Boolean`
}
