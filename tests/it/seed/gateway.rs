//! S5: a gateway before the VPC, available across zones, that balances traffic: a distribution which
//! changes nothing of a request, keeps nothing of an answer, and is the only way to the load balancers.

use std::collections::BTreeSet;

use ess_cfn::architecture::{CloudFront, Dns, GatewayOrigin, LoadBalancerMode, OriginAccess};
use ess_cfn::assembly::Assembly;
use ess_cfn::document::Node;

use super::{Deployment, on_every_deployment};
use crate::follow::{Resource, Source, follow, follow_property, resources, written};

const BALANCER: &str = "AWS::ElasticLoadBalancingV2::LoadBalancer";

/// The distribution of a deployment that has one.
fn distribution(assembly: &Assembly) -> Resource<'_> {
    let distributions = resources(assembly, "AWS::CloudFront::Distribution");
    assert_eq!(distributions.len(), 1);
    distributions[0]
}

/// Calls `assert` with every deployment that has a gateway, its settings and its distribution.
pub(super) fn on_every_gateway(assert: impl Fn(&Deployment, &CloudFront, &Resource<'_>)) {
    let met = std::cell::Cell::new(0);
    on_every_deployment(|deployment| {
        if let Some(settings) = deployment.architecture.gateway().cloud_front() {
            met.set(met.get() + 1);
            assert(deployment, settings, &distribution(&deployment.assembly));
        }
    });
    assert!(met.get() > 10, "{}", met.get());
}

/// The only origin of a distribution.
pub(super) fn origin<'a>(distribution: &Resource<'a>) -> &'a Node {
    let origins = distribution.property(&["DistributionConfig", "Origins"]);
    let [origin] = origins.and_then(Node::as_sequence).unwrap() else {
        panic!("one origin: {distribution:?}");
    };
    origin
}

/// The resources that a node refers to, by stack and logical id.
pub(super) fn referred(
    assembly: &Assembly,
    stack: &str,
    node: &Node,
) -> BTreeSet<(String, String)> {
    let sources = follow(assembly, stack, node);
    sources.iter().filter_map(Source::resource).collect()
}

/// The load balancers that face the internet, or those that do not.
pub(super) fn balancers<'a>(assembly: &'a Assembly, public: bool) -> Vec<Resource<'a>> {
    let mut balancers = resources(assembly, BALANCER);
    let internal = Node::text("internal");
    balancers.retain(|one| (one.property(&["Scheme"]) != Some(&internal)) == public);
    balancers
}

#[test]
fn s5_there_is_no_gateway_where_none_is_asked_for() {
    on_every_deployment(|deployment| {
        let found = resources(&deployment.assembly, "AWS::CloudFront::Distribution").len();
        let asked = deployment.architecture.gateway().cloud_front().is_some();
        assert_eq!(found, usize::from(asked), "{}", deployment.name);
    });
}

#[test]
fn s5_the_distribution_answers_to_every_public_host() {
    on_every_gateway(|deployment, _, distribution| {
        let aliases = distribution.property(&["DistributionConfig", "Aliases"]);
        let aliases = aliases.and_then(Node::as_sequence).unwrap().iter();
        let aliases =
            aliases.filter_map(|one| written(&deployment.assembly, distribution.stack, one));
        let aliases: BTreeSet<String> = aliases.collect();
        let exposed = deployment.architecture.exposed();
        let hosts: BTreeSet<String> = exposed
            .map(|(_, exposure)| exposure.host.to_string())
            .collect();
        assert_eq!(aliases, hosts, "{}", deployment.name);
    });
}

#[test]
fn s5_a_request_goes_on_as_it_came() {
    on_every_gateway(|Deployment { name, .. }, _, distribution| {
        let config =
            |path: &[&str]| distribution.property(&[&["DistributionConfig"], path].concat());
        let behavior = |key| config(&["DefaultCacheBehavior", key]);
        let methods = behavior("AllowedMethods")
            .and_then(Node::as_sequence)
            .unwrap();
        let methods: BTreeSet<&str> = methods.iter().filter_map(Node::as_text).collect();
        let all = ["GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE"];
        assert_eq!(methods, BTreeSet::from(all), "{name}");
        // AllViewer: every header, `Host` and those of WebSockets too, every cookie and query.
        let forwarded = behavior("OriginRequestPolicyId").and_then(Node::as_text);
        assert_eq!(
            forwarded,
            Some("216adef6-5c7f-47e4-b989-5492eafa07d3"),
            "{name}"
        );
        assert_eq!(
            config(&["CacheBehaviors"]),
            None,
            "{name}: one for all paths"
        );
        assert_eq!(origin(distribution).get(&["OriginPath"]), None, "{name}");
        let plain = behavior("ViewerProtocolPolicy").and_then(Node::as_text);
        assert_eq!(plain, Some("redirect-to-https"), "{name}");
    });
}

#[test]
fn s5_nothing_of_an_answer_is_kept_not_even_that_there_is_none() {
    on_every_gateway(|Deployment { name, .. }, _, distribution| {
        let behavior =
            |key| distribution.property(&["DistributionConfig", "DefaultCacheBehavior", key]);
        // CachingDisabled.
        let cached = behavior("CachePolicyId").and_then(Node::as_text);
        assert_eq!(
            cached,
            Some("4135ea2d-6df8-44a3-9df3-4b5a84be39ad"),
            "{name}"
        );
        let errors = distribution.property(&["DistributionConfig", "CustomErrorResponses"]);
        let mut forgotten = BTreeSet::new();
        for error in errors.and_then(Node::as_sequence).unwrap() {
            let seconds = error.get(&["ErrorCachingMinTTL"]).and_then(Node::as_text);
            assert_eq!(
                seconds.and_then(|text| text.parse().ok()),
                Some(0.0),
                "{name}"
            );
            assert_eq!(
                error.get(&["ResponsePagePath"]),
                None,
                "{name}: its own body"
            );
            forgotten.extend(error.get(&["ErrorCode"]).and_then(Node::as_text));
        }
        // Amazon CloudFront developer guide, "HTTP 4xx and 5xx status codes that CloudFront caches".
        let kept = [
            "400", "403", "404", "405", "414", "500", "501", "502", "503", "504",
        ];
        assert_eq!(forgotten, BTreeSet::from(kept), "{name}");
    });
}

#[test]
fn s5_clients_and_load_balancers_are_spoken_to_in_tls_alone() {
    on_every_gateway(|deployment, _, distribution| {
        let (name, assembly) = (&deployment.name, &deployment.assembly);
        let shown = |key| {
            let key = distribution.property(&["DistributionConfig", "ViewerCertificate", key]);
            key.unwrap_or_else(|| panic!("{name}"))
        };
        let least = shown("MinimumProtocolVersion").as_text().unwrap();
        assert!(
            ["TLSv1.2_2021", "TLSv1.3_2025"].contains(&least),
            "{name}: {least}"
        );
        let certificate = follow(assembly, distribution.stack, shown("AcmCertificateArn"));
        let [certificate] = certificate.iter().collect::<Vec<_>>()[..] else {
            panic!("{name}: one certificate");
        };
        match certificate {
            // It is issued in us-east-1, before the rest.
            Source::Resource { stack, .. } => assert_eq!(stack, "Edge", "{name}"),
            Source::Parameter(parameter) => {
                assert_eq!(parameter, "GatewayCertificateArn", "{name}");
            }
            Source::Pseudo(_) | Source::Literal(_) => panic!("{name}: {certificate:?}"),
        }
        let origin = origin(distribution);
        let way = match origin.get(&["VpcOriginConfig", "VpcOriginId"]) {
            None => origin.get(&["CustomOriginConfig"]).unwrap(),
            Some(way) => {
                let way = referred(assembly, distribution.stack, way);
                let ways = resources(assembly, "AWS::CloudFront::VpcOrigin");
                let way = ways.iter().find(|one| way.contains(&one.name())).unwrap();
                way.property(&["VpcOriginEndpointConfig"]).unwrap()
            }
        };
        let policy = way.get(&["OriginProtocolPolicy"]).and_then(Node::as_text);
        assert_eq!(policy, Some("https-only"), "{name}");
        let spoken = way.get(&["OriginSSLProtocols"]).and_then(Node::as_sequence);
        assert_eq!(spoken, Some(&[Node::text("TLSv1.2")][..]), "{name}");
    });
}

#[test]
fn s5_the_origin_is_all_load_balancers_of_the_deployment() {
    on_every_gateway(|deployment, settings, distribution| {
        let (name, assembly) = (&deployment.name, &deployment.assembly);
        let origin = origin(distribution);
        let domain = origin.get(&["DomainName"]).unwrap();
        let behind = referred(assembly, distribution.stack, domain);
        let names = |public| -> BTreeSet<_> {
            let balancers = balancers(assembly, public).into_iter();
            balancers.map(|one| one.name()).collect()
        };
        match (
            settings.origin,
            deployment.architecture.load_balancers().mode,
        ) {
            (OriginAccess::Vpc, _) => {
                assert_eq!(
                    names(true),
                    BTreeSet::new(),
                    "{name}: none faces the internet"
                );
                assert_eq!(behind, names(false), "{name}");
                let ways = resources(assembly, "AWS::CloudFront::VpcOrigin");
                let led = follow_property(assembly, &ways[0], &["VpcOriginEndpointConfig", "Arn"]);
                let led: BTreeSet<_> = led.iter().filter_map(Source::resource).collect();
                assert_eq!(led, behind, "{name}");
            }
            (OriginAccess::Public, LoadBalancerMode::Single) => {
                assert_eq!(behind, names(true), "{name}");
            }
            (OriginAccess::Public, LoadBalancerMode::Fronted) => {
                let accelerators = resources(assembly, "AWS::GlobalAccelerator::Accelerator");
                assert_eq!(behind, BTreeSet::from([accelerators[0].name()]), "{name}");
            }
            (OriginAccess::Public, LoadBalancerMode::PerZone) => {
                let host = written(assembly, distribution.stack, domain).unwrap();
                let expected = format!("origin.{}", deployment.architecture.domain());
                assert_eq!(host, expected, "{name}");
                origin_leads_to(deployment, &host, &names(true));
            }
        }
    });
}

/// The name of the origin has a weighted record for each load balancer, judged by its health.
fn origin_leads_to(deployment: &Deployment, host: &str, all: &BTreeSet<(String, String)>) {
    let (name, assembly) = (&deployment.name, &deployment.assembly);
    let origin = deployment.architecture.gateway_origin();
    assert!(
        matches!(origin, Some(GatewayOrigin::Host(_))),
        "{name}: {origin:?}"
    );
    if *deployment.architecture.dns() == Dns::External {
        let outputs = assembly
            .root()
            .node()
            .get(&["Outputs", "OriginRecord", "Value"]);
        let told = referred(assembly, "Root", outputs.expect("who enters it is told"));
        assert_eq!(told, *all, "{name}");
        return;
    }
    let mut records = resources(assembly, "AWS::Route53::RecordSet");
    let full = Node::text(format!("{host}."));
    records.retain(|record| record.property(&["Name"]) == Some(&full));
    let mut led = BTreeSet::new();
    for record in &records {
        let target = follow_property(assembly, record, &["AliasTarget", "DNSName"]);
        led.extend(target.iter().filter_map(Source::resource));
        let judged = record.property(&["AliasTarget", "EvaluateTargetHealth"]);
        assert_eq!(judged, Some(&Node::boolean(true)), "{name}");
        assert!(record.property(&["Weight"]).is_some(), "{name}");
    }
    assert_eq!(led, *all, "{name}");
}

#[test]
fn s5_a_gateway_keeps_its_log_where_cloudfront_can_write() {
    on_every_gateway(|deployment, settings, distribution| {
        let (name, assembly) = (&deployment.name, &deployment.assembly);
        let logging = distribution.property(&["DistributionConfig", "Logging", "Bucket"]);
        assert_eq!(logging.is_some(), settings.access_logs, "{name}");
        let Some(logging) = logging else { return };
        let buckets = resources(assembly, "AWS::S3::Bucket");
        let bucket = referred(assembly, distribution.stack, logging);
        let bucket = buckets
            .iter()
            .find(|one| bucket.contains(&one.name()))
            .unwrap();
        let rules = bucket.property(&["OwnershipControls", "Rules"]);
        let [rule] = rules.and_then(Node::as_sequence).unwrap() else {
            panic!("{name}: {bucket:?}");
        };
        // With the owner enforced there are no lists of grants, by which CloudFront writes.
        let owner = rule.get(&["ObjectOwnership"]).and_then(Node::as_text);
        assert_eq!(owner, Some("BucketOwnerPreferred"), "{name}");
    });
}

#[test]
fn s5_certificate_and_web_acl_of_the_gateway_stand_in_us_east_1_before_the_rest() {
    on_every_deployment(|deployment| {
        let (name, assembly) = (&deployment.name, &deployment.assembly);
        let roots: Vec<_> = assembly
            .trees()
            .map(|tree| {
                let destination = tree.destination().unwrap();
                (tree.root().name(), destination.region.as_str().to_owned())
            })
            .collect();
        let own = ("Root", deployment.architecture.region().as_str().to_owned());
        let expected = match deployment.architecture.edge() {
            None => vec![own],
            Some(_) => vec![("Edge", "us-east-1".to_owned()), own],
        };
        assert_eq!(roots, expected, "{name}");
        let inputs = assembly.last().inputs().iter();
        for input in inputs {
            // Whoever deploys the second root has to say what the first one put out.
            let parameter = ["Parameters", input.parameter.as_str()];
            let declared = assembly.root().node().get(&parameter).unwrap();
            assert_eq!(declared.get(&["Default"]), None, "{name}: {input:?}");
        }
    });
}

#[test]
fn s5_the_dashboard_shows_what_the_gateway_sees_in_the_region_that_tells_of_it() {
    on_every_gateway(|deployment, _, distribution| {
        let (name, assembly) = (&deployment.name, &deployment.assembly);
        let dashboard = resources(assembly, "AWS::CloudWatch::Dashboard")[0];
        let body = dashboard.property(&["DashboardBody"]).unwrap();
        let shown = referred(assembly, dashboard.stack, body);
        assert!(shown.contains(&distribution.name()), "{name}");
        let text = format!("{body:?}");
        assert!(text.contains("AWS/CloudFront"), "{name}");
        assert!(text.contains("us-east-1"), "{name}");
        let refused = text.contains("AWS/WAFV2");
        assert_eq!(
            refused,
            deployment.architecture.web_acl().is_some(),
            "{name}"
        );
    });
}
