//! Registering and removing: one request at a time, paced, tried again.

use super::codes::ReturnCode;
use super::error::Rejection;
use super::event::{Action, Frame, LinkEvent};
use super::key::Key;
use super::request::{Kind, Request};
use super::settings::SessionSettings;
use super::stats::SessionStats;
use super::wanted::{Outcome, Wanted};
use crate::Mono;
use std::collections::VecDeque;
use std::time::Duration;

/// The longest wait before a request is sent again that the server put off.
const LONGEST_BACKOFF: Duration = Duration::from_secs(10);

/// Brings what the server holds in line with what is wanted.
///
/// Answers carry nothing that tells which request they belong to, so one
/// request is under way at a time. After a request that was sent more often
/// than it was answered, the next waits until the late answers are in, or until
/// they can't be expected any more.
#[derive(Debug, Default)]
pub(super) struct Registrar {
    pub(super) wanted: Wanted,
    under_way: Option<UnderWay>,
    /// When the last request was sent, of whatever kind.
    last_sent: Option<Mono>,
    /// Answers that may still come for a request that is over.
    late_answers: u32,
    /// Until when to wait for them.
    quiet_until: Mono,
    /// When to be called again.
    wake: Option<Mono>,
}

/// A request that has been sent and is not over.
#[derive(Debug)]
struct UnderWay {
    request: Request,
    first_sent: Mono,
    last_sent: Mono,
    /// How often it was sent again.
    retries: u32,
    /// Answers that are due, one for each time that it was sent.
    owed: u32,
    next: Next,
}

#[derive(Clone, Copy, Debug)]
enum Next {
    /// Wait for the answer until then.
    Answer(Mono),
    /// Send it again then.
    Again(Mono),
}

/// What the registrar needs of its session.
pub(super) struct Context<'a> {
    pub(super) now: Mono,
    pub(super) settings: &'a SessionSettings,
    pub(super) stats: &'a mut SessionStats,
    pub(super) actions: &'a mut VecDeque<Action>,
}

impl Registrar {
    /// More subscriptions. Sends nothing by itself: see [`Self::pump`].
    pub(super) fn subscribe(&mut self, cx: &mut Context<'_>, keys: &[Key]) {
        let limit = cx.settings.item_limit;
        let taken = u32::try_from(self.wanted.item_count()).unwrap_or(u32::MAX);
        let room = limit.saturating_sub(taken);
        let mut left = room;
        for &key in keys {
            if self.wanted.is_new_item(key) {
                if left == 0 {
                    let why = Rejection::NoRoom { limit, room };
                    cx.actions
                        .push_back(Action::Emit(LinkEvent::Rejected { key, why }));
                    continue;
                }
                left -= 1;
            }
            self.wanted.subscribe(key);
        }
    }

    /// Fewer subscriptions. Sends nothing by itself: see [`Self::pump`].
    pub(super) fn unsubscribe(&mut self, cx: &mut Context<'_>, keys: &[Key]) {
        for &key in keys {
            if !self.wanted.unsubscribe(key) {
                cx.stats.unmatched += 1;
            }
        }
    }

    /// The link is gone. Answers that were due don't come any more; the pace is
    /// kept.
    pub(super) fn forget_link(&mut self) {
        self.wanted.forget_link();
        self.under_way = None;
        self.late_answers = 0;
        self.wake = None;
    }

    /// When [`Self::on_timer`] is due.
    pub(super) const fn deadline(&self) -> Option<Mono> {
        self.wake
    }

    /// Sends the next request if there is one and it may go out now.
    ///
    /// `true` if nothing is left to ask for: everything has been answered.
    pub(super) fn pump(&mut self, cx: &mut Context<'_>) -> bool {
        self.wake = None;
        if let Some(under_way) = &self.under_way {
            let (Next::Answer(at) | Next::Again(at)) = under_way.next;
            self.wake = Some(at);
            return false;
        }
        if !self.wanted.is_due() {
            return true;
        }
        let mut from = self
            .last_sent
            .map_or(cx.now, |sent| sent.after(cx.settings.request_interval));
        if self.late_answers > 0 {
            from = from.max(self.quiet_until);
        }
        if cx.now < from {
            self.wake = Some(from);
            return false;
        }
        self.late_answers = 0;
        let Some(request) = self.wanted.next_request(cx.settings) else {
            return true;
        };
        let mut under_way = UnderWay {
            request,
            first_sent: cx.now,
            last_sent: cx.now,
            retries: 0,
            owed: 0,
            next: Next::Again(cx.now),
        };
        self.last_sent = Some(cx.now);
        self.wake = Some(under_way.send(cx));
        self.under_way = Some(under_way);
        false
    }

    /// An answer came. Call [`Self::pump`] after it.
    pub(super) fn on_answer(&mut self, cx: &mut Context<'_>, kind: Kind, code: ReturnCode) {
        let awaited = self
            .under_way
            .take_if(|it| it.request.kind == kind && it.owed > 0);
        let Some(mut under_way) = awaited else {
            cx.stats.unexpected += 1;
            self.late_answers = self.late_answers.saturating_sub(1);
            return;
        };
        under_way.owed -= 1;
        match code {
            ReturnCode::OK => {
                self.wanted
                    .settle_request(&under_way.request, Outcome::Done);
                self.close(cx, &under_way);
            }
            // Not looked at by the server: it is worth another try, later.
            ReturnCode::TOO_MANY_REQUESTS | ReturnCode::BEFORE_LOGIN
                if under_way.retries < cx.settings.max_retries =>
            {
                under_way.next = Next::Again(cx.now.after(backoff(cx.settings, under_way.retries)));
                self.under_way = Some(under_way);
            }
            _ => {
                cx.stats.refused += 1;
                // An earlier sending may have been heard and not answered.
                let outcome = if under_way.owed == 0 {
                    Outcome::Refused
                } else {
                    Outcome::Unanswered
                };
                self.wanted.settle_request(&under_way.request, outcome);
                report(
                    cx,
                    &self.wanted,
                    &under_way.request,
                    Rejection::Server { code },
                );
                self.close(cx, &under_way);
            }
        }
    }

    /// The time of [`Self::deadline`] has come. Call [`Self::pump`] after it.
    pub(super) fn on_timer(&mut self, cx: &mut Context<'_>) {
        let due = self.under_way.take_if(|it| {
            let (Next::Answer(at) | Next::Again(at)) = it.next;
            at <= cx.now
        });
        let Some(mut under_way) = due else {
            return;
        };
        if let Next::Answer(_) = under_way.next {
            cx.stats.answer_timeouts += 1;
            if under_way.retries >= cx.settings.max_retries {
                self.wanted
                    .settle_request(&under_way.request, Outcome::Unanswered);
                report(cx, &self.wanted, &under_way.request, Rejection::NoAnswer);
                self.close(cx, &under_way);
                return;
            }
            // An answer's time may be set shorter than the pace.
            let from = under_way.last_sent.after(cx.settings.request_interval);
            if cx.now < from {
                under_way.next = Next::Again(from);
                self.under_way = Some(under_way);
                return;
            }
        }
        cx.stats.retries += 1;
        under_way.retries += 1;
        under_way.send(cx);
        self.last_sent = Some(cx.now);
        self.under_way = Some(under_way);
    }

    /// The request is over. Late answers are expected to take as long as the
    /// one that came, give or take an answer's time.
    fn close(&mut self, cx: &Context<'_>, under_way: &UnderWay) {
        self.late_answers = under_way.owed;
        let spread = under_way.last_sent.since(under_way.first_sent);
        self.quiet_until = cx.now.after(spread).after(cx.settings.answer_timeout);
    }
}

impl UnderWay {
    /// Sends the request; returns when its answer is due.
    fn send(&mut self, cx: &mut Context<'_>) -> Mono {
        match self.request.kind {
            Kind::Register => cx.stats.registers_sent += 1,
            Kind::Remove => cx.stats.removes_sent += 1,
        }
        let text = self.request.text().into_bytes();
        cx.actions.push_back(Action::Send(Frame::Plain(text)));
        let until = cx.now.after(cx.settings.answer_timeout);
        self.last_sent = cx.now;
        self.owed += 1;
        self.next = Next::Answer(until);
        until
    }
}

fn backoff(settings: &SessionSettings, retries: u32) -> Duration {
    let doubled = settings
        .request_interval
        .saturating_mul(2 << retries.min(16));
    doubled.min(LONGEST_BACKOFF).max(settings.request_interval)
}

/// Tells about each key of a request that failed. A removal that failed is
/// none to tell about if the key is wanted again: it is registered anew.
fn report(cx: &mut Context<'_>, wanted: &Wanted, request: &Request, why: Rejection) {
    cx.actions
        .extend(request.keys().filter_map(|key| match request.kind {
            Kind::Register => Some(Action::Emit(LinkEvent::Rejected { key, why })),
            Kind::Remove if wanted.is_wanted(key) => None,
            Kind::Remove => Some(Action::Emit(LinkEvent::NotRemoved { key, why })),
        }));
}
