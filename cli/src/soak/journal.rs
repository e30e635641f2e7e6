//! Whether the recording has all that came.

use super::ledger::Breaches;
use super::strategies::is_wanted;
use kiwoom_journal::{JournalError, Kind, Reader, RecorderStats};
use serde_json::Value;
use std::path::Path;

/// What a journal holds.
#[derive(Debug, Default)]
pub(crate) struct Recording {
    pub(crate) entries: u64,
    /// Elements that the quick strategy asked for.
    pub(crate) elements: u64,
    is_whole: bool,
    recorder: RecorderStats,
}

impl Recording {
    pub(crate) fn read(folder: &Path, recorder: RecorderStats) -> Result<Self, JournalError> {
        let mut reader = Reader::open(folder)?;
        let mut all = Self {
            recorder,
            ..Self::default()
        };
        while let Some(entry) = reader.next_entry()? {
            all.entries += 1;
            if entry.kind == Kind::TEXT {
                all.elements += elements(entry.payload);
            }
        }
        all.is_whole = reader.losses().is_whole();
        Ok(all)
    }

    /// Holds it against what the quick strategy got, where that lost nothing.
    pub(crate) fn check(&self, got: Option<u64>, breaches: &mut Breaches) {
        let told = &self.recorder;
        breaches.hold(self.is_whole, || "the journal is damaged".to_owned());
        breaches.hold(told.lost + told.refused == 0, || {
            let (lost, refused) = (told.lost, told.refused);
            format!("{lost} entries had no room in the recorder, {refused} came too late")
        });
        breaches.hold(self.entries == told.entries, || {
            let (read, written) = (self.entries, told.entries);
            format!("{read} entries are in the journal, {written} were written")
        });
        if let Some(got) = got {
            breaches.hold(self.elements == got, || {
                let recorded = self.elements;
                format!("{recorded} elements are in the journal, {got} came to the quick strategy")
            });
        }
    }
}

/// Elements of market data that the quick strategy asked for. What isn't JSON
/// is none: the engine refuses it, too.
fn elements(text: &[u8]) -> u64 {
    let Ok(message) = serde_json::from_slice::<Value>(text) else {
        return 0;
    };
    if message["trnm"] != "REAL" {
        return 0;
    }
    let rows = message["data"].as_array().into_iter().flatten();
    let wanted = rows.filter(|row| {
        let member = |name: &str| row[name].as_str().unwrap_or_default();
        is_wanted(member("type"), member("item"))
    });
    wanted.count() as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_that_is_missing_is_found() {
        let text = br#"{"data":[{"type":"0B","item":"000660"},{"type":"0B","item":"005930"},{"type":"04","item":"005930"}],"trnm":"REAL"}"#;
        assert_eq!(elements(text), 2);
        assert_eq!(elements(&text[..text.len() - 1]), 0);
        assert_eq!(elements(br#"{"trnm":"PING"}"#), 0);
        let mut recording = Recording {
            entries: 7,
            elements: 2,
            is_whole: true,
            recorder: RecorderStats::default(),
        };
        recording.recorder.entries = 7;
        let told = |recording: &Recording, got| {
            let mut breaches = Breaches::default();
            recording.check(got, &mut breaches);
            breaches.to_string()
        };
        assert_eq!(told(&recording, Some(2)), "");
        assert!(told(&recording, Some(3)).contains("3 came"));
        recording.recorder.entries = 8;
        recording.recorder.lost = 1;
        recording.is_whole = false;
        assert_eq!(told(&recording, None).lines().count(), 3);
    }
}
