//! The files of an assembly: templates in both formats, the files of parameters, the manifest.

use std::collections::BTreeSet;

use ess_cfn::assembly::{
    Assembly, Deployment, Digest, Files, Input, Layout, Manifest, NestedTemplates, Parameters,
    SpecFile, Stack, StackPolicy, StackTree, files, finish,
};
use ess_cfn::bindings::ec2::{Subnet, Vpc};
use ess_cfn::bindings::iam::Role;
use ess_cfn::cfn::{Parameter, Text};
use ess_cfn::document::{Dialect, Format, Limits, Node, read};
use ess_cfn::policy::Document;

use crate::deployments::value;

fn assembly() -> Assembly {
    let mut root = Stack::new("Root", "The root.");
    let switch = Parameter::<Text>::new("A switch.").default("true");
    root.parameter("StartServices", switch);
    let cidr = root.parameter(
        "Cidr",
        Parameter::<Text>::new("A range.").default("10.0.0.0/16"),
    );
    root.parameter("HostedZoneId", Parameter::<Text>::new("A zone."));
    let mut network = Stack::new("Network", "The network.");
    let vpc = network.add("Vpc", Vpc::new().cidr_block(cidr));
    let mut subnets = Stack::new("MoreSubnets", "Subnets.");
    subnets.add("SubnetA", Subnet::new(vpc.id()));
    finish(StackTree::new(root, vec![network, subnets])).unwrap()
}

/// The same after another root, which knows the zone as well and makes something of it.
fn assembly_of_two() -> Assembly {
    let mut edge = Stack::new("Edge", "What stands elsewhere.");
    let zone = edge.parameter("HostedZoneId", Parameter::<Text>::new("A zone."));
    let range = Vpc::new().cidr_block(zone);
    let vpc = edge.add("Vpc", range);
    let edge = StackTree::new(edge, Vec::new()).deployed_as("acme-edge", value("us-east-1"));
    let mut root = Stack::new("Root", "The root.");
    root.parameter("HostedZoneId", Parameter::<Text>::new("A zone."));
    let switch = Parameter::<Text>::new("A switch.").default("true");
    root.parameter("StartServices", switch);
    let mut network = Stack::new("Network", "The network.");
    network.add("Vpc", Vpc::new().cidr_block(vpc.cidr_block()));
    let tree = StackTree::new(root, vec![network]).deployed_as("acme", value("eu-central-1"));
    finish(tree.after(edge)).unwrap()
}

fn parameters_of(assembly: &Assembly) -> Parameters {
    let first = [("StartServices".to_owned(), "false".to_owned())];
    Parameters::of(assembly, &first.into())
}

fn parameters() -> Parameters {
    parameters_of(&assembly())
}

fn spec() -> SpecFile {
    SpecFile {
        file: "acme.yaml".to_owned(),
        sha256: Digest::of(b"name: acme\n"),
    }
}

fn of(format: Format) -> Files {
    laid_out(format, NestedTemplates::Beside).1
}

fn laid_out(format: Format, nested: NestedTemplates) -> (Manifest, Files) {
    let layout = Layout { format, nested };
    files(&mut assembly(), &parameters(), &policy(), &layout, spec())
}

fn policy() -> StackPolicy {
    StackPolicy::new(["AWS::EC2::Vpc", "AWS::EC2::VPC"])
}

fn text(files: &Files, name: &str) -> String {
    String::from_utf8(files[name].clone()).unwrap()
}

fn tree(files: &Files, name: &str, format: Format) -> Node {
    let read = read(
        &text(files, name),
        format,
        Dialect::Template,
        Limits::DEFAULT,
    );
    assert_eq!(read.problems, [], "{name}");
    read.node.unwrap()
}

#[test]
fn every_stack_is_a_file_and_the_root_names_the_others_as_they_lie_beside_it() {
    for (format, ending) in [(Format::Yaml, "yaml"), (Format::Json, "json")] {
        let files = of(format);
        let names: Vec<&str> = files.keys().map(String::as_str).collect();
        let templates = ["root", "network", "more-subnets"].map(|stem| format!("{stem}.{ending}"));
        assert_eq!(names[..3], templates);
        assert_eq!(
            names[3..],
            [
                "parameters.json",
                "parameters.first.json",
                "parameters.api.json",
                "stack-policy.json",
                "assembly.json"
            ]
        );
        let root = tree(&files, &templates[0], format);
        for (stack, file) in [("Network", &templates[1]), ("MoreSubnets", &templates[2])] {
            let path = ["Resources", stack, "Properties", "TemplateURL"];
            assert_eq!(root.get(&path).unwrap().as_text(), Some(file.as_str()));
        }
    }
}

#[test]
fn yaml_and_json_say_the_same() {
    let (yaml, json) = (of(Format::Yaml), of(Format::Json));
    for stem in ["network", "more-subnets"] {
        assert_eq!(
            tree(&yaml, &format!("{stem}.yaml"), Format::Yaml),
            tree(&json, &format!("{stem}.json"), Format::Json),
        );
    }
    for name in [
        "parameters.json",
        "parameters.first.json",
        "parameters.api.json",
    ] {
        assert_eq!(yaml[name], json[name]);
    }
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    assert_eq!(of(Format::Yaml), of(Format::Yaml));
    assert_eq!(of(Format::Json), of(Format::Json));
}

#[test]
fn parameters_files_have_the_forms_that_the_command_line_takes() {
    let files = of(Format::Yaml);
    insta::assert_snapshot!(text(&files, "parameters.json"), @r#"
    [
      "StartServices=true",
      "Cidr=10.0.0.0/16"
    ]
    "#);
    insta::assert_snapshot!(text(&files, "parameters.first.json"), @r#"
    [
      "StartServices=false",
      "Cidr=10.0.0.0/16"
    ]
    "#);
    insta::assert_snapshot!(text(&files, "parameters.api.json"), @r#"
    [
      {
        "ParameterKey": "StartServices",
        "ParameterValue": "true"
      },
      {
        "ParameterKey": "Cidr",
        "ParameterValue": "10.0.0.0/16"
      }
    ]
    "#);
}

#[test]
fn a_parameter_without_a_value_is_open_until_it_has_one() {
    let mut parameters = parameters();
    let open = |parameters: &Parameters| -> Vec<String> {
        let root = parameters.root("Root").unwrap();
        root.open().map(str::to_owned).collect()
    };
    assert_eq!(open(&parameters), ["HostedZoneId"]);
    parameters.set("HostedZoneId", "Z1").unwrap();
    assert_eq!(open(&parameters), [] as [&str; 0]);
    let root = parameters.root("Root").unwrap();
    let values: Vec<_> = root.values(Deployment::First).collect();
    assert_eq!(values[0], ("StartServices", "false"));
    assert_eq!(values[2], ("HostedZoneId", "Z1"));
}

#[test]
fn an_unknown_parameter_is_refused_with_the_nearest_one() {
    let error = parameters().set("hostedzone", "Z1").unwrap_err();
    assert_eq!(
        error.to_string(),
        "the root stack has no parameter `hostedzone`"
    );
    assert_eq!(error.nearest.as_deref(), Some("HostedZoneId"));
    assert_eq!(parameters().set("Unlike", "").unwrap_err().nearest, None);
}

#[test]
fn the_manifest_names_every_file_as_it_is() {
    let files = of(Format::Yaml);
    let manifest = Manifest::from_json(&files[Manifest::FILE]).unwrap();
    let named: BTreeSet<&str> = manifest.files().map(|(name, _)| name).collect();
    let mut written: BTreeSet<&str> = files.keys().map(String::as_str).collect();
    written.remove(Manifest::FILE);
    assert_eq!(named, written);
    for (name, digest) in manifest.files() {
        assert_eq!(Digest::of(&files[name]), digest, "{name}");
    }
    for stack in &manifest.stacks {
        assert_eq!(stack.bytes, files[&stack.file].len());
    }
    assert_eq!(manifest.to_json().into_bytes(), files[Manifest::FILE]);
}

#[test]
fn the_manifest_reads_well() {
    let files = of(Format::Yaml);
    let mut manifest = text(&files, Manifest::FILE);
    manifest = manifest.replace(env!("CARGO_PKG_VERSION"), "VERSION");
    manifest = manifest.replace(&spec().sha256.to_string(), "DIGEST");
    for bytes in files.values() {
        manifest = manifest.replace(&Digest::of(bytes).to_string(), "DIGEST");
    }
    insta::assert_snapshot!(manifest, @r#"
    {
      "version": 1,
      "tool_version": "VERSION",
      "spec": {
        "file": "acme.yaml",
        "sha256": "DIGEST"
      },
      "roots": [
        {
          "name": "Root",
          "file": "root.yaml",
          "parameters": "parameters.json"
        }
      ],
      "stacks": [
        {
          "name": "Root",
          "path": "Root",
          "file": "root.yaml",
          "sha256": "DIGEST",
          "bytes": 613,
          "resources": 2
        },
        {
          "name": "Network",
          "path": "Root/Network",
          "file": "network.yaml",
          "sha256": "DIGEST",
          "bytes": 251,
          "resources": 1
        },
        {
          "name": "MoreSubnets",
          "path": "Root/MoreSubnets",
          "file": "more-subnets.yaml",
          "sha256": "DIGEST",
          "bytes": 213,
          "resources": 1
        }
      ],
      "parameters": [
        {
          "file": "parameters.json",
          "sha256": "DIGEST",
          "bytes": 49
        },
        {
          "file": "parameters.first.json",
          "sha256": "DIGEST",
          "bytes": 50
        },
        {
          "file": "parameters.api.json",
          "sha256": "DIGEST",
          "bytes": 151
        }
      ],
      "stack_policies": [
        {
          "file": "stack-policy.json",
          "sha256": "DIGEST",
          "bytes": 632
        }
      ]
    }
    "#);
}

#[test]
fn each_root_has_its_template_and_its_files_of_parameters() {
    let mut assembly = assembly_of_two();
    let mut parameters = parameters_of(&assembly);
    parameters.set("HostedZoneId", "Z1").unwrap();
    let layout = Layout {
        format: Format::Yaml,
        nested: NestedTemplates::Beside,
    };
    let (manifest, files) = files(&mut assembly, &parameters, &policy(), &layout, spec());
    let names: Vec<&str> = files.keys().map(String::as_str).collect();
    assert_eq!(
        names,
        [
            "edge.yaml",
            "root.yaml",
            "network.yaml",
            // What its first deployment passes is nothing else.
            "edge.parameters.json",
            "edge.parameters.api.json",
            "parameters.json",
            "parameters.first.json",
            "parameters.api.json",
            "stack-policy.json",
            "assembly.json"
        ]
    );
    for file in ["edge.parameters.json", "parameters.json"] {
        assert!(text(&files, file).contains("\"HostedZoneId=Z1\""), "{file}");
    }
    let paths: Vec<&str> = manifest
        .stacks
        .iter()
        .map(|stack| stack.path.as_str())
        .collect();
    assert_eq!(paths, ["Edge", "Root", "Root/Network"]);
    insta::assert_snapshot!(serde_json::to_string_pretty(&manifest.roots).unwrap(), @r#"
    [
      {
        "name": "Edge",
        "file": "edge.yaml",
        "parameters": "edge.parameters.json",
        "stack_name": "acme-edge",
        "region": "us-east-1"
      },
      {
        "name": "Root",
        "file": "root.yaml",
        "parameters": "parameters.json",
        "stack_name": "acme",
        "region": "eu-central-1",
        "inputs": [
          {
            "parameter": "EdgeVpcCidrBlock",
            "root": "Edge",
            "output": "VpcCidrBlock"
          }
        ]
      }
    ]
    "#);
}

#[test]
fn what_an_earlier_root_puts_out_is_no_decision_that_somebody_has_to_take() {
    let mut parameters = parameters_of(&assembly_of_two());
    let open = |parameters: &Parameters, root: &str| -> (Vec<String>, Vec<Input>) {
        let root = parameters.root(root).unwrap();
        let open = root.open().map(str::to_owned).collect();
        (open, root.open_inputs().cloned().collect())
    };
    let zone = vec!["HostedZoneId".to_owned()];
    let input = Input {
        parameter: "EdgeVpcCidrBlock".to_owned(),
        root: "Edge".to_owned(),
        output: "VpcCidrBlock".to_owned(),
    };
    assert_eq!(open(&parameters, "Edge"), (zone.clone(), Vec::new()));
    assert_eq!(open(&parameters, "Root"), (zone.clone(), vec![input]));
    parameters.set("EdgeVpcCidrBlock", "10.0.0.0/16").unwrap();
    assert_eq!(open(&parameters, "Root"), (zone, Vec::new()));
}

#[test]
fn a_later_manifest_is_not_taken_for_ours() {
    let error = Manifest::from_json(br#"{"version": 7, "stacks": "other"}"#).unwrap_err();
    assert_eq!(
        error.to_string(),
        "it has version 7, and this tool knows versions up to 1"
    );
    assert_eq!(
        Manifest::from_json(b"[]").unwrap_err().to_string(),
        "it is no manifest of an assembly"
    );
}

#[test]
fn a_digest_is_what_sha256sum_prints_and_nothing_else_is_one() {
    let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    assert_eq!(Digest::of(b"").to_string(), empty);
    assert_eq!(empty.parse(), Ok(Digest::of(b"")));
    for text in ["", "e3", &empty.to_uppercase(), &format!("{empty}00")] {
        assert!(text.parse::<Digest>().is_err(), "{text}");
    }
}

#[test]
fn a_deployment_acknowledges_roles_and_names_of_roles() {
    let with = |role: Option<Role>| {
        let mut nested = Stack::new("Nested", "Nested.");
        if let Some(role) = role {
            nested.add("Role", role);
        }
        let assembly = finish(StackTree::new(
            Stack::new("Root", "The root."),
            vec![nested],
        ))
        .unwrap();
        assembly
            .last()
            .capability()
            .map(|capability| capability.to_string())
    };
    assert_eq!(with(None), None);
    let role = Role::new(Document::trust_for_this_account("ecs-tasks.amazonaws.com"));
    assert_eq!(with(Some(role.clone())).unwrap(), "CAPABILITY_IAM");
    let named = role.role_name("mine");
    assert_eq!(with(Some(named)).unwrap(), "CAPABILITY_NAMED_IAM");
}

#[test]
fn no_parameters_at_all_are_an_empty_list() {
    let assembly = finish(StackTree::new(Stack::new("Root", "Empty."), Vec::new())).unwrap();
    let none = parameters_of(&assembly);
    let none = none.root("Root").unwrap();
    assert_eq!(none.overrides(Deployment::Regular), "[]\n");
}

#[test]
fn nested_templates_at_an_address_have_names_that_tell_what_is_in_them() {
    let url = "https://templates.s3.eu-central-1.amazonaws.com/ess";
    let (manifest, files) = laid_out(Format::Yaml, NestedTemplates::At(value(url)));
    assert_eq!(manifest.template_url_prefix.as_deref(), Some(url));
    let mut nested = 0;
    let root = text(&files, "root.yaml");
    for stack in &manifest.stacks {
        let bytes = &files[&stack.file];
        assert_eq!(stack.sha256, Digest::of(bytes), "{}", stack.file);
        if stack.path == "Root" {
            continue;
        }
        nested += 1;
        let digest = stack.sha256.to_string();
        let (digest, _) = digest.split_at(16);
        let local = laid_out(Format::Yaml, NestedTemplates::Beside).0;
        let mut local = local.stacks.iter().filter(|one| one.path == stack.path);
        let stem = local
            .next()
            .unwrap()
            .file
            .trim_end_matches(".yaml")
            .to_owned();
        assert_eq!(stack.file, format!("{stem}.{digest}.yaml"));
        let address = format!("TemplateURL: {url}/{}\n", stack.file);
        assert!(root.contains(&address), "{address}{root}");
    }
    assert_eq!(nested, 2);
    // Another text has another name, the same text the same one.
    let again = laid_out(Format::Yaml, NestedTemplates::At(value(url))).1;
    assert_eq!(again, files);
    let json = laid_out(Format::Json, NestedTemplates::At(value(url))).1;
    let ends =
        |files: &Files, ending: &str| files.keys().filter(|name| name.ends_with(ending)).count();
    assert_eq!((ends(&json, ".yaml"), ends(&files, ".yaml")), (0, 3));
}

#[test]
fn the_stack_policy_keeps_what_it_names_and_the_stacks_that_hold_it() {
    insta::assert_snapshot!(text(&of(Format::Yaml), StackPolicy::FILE), @r#"
    {
      "Statement": [
        {
          "Effect": "Allow",
          "Action": "Update:*",
          "Principal": "*",
          "Resource": "*"
        },
        {
          "Effect": "Deny",
          "Action": [
            "Update:Replace",
            "Update:Delete"
          ],
          "Principal": "*",
          "Resource": "*",
          "Condition": {
            "StringEquals": {
              "ResourceType": [
                "AWS::EC2::VPC"
              ]
            }
          }
        },
        {
          "Effect": "Deny",
          "Action": [
            "Update:Replace",
            "Update:Delete"
          ],
          "Principal": "*",
          "Resource": [
            "LogicalResourceId/Network"
          ]
        }
      ]
    }
    "#);
    let tree = assembly();
    assert_eq!(policy().stacks(tree.last()), ["Network"]);
}
