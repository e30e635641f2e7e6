//! The configuration file as people write it, and get it wrong.

use kiwoom_config::{Config, ConfigError, Server, TokenSource};
use kiwoom_engine::Overflow;
use kiwoom_engine::schema::MessageType;
use std::path::Path;
use std::time::Duration;

const LEAST: &str = r#"
[endpoint]
server = "simulator"

[accounts.main]
token = { env = "KIWOOM_TOKEN" }

[[strategies.maker.subscribe]]
types = ["trade"]
items = ["005930"]
"#;

fn parse(text: &str) -> Result<Config, ConfigError> {
    Config::parse(text, [])
}

fn with(variables: &[(&str, &str)]) -> Result<Config, ConfigError> {
    let owned = variables
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    Config::parse(LEAST, owned)
}

fn complaint(text: &str) -> String {
    parse(text).unwrap_err().to_string()
}

#[test]
fn the_example_is_in_order() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("example.toml");
    let config = Config::load(&path, []).unwrap();
    let names: Vec<_> = config
        .strategies
        .iter()
        .map(|(name, _)| name.as_str())
        .collect();
    assert_eq!(names, ["maker", "scanner"]);
    assert_eq!(config.items(), 3);
    let overflow = &config.strategies[0].1.overflow;
    let wait = Overflow::BlockFor(Duration::from_millis(5));
    assert_eq!(overflow.types[0], (MessageType::TRADE, wait));
}

/// What stands in the example as a remark is in order, too: each in the place of the
/// key of the same name, if there is one above it.
#[test]
fn the_examples_remarks_are_in_order() {
    let text = include_str!("../example.toml");
    let is_key = |line: &str| {
        let key = line.split(" = ").next().unwrap_or("");
        let plain = |letter: char| letter.is_ascii_lowercase() || letter == '_';
        line.contains(" = ") && !key.is_empty() && key.chars().all(plain)
    };
    let remarks: Vec<usize> = text
        .lines()
        .enumerate()
        .filter(|(_, line)| {
            line.strip_prefix("# ")
                .is_some_and(|it| it.starts_with('[') || is_key(it))
        })
        .map(|(at, _)| at)
        .collect();
    assert!(remarks.len() > 15, "{}", remarks.len());
    for token in remarks
        .iter()
        .filter(|at| text.lines().nth(**at).unwrap().contains("# token = "))
    {
        let mut lines: Vec<String> = Vec::new();
        for (at, line) in text.lines().enumerate() {
            let is_token = line.starts_with("token = ") || line.starts_with("# token = ");
            // Each account has one: the first that of this round.
            if is_token && !lines.iter().any(|it| it == "[accounts.more]") {
                if at == *token {
                    lines.push(line.trim_start_matches("# ").to_owned());
                }
                continue;
            }
            match remarks.contains(&at) {
                true => lines.push(line.trim_start_matches("# ").to_owned()),
                false => lines.push(line.to_owned()),
            }
        }
        let is_of_main = lines.iter().position(|it| it.starts_with("token")).unwrap()
            < lines.iter().position(|it| it == "[accounts.more]").unwrap();
        if !is_of_main {
            continue;
        }
        // Its keys are fetched by the simulator's own service, which must be named.
        let text = lines
            .join("\n")
            .replace("server = \"simulator\"", "server = \"paper\"");
        let config = parse(&text).unwrap_or_else(|error| panic!("{error}\n{text}"));
        assert_eq!(config.accounts.len(), 2);
        assert!(config.recording.is_some() && config.metrics.is_some());
        let share = config.strategies[0].1.share.as_ref().unwrap();
        assert_eq!(share.name, "desk");
    }
}

#[test]
fn what_is_left_out_is_as_documented() {
    let config = parse(LEAST).unwrap();
    assert_eq!(config.endpoint.server, Server::Simulator);
    assert_eq!(
        config.accounts[0].1.token,
        TokenSource::Env("KIWOOM_TOKEN".to_owned())
    );
    assert_eq!(
        (config.session.item_limit, config.session.reconnect),
        (200, true)
    );
    assert!(config.recording.is_none() && config.metrics.is_none());
}

#[test]
fn the_order_of_accounts_is_that_of_the_file() {
    let more =
        "[accounts.zeta]\ntoken = { file = \"z\" }\n[accounts.alpha]\ntoken = { file = \"a\" }\n";
    let config = parse(&format!("{more}{LEAST}")).unwrap();
    let names: Vec<_> = config
        .accounts
        .iter()
        .map(|(name, _)| name.as_str())
        .collect();
    assert_eq!(names, ["zeta", "alpha", "main"]);
}

#[test]
fn paths_are_taken_from_the_files_folder_on() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("kiwoom.toml");
    let text =
        format!("{LEAST}\n[recording]\ndir = \"day\"\n[accounts.more]\ntoken.file = \"t\"\n");
    std::fs::write(&path, text).unwrap();
    let absolute = (
        "KIWOOM__ENDPOINT__ROOTS".to_owned(),
        "/etc/ca.pem".to_owned(),
    );
    let config = Config::load(&path, [absolute]).unwrap();
    assert_eq!(config.recording.unwrap().dir, folder.path().join("day"));
    assert_eq!(
        config.accounts[1].1.token.files().next().unwrap(),
        folder.path().join("t")
    );
    assert_eq!(config.endpoint.roots.unwrap(), Path::new("/etc/ca.pem"));
    // A file that isn't there, and one that is none.
    let error = Config::load(&folder.path().join("none.toml"), [])
        .unwrap_err()
        .to_string();
    assert!(error.contains("none.toml: it can't be read"), "{error}");
    std::fs::write(&path, vec![b' '; (4 << 20) + 1]).unwrap();
    let error = Config::load(&path, []).unwrap_err().to_string();
    assert!(error.ends_with("it is longer than 4 MiB"), "{error}");
    std::fs::write(&path, b"\xff").unwrap();
    let error = Config::load(&path, []).unwrap_err().to_string();
    assert!(error.ends_with("kiwoom.toml: it isn't UTF-8"), "{error}");
}

#[test]
fn what_is_not_known_is_refused_with_what_may_have_been_meant() {
    for (wrong, right, place, words) in [
        (
            "[endpont]",
            "[endpoint]",
            (2, 2),
            "\"endpont\": did you mean \"endpoint\"?",
        ),
        (
            "servr",
            "server",
            (3, 1),
            "in endpoint: unknown key \"servr\": did you mean \"server\"?",
        ),
        (
            "\"simulatr\"",
            "\"simulator\"",
            (3, 10),
            "did you mean \"simulator\"?",
        ),
        (
            "tokn",
            "token",
            (6, 1),
            "in accounts.main: unknown key \"tokn\": did you mean \"token\"?",
        ),
        (
            "envv",
            "env",
            (6, 11),
            "in accounts.main.token: unknown key \"envv\": did you mean \"env\"?",
        ),
        (
            "subscrib]",
            "subscribe]",
            (8, 20),
            "did you mean \"subscribe\"?",
        ),
        ("\"trad\"", "\"trade\"", (9, 10), "did you mean \"trade\"?"),
    ] {
        let error = parse(&LEAST.replacen(right, wrong, 1)).unwrap_err();
        let text = error.to_string();
        assert!(text.contains(words), "{text}");
        assert_eq!(error.line_and_column(), Some(place), "{text}");
    }
    // Nothing is near: all that there is.
    let text = complaint(&LEAST.replace("server", "elephant"));
    assert!(text.contains("there is server, roots"), "{text}");
}

#[test]
fn what_is_wrong_is_said_with_its_place_and_what_to_do() {
    let io = |line: &str| format!("{LEAST}[io]\n{line}\n");
    let share = |lines: &str| format!("{LEAST}[strategies.maker.share]\n{lines}\n");
    let maker = |line: &str| {
        LEAST.replace(
            "[[strategies.maker.subscribe]]",
            &format!("[strategies.maker]\n{line}\n[[strategies.maker.subscribe]]"),
        )
    };
    for (text, words) in [
        ("a = ".to_owned(), "line 1, column 5: this isn't TOML"),
        (
            "a = 1\na = 2".to_owned(),
            "line 2, column 1: this isn't TOML: duplicate key",
        ),
        (String::new(), "the key \"endpoint\" is missing"),
        (
            LEAST.replace("server = \"simulator\"", ""),
            "in endpoint: the key \"server\" is missing",
        ),
        (LEAST.replace("simulator", "http://x"), "wss://"),
        (
            LEAST.replace("simulator", "ws://user:pass@host"),
            "without a user name",
        ),
        (
            LEAST.replace(
                "[accounts.main]\ntoken = { env = \"KIWOOM_TOKEN\" }",
                "[accounts]",
            ),
            "in accounts: one is needed",
        ),
        (
            LEAST.replace("accounts.main", "accounts.Main"),
            "a name has at most 32 small letters",
        ),
        (
            LEAST.replace("accounts.main", "accounts.a__b"),
            "single underscores",
        ),
        (
            LEAST.replace("items = [\"005930\"]", ""),
            "the server sends trade(0B) for the items that it is asked for",
        ),
        (LEAST.replace("005930", "삼성전자"), "005930_NX"),
        (
            LEAST.replace("[\"trade\"]", "[]"),
            "no message type is named",
        ),
        (
            io("threads = 0"),
            "line 12, column 11: in io.threads: 0 stands where a whole number from 1 to 64 is needed",
        ),
        (io("threads = 1.5"), "1.5 stands where a whole number"),
        (
            io("threads = \"one\""),
            "a text stands where a whole number",
        ),
        (io("threads = 99999999999999999999"), "too large"),
        (
            io("pins = [1, 2]"),
            "in io.pins: there are 2 processors for 1 threads",
        ),
        (io("pins = 1"), "1 stands where a sequence is needed"),
        (io("wait = \"busypoll\""), "did you mean \"busy_poll\"?"),
        (io("wait = { hybrid = 3 }"), "takes no value"),
        (
            maker("overflow.trade = \"block\""),
            "\"block\" isn't possible",
        ),
        (
            maker("overflow.trade = { block_for_ms = 5000 }"),
            "from 1 to 1000",
        ),
        (
            maker("overflow.trad = \"conflate\""),
            "did you mean \"trade\"?",
        ),
        (
            format!("{LEAST}[strategies.maker.share]\nrecords = 64"),
            "in strategies.maker.share: the key \"name\" is missing",
        ),
        (
            share("name = \"Desk_1\""),
            "line 12, column 8: in strategies.maker.share.name: \"Desk_1\" can't be a share's name",
        ),
        (
            share(&format!("name = {:?}", "x".repeat(25))),
            "1 to 24 small letters",
        ),
        (share("name = \"\""), "can't be a share's name"),
        (
            share("name = \"desk\"\nrecord = 64"),
            "line 13, column 1: in strategies.maker.share: unknown key \"record\": did you mean \"records\"?",
        ),
        (
            share("name = \"desk\"\nsubscribers = 33"),
            "a whole number from 1 to 32",
        ),
        (
            share(
                "name = \"desk\"\n[strategies.b]\nsubscribe = [{ types = [\"balance\"] }]\nshare = { name = \"desk\" }",
            ),
            "in strategies.b.share.name: another strategy is published as \"desk\" already",
        ),
        (
            format!("{LEAST}[watch]\nholidays = [2026-02-30]"),
            "line 12, column 13",
        ),
        (
            format!("{LEAST}[watch]\nholidays = [\"soon\"]"),
            "a day is written as 2026-09-25",
        ),
        (
            format!("{LEAST}[watch.stale_after_s]\norder = 5"),
            "in watch.stale_after_s",
        ),
        (
            format!(
                "{LEAST}[session]\nitem_limit = 1\n[[strategies.b.subscribe]]\ntypes = [\"trade\"]\nitems = [\"000660\"]"
            ),
            "2 items are wanted, and the accounts have room for 1",
        ),
    ] {
        let found = complaint(&text);
        assert!(found.contains(words), "{found}\n{text}");
    }
}

#[test]
fn a_token_comes_from_one_place() {
    let token = |token: &str| LEAST.replace("{ env = \"KIWOOM_TOKEN\" }", token);
    for (source, words) in [
        ("{}", "exactly one of"),
        ("{ env = \"A\", file = \"b\" }", "exactly one of"),
        (
            "{ env = \"A\", app_key_env = \"B\", secret_key_env = \"C\" }",
            "exactly one of",
        ),
        ("{ app_key_env = \"A\" }", "needs its secret key"),
        ("{ secret_key_env = \"A\" }", "needs its app key"),
        (
            "{ app_key_env = \"A\", app_key_file = \"b\" }",
            "either in the environment or in a file",
        ),
        ("{ command = [] }", "a program and its arguments"),
        ("{ env = \"A\", command_timeout_s = 3 }", "for a command"),
        (
            "{ env = \"A\", url = \"https://x\" }",
            "that of a token service",
        ),
        (
            "{ app_key_env = \"A\", secret_key_env = \"B\" }",
            "say with url where",
        ),
        (
            "{ app_key_env = \"A\", secret_key_env = \"B\", url = \"http://10.0.0.1\" }",
            "in clear",
        ),
    ] {
        let found = complaint(&token(source));
        assert!(
            found.contains(words) && found.contains("in accounts.main.token"),
            "{found}"
        );
    }
    let keys = "{ app_key_env = \"A\", secret_key_file = \"b\", url = \"http://127.0.0.1:1\" }";
    assert!(matches!(
        parse(&token(keys)).unwrap().accounts[0].1.token,
        TokenSource::Keys { .. }
    ));
}

#[test]
fn a_secret_in_the_wrong_place_is_not_shown() {
    let token = |token: &str| LEAST.replace("{ env = \"KIWOOM_TOKEN\" }", token);
    for text in [
        token("\"CANARY\""),
        token("CANARY"),
        token("{ env = \"canaryCANARY\" }"),
        token("{ env = CANARY }"),
        token("{ app_key_env = \"CANARY-1\", secret_key_env = \"A\" }"),
        token("[\"CANARY\"]"),
        token("{ command = \"CANARY\" }"),
        token("{ command_timeout_s = \"CANARY\", command = [\"x\"] }"),
    ] {
        let found = parse(&text).unwrap_err();
        assert!(
            !format!("{found} {found:?}")
                .to_uppercase()
                .contains("CANARY"),
            "{found}"
        );
    }
    for name in [
        "KIWOOM__ACCOUNTS__MAIN__TOKEN",
        "KIWOOM__ACCOUNTS__MAIN__TOKEN__COMMAND",
    ] {
        let found = with(&[(name, "CANARY")]).unwrap_err();
        assert!(!format!("{found} {found:?}").contains("CANARY"), "{found}");
        assert_eq!(found.variable(), Some(name));
    }
    // Nor does what was taken show it.
    for source in ["{ file = \"CANARY\" }", "{ command = [\"CANARY\"] }"] {
        let shown = format!("{:?}", parse(&token(source)).unwrap());
        assert!(!shown.contains("CANARY"), "{shown}");
    }
}

#[test]
fn the_environment_takes_the_place_of_values() {
    let config = with(&[
        ("KIWOOM__ENDPOINT__SERVER", "live"),
        ("KIWOOM__IO__PINS", "[2]"),
        ("KIWOOM__SESSION__RECONNECT", "false"),
        ("KIWOOM__STRATEGIES__MAKER__RING_KIB", "4096"),
        ("KIWOOM__STRATEGIES__MAKER__WAIT", "park"),
        (
            "KIWOOM__STRATEGIES__MAKER__OVERFLOW__TRADE",
            "{ block_for_ms = 7 }",
        ),
        (
            "KIWOOM__STRATEGIES__MAKER__SUBSCRIBE__0__ITEMS",
            "['000660', '005930_AL']",
        ),
        ("KIWOOM__ACCOUNTS__MORE__TOKEN__FILE", "1"),
        ("KIWOOM__METRICS__ADDRESS", "127.0.0.1:0"),
        ("KIWOOM_TOKEN", "not one of them"),
        ("PATH", "nor this"),
    ])
    .unwrap();
    assert_eq!(config.endpoint.server, Server::Live);
    assert_eq!(
        (config.io.pins.as_slice(), config.session.reconnect),
        (&[2][..], false)
    );
    let maker = &config.strategies[0].1;
    assert_eq!(
        (maker.ring_kib, maker.wait),
        (4096, kiwoom_config::WaitKind::Park)
    );
    let wait = Overflow::BlockFor(Duration::from_millis(7));
    assert_eq!(maker.overflow.types, [(MessageType::TRADE, wait)]);
    assert_eq!(config.items(), 2);
    assert_eq!(config.accounts[1].1.token, TokenSource::File("1".into()));
    assert_eq!(config.metrics.unwrap().address, "127.0.0.1:0");
}

#[test]
fn variables_that_are_wrong_are_named() {
    for (name, value, words) in [
        (
            "KIWOOM__IO__THREDS",
            "2",
            "in io: unknown key \"threds\": did you mean \"threads\"?",
        ),
        ("KIWOOM__IO__THREADS", "two", "neither a number"),
        ("KIWOOM__IO__THREADS", "0", "from 1 to 64"),
        (
            "KIWOOM__IO__WAIT",
            "never",
            "there is block, hybrid, busy_poll",
        ),
        ("KIWOOM__ENDPOINT__SERVER__X", "1", "one key too many"),
        (
            "KIWOOM__STRATEGIES__MAKER__SUBSCRIBE__1__ITEMS",
            "[]",
            "has 1 entries",
        ),
        ("KIWOOM__", "1", "unknown key \"\""),
    ] {
        let error = with(&[(name, value)]).unwrap_err();
        let text = error.to_string();
        assert_eq!(error.variable(), Some(name), "{text}");
        assert!(
            text.starts_with(&format!("{name}: ")) && text.contains(words),
            "{text}"
        );
    }
}

/// Whatever is cut off, or broken: a complaint whose place is in the text, and never a
/// panic.
#[test]
fn every_cut_and_every_broken_letter_is_taken_or_refused() {
    let text = include_str!("../example.toml");
    let lines = text.lines().count();
    let look = |text: &str| {
        if let Err(error) = parse(text) {
            let place = error.line_and_column();
            assert!(place.is_none_or(|(line, _)| line <= lines + 1), "{error}");
        }
    };
    for (at, letter) in text.char_indices() {
        look(&text[..at]);
        look(&text[at..]);
        for broken in ["", "\"", "["] {
            let rest = &text[at + letter.len_utf8()..];
            look(&format!("{}{broken}{rest}", &text[..at]));
        }
    }
    // Deep, and long.
    look(&format!("a = {}", "[".repeat(100_000)));
    let items = vec!["\"005930\""; 100_000].join(", ");
    assert_eq!(
        parse(&LEAST.replace("\"005930\"", &items)).unwrap().items(),
        1
    );
}
