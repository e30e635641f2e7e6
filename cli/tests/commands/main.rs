//! The commands as people run them: the built program, its output and its end.

mod check;
mod decode;
mod demo;
mod fields;
mod journal;
mod listen;
mod replay;
mod run;
mod secrecy;
#[cfg(feature = "share")]
mod share;
mod soak;
mod top;
mod usage;

use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Output, Stdio};
use std::time::{Duration, Instant};

/// What a test waits for, at the very most.
const PATIENCE: Duration = Duration::from_secs(60);

/// The token that `listen` is given: it must not be seen anywhere.
const TOKEN: &str = "CANARY-TOKEN";

fn kiwoom(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kiwoom-engine"));
    command.args(arguments).env_remove("KIWOOM_TOKEN");
    command
}

fn output(arguments: &[&str]) -> Output {
    kiwoom(arguments).output().unwrap()
}

/// `listen` with these arguments and a token. It ends after [`PATIENCE`] unless
/// they say something else.
fn listen(url: &str, arguments: &[&str]) -> Command {
    let mut command = kiwoom(&[&["listen", "--url", url], arguments].concat());
    if !arguments.contains(&"--seconds") {
        command.args(["--seconds", &PATIENCE.as_secs().to_string()]);
    }
    command.env("KIWOOM_TOKEN", TOKEN);
    command
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

/// The lines of an output that ended well and complained of nothing.
fn good(output: &Output) -> Vec<&str> {
    assert!(output.status.success(), "{}", text(&output.stderr));
    assert_eq!(text(&output.stderr), "");
    text(&output.stdout).lines().collect()
}

/// The complaint of an output that failed: one line, and nothing before it.
fn complaint(output: &Output) -> &str {
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(text(&output.stdout), "");
    let complaint = text(&output.stderr).trim_end();
    assert!(
        complaint.starts_with("error: ") && !complaint.contains('\n'),
        "{complaint}"
    );
    complaint
}

fn json(lines: &[&str]) -> Vec<serde_json::Value> {
    let parsed = lines.iter().map(|line| serde_json::from_str(line));
    parsed.collect::<Result<_, _>>().unwrap()
}

/// A file with frames that the engine is tested with, too.
fn data(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../engine/tests/data");
    folder.join(name).to_str().unwrap().to_owned()
}

/// A program that is told to stop when it is dropped.
struct Running {
    child: Child,
    /// None once nobody reads it any more.
    out: Option<BufReader<ChildStdout>>,
}

impl Running {
    fn start(command: &mut Command) -> Self {
        let command = command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let out = child.stdout.take().map(BufReader::new);
        Self { child, out }
    }

    fn line(&mut self) -> String {
        let mut line = String::new();
        let read = self.out.as_mut().unwrap().read_line(&mut line).unwrap();
        assert!(read > 0, "it has ended by itself");
        line
    }

    /// Reads until a line holds this; gives all lines.
    fn until(&mut self, part: &str) -> String {
        let mut all = String::new();
        while !all.contains(part) {
            all.push_str(&self.line());
        }
        all
    }

    /// Ends it as Ctrl-C does; gives the rest of both outputs.
    #[cfg(unix)]
    fn interrupt(self) -> (String, String) {
        self.end_by("-INT")
    }

    /// The same by another signal.
    #[cfg(unix)]
    fn end_by(mut self, signal: &str) -> (String, String) {
        self.signal(signal);
        let (mut rest, mut errors) = (String::new(), String::new());
        self.out.take().unwrap().read_to_string(&mut rest).unwrap();
        let mut from = self.child.stderr.take().unwrap();
        from.read_to_string(&mut errors).unwrap();
        assert!(self.child.wait().unwrap().success(), "{rest}{errors}");
        (rest, errors)
    }

    #[cfg(unix)]
    fn signal(&self, signal: &str) {
        let id = self.child.id().to_string();
        let kill = Command::new("kill").args([signal, &id]).status();
        assert!(kill.unwrap().success());
    }

    /// Stops reading what it says, and waits until it has ended by itself.
    fn turn_away(mut self) {
        drop(self.out.take());
        let deadline = Instant::now() + PATIENCE;
        let status = loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                break status;
            }
            assert!(Instant::now() < deadline, "it goes on for nobody");
            std::thread::sleep(Duration::from_millis(5));
        };
        let mut errors = String::new();
        let mut from = self.child.stderr.take().unwrap();
        from.read_to_string(&mut errors).unwrap();
        assert!(status.success(), "{status}: {errors}");
        assert_eq!(errors, "");
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended already.
        _ = self.child.kill();
        _ = self.child.wait();
    }
}

/// The stand-in exchange, running.
struct Simulate {
    program: Running,
    url: String,
}

impl Simulate {
    fn start(arguments: &[&str]) -> Self {
        let all = [&["simulate", "--listen", "127.0.0.1:0"], arguments].concat();
        let mut program = Running::start(&mut kiwoom(&all));
        let line = program.line();
        let url = line
            .trim()
            .strip_prefix("listening on ")
            .unwrap()
            .to_owned();
        Self { program, url }
    }

    /// Where it gives out tokens.
    fn token_url(&self) -> String {
        let (origin, _) = self.url.split_once("/api/").unwrap();
        format!("{}/oauth2/token", origin.replace("ws://", "http://"))
    }

    /// One that sends so many messages a second, each at once.
    fn quick(rate: &str) -> Self {
        Self::start(&["--rate", rate, "--batch", "0"])
    }
}
