//! The keys-and-secrets stack: the deployment's key and the secrets that its services read.
//!
//! Sources: HA architecture, "Secrets/Certificate Management" (needed at start only); AWS KMS
//! developer guide, "Key policies"; Amazon EC2 Auto Scaling user guide, "Required KMS key policy for
//! use with encrypted volumes". Not here: who reads a secret (each service's execution role).

use std::collections::BTreeMap;

use super::origin_header::ORIGIN_HEADER_KEY;
use super::parameters::Parameters;
use crate::architecture::{Architecture, Database, OperatorSecret, SecretName};
use crate::assembly::Stack;
use crate::bindings::kms::{Alias, Key, KeyArn, KeyId};
use crate::bindings::secrets_manager::{Secret, SecretArn, secret::GenerateSecretString};
use crate::cfn::{
    DeletionPolicy, Expr, Resource as _, UpdateReplacePolicy, account_id, partition, region,
};
use crate::policy::{Document, Principal, Statement};
use crate::sub;

/// What other stacks may use of the keys and secrets.
pub struct KeysAndSecrets {
    /// The deployment's key, by ARN.
    pub key_arn: Expr<KeyArn>,
    /// The deployment's key, by id.
    pub key_id: Expr<KeyId>,
    /// User name and password of the database's master user, as a JSON object.
    pub database: Expr<SecretArn>,
    /// The header by which load balancers know the gateway, as a JSON object, where they demand one.
    pub origin_header: Option<Expr<SecretArn>>,
    /// The secrets that only an operator knows, by name; made here or given.
    pub operator: BTreeMap<SecretName, Expr<SecretArn>>,
}

/// What KMS does for whoever may use a key's data.
const USE: [&str; 5] = [
    "kms:Encrypt",
    "kms:Decrypt",
    "kms:ReEncrypt*",
    "kms:GenerateDataKey*",
    "kms:DescribeKey",
];

/// What a service does with the key of a topic that it publishes to.
const TELL: [&str; 2] = ["kms:Decrypt", "kms:GenerateDataKey*"];

/// Adds the key and the secrets.
pub fn keys_and_secrets(
    architecture: &Architecture,
    parameters: &Parameters,
    stack: &mut Stack,
) -> KeysAndSecrets {
    let key = stack.add(
        "Key",
        Key::new()
            .description(format!("Data of {}", architecture.name()))
            .enable_key_rotation(true)
            .key_policy(key_policy())
            .pending_window_in_days(30)
            // Snapshots and logs that outlive the deployment stay readable.
            .deletion_policy(DeletionPolicy::RetainExceptOnCreate)
            .update_replace_policy(UpdateReplacePolicy::Retain),
    );
    stack.add(
        "KeyAlias",
        Alias::new(format!("alias/{}", architecture.name()), key.arn()),
    );
    let database = stack.add("DatabaseSecret", database_secret(architecture, &key.arn()));
    let demanded = architecture.load_balancer_roles().iter();
    let demanded = demanded
        .into_iter()
        .any(|role| architecture.demands_origin_header(role));
    let origin_header = demanded.then(|| {
        let secret = origin_header_secret(architecture, &key.arn());
        stack.add("OriginHeaderSecret", secret).arn()
    });
    let operator = architecture.operator_secrets().iter().map(|secret| {
        let arn = match parameters.secrets.get(&secret.name) {
            Some(existing) => existing.clone(),
            None => stack
                .add(
                    secret.name.logical_id(),
                    operator_secret(secret, &key.arn()),
                )
                .arn(),
        };
        (secret.name.clone(), arn)
    });
    let operator = operator.collect();
    KeysAndSecrets {
        key_arn: key.arn(),
        key_id: key.id(),
        database: database.arn(),
        origin_header,
        operator,
    }
}

/// Who may use the key. No service-linked role is named: in an empty account it may not exist yet,
/// and KMS refuses a policy that names a missing principal.
fn key_policy() -> Document {
    let mut statements = log_statements();
    statements.extend([
        Statement::allow(TELL)
            .sid("AlarmsOfThisAccountToEncryptedTopics")
            .principal(Principal::Service("cloudwatch.amazonaws.com"))
            .on_everything("a key's policy is about the key itself")
            .when("StringEquals", "aws:SourceAccount", account_id()),
        // RDS does not say for whom it tells; the topic's policy asks for the account.
        Statement::allow(TELL)
            .sid("DatabaseEventsToEncryptedTopics")
            .principal(Principal::Service("events.rds.amazonaws.com"))
            .on_everything("a key's policy is about the key itself"),
        volumes("VolumesOfThisAccount", &USE),
        volumes("GrantsForVolumesOfThisAccount", &["kms:CreateGrant"]).when(
            "Bool",
            "kms:GrantIsForAWSResource",
            "true",
        ),
    ]);
    Document::new(statements)
}

/// A key of log groups alone, for a region in which nothing else is encrypted.
pub(super) fn log_key(architecture: &Architecture) -> Key {
    Key::new()
        .description(format!("Logs of {}", architecture.name()))
        .enable_key_rotation(true)
        .key_policy(Document::new(log_statements()))
        .pending_window_in_days(30)
        // Logs that outlive the deployment stay readable.
        .deletion_policy(DeletionPolicy::RetainExceptOnCreate)
        .update_replace_policy(UpdateReplacePolicy::Retain)
}

/// The account decides who uses a key, and log groups do.
fn log_statements() -> Vec<Statement> {
    let logs = sub!["logs.", region(), ".amazonaws.com"];
    let groups = sub![
        "arn:",
        partition(),
        ":logs:",
        region(),
        ":",
        account_id(),
        ":log-group:*"
    ];
    vec![
        Statement::allow(["kms:*"])
            .sid("AccountDecidesByIam")
            .principal(Principal::ThisAccount)
            .on_everything("a key's policy is about the key itself"),
        Statement::allow(USE)
            .sid("LogGroupsOfThisAccount")
            .principal(Principal::ServiceOfRegion(logs))
            .on_everything("a key's policy is about the key itself")
            .when("ArnLike", "kms:EncryptionContext:aws:logs:arn", groups),
    ]
}

/// Volumes of instances that Auto Scaling launches: whoever of this account may use EC2, through EC2
/// only, as the policy of AWS's own volume key says.
fn volumes(sid: &str, actions: &[&'static str]) -> Statement {
    Statement::allow(actions.iter().copied())
        .sid(sid)
        .principal(Principal::Everybody)
        .on_everything("a key's policy is about the key itself")
        .when("StringEquals", "kms:CallerAccount", account_id())
        .when(
            "StringEquals",
            "kms:ViaService",
            sub!["ec2.", region(), ".amazonaws.com"],
        )
}

/// The master user's name and password. Nothing rotates it: tasks read it when they start, and a
/// password that changes underneath them would break every new connection (seed, "Secrets"). For the
/// same reason nothing here is ever changed: another template or length makes another password, of
/// which the database does not learn.
fn database_secret(architecture: &Architecture, key: &Expr<KeyArn>) -> Secret {
    let user = format!(r#"{{"username":"{}"}}"#, Database::USERNAME);
    let generated = GenerateSecretString::new()
        .secret_string_template(user)
        .generate_string_key("password")
        .password_length(40)
        // Signs that have a meaning in URLs, shells or PostgreSQL connection strings.
        .exclude_punctuation(true);
    Secret::new()
        .description(format!(
            "Master user of the database of {}",
            architecture.name()
        ))
        .generate_secret_string(generated)
        .kms_key_id(key)
        .deletion_policy(DeletionPolicy::RetainExceptOnCreate)
        .update_replace_policy(UpdateReplacePolicy::Retain)
}

/// The value of the header that the gateway sends along. CloudFormation reads it when the distribution or
/// a rule is made or changed, so that another one would have to reach all of them at once.
fn origin_header_secret(architecture: &Architecture, key: &Expr<KeyArn>) -> Secret {
    let generated = GenerateSecretString::new()
        .secret_string_template("{}")
        .generate_string_key(ORIGIN_HEADER_KEY)
        .password_length(64)
        // Rules compare without looking at case, and some signs stand for others.
        .exclude_uppercase(true)
        .exclude_punctuation(true);
    Secret::new()
        .description(format!(
            "Header by which the load balancers of {} know their gateway",
            architecture.name()
        ))
        .generate_secret_string(generated)
        .kms_key_id(key)
        .deletion_policy(DeletionPolicy::Delete)
        .update_replace_policy(UpdateReplacePolicy::Delete)
}

/// A secret without a value, which an operator puts before the services start.
fn operator_secret(secret: &OperatorSecret, key: &Expr<KeyArn>) -> Secret {
    let readers: Vec<&str> = secret
        .readers
        .iter()
        .map(|reader| reader.as_str())
        .collect();
    Secret::new()
        .description(format!(
            "{}, read by {} when its tasks start",
            secret.name,
            readers.join(", ")
        ))
        .kms_key_id(key)
        .deletion_policy(DeletionPolicy::RetainExceptOnCreate)
        .update_replace_policy(UpdateReplacePolicy::Retain)
}
