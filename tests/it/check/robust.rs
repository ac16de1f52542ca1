//! Templates that nobody means well: whatever they hold, judging them ends, quickly, without a panic.

use std::fmt::Write as _;

use ess_cfn::check::{Root, check, roots};
use ess_cfn::resolve::{Library, Settings, Source};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

/// Judges texts under the names `a.yaml`, `b.yaml` and so on, from their roots and each by itself.
fn judge(texts: &[String]) -> usize {
    let mut library = Library::default();
    for (name, text) in ('a'..).zip(texts) {
        library.add(Source::read(&format!("{name}.yaml"), text.as_bytes()));
    }
    let paths = roots(&library);
    assert!(!paths.is_empty());
    let all = library.iter().map(|(path, _)| path.to_owned());
    let all = paths.into_iter().chain(all).map(|path| Root {
        path,
        settings: Settings::default(),
    });
    check(&library, &all.collect::<Vec<_>>()).len()
}

/// Words that mean something somewhere.
fn word() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        "A",
        "B",
        "C",
        "AWS::Region",
        "AWS::NoValue",
        "AWS::Nothing",
        "A.Arn",
        "A.Outputs.B",
        "${A}",
        "${A.B}",
        "${!A}${",
        "b.yaml",
        "a.yaml",
        "String",
        "CommaDelimitedList",
        "List<Number>",
        "10.0.0.0/16",
        "0",
        "-1",
        "99999999999999999999",
        "1.5",
        "true",
        "",
        " ",
        "*",
        "{{resolve:ssm:x}}",
        "Ä\u{0}\u{fffd}",
        "2010-09-09",
        "Delete",
        "arn:aws:iam::1:role/x",
        "AWS::LanguageExtensions",
        "AWS::SSM::Parameter::Value<String>",
    ])
    .prop_map(str::to_owned)
}

fn function() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "Ref",
        "Fn::GetAtt",
        "Fn::Sub",
        "Fn::Join",
        "Fn::Split",
        "Fn::Select",
        "Fn::If",
        "Fn::Equals",
        "Fn::Not",
        "Fn::And",
        "Fn::Or",
        "Condition",
        "Fn::FindInMap",
        "Fn::Cidr",
        "Fn::Base64",
        "Fn::GetAZs",
        "Fn::Length",
        "Fn::ImportValue",
        "Fn::ToJsonString",
        "Fn::Transform",
        "Fn::Nothing",
        "Fn::ForEach::Loop",
    ])
}

/// Trees in which functions stand where they belong and where they do not.
fn tree() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        6 => word().prop_map(Value::from),
        1 => any::<i64>().prop_map(Value::from),
        1 => any::<bool>().prop_map(Value::from),
        1 => Just(Value::Null),
    ];
    leaf.prop_recursive(5, 40, 5, |inner| {
        prop_oneof![
            3 => (function(), inner.clone()).prop_map(|(name, value)| json!({ name: value })),
            2 => (function(), prop::collection::vec(inner.clone(), 0..4))
                .prop_map(|(name, items)| json!({ name: items })),
            2 => prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            2 => prop::collection::vec((word(), inner), 0..4).prop_map(mapping),
        ]
    })
}

fn mapping(entries: Vec<(String, Value)>) -> Value {
    Value::Object(entries.into_iter().collect::<Map<String, Value>>())
}

/// A resource of a type that checks know, or of none, with anything below its keys.
fn resource() -> impl Strategy<Value = Value> {
    let resource_type = prop::sample::select(vec![
        "AWS::CloudFormation::Stack",
        "AWS::EC2::VPC",
        "AWS::EC2::Subnet",
        "AWS::EC2::SecurityGroup",
        "AWS::IAM::Role",
        "AWS::S3::Bucket",
        "AWS::RDS::DBInstance",
        "AWS::ECS::TaskDefinition",
        "AWS::AutoScaling::AutoScalingGroup",
        "AWS::ElasticLoadBalancingV2::Listener",
        "AWS::Lambda::Function",
        "Custom::Thing",
        "AWS::No::Thing",
        "",
    ]);
    let property = prop::sample::select(vec![
        "TemplateURL",
        "Parameters",
        "CidrBlock",
        "VpcId",
        "Tags",
        "PolicyDocument",
        "AssumeRolePolicyDocument",
        "BucketName",
        "SecurityGroupIngress",
        "ContainerDefinitions",
        "MinSize",
        "Engine",
        "A",
    ]);
    let key = prop::sample::select(vec![
        "DependsOn",
        "Condition",
        "DeletionPolicy",
        "UpdatePolicy",
        "CreationPolicy",
        "Metadata",
        "Version",
        "Tyep",
    ]);
    let properties = prop::collection::vec((property, tree()), 0..5);
    let others = prop::collection::vec((key, tree()), 0..3);
    (resource_type, properties, others).prop_map(|(resource_type, properties, others)| {
        let properties = properties
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value));
        let mut resource =
            json!({ "Type": resource_type, "Properties": mapping(properties.collect()) });
        for (name, value) in others {
            resource[name] = value;
        }
        resource
    })
}

fn template() -> impl Strategy<Value = String> {
    let section = prop::sample::select(vec![
        "Parameters",
        "Conditions",
        "Mappings",
        "Outputs",
        "Rules",
        "Metadata",
        "Transform",
        "Description",
        "AWSTemplateFormatVersion",
        "Resources",
        "Hooks",
        "Globals",
    ]);
    let named = |inner: BoxedStrategy<Value>| {
        prop::collection::vec((word(), inner), 0..4).prop_map(mapping)
    };
    let any_section = prop_oneof![tree().boxed(), named(tree().boxed()).boxed()];
    let sections = prop::collection::vec((section, any_section), 0..6);
    let resources = prop::option::weighted(0.8, named(resource().boxed()));
    (sections, resources, any::<bool>()).prop_map(|(sections, resources, pretty)| {
        let sections = sections
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value));
        let resources = resources.map(|resources| ("Resources".to_owned(), resources));
        let template = mapping(sections.chain(resources).collect());
        if pretty {
            format!("{template:#}")
        } else {
            template.to_string()
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_tree_is_judged_to_the_end(one in template(), other in template()) {
        judge(&[one, other]);
    }

    #[test]
    fn any_text_is_judged_to_the_end(text in "[ -~\n]{0,200}") {
        judge(&[text.clone(), format!("Resources:\n  A: {text}\n")]);
    }
}

/// The texts of a chain: each nests the next one.
fn chain(length: usize, one: impl Fn(usize) -> String) -> Vec<String> {
    (0..length).map(one).collect()
}

fn nests(number: usize, length: usize) -> Option<char> {
    let next = u32::try_from(number + 1)
        .ok()
        .filter(|_| number + 1 < length)?;
    char::from_u32(u32::from('a') + next)
}

#[test]
fn a_billion_laughs_are_refused_by_the_reader() {
    let mut text = String::from("a0: &a0 [ha, ha, ha, ha, ha, ha, ha, ha, ha]\n");
    for level in 1..10 {
        let before = vec![format!("*a{}", level - 1); 9].join(", ");
        writeln!(text, "a{level}: &a{level} [{before}]").unwrap();
    }
    text.push_str("Resources: *a9\n");
    let source = Source::read("a.yaml", text.as_bytes());
    assert!(!source.problems.is_empty());
    judge(&[text]);
}

#[test]
fn lists_nested_a_hundred_thousand_times_are_refused_by_the_reader() {
    for (open, close) in [("[", "]"), ("{a: ", "}"), ("- ", ""), ("!Sub [", "]")] {
        let text = format!(
            "Resources: {}{}",
            open.repeat(100_000),
            close.repeat(100_000)
        );
        let source = Source::read("a.yaml", text.as_bytes());
        assert!(!source.complete, "{open}");
        judge(&[text]);
    }
}

#[test]
fn texts_that_double_at_every_step_stay_short() {
    // Inside of one template, by variables.
    let mut text = "\"ha\"".to_owned();
    for _ in 0..25 {
        text = format!("{{\"Fn::Sub\": [\"${{a}}${{a}}${{a}}${{a}}\", {{\"a\": {text}}}]}}");
    }
    judge(&[format!(
        "Resources: {{T: {{Type: AWS::SNS::Topic, Properties: {{TopicName: {text}}}}}}}"
    )]);
    // From stack to stack, down by parameters and up by outputs; texts and lists.
    let length = 26;
    for (kind, twice) in [
        ("String", "!Sub '${P}${P}'"),
        ("CommaDelimitedList", "[!Ref P, !Ref P]"),
    ] {
        let texts = chain(length, |number| {
            let mut text =
                format!("Parameters: {{P: {{Type: {kind}, Default: ha}}}}\nResources:\n");
            match nests(number, length) {
                Some(next) => writeln!(
                    text,
                    "  N: {{Type: AWS::CloudFormation::Stack, Properties: {{TemplateURL: {next}.yaml, Parameters: \
                     {{P: {twice}}}}}}}\nOutputs: {{O: {{Value: !Join ['', [!GetAtt N.Outputs.O, !GetAtt N.Outputs.O]]}}}}"
                ),
                None => writeln!(
                    text,
                    "  T: {{Type: AWS::SNS::Topic, Properties: {{TopicName: !Ref P}}}}\nOutputs: {{O: {{Value: ha}}}}"
                ),
            }
            .unwrap();
            text
        });
        judge(&texts);
    }
}

#[test]
fn conditions_that_name_others_twice_stay_small() {
    let mut text =
        "Parameters: {P: {Type: String}}\nConditions:\n  C0: !Equals [!Ref P, a]\n".to_owned();
    for number in 1..60 {
        let before = number - 1;
        writeln!(
            text,
            "  C{number}: !And [!Condition C{before}, !Not [!Condition C{before}]]"
        )
        .unwrap();
    }
    text.push_str("Resources: {T: {Type: AWS::SNS::Topic, Condition: C59}}\n");
    judge(&[text]);
}

#[test]
fn loops_in_loops_end() {
    let items: Vec<String> = (0..200).map(|number| format!("i{number}")).collect();
    let items = items.join(", ");
    let mut body = "{'T${A}${B}${C}': {Type: AWS::SNS::Topic}}".to_owned();
    for name in ["A", "B", "C"] {
        body = format!("{{'Fn::ForEach::{name}': [{name}, [{items}], {body}]}}");
    }
    judge(&[format!(
        "Transform: AWS::LanguageExtensions\nResources: {body}\n"
    )]);
    // A large body, and an item that is written often.
    let long = "x".repeat(100_000);
    let often = "${A}".repeat(20_000);
    judge(&[format!(
        "Transform: AWS::LanguageExtensions\nResources: {{'Fn::ForEach::A': [A, [{long}, {items}], \
         {{'T${{A}}': {{Type: AWS::SNS::Topic, Properties: {{TopicName: '{often}'}}}}}}]}}\n"
    )]);
}

#[test]
fn stacks_that_nest_one_another_in_many_ways_end() {
    let length = 12;
    let texts = chain(length, |number| {
        let mut text = "Resources:\n  T: {Type: AWS::SNS::Topic}\n".to_owned();
        for name in ["A", "B", "C"] {
            if let Some(next) = nests(number, length) {
                writeln!(
                    text,
                    "  {name}: {{Type: AWS::CloudFormation::Stack, Properties: {{TemplateURL: {next}.yaml}}}}"
                )
                .unwrap();
            }
        }
        text
    });
    judge(&texts);
}

#[test]
fn long_chains_and_many_wrong_names_end() {
    let mut chain = "Resources:\n".to_owned();
    let mut wrong = chain.clone();
    for number in 0..5_000 {
        let next = number + 1;
        writeln!(
            chain,
            "  T{number}: {{Type: AWS::SNS::Topic, DependsOn: T{next}}}"
        )
        .unwrap();
        let properties = format!("{{TopicName: !Ref Q{number}}}");
        writeln!(
            wrong,
            "  T{number}: {{Type: AWS::SNS::Topic, Properties: {properties}}}"
        )
        .unwrap();
    }
    chain.push_str("  T5000: {Type: AWS::SNS::Topic}\n");
    judge(&[chain]);
    judge(&[wrong]);
}
