//! What was found, for people and for programs.

use serde_json::json;
use std::io::{self, Write as _};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    Good,
    Better,
    Wrong,
    Unknown,
}

impl Verdict {
    const fn words(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Better => "could be better",
            Self::Wrong => "wrong",
            Self::Unknown => "unknown",
        }
    }
}

/// One line.
pub(super) struct Finding {
    what: &'static str,
    found: String,
    verdict: Verdict,
    /// The command that makes it better, or what to do.
    advice: Option<String>,
}

impl Finding {
    fn new(
        what: &'static str,
        found: impl Into<String>,
        verdict: Verdict,
        advice: Option<String>,
    ) -> Self {
        Self {
            what,
            found: found.into(),
            verdict,
            advice,
        }
    }

    pub(super) fn good(what: &'static str, found: impl Into<String>) -> Self {
        Self::new(what, found, Verdict::Good, None)
    }

    pub(super) fn better(
        what: &'static str,
        found: impl Into<String>,
        advice: impl Into<String>,
    ) -> Self {
        Self::new(what, found, Verdict::Better, Some(advice.into()))
    }

    pub(super) fn wrong(
        what: &'static str,
        found: impl Into<String>,
        advice: impl Into<String>,
    ) -> Self {
        Self::new(what, found, Verdict::Wrong, Some(advice.into()))
    }

    pub(super) fn unknown(what: &'static str, found: impl Into<String>) -> Self {
        Self::new(what, found, Verdict::Unknown, None)
    }

    pub(super) fn is_wrong(&self) -> bool {
        self.verdict == Verdict::Wrong
    }
}

/// Writes them to standard output.
pub(super) fn print(findings: &[Finding], as_json: bool) -> io::Result<()> {
    let mut out = io::stdout().lock();
    if as_json {
        let all: Vec<_> = findings
            .iter()
            .map(|it| {
                json!({
                    "what": it.what,
                    "verdict": it.verdict.words(),
                    "found": it.found,
                    "advice": it.advice,
                })
            })
            .collect();
        return writeln!(out, "{:#}", serde_json::Value::from(all));
    }
    for it in findings {
        writeln!(
            out,
            "{:<15}  {:<18}  {}",
            it.verdict.words(),
            it.what,
            it.found
        )?;
        if let Some(advice) = &it.advice {
            writeln!(out, "{:<15}  {:<18}  -> {advice}", "", "")?;
        }
    }
    out.flush()
}
