//! Findings and trees as a person reads them.

use std::sync::Arc;

use ess_cfn::assembly::{
    Capability, Digest, Input, Manifest, NestedTemplates, RootStack, SpecFile, StackFile,
};
use ess_cfn::report::{
    self, Instructions, Open, RootInstructions, Sources, StackForm, Style, Tree,
};
use ess_cfn::source::{Finding, Position, Rule, Severity, Span};
use proptest::prelude::*;

use crate::deployments::value;

const RULE: &Rule = &Rule {
    id: "test-range",
    severity: Severity::Error,
    page: "",
};

const WARNING: &Rule = &Rule {
    id: "test-warning",
    severity: Severity::Warning,
    page: "",
};

const SPEC: &str =
    "name: acme\nnetwork:\n  cidr: 10.0.0.0/16\n  zones: 3\n\n\n\n  public: 10.1.4.0/24\n";

/// The stretch of the `nth` occurrence of `marked`.
fn span(text: &str, marked: &str) -> Span {
    let offset = text.find(marked).unwrap();
    Span::new(
        position(text, offset),
        position(text, offset + marked.len()),
    )
}

fn position(text: &str, offset: usize) -> Position {
    let before = &text[..offset];
    let line = before.rsplit('\n').next().unwrap();
    Position {
        offset,
        line: before.matches('\n').count() + 1,
        column: line.chars().count() + 1,
    }
}

fn file() -> Arc<str> {
    "deployment.yaml".into()
}

fn sources() -> Sources {
    Sources::from([(file(), SPEC.to_owned())])
}

fn plain(findings: &[Finding]) -> String {
    report::findings(findings, &sources(), Style::Plain)
}

#[test]
fn a_finding_says_what_is_wrong_where_what_belongs_there_and_what_to_do() {
    let finding = Finding::new(RULE, "subnet 10.1.4.0/24 lies outside the VPC's range")
        .at(&file(), span(SPEC, "10.1.4.0/24"))
        .expected("expected a range inside 10.0.0.0/16")
        .related("the VPC's range", &file(), span(SPEC, "10.0.0.0/16"))
        .help("leave `public` out, and every subnet is planned for you");
    insta::assert_snapshot!(plain(&[finding]), @r"
    error[test-range]: subnet 10.1.4.0/24 lies outside the VPC's range
     --> deployment.yaml:8:11
      |
    3 |   cidr: 10.0.0.0/16
      |         ----------- the VPC's range
    ...
    8 |   public: 10.1.4.0/24
      |           ^^^^^^^^^^^ expected a range inside 10.0.0.0/16
      |
      = help: leave `public` out, and every subnet is planned for you
    ");
}

#[test]
fn a_finding_without_a_place_names_stack_and_resource() {
    let finding = Finding::new(WARNING, "`Vpc` needs itself")
        .in_stack("Network")
        .of("Vpc")
        .expected("expected something else")
        .help("break the circle");
    let bare = Finding::new(RULE, "the stacks have 2501 resources together");
    insta::assert_snapshot!(plain(&[finding, bare]), @r"
    error[test-range]: the stacks have 2501 resources together

    warning[test-warning]: `Vpc` needs itself
    --> stack Network: Vpc
     = note: expected something else
     = help: break the circle
    ");
}

#[test]
fn a_finding_in_a_file_that_is_not_at_hand_has_line_and_column() {
    let finding = Finding::new(RULE, "unknown key `nmae`")
        .at(&"other.yaml".into(), span(SPEC, "zones"))
        .expected("expected `name`");
    insta::assert_snapshot!(plain(&[finding]), @r"
    error[test-range]: unknown key `nmae`
    --> other.yaml:4:3
     = note: expected `name`
    ");
}

#[test]
fn findings_come_in_the_order_of_the_files_and_places_last_those_without_one() {
    let second: Arc<str> = "a.yaml".into();
    let mut sources = sources();
    sources.insert(Arc::clone(&second), "x: 1\n".to_owned());
    let at = |file: &Arc<str>, marked: &str, text: &str| {
        Finding::new(RULE, marked).at(file, span(text, marked))
    };
    let findings = [
        Finding::new(RULE, "nowhere"),
        at(&second, "x", "x: 1\n"),
        at(&file(), "zones", SPEC),
        at(&file(), "name", SPEC),
    ];
    let text = report::findings(&findings, &sources, Style::Plain);
    let titles = text
        .lines()
        .filter_map(|line| line.strip_prefix("error[test-range]: "));
    assert_eq!(
        titles.collect::<Vec<_>>(),
        ["name", "zones", "x", "nowhere"]
    );
}

#[test]
fn a_missing_key_and_the_end_of_a_file_can_be_pointed_at() {
    let at_end = Span::at(position(SPEC, SPEC.len()));
    let text = plain(&[Finding::new(RULE, "no `region`")
        .at(&file(), at_end)
        .expected("expected `region` here")]);
    assert!(text.contains("deployment.yaml:"), "{text}");
    assert!(text.contains("expected `region` here"), "{text}");
    let empty = Sources::from([(file(), String::new())]);
    let finding = Finding::new(RULE, "no `name`").at(&file(), Span::at(Position::START));
    let text = report::findings(&[finding], &empty, Style::Plain);
    assert!(text.contains("deployment.yaml:1:1"), "{text}");
}

#[test]
fn colour_codes_are_there_only_when_asked_for_and_none_comes_from_an_input() {
    let finding = Finding::new(RULE, "key `\u{1b}[31mred`")
        .at(&file(), span(SPEC, "zones"))
        .expected("\u{1b}[31m")
        .help("\u{1b}[31m");
    assert!(!plain(std::slice::from_ref(&finding)).contains('\u{1b}'));
    let coloured = report::findings(&[finding], &sources(), Style::Coloured);
    assert!(coloured.contains('\u{1b}'));
    assert!(!coloured.contains("\u{1b}[31m"), "{coloured:?}");
}

#[test]
fn a_summary_counts_by_severity() {
    let error = || Finding::new(RULE, "");
    assert_eq!(report::summary(&[]), None);
    assert_eq!(report::summary(&[error()]).unwrap(), "1 error");
    let several = [error(), error(), Finding::new(WARNING, "")];
    assert_eq!(report::summary(&several).unwrap(), "2 errors, 1 warning");
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 64,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]
    #[test]
    fn no_text_and_no_place_make_rendering_fail(
        text in "[a-z:é€😀\t\r\n \u{1b}]{0,60}",
        start in 0_usize..80,
        length in 0_usize..80,
    ) {
        let place = |offset| Position { offset, line: 1, column: 1 };
        let span = Span::new(place(start), place(start + length));
        let finding = Finding::new(RULE, text.clone())
            .at(&file(), span)
            .expected("expected this")
            .related("that", &file(), Span::at(place(length)));
        let sources = Sources::from([(file(), text)]);
        let text = report::findings(&[finding], &sources, Style::Plain);
        prop_assert!(text.contains("test-range"));
    }
}

fn stack(path: &str, resources: usize, bytes: usize) -> StackFile {
    let name = path.rsplit('/').next().unwrap();
    StackFile {
        name: name.to_owned(),
        path: path.to_owned(),
        file: format!("{}.yaml", name.to_lowercase()),
        sha256: Digest::of(b""),
        bytes,
        resources,
    }
}

#[test]
fn the_tree_shows_every_stack_with_what_it_uses_of_the_quotas() {
    let spec = SpecFile {
        file: "acme.yaml".to_owned(),
        sha256: Digest::of(b""),
    };
    let mut manifest = Manifest::new(spec);
    manifest.roots.push(RootStack {
        name: "Root".to_owned(),
        file: "root.yaml".to_owned(),
        parameters: "parameters.json".to_owned(),
        stack_name: None,
        region: None,
        inputs: Vec::new(),
    });
    manifest.stacks = vec![
        stack("Root", 3, 24_310),
        stack("Root/Network", 463, 999),
        stack("Root/Network/Deeper", 7, 12),
        stack("Root/Monitoring", 31, 923_456),
    ];
    let tree = Tree::of(&manifest);
    assert_eq!(tree.roots[0].resources_of_tree().used, 504);
    insta::assert_snapshot!(tree, @r"
                        resources      bytes
    root.yaml                   3     24,310
    ├─ network.yaml           463        999  92 % of the quota of resources
    │  └─ deeper.yaml           7         12
    └─ monitoring.yaml         31    923,456  92 % of the quota of bytes
    4 stacks with 504 of the 2,500 resources that one operation may touch
    (a stack takes 500 resources and 1,000,000 bytes)
    ");
}

/// A root in eu-central-1 as it is deployed.
fn root(name: &str) -> RootInstructions {
    RootInstructions {
        name: name.to_owned(),
        form: StackForm::Stack,
        stack_name: "acme".to_owned(),
        region: "eu-central-1".to_owned(),
        file: "root.json".to_owned(),
        nested: true,
        capability: Some(Capability::NamedIam),
        upload: true,
        first: "parameters.first.json".to_owned(),
        parameters: "parameters.json".to_owned(),
        api: "parameters.api.json".to_owned(),
        own: Vec::new(),
        protected: vec!["Network".to_owned(), "Database".to_owned()],
        open: Vec::new(),
        inputs: Vec::new(),
    }
}

#[test]
fn commands_are_taken_by_a_shell_whatever_the_directory_is_called() {
    let instructions = Instructions {
        directory: "it's mine/".to_owned(),
        synth: "ess-cfn synth".to_owned(),
        nested: NestedTemplates::Beside,
        roots: vec![root("Root")],
    };
    insta::assert_snapshot!(instructions, @r#"
    To deploy it as stack acme in eu-central-1, with a bucket of yours for MY-TEMPLATES:

      aws s3 mb s3://MY-TEMPLATES --region eu-central-1
      aws cloudformation package --region eu-central-1 --template-file 'it'\''s mine/root.json' \
        --s3-bucket MY-TEMPLATES --output-template-file acme.packaged.yaml
      aws cloudformation deploy --region eu-central-1 --stack-name acme \
        --template-file acme.packaged.yaml --s3-bucket MY-TEMPLATES --capabilities CAPABILITY_NAMED_IAM \
        --parameter-overrides 'file://it'\''s mine/parameters.first.json'

    Then push the images and put the secrets, and deploy again with the services on; so also later:

      aws cloudformation deploy --region eu-central-1 --stack-name acme \
        --template-file acme.packaged.yaml --s3-bucket MY-TEMPLATES --capabilities CAPABILITY_NAMED_IAM \
        --parameter-overrides 'file://it'\''s mine/parameters.json'

    Once it runs, protect what holds data and addresses against mistakes:

      for stack in Network Database; do
        id=$(aws cloudformation describe-stack-resource --region eu-central-1 --stack-name acme \
          --logical-resource-id $stack --query StackResourceDetail.PhysicalResourceId --output text)
        aws cloudformation set-stack-policy --region eu-central-1 --stack-name "$id" \
          --stack-policy-body 'file://it'\''s mine/stack-policy.json'
      done
      aws cloudformation set-stack-policy --region eu-central-1 --stack-name acme \
        --stack-policy-body 'file://it'\''s mine/stack-policy.json'
      aws cloudformation update-termination-protection --region eu-central-1 --stack-name acme \
        --enable-termination-protection
    "#);
}

#[test]
fn several_roots_are_deployed_one_after_the_other_with_what_they_put_out() {
    let open = Open {
        name: "HostedZoneId".to_owned(),
        meaning: "id of the zone".to_owned(),
        key: None,
    };
    let edge = RootInstructions {
        stack_name: "acme-edge".to_owned(),
        region: "us-east-1".to_owned(),
        file: "edge.json".to_owned(),
        nested: false,
        capability: None,
        upload: false,
        first: "edge.parameters.json".to_owned(),
        parameters: "edge.parameters.json".to_owned(),
        open: vec![open.clone()],
        ..root("Edge")
    };
    let inputs = ["CertificateArn", "WebAclArn"].map(|output| Input {
        parameter: format!("Edge{output}"),
        root: "Edge".to_owned(),
        output: output.to_owned(),
    });
    let root = RootInstructions {
        open: vec![open],
        inputs: inputs.to_vec(),
        ..root("Root")
    };
    let instructions = Instructions {
        directory: "assembly".to_owned(),
        synth: "ess-cfn synth acme.yaml -o assembly".to_owned(),
        nested: NestedTemplates::Beside,
        roots: vec![edge, root],
    };
    insta::assert_snapshot!(instructions, @r#"
    assembly/edge.parameters.json and assembly/parameters.json have no value yet for the parameters below. Give them in the spec, or in a file for `--values`:

      HostedZoneId:  # id of the zone

    To deploy it as stack acme-edge in us-east-1:

      aws cloudformation deploy --region us-east-1 --stack-name acme-edge \
        --template-file assembly/edge.json \
        --parameter-overrides file://assembly/edge.parameters.json

    Take over what stack acme-edge puts out, and synthesise again:

      aws cloudformation describe-stacks --region us-east-1 --stack-name acme-edge --output json \
        --query "Stacks[0].[Outputs[?OutputKey=='CertificateArn'].join('=',['EdgeCertificateArn',OutputValue]),Outputs[?OutputKey=='WebAclArn'].join('=',['EdgeWebAclArn',OutputValue])][]" > acme-edge.outputs.json
      ess-cfn synth acme.yaml -o assembly --values acme-edge.outputs.json

    To deploy it as stack acme in eu-central-1, with a bucket of yours for MY-TEMPLATES:

      aws s3 mb s3://MY-TEMPLATES --region eu-central-1
      aws cloudformation package --region eu-central-1 --template-file assembly/root.json \
        --s3-bucket MY-TEMPLATES --output-template-file acme.packaged.yaml
      aws cloudformation deploy --region eu-central-1 --stack-name acme \
        --template-file acme.packaged.yaml --s3-bucket MY-TEMPLATES --capabilities CAPABILITY_NAMED_IAM \
        --parameter-overrides file://assembly/parameters.first.json

    Then push the images and put the secrets, and deploy again with the services on; so also later:

      aws cloudformation deploy --region eu-central-1 --stack-name acme \
        --template-file acme.packaged.yaml --s3-bucket MY-TEMPLATES --capabilities CAPABILITY_NAMED_IAM \
        --parameter-overrides file://assembly/parameters.json

    Once it runs, protect what holds data and addresses against mistakes:

      for stack in Network Database; do
        id=$(aws cloudformation describe-stack-resource --region eu-central-1 --stack-name acme \
          --logical-resource-id $stack --query StackResourceDetail.PhysicalResourceId --output text)
        aws cloudformation set-stack-policy --region eu-central-1 --stack-name "$id" \
          --stack-policy-body file://assembly/stack-policy.json
      done
      aws cloudformation set-stack-policy --region eu-central-1 --stack-name acme \
        --stack-policy-body file://assembly/stack-policy.json
      aws cloudformation update-termination-protection --region eu-central-1 --stack-name acme \
        --enable-termination-protection
    "#);
}

#[test]
fn a_stack_set_has_an_instance_in_each_account_with_what_is_its_own() {
    let own = [
        ("Domain", None),
        ("HostedZoneId", None),
        ("StartServices", Some("false")),
    ];
    let own = own.map(|(name, value)| (name.to_owned(), value.map(str::to_owned)));
    let root = RootInstructions {
        form: StackForm::StackSet,
        file: "root.yaml".to_owned(),
        own: own.to_vec(),
        inputs: vec![Input {
            parameter: "EdgeCertificateArn".to_owned(),
            root: "Edge".to_owned(),
            output: "CertificateArn".to_owned(),
        }],
        ..root("Root")
    };
    let small = RootInstructions {
        upload: false,
        ..root.clone()
    };
    let packaged = Instructions {
        directory: "assembly".to_owned(),
        synth: "ess-cfn synth acme.yaml".to_owned(),
        nested: NestedTemplates::Beside,
        roots: vec![small],
    };
    insta::assert_snapshot!(packaged, @r"
    To make it the stack set acme, with a bucket of yours for MY-TEMPLATES that every target account can read:

      aws s3 mb s3://MY-TEMPLATES --region eu-central-1
      aws cloudformation package --region eu-central-1 --template-file assembly/root.yaml \
        --s3-bucket MY-TEMPLATES --output-template-file acme.packaged.yaml
      aws cloudformation create-stack-set --region eu-central-1 --stack-set-name acme \
        --template-body file://acme.packaged.yaml --capabilities CAPABILITY_NAMED_IAM \
        --parameters file://assembly/parameters.api.json

    Then an instance in each account, with what is its own; services are on once it has images and secrets:

      # EdgeCertificateArn: what the instance of Edge there puts out as CertificateArn
      aws cloudformation create-stack-instances --region eu-central-1 --stack-set-name acme \
        --accounts ACCOUNT --regions eu-central-1 --parameter-overrides \
        ParameterKey=Domain,ParameterValue=DOMAIN \
        ParameterKey=HostedZoneId,ParameterValue=HOSTEDZONEID \
        ParameterKey=StartServices,ParameterValue=false
    ");
    let at = Instructions {
        nested: NestedTemplates::At(value("https://templates.s3.eu-central-1.amazonaws.com/a")),
        roots: vec![root],
        ..packaged
    };
    insta::assert_snapshot!(at, @r"
    To make it the stack set acme, with its nested templates at https://templates.s3.eu-central-1.amazonaws.com/a:

      aws s3 sync assembly s3://templates/a --region eu-central-1 \
        --exclude '*' --include '*.????????????????.yaml'
      aws s3 cp assembly/root.yaml s3://templates/acme.template --region eu-central-1
      aws cloudformation create-stack-set --region eu-central-1 --stack-set-name acme \
        --template-url https://templates.s3.eu-central-1.amazonaws.com/acme.template --capabilities CAPABILITY_NAMED_IAM \
        --parameters file://assembly/parameters.api.json

    Then an instance in each account, with what is its own; services are on once it has images and secrets:

      # EdgeCertificateArn: what the instance of Edge there puts out as CertificateArn
      aws cloudformation create-stack-instances --region eu-central-1 --stack-set-name acme \
        --accounts ACCOUNT --regions eu-central-1 --parameter-overrides \
        ParameterKey=Domain,ParameterValue=DOMAIN \
        ParameterKey=HostedZoneId,ParameterValue=HOSTEDZONEID \
        ParameterKey=StartServices,ParameterValue=false
    ");
}

#[test]
fn nested_templates_at_an_address_are_brought_there_under_the_names_that_tell_them_apart() {
    let instructions = Instructions {
        directory: "my assembly".to_owned(),
        synth: "ess-cfn synth acme.yaml".to_owned(),
        nested: NestedTemplates::At(value("https://s3.eu-central-1.amazonaws.com/templates")),
        roots: vec![root("Root")],
    };
    insta::assert_snapshot!(instructions, @r#"
    To deploy it as stack acme in eu-central-1, with its nested templates at https://s3.eu-central-1.amazonaws.com/templates:

      aws s3 sync 'my assembly' s3://templates --region eu-central-1 \
        --exclude '*' --include '*.????????????????.json'
      aws cloudformation deploy --region eu-central-1 --stack-name acme \
        --template-file 'my assembly/root.json' --s3-bucket templates --capabilities CAPABILITY_NAMED_IAM \
        --parameter-overrides 'file://my assembly/parameters.first.json'

    Then push the images and put the secrets, and deploy again with the services on; so also later:

      aws cloudformation deploy --region eu-central-1 --stack-name acme \
        --template-file 'my assembly/root.json' --s3-bucket templates --capabilities CAPABILITY_NAMED_IAM \
        --parameter-overrides 'file://my assembly/parameters.json'

    Once it runs, protect what holds data and addresses against mistakes:

      for stack in Network Database; do
        id=$(aws cloudformation describe-stack-resource --region eu-central-1 --stack-name acme \
          --logical-resource-id $stack --query StackResourceDetail.PhysicalResourceId --output text)
        aws cloudformation set-stack-policy --region eu-central-1 --stack-name "$id" \
          --stack-policy-body 'file://my assembly/stack-policy.json'
      done
      aws cloudformation set-stack-policy --region eu-central-1 --stack-name acme \
        --stack-policy-body 'file://my assembly/stack-policy.json'
      aws cloudformation update-termination-protection --region eu-central-1 --stack-name acme \
        --enable-termination-protection
    "#);
}
