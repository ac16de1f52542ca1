//! The form in which a section is declared: once, with key, type, default and documentation.

/// Declares a section: a struct with a field per key, its description, and how it is read.
///
/// A key is followed by its type and by what happens when it is left out: `required "example"`,
/// `or "default"`, `optional "example" "what happens without"`, `section`, or `map "example"`.
macro_rules! section {
    (
        $(#[doc = $about:literal])+
        $name:ident as $definition:literal {
            $(
                $(#[doc = $documentation:literal])+
                $key:ident: $type:ty = $presence:ident $($text:literal)*,
            )+
        }
    ) => {
        $(#[doc = $about])+
        #[derive(Clone, Debug)]
        pub(in crate::spec) struct $name {
            $(
                $(#[doc = $documentation])+
                pub(in crate::spec) $key: $crate::spec::reader::Field<$type>,
            )+
        }

        impl $name {
            /// The section as declared.
            pub(in crate::spec) const SECTION: $crate::spec::shape::Section =
                $crate::spec::shape::Section {
                    name: $definition,
                    about: &[$($about),+],
                    keys: &[$(
                        $crate::spec::shape::Key {
                            name: stringify!($key),
                            documentation: &[$($documentation),+],
                            presence: $crate::spec::section::presence!($presence $($text)*),
                            shape: <$type as $crate::spec::reader::Value>::shape,
                        }
                    ),+],
                };

            fn read(
                mapping: Option<&$crate::document::Mapping>,
                spot: $crate::spec::reader::Spot,
                reader: &mut $crate::spec::reader::Reader<'_>,
            ) -> Self {
                let mut keys = Self::SECTION.keys.iter();
                Self {
                    $(
                        $key: {
                            let key = keys.next().expect("invariant: a key per field");
                            reader.field(key, mapping, spot)
                        },
                    )+
                }
            }
        }

        impl $crate::spec::reader::Value for $name {
            fn shape() -> $crate::spec::shape::Shape {
                $crate::spec::shape::Shape::Section(&Self::SECTION)
            }

            fn decode(
                node: &$crate::document::Node,
                spot: $crate::spec::reader::Spot,
                reader: &mut $crate::spec::reader::Reader<'_>,
            ) -> Option<Self> {
                let mapping = reader.section(&Self::SECTION, node, spot)?;
                Some(Self::read(Some(mapping), spot, reader))
            }

            fn absent(
                spot: $crate::spec::reader::Spot,
                reader: &mut $crate::spec::reader::Reader<'_>,
            ) -> Option<Self> {
                Some(Self::read(None, spot, reader))
            }
        }
    };
}

/// What happens when a key is left out.
macro_rules! presence {
    (required $example:literal) => {
        $crate::spec::shape::Presence::Required { example: $example }
    };
    (or $default:literal) => {
        $crate::spec::shape::Presence::Default($default)
    };
    (optional $example:literal $without:literal) => {
        $crate::spec::shape::Presence::Optional {
            example: $example,
            without: $without,
        }
    };
    (map $example:literal) => {
        $crate::spec::shape::Presence::Map { example: $example }
    };
    (section) => {
        $crate::spec::shape::Presence::Section
    };
}

pub(in crate::spec) use {presence, section};
