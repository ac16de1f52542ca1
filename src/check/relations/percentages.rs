//! # deployment-percentages
//!
//! ## What it finds
//! A service of ECS that has to keep as many tasks as it may run: `MinimumHealthyPercent` is not less than
//! `MaximumPercent`.
//!
//! ## Why it matters
//! No task could be replaced. ECS refuses the service.
//!
//! ## Fails
//! ```yaml
//! Resources:
//!   Service:
//!     Type: AWS::ECS::Service
//!     Properties:
//!       TaskDefinition: web:1
//!       DesiredCount: 1
//!       DeploymentConfiguration: { MinimumHealthyPercent: 100, MaximumPercent: 100 }
//! ```
//! ## Passes
//! ```yaml
//! Resources:
//!   Service:
//!     Type: AWS::ECS::Service
//!     Properties:
//!       TaskDefinition: web:1
//!       DesiredCount: 1
//!       DeploymentConfiguration: { MinimumHealthyPercent: 100, MaximumPercent: 200 }
//! ```
//! ## Sources
//! Amazon ECS API reference, "DeploymentConfiguration".

use super::numbers::numbers;
use crate::check::cases::Case;
use crate::check::{Check, Context};
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "deployment-percentages",
        severity: Severity::Error,
        page: include_str!("percentages.rs"),
    },
    cfn_lint: &[],
    run,
};

fn run(context: &Context<'_>) {
    let least = ["DeploymentConfiguration", "MinimumHealthyPercent"];
    let most = ["DeploymentConfiguration", "MaximumPercent"];
    for two in numbers(
        context,
        &["AWS::ECS::Service"],
        (&least, None),
        (&most, None),
    ) {
        let controller = context.cases(&two.resource, &["DeploymentController", "Type"]);
        let rolling = |case: &Case| case.is_absent() || case.text() == Some("ECS");
        if two.first < two.second || !controller.iter().all(rolling) {
            continue;
        }
        let message = format!(
            "{} % of the tasks have to run, and {} % may",
            two.first, two.second
        );
        let finding = context.finding_of(&CHECK.rule, &two.resource, &two.case, message);
        context.report(
            finding.expected("expected `MaximumPercent` to be more than `MinimumHealthyPercent`"),
        );
    }
}
