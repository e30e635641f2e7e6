//! What the generated tables are turned into.

/// The record kinds, numbered.
macro_rules! record_kinds {
    ($($(#[doc = $doc:literal])+ $name:ident = $number:literal,)+) => {
        /// Which record it is: the message types in the order of their codes,
        /// and the records that the engine makes itself.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        #[non_exhaustive]
        pub enum RecordKind {
            $($(#[doc = $doc])+ $name = $number,)+
        }

        impl RecordKind {
            /// The kind with this number, as it stands in a record's header.
            #[must_use]
            pub const fn from_number(number: u8) -> Option<Self> {
                match number {
                    $($number => Some(Self::$name),)+
                    _ => None,
                }
            }

            /// Its number, as it stands in a record's header.
            #[must_use]
            pub const fn number(self) -> u8 {
                self as u8
            }
        }
    };
}

/// The table of all message types.
macro_rules! message_specs {
    ($($record:ident, $constant:ident, $fields:ident, $codes:ident, $segment:ident,
       $name:literal, $name_ko:literal, $wire_name:literal, $size:literal;)+) => {
        /// Every message type that the tables know, by record kind.
        pub static MESSAGES: &[MessageSpec] = &[$(
            MessageSpec {
                message_type: MessageType::$constant,
                kind: RecordKind::$record,
                segment: Segment::$segment,
                name: $name,
                name_ko: $name_ko,
                wire_name: $wire_name,
                record_size: $size,
                fields: &$fields,
                codes: &$codes,
            },
        )+];

        impl MessageType {
            /// The record that it fills; `None` for a type that the tables lack.
            #[must_use]
            pub const fn kind(self) -> Option<RecordKind> {
                match self {
                    $(Self::$constant => Some(RecordKind::$record),)+
                    _ => None,
                }
            }
        }
    };
}

/// The fields of one type: an enum for programs, a table for walking.
macro_rules! message_fields {
    ($(#[doc = $doc:literal])+ pub enum $name:ident, $fields:ident, $codes:ident, $count:literal {
        $($(#[doc = $field_doc:literal])+ $field:ident = $code:literal, $flat:literal,
          $name_ko:literal, $kind:ident, $unit:literal, $scale:literal, $size:literal @ $offset:literal,
          $values:tt;)+
    }) => {
        $(#[doc = $doc])+
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        #[non_exhaustive]
        pub enum $name {
            $($(#[doc = $field_doc])+ $field,)+
        }

        impl $name {
            /// Every field, in the order of the wire.
            pub const ALL: [Self; $count] = [$(Self::$field,)+];

            /// The field with Kiwoom's code `code`.
            #[must_use]
            pub fn from_code(code: u16) -> Option<Self> {
                $codes.index(code).map(|index| Self::ALL[index])
            }

            /// What the tables say of it.
            #[must_use]
            pub const fn spec(self) -> &'static FieldSpec {
                &$fields[self as usize]
            }
        }

        static $fields: [FieldSpec; $count] = [$(
            FieldSpec {
                code: $code,
                name: $flat,
                name_ko: $name_ko,
                kind: Kind::$kind,
                unit: $unit,
                scale: $scale,
                offset: $offset,
                size: $size,
                values: message_fields!(@values $values),
            },
        )+];
    };
    (@values ()) => { &[] };
    (@values $list:ident) => { $list::VALUES };
}

/// From a code to its field's number, through pages of 64 codes.
macro_rules! code_map {
    ($name:ident, $pages:literal, $slots:literal; $($page:literal,)+ $(; $($slot:literal,)+)+) => {
        static $name: CodeMap = {
            static PAGES: [u8; $pages] = [$($page,)+];
            static SLOTS: [[u8; 64]; $slots] = [$([$($slot,)+],)+];
            CodeMap::new(&PAGES, &SLOTS)
        };
    };
}
