//! The policy documents that resources hold.
//!
//! Source: AWS CloudFormation template reference, the types below. Documents that are given as a text are
//! left out. Not here: whether they are right.

use crate::check::Context;
use crate::check::cases::Case;
use crate::resolve::Resource;

/// What a document is attached to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::check) enum Kind {
    /// A role, a user or a group.
    Identity,
    /// A role, saying who may take it.
    Trust,
    /// A bucket.
    Bucket,
    /// A key.
    Key,
    /// Anything else that others may use.
    Resource,
}

/// One document.
pub(in crate::check) struct Document<'c> {
    pub(in crate::check) resource: Resource<'c>,
    pub(in crate::check) value: Case,
    pub(in crate::check) kind: Kind,
    /// The path of it.
    pub(in crate::check) path: String,
}

/// Where documents stand.
const PLACES: [(&[&str], &[&str], Kind); 10] = [
    (
        &[
            "AWS::IAM::GroupPolicy",
            "AWS::IAM::ManagedPolicy",
            "AWS::IAM::Policy",
            "AWS::IAM::RolePolicy",
            "AWS::IAM::UserPolicy",
        ],
        &["PolicyDocument"],
        Kind::Identity,
    ),
    (
        &["AWS::IAM::Group", "AWS::IAM::Role", "AWS::IAM::User"],
        &["Policies", "*", "PolicyDocument"],
        Kind::Identity,
    ),
    (
        &["AWS::IAM::Role"],
        &["AssumeRolePolicyDocument"],
        Kind::Trust,
    ),
    (
        &["AWS::S3::BucketPolicy"],
        &["PolicyDocument"],
        Kind::Bucket,
    ),
    (&["AWS::KMS::Key"], &["KeyPolicy"], Kind::Key),
    (
        &["AWS::SNS::TopicPolicy", "AWS::SQS::QueuePolicy"],
        &["PolicyDocument"],
        Kind::Resource,
    ),
    (
        &["AWS::SecretsManager::ResourcePolicy"],
        &["ResourcePolicy"],
        Kind::Resource,
    ),
    (
        &["AWS::ECR::Repository"],
        &["RepositoryPolicyText"],
        Kind::Resource,
    ),
    (
        &["AWS::EFS::FileSystem"],
        &["FileSystemPolicy"],
        Kind::Resource,
    ),
    (
        &["AWS::Backup::BackupVault"],
        &["AccessPolicy"],
        Kind::Resource,
    ),
];

/// Every document that is written as one.
pub(in crate::check) fn documents<'c>(context: &Context<'c>) -> Vec<Document<'c>> {
    let mut found = Vec::new();
    for (types, path, kind) in PLACES {
        for resource in context.of_types(types) {
            for value in context.cases(&resource, path) {
                if is_plain(&value) {
                    found.push(Document {
                        resource,
                        value,
                        kind,
                        path: format!("Properties.{}", path.join(".").replace(".*", "")),
                    });
                }
            }
        }
    }
    found
}

impl Document<'_> {
    /// The statements that are written as such.
    pub(in crate::check) fn statements(&self, context: &Context<'_>) -> Vec<Case> {
        let all = self.value.below(context, &["Statement", "*"]).into_iter();
        all.filter(is_plain).collect()
    }
}

/// Whether a case is a mapping that no macro changes.
fn is_plain(case: &Case) -> bool {
    let mut entries = match case.value.entries() {
        Some(entries) => entries.iter(),
        None => return false,
    };
    !entries.any(|entry| entry.name.starts_with("Fn::"))
}

/// Every text of a name of a statement, which may be one or a list.
pub(in crate::check) fn texts(context: &Context<'_>, statement: &Case, name: &str) -> Vec<Case> {
    let cases = statement.below(context, &[name, "*"]).into_iter();
    cases.filter(|case| case.text().is_some()).collect()
}
