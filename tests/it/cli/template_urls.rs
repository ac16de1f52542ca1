//! `synth --template-url-prefix`: nested templates at an address; and folders of specs, whose equal
//! templates are one there.

use std::collections::BTreeSet;

use super::{Folder, SPEC};

const PREFIX: &str = "https://templates.s3.eu-central-1.amazonaws.com/ess";

#[test]
fn the_root_names_the_addresses_and_the_commands_bring_the_templates_there() {
    let folder = Folder::with_spec();
    let run = folder.run(&["synth", "deployment.yaml", "--template-url-prefix", PREFIX]);
    run.ends_with(0);
    let root = folder.read("assembly/root.yaml");
    let mut nested = 0;
    for line in root.lines() {
        let Some(url) = line.trim().strip_prefix("TemplateURL: ") else {
            continue;
        };
        nested += 1;
        let file = url.strip_prefix(PREFIX).unwrap();
        folder.read(&format!("assembly{file}"));
    }
    assert!(nested > 10, "{nested}");
    let (_, commands) = run.stderr.split_once("To deploy it").unwrap();
    let (commands, _) = commands.split_once("\nThen push").unwrap();
    insta::assert_snapshot!(commands, @r"
    as stack acme in eu-central-1, with its nested templates at https://templates.s3.eu-central-1.amazonaws.com/ess:

     aws s3 sync assembly s3://templates/ess --region eu-central-1 \
       --exclude '*' --include '*.????????????????.yaml'
     aws cloudformation deploy --region eu-central-1 --stack-name acme \
       --template-file assembly/root.yaml --s3-bucket templates --capabilities CAPABILITY_IAM \
       --parameter-overrides file://assembly/parameters.first.json
    ");

    // What stands on disk is what a later run compares with.
    let again = [
        "synth",
        "deployment.yaml",
        "--check",
        "--template-url-prefix",
        PREFIX,
    ];
    folder.run(&again).ends_with(0);
    folder
        .run(&["synth", "deployment.yaml", "--check"])
        .ends_with(1);
    // Stale names go with the next run that has others.
    folder.run(&["synth", "deployment.yaml"]).ends_with(0);
    assert!(
        folder
            .names("assembly")
            .contains(&"network.yaml".to_owned())
    );
    let content_addressed = |name: &String| name.split('.').count() > 2 && name.ends_with(".yaml");
    assert!(!folder.names("assembly").iter().any(content_addressed));
}

#[test]
fn an_address_that_cloudformation_reads_no_template_from_is_refused() {
    let folder = Folder::with_spec();
    let run = folder.run(&[
        "synth",
        "deployment.yaml",
        "--template-url-prefix",
        "s3://templates/ess",
    ]);
    run.ends_with(2);
    insta::assert_snapshot!(run.stderr, @r"
    error: invalid value 's3://templates/ess' for '--template-url-prefix <URL>': expected an address that begins with `https://`, since CloudFormation takes no other

    For more information, try '--help'.
    ");
    assert_eq!(folder.names("."), ["deployment.yaml"]);
}

#[test]
fn a_folder_stands_for_the_specs_in_it() {
    let folder = Folder::new();
    folder.write("specs/b.yaml", &SPEC.replace("acme", "beta"));
    folder.write("specs/a.yml", &SPEC.replace("acme", "alpha"));
    folder.write("specs/.hidden.yaml", "no spec");
    folder.write("specs/deeper/c.yaml", "no spec");
    folder.write("specs/values.json", "{}");
    let run = folder.run(&["synth", "specs", "--template-url-prefix", PREFIX]);
    run.ends_with(0);
    let names = |of: &str| -> BTreeSet<String> {
        let names = folder.names("assembly").into_iter();
        let names = names.filter_map(|name| Some(name.strip_prefix(of)?.to_owned()));
        names.collect()
    };
    let (alpha, beta) = (names("alpha/"), names("beta/"));
    assert_eq!(folder.names("assembly").len(), alpha.len() + beta.len());
    let shared = alpha.intersection(&beta);
    let shared = shared.filter_map(|name| name.strip_suffix(".yaml")?.split_once('.'));
    let shared: Vec<&str> = shared.map(|(stem, _)| stem).collect();
    // In most others is a name of the deployment.
    assert_eq!(shared, ["capacity", "cluster", "dns"]);
    let said = "3 of 24 nested templates are those of another deployment here";
    assert!(run.stderr.contains(said), "{}", run.stderr);
}

#[test]
fn a_folder_with_one_spec_is_still_a_folder_and_one_without_any_a_mistake() {
    let folder = Folder::new();
    folder.write("specs/a.yaml", SPEC);
    folder.run(&["synth", "specs"]).ends_with(0);
    assert!(
        folder
            .names("assembly")
            .contains(&"acme/root.yaml".to_owned())
    );
    folder.write("empty/notes.txt", "");
    let run = folder.run(&["synth", "empty", "specs"]);
    run.ends_with(2);
    insta::assert_snapshot!(run.stderr, @r"
    error: the folder `empty` holds no file that ends in `.yaml` or `.yml`
     |
     = help: name a folder of specs, or the specs themselves
    ");
}
