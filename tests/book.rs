//! The pages for people: all of them are in the book, and their links lead somewhere.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    root.canonicalize().unwrap()
}

/// All pages below a folder, but for what is built or hidden.
fn pages(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        if name.starts_with('.') || name == "target" || path.is_symlink() {
            continue;
        }
        if path.is_dir() {
            // A Python environment, wherever somebody has put it.
            if !path.join("pyvenv.cfg").exists() {
                found.extend(pages(&path));
            }
        } else if name.ends_with(".md") {
            found.push(path);
        }
    }
    found
}

/// A page without its blocks of code.
fn prose(page: &Path) -> String {
    let text = fs::read_to_string(page).unwrap();
    let mut is_code = false;
    let mut kept = String::new();
    for line in text.lines() {
        if line.trim_start().starts_with("```") {
            is_code = !is_code;
        } else if !is_code {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    kept
}

/// What the page's links lead to, as they are written.
fn links(page: &Path) -> Vec<String> {
    let text = prose(page);
    let inline = text.match_indices("](").map(|(at, _)| &text[at + 2..]);
    let inline = inline.filter_map(|rest| rest.split_once(')').map(|(link, _)| link));
    let named = text.lines().filter(|line| line.starts_with('['));
    let named = named.filter_map(|line| line.split_once("]: ").map(|(_, link)| link));
    inline.chain(named).map(|it| it.trim().to_owned()).collect()
}

/// The anchors of a page's headings.
fn anchors(page: &Path) -> BTreeSet<String> {
    let text = prose(page);
    let headings = text.lines().filter(|line| line.starts_with('#'));
    let slug = |line: &str| {
        let title = line.trim_start_matches('#').trim().to_lowercase();
        let kept = title.chars().filter_map(|it| match it {
            ' ' => Some('-'),
            it if it.is_alphanumeric() || it == '-' || it == '_' => Some(it),
            _ => None,
        });
        kept.collect()
    };
    headings.map(slug).collect()
}

#[test]
fn every_page_is_in_the_book() {
    let book = root().join("docs");
    let summary = book.join("SUMMARY.md");
    let listed: Vec<PathBuf> = links(&summary).iter().map(|it| book.join(it)).collect();
    let once: BTreeSet<&PathBuf> = listed.iter().collect();
    assert_eq!(once.len(), listed.len(), "a page is listed twice");
    let mut there: BTreeSet<PathBuf> = pages(&book).into_iter().collect();
    there.remove(&summary);
    for page in &there {
        assert!(
            once.contains(page),
            "{} isn't in SUMMARY.md",
            page.display()
        );
    }
    assert_eq!(
        once.len(),
        there.len(),
        "SUMMARY.md lists a page that isn't there"
    );
}

#[test]
fn every_link_leads_somewhere() {
    let root = root();
    let mut followed = 0;
    let mut broken = Vec::new();
    for page in pages(&root) {
        for link in links(&page) {
            if link.contains("://") || link.starts_with("mailto:") {
                continue;
            }
            let (path, anchor) = link.split_once('#').unwrap_or((&link, ""));
            let target = match path {
                "" => page.clone(),
                path => page.parent().unwrap().join(path),
            };
            let leads = target.exists()
                && (anchor.is_empty() || target.is_dir() || anchors(&target).contains(anchor));
            if !leads {
                let page = page.strip_prefix(&root).unwrap();
                broken.push(format!("{}: {link}", page.display()));
            }
            followed += 1;
        }
    }
    assert!(
        broken.is_empty(),
        "links that lead nowhere:\n{}",
        broken.join("\n")
    );
    assert!(
        followed > 100,
        "where have the pages gone? {followed} links"
    );
}
