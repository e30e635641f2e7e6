//! A provider on a thread of its own, for an I/O thread that must not wait.

use super::{Issued, TokenProvider, ask};
use crate::TokenFailure;
use crossbeam_channel::{Receiver, Sender, bounded};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::{io, thread};

/// Runs a provider on a thread called `kiwoom-token`.
///
/// One service for each connection. Connections that share an app key share
/// their provider with [`SharedTokens`](super::SharedTokens), which tells them
/// apart by its clones.
///
/// Nothing here blocks. Dropping the service ends its thread: at once if it is
/// idle, else as soon as the provider returns, whose answer is then lost.
#[derive(Debug)]
pub(crate) struct TokenService {
    /// The newest request that wasn't taken yet: see [`packed`]. A word, so
    /// that a newer request replaces one that waits.
    request: Arc<AtomicU64>,
    /// Tells the thread to look at it.
    bell: Sender<()>,
    answers: Receiver<Answer>,
    /// The number of the newest request; 0 before the first.
    asked: u64,
    /// Whether its answer is still to come.
    waiting: bool,
}

/// The answer to the request with this number.
type Answer = (u64, Result<Issued, TokenFailure>);

/// A request in a word: its number, and below it whether it is `fresh`.
const fn packed(number: u64, fresh: bool) -> u64 {
    number << 1 | fresh as u64
}

/// No request.
const NONE: u64 = 0;
/// The bit for `fresh`.
const FRESH: u64 = 1;

impl TokenService {
    /// Starts the thread. `wake` is called there after each answer, and must
    /// bring the owner to call [`poll`](Self::poll).
    ///
    /// # Errors
    /// What the system says if it refuses the thread.
    pub(crate) fn start(
        provider: Box<dyn TokenProvider>,
        wake: impl Fn() + Send + 'static,
    ) -> io::Result<Self> {
        let (bell, rings) = bounded(1);
        let (answer, answers) = bounded(1);
        let request = Arc::new(AtomicU64::new(NONE));
        let requests = Arc::clone(&request);
        thread::Builder::new()
            .name("kiwoom-token".to_owned())
            .spawn(move || serve(provider, &requests, &rings, &answer, &wake))?;
        Ok(Self {
            request,
            bell,
            answers,
            asked: 0,
            waiting: false,
        })
    }

    /// Asks for a token; see [`TokenProvider::token`] for `fresh`.
    ///
    /// An earlier request without an answer is replaced: there is one answer,
    /// to the newest request.
    pub(crate) fn ask(&mut self, fresh: bool) {
        self.asked += 1;
        self.waiting = true;
        let new = packed(self.asked, fresh);
        // One that wasn't taken yet leaves its `fresh`.
        let replace = |old| Some(new | old & FRESH);
        // The closure never gives up.
        _ = self
            .request
            .fetch_update(Ordering::AcqRel, Ordering::Acquire, replace);
        // A full bell rings already. A dead thread is noticed by `poll`.
        _ = self.bell.try_send(());
    }

    /// The answer to the newest request, once, when it is there.
    pub(crate) fn poll(&mut self) -> Option<Result<Issued, TokenFailure>> {
        while self.waiting {
            match self.answers.try_recv() {
                Ok((number, answer)) if number == self.asked => {
                    self.waiting = false;
                    return Some(answer);
                }
                // The answer to a request that was replaced.
                Ok(_) => {}
                Err(error) if error.is_empty() => return None,
                // The thread is gone: its waker panicked.
                Err(_) => {
                    self.waiting = false;
                    return Some(Err(TokenFailure::Panicked));
                }
            }
        }
        None
    }
}

/// The thread's loop.
fn serve(
    mut provider: Box<dyn TokenProvider>,
    requests: &AtomicU64,
    rings: &Receiver<()>,
    answers: &Sender<Answer>,
    wake: &impl Fn(),
) {
    while rings.recv().is_ok() {
        let word = requests.swap(NONE, Ordering::AcqRel);
        if word == NONE {
            continue;
        }
        let answer = ask(&mut *provider, word & FRESH != 0);
        // Waits while the owner leaves the answer before unread; an error means
        // that the owner is gone.
        if answers.send((word >> 1, answer)).is_err() {
            return;
        }
        wake();
    }
}

#[cfg(test)]
mod tests {
    use super::TokenService;
    use crate::Token;
    use crate::TokenFailure;
    use crate::tokens::{Issued, TokenProvider};
    use std::sync::mpsc;
    use std::thread;
    use std::time::Duration;

    /// Hangs are failures; nothing here takes this long.
    const LONG: Duration = Duration::from_secs(60);

    /// Says when it is asked, and answers as it is told. Its end shows as the
    /// end of `asked`.
    struct Told {
        asked: mpsc::Sender<bool>,
        answers: mpsc::Receiver<Result<&'static str, TokenFailure>>,
    }

    impl TokenProvider for Told {
        fn token(&mut self, fresh: bool) -> Result<Issued, TokenFailure> {
            assert_eq!(thread::current().name(), Some("kiwoom-token"));
            self.asked.send(fresh).unwrap();
            match self.answers.recv().unwrap() {
                Ok("panic") => std::panic::resume_unwind(Box::new("SECRET")),
                Ok(token) => Ok(Issued {
                    token: Token::new(token.to_owned()).unwrap(),
                    expires: None,
                }),
                Err(failure) => Err(failure),
            }
        }
    }

    struct Bench {
        service: TokenService,
        asked: mpsc::Receiver<bool>,
        answer: mpsc::Sender<Result<&'static str, TokenFailure>>,
        woken: mpsc::Receiver<()>,
    }

    impl Bench {
        fn new() -> Self {
            let (asked_in, asked) = mpsc::channel();
            let (answer, answers) = mpsc::channel();
            let (wake, woken) = mpsc::channel();
            let provider = Box::new(Told {
                asked: asked_in,
                answers,
            });
            let service = TokenService::start(provider, move || _ = wake.send(())).unwrap();
            Self {
                service,
                asked,
                answer,
                woken,
            }
        }

        fn is_asked(&self) -> bool {
            self.asked.recv_timeout(LONG).unwrap()
        }

        fn answers(&mut self, answer: Result<&'static str, TokenFailure>) {
            self.answer.send(answer).unwrap();
            self.woken.recv_timeout(LONG).unwrap();
        }

        fn gets(&mut self, wanted: &str) {
            let issued = self.service.poll().unwrap().unwrap();
            assert!(
                issued
                    .token
                    .is_same_as(&Token::new(wanted.to_owned()).unwrap())
            );
            assert!(self.service.poll().is_none());
        }
    }

    #[test]
    fn each_request_has_one_answer() {
        let mut bench = Bench::new();
        assert!(bench.service.poll().is_none());
        for fresh in [false, true, false] {
            bench.service.ask(fresh);
            assert_eq!(bench.is_asked(), fresh);
            assert!(bench.service.poll().is_none());
            bench.answers(Ok("A"));
            bench.gets("A");
        }
        bench.service.ask(false);
        bench.answers(Err(TokenFailure::TimedOut));
        assert_eq!(
            bench.service.poll().unwrap().unwrap_err(),
            TokenFailure::TimedOut
        );
        assert!(!format!("{:?}", bench.service).contains("A\""));
    }

    #[test]
    fn a_newer_request_replaces_those_that_wait() {
        let mut bench = Bench::new();
        bench.service.ask(false);
        assert!(!bench.is_asked());
        // While the provider works: three requests, one of them for a fresh
        // token, are one.
        bench.service.ask(false);
        bench.service.ask(true);
        bench.service.ask(false);
        bench.answers(Ok("OLD"));
        assert!(bench.service.poll().is_none());
        assert!(bench.is_asked());
        bench.answers(Ok("NEW"));
        bench.gets("NEW");
        // Nothing is left over.
        bench.service.ask(false);
        assert!(!bench.is_asked());
        bench.answers(Ok("NEXT"));
        bench.gets("NEXT");
    }

    #[test]
    fn an_answer_that_nobody_read_does_not_stop_it() {
        let mut bench = Bench::new();
        for answer in ["A", "B"] {
            bench.service.ask(false);
            assert!(!bench.is_asked());
            bench.answer.send(Ok(answer)).unwrap();
        }
        bench.service.ask(false);
        bench.woken.recv_timeout(LONG).unwrap();
        assert!(bench.service.poll().is_none());
        bench.woken.recv_timeout(LONG).unwrap();
        assert!(bench.service.poll().is_none());
        assert!(!bench.is_asked());
        bench.answers(Ok("C"));
        bench.gets("C");
    }

    #[test]
    fn a_panic_is_an_answer_and_the_thread_goes_on() {
        let mut bench = Bench::new();
        bench.service.ask(false);
        bench.answers(Ok("panic"));
        let failure = bench.service.poll().unwrap().unwrap_err();
        assert_eq!(failure, TokenFailure::Panicked);
        assert!(!format!("{failure} {failure:?}").contains("SECRET"));
        bench.service.ask(false);
        bench.answers(Ok("A"));
        bench.gets("A");
    }

    #[test]
    fn a_thread_that_died_is_a_failure() {
        struct Never;
        impl TokenProvider for Never {
            fn token(&mut self, _fresh: bool) -> Result<Issued, TokenFailure> {
                Err(TokenFailure::NoOther)
            }
        }
        let dies = || std::panic::resume_unwind(Box::new("waker"));
        let mut service = TokenService::start(Box::new(Never), dies).unwrap();
        let mut until = |wanted| {
            loop {
                match service.poll() {
                    Some(answer) => break assert_eq!(answer.unwrap_err(), wanted),
                    None if service.waiting => thread::yield_now(),
                    None => service.ask(false),
                }
            }
        };
        until(TokenFailure::NoOther);
        until(TokenFailure::Panicked);
    }

    #[test]
    fn dropping_it_ends_the_thread() {
        // Idle.
        let Bench { service, asked, .. } = Bench::new();
        drop(service);
        assert_eq!(
            asked.recv_timeout(LONG).unwrap_err(),
            mpsc::RecvTimeoutError::Disconnected
        );
        // At work: the drop doesn't wait, the thread ends with its work.
        let mut bench = Bench::new();
        bench.service.ask(false);
        assert!(!bench.is_asked());
        drop(bench.service);
        bench.answer.send(Ok("LOST")).unwrap();
        assert_eq!(
            bench.asked.recv_timeout(LONG).unwrap_err(),
            mpsc::RecvTimeoutError::Disconnected
        );
    }
}
