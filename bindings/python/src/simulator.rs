//! The stand-in exchange, for users' own tests.

use crate::{error, value};
use kiwoom_simulator::{Flush, Rate, Rules, Script, Tokens};
use pyo3::prelude::*;
use std::collections::HashMap;
use std::sync::Mutex;
use std::time::Duration;

/// A stand-in exchange in this process, on a thread of its own.
#[pyclass(frozen, module = "kiwoom_engine._native")]
pub(crate) struct Simulator {
    simulator: Mutex<Option<kiwoom_simulator::Simulator>>,
    urls: [String; 2],
}

/// What was sent: frames, elements, and elements by type and item.
type Sent = (u64, u64, HashMap<(String, String), u64>);

fn sent(counters: &kiwoom_simulator::Counters) -> Sent {
    let mut all = HashMap::new();
    for connection in &counters.connections {
        for (key, count) in &connection.elements {
            *all.entry(key.clone()).or_default() += count;
        }
    }
    (counters.frames(), counters.elements(), all)
}

#[pymethods]
impl Simulator {
    #[new]
    #[pyo3(signature = (seed, rate, flush, limit, tokens, login_delay, bind, script))]
    #[expect(clippy::too_many_arguments, reason = "called from one place")]
    fn new(
        seed: u64,
        rate: Option<f64>,
        flush: f64,
        limit: Option<u64>,
        tokens: Option<Vec<String>>,
        login_delay: f64,
        bind: &str,
        script: Vec<String>,
    ) -> PyResult<Self> {
        let seconds = |number| Duration::try_from_secs_f64(number).map_err(value);
        let rules = Rules {
            tokens: tokens.map_or(Tokens::Any, Tokens::List),
            login_delay: seconds(login_delay)?,
            ..Rules::default()
        };
        let flush = match seconds(flush)? {
            Duration::ZERO => Flush::AtOnce,
            slot => Flush::Every(slot),
        };
        let script: Script = script.join("\n").parse().map_err(value)?;
        let mut builder = kiwoom_simulator::Simulator::builder()
            .seed(seed)
            .rate(rate.map_or(Rate::AsFastAsRead, Rate::PerSecond))
            .flush(flush)
            .rules(rules)
            .bind(bind)
            .script(script);
        if let Some(frames) = limit {
            builder = builder.limit(frames);
        }
        let simulator = builder.start().map_err(error)?;
        Ok(Self {
            urls: [simulator.url(), simulator.us_url()],
            simulator: Mutex::new(Some(simulator)),
        })
    }

    #[getter]
    fn url(&self) -> &str {
        &self.urls[0]
    }

    #[getter]
    fn us_url(&self) -> &str {
        &self.urls[1]
    }

    /// What was sent so far; `None` once it was stopped.
    fn sent(&self, py: Python<'_>) -> PyResult<Option<Sent>> {
        py.detach(|| {
            let simulator = self.simulator.lock().map_err(error)?;
            Ok(simulator.as_ref().map(|it| sent(&it.counters())))
        })
    }

    /// Stops it, and gives what was sent; `None` the second time.
    fn stop(&self, py: Python<'_>) -> PyResult<Option<Sent>> {
        py.detach(|| {
            let simulator = self.simulator.lock().map_err(error)?.take();
            Ok(simulator.map(|it| sent(&it.stop())))
        })
    }
}
