//! What the generated records are completed with.

/// The layout as a promise: the build fails when it isn't kept.
macro_rules! layout {
    ($name:ident, $size:literal, $align:literal; $($offset:literal $member:ident;)+) => {
        const _: () = {
            assert!(size_of::<$name>() == $size && align_of::<$name>() == $align);
            $(assert!(std::mem::offset_of!($name, $member) == $offset);)+
        };
    };
}

/// What all records of the tables can do.
macro_rules! record_impls {
    ($record:ident, $field:ident, $constant:ident) => {
        impl $record {
            /// The value of a field chosen at run time. Allocates nothing.
            #[must_use]
            pub fn field(&self, field: $field) -> Value<'_> {
                field.spec().read(self.as_bytes())
            }
        }

        impl Default for $record {
            fn default() -> Self {
                Self::EMPTY
            }
        }

        impl reference::Sealed for $record {}

        impl TypedRecord for $record {
            const KIND: RecordKind = RecordKind::$record;

            fn header(&self) -> &RecordHeader {
                &self.header
            }
        }

        impl std::fmt::Debug for $record {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                RecordRef::of(self).fmt(f)
            }
        }
    };
}

/// One type over all records, and the trait that strategies write.
macro_rules! records {
    ($($(#[doc = $doc:literal])+ $record:ident, $method:ident;)+) => {
        /// A record by its type, for a `match`.
        #[derive(Clone, Copy, Debug)]
        #[non_exhaustive]
        pub enum Record<'a> {
            $($(#[doc = $doc])+ $record(&'a $record),)+
        }

        impl RecordKind {
            /// A record of this kind without any value, as bytes.
            pub(crate) fn empty(self) -> &'static [u8] {
                match self {
                    $(Self::$record => {
                        static EMPTY: $record = $record::EMPTY;
                        EMPTY.as_bytes()
                    })+
                }
            }
        }

        impl<'a> RecordRef<'a> {
            /// The record by its type. One comparison chain over a byte: a jump table.
            ///
            /// `None` only for bytes that no engine of this version wrote.
            #[inline]
            #[must_use]
            pub fn typed(self) -> Option<Record<'a>> {
                match self.kind()? {
                    $(RecordKind::$record => self.get::<$record>().map(Record::$record),)+
                }
            }

            /// Calls the method of `handler` that this record is for.
            #[inline]
            pub fn dispatch(self, handler: &mut (impl Handler + ?Sized)) {
                match self.typed() {
                    $(Some(Record::$record(record)) => handler.$method(record),)+
                    None => {}
                }
            }
        }

        /// What a strategy does with its records: one method for each, all of
        /// which do nothing until they are written.
        ///
        /// The methods are called on the strategy's own thread, or on the I/O thread
        /// where it runs [inline](crate::Strategy::inline), in the order of
        /// [`RecordHeader::sequence`]. A record is read in the ring: what is to
        /// outlive the call must be copied (records are `Copy`). While a method
        /// runs, nothing of this strategy's ring is freed: one that takes long
        /// loses data to overflow, which it is told with [`Handler::on_gap`].
        pub trait Handler {
            $($(#[doc = $doc])+
            #[inline]
            fn $method(&mut self, record: &$record) {
                let _ = record;
            }
            )+

            /// The ring is read empty for now: the burst is over.
            #[inline]
            fn on_batch_end(&mut self) {}
        }
    };
}
