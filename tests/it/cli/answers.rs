//! `init`, `schema`, `dns` and `completions`.

use super::{Folder, SPEC};
#[cfg(feature = "generator")]
use crate::rustc;

#[test]
fn init_writes_a_spec_once_that_synth_takes() {
    let folder = Folder::new();
    let run = folder.run(&["init"]);
    run.ends_with(0);
    assert_eq!(run.stdout, "");
    insta::assert_snapshot!(run.stderr, @"deployment.yaml is written: set name, region and domain, then `ess-cfn synth deployment.yaml`");
    let text = folder.read("deployment.yaml");
    assert!(
        text.starts_with("# yaml-language-server: $schema=ess-cfn.schema.json\n"),
        "{text}"
    );
    folder.run(&["synth", "deployment.yaml"]).ends_with(0);

    folder.write("deployment.yaml", "mine");
    let run = folder.run(&["init"]);
    run.ends_with(2);
    insta::assert_snapshot!(run.stderr, @r"
    error: `deployment.yaml` exists already, and is left as it is
     |
     = help: name another file, or move that one
    ");
    assert_eq!(folder.read("deployment.yaml"), "mine");
}

#[test]
fn init_prints_what_it_would_write() {
    let folder = Folder::new();
    let run = folder.run(&["init", "-", "--profile", "ess-1.1"]);
    run.ends_with(0);
    assert!(
        run.stdout.contains("\nprofile: ess-1.1\n"),
        "{}",
        run.stdout
    );
    assert_eq!(run.stderr, "");
    assert_eq!(folder.names(""), Vec::<String>::new());
}

#[test]
fn an_unknown_profile_gets_the_nearest_one() {
    let run = Folder::new().run(&["init", "--profile", "ess-1"]);
    run.ends_with(2);
    insta::assert_snapshot!(run.stderr, @r"
    error: invalid value 'ess-1' for '--profile <PROFILE>'
      [possible values: ess-1.0, ess-1.1]

      tip: a similar value exists: 'ess-1.1'

    For more information, try '--help'.
    ");
}

#[test]
fn schema_prints_the_schema_of_the_spec() {
    let run = Folder::new().run(&["schema"]);
    run.ends_with(0);
    assert_eq!(run.stdout, ess_cfn::spec::json_schema());
    assert_eq!(run.stderr, "");
}

#[test]
fn schema_prints_the_schema_of_a_resource_type() {
    let run = Folder::new().run(&["schema", "AWS::Logs::LogStream"]);
    run.ends_with(0);
    insta::assert_snapshot!(run.stdout, @r#"
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "title": "AWS::Logs::LogStream",
      "type": "object",
      "x-primaryIdentifier": [
        "LogGroupName",
        "LogStreamName"
      ],
      "properties": {
        "LogGroupName": {
          "format": "AWS::Logs::LogGroup.Name",
          "maxLength": 512,
          "minLength": 1,
          "pattern": "^[\\.\\-_/#A-Za-z0-9]+$",
          "x-targets": [
            [
              "AWS::Logs::LogGroup",
              "LogGroupName"
            ]
          ],
          "type": "string",
          "x-update": "replace"
        },
        "LogStreamName": {
          "maxLength": 512,
          "minLength": 1,
          "pattern": "^[^:*]*$",
          "type": "string",
          "x-update": "replace"
        }
      },
      "x-ref": "LogStreamName",
      "required": [
        "LogGroupName"
      ],
      "x-tagging": {
        "taggable": false
      },
      "additionalProperties": false
    }
    "#);
}

#[test]
fn an_unknown_resource_type_gets_the_nearest_one() {
    let run = Folder::new().run(&["schema", "AWS::RDS::DbInstances"]);
    run.ends_with(2);
    assert_eq!(run.stdout, "");
    insta::assert_snapshot!(run.stderr, @r"
    error: no resource type is named `AWS::RDS::DbInstances`
     |
     = help: the nearest one is `AWS::RDS::DBInstance`
    ");
    let run = Folder::new().run(&["schema", "nothing like it"]);
    insta::assert_snapshot!(run.ends_with(2).stderr, @"error: no resource type is named `nothing like it`");
}

#[test]
fn dns_prints_the_names_and_who_makes_them() {
    let folder = Folder::with_spec();
    let run = folder.run(&["dns", "deployment.yaml"]);
    run.ends_with(0);
    insta::assert_snapshot!(run.stdout, @r"
    name                       type       leads to           made by
    pods.example.org           A (alias)  the load balancer  the dns stack
    identity.pods.example.org  A (alias)  the load balancer  the dns stack
    oidc.pods.example.org      A (alias)  the load balancer  the dns stack
    ");
    insta::assert_snapshot!(run.stderr, @"The dns stack makes these records in the hosted zone; nothing is left to enter.");
    let piped = folder.run_with_stdin(&["dns", "-"], SPEC);
    assert_eq!(piped.ends_with(0).stdout, run.stdout);
}

/// What `dns` prints of the spec with another way in.
fn dns_with(more: &str) -> String {
    let spec = format!("{SPEC}\n{more}\n");
    let run = Folder::new().run_with_stdin(&["dns", "-"], &spec);
    run.ends_with(0);
    run.stdout
}

#[test]
fn dns_shows_the_load_balancer_of_each_zone_under_one_name() {
    insta::assert_snapshot!(dns_with("load_balancers: { mode: per-zone }"), @r"
    name                       type                 leads to                     made by
    pods.example.org           A (alias), weighted  the load balancer of zone A  the dns stack
    pods.example.org           A (alias), weighted  the load balancer of zone B  the dns stack
    pods.example.org           A (alias), weighted  the load balancer of zone C  the dns stack
    identity.pods.example.org  A (alias), weighted  the load balancer of zone A  the dns stack
    identity.pods.example.org  A (alias), weighted  the load balancer of zone B  the dns stack
    identity.pods.example.org  A (alias), weighted  the load balancer of zone C  the dns stack
    oidc.pods.example.org      A (alias), weighted  the load balancer of zone A  the dns stack
    oidc.pods.example.org      A (alias), weighted  the load balancer of zone B  the dns stack
    oidc.pods.example.org      A (alias), weighted  the load balancer of zone C  the dns stack
    ");
}

#[test]
fn dns_says_what_to_enter_elsewhere_for_one_load_balancer() {
    insta::assert_snapshot!(dns_with("dns: { mode: external }"), @r"
    name                       type            leads to                 made by
    pods.example.org           CNAME or ALIAS  output LoadBalancerName  you
    identity.pods.example.org  CNAME           output LoadBalancerName  you
    oidc.pods.example.org      CNAME           output LoadBalancerName  you

    The certificate comes first, since the load balancers need it: request it, and enter the CNAME records
    that validate it. They stay, because renewal asks for them again. Its ARN is parameter CertificateArn.

      aws acm request-certificate --region eu-central-1 --domain-name pods.example.org \
        --subject-alternative-names '*.pods.example.org' --validation-method DNS
      aws acm describe-certificate --region eu-central-1 --certificate-arn ARN \
        --query 'Certificate.DomainValidationOptions[].ResourceRecord'

    The names lead to outputs of the root stack, which are known once it is deployed; those that end in DnsRecord
    hold a record each:

      aws cloudformation describe-stacks --region eu-central-1 --stack-name acme \
        --query 'Stacks[0].Outputs[].[OutputKey,OutputValue]' --output text

    Where pods.example.org is the apex of its zone it can't have a CNAME: enter what the provider calls ALIAS or ANAME.
    If it has neither, `load_balancers.mode: fronted` gives addresses that never change;
    those of a load balancer do.
    ");
}

#[test]
fn dns_says_what_is_lost_where_several_load_balancers_have_one_name() {
    let several = dns_with("dns: { mode: external }\nload_balancers: { mode: per-zone }");
    let last = several.split("--output text\n\n").nth(1).unwrap();
    insta::assert_snapshot!(last, @r"
    Where pods.example.org is the apex of its zone it can't have a CNAME: enter what the provider calls ALIAS or ANAME.
    If it has neither, `load_balancers.mode: fronted` gives addresses that never change;
    those of a load balancer do.

    Each name leads to several load balancers: enter weighted records with a health check each.
    If the provider has none, enter one of them: the name then fails with that zone, and the other zones
    get no requests.
    `load_balancers.mode: fronted` gives one target that knows which zones are healthy.
    ");
    assert!(several.contains("CNAME, weighted"), "{several}");
}

#[test]
fn dns_of_an_accelerator_is_addresses() {
    let fronted = dns_with("dns: { mode: external }\nload_balancers: { mode: fronted }");
    let (table, _) = fronted.split_once("\n\n").unwrap();
    insta::assert_snapshot!(table, @r"
    name                       type  leads to                     made by
    pods.example.org           A     output AcceleratorAddresses  you
    identity.pods.example.org  A     output AcceleratorAddresses  you
    oidc.pods.example.org      A     output AcceleratorAddresses  you
    ");
    let last = fronted.split("--output text\n\n").nth(1).unwrap();
    insta::assert_snapshot!(last, @r"Each name has both addresses. They stay as long as the accelerator does.");
}

#[test]
fn dns_of_a_gateway_has_both_kinds_of_addresses_and_the_name_behind_it() {
    let folder = Folder::new();
    let spec = format!("{SPEC}load_balancers: {{ mode: per-zone }}\ngateway: cloudfront\n");
    let run = folder.run_with_stdin(&["dns", "-"], &spec);
    insta::assert_snapshot!(run.ends_with(0).stdout, @r"
    name                       type                 leads to                     made by
    pods.example.org           A (alias)            the gateway                  the dns stack
    pods.example.org           AAAA (alias)         the gateway                  the dns stack
    identity.pods.example.org  A (alias)            the gateway                  the dns stack
    identity.pods.example.org  AAAA (alias)         the gateway                  the dns stack
    oidc.pods.example.org      A (alias)            the gateway                  the dns stack
    oidc.pods.example.org      AAAA (alias)         the gateway                  the dns stack
    origin.pods.example.org    A (alias), weighted  the load balancer of zone A  the dns stack
    origin.pods.example.org    A (alias), weighted  the load balancer of zone B  the dns stack
    origin.pods.example.org    A (alias), weighted  the load balancer of zone C  the dns stack
    ");
    let run = folder.run_with_stdin(&["dns", "-"], &format!("{spec}dns: {{ mode: external }}\n"));
    insta::assert_snapshot!(run.ends_with(0).stdout, @r"
    name                       type             leads to                  made by
    pods.example.org           CNAME or ALIAS   output DistributionName   you
    identity.pods.example.org  CNAME            output DistributionName   you
    oidc.pods.example.org      CNAME            output DistributionName   you
    origin.pods.example.org    CNAME, weighted  output LoadBalancerNameA  you
    origin.pods.example.org    CNAME, weighted  output LoadBalancerNameB  you
    origin.pods.example.org    CNAME, weighted  output LoadBalancerNameC  you

    The certificate comes first, since the load balancers need it: request it, and enter the CNAME records
    that validate it. They stay, because renewal asks for them again. Its ARN is parameter CertificateArn.

      aws acm request-certificate --region eu-central-1 --domain-name pods.example.org \
        --subject-alternative-names '*.pods.example.org' --validation-method DNS
      aws acm describe-certificate --region eu-central-1 --certificate-arn ARN \
        --query 'Certificate.DomainValidationOptions[].ResourceRecord'

    The gateway needs another one, in us-east-1. The same records validate it. Its ARN is parameter
    GatewayCertificateArn.

      aws acm request-certificate --region us-east-1 --domain-name pods.example.org \
        --subject-alternative-names '*.pods.example.org' --validation-method DNS
      aws acm describe-certificate --region us-east-1 --certificate-arn ARN \
        --query 'Certificate.DomainValidationOptions[].ResourceRecord'

    The names lead to outputs of the root stack, which are known once it is deployed; those that end in DnsRecord
    hold a record each:

      aws cloudformation describe-stacks --region eu-central-1 --stack-name acme \
        --query 'Stacks[0].Outputs[].[OutputKey,OutputValue]' --output text

    Where pods.example.org is the apex of its zone it can't have a CNAME: enter what the provider calls ALIAS or ANAME.
    If it has neither, `gateway: none` with `load_balancers.mode: fronted` gives addresses that never change;
    those of CloudFront do.

    origin.pods.example.org leads to several load balancers: enter weighted records with a health check each.
    If the provider has none, enter one of them: the name then fails with that zone, and the other zones
    get no requests.
    `load_balancers.mode: fronted` gives one target that knows which zones are healthy.
    ");
}

#[test]
fn dns_of_a_spec_with_a_mistake_says_what_is_wrong() {
    let folder = Folder::new();
    let run = folder.run_with_stdin(&["dns", "-"], "nmae: acme\n");
    run.ends_with(2);
    assert_eq!(run.stdout, "");
    assert!(run.stderr.contains("<stdin>:1:1"), "{}", run.stderr);
}

#[test]
fn completions_come_for_every_shell() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let run = Folder::new().run(&["completions", shell]);
        run.ends_with(0);
        assert!(run.stdout.contains("no-validate"), "{shell}");
    }
}

#[cfg(feature = "generator")]
#[test]
fn bindings_are_one_file_that_compiles_in_another_crate() {
    let folder = Folder::new();
    let types = [
        "AWS::Kinesis::Stream",
        "AWS::Lambda::EventSourceMapping",
        "AWS::Lambda::Function",
    ];
    let run = folder.run(&[&["bindings"], &types[..]].concat());
    run.ends_with(0);
    assert!(
        run.stdout.starts_with("// @generated by ess-cfn"),
        "{}",
        run.stdout
    );
    folder.write("bindings.rs", &run.stdout);
    let main = "\
#[allow(dead_code, reason = \"a program uses what it needs of its bindings\")]
mod bindings;

fn main() {
    use ess_cfn::cfn::Resource as _;
    print!(\"{:?}\", bindings::kinesis::Stream::new().retention_period_hours(48).into_body().resource_type());
}
";
    folder.write("main.rs", main);
    let output = rustc::run(&folder.path("main.rs"), folder.0.path());
    assert_eq!(
        String::from_utf8(output.stdout).unwrap(),
        "\"AWS::Kinesis::Stream\""
    );
}

#[cfg(feature = "generator")]
#[test]
fn types_without_facts_and_types_with_bindings_are_refused() {
    let run = Folder::new().run(&["bindings", "AWS::Kinesis::Streem", "AWS::SNS::Topic"]);
    run.ends_with(2);
    assert_eq!(run.stdout, "");
    insta::assert_snapshot!(run.stderr, @"error: `AWS::SNS::Topic` has a binding already: ess_cfn::bindings");
    let run = Folder::new().run(&["bindings", "AWS::Kinesis::Streem"]);
    insta::assert_snapshot!(run.ends_with(2).stderr, @"error: no resource type is named `AWS::Kinesis::Streem`; the nearest is `AWS::Kinesis::Stream`");
}

#[cfg(not(feature = "generator"))]
#[test]
fn a_build_without_the_generator_says_how_to_get_it() {
    let run = Folder::new().run(&["bindings", "AWS::Kinesis::Stream"]);
    run.ends_with(2);
    insta::assert_snapshot!(run.stderr, @r"
    error: no bindings of AWS::Kinesis::Stream for `ess_cfn`: this build has no generator
     |
     = help: build it with the feature: cargo build --release --features generator
    ");
}
