//! Which policies there are in a state, by whom or what they are about, wherever they are written: inside of a
//! role, as a resource of their own, or attached.
//!
//! Not here: what a document says (`permissions`).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::address::Address;
use super::comparison::Comparison;
use super::continuity::Continuity;
use super::expression::Expression;
use super::permissions::{Covered, Grant, Permissions};
use super::state::{ResourceState, State};
use crate::source::{Finding, Rule};

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
    permissions: Permissions,
    /// The resources that say it, by the numbers of their policies, with the property.
    sources: Vec<(&'s ResourceState<'p>, &'static str)>,
    /// Managed policies that are not in the templates.
    pub(super) managed: BTreeSet<Expression>,
}

/// The policies of a state.
pub(super) type Policies<'s, 'p> = BTreeMap<(Kind, Expression), Held<'s, 'p>>;

/// Something that is allowed now and was not, or is no more denied.
pub(super) struct Broadened<'s, 'p> {
    pub(super) resource: &'s ResourceState<'p>,
    /// Whether the resource is one of the new state.
    pub(super) is_new: bool,
    pub(super) path: &'static str,
    pub(super) what: String,
}

impl Broadened<'_, '_> {
    /// A finding where it is said, or was said.
    pub(super) fn finding(
        self,
        comparison: &Comparison<'_, '_, '_>,
        rule: &'static Rule,
    ) -> Finding {
        if self.is_new {
            comparison.after(rule, self.resource, &[self.path], self.what)
        } else {
            comparison.before(rule, self.resource, &[self.path], self.what)
        }
    }
}

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
        let own = carried(&own(resource));
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
                    .map(|named| carried(&without_attribute(named)))
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
            let owner = carried(&without_attribute(function));
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
        for policy in possible(inline) {
            match policy.get(&["PolicyDocument"]) {
                Some(document) => held.permissions.read(&carried(document)),
                None => held.permissions.is_open = true,
            }
        }
    }
    let managed = resource.property(&["ManagedPolicyArns"]);
    for policy in managed.into_iter().flat_map(possible) {
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
    for name in named.flat_map(possible) {
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

    fn source(&self, number: usize) -> Option<(&'s ResourceState<'p>, &'static str)> {
        self.sources.get(number).copied()
    }

    /// Whether a managed policy allows everything.
    fn is_administrator(&self) -> bool {
        let mut managed = self.managed.iter();
        managed.any(|policy| policy.written().ends_with("policy/AdministratorAccess"))
    }
}

/// What is allowed in the new state and was not in the old one, to whom and of what was there before.
pub(super) fn broadened<'c, 'p>(
    comparison: &'c Comparison<'_, '_, 'p>,
    kinds: &[Kind],
) -> Vec<Broadened<'c, 'p>> {
    let continuity = Continuity::of(comparison);
    let before = policies(comparison.old, &|value| continuity.carried(value));
    let after = policies(comparison.new, &Expression::clone);
    let mut found = Vec::new();
    let nothing = Held::default();
    let keys: BTreeSet<&(Kind, Expression)> = before.keys().chain(after.keys()).collect();
    for key in keys.into_iter().filter(|(kind, _)| kinds.contains(kind)) {
        if !continuity.is_in_both(comparison, &key.1) {
            continue;
        }
        // What the templates themselves give to somebody is judged there.
        let has = |held: &Held<'_, '_>| {
            let mut sources = held.sources.iter();
            sources.any(|(source, _)| own(source) == key.1)
        };
        let mut holders = after.iter();
        if key.0 == Kind::Managed
            && holders.any(|((kind, _), held)| *kind == Kind::Identity && has(held))
        {
            continue;
        }
        let old = before.get(key).unwrap_or(&nothing);
        let new = after.get(key).unwrap_or(&nothing);
        if old.permissions.written == new.permissions.written || old.permissions.is_open {
            continue;
        }
        found.extend(allowed(key, old, new));
        found.extend(no_more_denied(key, old, new));
    }
    found
}

fn allowed<'s, 'p>(
    (kind, owner): &(Kind, Expression),
    old: &Held<'s, 'p>,
    new: &Held<'s, 'p>,
) -> Vec<Broadened<'s, 'p>> {
    if *kind == Kind::Identity && old.is_administrator() {
        return Vec::new();
    }
    let mut by_source: BTreeMap<usize, Vec<(&Grant, Covered)>> = BTreeMap::new();
    for grant in &new.permissions.allowed {
        let covered = old.permissions.allows(grant);
        if covered != Covered::Fully {
            by_source
                .entry(grant.source)
                .or_default()
                .push((grant, covered));
        }
    }
    let broadened = by_source.into_iter().filter_map(|(source, grants)| {
        let (resource, path) = new.source(source)?;
        let ((first, covered), more) = grants.split_first()?;
        let (action, on) = &first.shown;
        let more = match more.len() {
            0 => String::new(),
            count => format!(", and {count} more"),
        };
        let wider = match covered {
            Covered::UnderConditions => " under wider conditions",
            Covered::Fully | Covered::No => "",
        };
        let owner = owner.shown();
        let what = match kind {
            Kind::Managed => format!("`{owner}` newly allows {action} on {on}{wider}{more}"),
            Kind::Identity => format!("`{owner}` is newly allowed {action} on {on}{wider}{more}"),
            Kind::Resource => format!(
                "`{owner}` newly lets {} do {action} on {on}{wider}{more}",
                who(first)
            ),
            Kind::Trust => format!(
                "{} may newly become `{owner}` by {action}{wider}{more}",
                who(first)
            ),
        };
        Some(Broadened {
            resource,
            is_new: true,
            path,
            what,
        })
    });
    broadened.collect()
}

fn no_more_denied<'s, 'p>(
    (kind, owner): &(Kind, Expression),
    old: &Held<'s, 'p>,
    new: &Held<'s, 'p>,
) -> Option<Broadened<'s, 'p>> {
    if new.permissions.is_open {
        return None;
    }
    let mut denied = old.permissions.denied.iter();
    let lost = denied.find(|denial| {
        let matters = match kind {
            // Identity policies of others allow it.
            Kind::Resource => true,
            Kind::Identity => !new.managed.is_empty() || new.permissions.may_allow(denial),
            Kind::Trust | Kind::Managed => new.permissions.may_allow(denial),
        };
        matters && !new.permissions.denies(denial)
    })?;
    let (resource, path) = old.source(lost.source)?;
    let (action, on) = &lost.shown;
    let what = match kind {
        Kind::Identity => {
            format!("`{}` is no more denied {action} on {on}", owner.shown())
        }
        Kind::Managed => format!("`{}` no more denies {action} on {on}", owner.shown()),
        Kind::Resource | Kind::Trust => format!(
            "`{}` no more denies {} {action} on {on}",
            owner.shown(),
            who(lost)
        ),
    };
    Some(Broadened {
        resource,
        is_new: false,
        path,
        what,
    })
}

fn who(grant: &Grant) -> &str {
    match grant.who.as_str() {
        "*" => "everybody",
        "" => "whoever may",
        other => other,
    }
}

fn own(resource: &ResourceState<'_>) -> Expression {
    reference(&resource.address)
}

fn reference(address: &Address) -> Expression {
    Expression::Reference {
        to: address.clone(),
        attribute: "".into(),
    }
}

/// A resource by whatever attribute names it.
pub(super) fn without_attribute(named: &Expression) -> Expression {
    match named.references().as_slice() {
        [(address, _)] => reference(address),
        _ => named.clone(),
    }
}

/// A role, user or group by a reference or by its name.
fn named_identity(state: &State<'_, '_>, named: &Expression) -> Expression {
    let by_name = IDENTITIES.iter().find_map(|(of, property)| {
        let mut identities = state.of_type(of);
        identities.find(|one| one.property(&[property]) == Some(named) && named.text().is_some())
    });
    match by_name {
        Some(identity) => own(identity),
        None => without_attribute(named),
    }
}

/// The items of a list, of a choice those of all its cases.
fn possible(value: &Expression) -> Vec<&Expression> {
    match value {
        Expression::List(items) | Expression::Set(items) => {
            items.iter().flat_map(possible).collect()
        }
        Expression::Choice(cases) => cases.iter().flat_map(|(_, case)| possible(case)).collect(),
        Expression::Absent => Vec::new(),
        Expression::Text(_)
        | Expression::Map(_)
        | Expression::Reference { .. }
        | Expression::Parameter { .. }
        | Expression::Pseudo(_)
        | Expression::Joined(_)
        | Expression::Call { .. } => vec![value],
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
