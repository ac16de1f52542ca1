//! The rules of wiring: what a set of stacks can be refused for.

use crate::source::{Rule, Severity};

/// Declares the rules and the table of them.
macro_rules! rules {
    ($($(#[$doc:meta])* $name:ident $id:literal $page:literal;)*) => {
        $($(#[$doc])* pub(super) const $name: &Rule = &Rule {
            id: $id,
            severity: Severity::Error,
            page: $page,
        };)*

        /// Every rule of wiring.
        pub const RULES: &[&Rule] = &[$($name),*];
    };
}

rules! {
    /// A name that CloudFormation does not take.
    LOGICAL_ID "wiring-logical-id"
        "A logical id, parameter or output has a name of other characters than letters and digits, \
         or of more than 255. CloudFormation refuses the template.";
    /// Two things of one name.
    DUPLICATE "wiring-duplicate"
        "Two things of one stack have the same name, or two stacks of one assembly have. One of \
         them would be lost.";
    /// A name that nobody has.
    UNKNOWN "wiring-unknown-reference"
        "A reference names a resource, parameter, list or condition that its stack does not have: \
         the handle comes from a stack that is not part of the assembly.";
    /// A conditional value used where it may be missing.
    CONDITION "wiring-condition"
        "A value of a resource that exists under a condition only is used where the condition is \
         not asked. CloudFormation fails with an unresolved dependency where the condition is false.";
    /// A circle.
    CYCLE "wiring-cycle"
        "Stacks, or resources of a stack, need one another in a circle. CloudFormation can't make \
         any of them first. A rule between two security groups, for one, belongs in a resource of \
         its own.";
    /// Two different values that would get one name.
    NAME_CLASH "wiring-name-clash"
        "Two different values of a stack would be imported under the same name, since a name is \
         made of stack, logical id and attribute. Rename one of the resources.";
    /// A parameter that nobody sets.
    PARAMETER "wiring-parameter"
        "A nested stack declares a parameter without a default itself. Declare it in the root \
         stack and use it: the assembly passes it down.";
    /// What does not go from one root to another.
    ROOTS "wiring-roots"
        "A stack uses something that another root stack holds and that no output can carry: a \
         condition, a value that exists under a condition only, or a value of a root that is \
         deployed later.";
    /// More than CloudFormation takes.
    QUOTA "wiring-quota"
        "A template has more parameters, outputs, resources or bytes than CloudFormation takes.";
}
