//! Who gets which token, and how often the provider is asked.

use super::{Kept, SharedTokens};
use crate::TokenFailure;
use crate::tokens::{Issued, TokenProvider};
use crate::transport::clock;
use crate::{Token, UnixNanos};
use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

const HOUR: u64 = 3_600_000_000_000;

/// How a token issued now ends.
#[derive(Clone, Copy)]
enum End {
    Unknown,
    In(u64),
}

/// Numbers its tokens, plays its script (then the script's last part again),
/// and notes what it sees.
struct Issuer {
    script: VecDeque<Result<End, TokenFailure>>,
    log: Arc<Log>,
}

#[derive(Default)]
struct Log {
    calls: AtomicU64,
    inside: AtomicBool,
    fresh: Mutex<Vec<bool>>,
    times: Mutex<Vec<(Instant, Instant)>>,
}

impl TokenProvider for Issuer {
    fn token(&mut self, fresh: bool) -> Result<Issued, TokenFailure> {
        let began = Instant::now();
        assert!(!self.log.inside.swap(true, Ordering::SeqCst), "two at once");
        let number = self.log.calls.fetch_add(1, Ordering::SeqCst) + 1;
        self.log.fresh.lock().unwrap().push(fresh);
        // Gives others the chance to come in.
        thread::yield_now();
        let step = if self.script.len() > 1 {
            self.script.pop_front().unwrap()
        } else {
            self.script[0]
        };
        let now = clock::wall().get();
        let issued = step.map(|end| Issued {
            token: Token::new(number.to_string()).unwrap(),
            expires: match end {
                End::Unknown => None,
                End::In(nanos) => Some(UnixNanos::new(now + nanos)),
            },
        });
        self.log.inside.store(false, Ordering::SeqCst);
        self.log.times.lock().unwrap().push((began, Instant::now()));
        issued
    }
}

fn shared(script: &[Result<End, TokenFailure>]) -> (SharedTokens, Arc<Log>) {
    let log = Arc::new(Log::default());
    let issuer = Issuer {
        script: script.iter().copied().collect(),
        log: Arc::clone(&log),
    };
    let shared = SharedTokens::new(issuer).min_interval(Duration::ZERO);
    (shared, log)
}

/// The number of the token that this user gets.
fn number(user: &mut SharedTokens, fresh: bool) -> Result<u64, TokenFailure> {
    let token = user.token(fresh)?.token;
    let found = (1..100).find(|it: &u64| token.is_same_as(&Token::new(it.to_string()).unwrap()));
    Ok(found.unwrap())
}

#[test]
fn a_token_is_handed_out_until_it_is_refused() {
    let (mut a, log) = shared(&[Ok(End::In(24 * HOUR)), Ok(End::Unknown)]);
    let mut b = a.clone();
    assert_eq!(number(&mut a, false), Ok(1));
    assert_eq!(number(&mut b, false), Ok(1));
    // Both had the first refused: one new token is enough for both.
    assert_eq!(number(&mut a, true), Ok(2));
    assert_eq!(number(&mut b, true), Ok(2));
    // The second was refused too.
    assert_eq!(number(&mut b, true), Ok(3));
    assert_eq!(number(&mut a, false), Ok(3));
    // One who never had a token can't have had it refused.
    assert_eq!(number(&mut a.clone(), true), Ok(3));
    assert_eq!(*log.fresh.lock().unwrap(), [false, true, true]);
}

#[test]
fn when_a_token_is_renewed() {
    let hours = |count: u64| UnixNanos::new(count * HOUR);
    let now = hours(100);
    for (expires, margin, told, renew) in [
        (None, 1, None, None),
        (Some(124), 1, Some(124), Some(123)),
        (Some(124), 0, Some(124), Some(124)),
        (Some(124), 23, Some(124), Some(101)),
        // Comes within the margin: used to its end.
        (Some(124), 24, Some(124), Some(124)),
        (Some(101), 2, Some(101), Some(101)),
        (Some(101), 1000, Some(101), Some(101)),
        // Its end has passed: the clock is wrong.
        (Some(100), 1, None, None),
        (Some(91), 1, None, None),
    ] {
        let issued = Issued {
            token: Token::new("TOKEN".to_owned()).unwrap(),
            expires: expires.map(hours),
        };
        let kept = Kept::new(issued, Duration::from_nanos(margin * HOUR), now);
        assert_eq!(kept.issued.expires, told.map(hours));
        assert_eq!(kept.renew, renew.map(hours));
    }
}

#[test]
fn a_token_is_renewed_while_it_lives() {
    let (mut tokens, log) = shared(&[
        Ok(End::In(HOUR)),
        Err(TokenFailure::TimedOut),
        Ok(End::In(2 * HOUR)),
    ]);
    assert_eq!(number(&mut tokens, false), Ok(1));
    let its_time_has_come = |tokens: &SharedTokens| {
        tokens.lock().kept.as_mut().unwrap().renew = Some(clock::wall());
    };
    its_time_has_come(&tokens);
    // It can't be renewed: the old one is still good.
    assert_eq!(number(&mut tokens, false), Ok(1));
    assert_eq!(log.calls.load(Ordering::SeqCst), 2);
    assert_eq!(number(&mut tokens, false), Ok(3));
    assert_eq!(*log.fresh.lock().unwrap(), [false; 3]);
    // But not once it was refused.
    let (mut tokens, _) = shared(&[Ok(End::In(HOUR)), Err(TokenFailure::TimedOut)]);
    assert_eq!(number(&mut tokens, false), Ok(1));
    assert_eq!(number(&mut tokens, true), Err(TokenFailure::TimedOut));
    assert_eq!(number(&mut tokens, false), Err(TokenFailure::TimedOut));
    // Nor once it has ended.
    let (mut tokens, _) = shared(&[Ok(End::In(HOUR)), Err(TokenFailure::TimedOut)]);
    assert_eq!(number(&mut tokens, false), Ok(1));
    its_time_has_come(&tokens);
    tokens.lock().kept.as_mut().unwrap().issued.expires = Some(clock::wall());
    assert_eq!(number(&mut tokens, false), Err(TokenFailure::TimedOut));
}

/// What eight users get who all ask before the first has its answer.
fn together(tokens: &SharedTokens) -> Vec<Result<u64, TokenFailure>> {
    let mut users: Vec<_> = (0..8).map(|_| tokens.clone()).collect();
    let idle = Arc::strong_count(&tokens.shared);
    let held = tokens.shared.lock().unwrap();
    thread::scope(|scope| {
        let asking: Vec<_> = users
            .iter_mut()
            .map(|user| scope.spawn(|| number(user, false)))
            .collect();
        // Each holds on to the state once it has asked.
        while Arc::strong_count(&tokens.shared) < idle + asking.len() {
            thread::yield_now();
        }
        drop(held);
        asking.into_iter().map(|it| it.join().unwrap()).collect()
    })
}

#[test]
fn many_users_at_once_make_one_request() {
    let (tokens, log) = shared(&[Ok(End::In(HOUR))]);
    assert_eq!(together(&tokens), [Ok(1); 8]);
    assert_eq!(log.calls.load(Ordering::SeqCst), 1);
}

#[test]
fn those_who_waited_share_a_failure() {
    let (mut tokens, log) = shared(&[Err(TokenFailure::TimedOut), Ok(End::In(HOUR))]);
    assert_eq!(together(&tokens), [Err(TokenFailure::TimedOut); 8]);
    assert_eq!(log.calls.load(Ordering::SeqCst), 1);
    // Who asks afterwards asks anew.
    assert_eq!(number(&mut tokens, false), Ok(2));
}

#[test]
fn the_provider_is_left_alone_between_requests() {
    let (tokens, log) = shared(&[Err(TokenFailure::Status(503))]);
    let interval = Duration::from_millis(30);
    let mut tokens = tokens.min_interval(interval);
    for _ in 0..4 {
        assert_eq!(number(&mut tokens, false), Err(TokenFailure::Status(503)));
    }
    let times = log.times.lock().unwrap();
    assert_eq!(times.len(), 4);
    for pair in times.windows(2) {
        assert!(pair[1].0 - pair[0].1 >= interval);
    }
}

#[test]
fn a_panic_is_a_failure_for_all_and_the_next_request_works() {
    struct Panics(u64);
    impl TokenProvider for Panics {
        fn token(&mut self, _fresh: bool) -> Result<Issued, TokenFailure> {
            self.0 += 1;
            // Without the hook, which would print.
            if self.0 == 1 {
                std::panic::resume_unwind(Box::new("SECRET"));
            }
            Ok(Issued {
                token: Token::new(self.0.to_string()).unwrap(),
                expires: None,
            })
        }
    }
    let mut tokens = SharedTokens::new(Panics(0)).min_interval(Duration::ZERO);
    assert_eq!(number(&mut tokens, false), Err(TokenFailure::Panicked));
    assert_eq!(number(&mut tokens.clone(), false), Ok(2));
    assert_eq!(format!("{tokens:?}"), "SharedTokens { .. }");
}

#[test]
fn wrapping_twice_changes_nothing() {
    let (inner, log) = shared(&[Ok(End::In(HOUR))]);
    let mut a = SharedTokens::new(inner).min_interval(Duration::ZERO);
    let mut b = a.clone();
    assert_eq!(number(&mut a, false), Ok(1));
    assert_eq!(number(&mut b, true), Ok(1));
    assert_eq!(number(&mut a, true), Ok(2));
    assert_eq!(number(&mut b, true), Ok(2));
    assert_eq!(log.calls.load(Ordering::SeqCst), 2);
}
