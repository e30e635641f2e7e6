//! What Linux tells of itself in files.

use std::fs;
use std::path::{Path, PathBuf};

/// A host's files, from some root on: that of a test isn't `/`.
pub(super) struct Host {
    root: PathBuf,
}

impl Host {
    pub(super) fn new(root: &Path) -> Self {
        Self {
            root: root.to_owned(),
        }
    }

    /// The text of a file, without blanks around it; `None` where there is none, or
    /// it may not be read.
    pub(super) fn read(&self, path: &str) -> Option<String> {
        let text = fs::read_to_string(self.root.join(path)).ok()?;
        Some(text.trim().to_owned())
    }

    pub(super) fn number(&self, path: &str) -> Option<u64> {
        self.read(path)?.parse().ok()
    }

    pub(super) fn has(&self, path: &str) -> bool {
        self.root.join(path).exists()
    }

    /// The names in a folder, sorted.
    pub(super) fn names(&self, path: &str) -> Vec<String> {
        let entries = fs::read_dir(self.root.join(path)).into_iter().flatten();
        let mut names: Vec<String> = entries
            .filter_map(|it| it.ok()?.file_name().into_string().ok())
            .collect();
        names.sort();
        names
    }

    /// The processors of a list such as `0-3,8`.
    pub(super) fn processors(&self, path: &str) -> Option<Vec<usize>> {
        self.read(path).and_then(|text| processors(&text))
    }

    /// The value behind `name:` in a file of such lines.
    pub(super) fn field(&self, path: &str, name: &str) -> Option<String> {
        let text = self.read(path)?;
        let mut lines = text.lines();
        let value = lines.find_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
        value.map(|value| value.trim().to_owned())
    }
}

/// The most processors that Linux knows: a list with more is none.
const MOST: usize = 8192;

/// Reads a list such as `0-3,8`; nothing in it is no processor.
pub(super) fn processors(text: &str) -> Option<Vec<usize>> {
    let mut all = Vec::new();
    for part in text.trim().split(',').filter(|part| !part.is_empty()) {
        let (first, last) = part.split_once('-').unwrap_or((part, part));
        let (first, last): (usize, usize) = (first.parse().ok()?, last.parse().ok()?);
        if last >= MOST {
            return None;
        }
        all.extend(first..=last);
    }
    Some(all)
}

/// Writes it.
pub(super) fn list(processors: &[usize]) -> String {
    let mut parts: Vec<(usize, usize)> = Vec::new();
    for at in processors {
        match parts.last_mut() {
            Some((_, last)) if *last + 1 == *at => *last = *at,
            _ => parts.push((*at, *at)),
        }
    }
    let part = |(first, last): &(usize, usize)| match first == last {
        true => first.to_string(),
        false => format!("{first}-{last}"),
    };
    parts.iter().map(part).collect::<Vec<_>>().join(",")
}

#[cfg(test)]
mod tests {
    use super::{list, processors};

    #[test]
    fn lists_of_processors_are_read_and_written() {
        for (text, all) in [
            ("", &[][..]),
            ("3", &[3]),
            ("0-2,5", &[0, 1, 2, 5]),
            ("1,3,5-6", &[1, 3, 5, 6]),
        ] {
            assert_eq!(processors(text).unwrap(), all);
            assert_eq!(list(all), text);
        }
        for bad in ["x", "1-", "-", "0-99999999999", "1;2"] {
            assert_eq!(processors(bad), None, "{bad}");
        }
    }
}
