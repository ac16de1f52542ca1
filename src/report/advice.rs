//! What a finding says beside its message, for forms that have one field for it.

use crate::source::Finding;

/// What was expected, and what to do.
pub(super) fn advice(finding: &Finding) -> Option<String> {
    match (&finding.expected, &finding.help) {
        (Some(expected), Some(help)) => Some(format!("{expected}; {help}")),
        (Some(one), None) | (None, Some(one)) => Some(one.clone()),
        (None, None) => None,
    }
}

/// The message and all advice, a line each.
pub(super) fn message_with_advice(finding: &Finding) -> String {
    let parts = [
        Some(&finding.message),
        finding.expected.as_ref(),
        finding.help.as_ref(),
    ];
    let parts: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
    parts.join("\n")
}
