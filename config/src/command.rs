//! A token that a program writes.

use kiwoom_engine::tokens::{Issued, TokenProvider};
use kiwoom_engine::{Token, TokenFailure};
use std::fmt;
use std::io::Read as _;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};
use zeroize::Zeroizing;

/// The longest output that is taken: the longest token, with line ends.
const LONGEST: usize = 4096 + 64;

/// How often it is looked whether the program has ended.
const LOOK: Duration = Duration::from_millis(5);

/// Runs a program, whose standard output is the token: a keeper of passwords, say.
///
/// Blanks and line ends around the token are left out. The program gets no input,
/// and what it writes to standard error is thrown away: that might hold a secret.
/// It has so long until it is killed. Each call runs it anew.
pub(crate) struct CommandToken {
    arguments: Vec<String>,
    timeout: Duration,
}

impl CommandToken {
    pub(crate) const fn new(arguments: Vec<String>, timeout: Duration) -> Self {
        Self { arguments, timeout }
    }

    fn run(&self) -> Result<Zeroizing<Vec<u8>>, TokenFailure> {
        let Some((program, arguments)) = self.arguments.split_first() else {
            return Err(TokenFailure::permanent("no command is named"));
        };
        let started = Command::new(program)
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn();
        let mut child = started.map_err(|error| {
            let text = format!("the token's command can't be run: {}", error.kind());
            TokenFailure::permanent(&text)
        })?;
        let until = Instant::now() + self.timeout;
        let output = child.stdout.take().map(read_beside);
        let ended = wait(&mut child, until)?;
        if !ended.success() {
            let text = format!("the token's command failed ({ended})");
            return Err(TokenFailure::transient(&text));
        }
        // What it has started may hold its output open.
        let left = until.saturating_duration_since(Instant::now());
        let output = output.and_then(|output| output.recv_timeout(left).ok());
        output.ok_or(TokenFailure::transient(
            "the token's command left its output open",
        ))
    }
}

/// Shows nothing of what is run: arguments may be secrets.
impl fmt::Debug for CommandToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CommandToken(..)")
    }
}

impl TokenProvider for CommandToken {
    fn token(&mut self, _fresh: bool) -> Result<Issued, TokenFailure> {
        let output = self.run()?;
        let text = str::from_utf8(&output)
            .map_err(|_| TokenFailure::NoToken(kiwoom_engine::TokenError::Character))?;
        let token = Token::new(text.trim().to_owned()).map_err(TokenFailure::NoToken)?;
        Ok(Issued {
            token,
            expires: None,
        })
    }
}

/// Waits for a program's end; kills it when its time is over.
fn wait(child: &mut Child, until: Instant) -> Result<std::process::ExitStatus, TokenFailure> {
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return Ok(status),
            Ok(None) if Instant::now() < until => std::thread::sleep(LOOK),
            Ok(None) => {
                // It may have ended by itself by now.
                _ = child.kill();
                _ = child.wait();
                return Err(TokenFailure::transient("the token's command took too long"));
            }
            Err(_) => return Err(TokenFailure::transient("the token's command was lost")),
        }
    }
}

/// Reads on a thread of its own: a pipe that is full would hold the program up, and
/// one that stays open would hold up whoever reads.
fn read_beside(mut output: ChildStdout) -> mpsc::Receiver<Zeroizing<Vec<u8>>> {
    let (tell, told) = mpsc::channel();
    std::thread::spawn(move || {
        // One allocation of fixed size: growth would leave copies behind.
        let mut bytes = Zeroizing::new(vec![0; LONGEST + 1]);
        let mut length = 0;
        while length < bytes.len() {
            match output.read(&mut bytes[length..]) {
                Ok(0) => break,
                Ok(read) => length += read,
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                Err(_) => break,
            }
        }
        bytes.truncate(length);
        // Whoever asked may have gone.
        _ = tell.send(bytes);
    });
    told
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use kiwoom_engine::TokenError;

    fn command(script: &str, millis: u64) -> CommandToken {
        let arguments = ["sh", "-c", script].map(str::to_owned).to_vec();
        CommandToken::new(arguments, Duration::from_millis(millis))
    }

    #[test]
    fn what_it_writes_is_the_token() {
        let mut provider = command("echo NOISE >&2; echo ' CANARY '", 60_000);
        assert_eq!(&provider.run().unwrap()[..], b" CANARY \n");
        // Blanks around it would be no part of a token.
        assert!(provider.token(false).is_ok());
        assert!(!format!("{provider:?}").contains("CANARY"));
    }

    #[test]
    fn what_goes_wrong_is_told_without_the_output() {
        for (script, millis, words) in [
            ("echo CANARY; exit 3", 60_000, "3"),
            ("exec sleep 1000", 50, "too long"),
            // It has ended, and what it started goes on.
            ("sleep 1 & echo CANARY", 200, "output open"),
        ] {
            let failure = command(script, millis).token(false).unwrap_err();
            let text = failure.to_string();
            assert!(text.contains(words) && !text.contains("CANARY"), "{text}");
            assert!(failure.is_transient());
        }
        let mut none = CommandToken::new(vec!["/no/such/program".to_owned()], Duration::ZERO);
        assert!(!none.token(false).unwrap_err().is_transient());
        for (script, error) in [
            ("true", TokenError::Empty),
            ("echo A B", TokenError::Character),
            ("printf '\\377'", TokenError::Character),
            ("yes", TokenError::TooLong),
        ] {
            let failure = command(script, 60_000).token(false).unwrap_err();
            // What writes without end is stopped by its reader going away.
            let closed = failure.to_string().contains("failed");
            assert!(
                failure == TokenFailure::NoToken(error) || closed,
                "{script}: {failure}"
            );
        }
    }
}
