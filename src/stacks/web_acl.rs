//! The web ACL: rules that requests pass before anything else, and their log.
//!
//! Sources: AWS WAF developer guide, "Baseline rule groups", "IP reputation rule groups", "Rate-based
//! rule statements", "Sending web ACL traffic logs to a log group" (its name begins with
//! `aws-waf-logs-`); Solid Protocol (a Pod holds documents of any kind, under names of any kind).
//!
//! What AWS's rules judge by content of a body would refuse documents that somebody writes into a Pod,
//! and what they judge by size alone would refuse long ones, long paths and the long queries of OpenID
//! Connect: those rules count, and their log shows what they would have refused.
//! Not here: what the ACL stands before.

use super::load_balancers::LoadBalancers;
use super::network::name;
use crate::architecture::{Architecture, WebAcl, WebAclScope};
use crate::assembly::Stack;
use crate::bindings::kms::KeyArn;
use crate::bindings::logs::{LogGroup, LogGroupArn};
use crate::bindings::wafv2::{
    LoggingConfiguration, WebAcl as WebAclResource, WebAclArn, WebAclAssociation,
    logging_configuration, web_acl,
};
use crate::cfn::{
    DeletionPolicy, Expr, Json, Resource as _, Tag, UpdateReplacePolicy, account_id, partition,
    region,
};
use crate::document::{Mapping, Node};
use crate::sub;

/// A group of rules that AWS keeps, and those of its rules that only count.
struct Managed {
    group: &'static str,
    title: &'static str,
    counting: &'static [&'static str],
}

/// The groups, in the order in which requests pass them: the cheapest first.
const MANAGED: [Managed; 3] = [
    Managed {
        group: "AWSManagedRulesAmazonIpReputationList",
        title: "IpReputation",
        counting: &[],
    },
    Managed {
        group: "AWSManagedRulesKnownBadInputsRuleSet",
        title: "KnownBadInputs",
        counting: &[],
    },
    Managed {
        group: "AWSManagedRulesCommonRuleSet",
        title: "Common",
        counting: &[
            // Documents may say anything: markup, paths, addresses.
            "CrossSiteScripting_BODY",
            "EC2MetaDataSSRF_BODY",
            "GenericLFI_BODY",
            "GenericRFI_BODY",
            // Addresses to come back to are in queries, also those of programs on somebody's desk.
            "GenericRFI_QUERYARGUMENTS",
            // Services call one another, and not every client of theirs says what it is.
            "NoUserAgent_HEADER",
            // Documents may have any name.
            "RestrictedExtensions_QUERYARGUMENTS",
            "RestrictedExtensions_URIPATH",
            // Nothing is bad because it is long.
            "SizeRestrictions_BODY",
            "SizeRestrictions_Cookie_HEADER",
            "SizeRestrictions_QUERYSTRING",
            "SizeRestrictions_URIPATH",
        ],
    },
];

/// Headers that say who somebody is: the log does not have them.
const REDACTED: [&str; 3] = ["authorization", "cookie", "dpop"];

/// Adds the ACL before every public load balancer.
pub(super) fn before_load_balancers(
    architecture: &Architecture,
    acl: WebAcl,
    key: &Expr<KeyArn>,
    load_balancers: &LoadBalancers,
    stack: &mut Stack,
) {
    let tags = [name(architecture, "")];
    let arn = add(architecture, acl, WebAclScope::Regional, key, &tags, stack);
    let balancers = load_balancers.balancers.iter();
    for (role, balancer) in balancers.filter(|(role, _)| role.is_public()) {
        let association = WebAclAssociation::new(balancer.load_balancer.arn(), &arn);
        stack.add(role.named("Association"), association);
    }
}

/// Adds the ACL with its log. It is called in metrics as the deployment.
pub(super) fn add(
    architecture: &Architecture,
    acl: WebAcl,
    scope: WebAclScope,
    key: &Expr<KeyArn>,
    tags: &[Tag],
    stack: &mut Stack,
) -> Expr<WebAclArn> {
    // WAF writes into groups that are called so, and into no others. In us-east-1 there may be both for
    // a while: where a gateway is put before a deployment there.
    let named = format!("aws-waf-logs-{}", architecture.name());
    let (scope, named) = match scope {
        WebAclScope::CloudFront => (web_acl::Scope::Cloudfront, format!("{named}-edge")),
        WebAclScope::Regional => (web_acl::Scope::Regional, named),
    };
    let allow = web_acl::DefaultAction::new().allow(web_acl::AllowAction::new());
    let resource = WebAclResource::new(allow, scope, visible(architecture.name().as_str()))
        .description(format!("Requests to {}", architecture.name()))
        .rules(rules(acl))
        .tags(tags.to_vec());
    let arn = stack.add("WebAcl", resource).arn();
    let group = LogGroup::new()
        .log_group_name(named)
        .retention_in_days(architecture.monitoring().log_retention.days())
        .kms_key_id(key)
        .tags(tags.to_vec())
        .deletion_policy(DeletionPolicy::Delete)
        .update_replace_policy(UpdateReplacePolicy::Retain);
    let group = stack.add("LogGroup", group);
    // The attribute `Arn` ends in `:*`, which WAF refuses.
    let log: Expr<LogGroupArn> = sub![
        "arn:",
        partition(),
        ":logs:",
        region(),
        ":",
        account_id(),
        ":log-group:",
        group.name()
    ]
    .assume("a log group's ARN as WAF takes it");
    let redacted = REDACTED.map(|header| {
        logging_configuration::FieldToMatch::new()
            .single_header(logging_configuration::SingleHeader::new(header))
    });
    let logging = LoggingConfiguration::new([log], &arn).redacted_fields(redacted);
    stack.add("Logging", logging);
    arn
}

fn rules(acl: WebAcl) -> Vec<web_acl::Rule> {
    let managed = MANAGED.iter().map(|managed| {
        let counting = managed.counting.iter().map(|rule| {
            let count = web_acl::RuleAction::new().count(web_acl::CountAction::new());
            web_acl::RuleActionOverride::new(count, *rule)
        });
        let counting: Vec<_> = counting.collect();
        let group = web_acl::ManagedRuleGroupStatement::new(managed.group, "AWS");
        let group = if counting.is_empty() {
            group
        } else {
            group.rule_action_overrides(counting)
        };
        (
            managed.title,
            web_acl::Statement::new().managed_rule_group_statement(group),
        )
    });
    let mut rules = Vec::new();
    if let Some(limit) = acl.rate_limit {
        let counted = web_acl::RateBasedStatement::new(web_acl::AggregateKeyType::Ip, limit)
            .evaluation_window_sec(300);
        let statement = web_acl::Statement::new().rate_based_statement(counted);
        let refuse = web_acl::RuleAction::new().block(web_acl::BlockAction::new());
        rules.push(rule("RateLimit", 0, statement).action(refuse));
    }
    // Another rule before them moves none of them.
    for (place, (title, statement)) in (10..).step_by(10).zip(managed) {
        let as_they_say = web_acl::OverrideAction::new().none(Json(Node::mapping(Mapping::new())));
        rules.push(rule(title, place, statement).override_action(as_they_say));
    }
    rules
}

fn rule(title: &str, priority: i64, statement: web_acl::Statement) -> web_acl::Rule {
    web_acl::Rule::new(title, priority, statement, visible(title))
}

/// Counted in metrics and shown in samples.
fn visible(metric: &str) -> web_acl::VisibilityConfig {
    web_acl::VisibilityConfig::new(true, metric, true)
}
