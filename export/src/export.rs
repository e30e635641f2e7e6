//! A journal through the engine, and its records into tables.

use crate::bar::Bar;
use crate::column::Column;
use crate::file::{Format, at};
use crate::table::Table;
use crate::{Arguments, Failure, layout, own};
use kiwoom_engine::record::RecordRef;
use kiwoom_engine::schema::{MESSAGES, MessageType};
use kiwoom_engine::{CloseReason, Endpoint, Engine, Pace, StalenessLimits, Wait};
use kiwoom_journal::{JournalSource, Losses, Received, Stamped};
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::{Path, PathBuf};

/// Bytes of the ring between the thread that decodes and this one.
const RING: usize = 16 << 20;

/// What was written.
pub(crate) struct Report {
    /// Each table's file, and its rows.
    pub(crate) tables: Vec<(PathBuf, u64)>,
    /// What of the journal was damaged.
    pub(crate) losses: Losses,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Report, Failure> {
    let types = types(&arguments.types)?;
    let source = JournalSource::open_range(&arguments.journal, &arguments.range)?;
    let (folder, format) = (&arguments.out, arguments.format());
    fs::create_dir_all(folder).map_err(|error| at(folder, error))?;
    let names = types.iter().filter_map(|it| Some(it.spec()?.name));
    let targets: Vec<PathBuf> = names
        .chain(own::TABLES)
        .map(|name| format.path(folder, name))
        .collect();
    let there = targets.iter().find(|it| it.exists());
    if let Some(path) = there.filter(|_| !arguments.force) {
        return Err(at(path, "is there already (--force replaces it)"));
    }
    let (source, received) = Stamped::new(source);
    let mut export = Export {
        folder,
        format,
        tables: BTreeMap::new(),
        received,
    };
    play(source, &types, &arguments.items, &mut export)?;
    let losses = export.received.losses();
    let mut outputs = Vec::new();
    for table in export.tables.into_values() {
        outputs.push(table.finish()?);
    }
    let mut tables = Vec::new();
    for (output, rows) in outputs {
        tables.push((output.publish()?, rows));
    }
    // What an earlier export has left, and this one has nothing for.
    let is_new = |path: &PathBuf| tables.iter().any(|(table, _)| table == path);
    for path in targets.iter().filter(|it| it.exists() && !is_new(it)) {
        fs::remove_file(path).map_err(|error| at(path, error))?;
    }
    Ok(Report { tables, losses })
}

/// Plays it all into the tables.
fn play(
    source: Stamped,
    types: &[MessageType],
    items: &[String],
    export: &mut Export<'_>,
) -> Result<(), Failure> {
    let every = [String::new()];
    let items = if items.is_empty() { &every } else { items };
    // Nobody is connected to; and what is late is late for whoever listened then.
    let builder = Engine::builder(Endpoint::live())
        .staleness(StalenessLimits::none())
        .strategy("export", |it| {
            let it = it.unknown().wait(Wait::Park).capacity(RING);
            types.iter().fold(it, |it, of| it.subscribe(*of, items))
        });
    let (replay, mut feeds) = builder.replay(source, Pace::Unpaced)?;
    let mut bar = Bar::new();
    let mut outcome = Ok(());
    let mut feed = feeds.remove(0);
    while outcome.is_ok() {
        let read = feed.each(256, |record| {
            if outcome.is_ok() {
                outcome = export.add(record);
                bar.step(|| export.received.progress());
            }
        });
        match read {
            Err(closed) if closed.reason == CloseReason::Overrun => outcome = Err(closed.into()),
            Err(_) => break,
            Ok(_) => _ = feed.wait(None),
        }
    }
    drop(feed);
    // Dropping the replay ends it: nothing is to be done with the rest.
    outcome?;
    replay.join()?;
    Ok(())
}

fn types(names: &[String]) -> Result<Vec<MessageType>, String> {
    if names.is_empty() {
        return Ok(MESSAGES.iter().map(|it| it.message_type).collect());
    }
    let find = |name: &String| {
        let found: MessageType = name.parse().map_err(|error| format!("{error}"))?;
        let known = found.spec().map(|it| it.message_type);
        known.ok_or_else(|| format!("there are no records of type {found}"))
    };
    names.iter().map(find).collect()
}

/// A table's columns, and what is known of it.
type Made = (Vec<Column>, HashMap<String, String>);

struct Export<'a> {
    folder: &'a Path,
    format: Format,
    /// Those that have rows, by name.
    tables: BTreeMap<&'static str, Table>,
    received: Received,
}

impl Export<'_> {
    /// One record into its table.
    fn add(&mut self, record: RecordRef<'_>) -> Result<(), Failure> {
        let header = record.header();
        let received = self.received.at(header);
        if let Some(spec) = record.spec() {
            let table = self.table(spec.name, || (layout::columns(spec), layout::about(spec)))?;
            layout::push_record(table, record, received);
            return table.end_row();
        }
        let Some(record) = record.typed() else {
            return Ok(());
        };
        let Some(name) = own::table_of(&record) else {
            return Ok(());
        };
        let table = self.table(name, || (own::columns(name), HashMap::new()))?;
        own::push(table, &record, header, received)
    }

    fn table(
        &mut self,
        name: &'static str,
        made_of: impl FnOnce() -> Made,
    ) -> Result<&mut Table, Failure> {
        Ok(match self.tables.entry(name) {
            Entry::Occupied(entry) => entry.into_mut(),
            Entry::Vacant(entry) => {
                let (columns, metadata) = made_of();
                let table = Table::create(self.folder, name, self.format, &columns, metadata)?;
                entry.insert(table)
            }
        })
    }
}
