//! The names of CloudFormation's intrinsic functions.
//!
//! Source: AWS CloudFormation template reference, "Intrinsic functions", "Rule-specific intrinsic
//! functions", "AWS::LanguageExtensions transform". Not here: their arguments (the `cfn` floor).

/// An intrinsic function, by name. A name that is none of them is kept, so that a tree always exists.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each variant is CloudFormation's own name")]
pub enum Intrinsic {
    Ref,
    Condition,
    GetAtt,
    Sub,
    Join,
    Select,
    Split,
    If,
    Equals,
    And,
    Or,
    Not,
    FindInMap,
    GetAZs,
    Cidr,
    Base64,
    ImportValue,
    GetStackOutput,
    Transform,
    Length,
    ToJsonString,
    Contains,
    EachMemberEquals,
    EachMemberIn,
    RefAll,
    ValueOf,
    ValueOfAll,
    /// A tag or an `Fn::` key that CloudFormation does not know, as written without `!` or `Fn::`.
    Unknown(String),
}

/// Every known function with the name of its short form; the long form has `Fn::` before it but
/// for `Ref` and `Condition`.
const NAMES: &[(Intrinsic, &str)] = &[
    (Intrinsic::Ref, "Ref"),
    (Intrinsic::Condition, "Condition"),
    (Intrinsic::GetAtt, "GetAtt"),
    (Intrinsic::Sub, "Sub"),
    (Intrinsic::Join, "Join"),
    (Intrinsic::Select, "Select"),
    (Intrinsic::Split, "Split"),
    (Intrinsic::If, "If"),
    (Intrinsic::Equals, "Equals"),
    (Intrinsic::And, "And"),
    (Intrinsic::Or, "Or"),
    (Intrinsic::Not, "Not"),
    (Intrinsic::FindInMap, "FindInMap"),
    (Intrinsic::GetAZs, "GetAZs"),
    (Intrinsic::Cidr, "Cidr"),
    (Intrinsic::Base64, "Base64"),
    (Intrinsic::ImportValue, "ImportValue"),
    (Intrinsic::GetStackOutput, "GetStackOutput"),
    (Intrinsic::Transform, "Transform"),
    (Intrinsic::Length, "Length"),
    (Intrinsic::ToJsonString, "ToJsonString"),
    (Intrinsic::Contains, "Contains"),
    (Intrinsic::EachMemberEquals, "EachMemberEquals"),
    (Intrinsic::EachMemberIn, "EachMemberIn"),
    (Intrinsic::RefAll, "RefAll"),
    (Intrinsic::ValueOf, "ValueOf"),
    (Intrinsic::ValueOfAll, "ValueOfAll"),
];

impl Intrinsic {
    /// All known functions.
    pub fn known() -> impl Iterator<Item = &'static Self> {
        NAMES.iter().map(|(intrinsic, _)| intrinsic)
    }

    /// The function of a short tag, without its `!`.
    #[must_use]
    pub fn of_tag(tag: &str) -> Self {
        let known = NAMES.iter().find(|(_, name)| *name == tag);
        known.map_or_else(
            || Self::Unknown(tag.to_owned()),
            |(intrinsic, _)| intrinsic.clone(),
        )
    }

    /// The function of a long form's only key; `None` when such a key is plain data.
    ///
    /// `Condition` is a function in `Conditions` and `Rules` only, so the reader decides on it.
    #[must_use]
    pub fn of_key(key: &str) -> Option<Self> {
        match key.strip_prefix("Fn::") {
            Some(name) => Some(Self::of_tag(name)),
            None => (key == "Ref").then_some(Self::Ref),
        }
    }

    /// The name in the short form, without its `!`.
    #[must_use]
    pub fn tag(&self) -> &str {
        if let Self::Unknown(name) = self {
            return name;
        }
        let mut names = NAMES.iter();
        names
            .find_map(|(intrinsic, name)| (intrinsic == self).then_some(*name))
            .expect("invariant: NAMES holds every known function")
    }

    /// The key of the long form.
    #[must_use]
    pub fn key(&self) -> String {
        if matches!(self, Self::Ref | Self::Condition) {
            self.tag().to_owned()
        } else {
            format!("Fn::{}", self.tag())
        }
    }

    /// Whether CloudFormation knows a short form: the functions of the language extensions have none.
    #[must_use]
    pub fn has_short_form(&self) -> bool {
        !matches!(self, Self::Length | Self::ToJsonString)
    }
}
