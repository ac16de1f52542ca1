//! The ECS-optimised image of Amazon Linux 2023: the release that deployments pin by default.
//!
//! Source: releases of the amazon-ecs-ami repository; the Amazon ECS developer guide, "Retrieving
//! Amazon ECS-optimized AMI metadata", has the parameters' names. A pinned release, because a
//! `recommended` parameter rolls every host at the next update of the stack, whatever it is for.
//! Not here: what hosts are made of (`stacks`).

use super::instance_types::Architecture;
use super::table;

/// A release of the image.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Release {
    /// The release as the project names it, which is its day, `YYYYMMDD`.
    pub name: &'static str,
    /// The version within image names, such as `2023.0.20261030`.
    pub version: &'static str,
    /// The kernel line, such as `6.1`.
    pub kernel: &'static str,
    /// The version of the ECS agent.
    pub agent: &'static str,
    /// The version of Docker.
    pub docker: &'static str,
    /// The size that the image's root volume has unless a launch template says more.
    pub root_volume_gib: u32,
    /// The device of the root volume.
    pub root_device: &'static str,
}

const PARAMETERS: &str = "/aws/service/ecs/optimized-ami/amazon-linux-2023";

/// The pinned release.
pub fn pinned() -> Release {
    let value = |key: &str| {
        let found = table::ECS_AMI.row(key);
        found
            .map(|[_, value]| value)
            .expect("invariant: a test reads every key of the table")
    };
    Release {
        name: value("release"),
        version: value("version"),
        kernel: value("kernel"),
        agent: value("agent"),
        docker: value("docker"),
        root_volume_gib: value("root_volume_gib")
            .parse()
            .expect("invariant: a test reads every key of the table"),
        root_device: value("root_device"),
    }
}

/// The public parameter that names the newest image; it changes by itself.
pub fn recommended_parameter(architecture: Architecture) -> String {
    format!("{}/recommended/image_id", folder(architecture))
}

impl Release {
    /// The image's name, such as `al2023-ami-ecs-hvm-2023.0.20261030-kernel-6.1-x86_64`.
    pub fn image_name(&self, architecture: Architecture) -> String {
        format!(
            "al2023-ami-ecs-hvm-{}-kernel-{}-{}",
            self.version,
            self.kernel,
            architecture.name()
        )
    }

    /// The public parameter whose value is the image's id in the region of the stack.
    pub fn parameter(&self, architecture: Architecture) -> String {
        format!(
            "{}/{}/image_id",
            folder(architecture),
            self.image_name(architecture)
        )
    }
}

fn folder(architecture: Architecture) -> String {
    match architecture {
        Architecture::X86_64 => PARAMETERS.to_owned(),
        Architecture::Arm64 => format!("{PARAMETERS}/arm64"),
    }
}
