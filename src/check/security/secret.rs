//! # secret-in-clear
//!
//! ## What it finds
//! A password or the like that is written into the template, is the default of a parameter, or comes from a
//! parameter without `NoEcho`; and a password among the environment variables of a function or a container.
//!
//! ## Why it matters
//! Whoever may read the template, or the parameters of the stack, knows it.
//!
//! ## Fails
//! ```yaml
//! Resources:
//!   Database:
//!     Type: AWS::RDS::DBInstance
//!     Properties:
//!       DBInstanceClass: db.m7g.large
//!       Engine: postgres
//!       AllocatedStorage: "100"
//!       StorageEncrypted: true
//!       MasterUsername: master
//!       MasterUserPassword: correct-horse
//!     DeletionPolicy: Snapshot
//!     UpdateReplacePolicy: Snapshot
//! ```
//!
//! ```yaml
//! Parameters:
//!   Password: { Type: String }
//! Resources:
//!   Database:
//!     Type: AWS::RDS::DBInstance
//!     Properties:
//!       DBInstanceClass: db.m7g.large
//!       Engine: postgres
//!       AllocatedStorage: "100"
//!       StorageEncrypted: true
//!       MasterUsername: master
//!       MasterUserPassword: !Ref Password
//!     DeletionPolicy: Snapshot
//!     UpdateReplacePolicy: Snapshot
//! ```
//! ## Passes
//! ```yaml
//! Resources:
//!   Database:
//!     Type: AWS::RDS::DBInstance
//!     Properties:
//!       DBInstanceClass: db.m7g.large
//!       Engine: postgres
//!       AllocatedStorage: "100"
//!       StorageEncrypted: true
//!       MasterUsername: master
//!       MasterUserPassword: "{{resolve:secretsmanager:database:SecretString:password}}"
//!     DeletionPolicy: Snapshot
//!     UpdateReplacePolicy: Snapshot
//! ```
//!
//! ```yaml
//! Parameters:
//!   Password: { Type: String, NoEcho: true }
//! Resources:
//!   Database:
//!     Type: AWS::RDS::DBInstance
//!     Properties:
//!       DBInstanceClass: db.m7g.large
//!       Engine: postgres
//!       AllocatedStorage: "100"
//!       StorageEncrypted: true
//!       MasterUsername: master
//!       MasterUserPassword: !Ref Password
//!     DeletionPolicy: Snapshot
//!     UpdateReplacePolicy: Snapshot
//! ```
//! ## Sources
//! AWS CloudFormation user guide, "Security best practices": do not embed credentials in your templates.

use crate::check::cases::Case;
use crate::check::{Check, Context};
use crate::document::{Node, Value as NodeValue};
use crate::resolve::{Declared, Form, Resource, StackId, Unknown, Value, uses};
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "secret-in-clear",
        severity: Severity::Warning,
        page: include_str!("secret.rs"),
    },
    cfn_lint: &["W2501"],
    run,
};

/// Where secrets stand.
const SECRETS: [(&[&str], &[&str]); 14] = [
    (
        &["AWS::RDS::DBInstance", "AWS::RDS::DBCluster"],
        &["MasterUserPassword"],
    ),
    (
        &["AWS::DocDB::DBCluster", "AWS::Redshift::Cluster"],
        &["MasterUserPassword"],
    ),
    (
        &["AWS::RedshiftServerless::Namespace"],
        &["AdminUserPassword"],
    ),
    (&["AWS::ElastiCache::ReplicationGroup"], &["AuthToken"]),
    (
        &["AWS::ElastiCache::User", "AWS::MemoryDB::User"],
        &["Passwords", "*"],
    ),
    (&["AWS::AmazonMQ::Broker"], &["Users", "*", "Password"]),
    (
        &[
            "AWS::DirectoryService::MicrosoftAD",
            "AWS::DirectoryService::SimpleAD",
        ],
        &["Password"],
    ),
    (&["AWS::IAM::User"], &["LoginProfile", "Password"]),
    (&["AWS::SecretsManager::Secret"], &["SecretString"]),
    (&["AWS::DMS::Endpoint"], &["Password"]),
    (
        &[
            "AWS::OpenSearchService::Domain",
            "AWS::Elasticsearch::Domain",
        ],
        &[
            "AdvancedSecurityOptions",
            "MasterUserOptions",
            "MasterUserPassword",
        ],
    ),
    (
        &["AWS::EMR::Cluster"],
        &["KerberosAttributes", "KdcAdminPassword"],
    ),
    (&["AWS::Amplify::App"], &["OauthToken"]),
    (&["AWS::Amplify::App"], &["AccessToken"]),
];

fn run(context: &Context<'_>) {
    for (types, path) in SECRETS {
        for resource in context.of_types(types) {
            for case in context.cases(&resource, path) {
                let path = path.join(".").replace(".*", "");
                judge(context, &resource, &case, &format!("Properties.{path}"));
            }
        }
    }
    environments(context);
}

/// Environment variables that say that they are passwords.
fn environments(context: &Context<'_>) {
    let is_secret = |name: &str| {
        let name = name.to_uppercase();
        name.ends_with("PASSWORD") || name.ends_with("SECRET_ACCESS_KEY")
    };
    for function in context.of_types(&["AWS::Lambda::Function"]) {
        for case in context.cases(&function, &["Environment", "Variables"]) {
            for entry in case.value.entries().unwrap_or_default() {
                if is_secret(&entry.name) {
                    for case in case.all(context, &entry.value) {
                        judge(
                            context,
                            &function,
                            &case,
                            "Properties.Environment.Variables",
                        );
                    }
                }
            }
        }
    }
    for task in context.of_types(&["AWS::ECS::TaskDefinition"]) {
        let path = ["ContainerDefinitions", "*", "Environment", "*"];
        for variable in context.cases(&task, &path) {
            let names = variable.below(context, &["Name"]);
            if names.iter().any(|name| name.text().is_some_and(is_secret)) {
                for case in variable.below(context, &["Value"]) {
                    judge(context, &task, &case, "Properties.ContainerDefinitions");
                }
            }
        }
    }
}

fn judge(context: &Context<'_>, resource: &Resource<'_>, case: &Case, path: &str) {
    let found = match &case.value.form {
        Form::Text(text, _) if text.is_empty() => None,
        Form::Text(..) => written(context, &case.value),
        Form::Unknown(Unknown::Parameter { stack, name, .. }) => visible(context, *stack, name),
        Form::List(_) | Form::Map(_) | Form::Absent | Form::Unknown(_) => None,
    };
    if let Some(message) = found {
        let finding = context.finding_of(&CHECK.rule, resource, case, message);
        context.report(finding.path(path));
    }
}

/// A text: written here, made of parameters, or given for one.
fn written(context: &Context<'_>, value: &Value) -> Option<String> {
    let stack = value.place.stack;
    let tree = context.resolved.tree(stack);
    let given = Declared::of(tree).find(|declared| {
        let default = declared.default().map(|node| node.id);
        declared.key.id == value.place.node || default == Some(value.place.node)
    });
    let Some(declared) = given else {
        let used = node_of(tree, value).map(uses).unwrap_or_default();
        let mut parameters = used
            .iter()
            .filter(|used| Declared::named(tree, used.name).is_some());
        return match parameters.next() {
            // Which part of it is the secret is not known: that all is written in clear is not.
            Some(_) => None,
            None => Some("the secret is written here in clear".to_owned()),
        };
    };
    // What is given from outside is not in the template.
    if declared.key.id == value.place.node {
        return visible(context, stack, declared.name);
    }
    // Another rule speaks of defaults that `NoEcho` does not hide.
    visible(context, stack, declared.name)?;
    let name = declared.name;
    Some(format!("the secret is the default of parameter `{name}`"))
}

/// The node that a value is written at.
fn node_of<'t>(tree: &'t Node, value: &Value) -> Option<&'t Node> {
    let mut waiting = vec![tree];
    while let Some(node) = waiting.pop() {
        if node.id == value.place.node {
            return Some(node);
        }
        match &node.value {
            NodeValue::Scalar(_) => {}
            NodeValue::Sequence(items) => waiting.extend(items),
            NodeValue::Mapping(mapping) => {
                waiting.extend(mapping.entries.iter().map(|entry| &entry.value));
            }
            NodeValue::Function(function) => waiting.push(&function.argument),
        }
    }
    None
}

/// A parameter whose value everybody sees who may describe the stack.
fn visible(context: &Context<'_>, stack: StackId, name: &str) -> Option<String> {
    let declared = Declared::named(context.resolved.tree(stack), name)?;
    // Its value is the key of what Systems Manager holds.
    if declared.type_name().starts_with("AWS::SSM::") {
        return None;
    }
    let hidden = declared.node.get(&["NoEcho"]).and_then(Node::as_text);
    let hidden = hidden.is_some_and(|text| text.eq_ignore_ascii_case("true"));
    (!hidden)
        .then(|| format!("the secret comes from parameter `{name}`, which lacks `NoEcho: true`"))
}
