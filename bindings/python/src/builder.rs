//! What is to be said before an engine starts.

use crate::engine::Engine;
use crate::{error, message_type, value};
use kiwoom_engine::schema::MessageType;
use kiwoom_engine::tokens::{EnvToken, FileToken};
use kiwoom_engine::{
    Account, Endpoint, IoMode, Key, Overflow, Reconnect, SessionSettings, Strategy, Token, Wait,
};
use kiwoom_journal::{Recorder, Settings};
use pyo3::prelude::*;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// What is to be said before an engine starts.
#[pyclass(module = "kiwoom_engine._native")]
pub(crate) struct Builder {
    /// None once it was started. The mutex is for Python's rules: an account's
    /// provider of tokens can't be looked at by two threads.
    builder: Mutex<Option<kiwoom_engine::Builder>>,
    session: SessionSettings,
    io_threads: usize,
    /// The folder of the journal to write.
    record: Option<PathBuf>,
}

fn overflow(policy: &str, block: Option<Duration>) -> PyResult<Overflow> {
    match (policy, block) {
        ("drop_newest", None) => Ok(Overflow::DropNewest),
        ("conflate", None) => Ok(Overflow::Conflate),
        ("block", Some(longest)) => Ok(Overflow::BlockFor(longest)),
        _ => Err(value(
            "overflow is \"drop_newest\", \"conflate\", or (\"block\", seconds)",
        )),
    }
}

fn wait(how: &str) -> PyResult<Wait> {
    match how {
        "busy_spin" => Ok(Wait::BusySpin),
        "yield" => Ok(Wait::Yield),
        "adaptive" => Ok(Wait::default()),
        "park" => Ok(Wait::Park),
        _ => Err(value(
            "wait is \"busy_spin\", \"yield\", \"adaptive\" or \"park\"",
        )),
    }
}

/// Message types and their items, as they are checked before an engine has them.
pub(crate) fn subscriptions(
    wanted: Vec<(String, Vec<String>)>,
) -> PyResult<Vec<(MessageType, Vec<String>)>> {
    let mut checked = Vec::new();
    for (kind, items) in wanted {
        let kind = message_type(&kind)?;
        for item in &items {
            Key::new(kind.code(), item).map_err(value)?;
        }
        checked.push((kind, items));
    }
    Ok(checked)
}

/// Seconds, of which none may be negative or endless.
fn seconds(number: f64) -> PyResult<Duration> {
    Duration::try_from_secs_f64(number).map_err(value)
}

impl Builder {
    fn take(&mut self) -> PyResult<kiwoom_engine::Builder> {
        let builder = self
            .builder
            .get_mut()
            .unwrap_or_else(PoisonError::into_inner);
        builder.take().ok_or_else(|| error("it was started before"))
    }

    fn change(
        &mut self,
        change: impl FnOnce(kiwoom_engine::Builder) -> kiwoom_engine::Builder,
    ) -> PyResult<()> {
        self.builder = Mutex::new(Some(change(self.take()?)));
        Ok(())
    }
}

#[pymethods]
impl Builder {
    #[new]
    fn new(url: &str) -> PyResult<Self> {
        let endpoint = match url {
            "live" => Endpoint::live(),
            "paper" => Endpoint::paper(),
            "live_us" => Endpoint::live_us(),
            url => Endpoint::parse(url).map_err(value)?,
        };
        Ok(Self {
            builder: Mutex::new(Some(kiwoom_engine::Engine::builder(endpoint))),
            session: SessionSettings::default(),
            io_threads: 1,
            record: None,
        })
    }

    fn token(&mut self, token: String) -> PyResult<()> {
        let token = Token::new(token).map_err(value)?;
        self.change(|it| it.token(token))
    }

    #[pyo3(signature = (name, file, variable, items, orders))]
    fn account(
        &mut self,
        name: &str,
        file: Option<PathBuf>,
        variable: Option<&str>,
        items: Option<u32>,
        orders: bool,
    ) -> PyResult<()> {
        let account = match (file, variable) {
            (Some(path), None) => Account::new(name, FileToken::new(path)),
            (None, Some(variable)) => Account::new(name, EnvToken::new(variable)),
            _ => return Err(value("an account has either a token file or a variable")),
        };
        let account = match items {
            Some(items) => account.item_limit(items),
            None => account,
        };
        self.change(|it| {
            it.account(if orders {
                account
            } else {
                account.without_orders()
            })
        })
    }

    #[pyo3(signature = (mode, spin))]
    fn io(&mut self, mode: &str, spin: f64) -> PyResult<()> {
        let mode = match mode {
            "block" => IoMode::Block,
            "hybrid" => IoMode::Hybrid {
                spin: seconds(spin)?,
            },
            "busy_poll" => IoMode::BusyPoll,
            _ => return Err(value("io is \"block\", \"hybrid\" or \"busy_poll\"")),
        };
        self.change(|it| it.io(mode))
    }

    fn pin_io(&mut self, core: usize) -> PyResult<()> {
        self.change(|it| it.pin_io(core))
    }

    fn io_threads(&mut self, threads: usize) -> PyResult<()> {
        self.io_threads = threads;
        self.change(|it| it.io_threads(threads))
    }

    fn record(&mut self, folder: PathBuf) {
        self.record = Some(folder);
    }

    fn tls_roots(&mut self, der: Vec<Vec<u8>>) -> PyResult<()> {
        self.change(|it| it.tls_roots(der))
    }

    fn detect_missing_trades(&mut self, detect: bool) -> PyResult<()> {
        self.change(|it| it.detect_missing_trades(detect))
    }

    fn item_limit(&mut self, items: u32) {
        self.session.item_limit = items;
    }

    fn reconnect(&mut self, reconnect: bool) {
        self.session.reconnect = match reconnect {
            true => Reconnect::Always,
            false => Reconnect::Never,
        };
    }

    #[pyo3(signature = (name, wanted, capacity, critical_capacity, policies, how, unknown))]
    #[expect(clippy::too_many_arguments, reason = "called from one place")]
    fn strategy(
        &mut self,
        name: &str,
        wanted: Vec<(String, Vec<String>)>,
        capacity: Option<usize>,
        critical_capacity: Option<usize>,
        policies: Vec<(Option<String>, String, Option<f64>)>,
        how: &str,
        unknown: bool,
    ) -> PyResult<()> {
        let wait = wait(how)?;
        let wanted = subscriptions(wanted)?;
        let mut overflows = Vec::new();
        for (kind, policy, block) in policies {
            let kind = kind.as_deref().map(message_type).transpose()?;
            overflows.push((kind, overflow(&policy, block.map(seconds).transpose()?)?));
        }
        let describe = |mut it: Strategy| {
            for (kind, items) in wanted {
                it = it.subscribe(kind, items);
            }
            for (kind, overflow) in overflows {
                it = match kind {
                    Some(kind) => it.overflow(kind, overflow),
                    None => it.overflow_all(overflow),
                };
            }
            if let Some(bytes) = capacity {
                it = it.capacity(bytes);
            }
            if let Some(bytes) = critical_capacity {
                it = it.critical_capacity(bytes);
            }
            it = it.wait(wait);
            if unknown { it.unknown() } else { it }
        };
        self.change(|it| it.strategy(name, describe))
    }

    /// Starts the engine; looks up the host's name without the GIL.
    fn start(&mut self, py: Python<'_>) -> PyResult<Engine> {
        let mut builder = self.take()?.session(self.session.clone());
        py.detach(|| {
            let mut recording = None;
            if let Some(folder) = &self.record {
                let recorder = Recorder::for_engine(folder, Settings::default());
                let recorder = recorder.sinks(self.io_threads);
                let (taps, handle) = recorder.start_taps().map_err(error)?;
                builder = taps.into_iter().fold(builder, |it, tap| it.tap(tap));
                recording = Some(handle);
            }
            let (engine, feeds) = builder.start().map_err(error)?;
            Ok(Engine::new(engine, feeds, recording))
        })
    }
}
