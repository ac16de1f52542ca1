//! What a host is when it starts.
//!
//! Sources: Amazon EC2 user guide, "Configure the Instance Metadata Service", "Launch templates";
//! amazon-ecs-ami (the root device, what the image is made of). Not here: how many hosts and where
//! (`group`), what a host does first (`user_data`).

use super::{PoolInputs, user_data};
use crate::assembly::Stack;
use crate::bindings::ec2::launch_template::{
    BlockDeviceMapping, Ebs, HttpEndpoint, HttpTokens, IamInstanceProfile, LaunchTemplateData,
    LaunchTemplateTagSpecification, MetadataOptions, Monitoring, NetworkInterface,
    TagSpecification, VolumeType,
};
use crate::bindings::ec2::{LaunchTemplate, LaunchTemplateHandle, SecurityGroupId};
use crate::bindings::iam::InstanceProfileHandle;
use crate::cfn::{Expr, Tag};
use crate::facts::ecs_ami;

/// Adds the launch template.
pub(super) fn launch_template(
    inputs: &PoolInputs<'_>,
    security_group: &Expr<SecurityGroupId>,
    profile: &InstanceProfileHandle,
    stack: &mut Stack,
) -> LaunchTemplateHandle {
    let data = LaunchTemplateData::new()
        .image_id(inputs.image_id)
        .instance_type(inputs.instance_type)
        .iam_instance_profile(IamInstanceProfile::new().arn(profile.arn()))
        .network_interfaces([private_interface(security_group)])
        .block_device_mappings([root_volume(inputs)])
        .metadata_options(metadata_service())
        .monitoring(Monitoring::new().enabled(true))
        .tag_specifications(["instance", "volume"].map(|resource| {
            TagSpecification::new()
                .resource_type(resource)
                .tags(tags(inputs))
        }))
        .user_data(user_data::user_data(inputs));
    let template =
        LaunchTemplate::new(data).tag_specifications([LaunchTemplateTagSpecification::new()
            .resource_type("launch-template")
            .tags(tags(inputs))]);
    stack.add("LaunchTemplate", template)
}

/// The host's only interface. Its subnet is one of the group's.
fn private_interface(security_group: &Expr<SecurityGroupId>) -> NetworkInterface {
    NetworkInterface::new()
        .device_index(0)
        .associate_public_ip_address(false)
        .groups([security_group])
        .delete_on_termination(true)
}

/// Images, containers and their logs live on it.
fn root_volume(inputs: &PoolInputs<'_>) -> BlockDeviceMapping {
    let volume = Ebs::new()
        .volume_type(VolumeType::Gp3)
        .volume_size(inputs.architecture.pool(inputs.pool).volume_gib())
        .encrypted(true)
        .kms_key_id(inputs.key)
        .delete_on_termination(true);
    BlockDeviceMapping::new()
        .device_name(ecs_ami::pinned().root_device)
        .ebs(volume)
}

/// One hop ends at the host: the agent reads the host's role, and containers behind the bridge don't.
/// They get credentials of their own from the agent.
fn metadata_service() -> MetadataOptions {
    MetadataOptions::new()
        .http_endpoint(HttpEndpoint::Enabled)
        .http_tokens(HttpTokens::Required)
        .http_put_response_hop_limit(1)
}

/// The tags of the spec, which CloudFormation puts on what it makes itself but not on what a group
/// launches, and the name that consoles show.
fn tags(inputs: &PoolInputs<'_>) -> Vec<Tag> {
    let given = inputs.architecture.tags().iter();
    let given = given
        .filter(|(key, _)| key.as_str() != "Name")
        .map(|(key, value)| Tag::new(key.as_str(), value.as_str()));
    std::iter::once(Tag::new("Name", inputs.shown_name()))
        .chain(given)
        .collect()
}
