//! `run`: the engine as a configuration file says, against the simulator.

use super::*;
use std::fs;
use std::path::PathBuf;

/// A configuration in a folder of its own.
pub(super) struct Configured {
    folder: tempfile::TempDir,
}

impl Configured {
    pub(super) fn new(server: &str, rest: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let text = format!("[endpoint]\nserver = {server:?}\n{rest}");
        fs::write(folder.path().join("kiwoom.toml"), text).unwrap();
        Self { folder }
    }

    pub(super) fn path(&self) -> PathBuf {
        self.folder.path().join("kiwoom.toml")
    }

    /// `run` with this configuration. It ends after [`PATIENCE`] at the latest.
    pub(super) fn run(&self, arguments: &[&str]) -> Command {
        let path = self.path();
        let mut command = kiwoom(&["run", "--config", path.to_str().unwrap()]);
        command.args(arguments).env("KIWOOM_TOKEN", TOKEN);
        if !arguments.contains(&"--seconds") {
            command.args(["--seconds", &PATIENCE.as_secs().to_string()]);
        }
        command
    }
}

pub(super) const ACCOUNT: &str = "[accounts.main]\ntoken = { env = \"KIWOOM_TOKEN\" }\n";

pub(super) const MAKER: &str = r#"
[[strategies.maker.subscribe]]
types = ["trade"]
items = ["005930"]
[[strategies.maker.subscribe]]
types = ["0D"]
items = ["000660"]
"#;

const SCANNER: &str = r#"
[[strategies.scanner.subscribe]]
types = ["best_quote"]
items = ["005930"]
"#;

#[test]
fn records_of_one_strategy_are_printed() {
    let simulator = Simulate::quick("500");
    let config = Configured::new(&simulator.url, &[ACCOUNT, MAKER, SCANNER].concat());
    let arguments = ["--print", "json", "--strategy", "maker", "--count", "200"];
    let output = config.run(&arguments).output().unwrap();
    let records = json(&good(&output));
    let data: Vec<(&str, &str)> = records
        .iter()
        .filter(|it| it["record"] != "link")
        .map(|it| (it["record"].as_str().unwrap(), it["item"].as_str().unwrap()))
        .collect();
    assert_eq!(data.len(), 200);
    let wanted = [("trade", "005930"), ("order_book", "000660")];
    assert!(data.iter().all(|it| wanted.contains(it)), "{data:?}");
    assert!(wanted.iter().all(|it| data.contains(it)), "{data:?}");
}

#[test]
fn variables_override_the_file() {
    let simulator = Simulate::quick("500");
    let config = Configured::new("live", &[ACCOUNT, SCANNER].concat());
    let output = config
        .run(&["--print", "csv", "--count", "10"])
        .env("KIWOOM__ENDPOINT__SERVER", &simulator.url)
        .env(
            "KIWOOM__STRATEGIES__SCANNER__SUBSCRIBE__0__ITEMS",
            "[\"035420\"]",
        )
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", text(&output.stderr));
    let lines: Vec<&str> = text(&output.stdout).lines().skip(1).collect();
    assert_eq!(lines.len(), 10);
    assert!(
        lines.iter().all(|it| it.starts_with("0C,035420,")),
        "{lines:?}"
    );
}

/// Two accounts with a session each, tokens by a program and by keys, a recording
/// that can be played, figures, and the port for Prometheus.
#[cfg(unix)]
#[test]
fn a_whole_configuration_runs_until_sigterm() {
    let simulator = Simulate::quick("500");
    let more = format!(
        r#"
[accounts.main]
token = {{ command = ["sh", "-c", "echo $KIWOOM_TOKEN"] }}
item_limit = 2
[accounts.more]
token = {{ app_key_file = "app", secret_key_env = "KIWOOM_TEST_SECRET", url = "{}" }}
orders = false
[io]
threads = 2
[recording]
dir = "day"
compression = 0
[metrics]
address = "127.0.0.1:0"
[strategies.maker]
wait = "park"
overflow = {{ all = "drop_newest" }}
"#,
        simulator.token_url()
    );
    let config = Configured::new(&simulator.url, &[&more, MAKER, SCANNER].concat());
    fs::write(config.folder.path().join("app"), "key\n").unwrap();
    let mut command = config.run(&["--every", "1"]);
    command.env("KIWOOM_TEST_SECRET", "CANARY-SECRET");
    let mut program = Running::start(&mut command);
    let figures = program.until("2 of 2 connections live");
    assert!(
        figures.contains("  maker: ") && figures.contains("  scanner: "),
        "{figures}"
    );
    // Whatever was there by then, some more comes.
    program.line();
    let (_, errors) = program.end_by("-TERM");
    assert!(errors.contains("metrics at http://127.0.0.1:"), "{errors}");
    assert!(
        errors.contains("\"RESTORED\"") && errors.contains("stopped on request"),
        "{errors}"
    );
    assert!(errors.contains("recorded "), "{errors}");
    assert!(!errors.contains("CANARY"), "{errors}");
    let day = config.folder.path().join("day");
    let info = output(&["journal", "verify", day.to_str().unwrap()]);
    assert!(info.status.success(), "{}", text(&info.stdout));
}

#[cfg(unix)]
#[test]
fn sigterm_ends_listen_in_order() {
    let simulator = Simulate::quick("200");
    let mut program = Running::start(&mut listen(&simulator.url, &["--items", "005930"]));
    program.until("\"trade\"");
    let (rest, errors) = program.end_by("-TERM");
    assert!(rest.contains("stopped on request"), "{rest}");
    assert_eq!(errors, "");
}

#[test]
fn what_is_wrong_with_the_file_has_a_status_of_its_own() {
    let whole = [ACCOUNT, MAKER, SCANNER].concat();
    for (server, rest, arguments, words) in [
        (
            "simulatr",
            whole.as_str(),
            &[][..],
            "kiwoom.toml:2:10: in endpoint.server",
        ),
        (
            "simulator",
            &whole,
            &["--print", "json"],
            "there is maker, scanner",
        ),
        (
            "simulator",
            &whole,
            &["--print", "json", "--strategy", "x"],
            "there is maker, scanner",
        ),
        (
            "simulator",
            "[accounts.main]\ntoken = \"CANARY\"\n",
            &[],
            "never the token itself",
        ),
    ] {
        let config = Configured::new(server, rest);
        let output = config.run(arguments).output().unwrap();
        let error = text(&output.stderr);
        assert_eq!(output.status.code(), Some(78), "{error}");
        assert_eq!(text(&output.stdout), "");
        assert!(
            error.starts_with("error: ") && error.contains(words),
            "{error}"
        );
        assert!(!error.contains("CANARY"), "{error}");
    }
    let output = output(&["run", "--config", "/no/such/file"]);
    assert_eq!(output.status.code(), Some(78));
    assert!(text(&output.stderr).contains("/no/such/file: it can't be read"));
}

#[test]
fn what_fails_later_has_another() {
    let whole = [ACCOUNT, SCANNER].concat();
    let server = "ws://127.0.0.1:9/";
    for (rest, variable, words) in [
        (
            &whole,
            ("KIWOOM_TOKEN", "CANARY with blanks"),
            "account \"main\" has no token",
        ),
        (
            &whole,
            ("KIWOOM__ENDPOINT__ROOTS", "/no/such/file"),
            "/no/such/file",
        ),
        (
            &whole,
            ("KIWOOM__METRICS__ADDRESS", "192.0.2.1:80"),
            "metrics can't be served",
        ),
        (
            &whole,
            ("KIWOOM__RECORDING__DIR", "/proc/nothing"),
            "/proc/nothing",
        ),
        (
            &whole,
            ("KIWOOM__STRATEGIES__SCANNER__PIN", "1000"),
            "can't be pinned",
        ),
        (&whole, ("KIWOOM__IO__PINS", "[1000]"), "can't be pinned"),
        (
            &whole,
            ("KIWOOM__ENDPOINT__SERVER", "ws://192.0.2.1/"),
            "never travels in clear",
        ),
    ] {
        let config = Configured::new(server, rest);
        let output = config
            .run(&[])
            .env(variable.0, variable.1)
            .output()
            .unwrap();
        let error = text(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{error}");
        assert!(
            error.contains("error: ") && error.contains(words),
            "{error}"
        );
        assert!(!error.contains("CANARY"), "{error}");
    }
    // No such variable, program, or file.
    for source in [
        "env = \"KIWOOM_NO_SUCH\"",
        "command = [\"/no/such\"]",
        "file = \"none\"",
    ] {
        let account = format!("[accounts.main]\ntoken = {{ {source} }}\n");
        let config = Configured::new(server, &[&account, SCANNER].concat());
        let output = config.run(&[]).output().unwrap();
        assert!(
            complaint(&output).contains("account \"main\" has no token"),
            "{source}"
        );
    }
}

/// A program that was built without shared memory says how one is built with it,
/// before anything is asked for or connected.
#[cfg(not(feature = "share"))]
#[test]
fn what_this_program_cant_share_is_refused() {
    let share = "[strategies.maker.share]\nname = \"desk\"\n";
    let config = Configured::new("ws://127.0.0.1:9/", &[ACCOUNT, MAKER, share].concat());
    let run = config.run(&[]).output().unwrap();
    let path = config.path();
    let check = output(&["check", "--config", path.to_str().unwrap(), "--json"]);
    for (output, said) in [(&run, &run.stderr), (&check, &check.stdout)] {
        let said = text(said);
        assert_eq!(output.status.code(), Some(78), "{said}");
        for words in [
            "in strategies.maker.share: ",
            "--features share",
            "libclang",
        ] {
            assert!(said.contains(words), "{said}");
        }
    }
}
