//! TLS, and the token, which is shown nowhere.

use super::*;
use std::fs;
use std::path::PathBuf;

/// A certificate for `localhost` in files: the certificate, which is its own
/// root, and its key.
fn certificate(name: &str) -> (String, String) {
    let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    let id = std::process::id();
    let path = |ending: &str| folder.join(format!("{name}-{id}.{ending}"));
    fs::write(path("pem"), made.cert.pem()).unwrap();
    fs::write(path("key"), made.signing_key.serialize_pem()).unwrap();
    ["pem", "key"]
        .map(|ending| path(ending).to_str().unwrap().to_owned())
        .into()
}

#[test]
fn tls_takes_the_root_that_it_is_given() {
    let (root, key) = certificate("right");
    let (other, other_key) = certificate("wrong");
    let simulator = Simulate::start(&["--rate", "500", "--cert", &root, "--key", &key]);
    assert!(simulator.url.starts_with("wss://"), "{}", simulator.url);
    let url = simulator.url.replace("127.0.0.1", "localhost");
    let arguments = ["--items", "005930", "--count", "20", "--roots", &root];
    let output = listen(&url, &arguments).output().unwrap();
    let records = json(&good(&output));
    assert_eq!(
        records.iter().filter(|it| it["record"] == "trade").count(),
        20
    );

    // Another root, and another name than the certificate's.
    for (url, root) in [(&url, &other), (&simulator.url, &root)] {
        let arguments = ["--once", "--items", "005930", "--roots", root];
        let output = listen(url, &arguments).output().unwrap();
        assert_eq!(output.status.code(), Some(1));
        let error = text(&output.stderr);
        assert!(
            error.starts_with("error: TLS failed") && error.contains("certificate"),
            "{error}"
        );
    }
    // A file without a certificate.
    let output = listen(&url, &["--items", "005930", "--roots", &key])
        .output()
        .unwrap();
    assert!(
        complaint(&output).contains(".key"),
        "{}",
        complaint(&output)
    );
    for file in [root, key, other, other_key] {
        fs::remove_file(file).unwrap();
    }
    #[cfg(unix)]
    assert!(
        simulator.program.interrupt().0.contains("1 connections"),
        "only one got in"
    );
}

#[test]
fn the_token_is_shown_nowhere() {
    let simulator = Simulate::quick("500");
    let nowhere = "ws://127.0.0.1:1/";
    for (url, arguments) in [
        (
            simulator.url.as_str(),
            &["--items", "005930", "--count", "5"][..],
        ),
        (
            &simulator.url,
            &["--items", "005930", "--count", "5", "--format", "csv"],
        ),
        (nowhere, &["--once", "--items", "005930"]),
        (nowhere, &["--items", "?"]),
        ("ws://192.0.2.1/", &["--items", "005930"]),
    ] {
        let output = listen(url, arguments).output().unwrap();
        for stream in [&output.stdout, &output.stderr] {
            assert!(!text(stream).contains("CANARY"), "{}", text(stream));
        }
    }
    // Nor one that can't be a token.
    for bad in ["CANARY with blanks", "CANARY\n", "\"CANARY\""] {
        let output = listen(&simulator.url, &["--items", "005930"])
            .env("KIWOOM_TOKEN", bad)
            .output()
            .unwrap();
        assert!(!complaint(&output).contains("CANARY"));
    }
    // Nor does the exchange show what it was given.
    #[cfg(unix)]
    {
        let (out, errors) = simulator.program.interrupt();
        assert!(!out.contains("CANARY") && !errors.contains("CANARY"));
    }
}
