//! The deployment's key: what it encrypts, and who may use it.
//!
//! A service that meets data encrypted with a key that does not admit it fails without a word that a
//! deployment would show: no alarm is told, no line is logged, no host starts.

use std::collections::BTreeSet;

use ess_cfn::assembly::Assembly;
use ess_cfn::document::Node;

use crate::follow::{Resource, Source, follow, resources, tree_of};
use crate::seed::on_every_spec;

/// What a statement's element holds: one text or several, read as a person would.
fn texts(node: Option<&Node>) -> BTreeSet<String> {
    let Some(node) = node else {
        return BTreeSet::new();
    };
    match (node.as_sequence(), node.as_function()) {
        (Some(several), _) => several.iter().flat_map(|one| texts(Some(one))).collect(),
        (None, Some(function)) => texts(Some(&function.argument)),
        (None, None) => node.as_text().map(str::to_owned).into_iter().collect(),
    }
}

/// The statements of a policy.
fn statements<'a>(resource: &Resource<'a>, property: &str) -> &'a [Node] {
    let statements = resource.property(&[property, "Statement"]);
    statements.and_then(Node::as_sequence).expect("statements")
}

/// The key of a root and of the stacks that it holds.
fn key<'a>(assembly: &'a Assembly, root: &str) -> Resource<'a> {
    let mut keys = resources(assembly, "AWS::KMS::Key");
    keys.retain(|key| tree_of(assembly, key.stack).root().name() == root);
    assert_eq!(keys.len(), 1, "{root}");
    keys[0]
}

/// Every key.
fn keys(assembly: &Assembly) -> Vec<Resource<'_>> {
    let keys = resources(assembly, "AWS::KMS::Key");
    assert!(!keys.is_empty());
    keys
}

/// What the key lets a service of AWS do.
fn allowed(key: &Resource<'_>, service: &str) -> BTreeSet<String> {
    let statements = statements(key, "KeyPolicy").iter();
    let of_service = statements
        .filter(|statement| texts(statement.get(&["Principal", "Service"])).contains(service));
    of_service
        .flat_map(|statement| texts(statement.get(&["Action"])))
        .collect()
}

/// Properties of a resource, each with the value that counts, or any.
type Properties = &'static [(&'static str, Option<&'static str>)];

/// Every property that names a key, by a resource's type and the way to it, and the properties with
/// which it is somebody else's: the members of a cluster have the cluster's, what is made of a
/// snapshot the snapshot's, and Aurora's clusters leave it to their members.
const ENCRYPTED: [(&str, &[&str], Properties); 10] = [
    (
        "AWS::ECR::Repository",
        &["EncryptionConfiguration", "KmsKey"],
        &[],
    ),
    (
        "AWS::ECS::Cluster",
        &["Configuration", "ExecuteCommandConfiguration", "KmsKeyId"],
        &[],
    ),
    ("AWS::EFS::FileSystem", &["KmsKeyId"], &[]),
    ("AWS::Logs::LogGroup", &["KmsKeyId"], &[]),
    ("AWS::RDS::DBCluster", &["KmsKeyId"], &[]),
    (
        "AWS::RDS::DBCluster",
        &["PerformanceInsightsKmsKeyId"],
        &[("Engine", Some("aurora-postgresql"))],
    ),
    (
        "AWS::RDS::DBInstance",
        &["KmsKeyId"],
        &[
            ("DBClusterIdentifier", None),
            ("DBSnapshotIdentifier", None),
        ],
    ),
    (
        "AWS::RDS::DBInstance",
        &["PerformanceInsightsKMSKeyId"],
        &[],
    ),
    ("AWS::SNS::Topic", &["KmsMasterKeyId"], &[]),
    ("AWS::SecretsManager::Secret", &["KmsKeyId"], &[]),
];

#[test]
fn everything_that_holds_data_is_encrypted_with_the_deployments_key() {
    let met = std::cell::RefCell::new(BTreeSet::new());
    on_every_spec(|spec, assembly| {
        for (number, (kind, path, others)) in ENCRYPTED.iter().enumerate() {
            for resource in resources(assembly, kind) {
                let another = others.iter().any(|(property, value)| {
                    let found = resource.property(&[property]);
                    found.is_some_and(|found| value.is_none_or(|value| *found == Node::text(value)))
                });
                if another {
                    continue;
                }
                met.borrow_mut().insert(number);
                let by = resource.property(path);
                let by = by.unwrap_or_else(|| panic!("{spec}: {path:?} of {resource:?}"));
                let by: Vec<_> = follow(assembly, resource.stack, by)
                    .iter()
                    .filter_map(Source::resource)
                    .collect();
                let root = tree_of(assembly, resource.stack).root().name();
                let own = key(assembly, root).name();
                assert_eq!(by, std::slice::from_ref(&own), "{spec}: {resource:?}");
            }
        }
    });
    let unmet = (0..ENCRYPTED.len()).filter(|number| !met.borrow().contains(number));
    let unmet: Vec<&str> = unmet.map(|number| ENCRYPTED[number].0).collect();
    assert!(unmet.is_empty(), "in no deployment: {unmet:?}");
}

#[test]
fn the_key_is_exchanged_every_year_and_can_be_called_back_for_a_month() {
    on_every_spec(|spec, assembly| {
        for key in keys(assembly) {
            let exchanged = key.property(&["EnableKeyRotation"]);
            assert_eq!(exchanged, Some(&Node::boolean(true)), "{spec}");
            let window = key.property(&["PendingWindowInDays"]);
            assert_eq!(window, Some(&Node::integer(30)), "{spec}");
        }
    });
}

#[test]
fn the_key_names_nobody_who_may_not_exist_yet() {
    // A role made by AWS on first use is missing in an empty account, and KMS refuses its name.
    on_every_spec(|spec, assembly| {
        let keys = keys(assembly);
        for statement in keys.iter().flat_map(|key| statements(key, "KeyPolicy")) {
            let principal = statement.get(&["Principal"]).expect("a principal");
            let text = format!("{principal:?}");
            assert!(!text.contains(":role/"), "{spec}: {principal:?}");
            assert!(!text.contains(":user/"), "{spec}: {principal:?}");
        }
    });
}

#[test]
fn where_the_key_is_for_everybody_it_is_for_this_account_through_one_service() {
    on_every_spec(|spec, assembly| {
        let keys = keys(assembly);
        for statement in keys.iter().flat_map(|key| statements(key, "KeyPolicy")) {
            let principal = statement.get(&["Principal"]);
            let open = principal == Some(&Node::text("*"))
                || texts(principal.and_then(|it| it.get(&["AWS"]))).contains("*");
            if !open {
                continue;
            }
            let equals = statement
                .get(&["Condition", "StringEquals"])
                .expect("conditions");
            let account = equals.get(&["kms:CallerAccount"]).expect("the account");
            let account = follow(assembly, "KeysAndSecrets", account);
            let here = Source::Pseudo("AWS::AccountId".to_owned());
            assert_eq!(account, BTreeSet::from([here]), "{spec}");
            assert!(
                equals.get(&["kms:ViaService"]).is_some(),
                "{spec}: {statement:?}"
            );
        }
    });
}

#[test]
fn whoever_meets_encrypted_data_may_use_the_key() {
    on_every_spec(|spec, assembly| {
        for service in ["cloudwatch.amazonaws.com", "events.rds.amazonaws.com"] {
            let may = allowed(&key(assembly, "Root"), service);
            for action in ["kms:Decrypt", "kms:GenerateDataKey*"] {
                assert!(may.contains(action), "{spec}: {service} in {may:?}");
            }
        }
        for key in keys(assembly) {
            let may = allowed(&key, "logs.${AWS::Region}.amazonaws.com");
            for action in ["kms:Encrypt", "kms:Decrypt", "kms:GenerateDataKey*"] {
                assert!(may.contains(action), "{spec}: logs in {may:?}");
            }
        }
    });
}

#[test]
fn whoever_tells_of_alarms_and_failovers_may_publish_to_their_topic() {
    on_every_spec(|spec, assembly| {
        let topic = resources(assembly, "AWS::SNS::Topic")[0];
        let policy = resources(assembly, "AWS::SNS::TopicPolicy")[0];
        let mut may = BTreeSet::new();
        for statement in statements(&policy, "PolicyDocument") {
            let allows = statement.get(&["Effect"]) == Some(&Node::text("Allow"));
            if allows && texts(statement.get(&["Action"])).contains("sns:Publish") {
                let on = follow(
                    assembly,
                    policy.stack,
                    statement.get(&["Resource"]).unwrap(),
                );
                let on: BTreeSet<_> = on.iter().filter_map(Source::resource).collect();
                assert_eq!(on, BTreeSet::from([topic.name()]), "{spec}");
                may.extend(texts(statement.get(&["Principal", "Service"])));
            }
        }
        for service in ["cloudwatch.amazonaws.com", "events.rds.amazonaws.com"] {
            assert!(may.contains(service), "{spec}: {service} in {may:?}");
        }
    });
}
