//! What a host is: its image and network, its volume, what it may do, how it is tagged.

use ess_cfn::document::Node;

use super::built::{Built, POOLS, built, name};
use crate::deployments::{draft, value};

fn data<'a>(built: &'a Built, stack: &str) -> &'a Node {
    let template = built.properties(stack, "AWS::EC2::LaunchTemplate");
    template.get("LaunchTemplateData").unwrap()
}

fn only<'a>(node: &'a Node, list: &str) -> &'a Node {
    let items = node.get(&[list]).and_then(Node::as_sequence).unwrap();
    assert_eq!(items.len(), 1, "{list}");
    &items[0]
}

fn texts(node: &Node) -> Vec<&str> {
    match node.as_sequence() {
        Some(items) => items.iter().filter_map(Node::as_text).collect(),
        None => node.as_text().into_iter().collect(),
    }
}

#[test]
fn metadata_answers_to_tokens_and_to_the_host_alone() {
    let built = built(draft());
    for stack in POOLS {
        let options = data(&built, stack).get(&["MetadataOptions"]).unwrap();
        let expected = [
            ("HttpEndpoint", Node::text("enabled")),
            ("HttpTokens", Node::text("required")),
            ("HttpPutResponseHopLimit", Node::integer(1)),
        ];
        assert_eq!(options, &Node::mapping(expected.into_iter().collect()));
    }
}

#[test]
fn hosts_have_one_interface_without_a_public_address() {
    let built = built(draft());
    for stack in POOLS {
        let data = data(&built, stack);
        let interface = only(data, "NetworkInterfaces");
        let public = interface.get(&["AssociatePublicIpAddress"]);
        assert_eq!(public, Some(&Node::boolean(false)));
        let group = only(interface, "Groups");
        assert_eq!(built.follow(stack, group), name(stack, "SecurityGroup"));
        assert!(data.get(&["SecurityGroupIds"]).is_none());
    }
}

#[test]
fn the_root_volume_is_the_images_and_encrypted_with_the_key() {
    let mut draft = draft();
    draft.pools.backend.volume_gib = 80;
    let built = built(draft);
    for (stack, size) in POOLS.into_iter().zip([50, 80]) {
        let device = only(data(&built, stack), "BlockDeviceMappings");
        let device_name = device.get(&["DeviceName"]).and_then(Node::as_text);
        assert_eq!(device_name, Some("/dev/xvda"));
        let volume = device.get(&["Ebs"]).unwrap();
        assert_eq!(volume.get(&["Encrypted"]), Some(&Node::boolean(true)));
        assert_eq!(volume.get(&["VolumeSize"]), Some(&Node::integer(size)));
        let key = volume.get(&["KmsKeyId"]).unwrap();
        assert_eq!(built.follow(stack, key), name("KeysAndSecrets", "Key"));
    }
}

#[test]
fn image_type_and_sizes_are_parameters_of_the_pools_own() {
    let built = built(draft());
    for stack in POOLS {
        let group = built.properties(stack, "AWS::AutoScaling::AutoScalingGroup");
        let data = data(&built, stack);
        for (node, ending) in [
            (data.get(&["ImageId"]), "ImageId"),
            (data.get(&["InstanceType"]), "InstanceType"),
            (group.get("MinSize"), "Minimum"),
            (group.get("MaxSize"), "Maximum"),
        ] {
            let parameter = format!("{stack}{ending}");
            let found = built.follow(stack, node.unwrap());
            assert_eq!(found, name("Root", &parameter));
        }
        // The root looks the image up; what is passed down is its id.
        let passed = ["Parameters", &format!("{stack}ImageId"), "Type"];
        let passed = built.template(stack).get(&passed).and_then(Node::as_text);
        assert_eq!(passed, Some("AWS::EC2::Image::Id"));
    }
}

#[test]
fn instances_and_volumes_carry_the_tags_of_the_spec() {
    let mut draft = draft();
    draft.tags = [("cost-center", "solid"), ("Name", "anything")]
        .map(|(key, text)| (value(key), value(text)))
        .into();
    let built = built(draft);
    let specifications = data(&built, "EssPool").get(&["TagSpecifications"]);
    let specifications = specifications.and_then(Node::as_sequence).unwrap();
    let resources: Vec<&str> = specifications
        .iter()
        .filter_map(|one| one.get(&["ResourceType"])?.as_text())
        .collect();
    assert_eq!(resources, ["instance", "volume"]);
    for specification in specifications {
        let tags = specification.get(&["Tags"]).and_then(Node::as_sequence);
        let tags: Vec<Option<&str>> = tags
            .unwrap()
            .iter()
            .flat_map(|tag| ["Key", "Value"].map(|part| tag.get(&[part])?.as_text()))
            .collect();
        let expected = ["Name", "acme-solid-ess", "cost-center", "solid"];
        assert_eq!(tags, expected.map(Some));
    }
}

#[test]
fn a_host_may_join_its_cluster_and_nothing_else() {
    let built = built(draft());
    for stack in POOLS {
        let role = built.properties(stack, "AWS::IAM::Role");
        let managed = role.get("ManagedPolicyArns").unwrap();
        let managed = managed.as_sequence().unwrap();
        assert_eq!(managed.len(), 1);
        let managed = managed[0].as_function().unwrap().argument.as_text();
        assert_eq!(
            managed,
            Some("arn:${AWS::Partition}:iam::aws:policy/AmazonSSMManagedInstanceCore")
        );
        let policy = only(&Node::mapping(role.clone()), "Policies").clone();
        let statements = policy.get(&["PolicyDocument", "Statement"]);
        let statements = statements.and_then(Node::as_sequence).unwrap();
        for statement in statements {
            let actions = texts(statement.get(&["Action"]).unwrap());
            let resource = statement.get(&["Resource"]).unwrap();
            match actions.as_slice() {
                ["ecs:DiscoverPollEndpoint"] => assert_eq!(resource, &Node::text("*")),
                ["ecs:Poll", "ecs:StartTelemetrySession"] => {
                    let arn = resource.as_function().unwrap().argument.as_text().unwrap();
                    assert!(
                        arn.ends_with(":container-instance/${ClusterName}/*"),
                        "{arn}"
                    );
                    let cluster = ["Condition", "ArnEquals", "ecs:cluster"];
                    let cluster = statement.get(&cluster).unwrap();
                    assert_eq!(built.follow(stack, cluster), name("Cluster", "Cluster"));
                }
                actions => {
                    assert_eq!(built.follow(stack, resource), name("Cluster", "Cluster"));
                    assert!(!actions.contains(&"ecs:CreateCluster"));
                }
            }
        }
        let profile = built.properties(stack, "AWS::IAM::InstanceProfile");
        let role = only(&Node::mapping(profile.clone()), "Roles").clone();
        assert_eq!(built.follow(stack, &role), name(stack, "HostRole"));
    }
}

#[test]
fn chinas_partition_has_its_own_name_for_ec2() {
    let mut draft = draft();
    draft.region = value("cn-north-1");
    let zones = ess_cfn::aws::ZoneLetter::all().take(2);
    draft.zones = ess_cfn::architecture::Zones::counted(&draft.region, zones).unwrap();
    let built = built(draft);
    let role = built.properties("EssPool", "AWS::IAM::Role");
    let trust = only(role.get("AssumeRolePolicyDocument").unwrap(), "Statement");
    let service = trust.get(&["Principal", "Service"]).and_then(Node::as_text);
    assert_eq!(service, Some("ec2.amazonaws.com.cn"));
}
