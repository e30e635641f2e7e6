//! Help, versions, and what people get wrong.

use super::*;

#[test]
fn every_help_and_the_version_are_there() {
    for command in [
        "demo", "simulate", "listen", "run", "check", "decode", "fields", "journal", "replay",
        "soak",
    ] {
        let output = output(&[command, "--help"]);
        let lines = good(&output);
        assert!(
            lines
                .iter()
                .any(|line| line.starts_with("Usage: kiwoom-engine ")),
            "{command}"
        );
    }
    let help = output(&["--help"]);
    let help = good(&help).join("\n");
    for command in [
        "demo", "simulate", "listen", "run", "check", "decode", "fields", "journal", "replay",
        "soak",
    ] {
        assert!(help.contains(&format!("\n  {command} ")), "{help}");
    }
    for flag in ["--version", "-V"] {
        let version = output(&[flag]);
        assert_eq!(
            good(&version),
            [concat!("kiwoom-engine ", env!("CARGO_PKG_VERSION"))]
        );
    }
}

#[test]
fn what_is_missing_or_wrong_is_said_with_what_to_do() {
    let url = "ws://127.0.0.1:9/";
    for (mut command, words) in [
        (
            kiwoom(&["listen", "--paper", "--items", "005930"]),
            "KIWOOM_TOKEN",
        ),
        (listen(url, &[]), "name some, such as 005930"),
        (listen(url, &["--types", "0D,00"]), "order_book(0D)"),
        (listen(url, &["--types", "nonsense"]), "\"nonsense\""),
        (listen(url, &["--items", "삼성전자"]), "005930_NX"),
        (listen("http://127.0.0.1", &["--items", "005930"]), "wss://"),
        (listen("ws://192.0.2.1", &["--items", "005930"]), "wss://"),
        (
            listen(url, &["--items", "005930", "--roots", "/no/such/file"]),
            "/no/such/file",
        ),
        (kiwoom(&["fields", "0Z"]), "\"0Z\""),
        (kiwoom(&["decode", "/no/such/file"]), "/no/such/file"),
        (
            kiwoom(&["simulate", "--frames", "/no/such/file"]),
            "/no/such/file",
        ),
        (kiwoom(&["simulate", "--listen", "nonsense"]), "nonsense"),
        (
            kiwoom(&["simulate", "--fault", "on login: explode"]),
            "\"explode\" is no fault",
        ),
        (
            kiwoom(&["simulate", "--script", "/no/such/file"]),
            "/no/such/file",
        ),
    ] {
        let output = command.output().unwrap();
        let complaint = complaint(&output);
        assert!(complaint.contains(words), "{complaint}");
    }
    // What the command line itself refuses.
    for arguments in [
        &["listen"][..],
        &["listen", "--paper", "--live"],
        &["demo", "--rate", "0"],
        &["demo", "--seconds", "0"],
        &["simulate", "--rate", "-1"],
        &["simulate", "--cert", "only"],
        &["run"],
        &["run", "--config", "x", "--count", "1"],
        &["run", "--config", "x", "--every", "0"],
        &["check", "--config"],
        &["soak", "--seconds", "0"],
        &["soak", "--seconds", "1", "--hours", "1"],
        &["nonsense"],
    ] {
        let output = output(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(text(&output.stderr).contains("--help"), "{arguments:?}");
    }
}
