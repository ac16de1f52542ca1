//! What `gateway` and `waf` of a spec mean.

use ess_cfn::architecture::{Certificate, Decided, Gateway, OriginAccess, RootParameter};

use super::{architecture, below, read};

#[test]
fn a_gateway_is_a_word_or_a_section_and_so_is_a_web_acl() {
    let of = |rest: &str| {
        let architecture = architecture(&below(rest));
        let gateway = architecture.gateway().clone();
        (
            gateway,
            architecture.web_acl().map(|(acl, _)| acl.rate_limit),
        )
    };
    assert_eq!(of(""), (Gateway::None, None));
    assert_eq!(of("gateway: none\nwaf: false\n"), (Gateway::None, None));
    let (word, acl) = of("gateway: cloudfront\nwaf: true\n");
    assert_eq!(acl, Some(None));
    assert_eq!(of("gateway: {}\nwaf: {}\n"), (word.clone(), acl));
    assert_eq!(of("gateway: { mode: cloudfront }\n"), (word.clone(), None));
    let settings = word.cloud_front().unwrap();
    assert_eq!(settings.certificate, Certificate::Issue);
    assert_eq!(settings.origin, OriginAccess::Public);
    assert!(settings.access_logs && settings.prefix_list.is_open());
    assert_eq!(of("waf: { rate_limit: 500 }\n").1, Some(Some(500)));
    assert_eq!(of("waf: { enabled: false }\n").1, None);
}

#[test]
fn the_gateways_certificate_is_issued_where_that_of_the_load_balancers_is() {
    let of = |rest: &str| {
        let architecture = architecture(&below(rest));
        let gateway = architecture.gateway().cloud_front().cloned();
        (gateway.unwrap().certificate, architecture.edge())
    };
    let (certificate, edge) = of("gateway: cloudfront\n");
    assert_eq!(certificate, Certificate::Issue);
    assert!(edge.unwrap().certificate);
    for elsewhere in [
        "dns: { mode: external }\n",
        "certificate: { issue: false }\n",
    ] {
        let (certificate, edge) = of(&format!("gateway: cloudfront\n{elsewhere}"));
        assert_eq!(certificate, Certificate::Given(Decided::AtDeployment));
        // Nothing is left that would have to stand in us-east-1.
        assert_eq!(edge, None);
        let (_, edge) = of(&format!("gateway: cloudfront\nwaf: true\n{elsewhere}"));
        let edge = edge.unwrap();
        assert!(!edge.certificate && edge.web_acl.is_some());
    }
}

#[test]
fn a_gateway_logs_where_cloudfront_delivers_and_the_spec_does_not_say_otherwise() {
    let of = |region: &str, rest: &str| {
        let text = format!("name: acme\nregion: {region}\ndomain: pods.example.org\n{rest}");
        let (architecture, findings) = read(&text);
        let architecture = architecture.unwrap_or_else(|| panic!("{findings:#?}"));
        let gateway = architecture.gateway().cloud_front().cloned();
        gateway.unwrap().access_logs
    };
    assert!(of("eu-west-1", "gateway: cloudfront\n"));
    assert!(!of("eu-south-1", "gateway: cloudfront\n"));
    assert!(!of("eu-west-1", "gateway: { access_logs: false }\n"));
}

#[test]
fn a_gateway_leaves_its_list_of_addresses_to_whoever_deploys() {
    let architecture = architecture(&below("gateway: cloudfront\ndns: { mode: external }\n"));
    let open = architecture.open_parameters();
    let open = open.iter().filter(|one| {
        let parameter = &one.parameter;
        [
            RootParameter::CloudFrontPrefixListId,
            RootParameter::GatewayCertificateArn,
        ]
        .contains(parameter)
    });
    let open: Vec<String> = open
        .map(|one| format!("{}: {}", one.parameter.name(), one.meaning))
        .collect();
    insta::assert_snapshot!(open.join("\n"), @r"
    CloudFrontPrefixListId: id of the list of CloudFront's addresses in eu-central-1: aws ec2 describe-managed-prefix-lists --region eu-central-1 --filters Name=prefix-list-name,Values=com.amazonaws.global.cloudfront.origin-facing --query 'PrefixLists[0].PrefixListId'
    GatewayCertificateArn: ARN of the certificate of the domain and its hosts, in us-east-1
    ");
}
