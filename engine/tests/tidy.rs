//! The house rules that a compiler doesn't check.

use std::fs;
use std::path::{Path, PathBuf};

/// The layers, lowest first: a module may use those of its own layer and below.
const LAYERS: [&[&str]; 4] = [
    &["time", "schema", "record", "values"],
    &["wire", "decode", "session", "watch", "placement"],
    &["ring", "routing", "tap"],
    &["transport", "tokens", "hub", "engine"],
];

/// Modules that may hold unsafe code: they are named where it is allowed.
const UNSAFE: [&str; 7] = [
    "decode/paths.rs",
    "decode/paths/avx2.rs",
    "decode/paths/avx512.rs",
    "decode/scan/vectors.rs",
    "decode/scan/vectors/avx2.rs",
    "decode/scan/vectors/avx512.rs",
    "transport/sys.rs",
];

/// What the two lower layers must not touch: clocks, sockets, threads, the
/// environment. Time and bytes come in as arguments.
const WORLD: [&str; 7] = [
    "std::net",
    "std::thread",
    "std::env",
    "std::fs",
    "Instant",
    "SystemTime",
    "mio::",
];

const LONGEST_FILE: usize = 600;

fn sources() -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|it| it == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                found.push((path.strip_prefix(&root).unwrap().to_owned(), text));
            }
        }
    }
    assert!(found.len() > 50, "where have the sources gone?");
    found
}

fn layer_of(module: &str) -> Option<usize> {
    LAYERS.iter().position(|layer| layer.contains(&module))
}

fn module_of(path: &Path) -> String {
    let first = path
        .components()
        .next()
        .unwrap()
        .as_os_str()
        .to_string_lossy();
    first.trim_end_matches(".rs").to_owned()
}

fn is_test(path: &Path) -> bool {
    path.components().any(|part| {
        let part = part.as_os_str();
        part == "tests" || part == "tests.rs"
    })
}

/// The part before the tests.
fn code(text: &str) -> &str {
    text.split("#[cfg(test)]\nmod tests {").next().unwrap()
}

#[test]
fn layers_point_one_way() {
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        let Some(layer) = layer_of(&module_of(&path)).filter(|_| !is_test(&path)) else {
            continue;
        };
        let lines = code(&text)
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"));
        for line in lines {
            for rest in line.split("crate::").skip(1) {
                let used: String = rest
                    .chars()
                    .take_while(|it| it.is_alphanumeric() || *it == '_')
                    .collect();
                if layer_of(&used).is_some_and(|used| used > layer) {
                    wrong.push(format!("{}: {}", path.display(), line.trim()));
                }
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "a lower layer uses a higher one:\n{}",
        wrong.join("\n")
    );
}

#[test]
fn every_module_has_its_layer() {
    for (path, _) in sources() {
        let module = module_of(&path);
        let known = layer_of(&module).is_some() || module == "lib" || module == "fuzzing";
        assert!(known, "{module} stands in no layer");
    }
}

#[test]
fn cores_know_nothing_of_the_world() {
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        if layer_of(&module_of(&path)).is_none_or(|layer| layer > 1) || is_test(&path) {
            continue;
        }
        for line in code(&text)
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"))
        {
            if WORLD.iter().any(|word| line.contains(word)) {
                wrong.push(format!("{}: {}", path.display(), line.trim()));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "time and bytes come in as arguments:\n{}",
        wrong.join("\n")
    );
}

#[test]
fn unsafe_stays_where_it_is_named() {
    for (path, text) in sources() {
        let named = UNSAFE.iter().any(|it| path == Path::new(it)) || is_test(&path);
        let used = code(&text).lines().any(|line| {
            let line = line.trim_start();
            !line.starts_with("//") && (line.contains("unsafe {") || line.contains("unsafe fn"))
        });
        assert!(named || !used, "{} holds unsafe code", path.display());
    }
}

#[test]
fn files_stay_short() {
    for (path, text) in sources() {
        let lines = code(&text).lines().count();
        assert!(
            lines <= LONGEST_FILE,
            "{} has {lines} lines: split it",
            path.display()
        );
    }
}
