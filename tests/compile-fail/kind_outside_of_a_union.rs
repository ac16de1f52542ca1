//! A property that takes a key's id, ARN or alias takes nothing else.

use ess_cfn::bindings::iam::RoleHandle;
use ess_cfn::bindings::rds::DbInstance;

pub fn database(role: &RoleHandle) -> DbInstance {
    DbInstance::new().kms_key_id(role.arn())
    //~^ E0277: `Expr<RoleArn>` is not a value of kind `AliasNameOrKeyArnOrId`
}
