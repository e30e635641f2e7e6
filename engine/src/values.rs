//! The vocabularies of fields whose values Kiwoom enumerates.
//!
//! Generated from `codegen/tables/values.tsv`. Every one is open: a value that
//! Kiwoom adds is kept as it came, and only has no name.

/// A type over short text, with a constant for each known value.
macro_rules! value_list {
    ($(#[doc = $doc:literal])+ pub struct $name:ident($size:literal) {
        $($(#[doc = $value_doc:literal])+
          $constant:ident = $text:literal, $value_name:literal, $name_ko:literal;)+
    }) => {
        $(#[doc = $doc])+
        #[derive(
            Clone, Copy, Default, PartialEq, Eq, Hash,
            zerocopy::FromBytes, zerocopy::IntoBytes, zerocopy::Immutable, zerocopy::KnownLayout,
        )]
        #[repr(transparent)]
        pub struct $name($crate::record::Text<$size>);

        impl $name {
            /// No value.
            pub const NONE: Self = Self($crate::record::Text::NONE);
            $($(#[doc = $value_doc])+
            pub const $constant: Self = Self($crate::record::Text::constant($text));)+

            /// Pairs of the text on the wire and the English name.
            pub const VALUES: &'static [(&'static str, &'static str)] =
                &[$(($text, $value_name),)+];

            /// The value as on the wire, cut when it is longer than any known one may be.
            #[must_use]
            pub fn new(text: &str) -> Self {
                Self($crate::record::Text::new(text))
            }

            /// The text on the wire; `None` for no value.
            #[must_use]
            pub fn get(&self) -> Option<&str> {
                self.0.get()
            }

            /// Its English name; `None` for no value and for one that isn't known.
            #[must_use]
            pub fn name(&self) -> Option<&'static str> {
                match self.get()? {
                    $($text => Some($value_name),)+
                    _ => None,
                }
            }

            /// Its Korean name; `None` for no value and for one that isn't known.
            #[must_use]
            pub fn name_ko(&self) -> Option<&'static str> {
                match self.get()? {
                    $($text => Some($name_ko),)+
                    _ => None,
                }
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                match self.name() {
                    Some(name) => write!(f, "{name}({})", self.0),
                    None => self.0.fmt(f),
                }
            }
        }
    };
}

include!(concat!(env!("OUT_DIR"), "/values.rs"));
