//! A property with known values takes one of them, or `Other`.

use ess_cfn::bindings::elastic_load_balancing_v2::LoadBalancer;

pub fn balancer() -> LoadBalancer {
    LoadBalancer::new().scheme("internal")
    //~^ E0277: `&str` is not a value of kind `Scheme`
}
