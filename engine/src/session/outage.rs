//! From one link to the next: opening, losing, waiting, trying again.

use super::codes::AfterRefusal;
use super::error::{LinkLoss, OpenStep, SessionError};
use super::event::{Action, Frame, LinkEvent, State};
use super::settings::{OnReplaced, Reconnect};
use super::token::Token;
use super::token_failure::TokenFailure;
use super::{CLOSE_GOING_AWAY, Session};
use crate::Mono;
use std::time::Duration;
use zeroize::Zeroizing;

impl Session {
    /// Begins an attempt.
    pub(super) fn attempt(&mut self, now: Mono) {
        self.emit(LinkEvent::Connecting);
        self.begin_step(now, OpenStep::Token);
        self.actions.push_back(Action::GetToken {
            fresh: self.wants_fresh,
        });
    }

    /// Takes up a step of opening the link, and its time limit.
    fn begin_step(&mut self, now: Mono, step: OpenStep) {
        let time = match step {
            OpenStep::Token => self.settings.token_timeout,
            OpenStep::Resolving => self.settings.resolve_timeout,
            OpenStep::Connecting => self.settings.connect_timeout,
            OpenStep::Tls => self.settings.tls_timeout,
            OpenStep::Upgrade => self.settings.upgrade_timeout,
        };
        let until = now.after(time);
        self.state = State::Opening { step, until };
    }

    /// A step's time is over.
    pub(super) fn on_step_over(&mut self, now: Mono, step: OpenStep) {
        let reason = SessionError::OpenTimeout { step };
        match step {
            OpenStep::Resolving => return self.on_unresolved(now, reason),
            OpenStep::Token => self.stats.token_failures += 1,
            OpenStep::Connecting | OpenStep::Tls | OpenStep::Upgrade => {}
        }
        self.down(now, reason, Some(CLOSE_GOING_AWAY));
    }

    /// The step that an attempt is at.
    const fn step(&self) -> Option<OpenStep> {
        match self.state {
            State::Opening { step, .. } => Some(step),
            _ => None,
        }
    }

    pub(super) fn on_token(&mut self, now: Mono, result: Result<Token, TokenFailure>) {
        if self.step() != Some(OpenStep::Token) {
            return;
        }
        match result {
            Ok(token) => {
                self.token = Some(token);
                self.wants_fresh = false;
                self.begin_step(now, OpenStep::Resolving);
                self.actions.push_back(Action::Resolve);
            }
            Err(failure) => {
                self.stats.token_failures += 1;
                self.down(now, SessionError::NoToken { failure }, None);
            }
        }
    }

    /// Addresses are there. When they come too late for this attempt, they are
    /// good for the next.
    pub(super) fn on_resolved(&mut self, now: Mono) {
        self.has_addresses = true;
        if self.step() == Some(OpenStep::Resolving) {
            self.connect(now);
        }
    }

    pub(super) fn on_resolve_failed(&mut self, now: Mono) {
        if self.step() == Some(OpenStep::Resolving) {
            let loss = LinkLoss::Resolve;
            self.on_unresolved(now, SessionError::Lost { loss });
        }
    }

    /// No new addresses: the last good ones do as well.
    fn on_unresolved(&mut self, now: Mono, reason: SessionError) {
        self.stats.resolve_failures += 1;
        if self.has_addresses {
            self.connect(now);
        } else {
            self.down(now, reason, None);
        }
    }

    /// The driver has come a step further with the link.
    pub(super) fn on_step(&mut self, now: Mono, reached: OpenStep) {
        if let Some(step) = self.step()
            && step >= OpenStep::Connecting
            && reached > step
        {
            self.begin_step(now, reached);
        }
    }

    pub(super) fn on_opened(&mut self, now: Mono) {
        if self.step() < Some(OpenStep::Connecting) {
            return;
        }
        self.received(now);
        let until = now.after(self.settings.login_timeout);
        self.state = State::Login { until };
        self.send_login();
    }

    fn send_login(&mut self) {
        let token = self.token.as_ref().map_or("", Token::expose);
        let parts = [r#"{"trnm":"LOGIN","token":""#, token, r#""}"#];
        // One exact allocation: growth would leave copies behind unwiped.
        let mut text = Zeroizing::new(Vec::with_capacity(
            parts.iter().map(|part| part.len()).sum(),
        ));
        for part in parts {
            text.extend_from_slice(part.as_bytes());
        }
        self.actions.push_back(Action::Send(Frame::Secret(text)));
    }

    fn connect(&mut self, now: Mono) {
        self.stats.connects += 1;
        self.retry.connects(now, &self.settings);
        self.begin_step(now, OpenStep::Connecting);
        self.actions.push_back(Action::Connect);
    }

    /// Whether the driver has a link, open or on the way to that.
    pub(super) fn has_link(&self) -> bool {
        match self.state {
            State::Opening { step, .. } => step >= OpenStep::Connecting,
            State::Login { .. } | State::Restoring | State::Live => true,
            State::Idle | State::Backoff { .. } | State::Stopped => false,
        }
    }

    /// Ends the attempt or the link, and begins to wait for the next, or stops
    /// for good. With a code, the link is there still and is to be closed.
    pub(super) fn down(&mut self, now: Mono, reason: SessionError, close: Option<u16>) {
        let lasted = now.since(self.live_since) >= self.settings.backoff_reset_after;
        if self.state == State::Live && lasted {
            self.retry.lasted();
        }
        let retry_in = self.retry_in(now, &reason);
        if self.has_link() {
            match close {
                Some(code) => self.actions.push_back(Action::Close(code)),
                // What waits for a link that is gone must not reach the next.
                None => self.actions.retain(|it| !matches!(it, Action::Send(_))),
            }
            self.registrar.forget_link();
            self.announced = None;
        }
        // Between attempts the last one has been told of already.
        if !matches!(self.state, State::Idle | State::Backoff { .. }) {
            self.emit(LinkEvent::Down {
                reason,
                last_rx: self.has_received.then_some(self.last_rx),
                retry_in,
            });
        }
        match retry_in {
            Some(wait) => {
                let until = now.after(wait);
                self.state = State::Backoff { until };
            }
            None => {
                self.emit(LinkEvent::Stopped { reason });
                self.state = State::Stopped;
                self.token = None;
            }
        }
    }

    /// How long to wait before the next attempt; `None` if there is to be none.
    fn retry_in(&mut self, now: Mono, reason: &SessionError) -> Option<Duration> {
        if self.settings.reconnect == Reconnect::Never {
            return None;
        }
        let mut least = Duration::ZERO;
        match reason {
            SessionError::StopRequested => return None,
            SessionError::NoToken { failure } if !failure.is_transient() => return None,
            SessionError::LoginRefused { code, .. } => match code.after_refusal() {
                AfterRefusal::Stop => return None,
                AfterRefusal::SameToken => {}
                AfterRefusal::FreshToken => {
                    self.wants_fresh = true;
                    self.refusals += 1;
                    if self.refusals >= self.settings.login_attempts {
                        return None;
                    }
                }
            },
            SessionError::SessionReplaced => {
                let allowed = self.settings.on_replaced == OnReplaced::Takeover;
                if !allowed || !self.retry.takes_over(now, &self.settings) {
                    return None;
                }
                self.stats.takeovers += 1;
                least = self.settings.takeover_wait;
            }
            _ => {}
        }
        Some(self.retry.wait(now, &self.settings, least))
    }
}
