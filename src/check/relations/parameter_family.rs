//! # parameter-family
//!
//! ## What it finds
//! A database whose parameter group, made in the same deployment, is of the family of another engine or of
//! another version.
//!
//! ## Why it matters
//! RDS refuses a parameter group of another family. Version and family stand in two resources, and an update of
//! one alone is easily made.
//!
//! ## Fails
//! ```yaml
//! Resources:
//!   Settings:
//!     Type: AWS::RDS::DBParameterGroup
//!     Properties: { Description: settings, Family: postgres16 }
//!   Database:
//!     Type: AWS::RDS::DBInstance
//!     Properties:
//!       DBInstanceClass: db.m7g.large
//!       Engine: postgres
//!       EngineVersion: "17.5"
//!       AllocatedStorage: "100"
//!       MasterUsername: administrator
//!       ManageMasterUserPassword: true
//!       DBParameterGroupName: !Ref Settings
//!     DeletionPolicy: Snapshot
//!     UpdateReplacePolicy: Snapshot
//! ```
//! ## Passes
//! ```yaml
//! Resources:
//!   Settings:
//!     Type: AWS::RDS::DBParameterGroup
//!     Properties: { Description: settings, Family: postgres17 }
//!   Database:
//!     Type: AWS::RDS::DBInstance
//!     Properties:
//!       DBInstanceClass: db.m7g.large
//!       Engine: postgres
//!       EngineVersion: "17.5"
//!       AllocatedStorage: "100"
//!       MasterUsername: administrator
//!       ManageMasterUserPassword: true
//!       DBParameterGroupName: !Ref Settings
//!     DeletionPolicy: Snapshot
//!     UpdateReplacePolicy: Snapshot
//! ```
//! ## Sources
//! Amazon RDS user guide, "Parameter groups for Amazon RDS"; AWS CloudFormation template reference,
//! "AWS::RDS::DBParameterGroup" and "AWS::RDS::DBClusterParameterGroup".

use super::sides::{onwards, sides};
use crate::check::cases::Case;
use crate::check::{Check, Context};
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "parameter-family",
        severity: Severity::Warning,
        page: include_str!("parameter_family.rs"),
    },
    cfn_lint: &[],
    run,
};

/// A type, and where its parameter group stands.
const DATABASES: [(&[&str], &str); 2] = [
    (&["AWS::RDS::DBInstance"], "DBParameterGroupName"),
    (&["AWS::RDS::DBCluster"], "DBClusterParameterGroupName"),
];

/// Engines whose families are the engine and the beginning of the version.
const ENGINES: [&str; 5] = [
    "aurora-mysql",
    "aurora-postgresql",
    "mariadb",
    "mysql",
    "postgres",
];

fn run(context: &Context<'_>) {
    for (types, group) in DATABASES {
        for database in sides(context, types, &[&[group]]) {
            for family in onwards(context, &database.case, &["Family"]) {
                let engines = context.cases(&database.resource, &["Engine"]);
                let versions = context.cases(&database.resource, &["EngineVersion"]);
                for engine in &engines {
                    for version in &versions {
                        let Some(said) = differing(context, engine, version, &family.case) else {
                            continue;
                        };
                        let (case, message) = said;
                        let case = Case {
                            guard: case.guard,
                            ..database.case.clone()
                        };
                        let resource = &database.resource;
                        let finding = context.finding_of(&CHECK.rule, resource, &case, message);
                        let group = &family.resource;
                        let finding = context.pointing_at(finding, group, "the parameter group");
                        context.report(finding);
                    }
                }
            }
        }
    }
}

/// What is said where a family is not that of engine and version, with what has to hold.
fn differing(
    context: &Context<'_>,
    engine: &Case,
    version: &Case,
    family: &Case,
) -> Option<(Case, String)> {
    let guard = context.together(&engine.guard, &version.guard)?;
    let guard = context.together(&guard, &family.guard)?;
    let engine = engine.text().filter(|engine| ENGINES.contains(engine))?;
    let named = family.text()?;
    let case = Case {
        guard,
        ..family.clone()
    };
    let of_engine = named
        .strip_prefix(engine)
        .filter(|rest| rest.starts_with(|first: char| first.is_ascii_digit()));
    let Some(of_family) = of_engine else {
        let message = format!("a parameter group of `{named}` is none for `{engine}`");
        return Some((case, message));
    };
    let version = version.text()?;
    if is_beginning(of_family, version) || is_beginning(version, of_family) {
        return None;
    }
    let message =
        format!("a parameter group of `{named}` is none for version `{version}` of `{engine}`");
    Some((case, message))
}

/// Whether a version is the beginning of another, in whole numbers.
fn is_beginning(short: &str, long: &str) -> bool {
    let rest = long.strip_prefix(short);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}
