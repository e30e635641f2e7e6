//! The committed inputs, through all bodies, on any compiler.

use kiwoom_fuzz_bodies::{TARGETS, dictionary};
use std::fs;
use std::path::{Path, PathBuf};

fn folder(of: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(of)
}

/// The inputs of a target: its seeds, and what a fuzzer once found.
fn seeds(target: &str) -> Vec<(PathBuf, Vec<u8>)> {
    let folder = folder("seeds").join(target);
    let entries = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{folder:?}: {error}"));
    let mut seeds: Vec<_> = entries
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.clone(), fs::read(&path).unwrap()))
        .collect();
    seeds.sort();
    assert!(seeds.len() > 2, "{target} has too few seeds");
    seeds
}

/// Each input through each body, whosever it is.
#[test]
fn every_seed_holds_with_every_body() {
    for (target, _) in TARGETS {
        for (path, seed) in seeds(target) {
            for (_, body) in TARGETS {
                println!("{}", path.display());
                body(&seed);
            }
        }
    }
}

/// Every beginning of each input, so that a choice's absence is an input too.
#[test]
fn every_beginning_of_a_seed_holds() {
    for (target, body) in TARGETS {
        for (path, seed) in seeds(target) {
            println!("{}", path.display());
            let step = 1 + seed.len() / 50;
            for end in (0..seed.len()).step_by(step) {
                body(&seed[..end]);
            }
        }
    }
}

#[test]
fn seeds_are_small() {
    for (target, _) in TARGETS {
        let bytes: usize = seeds(target).iter().map(|(_, seed)| seed.len()).sum();
        assert!(bytes < 16 << 10, "{target}: {bytes} bytes");
    }
}

/// Every target of cargo-fuzz runs a body of its own name, and none is left out.
#[test]
fn every_body_is_a_target() {
    let manifest = fs::read_to_string(folder("Cargo.toml")).unwrap();
    for (target, _) in TARGETS {
        let path = format!("fuzz_targets/{target}.rs");
        assert!(manifest.contains(&format!("path = \"{path}\"")), "{target}");
        let text = fs::read_to_string(folder(&path)).unwrap();
        assert!(text.contains(&format!("body(\"{target}\")")), "{text}");
    }
    assert_eq!(manifest.matches("[[bin]]").count(), TARGETS.len());
}

#[test]
fn the_dictionary_is_that_of_the_tables() {
    let path = folder("kiwoom.dict");
    if std::env::var_os("BLESS").is_some() {
        fs::write(&path, dictionary()).unwrap();
    }
    let kept = fs::read_to_string(&path).unwrap();
    assert_eq!(kept, dictionary(), "run this with BLESS=1");
}
