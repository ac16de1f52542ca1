//! Which policies there are in a state, by whom or what they are about, wherever they are written: inside of a
//! role, as a resource of their own, or attached.
//!
//! Not here: what a document says (`permissions`).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::expression::Expression;
use super::permissions::Permissions;
use super::state::{ResourceState, State};

/// What a policy says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// What a role, user or group may do.
    Identity,
    /// Who may do what with a resource.
    Resource,
    /// Who may become a role.
    Trust,
    /// What a managed policy allows to whoever has it.
    Managed,
}

/// Everything that is said of one role, resource or the like.
#[derive(Default)]
pub(super) struct Held<'s, 'p> {
    pub(super) permissions: Permissions,
    /// The resources that say it, by the numbers of their policies, with the property.
    pub(super) sources: Vec<(&'s ResourceState<'p>, &'static str)>,
    /// Managed policies that are not in the templates.
    pub(super) managed: BTreeSet<Expression>,
}

/// The policies of a state.
pub(super) type Policies<'s, 'p> = BTreeMap<(Kind, Expression), Held<'s, 'p>>;

/// Types with a policy about a resource: the property of the policy, and the one that names the resource; empty
/// where it is the resource itself.
const RESOURCE_POLICIES: &[(&str, &[&str], &str)] = &[
    ("AWS::ApiGateway::RestApi", &["Policy"], ""),
    ("AWS::Backup::BackupVault", &["AccessPolicy"], ""),
    (
        "AWS::DynamoDB::Table",
        &["ResourcePolicy", "PolicyDocument"],
        "",
    ),
    ("AWS::EC2::VPCEndpoint", &["PolicyDocument"], ""),
    ("AWS::ECR::Repository", &["RepositoryPolicyText"], ""),
    ("AWS::EFS::FileSystem", &["FileSystemPolicy"], ""),
    ("AWS::Elasticsearch::Domain", &["AccessPolicies"], ""),
    ("AWS::KMS::Key", &["KeyPolicy"], ""),
    (
        "AWS::Kinesis::ResourcePolicy",
        &["ResourcePolicy"],
        "ResourceArn",
    ),
    ("AWS::OpenSearchService::Domain", &["AccessPolicies"], ""),
    ("AWS::S3::AccessPoint", &["Policy"], ""),
    ("AWS::S3::BucketPolicy", &["PolicyDocument"], "Bucket"),
    ("AWS::SNS::TopicPolicy", &["PolicyDocument"], "Topics"),
    ("AWS::SQS::QueuePolicy", &["PolicyDocument"], "Queues"),
    (
        "AWS::SecretsManager::ResourcePolicy",
        &["ResourcePolicy"],
        "SecretId",
    ),
];

/// Types with a policy about roles, users and groups that they name.
const ATTACHED: [(&str, &[&str]); 5] = [
    ("AWS::IAM::GroupPolicy", &["GroupName"]),
    ("AWS::IAM::ManagedPolicy", &["Roles", "Users", "Groups"]),
    ("AWS::IAM::Policy", &["Roles", "Users", "Groups"]),
    ("AWS::IAM::RolePolicy", &["RoleName"]),
    ("AWS::IAM::UserPolicy", &["UserName"]),
];

const MANAGED: &str = "AWS::IAM::ManagedPolicy";

/// Who is named by what their names are written with.
const IDENTITIES: [(&str, &str); 3] = [
    ("AWS::IAM::Group", "GroupName"),
    ("AWS::IAM::Role", "RoleName"),
    ("AWS::IAM::User", "UserName"),
];

/// The policies of a state, resources called as `carried` calls them.
pub(super) fn policies<'s, 'p>(
    state: &'s State<'_, 'p>,
    carried: &dyn Fn(&Expression) -> Expression,
) -> Policies<'s, 'p> {
    let mut found = Policies::new();
    for resource in state.resources.values() {
        let of = &*resource.resource_type;
        let own = carried(&Expression::of_resource(&resource.address));
        if IDENTITIES.iter().any(|(identity, _)| *identity == of) {
            identity(state, resource, carried, &own, &mut found);
        }
        if let (MANAGED, Some(document)) = (of, resource.property(&["PolicyDocument"])) {
            let held = found.entry((Kind::Managed, own.clone())).or_default();
            held.starts(resource, "PolicyDocument");
            held.permissions.read(&carried(document));
        }
        if let Some((_, names)) = ATTACHED.iter().find(|(attached, _)| *attached == of) {
            attached(state, resource, names, carried, &mut found);
        }
        for (_, path, names) in RESOURCE_POLICIES.iter().filter(|(kind, _, _)| *kind == of) {
            let top = path.first().copied().unwrap_or_default();
            let owners = if names.is_empty() {
                vec![own.clone()]
            } else {
                let named = resource.property(&[names]).cloned();
                let named = named.map(Expression::into_items).unwrap_or_default();
                named
                    .iter()
                    .map(|named| carried(&named.without_attribute()))
                    .collect()
            };
            for owner in owners {
                let held = found.entry((Kind::Resource, owner)).or_default();
                held.starts(resource, top);
                match resource.property(path) {
                    Some(document) => held.permissions.read(&carried(document)),
                    None if of == "AWS::EC2::VPCEndpoint" => held.permissions.add(&everything()),
                    None if of == "AWS::KMS::Key" => held.permissions.is_open = true,
                    None => {}
                }
            }
        }
        if of == "AWS::Lambda::Permission"
            && let Some(function) = resource.property(&["FunctionName"])
        {
            let owner = carried(&function.without_attribute());
            let held = found.entry((Kind::Resource, owner)).or_default();
            held.starts(resource, "Principal");
            held.permissions.add(&carried(&invocation(resource)));
        }
    }
    for held in found.values_mut() {
        held.permissions.written.sort();
    }
    found
}

fn identity<'s, 'p>(
    state: &'s State<'_, 'p>,
    resource: &'s ResourceState<'p>,
    carried: &dyn Fn(&Expression) -> Expression,
    own: &Expression,
    found: &mut Policies<'s, 'p>,
) {
    if let Some(trust) = resource.property(&["AssumeRolePolicyDocument"]) {
        let held = found.entry((Kind::Trust, own.clone())).or_default();
        held.starts(resource, "AssumeRolePolicyDocument");
        held.permissions.read(&carried(trust));
    }
    let held = found.entry((Kind::Identity, own.clone())).or_default();
    let inline = resource.property(&["Policies"]);
    if let Some(inline) = inline {
        held.starts(resource, "Policies");
        for policy in inline.possible() {
            match policy.get(&["PolicyDocument"]) {
                Some(document) => held.permissions.read(&carried(document)),
                None => held.permissions.is_open = true,
            }
        }
    }
    let managed = resource.property(&["ManagedPolicyArns"]);
    for policy in managed.into_iter().flat_map(Expression::possible) {
        let inside = policy.references();
        let inside = inside.first();
        let inside = inside.and_then(|(address, _)| state.resources.get(*address));
        match inside.and_then(|inside| Some((inside, inside.property(&["PolicyDocument"])?))) {
            Some((inside, document)) => {
                held.starts(inside, "PolicyDocument");
                held.permissions.read(&carried(document));
            }
            None => {
                held.managed.insert(carried(policy));
            }
        }
    }
}

fn attached<'s, 'p>(
    state: &State<'_, '_>,
    resource: &'s ResourceState<'p>,
    names: &[&str],
    carried: &dyn Fn(&Expression) -> Expression,
    found: &mut Policies<'s, 'p>,
) {
    let Some(document) = resource.property(&["PolicyDocument"]) else {
        return;
    };
    let named = names.iter().filter_map(|name| resource.property(&[name]));
    for name in named.flat_map(Expression::possible) {
        let owner = carried(&named_identity(state, name));
        let held = found.entry((Kind::Identity, owner)).or_default();
        held.starts(resource, "PolicyDocument");
        held.permissions.read(&carried(document));
    }
}

impl<'s, 'p> Held<'s, 'p> {
    fn starts(&mut self, resource: &'s ResourceState<'p>, property: &'static str) {
        self.permissions.source = self.sources.len();
        self.sources.push((resource, property));
    }

    pub(super) fn source(&self, number: usize) -> Option<(&'s ResourceState<'p>, &'static str)> {
        self.sources.get(number).copied()
    }

    /// Whether a managed policy allows everything.
    pub(super) fn is_administrator(&self) -> bool {
        let mut managed = self.managed.iter();
        managed.any(|policy| policy.written().ends_with("policy/AdministratorAccess"))
    }
}

/// A role, user or group by a reference or by its name.
fn named_identity(state: &State<'_, '_>, named: &Expression) -> Expression {
    let by_name = IDENTITIES.iter().find_map(|(of, property)| {
        let mut identities = state.of_type(of);
        identities.find(|one| one.property(&[property]) == Some(named) && named.text().is_some())
    });
    match by_name {
        Some(identity) => Expression::of_resource(&identity.address),
        None => named.without_attribute(),
    }
}

fn map(entries: impl IntoIterator<Item = (&'static str, Expression)>) -> Expression {
    let entries = entries.into_iter();
    Expression::Map(
        entries
            .map(|(name, value)| (Arc::from(name), value))
            .collect(),
    )
}

/// What an endpoint without a policy allows.
fn everything() -> Expression {
    map(["Action", "Effect", "Principal", "Resource"].map(|name| {
        let value = if name == "Effect" { "Allow" } else { "*" };
        (name, Expression::of_text(value))
    }))
}

/// What a permission of a function allows, as a statement.
fn invocation(resource: &ResourceState<'_>) -> Expression {
    let of = |name: &str| resource.property(&[name]).cloned();
    let principal = of("Principal").unwrap_or(Expression::Absent);
    let is_service = principal.text().is_some_and(|text| text.ends_with(".com"));
    let kind = if is_service { "Service" } else { "AWS" };
    let mut conditions = Vec::new();
    if let Some(arn) = of("SourceArn") {
        conditions.push(("ArnLike", map([("aws:SourceArn", arn)])));
    }
    if let Some(account) = of("SourceAccount") {
        conditions.push(("StringEquals", map([("aws:SourceAccount", account)])));
    }
    map([
        ("Effect", Expression::of_text("Allow")),
        ("Action", of("Action").unwrap_or(Expression::Absent)),
        ("Principal", map([(kind, principal)])),
        ("Condition", map(conditions)),
    ])
}
