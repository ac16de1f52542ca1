//! `synth`: a spec becomes an assembly on disk, or nothing does.

use std::fs;

use ess_cfn::assembly::{Digest, Manifest};
use ess_cfn::document::{Dialect, Format, Limits, Node, read};

use super::{Folder, SPEC};

fn named(name: &str) -> String {
    SPEC.replace("acme", name)
}

fn manifest(folder: &Folder, directory: &str) -> Manifest {
    let text = folder.read(&format!("{directory}/assembly.json"));
    Manifest::from_json(text.as_bytes()).unwrap()
}

/// Whether a directory is one assembly as a whole, by its manifest.
fn is_whole(folder: &Folder, directory: &str) -> bool {
    let manifest = manifest(folder, directory);
    let files = folder.files(directory);
    let named = manifest.files().count();
    let same = manifest.files().all(|(name, digest)| {
        let mut files = files.iter();
        files.any(|(file, bytes)| file == name && Digest::of(bytes) == digest)
    });
    same && files.len() == named + 1
}

#[test]
fn a_spec_becomes_an_assembly_and_the_commands_that_deploy_it_are_said() {
    let folder = Folder::with_spec();
    let run = folder.run(&["synth", "deployment.yaml"]);
    run.ends_with(0);
    assert_eq!(run.stdout, "");
    assert!(is_whole(&folder, "assembly"));
    assert_eq!(manifest(&folder, "assembly").spec.file, "deployment.yaml");
    let (tree, commands) = run
        .stderr
        .split_once("assembly/parameters.json has")
        .unwrap();
    assert!(tree.starts_with("assembly is written\n\n"), "{tree}");
    assert!(tree.contains("├─ network.yaml"), "{tree}");
    assert!(
        tree.contains("\n\nAddresses of the VPC, 10.20.0.0/16:\n"),
        "{tree}"
    );
    insta::assert_snapshot!(commands, @r#"
     no value yet for the parameters below. Give them in the spec, or in a file for `--values`:

      HostedZoneId:  # id of the hosted zone in Route 53 that holds the domain; `dns.hosted_zone_id` in the spec
      IdentityProviderUrl:  # address of the OpenID provider that knows the users; `identity_provider.url` in the spec
      IdentityProviderClientId:  # client id of the deployment at the OpenID provider; `identity_provider.client_id` in the spec
      LdpImageTag:  # tag of the image of service `ldp`; `services.ldp.image_tag` in the spec
      IdentityImageTag:  # tag of the image of service `identity`; `services.identity.image_tag` in the spec
      OidcImageTag:  # tag of the image of service `oidc`; `services.oidc.image_tag` in the spec

    To deploy it as stack acme in eu-central-1, with a bucket of yours for MY-TEMPLATES:

      aws s3 mb s3://MY-TEMPLATES --region eu-central-1
      aws cloudformation package --region eu-central-1 --template-file assembly/root.yaml \
        --s3-bucket MY-TEMPLATES --output-template-file acme.packaged.yaml
      aws cloudformation deploy --region eu-central-1 --stack-name acme \
        --template-file acme.packaged.yaml --s3-bucket MY-TEMPLATES --capabilities CAPABILITY_IAM \
        --parameter-overrides file://assembly/parameters.first.json

    Then push the images and put the secrets, and deploy again with the services on; so also later:

      aws cloudformation deploy --region eu-central-1 --stack-name acme \
        --template-file acme.packaged.yaml --s3-bucket MY-TEMPLATES --capabilities CAPABILITY_IAM \
        --parameter-overrides file://assembly/parameters.json

    Once it runs, protect what holds data and addresses against mistakes:

      for stack in KeysAndSecrets Network Registry Database LoadBalancers; do
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

    let run = folder.run(&["synth", "deployment.yaml"]);
    assert!(
        run.stderr
            .starts_with("assembly is as it should be already"),
        "{}",
        run.stderr
    );
}

#[test]
fn the_same_spec_gives_the_same_bytes_wherever_it_lies() {
    let (one, other) = (Folder::with_spec(), Folder::with_spec());
    fs::create_dir(other.path("sub")).unwrap();
    one.run(&["synth", "deployment.yaml"]).ends_with(0);
    let spec = other.path("deployment.yaml");
    let run = other.command(&["synth", spec.to_str().unwrap()]);
    let mut run = run;
    let run = super::Run::of(run.current_dir(other.path("sub")).output().unwrap());
    run.ends_with(0);
    assert_eq!(one.files("assembly"), other.files("sub/assembly"));
}

fn tree(folder: &Folder, file: &str, format: Format) -> Node {
    let text = folder.read(file);
    let read = read(&text, format, Dialect::Template, Limits::DEFAULT);
    assert_eq!(read.problems, [], "{file}");
    read.node.unwrap()
}

#[test]
fn json_says_the_same_as_yaml() {
    let folder = Folder::with_spec();
    for format in ["yaml", "json"] {
        let arguments = ["synth", "deployment.yaml", "--format", format, "-o", format];
        folder.run(&arguments).ends_with(0);
    }
    for stack in manifest(&folder, "yaml").stacks {
        let yaml = &stack.file;
        let json = yaml.replace(".yaml", ".json");
        let mut yaml = tree(&folder, &format!("yaml/{yaml}"), Format::Yaml);
        let json = tree(&folder, &format!("json/{json}"), Format::Json);
        for (stack, resource) in json
            .get(&["Resources"])
            .unwrap()
            .as_mapping()
            .unwrap()
            .iter()
        {
            if let Some(url) = resource.get(&["Properties", "TemplateURL"]) {
                let path = ["Resources", stack, "Properties", "TemplateURL"];
                let local = yaml.get_mut(&path).unwrap();
                let renamed = local.as_text().unwrap().replace(".yaml", ".json");
                assert_eq!(url.as_text(), Some(renamed.as_str()));
                *local = url.clone();
            }
        }
        assert_eq!(yaml, json, "{}", stack.file);
    }
}

#[test]
fn another_format_replaces_the_files_of_the_first() {
    let folder = Folder::with_spec();
    folder.run(&["synth", "deployment.yaml"]).ends_with(0);
    folder
        .run(&["synth", "deployment.yaml", "--format", "json"])
        .ends_with(0);
    assert!(is_whole(&folder, "assembly"));
    assert!(
        folder
            .names("assembly")
            .iter()
            .all(|name| name.ends_with(".json"))
    );
}

#[test]
fn check_lists_what_differs_and_writes_nothing() {
    let folder = Folder::with_spec();
    let check = ["synth", "deployment.yaml", "--check"];
    let run = folder.run(&check);
    run.ends_with(1);
    assert!(
        run.stdout.contains("assembly/root.yaml: is missing\n"),
        "{}",
        run.stdout
    );
    assert_eq!(folder.names("."), ["deployment.yaml"]);

    folder.run(&["synth", "deployment.yaml"]).ends_with(0);
    let run = folder.run(&check);
    assert_eq!(
        (run.ends_with(0).stdout.as_str(), run.stderr.as_str()),
        ("", "")
    );

    folder.write("assembly/root.yaml", "edited");
    folder.write("assembly/notes.md", "mine");
    let before = folder.files("assembly");
    let run = folder.run(&check);
    insta::assert_snapshot!(run.ends_with(1).stdout, @r"
    assembly/notes.md: does not belong there
    assembly/root.yaml: differs
    ");
    assert_eq!(folder.files("assembly"), before);
}

#[test]
fn mistakes_of_all_specs_come_at_once_and_nothing_is_written() {
    let folder = Folder::with_spec();
    folder.write("one.yaml", "name: one\nregion: eu-central-1\n");
    folder.write("two.yaml", &named("two").replace("domain", "domian"));
    let run = folder.run(&[
        "synth",
        "one.yaml",
        "deployment.yaml",
        "two.yaml",
        "gone.yaml",
    ]);
    run.ends_with(2);
    assert_eq!(run.stdout, "");
    for file in [
        "--> one.yaml:",
        "--> two.yaml:3:1",
        "`gone.yaml` can't be read",
    ] {
        assert!(run.stderr.contains(file), "{file}: {}", run.stderr);
    }
    assert!(!folder.path("assembly").exists());
}

#[test]
fn several_specs_go_to_directories_of_their_names() {
    let folder = Folder::with_spec();
    folder.write("other.yaml", &named("other"));
    folder
        .run(&["synth", "deployment.yaml", "other.yaml"])
        .ends_with(0);
    for name in ["acme", "other"] {
        assert!(is_whole(&folder, &format!("assembly/{name}")));
    }
    folder
        .run(&["synth", "deployment.yaml", "other.yaml", "--check"])
        .ends_with(0);
    // One spec alone would be written beside the directories of several.
    let run = folder.run(&["synth", "deployment.yaml"]);
    assert!(
        run.ends_with(2).stderr.contains("`acme` is a directory"),
        "{}",
        run.stderr
    );
    folder
        .run(&["synth", "deployment.yaml", "-o", "single"])
        .ends_with(0);
    let run = folder.run(&["synth", "deployment.yaml", "other.yaml", "-o", "single"]);
    assert!(
        run.ends_with(2).stderr.contains("is an assembly itself"),
        "{}",
        run.stderr
    );
}

#[test]
fn specs_of_one_name_are_refused() {
    let folder = Folder::with_spec();
    folder.write("other.yaml", SPEC);
    let run = folder.run(&["synth", "deployment.yaml", "other.yaml"]);
    insta::assert_snapshot!(run.ends_with(2).stderr, @r"
    error: `deployment.yaml` and `other.yaml` are both named `acme`, so one would be written over the other
     |
     = help: give one of them another `name`, or synthesise them one by one with `-o`
    ");
    assert!(!folder.path("assembly").exists());
}

#[test]
fn a_file_of_the_users_stops_the_run() {
    let folder = Folder::with_spec();
    folder.run(&["synth", "deployment.yaml"]).ends_with(0);
    folder.write("assembly/notes.md", "mine");
    folder.write("assembly/network.yaml", "edited");
    folder.write("deployment.yaml", &named("other"));
    let before = folder.files("assembly");
    let run = folder.run(&["synth", "deployment.yaml"]);
    insta::assert_snapshot!(run.ends_with(2).stderr, @r"
    error: `assembly` holds what this tool did not write, so nothing was written:
             `network.yaml` was changed since it was written
             `notes.md` is a file that no manifest names
     |
     = help: move it elsewhere, or choose another directory with `-o`
    ");
    assert_eq!(folder.files("assembly"), before);
}

#[test]
fn a_spec_comes_from_standard_input_once() {
    let folder = Folder::new();
    folder.run_with_stdin(&["synth", "-"], SPEC).ends_with(0);
    assert!(is_whole(&folder, "assembly"));
    let run = folder.run_with_stdin(&["synth", "-", "--values", "-"], "");
    assert!(
        run.ends_with(2).stderr.contains("named twice"),
        "{}",
        run.stderr
    );
}

#[test]
fn a_spec_that_is_no_text_or_no_file_is_named() {
    let folder = Folder::new();
    fs::write(folder.path("image.yaml"), [b'a', 0xff]).unwrap();
    fs::create_dir(folder.path("directory")).unwrap();
    let run = folder.run(&["synth", "image.yaml", "directory"]);
    insta::assert_snapshot!(run.ends_with(2).stderr, @r"
    error: `image.yaml` is no text in UTF-8: byte 2 is none of a character
     |
     = help: save it as UTF-8
    error: the folder `directory` holds no file that ends in `.yaml` or `.yml`
     |
     = help: name a folder of specs, or the specs themselves
    ");
}

#[test]
fn two_runs_at_once_leave_one_assembly_as_a_whole() {
    let folder = Folder::with_spec();
    for _ in 0..4 {
        let children = ["yaml", "json"].map(|format| {
            let mut command =
                folder.command(&["-q", "synth", "deployment.yaml", "--format", format]);
            command.spawn().unwrap()
        });
        for mut child in children {
            assert!(child.wait().unwrap().success());
        }
        assert!(is_whole(&folder, "assembly"));
        assert_eq!(fs::read_dir(folder.0.path()).unwrap().count(), 2);
    }
}

#[test]
fn the_folder_in_which_the_user_stands_is_written_in_place() {
    let folder = Folder::with_spec();
    fs::create_dir(folder.path("here")).unwrap();
    for format in ["yaml", "json"] {
        let mut command =
            folder.command(&["synth", "../deployment.yaml", "-o", ".", "--format", format]);
        let run = super::Run::of(command.current_dir(folder.path("here")).output().unwrap());
        run.ends_with(0);
        assert!(is_whole(&folder, "here"));
    }
}

#[cfg(unix)]
#[test]
fn a_disk_that_is_full_leaves_the_old_assembly_and_says_so() {
    let folder = Folder::with_spec();
    folder.run(&["synth", "deployment.yaml"]).ends_with(0);
    let before = folder.files("assembly");
    folder.write("deployment.yaml", &named("another"));
    // A file that may not grow fails as one does on a full disk, without a signal.
    let program = env!("CARGO_BIN_EXE_ess-cfn");
    let script = format!("trap '' XFSZ; ulimit -f 16; exec '{program}' synth deployment.yaml");
    let mut shell = std::process::Command::new("sh");
    shell.arg("-c").arg(script).current_dir(folder.path(""));
    let run = super::Run::of(shell.output().unwrap());
    run.ends_with(2);
    assert!(run.stderr.contains("File too large"), "{run:?}");
    assert_eq!(folder.files("assembly"), before);
    let beside = fs::read_dir(folder.path("")).unwrap().count();
    assert_eq!(beside, 2, "the spec and the assembly alone");
}

#[test]
fn a_gateways_root_is_deployed_first_and_what_it_puts_out_is_taken_over() {
    let folder = Folder::with_spec();
    let spec = format!("{SPEC}gateway: cloudfront\nwaf: true\n");
    folder.write("deployment.yaml", &spec);
    let run = folder.run(&["synth", "deployment.yaml"]);
    let text = &run.ends_with(0).stderr;
    let first = text
        .find("To deploy it as stack acme-edge in us-east-1:\n")
        .unwrap();
    let over = text
        .find("Take over what stack acme-edge puts out")
        .unwrap();
    let second = text
        .find("To deploy it as stack acme in eu-central-1")
        .unwrap();
    assert!(first < over && over < second, "{text}");
    assert!(
        text.contains(
            "ess-cfn synth deployment.yaml -o assembly --values acme-edge.outputs.json\n"
        )
    );
    let manifest = manifest(&folder, "assembly");
    let roots: Vec<&str> = manifest
        .roots
        .iter()
        .map(|root| root.file.as_str())
        .collect();
    assert_eq!(roots, ["edge.yaml", "root.yaml"]);
    assert!(is_whole(&folder, "assembly"));

    // What the printed query makes of the outputs.
    let inputs = &manifest.roots[1].inputs;
    let outputs: Vec<String> = inputs
        .iter()
        .map(|input| format!("{}=arn:aws:x:us-east-1:1:{}", input.parameter, input.output))
        .collect();
    let outputs = serde_json::to_string(&outputs).unwrap();
    folder.write("acme-edge.outputs.json", &outputs);
    let again = [
        "synth",
        "deployment.yaml",
        "--values",
        "acme-edge.outputs.json",
    ];
    let run = folder.run(&again);
    assert!(
        !run.ends_with(0).stderr.contains("Take over"),
        "{}",
        run.stderr
    );
    let parameters = folder.read("assembly/parameters.first.json");
    for name in ["EdgeCertificateArn", "EdgeWebAclArn"] {
        assert!(
            parameters.contains(&format!("\"{name}=arn:")),
            "{parameters}"
        );
    }
    // Without a gateway nothing of it is left.
    folder.write("deployment.yaml", SPEC);
    folder.run(&["synth", "deployment.yaml"]).ends_with(0);
    let names = folder.names("assembly");
    assert!(
        names.iter().all(|name| !name.starts_with("edge")),
        "{names:?}"
    );
}

#[test]
fn an_existing_vpc_has_no_plan_of_addresses_to_show() {
    let folder = Folder::with_spec();
    let text = format!("{SPEC}network: {{ existing: {{}} }}\n");
    folder.write("taken-over.yaml", &text);
    let run = folder.run(&["synth", "taken-over.yaml"]);
    assert!(!run.ends_with(0).stderr.contains("Addresses"), "{run:?}");
}

#[test]
fn templates_with_an_error_are_not_written_unless_asked_for() {
    let folder = Folder::with_spec();
    folder.write("values.yaml", "EssPoolMinimum: many\n");
    let arguments = ["synth", "deployment.yaml", "--values", "values.yaml"];
    let run = folder.run(&arguments);
    run.ends_with(2);
    assert_eq!(run.stdout, "");
    for said in [
        "error[property-pattern]: ",
        "--> <deployment.yaml>/ess-pool.yaml:",
        "`<deployment.yaml>/…` are the templates of that spec; `--no-validate` writes them all the same",
    ] {
        assert!(run.stderr.contains(said), "{said}: {}", run.stderr);
    }
    assert_eq!(folder.names("assembly"), Vec::<String>::new());
    let all = [&arguments[..], &["--check"]].concat();
    folder.run(&all).ends_with(2);

    let all = [&arguments[..], &["--no-validate"]].concat();
    folder.run(&all).ends_with(0);
    // What was written has the error that was passed over.
    let run = folder.run(&["validate", "assembly"]);
    assert!(run.ends_with(1).stdout.contains("assembly/ess-pool.yaml:"));
}
