//! What a deployment has to acknowledge before CloudFormation makes its roles.
//!
//! Source: AWS CloudFormation API reference, `CreateStack`, `Capabilities` (the types that ask for
//! one, and that a name of one's own asks for `CAPABILITY_NAMED_IAM`, which covers the other).
//! The capability counts for a whole tree of stacks.

use std::fmt;

use super::template::{Template, TemplateTree};
use crate::document::Node;

/// What is acknowledged with `--capabilities`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Capability {
    /// There are IAM resources.
    Iam,
    /// There are IAM resources with names of their own.
    NamedIam,
}

/// The types that ask for a capability, and the property by which one is named.
const TYPES: [(&str, Option<&str>); 8] = [
    ("AWS::IAM::AccessKey", None),
    ("AWS::IAM::Group", Some("GroupName")),
    ("AWS::IAM::InstanceProfile", Some("InstanceProfileName")),
    ("AWS::IAM::ManagedPolicy", Some("ManagedPolicyName")),
    ("AWS::IAM::Policy", None),
    ("AWS::IAM::Role", Some("RoleName")),
    ("AWS::IAM::User", Some("UserName")),
    ("AWS::IAM::UserToGroupAddition", None),
];

impl fmt::Display for Capability {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Iam => "CAPABILITY_IAM",
            Self::NamedIam => "CAPABILITY_NAMED_IAM",
        })
    }
}

impl TemplateTree {
    /// What its deployment has to acknowledge, if anything.
    #[must_use]
    pub fn capability(&self) -> Option<Capability> {
        self.templates().filter_map(Template::capability).max()
    }
}

impl Template {
    fn capability(&self) -> Option<Capability> {
        let resources = self.section("Resources");
        resources.filter_map(|(_, resource)| asked(resource)).max()
    }
}

fn asked(resource: &Node) -> Option<Capability> {
    let resource_type = resource.get(&["Type"])?.as_text()?;
    let (_, name) = TYPES.iter().find(|(known, _)| *known == resource_type)?;
    let named = name.is_some_and(|name| resource.get(&["Properties", name]).is_some());
    Some(if named {
        Capability::NamedIam
    } else {
        Capability::Iam
    })
}
