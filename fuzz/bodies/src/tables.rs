//! The reader of the tables' files.

use crate::{STRUCTURED, damage};
use arbitrary::{Result, Unstructured};
use kiwoom_codegen::{Tables, generate, message_pages};
use std::sync::LazyLock;

/// The project's own files, as they are.
static FILES: LazyLock<Vec<(String, String)>> = LazyLock::new(|| {
    let entries = std::fs::read_dir(Tables::folder()).expect("the tables");
    let paths = entries.map(|entry| entry.expect("a file of the tables").path());
    let mut files: Vec<(String, String)> = paths
        .map(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let text = std::fs::read_to_string(&path).expect("a table's text");
            (name.into_owned(), text)
        })
        .collect();
    files.sort();
    files
});

/// A table, then a zero, then value lists; or a list of choices of what to change
/// in the project's own.
pub(crate) fn tables(input: &[u8]) {
    if let Some((&STRUCTURED, rest)) = input.split_first() {
        _ = change(&mut Unstructured::new(rest));
        return;
    }
    let mut parts = input.splitn(2, |byte| *byte == 0);
    let text = |part: Option<&[u8]>| String::from_utf8_lossy(part.unwrap_or(b"")).into_owned();
    let (table, values) = (text(parts.next()), text(parts.next()));
    // The file is called as the table says: else none gets beyond that.
    let name = table.lines().find_map(|line| line.strip_prefix("# name\t"));
    let name = format!("{}.tsv", name.unwrap_or("sample"));
    let mut files = vec![(name, table)];
    if !values.is_empty() && files[0].0 != "values.tsv" {
        files.push(("values.tsv".to_owned(), values));
    }
    check(&files);
}

/// Changes one of the tables, or the value lists that it names.
fn change(u: &mut Unstructured<'_>) -> Result<()> {
    let (lists, tables): (Vec<_>, Vec<_>) =
        FILES.iter().partition(|(name, _)| name == "values.tsv");
    let (name, text) = *u.choose(&tables)?;
    let mut rows = lists[0].1.split_inclusive('\n');
    let heading = rows.next().unwrap_or_default();
    let named = |row: &&str| {
        let list = row.split('\t').next().unwrap_or_default();
        text.contains(&format!("\t{list}\t"))
    };
    let mut table = text.clone().into_bytes();
    let mut values = [heading]
        .into_iter()
        .chain(rows.filter(named))
        .collect::<String>()
        .into_bytes();
    let which = if u.ratio(3, 4)? {
        &mut table
    } else {
        &mut values
    };
    damage(u, which)?;
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    check(&[
        (name.clone(), text(table)),
        ("values.tsv".to_owned(), text(values)),
    ]);
    Ok(())
}

/// Either they are tables, and all can be made of them, or it is told what is
/// wrong in which line of which file.
fn check(files: &[(String, String)]) {
    let named = files
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()));
    let made = Tables::parse(named).and_then(|tables| {
        assert!(!message_pages(&tables)?.is_empty());
        generate(&tables)
    });
    match made {
        Ok(files) => assert!(files.iter().all(|(_, text)| !text.is_empty())),
        Err(error) => {
            let file = files.iter().find(|(name, _)| *name == error.file);
            let lines = file.map_or(0, |(_, text)| text.lines().count().max(1));
            assert!(error.line <= lines, "{error}");
            assert!(file.is_some() || error.file == "tables", "{error}");
            assert!(error.reason.len() > 10, "{error}");
        }
    }
}
