//! Templates as CloudFormation sees them: values, alternatives and what stays unknown, through nested stacks.

use ess_cfn::resolve::{
    Alternatives, Form, Library, Program, Resolved, Resource, Settings, Source, Unknown,
};

/// What a property of a resource of a stack comes to, a line for each case: `guard: value`.
fn values(
    files: &[(&str, &str)],
    settings: &Settings,
    stack: &str,
    resource: &str,
    property: &str,
) -> Vec<String> {
    let mut library = Library::default();
    for (name, text) in files {
        library.add(Source::read(name, text.as_bytes()));
    }
    let root = library.get(files[0].0).unwrap();
    let program = Program::new(&library, root, settings.clone());
    let resolved = Resolved::new(&program);
    let mut stacks = resolved.stacks();
    let stack = stacks
        .find(|one| one.path.last().map_or("Root", |name| name) == stack)
        .unwrap();
    let resource: Resource<'_> = resolved.resource(stack.id, resource).unwrap();
    let node = resource.property(&[property]).unwrap();
    described(&resolved.evaluate(stack.id, node))
}

fn described(all: &Alternatives) -> Vec<String> {
    let cases = all.iter().map(|(guard, value)| {
        let guard = guard.described();
        let value = form(&value.form);
        if guard.is_empty() {
            value
        } else {
            format!("{value} {guard}")
        }
    });
    cases.collect()
}

fn form(form: &Form) -> String {
    match form {
        Form::Text(text, _) => text.to_string(),
        Form::List(items) => {
            let items = items.iter().map(|item| described(item).join(" | "));
            format!("[{}]", items.collect::<Vec<_>>().join(", "))
        }
        Form::Map(entries) => {
            let entries = entries
                .iter()
                .map(|one| format!("{}: {}", one.name, described(&one.value).join(" | ")));
            format!("{{{}}}", entries.collect::<Vec<_>>().join(", "))
        }
        Form::Absent => "absent".to_owned(),
        Form::Unknown(Unknown::Resource {
            logical_id,
            attribute,
            ..
        }) => format!("<{logical_id} {attribute}>"),
        Form::Unknown(Unknown::Parameter {
            name,
            parameter_type,
            ..
        }) => format!("<{name}: {parameter_type}>"),
        Form::Unknown(Unknown::Text(parts)) if parts.is_empty() => "?".to_owned(),
        Form::Unknown(Unknown::Text(parts)) => {
            let parts = parts.iter().map(|part| part.text().unwrap_or("?"));
            parts.collect()
        }
        Form::Unknown(Unknown::Dynamic(_)) => "<dynamic>".to_owned(),
        Form::Unknown(other) => format!("<{other:?}>"),
    }
}

/// The values of the property `P` of the resource `R` of one template, whose region is known.
fn of(template: &str) -> Vec<String> {
    let settings = Settings {
        region: "eu-central-1".parse().ok(),
        ..Settings::default()
    };
    values(&[("root.yaml", template)], &settings, "Root", "R", "P")
}

/// The values of `P`, of a template with these other sections.
fn with(sections: &str, value: &str) -> Vec<String> {
    of(&format!(
        "{sections}\nResources:\n  Other: {{ Type: AWS::SNS::Topic }}\n  R:\n    Type: AWS::SNS::Topic\n    Properties:\n      P: {value}\n"
    ))
}

#[test]
fn functions_of_known_values_are_values() {
    let sections = "Parameters:\n  Name: { Type: String, Default: acme }\n  List: { Type: CommaDelimitedList, Default: 'a, b ,c' }\nMappings:\n  Sizes: { eu-central-1: { Small: 1, Large: [2, 3] } }";
    for (value, expected) in [
        ("!Ref Name", "acme"),
        ("!Ref List", "[a, b, c]"),
        ("!Ref AWS::Region", "eu-central-1"),
        ("!Ref AWS::Partition", "aws"),
        ("!Ref AWS::URLSuffix", "amazonaws.com"),
        (
            "!Sub '${Name}-${AWS::Region}-${!Literal}'",
            "acme-eu-central-1-${Literal}",
        ),
        ("!Sub ['${A}.${Name}', { A: !Ref Name }]", "acme.acme"),
        ("!Join ['-', [x, !Ref Name]]", "x-acme"),
        ("!Join [',', !Ref List]", "a,b,c"),
        ("!Select [1, !Ref List]", "b"),
        ("!Split ['|', 'a|b']", "[a, b]"),
        ("!Select ['1', !Split ['.', a.b.c]]", "b"),
        ("!FindInMap [Sizes, !Ref AWS::Region, Small]", "1"),
        ("!FindInMap [Sizes, eu-central-1, Large]", "[2, 3]"),
        ("!Cidr [10.0.0.0/16, 2, 8]", "[10.0.0.0/24, 10.0.1.0/24]"),
        ("!Select [3, !Cidr [10.0.0.0/16, 4, 12]]", "10.0.48.0/20"),
        (
            "{ A: !Ref Name, B: [!Ref 'AWS::NoValue', x] }",
            "{A: acme, B: [x]}",
        ),
        ("!Ref AWS::NoValue", "absent"),
    ] {
        assert_eq!(with(sections, value), [expected], "{value}");
    }
}

#[test]
fn what_is_not_known_keeps_what_is_known_of_it() {
    let sections = "Parameters:\n  Vpc: { Type: AWS::EC2::VPC::Id }\n  Image: { Type: 'AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>', Default: /x }";
    for (value, expected) in [
        ("!Ref Vpc", "<Vpc: AWS::EC2::VPC::Id>"),
        (
            "!Ref Image",
            "<Image: AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>>",
        ),
        ("!Ref Other", "<Other >"),
        ("!GetAtt Other.TopicName", "<Other TopicName>"),
        (
            "!Sub 'arn:${Other.TopicName}:${AWS::AccountId}/x'",
            "arn:?:?/x",
        ),
        ("!Join ['/', [a, !Ref Other, b]]", "a/?/b"),
        ("!Sub '${Other}'", "<Other >"),
        ("!Join ['', ['', !Ref Other]]", "<Other >"),
        ("'{{resolve:ssm:/a:1}}'", "<dynamic>"),
        ("!ImportValue x", "<Import>"),
        ("!GetAZs ''", "<List>"),
        ("!Ref Nobody", "<Anything>"),
    ] {
        assert_eq!(with(sections, value), [expected], "{value}");
    }
}

#[test]
fn a_text_of_ids_is_split_where_no_id_can_hold_the_delimiter() {
    let joined = "!Join [',', [!Ref Other, a, !Sub 'b${Other}']]";
    for (value, expected) in [
        (
            format!("!Split [',', {joined}]"),
            "[<Other >, a, b?]".to_owned(),
        ),
        (
            format!("!Select [0, !Split [',', {joined}]]"),
            "<Other >".to_owned(),
        ),
        // An ARN has colons of its own.
        ("!Split [':', !Ref Other]".to_owned(), "<List>".to_owned()),
        // A name may be anything that somebody chose.
        (
            "!Split [',', !GetAtt Other.TopicName]".to_owned(),
            "<List>".to_owned(),
        ),
        ("!Split [',', !Ref Free]".to_owned(), "<List>".to_owned()),
    ] {
        let sections = "Parameters:\n  Free: { Type: String }";
        assert_eq!(with(sections, &value), [expected], "{value}");
    }
}

#[test]
fn a_text_of_ids_that_is_passed_for_a_list_is_a_list() {
    let root = "Resources:\n  One: { Type: AWS::SNS::Topic }\n  Part:\n    Type: AWS::CloudFormation::Stack\n    Properties:\n      TemplateURL: part.yaml\n      Parameters: { Many: !Sub ' ${One} , a,${One}x' }\n";
    let part = "Parameters:\n  Many: { Type: CommaDelimitedList }\nResources:\n  R: { Type: AWS::SNS::Topic, Properties: { P: !Ref Many } }\n";
    let files = [("root.yaml", root), ("part.yaml", part)];
    assert_eq!(
        values(&files, &Settings::default(), "Part", "R", "P"),
        ["[<One >, a, ?x]"]
    );
}

#[test]
fn what_hangs_on_a_condition_has_a_case_for_each_branch_that_can_be() {
    let sections = "Parameters:\n  Stage: { Type: String, AllowedValues: [test, production] }\n  Free: { Type: String, Default: x }\nConditions:\n  IsTest: !Equals [!Ref Stage, test]\n  IsProduction: !Equals [!Ref Stage, production]\n  Both: !And [!Condition IsTest, !Condition IsProduction]\n  Never: !Equals [a, b]\n  NotNever: !Not [!Condition Never]\n  IsFree: !Equals [!Ref Free, y]";
    let cases: [(&str, &[&str]); 6] = [
        (
            "!If [IsFree, 1, 2]",
            &["1 when `IsFree` is true", "2 when `IsFree` is false"],
        ),
        ("!If [Never, 1, 2]", &["2 when `Never` is false"]),
        ("!If [Both, 1, 2]", &["2 when `Both` is false"]),
        ("!If [NotNever, 1, 2]", &["1 when `NotNever` is true"]),
        (
            "!If [IsTest, !If [IsProduction, 1, 2], 3]",
            &[
                "2 when `IsProduction` is false and `IsTest` is true",
                "3 when `IsTest` is false",
            ],
        ),
        (
            "!If [IsTest, !Ref Stage, other]",
            &[
                "test when `IsTest` is true and `Stage` is `test`",
                "other when `IsTest` is false",
            ],
        ),
    ];
    for (value, expected) in cases {
        assert_eq!(with(sections, value), expected, "{value}");
    }
}

#[test]
fn values_go_into_nested_stacks_and_come_out_of_them() {
    let root = "
Parameters:
  Range: { Type: String, Default: 10.0.0.0/16 }
Resources:
  Network:
    Type: AWS::CloudFormation::Stack
    Properties: { TemplateURL: stacks/network.yaml, Parameters: { Range: !Ref Range, Zones: 'a,b' } }
  R:
    Type: AWS::SNS::Topic
    Properties: { P: [!GetAtt Network.Outputs.Range, !GetAtt Network.Outputs.Vpc, !GetAtt Network.Outputs.None] }
";
    let network = "
Parameters:
  Range: { Type: String }
  Zones: { Type: CommaDelimitedList }
  Name: { Type: String, Default: net }
Resources:
  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: !Ref Range, P: [!Ref Zones, !Ref Name] } }
Outputs:
  Range: { Value: !Sub '${Range}!' }
  Vpc: { Value: !Ref Vpc }
";
    let files = [("a/root.yaml", root), ("a/stacks/network.yaml", network)];
    let settings = Settings::default();
    assert_eq!(
        values(&files, &settings, "Root", "R", "P"),
        ["[10.0.0.0/16!, <Vpc >, <Anything>]"]
    );
    assert_eq!(
        values(&files, &settings, "Network", "Vpc", "CidrBlock"),
        ["10.0.0.0/16"]
    );
    assert_eq!(
        values(&files, &settings, "Network", "Vpc", "P"),
        ["[[a, b], net]"]
    );
    let given = Settings {
        parameters: [("Range".to_owned(), "10.9.0.0/16".to_owned())].into(),
        ..Settings::default()
    };
    assert_eq!(
        values(&files, &given, "Network", "Vpc", "CidrBlock"),
        ["10.9.0.0/16"]
    );
}

#[test]
fn what_leads_to_itself_ends_and_is_unknown() {
    let root = "
Resources:
  A: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: child.yaml, Parameters: { In: !GetAtt B.Outputs.Out } } }
  B: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: child.yaml, Parameters: { In: !GetAtt A.Outputs.Out } } }
  R: { Type: AWS::SNS::Topic, Properties: { P: !GetAtt A.Outputs.Out } }
";
    let child = "
Parameters: { In: { Type: String } }
Resources: { T: { Type: AWS::SNS::Topic } }
Outputs: { Out: { Value: !Ref In } }
";
    let files = [("root.yaml", root), ("child.yaml", child)];
    assert_eq!(
        values(&files, &Settings::default(), "Root", "R", "P"),
        ["<Anything>"]
    );
}

#[test]
fn loops_are_written_out() {
    let template = "
Transform: AWS::LanguageExtensions
Parameters: { Names: { Type: CommaDelimitedList, Default: 'a,b-c' } }
Resources:
  Fn::ForEach::Topics:
    - Name
    - !Ref Names
    - Topic&{Name}:
        Type: AWS::SNS::Topic
        Properties: { P: !Sub 'x-${Name}', Q: !Ref Name }
";
    let files = [("root.yaml", template)];
    let settings = Settings::default();
    assert_eq!(values(&files, &settings, "Root", "Topicbc", "P"), ["x-b-c"]);
    assert_eq!(values(&files, &settings, "Root", "Topica", "Q"), ["a"]);
}

#[test]
fn many_alternatives_are_bounded() {
    let mut sections = "Parameters:\n".to_owned();
    let mut conditions = "Conditions:\n".to_owned();
    let mut parts = Vec::new();
    for number in 0..12 {
        sections += &format!("  P{number}: {{ Type: String }}\n");
        conditions += &format!("  C{number}: !Equals [!Ref P{number}, x]\n");
        parts.push(format!("!If [C{number}, a, b]"));
    }
    let value = format!("!Join ['', [{}]]", parts.join(", "));
    assert_eq!(with(&format!("{sections}{conditions}"), &value), ["?"]);
}
