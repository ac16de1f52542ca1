//! Parameters of pools and services: how large, how many, which image.

use super::{CountParameters, Declaration, PoolParameters, ServiceParameters};
use crate::architecture::{Architecture, Count, Pool, RootParameter, Service, Version};
use crate::assembly::Stack;
use crate::cfn::Parameter;
use crate::facts::ecs_ami;

pub(super) fn pool_parameters(
    pool: &Pool,
    to: &mut Declaration,
    root: &mut Stack,
) -> PoolParameters {
    let name = pool.name();
    let word = name.word();
    let release = ecs_ami::pinned();
    PoolParameters {
        instance_type: to.decided(
            root,
            RootParameter::PoolInstanceType(name),
            Parameter::new(&format!(
                "Instance type of the {word} pool; another one replaces its hosts one by one."
            )),
            Some(pool.host().name().to_owned()),
        ),
        image_id: to.decided(
            root,
            RootParameter::PoolImageId(name),
            Parameter::from_ssm(&format!(
                "Machine image of the {word} pool, as a public parameter of a pinned release; \
                 another one replaces its hosts one by one."
            )),
            Some(release.parameter(pool.host().processor())),
        ),
        min: to.decided(
            root,
            RootParameter::PoolMinimum(name),
            Parameter::new(&format!(
                "Fewest hosts of the {word} pool; at least {} keep its services when a zone is lost.",
                pool.min_in_service()
            ))
            .range(i64::from(pool.min_in_service()), 1_000),
            Some(pool.min().to_string()),
        ),
        max: to.decided(
            root,
            RootParameter::PoolMaximum(name),
            Parameter::new(&format!(
                "Most hosts of the {word} pool; above the fewest, so that hosts can be replaced."
            ))
            .range(i64::from(pool.min_in_service()) + 1, 1_000),
            Some(pool.max().to_string()),
        ),
    }
}

pub(super) fn service_parameters(
    architecture: &Architecture,
    service: &Service,
    to: &mut Declaration,
    root: &mut Stack,
) -> ServiceParameters {
    let id = service.id.clone();
    let image_tag = match &service.image.version {
        Version::Digest(_) => None,
        Version::Tag(tag) => Some(
            to.decided(
                root,
                RootParameter::ImageTag(id.clone()),
                Parameter::new(&format!("Tag of the image of {id}; tags are never reused."))
                    .length(1, 128),
                tag.now().map(ToString::to_string),
            ),
        ),
    };
    let mut tasks = |parameter: RootParameter, what: &str, least: i64, default: u32| {
        let description = format!("{what} of {}.", service.id);
        let parameter_of = Parameter::new(&description).range(least, 5_000);
        to.decided(root, parameter, parameter_of, Some(default.to_string()))
    };
    let zonal = architecture.is_zonal(service);
    let count = match (architecture.unit_count(service), zonal) {
        (Count::Scheduled(_), _) => CountParameters::Scheduled,
        (Count::Fixed(count), false) => {
            CountParameters::Fixed(tasks(RootParameter::TaskCount(id), "Tasks", 0, count))
        }
        // A zone without a task would take its load balancer out of service.
        (Count::Fixed(count), true) => CountParameters::Fixed(tasks(
            RootParameter::TasksPerZone(id),
            "Tasks in each zone",
            1,
            count,
        )),
        (Count::Scaled(scaling), false) => CountParameters::Scaled {
            min: tasks(
                RootParameter::TasksMinimum(id.clone()),
                "Fewest tasks",
                1,
                scaling.min(),
            ),
            max: tasks(
                RootParameter::TasksMaximum(id),
                "Most tasks",
                1,
                scaling.max(),
            ),
        },
        (Count::Scaled(scaling), true) => CountParameters::Scaled {
            min: tasks(
                RootParameter::TasksPerZoneMinimum(id.clone()),
                "Fewest tasks in each zone",
                1,
                scaling.min(),
            ),
            max: tasks(
                RootParameter::TasksPerZoneMaximum(id),
                "Most tasks in each zone",
                1,
                scaling.max(),
            ),
        },
    };
    ServiceParameters { image_tag, count }
}
