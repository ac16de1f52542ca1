//! # engine-version-deprecated
//!
//! ## What it finds
//! A database of RDS, or of Aurora, with an engine version of which AWS makes no new databases. Known are those
//! of PostgreSQL and MySQL.
//!
//! ## Why it matters
//! A new stack fails; an existing database is updated by AWS some day, at a time that AWS chooses.
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
//!       ManageMasterUserPassword: true
//!       MasterUsername: master
//!       EngineVersion: "12.7"
//!       StorageEncrypted: true
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
//!       ManageMasterUserPassword: true
//!       MasterUsername: master
//!       EngineVersion: "17.6"
//!       StorageEncrypted: true
//!     DeletionPolicy: Snapshot
//!     UpdateReplacePolicy: Snapshot
//! ```
//! ## Sources
//! Amazon RDS for PostgreSQL release notes, "Release calendars"; Amazon RDS user guide, "MySQL on Amazon RDS
//! versions"; the table is `schemas/values/rds-
//! versions.tsv`.

use crate::check::cases::Case;
use crate::check::{Check, Context};
use crate::facts::rds::{Engine, is_deprecated};
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "engine-version-deprecated",
        severity: Severity::Warning,
        page: include_str!("engine_version.rs"),
    },
    cfn_lint: &["W3690", "W3691"],
    run,
};

fn run(context: &Context<'_>) {
    for database in context.of_types(&["AWS::RDS::DBInstance", "AWS::RDS::DBCluster"]) {
        let engines = context.cases(&database, &["Engine"]);
        for case in context.cases(&database, &["EngineVersion"]) {
            let Some(text) = case.text() else { continue };
            for named in &engines {
                let Some(name) = named.text().filter(|name| is_deprecated(name, text)) else {
                    continue;
                };
                let Some(guard) = context.together(&named.guard, &case.guard) else {
                    continue;
                };
                let message = format!("AWS makes no new database of version `{text}`");
                let case = Case {
                    guard,
                    ..case.clone()
                };
                let finding = context.finding_of(&CHECK.rule, &database, &case, message);
                let finding = finding.path("Properties.EngineVersion");
                let major = text.split('.').next().unwrap_or(text);
                let engine = [Engine::Postgres, Engine::AuroraPostgres].into_iter();
                let mut engine = engine.filter(|engine| engine.name().eq_ignore_ascii_case(name));
                context.report(match engine.find_map(|engine| engine.newest_minor(major)) {
                    Some(newest) => {
                        finding.help(format!("the newest version of {major} is `{newest}`"))
                    }
                    None => finding,
                });
            }
        }
    }
}
