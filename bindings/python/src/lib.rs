//! What `kiwoom_engine`, the Python package, is built on. Its own face is in
//! `python/kiwoom_engine`; nothing here is meant to be used directly.

mod bell;
mod buffer;
mod builder;
mod engine;
mod feed;
mod journal;
#[cfg(feature = "share")]
mod share;
mod simulator;
mod taken;

use pyo3::prelude::*;

pyo3::create_exception!(
    kiwoom_engine,
    Error,
    pyo3::exceptions::PyException,
    "The engine couldn't do what it was asked to."
);
pyo3::create_exception!(
    kiwoom_engine,
    Closed,
    Error,
    "The feed has ended, and everything in it was read."
);

/// What went wrong, in words, as the package's exception.
fn error(what: impl std::fmt::Display) -> PyErr {
    Error::new_err(what.to_string())
}

/// A value that can't be, as Python's own exception.
fn value(what: impl std::fmt::Display) -> PyErr {
    pyo3::exceptions::PyValueError::new_err(what.to_string())
}

/// A message type by its code (`0B`) or English name (`trade`).
fn message_type(name: &str) -> PyResult<kiwoom_engine::schema::MessageType> {
    name.parse()
        .map_err(|error: kiwoom_engine::schema::NoMessageType| value(error))
}

/// Rises with every change of a record's layout.
#[pyfunction]
const fn layout_version() -> u32 {
    kiwoom_engine::record::LAYOUT_VERSION
}

/// Now, on the clock of `rx_mono_ns` and `ready_mono_ns` in a record's header.
#[pyfunction]
fn clock_ns() -> u64 {
    kiwoom_engine::clock::mono().nanos()
}

/// A field's name, place, size, kind and decimals.
type Field = (&'static str, u16, u16, &'static str, u8);

/// A record's name and size, and its fields in the order of the wire.
type Layout = (&'static str, usize, Vec<Field>);

/// Sizes of the records and places of their fields, as the engine has them: what the
/// columns of tables are, and what the package's own tests hold the dtypes against.
#[pyfunction]
fn layouts() -> Vec<Layout> {
    let fields = |spec: &kiwoom_engine::schema::MessageSpec| {
        let field = |it: &kiwoom_engine::schema::FieldSpec| {
            (it.name, it.offset, it.size, it.kind.name(), it.scale)
        };
        spec.fields.iter().map(field).collect()
    };
    let specs = kiwoom_engine::schema::MESSAGES.iter();
    specs
        .map(|spec| (spec.name, spec.record_size, fields(spec)))
        .collect()
}

/// Numbers and their names.
type Names = Vec<(u16, String)>;

/// What numbers in records are called: venues, events of connections, and the marks
/// that tables have a column of, in their order.
#[pyfunction]
fn names() -> (Names, Names, Names) {
    use kiwoom_engine::record::{LinkEventKind, RecordFlags, Venue};
    let venues = [
        Venue::KRX,
        Venue::NXT,
        Venue::SOR,
        Venue::NYSE,
        Venue::NASDAQ,
        Venue::AMEX,
    ];
    let flags = [
        ("gap_before", RecordFlags::GAP_BEFORE),
        ("last_in_frame", RecordFlags::LAST_IN_FRAME),
        ("truncated", RecordFlags::TRUNCATED),
        ("not_representable", RecordFlags::NOT_REPRESENTABLE),
        ("unknown_fields", RecordFlags::UNKNOWN_FIELDS),
        ("duplicate_fields", RecordFlags::DUPLICATE_FIELDS),
    ];
    let venue = |it: Venue| (it.number().into(), format!("{it:?}"));
    let event = |it: LinkEventKind| (it.number().into(), format!("{it:?}"));
    let flag = |(name, it): (&str, RecordFlags)| (it.bits(), name.to_owned());
    (
        venues.map(venue).to_vec(),
        LinkEventKind::ALL.map(event).to_vec(),
        flags.map(flag).to_vec(),
    )
}

#[pymodule]
fn _native(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add("Error", module.py().get_type::<Error>())?;
    module.add("Closed", module.py().get_type::<Closed>())?;
    module.add(
        "SNAPSHOT",
        kiwoom_engine::record::RecordFlags::SNAPSHOT.bits(),
    )?;
    module.add("__version__", env!("CARGO_PKG_VERSION"))?;
    module.add_class::<builder::Builder>()?;
    module.add_class::<engine::Engine>()?;
    module.add_class::<feed::Feed>()?;
    module.add_class::<simulator::Simulator>()?;
    #[cfg(feature = "share")]
    {
        module.add_class::<share::Share>()?;
        module.add_function(wrap_pyfunction!(share::publish, module)?)?;
    }
    module.add_function(wrap_pyfunction!(layout_version, module)?)?;
    module.add_function(wrap_pyfunction!(clock_ns, module)?)?;
    module.add_function(wrap_pyfunction!(layouts, module)?)?;
    module.add_function(wrap_pyfunction!(names, module)?)?;
    module.add_function(wrap_pyfunction!(journal::segments, module)?)?;
    module.add_function(wrap_pyfunction!(journal::replay, module)?)?;
    Ok(())
}
