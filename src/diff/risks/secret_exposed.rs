//! # secret-exposed
//!
//! ## What it finds
//! A secret that came from Secrets Manager or from a secure parameter, and is written into a template as text: a
//! dynamic reference that a text replaces, a password of a database that RDS no longer manages, a secret of a
//! container that becomes an environment variable.
//!
//! ## Why it matters
//! Templates lie in repositories, in buckets and in the console. Whoever reads them has the secret.
//!
//! ## Before
//! ```yaml
//! Resources:
//!   Database:
//!     Type: AWS::RDS::DBInstance
//!     Properties: { Engine: postgres, DBInstanceClass: db.t4g.small, MasterUsername: admin1, MasterUserPassword: "{{resolve:secretsmanager:database:SecretString:password}}" }
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Database:
//!     Type: AWS::RDS::DBInstance
//!     Properties: { Engine: postgres, DBInstanceClass: db.t4g.small, MasterUsername: admin1, MasterUserPassword: example-text }
//! ```
//! ## Before
//! ```yaml
//! Resources:
//!   Cluster:
//!     Type: AWS::RDS::DBCluster
//!     Properties: { Engine: aurora-postgresql, MasterUsername: admin1, ManageMasterUserPassword: true }
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Cluster:
//!     Type: AWS::RDS::DBCluster
//!     Properties: { Engine: aurora-postgresql, MasterUsername: admin1, MasterUserPassword: example-text }
//! ```
//! ## Before
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Web: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: web.yaml } }
//! # file: web.yaml
//! Resources:
//!   Task:
//!     Type: AWS::ECS::TaskDefinition
//!     Properties: { ContainerDefinitions: [{ Name: web, Image: web, Secrets: [{ Name: TOKEN, ValueFrom: "arn:aws:secretsmanager:eu-central-1:123456789012:secret:a" }] }] }
//! ```
//! ## After
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Web: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: web.yaml } }
//! # file: web.yaml
//! Resources:
//!   Task:
//!     Type: AWS::ECS::TaskDefinition
//!     Properties: { ContainerDefinitions: [{ Name: web, Image: web, Environment: [{ Name: TOKEN, Value: example-text }] }] }
//! ```
//! ## Instead
//! ```yaml
//! # file: root.yaml
//! Resources:
//!   Web: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: web.yaml } }
//! # file: web.yaml
//! Resources:
//!   Task:
//!     Type: AWS::ECS::TaskDefinition
//!     Properties: { ContainerDefinitions: [{ Name: web, Image: web, Secrets: [{ Name: TOKEN, ValueFrom: "arn:aws:secretsmanager:eu-central-1:123456789012:secret:b" }] }] }
//! ```
//! ## Sources
//! AWS CloudFormation user guide, "Get values stored in other services using dynamic references"; Amazon ECS developer
//! guide, "Pass sensitive data to an Amazon ECS container".

use super::{Class, Risk};
use crate::diff::comparison::{Comparison, Pair};
use crate::diff::expression::Expression;
use crate::source::{Finding, Rule, Severity};

/// The risk.
pub(super) static RISK: Risk = Risk {
    rule: Rule {
        id: "secret-exposed",
        severity: Severity::Warning,
        page: include_str!("secret_exposed.rs"),
    },
    class: Class::Security,
    judge,
};

fn judge(comparison: &Comparison<'_, '_, '_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for pair in comparison.continued() {
        let mut places = resolved(&pair);
        places.extend(password(&pair));
        places.extend(variables(&pair));
        for place in places {
            let what = format!("`{}` has a secret as text now: {place}", pair.new.address);
            let top: Vec<&str> = place.split(['.', '[']).take(1).collect();
            let found = comparison.after(&RISK.rule, pair.new, &top, what);
            findings.push(
                found.help("refer to the secret, and give it a new value if the text is in use"),
            );
        }
    }
    findings
}

/// Dynamic references in whose place a text stands.
fn resolved(pair: &Pair<'_, '_>) -> Vec<String> {
    let changes = pair.change.changes.iter();
    let cleared = changes.filter(|change| {
        let is_secret = change.old.as_ref().is_some_and(names_secret);
        let is_clear = change
            .new
            .as_ref()
            .and_then(Expression::text)
            .is_some_and(|text| !text.is_empty() && !text.contains("{{resolve:"));
        is_secret && is_clear && !change.is_attribute
    });
    cleared.map(|change| change.path.to_string()).collect()
}

fn names_secret(value: &Expression) -> bool {
    let mut is_secret = false;
    value.each(&mut |one| {
        is_secret |= one.text().is_some_and(|text| {
            // Names of users are no secret, though they often lie beside one.
            !text.ends_with(":username}}")
                && (text.contains("{{resolve:secretsmanager:")
                    || text.contains("{{resolve:ssm-secure:"))
        });
    });
    is_secret
}

fn password(pair: &Pair<'_, '_>) -> Option<String> {
    let managed = |value: Option<&Expression>| value.and_then(Expression::truth) == Some(true);
    let before = managed(pair.old.property(&["ManageMasterUserPassword"]));
    let after = managed(pair.new.property(&["ManageMasterUserPassword"]));
    let text = pair.new.text(&["MasterUserPassword"])?;
    let is_clear = !text.contains("{{resolve:");
    (before && !after && is_clear).then(|| "MasterUserPassword".to_owned())
}

/// Secrets of containers that are variables now.
fn variables(pair: &Pair<'_, '_>) -> Vec<String> {
    let Some(secrets) = containers(pair.old, "Secrets") else {
        return Vec::new();
    };
    let Some(variables) = containers(pair.new, "Environment") else {
        return Vec::new();
    };
    let clear = variables.into_iter().filter(|(name, variable)| {
        let value = variable.get(&["Value"]).and_then(Expression::text);
        let was_secret = secrets.iter().any(|(secret, _)| secret == name);
        was_secret && value.is_some_and(|text| !text.contains("{{resolve:"))
    });
    clear
        .map(|(name, _)| format!("ContainerDefinitions.Environment {name}"))
        .collect()
}

/// What the containers of a task definition have in a list, by name.
fn containers<'a>(
    resource: &'a crate::diff::state::ResourceState<'_>,
    list: &str,
) -> Option<Vec<(&'a str, &'a Expression)>> {
    let containers = resource.property(&["ContainerDefinitions"])?.items()?;
    let lists = containers
        .iter()
        .filter_map(|container| container.get(&[list])?.items());
    let named = lists
        .flatten()
        .filter_map(|one| Some((one.get(&["Name"])?.text()?, one)));
    Some(named.collect())
}
