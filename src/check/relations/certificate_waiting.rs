//! # certificate-waits
//!
//! ## What it finds
//! A certificate that CloudFormation can't validate by itself: one that is validated by e-mail, or by a
//! record in DNS whose hosted zone no validation option names.
//!
//! ## Why it matters
//! The stack waits until somebody clicks the link or enters the record, and fails when nobody does so for
//! hours.
//!
//! ## Fails
//! ```yaml
//! Resources:
//!   Certificate:
//!     Type: AWS::CertificateManager::Certificate
//!     Properties: { DomainName: www.example.com, ValidationMethod: DNS }
//! ```
//!
//! ```yaml
//! Resources:
//!   Certificate:
//!     Type: AWS::CertificateManager::Certificate
//!     Properties: { DomainName: www.example.com }
//! ```
//! ## Passes
//! ```yaml
//! Resources:
//!   Certificate:
//!     Type: AWS::CertificateManager::Certificate
//!     Properties:
//!       DomainName: www.example.com
//!       ValidationMethod: DNS
//!       DomainValidationOptions: [{ DomainName: www.example.com, HostedZoneId: Z0123456789ABCDEFGHIJ }]
//! ```
//! ## Sources
//! AWS CloudFormation template reference, "AWS::CertificateManager::Certificate".

use crate::check::{Check, Context};
use crate::source::{Rule, Severity};

/// The check.
pub(super) static CHECK: Check = Check {
    rule: Rule {
        id: "certificate-waits",
        severity: Severity::Info,
        page: include_str!("certificate_waiting.rs"),
    },
    cfn_lint: &[],
    run,
};

fn run(context: &Context<'_>) {
    for certificate in context.of_types(&["AWS::CertificateManager::Certificate"]) {
        let options = ["DomainValidationOptions", "*", "HostedZoneId"];
        for method in context.cases(&certificate, &["ValidationMethod"]) {
            let name = certificate.logical_id;
            let message = match method.text() {
                Some("EMAIL") => {
                    format!("`{name}` waits until somebody follows the link in an e-mail")
                }
                None if method.is_absent() => {
                    format!("`{name}` is validated by e-mail, and waits until somebody answers")
                }
                Some("DNS") => {
                    let zones = context.cases(&certificate, &options);
                    let mut there = zones.iter().filter(|zone| !zone.is_absent());
                    // One zone may hold the records of several names.
                    if there.any(|zone| context.together(&method.guard, &zone.guard).is_some()) {
                        continue;
                    }
                    format!("`{name}` waits until somebody enters its record in DNS")
                }
                Some(_) | None => continue,
            };
            let finding = context.finding_of(&CHECK.rule, &certificate, &method, message);
            let help = "validate by `DNS`, with a `HostedZoneId` in `DomainValidationOptions`";
            context.report(finding.help(help));
        }
    }
}
