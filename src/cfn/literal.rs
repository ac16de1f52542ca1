//! The kinds that name something of a resource, declared in one line each.

/// Declares kinds that are texts naming one thing each: `VpcId`, `TargetGroupArn`.
///
/// A kind is also its own literal: `"vpc-0123".parse::<VpcId>()`. The second form gives the types
/// of the parameters that carry such a value, where CloudFormation has more than `String`.
#[macro_export]
macro_rules! kind_literal {
    ($(#[$doc:meta])* $name:ident) => {
        $crate::kind_literal!($(#[$doc])* $name, "String", "CommaDelimitedList");
    };
    ($(#[$doc:meta])* $name:ident, $parameter:literal, $list:literal) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        pub struct $name(String);

        impl $crate::cfn::Kind for $name {
            const PARAMETER_TYPE: &'static str = $parameter;
            const LIST_PARAMETER_TYPE: &'static str = $list;
            const NAME: &'static str = ::std::stringify!($name);
        }

        impl $crate::cfn::WidensToText for $name {}

        impl $crate::cfn::Literal for $name {
            fn into_node(self) -> $crate::document::Node {
                $crate::document::Node::text(self.0)
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = ::std::convert::Infallible;

            fn from_str(text: &str) -> ::std::result::Result<Self, Self::Err> {
                Ok(Self(text.to_owned()))
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                formatter.write_str(&self.0)
            }
        }
    };
}

pub use kind_literal;
