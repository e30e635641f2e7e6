//! Journals exported by the built program, and the files read back.

mod faults;
#[cfg(unix)]
mod readme;
mod script;
mod tables;
mod values;

use arrow::array::{Array, AsArray, RecordBatch};
use arrow::datatypes::*;
use kiwoom_journal::{Kind, Moment, NewEntry, Settings, Writer};
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// 2026-11-27 at half past eleven at night, in Korea: the UTC date is the same,
/// half an hour later the Korean one isn't.
const LATE: u64 = 1_795_789_800_000_000_000;
const SECOND: u64 = 1_000_000_000;

/// The frames that the engine is tested with.
fn frames() -> Vec<String> {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../engine/tests/data");
    let mut frames = Vec::new();
    for name in ["recorded-frames.jsonl", "official-examples.jsonl"] {
        let text = fs::read_to_string(data.join(name)).unwrap();
        frames.extend(text.lines().map(str::to_owned));
    }
    frames
}

/// What was received how many seconds after [`LATE`], with a kernel's stamp or
/// without.
type Thing<'a> = (u64, bool, Kind, &'a str);

/// What one run of a recorder writes whose monotonic clock showed `origin` at
/// [`LATE`].
fn record(folder: &Path, origin: u64, things: &[Thing<'_>]) {
    let moment = |at: u64| Moment {
        wall_ns: LATE + at * SECOND,
        mono_ns: origin.wrapping_add(at * SECOND),
    };
    let first = moment(things[0].0);
    let mut writer = Writer::open(folder, Settings::default(), first).unwrap();
    for (at, stamped, kind, text) in things {
        let now = moment(*at);
        let entry = NewEntry {
            kind: *kind,
            connection: 0,
            epoch: 1,
            // The kernel takes it in a little before it is read.
            kernel_ns: if *stamped { now.wall_ns - 7 } else { 0 },
            mono_ns: now.mono_ns,
            payload: text.as_bytes(),
        };
        writer.append(&entry, now).unwrap();
    }
    writer.close(moment(things[things.len() - 1].0)).unwrap();
}

/// A journal of all frames, one a second.
fn record_all(folder: &Path) {
    let frames = frames();
    let things = (0..).zip(&frames);
    let things: Vec<Thing<'_>> = things
        .map(|(at, frame)| (at, true, Kind::TEXT, frame.as_str()))
        .collect();
    record(folder, 0, &things);
}

/// A folder with a place for the journal and one for the tables.
struct Place {
    journal: PathBuf,
    out: PathBuf,
    _folder: tempfile::TempDir,
}

impl Place {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let journal = folder.path().join("journal");
        fs::create_dir(&journal).unwrap();
        Self {
            journal,
            out: folder.path().join("tables"),
            _folder: folder,
        }
    }

    fn export(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kiwoom-export"));
        command.arg(&self.journal).arg("--out").arg(&self.out);
        command.args(arguments).output().unwrap()
    }

    /// The names in the folder of the tables, sorted.
    fn files(&self) -> Vec<String> {
        let files = fs::read_dir(&self.out).unwrap();
        let names = files.map(|it| it.unwrap().file_name().into_string().unwrap());
        let mut names: Vec<String> = names.collect();
        names.sort();
        names
    }

    fn reader(&self, name: &str) -> ParquetRecordBatchReaderBuilder<File> {
        let file = File::open(self.out.join(format!("{name}.parquet"))).unwrap();
        ParquetRecordBatchReaderBuilder::try_new(file).unwrap()
    }

    fn table(&self, name: &str) -> RecordBatch {
        let reader = self.reader(name);
        let mut batches = reader.with_batch_size(1 << 20).build().unwrap();
        let batch = batches.next().unwrap().unwrap();
        assert!(batches.next().is_none());
        batch
    }
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

fn good(output: &Output) -> &str {
    assert!(output.status.success(), "{}", text(&output.stderr));
    assert_eq!(text(&output.stderr), "");
    text(&output.stdout)
}

/// A cell as text, as the engine's JSON writes it; `None` for null.
fn cell(batch: &RecordBatch, column: &str, row: usize) -> Option<String> {
    let array = batch
        .column_by_name(column)
        .unwrap_or_else(|| panic!("no column {column}"));
    if array.is_null(row) {
        return None;
    }
    Some(match array.data_type() {
        DataType::Int64 => array.as_primitive::<Int64Type>().value(row).to_string(),
        DataType::UInt64 => array.as_primitive::<UInt64Type>().value(row).to_string(),
        DataType::Decimal128(..) => array.as_primitive::<Decimal128Type>().value_as_string(row),
        DataType::Timestamp(..) => {
            let array = array.as_primitive::<TimestampNanosecondType>();
            array.value(row).to_string()
        }
        DataType::Date32 => {
            let date = array.as_primitive::<Date32Type>().value_as_date(row);
            date.unwrap().format("%Y%m%d").to_string()
        }
        DataType::Time32(_) => {
            let time = array.as_primitive::<Time32MillisecondType>();
            time.value_as_time(row)
                .unwrap()
                .format("%H%M%S")
                .to_string()
        }
        DataType::Boolean => array.as_boolean().value(row).to_string(),
        DataType::Dictionary(..) => {
            let texts = array.as_dictionary::<Int32Type>();
            let texts = texts.downcast_dict::<arrow::array::StringArray>().unwrap();
            arrow::array::ArrayAccessor::value(&texts, row).to_owned()
        }
        other => panic!("{column} is {other}"),
    })
}
