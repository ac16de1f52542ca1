//! # function-misplaced
//!
//! ## What it finds
//! A function where CloudFormation takes none: in parameters and mappings, as `Type`, `DependsOn` or
//! `Condition`, as retention policy without the language extensions; `Fn::GetAtt`, `Fn::If` or
//! `Fn::ImportValue` in conditions; functions of conditions and rules in properties.
//!
//! ## Why it matters
//! CloudFormation refuses the template.
//!
//! ## Fails
//! ```yaml
//! Parameters:
//!   Name: { Type: String, Default: !Sub "${AWS::StackName}-name" }
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, Properties: { TopicName: !Ref Name } }
//! ```
//! ```yaml
//! Parameters:
//!   Name: { Type: String }
//! Conditions:
//!   IsNamed: !Equals [!GetAtt Topic.TopicName, !Ref Name]
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic }
//!   Other: { Type: AWS::SNS::Topic, Condition: IsNamed }
//! ```
//! ## Passes
//! ```yaml
//! Parameters:
//!   Name: { Type: String }
//! Resources:
//!   Topic: { Type: AWS::SNS::Topic, Properties: { TopicName: !Ref Name } }
//! ```
//! ## Sources
//! AWS CloudFormation template reference, "Intrinsic functions"; AWS CloudFormation user guide, "Template
//! sections".

use crate::check::Site;
use crate::check::{Check, Context};
use crate::document::Intrinsic;
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "function-misplaced",
        severity: Severity::Error,
        page: include_str!("misplaced.rs"),
    },
    cfn_lint: &[
        "E1001", "E2001", "E3001", "E3005", "E3015", "E3035", "E3036", "E6001", "E7001", "E1028",
    ],
    run,
};

fn run(context: &Context<'_>) {
    for template in context.templates().iter().filter(|one| !one.open) {
        for site in &template.functions {
            let Some(why) = why(site, template.extended).filter(|_| is_outermost(site)) else {
                continue;
            };
            let message = format!("`{}` has no place here: {why}", site.function.name.key());
            let finding = context.finding(&CHECK.rule, template.stack, site.node.id, message);
            let is_resource = site.section == "Resources" && !site.name.is_empty();
            context.report(if is_resource {
                finding.of(site.name)
            } else {
                finding
            });
        }
    }
}

/// Whether it is to be said of this function, and not of one around it.
fn is_outermost(site: &Site<'_>) -> bool {
    let Some(outer) = site.inside else {
        return true;
    };
    let is_value = matches!(site.section, "Resources" | "Outputs");
    let is_condition = is_value && is_of_conditions(&site.function.name);
    site.section == "Conditions"
        || (is_condition && !is_of_conditions(outer) && *outer != Intrinsic::If)
}

/// Why a function may not stand where it does.
fn why(site: &Site<'_>, extended: bool) -> Option<&'static str> {
    let name = &site.function.name;
    // What is no function at all is said once.
    if matches!(name, Intrinsic::Unknown(_)) {
        return None;
    }
    match (site.section, site.key) {
        // Said of descriptions as such.
        ("Parameters" | "Outputs", "Description")
        | ("Description" | "Metadata" | "Hooks" | "Transform", _) => None,
        ("Parameters", _) => Some("parameters are written without functions"),
        ("Mappings", _) => Some("mappings are written without functions"),
        ("AWSTemplateFormatVersion", _) => Some("the version is a literal text"),
        ("Resources", "") => Some("a resource is a mapping with a `Type`"),
        ("Outputs", "") => Some("an output is a mapping with a `Value`"),
        ("Resources", "Type") => Some("a type is a literal text"),
        ("Resources", "DependsOn") => Some("`DependsOn` takes literal logical ids"),
        ("Resources" | "Outputs", "Condition") => Some("`Condition` takes the name of a condition"),
        ("Resources", "DeletionPolicy" | "UpdateReplacePolicy") if !extended => {
            Some("a policy is a literal text without the language extensions")
        }
        ("Resources" | "Outputs", _) if is_of_conditions(name) => {
            Some("it stands in conditions and rules alone")
        }
        ("Conditions", _) if *name == Intrinsic::GetAtt => {
            Some("conditions are decided before there are resources")
        }
        ("Conditions", _) if *name == Intrinsic::If => {
            Some("conditions are made of `Fn::And`, `Fn::Or` and `Fn::Not`")
        }
        ("Conditions", _) if *name == Intrinsic::ImportValue => {
            Some("conditions can't depend on other stacks")
        }
        ("Rules", _) if *name == Intrinsic::GetAtt => {
            Some("rules are judged before there are resources")
        }
        (_, _) => None,
    }
}

fn is_of_conditions(name: &Intrinsic) -> bool {
    matches!(
        name,
        Intrinsic::And
            | Intrinsic::Contains
            | Intrinsic::EachMemberEquals
            | Intrinsic::EachMemberIn
            | Intrinsic::Equals
            | Intrinsic::Not
            | Intrinsic::Or
            | Intrinsic::RefAll
            | Intrinsic::ValueOf
            | Intrinsic::ValueOfAll
    )
}
