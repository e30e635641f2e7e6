//! Turns the field-code tables into the modules `schema` and `record`.

use kiwoom_codegen::{Tables, generate};
use std::path::PathBuf;

fn main() {
    println!("cargo::rerun-if-changed={}", Tables::folder().display());
    let out = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    let files = Tables::read(Tables::folder())
        .and_then(|tables| generate(&tables))
        .unwrap_or_else(|error| {
            println!("cargo::error={error}");
            std::process::exit(1)
        });
    for (name, text) in files {
        let path = out.join(name);
        std::fs::write(&path, text)
            .unwrap_or_else(|error| panic!("{} can't be written: {error}", path.display()));
    }
}
