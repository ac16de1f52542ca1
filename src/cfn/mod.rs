//! The CloudFormation language over nodes: typed expressions, resources, conditions, parameters.
//!
//! A typed value is a node of the one tree with a phantom kind: nothing here keeps a second model
//! of a template. Not here: any resource type (the `bindings` floor), the wiring between stacks
//! (the `assembly` floor), any text.

mod attribute;
mod condition;
mod expr;
mod front;
mod function;
mod kind;
mod literal;
mod parameter;
mod reference;
mod resource;
mod rule;
mod sub;
mod tag;

pub use attribute::{
    AutoScalingCreationPolicy, CreationPolicy, DeletionPolicy, ResourceSignal, RollingUpdate,
    ScheduledAction, UpdatePolicy, UpdateReplacePolicy,
};
pub use condition::{Condition, Predicate, all, any, each_member_in, equals, not};
pub use expr::{Expr, IntoExpr};
pub use front::{choice, default_front, property_front, resource_front, union_kind};
pub use function::{
    account_id, base64, cidr, find_in_map, if_, import_value, join, no_value, notification_arns,
    partition, ref_all, region, secret_string, select, split, ssm_parameter, stack_id, stack_name,
    url_suffix, value_of_all,
};
pub use kind::{
    Boolean, Double, Integer, Json, Kind, List, Literal, Map, PolicyDocument, Text, WidensToText,
};
pub use literal::kind_literal;
pub use parameter::Parameter;
pub(crate) use reference::named;
pub use reference::{Handle, Reference};
pub use resource::{Resource, ResourceBody};
pub use rule::{Assertion, RuleSection};
pub use sub::{Part, sub};
pub use tag::Tag;
