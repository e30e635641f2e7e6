//! The header that C programs include, against what the sources say.

use cbindgen::{Builder, Config};
use std::path::Path;

/// The sources, in the order in which the header has them.
const SOURCES: [&str; 7] = [
    "status", "version", "builder", "strategy", "engine", "feed", "counters",
];

#[test]
fn the_header_is_what_the_sources_say() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let config = Config::from_file(root.join("cbindgen.toml")).unwrap();
    let mut builder = Builder::new().with_config(config);
    for name in SOURCES {
        builder = builder.with_src(root.join("src").join(name).with_extension("rs"));
    }
    let mut text = Vec::new();
    builder.generate().unwrap().write(&mut text);
    let text = String::from_utf8(text).unwrap();
    let path = root.join("include/kiwoom_engine.h");
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&path, &text).unwrap();
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        committed == text,
        "include/kiwoom_engine.h isn't what the sources say; if the change is meant, renew it \
         with `BLESS=1 cargo test -p kiwoom-engine-c`"
    );
    // Nothing is exported that it lacks.
    let mut count = 0;
    for source in std::fs::read_dir(root.join("src")).unwrap() {
        let source = std::fs::read_to_string(source.unwrap().path()).unwrap();
        for rest in source.split("extern \"C\" fn kw_").skip(1) {
            let name = rest.split('(').next().unwrap();
            assert!(text.contains(&format!("kw_{name}(")), "kw_{name}");
            count += 1;
        }
    }
    assert!(count > 30, "only {count} functions were found");
}
