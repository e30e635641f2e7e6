//! C and C++ programs against the stand-in exchange: compiled here, with what the
//! machine has.

use kiwoom_simulator::{Counters, Flush, Rate, Rules, Simulator};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::LazyLock;
use std::time::{Duration, Instant};

/// What a program may take, at the very most: it passes only where a test fails.
const PATIENCE: Duration = Duration::from_secs(120);

const TOKEN: &str = "a-token-that-must-never-be-seen";

/// How the program finds the library.
#[derive(Clone, Copy)]
enum Linked {
    Shared,
    Static,
}

struct Language {
    /// The variable that names the compiler, and the usual one.
    compiler: (&'static str, &'static str),
    standard: &'static str,
}

const C: Language = Language {
    compiler: ("CC", "cc"),
    standard: "-std=c11",
};
const CPP: Language = Language {
    compiler: ("CXX", "c++"),
    standard: "-std=c++17",
};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The folder with the library: built here, since cargo builds nothing for a test
/// that Rust can't link.
fn library() -> &'static Path {
    static FOLDER: LazyLock<PathBuf> = LazyLock::new(|| {
        let test = std::env::current_exe().unwrap();
        // target/PROFILE/deps/TEST
        let folder = test.parent().unwrap().parent().unwrap();
        let profile = match folder.file_name().unwrap().to_str().unwrap() {
            "debug" => "dev",
            other => other,
        };
        let built = Command::new(env!("CARGO"))
            .args([
                "build",
                "--quiet",
                "--lib",
                "--profile",
                profile,
                "--target-dir",
            ])
            .arg(folder.parent().unwrap())
            .current_dir(root())
            .output()
            .unwrap();
        let errors = String::from_utf8_lossy(&built.stderr);
        assert!(built.status.success(), "{errors}");
        folder.to_owned()
    });
    &FOLDER
}

/// Compiles a program, without a warning; `None` where there is no such compiler.
fn compile(language: &Language, source: &str, linked: Linked) -> Option<PathBuf> {
    let (variable, usual) = language.compiler;
    let compiler = std::env::var(variable).unwrap_or_else(|_| usual.to_owned());
    let folder = library();
    let how = match linked {
        Linked::Shared => "shared",
        Linked::Static => "static",
    };
    let name = format!("{}-{how}", source.replace(['/', '.'], "-"));
    let program = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let mut command = Command::new(&compiler);
    command
        .args([
            language.standard,
            "-Wall",
            "-Wextra",
            "-Wpedantic",
            "-Werror",
            "-O1",
        ])
        .arg("-I")
        .arg(root().join("include"))
        .arg(root().join(source))
        .arg("-o")
        .arg(&program);
    match linked {
        Linked::Shared => command
            .arg(folder.join("libkiwoom_engine.so"))
            .arg(format!("-Wl,-rpath,{}", folder.display())),
        Linked::Static => command
            .arg(folder.join("libkiwoom_engine.a"))
            .args(["-pthread", "-ldl", "-lm"]),
    };
    let output = match command.output() {
        Ok(output) => output,
        Err(error) => {
            eprintln!("skipped: there is no {compiler} ({error})");
            return None;
        }
    };
    assert!(
        output.status.success(),
        "{source}:\n{}",
        String::from_utf8_lossy(&output.stderr)
    );
    Some(program)
}

fn exchange() -> Simulator {
    exchange_at(2_000.0)
}

/// So many messages a second.
fn exchange_at(rate: f64) -> Simulator {
    let rules = Rules {
        login_delay: Duration::ZERO,
        ..Rules::default()
    };
    Simulator::builder()
        .seed(7)
        .rate(Rate::PerSecond(rate))
        .flush(Flush::AtOnce)
        .rules(rules)
        .start()
        .unwrap()
}

/// Runs a program to its end.
fn run(program: &Path, arguments: &[&str]) -> Output {
    let mut child = Command::new(program)
        .args(arguments)
        .env("KIWOOM_TOKEN", TOKEN)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let deadline = Instant::now() + PATIENCE;
    while child.try_wait().unwrap().is_none() {
        if Instant::now() > deadline {
            child.kill().unwrap();
            panic!("{} didn't end", program.display());
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    child.wait_with_output().unwrap()
}

/// The numbers of the strategies' last line.
fn tally(output: &Output) -> [u64; 4] {
    let text = String::from_utf8_lossy(&output.stdout);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{text}{errors}");
    assert!(!text.contains(TOKEN) && !errors.contains(TOKEN));
    let line = text.lines().find(|line| line.starts_with("trades "));
    let line = line.unwrap_or_else(|| panic!("no tally:\n{text}"));
    let numbers: Vec<u64> = line
        .split(' ')
        .filter_map(|word| word.parse().ok())
        .collect();
    numbers.try_into().unwrap()
}

fn sent_of(sent: &Counters, code: &str) -> u64 {
    sent.elements_of(code, "005930") + sent.elements_of(code, "000660_AL")
}

/// The strategy reads what it asked for until it stops the engine: no more than
/// was sent, nothing lost, everything in order.
fn strategy(language: &Language, source: &str, linked: Linked) {
    let Some(program) = compile(language, source, linked) else {
        return;
    };
    let simulator = exchange();
    let output = run(&program, &[&simulator.url(), "200"]);
    let sent = simulator.stop();
    let [trades, books, lost, in_order] = tally(&output);
    assert!(trades >= 200 && trades <= sent_of(&sent, "0B"), "{trades}");
    assert!(books > 0 && books <= sent_of(&sent, "0D"), "{books}");
    assert_eq!((lost, in_order), (0, 1));
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(text.contains("link event 2"), "{text}");
    assert!(text.contains(" x "), "no trade was shown:\n{text}");
}

#[test]
fn a_strategy_in_c() {
    strategy(&C, "examples/strategy.c", Linked::Shared);
}

#[test]
fn a_strategy_in_cpp() {
    strategy(&CPP, "examples/strategy.cpp", Linked::Static);
}

/// Valgrind sees nothing that was not written and is used, nothing used after it was
/// freed, and nothing lost: not in the library either.
#[test]
fn valgrind_finds_nothing() {
    let works = Command::new("valgrind").arg("--version").output();
    if !works.is_ok_and(|it| it.status.success()) {
        eprintln!("skipped: there is no valgrind");
        return;
    }
    let Some(program) = compile(&C, "examples/strategy.c", Linked::Shared) else {
        return;
    };
    // Everything takes some thirty times as long.
    let simulator = exchange_at(200.0);
    let arguments = [
        "--quiet",
        "--error-exitcode=9",
        "--track-origins=yes",
        "--leak-check=full",
        "--show-leak-kinds=definite",
        "--errors-for-leak-kinds=definite",
        program.to_str().unwrap(),
        &simulator.url(),
        "50",
    ];
    let output = run(Path::new("valgrind"), &arguments);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(errors.is_empty(), "{errors}");
    let [trades, _, lost, in_order] = tally(&output);
    assert!(trades >= 50);
    assert_eq!((lost, in_order), (0, 1));
}

/// A token that the exchange refuses ends the engine, and the program is told why,
/// without the token.
#[test]
fn an_engine_that_ends_says_why() {
    let Some(program) = compile(&C, "examples/strategy.c", Linked::Static) else {
        return;
    };
    let rules = Rules {
        tokens: kiwoom_simulator::Tokens::List(vec!["another".to_owned()]),
        ..Rules::default()
    };
    let simulator = Simulator::builder().rules(rules).start().unwrap();
    let output = run(&program, &[&simulator.url(), "1"]);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success());
    assert!(errors.starts_with("the engine ended: "), "{errors}");
    assert!(!errors.contains(TOKEN), "{errors}");
}

/// Runs a program that checks by itself, and says what isn't as it should be.
fn run_well(program: &Path, url: &str) {
    let output = run(program, &[url]);
    assert!(
        output.status.success(),
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
}

/// What a caller can do wrong, and what a running engine can be asked: the program
/// checks, and says where something isn't as promised.
#[test]
fn every_promise_of_the_header_is_kept() {
    let Some(program) = compile(&C, "tests/promises.c", Linked::Shared) else {
        return;
    };
    let simulator = exchange();
    run_well(&program, &simulator.url());
    let sent = simulator.stop();
    // Subscribed while it ran.
    assert!(sent.elements_of("0C", "035420") > 0);
}

/// An exception leaves the feed where it was, and comes through whole.
#[test]
fn exceptions_pass_by_the_library() {
    let Some(program) = compile(&CPP, "tests/exceptions.cpp", Linked::Shared) else {
        return;
    };
    let simulator = exchange();
    run_well(&program, &simulator.url());
}
