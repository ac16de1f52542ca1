//! # major-upgrade-unprepared
//!
//! ## What it finds
//! A database of RDS that gets another major version of its engine without `AllowMajorVersionUpgrade: true`, or with a
//! parameter group of the templates that is of another family than the new version.
//!
//! ## Why it matters
//! RDS refuses both, and the update is rolled back.
//!
//! ## Before
//! ```yaml
//! Resources:
//!   Settings:
//!     Type: AWS::RDS::DBParameterGroup
//!     Properties: { Description: of the database, Family: postgres16 }
//!   Database:
//!     Type: AWS::RDS::DBInstance
//!     Properties: { Engine: postgres, EngineVersion: "16.8", DBInstanceClass: db.t4g.small, DBParameterGroupName: !Ref Settings }
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Settings:
//!     Type: AWS::RDS::DBParameterGroup
//!     Properties: { Description: of the database, Family: postgres16 }
//!   Database:
//!     Type: AWS::RDS::DBInstance
//!     Properties: { Engine: postgres, EngineVersion: "17.4", DBInstanceClass: db.t4g.small, DBParameterGroupName: !Ref Settings, AllowMajorVersionUpgrade: true }
//! ```
//! ## Before
//! ```yaml
//! Resources:
//!   Shop:
//!     Type: AWS::RDS::DBInstance
//!     Properties: { Engine: mysql, EngineVersion: "8.0.40", DBInstanceClass: db.t4g.small }
//! ```
//! ## After
//! ```yaml
//! Resources:
//!   Shop:
//!     Type: AWS::RDS::DBInstance
//!     Properties: { Engine: mysql, EngineVersion: "8.4.5", DBInstanceClass: db.t4g.small }
//! ```
//! ## Before
//! ```yaml
//! # file: root.yaml
//! Parameters:
//!   Version: { Type: String, Default: "15.10" }
//! Resources:
//!   Data: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: data.yaml, Parameters: { Version: !Ref Version } } }
//! # file: data.yaml
//! Parameters:
//!   Version: { Type: String }
//! Resources:
//!   Cluster:
//!     Type: AWS::RDS::DBCluster
//!     Properties: { Engine: aurora-postgresql, EngineVersion: !Ref Version }
//! ```
//! ## After
//! ```yaml
//! # file: root.yaml
//! Parameters:
//!   Version: { Type: String, Default: "16.6" }
//! Resources:
//!   Data: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: data.yaml, Parameters: { Version: !Ref Version } } }
//! # file: data.yaml
//! Parameters:
//!   Version: { Type: String }
//! Resources:
//!   Cluster:
//!     Type: AWS::RDS::DBCluster
//!     Properties: { Engine: aurora-postgresql, EngineVersion: !Ref Version }
//! ```
//! ## Instead
//! ```yaml
//! # file: root.yaml
//! Parameters:
//!   Version: { Type: String, Default: "16.6" }
//! Resources:
//!   Data: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: data.yaml, Parameters: { Version: !Ref Version } } }
//! # file: data.yaml
//! Parameters:
//!   Version: { Type: String }
//! Resources:
//!   Cluster:
//!     Type: AWS::RDS::DBCluster
//!     Properties: { Engine: aurora-postgresql, EngineVersion: !Ref Version, AllowMajorVersionUpgrade: true }
//! ```
//! ## Sources
//! Amazon RDS user guide, "Upgrading the RDS for PostgreSQL DB engine" (likewise of other engines); AWS CloudFormation
//! template reference, `AWS::RDS::DBInstance`, `AllowMajorVersionUpgrade`.

use super::{Class, Risk};
use crate::diff::change::Effect;
use crate::diff::comparison::{Comparison, Pair};
use crate::diff::expression::Expression;
use crate::diff::versions::Version;
use crate::source::{Finding, Rule, Severity};

/// The risk.
pub(super) static RISK: Risk = Risk {
    rule: Rule {
        id: "major-upgrade-unprepared",
        severity: Severity::Error,
        page: include_str!("major_upgrade_unprepared.rs"),
    },
    class: Class::Refused,
    judge,
};

fn judge(comparison: &Comparison<'_, '_, '_>) -> Vec<Finding> {
    let staying = comparison.changed().filter(|pair| {
        matches!(
            &*pair.new.resource_type,
            "AWS::RDS::DBInstance" | "AWS::RDS::DBCluster"
        ) && pair.change.effect < Effect::MayReplace
            // Members follow their cluster.
            && pair.new.property(&["DBClusterIdentifier"]).is_none()
    });
    let findings = staying.filter_map(|pair| unprepared(comparison, &pair));
    findings.collect()
}

fn unprepared(comparison: &Comparison<'_, '_, '_>, pair: &Pair<'_, '_>) -> Option<Finding> {
    let engine = pair.new.text(&["Engine"])?;
    let (old, new) = pair.values(&["EngineVersion"])?;
    let (old, new) = (old?.text()?, new?.text()?);
    let (before, after) = (major(engine, old)?, major(engine, new)?);
    if before == after || pair.values(&["Engine"]).is_some() {
        return None;
    }
    let address = &pair.new.address;
    let allowed = pair.new.property(&["AllowMajorVersionUpgrade"]);
    let is_refused = allowed.is_none_or(|allowed| allowed.truth() == Some(false));
    if is_refused {
        let what = format!(
            "`{address}` goes from version {old} to {new}, another major version, which is refused without AllowMajorVersionUpgrade"
        );
        let found = comparison.after(&RISK.rule, pair.new, &["EngineVersion"], what);
        return Some(found.help(
            "set `AllowMajorVersionUpgrade: true`, with a parameter group of the new family, after a try on a copy",
        ));
    }
    let (name, family) = family(comparison, pair)?;
    let expected = format!("{engine}{after}");
    let has_families = matches!(
        engine,
        "postgres" | "mysql" | "mariadb" | "aurora-postgresql" | "aurora-mysql"
    );
    (has_families && family != expected).then(|| {
        let what = format!(
            "`{address}` goes to version {new}, and its parameter group is of family {family} instead of {expected}"
        );
        let found = comparison.after(&RISK.rule, pair.new, &[name], what);
        found.help(format!("make a second parameter group of family {expected}, and name that"))
    })
}

/// The family of the parameter group, where that is in the templates, and the property that names it.
fn family(
    comparison: &Comparison<'_, '_, '_>,
    pair: &Pair<'_, '_>,
) -> Option<(&'static str, String)> {
    let names = ["DBParameterGroupName", "DBClusterParameterGroupName"];
    names.into_iter().find_map(|name| {
        let named = pair.new.property(&[name])?;
        let Expression::Reference { to, .. } = named else {
            return None;
        };
        let group = comparison.new.resources.get(to)?;
        Some((name, group.text(&["Family"])?.to_owned()))
    })
}

/// The major version as families have it: `17` of PostgreSQL, `8.0` of MySQL.
fn major(engine: &str, version: &str) -> Option<String> {
    let numbers = Version::read(version)?;
    let is_of_two = matches!(engine, "mysql" | "mariadb" | "aurora-mysql" | "aurora")
        || (engine.ends_with("postgres") || engine.ends_with("postgresql"))
            && numbers.number(0) < Some(10);
    let count = if is_of_two { 2 } else { 1 };
    numbers.number(count - 1)?;
    Some(numbers.first(count))
}
