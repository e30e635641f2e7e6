//! Every value against the engine's own JSON, and a few against the frames.

use super::*;
use kiwoom_engine::record::RecordFlags;
use kiwoom_engine::schema::MESSAGES;
use kiwoom_engine::{Endpoint, Engine, Pace, StalenessLimits};
use kiwoom_journal::JournalSource;
use serde_json::Value;
use std::collections::BTreeMap;

/// A record as the engine tells it.
struct Told {
    sequence: u64,
    flags: RecordFlags,
    item: String,
    kernel: u64,
    mono: u64,
    /// With the numbers as they were written.
    fields: Value,
}

/// The records of a journal, by message type.
fn told(journal: &Path) -> BTreeMap<&'static str, Vec<Told>> {
    let builder = Engine::builder(Endpoint::live())
        .staleness(StalenessLimits::none())
        .strategy("test", |it| {
            let types = MESSAGES.iter().map(|it| it.message_type);
            types.fold(it.unknown(), |it, of| it.subscribe(of, [""]))
        });
    let source = JournalSource::open(journal).unwrap();
    let (replay, mut feeds) = builder.replay(source, Pace::Unpaced).unwrap();
    let mut records = BTreeMap::<_, Vec<Told>>::new();
    let mut feed = feeds.remove(0);
    while feed
        .each(256, |record| {
            let Some(spec) = record.spec() else { return };
            let mut json = String::new();
            record.write_fields_json(&mut json).unwrap();
            let header = record.header();
            records.entry(spec.name).or_default().push(Told {
                sequence: header.sequence(),
                flags: header.flags(),
                item: header.item().to_owned(),
                kernel: header.rx_kernel().unwrap().get(),
                mono: header.rx_mono().nanos(),
                fields: serde_json::from_str(&quoted(&json)).unwrap(),
            });
        })
        .is_ok()
    {
        feed.wait(None);
    }
    replay.join().unwrap();
    records
}

/// The same with quotes around the numbers, which no floating point touches then.
fn quoted(json: &str) -> String {
    let mut out = String::new();
    let (mut in_text, mut in_number, mut escaped) = (false, false, false);
    for letter in json.chars() {
        let of_number = !in_text && matches!(letter, '0'..='9' | '-' | '.');
        if of_number != in_number {
            out.push('"');
            in_number = of_number;
        }
        if letter == '"' && !escaped {
            in_text = !in_text;
        }
        escaped = letter == '\\' && !escaped;
        out.push(letter);
    }
    out
}

#[test]
fn every_value_is_as_the_engine_tells_it() {
    let place = Place::new();
    record_all(&place.journal);
    let printed = place.export(&[]);
    let printed = good(&printed);
    let told = told(&place.journal);
    assert!(told.len() >= 20, "only {} types", told.len());
    let (mut values, mut nulls) = (0, 0);
    for (name, records) in &told {
        let table = place.table(name);
        assert_eq!(table.num_rows(), records.len(), "{name}");
        assert!(printed.contains(&format!("{} rows  ", records.len())));
        for (row, record) in records.iter().enumerate() {
            let fields = record.fields.as_object().unwrap();
            let names = table.schema_ref().fields().iter().skip(15);
            let names: Vec<&str> = names.map(|it| it.name().as_str()).collect();
            let mut expected: Vec<&str> = fields.keys().map(String::as_str).collect();
            expected.sort_unstable();
            let mut sorted = names.clone();
            sorted.sort_unstable();
            assert_eq!(sorted, expected, "{name}");
            for column in names {
                let found = cell(&table, column, row);
                let flag = |it: &str| match it {
                    "Y" => "true".to_owned(),
                    "N" => "false".to_owned(),
                    it => it.to_owned(),
                };
                let is_flag = matches!(
                    table.column_by_name(column).unwrap().data_type(),
                    DataType::Boolean
                );
                let expected = match &fields[column] {
                    Value::Null => None,
                    Value::String(it) if is_flag => Some(flag(it)),
                    Value::String(it) => Some(it.clone()),
                    other => panic!("{name}.{column}: {other}"),
                };
                assert_eq!(found, expected, "{name}.{column}, row {row}");
                values += 1;
                nulls += usize::from(found.is_none());
            }
            header(&table, row, record);
        }
    }
    assert!(
        values > 3_000 && nulls > 50,
        "{values} values, {nulls} nulls"
    );
}

fn header(table: &RecordBatch, row: usize, record: &Told) {
    let cell = |column| cell(table, column, row);
    assert_eq!(cell("sequence"), Some(record.sequence.to_string()));
    assert_eq!(cell("rx_kernel"), Some(record.kernel.to_string()));
    assert_eq!(cell("received"), Some(record.kernel.to_string()));
    assert_eq!(cell("rx_mono_ns"), Some(record.mono.to_string()));
    let item = Some(record.item.clone()).filter(|it| !it.is_empty());
    assert_eq!(cell("item"), item);
    assert_eq!(cell("connection"), Some("0".to_owned()));
    assert_eq!(cell("epoch"), Some("1".to_owned()));
    for (column, flag) in [
        ("gap_before", RecordFlags::GAP_BEFORE),
        ("last_in_frame", RecordFlags::LAST_IN_FRAME),
        ("truncated", RecordFlags::TRUNCATED),
        ("not_representable", RecordFlags::NOT_REPRESENTABLE),
        ("unknown_fields", RecordFlags::UNKNOWN_FIELDS),
        ("duplicate_fields", RecordFlags::DUPLICATE_FIELDS),
    ] {
        assert_eq!(cell(column), Some(record.flags.contains(flag).to_string()));
    }
}

#[test]
fn the_first_trade_is_as_it_was_received() {
    let place = Place::new();
    record_all(&place.journal);
    good(&place.export(&["--types", "trade"]));
    let table = place.table("trade");
    for (column, value) in [
        ("item", Some("000660")),
        ("item_venue", Some("KRX")),
        ("time", Some("102755")),
        ("last", Some("1851000")),
        ("last_direction", Some("up")),
        ("open", Some("1745000")),
        ("open_direction", Some("down")),
        ("change_percent", Some("0.49")),
        ("volume", Some("1")),
        ("venue", Some("KRX")),
        ("trading_date", Some("20261127")),
        ("rx_kernel", Some("1795789799999999993")),
    ] {
        assert_eq!(cell(&table, column, 0).as_deref(), value, "{column}");
    }
    assert_eq!(place.files(), ["trade.parquet"]);
}

#[test]
fn a_column_says_what_kiwoom_calls_it() {
    let place = Place::new();
    record_all(&place.journal);
    good(&place.export(&["--types", "0B"]));
    let reader = place.reader("trade");
    let schema = reader.schema();
    assert_eq!(schema.metadata()["kiwoom.code"], "0B");
    assert_eq!(schema.metadata()["kiwoom.name_ko"], "주식체결");
    let field = schema.field_with_name("change_percent").unwrap();
    assert_eq!(field.data_type(), &DataType::Decimal128(10, 2));
    for (key, value) in [
        ("kiwoom.code", "12"),
        ("kiwoom.name_ko", "등락율"),
        ("kiwoom.kind", "percent"),
        ("kiwoom.unit", "percent"),
        ("kiwoom.scale", "2"),
    ] {
        assert_eq!(field.metadata()[key], value);
    }
}
