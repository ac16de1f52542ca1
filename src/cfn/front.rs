//! What every generated binding has around its properties, declared in one line each.
//!
//! A front is a typed view of a part of the tree; the macros here write what is the same for all of
//! them, so that a generated file shows properties and little else. Not here: any property.

/// Declares a resource type and the handle of its resources: `Subnet`, `SubnetHandle`.
#[macro_export]
macro_rules! resource_front {
    ($(#[$doc:meta])* $name:ident, $handle:ident, $resource_type:literal) => {
        $(#[$doc])*
        #[derive(Clone, Debug)]
        #[must_use]
        pub struct $name($crate::cfn::ResourceBody);

        #[doc = ::std::concat!(
            "What a [`", ::std::stringify!($name), "`] of a stack can be asked for."
        )]
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $handle($crate::cfn::Reference);

        impl $name {
            fn empty() -> Self {
                Self($crate::cfn::ResourceBody::new($resource_type))
            }

            #[allow(dead_code, reason = "a type may have no property")]
            fn set(mut self, property: &str, value: $crate::document::Node) -> Self {
                self.0.set_property(property, value);
                self
            }
        }

        impl $crate::cfn::Resource for $name {
            const TYPE: &'static str = $resource_type;
            type Handle = $handle;

            fn handle(reference: $crate::cfn::Reference) -> Self::Handle {
                $handle(reference)
            }

            fn from_body(body: $crate::cfn::ResourceBody) -> Self {
                Self(body)
            }

            fn into_body(self) -> $crate::cfn::ResourceBody {
                self.0
            }
        }

        impl $crate::cfn::Handle for $handle {
            fn reference(&self) -> &$crate::cfn::Reference {
                &self.0
            }
        }
    };
}

/// Declares a nested property: an object with properties of its own.
#[macro_export]
macro_rules! property_front {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq)]
        #[must_use]
        pub struct $name($crate::document::Mapping);

        impl $name {
            fn empty() -> Self {
                Self($crate::document::Mapping::new())
            }

            #[allow(dead_code, reason = "an object may have no property")]
            fn set(mut self, property: &str, value: $crate::document::Node) -> Self {
                self.0.set(property, value);
                self
            }
        }

        impl $crate::cfn::Kind for $name {
            const PARAMETER_TYPE: &'static str = "String";
        }

        impl $crate::cfn::Literal for $name {
            fn into_node(self) -> $crate::document::Node {
                $crate::document::Node::mapping(self.0)
            }
        }
    };
}

/// Gives a front without required properties its `Default`.
#[macro_export]
macro_rules! default_front {
    ($($name:ident),+ $(,)?) => {$(
        impl ::std::default::Default for $name {
            fn default() -> Self {
                Self::new()
            }
        }
    )+};
}

/// Declares a kind with a list of known values, open for those that are newer than the facts.
#[macro_export]
macro_rules! choice {
    ($(#[$doc:meta])* $name:ident { $($variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        pub enum $name {
            $(
                #[doc = ::std::concat!("`", $text, "`.")]
                $variant,
            )+
            /// A value that these facts do not know yet.
            Other(String),
        }

        impl $name {
            /// The value as a template writes it.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $text,)+
                    Self::Other(text) => text,
                }
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = ::std::convert::Infallible;

            fn from_str(text: &str) -> ::std::result::Result<Self, Self::Err> {
                Ok(match text {
                    $($text => Self::$variant,)+
                    other => Self::Other(other.to_owned()),
                })
            }
        }

        impl $crate::cfn::Kind for $name {
            const PARAMETER_TYPE: &'static str = "String";
        }

        impl $crate::cfn::WidensToText for $name {}

        impl $crate::cfn::Literal for $name {
            fn into_node(self) -> $crate::document::Node {
                $crate::document::Node::text(self.as_str())
            }
        }
    };
}

/// Declares the kind of a property that takes several kinds, and nothing else.
#[macro_export]
macro_rules! union_kind {
    ($(#[$doc:meta])* $name:ident: $($member:ty),+ $(,)?) => {
        $crate::kind_literal!($(#[$doc])* $name);

        $(
            impl $crate::cfn::IntoExpr<$name> for $crate::cfn::Expr<$member> {
                fn into_expr(self) -> $crate::cfn::Expr<$name> {
                    $crate::cfn::Expr::from_node(self.into_node())
                }
            }

            impl $crate::cfn::IntoExpr<$name> for &$crate::cfn::Expr<$member> {
                fn into_expr(self) -> $crate::cfn::Expr<$name> {
                    $crate::cfn::Expr::from_node(self.node().clone())
                }
            }

            impl $crate::cfn::IntoExpr<$name> for $member {
                fn into_expr(self) -> $crate::cfn::Expr<$name> {
                    $crate::cfn::Expr::from_node($crate::cfn::Literal::into_node(self))
                }
            }
        )+
    };
}

pub use {choice, default_front, property_front, resource_front, union_kind};
