//! What a resource has for itself: a name, a route's destination, a listener's port. While it has it, no second
//! resource gets it, and CloudFormation makes new resources before it deletes old ones.
//!
//! Sources: primary identifiers of the registry, where a template writes all of them; the services' user guides
//! for what else is refused to a second resource.

use super::address::StackPath;
use super::continuity::Continuity;
use super::expression::{Clause, Expression};
use super::state::ResourceState;

/// One thing that a resource has for itself.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Claim {
    /// What it is, in words.
    pub(super) what: &'static str,
    /// The property that says it best.
    pub(super) property: String,
    of: String,
    values: Vec<(String, Expression)>,
    stack: Option<StackPath>,
    exists: Vec<Clause>,
}

/// Properties that together belong to one resource of their type; those behind the bar may be left out.
struct Row {
    of: &'static str,
    what: &'static str,
    needs: &'static [&'static str],
    may: &'static [&'static str],
}

const fn row(
    of: &'static str,
    what: &'static str,
    needs: &'static [&'static str],
    may: &'static [&'static str],
) -> Row {
    Row {
        of,
        what,
        needs,
        may,
    }
}

const ROWS: &[Row] = &[
    row("AWS::Cognito::UserPoolDomain", "domain", &["Domain"], &[]),
    row(
        "AWS::EC2::Instance",
        "address",
        &["PrivateIpAddress", "SubnetId"],
        &[],
    ),
    row(
        "AWS::EC2::LaunchTemplate",
        "name",
        &["LaunchTemplateName"],
        &[],
    ),
    row(
        "AWS::EC2::NetworkInterface",
        "address",
        &["PrivateIpAddress", "SubnetId"],
        &[],
    ),
    row(
        "AWS::EC2::NetworkInterfaceAttachment",
        "network interface",
        &["NetworkInterfaceId"],
        &[],
    ),
    row(
        "AWS::EC2::Route",
        "destination",
        &["DestinationCidrBlock", "RouteTableId"],
        &[],
    ),
    row(
        "AWS::EC2::Route",
        "destination",
        &["DestinationIpv6CidrBlock", "RouteTableId"],
        &[],
    ),
    row(
        "AWS::EC2::Route",
        "destination",
        &["DestinationPrefixListId", "RouteTableId"],
        &[],
    ),
    row(
        "AWS::EC2::SecurityGroup",
        "name",
        &["GroupName"],
        &["VpcId"],
    ),
    row(
        "AWS::EC2::SecurityGroupEgress",
        "rule",
        &["GroupId", "IpProtocol"],
        &[
            "FromPort",
            "ToPort",
            "CidrIp",
            "CidrIpv6",
            "DestinationSecurityGroupId",
            "DestinationPrefixListId",
        ],
    ),
    row(
        "AWS::EC2::SecurityGroupIngress",
        "rule",
        &["GroupId", "IpProtocol"],
        &[
            "FromPort",
            "ToPort",
            "CidrIp",
            "CidrIpv6",
            "SourceSecurityGroupId",
            "SourceSecurityGroupName",
            "SourcePrefixListId",
        ],
    ),
    row(
        "AWS::EC2::SubnetRouteTableAssociation",
        "subnet",
        &["SubnetId"],
        &[],
    ),
    row(
        "AWS::EC2::VPCGatewayAttachment",
        "internet gateway",
        &["InternetGatewayId"],
        &[],
    ),
    row("AWS::EC2::VolumeAttachment", "volume", &["VolumeId"], &[]),
    row("AWS::ECS::Service", "name", &["ServiceName"], &["Cluster"]),
    row(
        "AWS::EFS::MountTarget",
        "subnet",
        &["SubnetId", "FileSystemId"],
        &[],
    ),
    row(
        "AWS::EKS::Nodegroup",
        "name",
        &["NodegroupName", "ClusterName"],
        &[],
    ),
    row(
        "AWS::ElasticLoadBalancingV2::Listener",
        "port",
        &["Port", "LoadBalancerArn"],
        &[],
    ),
    row(
        "AWS::ElasticLoadBalancingV2::ListenerRule",
        "priority",
        &["Priority", "ListenerArn"],
        &[],
    ),
    row(
        "AWS::ElasticLoadBalancingV2::LoadBalancer",
        "name",
        &["Name"],
        &[],
    ),
    row(
        "AWS::ElasticLoadBalancingV2::TargetGroup",
        "name",
        &["Name"],
        &[],
    ),
    row("AWS::Events::Rule", "name", &["Name"], &["EventBusName"]),
    row(
        "AWS::IAM::ManagedPolicy",
        "name",
        &["ManagedPolicyName"],
        &["Path"],
    ),
    row("AWS::Lambda::Alias", "name", &["Name", "FunctionName"], &[]),
    row(
        "AWS::Lambda::EventSourceMapping",
        "source",
        &["EventSourceArn", "FunctionName"],
        &[],
    ),
    row(
        "AWS::Route53::RecordSet",
        "name",
        &["Name", "Type"],
        &["HostedZoneId", "HostedZoneName", "SetIdentifier"],
    ),
    row("AWS::SNS::Topic", "name", &["TopicName"], &[]),
    row("AWS::SQS::Queue", "name", &["QueueName"], &[]),
    row("AWS::SecretsManager::Secret", "name", &["Name"], &[]),
    row(
        "AWS::StepFunctions::StateMachine",
        "name",
        &["StateMachineName"],
        &[],
    ),
    row("AWS::WAFv2::WebACL", "name", &["Name", "Scope"], &[]),
];

/// Everything that a resource has for itself.
pub(super) fn claims(resource: &ResourceState<'_>) -> Vec<Claim> {
    let of = &*resource.resource_type;
    let rows = ROWS.iter().filter(|row| row.of == of);
    let claims = rows.filter_map(|row| {
        let values = row.needs.iter().map(|name| {
            let value = resource.property(&[name])?;
            Some(((*name).to_owned(), value.clone()))
        });
        let mut values: Vec<(String, Expression)> = values.collect::<Option<_>>()?;
        let more = row.may.iter().filter_map(|name| {
            let value = resource.property(&[name])?;
            Some(((*name).to_owned(), value.clone()))
        });
        values.extend(more);
        claim(resource, row.what, values)
    });
    let mut claims: Vec<Claim> = claims.collect();
    if !ROWS.iter().any(|row| row.of == of) {
        claims.extend(identified(resource));
    }
    claims.extend(other_names(resource));
    claims
}

/// What the registry identifies resources of the type by, where the template writes all of it.
fn identified(resource: &ResourceState<'_>) -> Option<Claim> {
    let facts = resource.facts?;
    let values = facts.primary_identifier().map(|name| {
        let value = resource.property(&[name])?;
        Some((name.to_owned(), value.clone()))
    });
    let values: Vec<(String, Expression)> = values.collect::<Option<_>>()?;
    claim(resource, "name", values)
}

/// Names under which a distribution is reached.
fn other_names(resource: &ResourceState<'_>) -> Vec<Claim> {
    if &*resource.resource_type != "AWS::CloudFront::Distribution" {
        return Vec::new();
    }
    let names = resource.property(&["DistributionConfig", "Aliases"]);
    let names = names.and_then(Expression::items).unwrap_or_default();
    let claims = names.iter().filter_map(|name| {
        let values = vec![("DistributionConfig.Aliases".to_owned(), name.clone())];
        claim(resource, "alias", values)
    });
    claims.collect()
}

fn claim(
    resource: &ResourceState<'_>,
    what: &'static str,
    values: Vec<(String, Expression)>,
) -> Option<Claim> {
    let (mut is_open, mut is_of_stack) = (false, false);
    for (_, value) in &values {
        value.each(&mut |one| match one {
            Expression::Choice(_) | Expression::Absent => is_open = true,
            Expression::Pseudo(name) => {
                is_of_stack |= matches!(&**name, "AWS::StackName" | "AWS::StackId");
            }
            Expression::Text(_)
            | Expression::List(_)
            | Expression::Set(_)
            | Expression::Map(_)
            | Expression::Reference { .. }
            | Expression::Parameter { .. }
            | Expression::Joined(_)
            | Expression::Call { .. } => {}
        });
    }
    let property = values.first()?.0.clone();
    (!is_open).then(|| Claim {
        what,
        property,
        of: resource.resource_type.to_string(),
        stack: is_of_stack.then(|| resource.address.stack.clone()),
        exists: resource.exists.clone(),
        values,
    })
}

impl Claim {
    /// What it is by its value: `name web`; a rule of a security group by all that it says.
    pub(super) fn shown(&self) -> String {
        let values = self.values.iter();
        let values: Vec<String> = if self.what == "rule" {
            let said = values.filter(|(name, _)| name != "GroupId" && name != "ToPort");
            said.map(|(_, value)| value.shown()).collect()
        } else {
            values.take(1).map(|(_, value)| value.shown()).collect()
        };
        format!("{} `{}`", self.what, values.join(" "))
    }

    /// Whether a new resource claims it where something else that its values name is another one than before.
    pub(super) fn is_elsewhere(&self, continuity: &Continuity) -> bool {
        let mut values = self.values.iter();
        values.any(|(_, value)| continuity.names_anew(value))
    }
}
