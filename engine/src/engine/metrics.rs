//! What was counted, as text that Prometheus reads.

use super::counters::{Counters, Published};
use crate::ring::{FeedCounts, FeedMonitor};
use std::fmt::{self, Write};
use std::sync::Arc;

/// All that is counted, for whoever looks.
#[derive(Clone)]
pub(super) struct Metrics {
    /// By I/O thread.
    pub(super) counters: Arc<[Arc<Counters>]>,
    pub(super) accounts: Arc<[String]>,
    /// By strategy: one for each I/O thread.
    pub(super) monitors: Arc<[(String, Vec<FeedMonitor>)]>,
}

/// What was counted of one strategy's feed.
pub(super) fn counts(monitors: &[FeedMonitor]) -> FeedCounts {
    monitors.iter().map(FeedMonitor::counts).sum()
}

/// A text in the exposition format, family by family.
struct Text<'a, W> {
    out: &'a mut W,
}

impl<W: Write> Text<'_, W> {
    /// Begins a family of values.
    fn family(&mut self, name: &str, kind: &str, help: &str) -> fmt::Result {
        writeln!(self.out, "# HELP kiwoom_{name} {help}")?;
        writeln!(self.out, "# TYPE kiwoom_{name} {kind}")
    }

    /// One value of it.
    fn value(&mut self, name: &str, labels: &[(&str, &str)], value: u64) -> fmt::Result {
        write!(self.out, "kiwoom_{name}")?;
        for (at, (label, text)) in labels.iter().enumerate() {
            let before = if at == 0 { '{' } else { ',' };
            write!(self.out, "{before}{label}=\"")?;
            escape(self.out, text)?;
            self.out.write_char('"')?;
        }
        let end = if labels.is_empty() { "" } else { "}" };
        writeln!(self.out, "{end} {value}")
    }

    /// A family with a value for each of these.
    fn each<'b>(
        &mut self,
        (name, kind, help): (&str, &str, &str),
        label: &str,
        values: impl IntoIterator<Item = (&'b str, u64)>,
    ) -> fmt::Result {
        self.family(name, kind, help)?;
        for (text, value) in values {
            self.value(name, &[(label, text)], value)?;
        }
        Ok(())
    }

    /// A family of one value.
    fn one(&mut self, name: &str, help: &str, value: u64) -> fmt::Result {
        self.family(name, "counter", help)?;
        self.value(name, &[], value)
    }
}

fn escape(out: &mut impl Write, text: &str) -> fmt::Result {
    for letter in text.chars() {
        match letter {
            '\\' => out.write_str("\\\\")?,
            '"' => out.write_str("\\\"")?,
            '\n' => out.write_str("\\n")?,
            letter => out.write_char(letter)?,
        }
    }
    Ok(())
}

impl Metrics {
    /// What all I/O threads have published, together.
    pub(super) fn published(&self) -> Published {
        let parts: Vec<Published> = self.counters.iter().map(|it| it.published()).collect();
        Published::together(&parts)
    }

    /// Writes everything.
    pub(super) fn write(&self, out: &mut impl Write) -> fmt::Result {
        let published = self.published();
        let mut text = Text { out };
        self.connections(&mut text, &published)?;
        data(&mut text, &published)?;
        self.strategies(&mut text)
    }

    fn connections<W: Write>(&self, text: &mut Text<'_, W>, published: &Published) -> fmt::Result {
        let mut each = |name: &str, kind: &str, help: &str, value: fn(&_) -> u64| {
            let values = self.accounts.iter().zip(&published.connections);
            let values = values.map(|(account, it)| (account.as_str(), value(it)));
            text.each((name, kind, help), "account", values)
        };
        type Of = super::ConnectionSnapshot;
        let counter = "counter";
        each(
            "connection_live",
            "gauge",
            "1 while everything wanted is registered.",
            |it: &Of| u64::from(it.is_live),
        )?;
        each(
            "connection_ended",
            "gauge",
            "1 once it has ended for good.",
            |it: &Of| u64::from(it.has_ended),
        )?;
        each(
            "connection_epoch",
            "gauge",
            "How often it has been up.",
            |it: &Of| u64::from(it.epoch),
        )?;
        let of = [
            (
                "reads_total",
                "Reads from the socket that brought something.",
                (|it| it.reads) as fn(&Of) -> u64,
            ),
            (
                "received_bytes_total",
                "Bytes off the socket; ciphertext with TLS.",
                |it| it.bytes,
            ),
            ("messages_total", "WebSocket messages of all kinds.", |it| {
                it.messages
            }),
            (
                "ignored_messages_total",
                "Binary messages and unasked Pongs.",
                |it| it.ignored_messages,
            ),
            (
                "connects_total",
                "Attempts that came as far as connecting.",
                |it| it.session.connects,
            ),
            ("logins_total", "Logins that were accepted.", |it| {
                it.session.logins
            }),
            ("login_refusals_total", "Logins that were refused.", |it| {
                it.session.login_refusals
            }),
            (
                "token_failures_total",
                "Tokens that could not be had in time.",
                |it| it.session.token_failures,
            ),
            (
                "resolve_failures_total",
                "Look-ups of the host's name that failed.",
                |it| it.session.resolve_failures,
            ),
            ("pings_total", "PINGs sent back.", |it| it.session.pings),
            ("system_messages_total", "SYSTEM messages.", |it| {
                it.session.systems
            }),
            (
                "unexpected_messages_total",
                "Messages that nothing was waiting for.",
                |it| it.session.unexpected,
            ),
            (
                "malformed_messages_total",
                "Messages that could not be read.",
                |it| it.session.malformed + it.session.oversized,
            ),
            (
                "unknown_messages_total",
                "Messages of a kind that isn't known.",
                |it| it.session.unknown,
            ),
            ("registrations_total", "Registrations sent.", |it| {
                it.session.registers_sent
            }),
            ("removals_total", "Removals sent.", |it| {
                it.session.removes_sent
            }),
            (
                "request_retries_total",
                "Requests that were sent again.",
                |it| it.session.retries,
            ),
            (
                "request_timeouts_total",
                "Requests without an answer in time.",
                |it| it.session.answer_timeouts,
            ),
            (
                "request_refusals_total",
                "Requests that were refused for good.",
                |it| it.session.refused,
            ),
        ];
        for (name, help, value) in of {
            each(name, counter, help, value)?;
        }
        Ok(())
    }

    fn strategies<W: Write>(&self, text: &mut Text<'_, W>) -> fmt::Result {
        let counts: Vec<_> = self
            .monitors
            .iter()
            .map(|(name, it)| (name, counts(it)))
            .collect();
        let of = [
            (
                "written_total",
                "counter",
                "Records handed over.",
                (|it| it.written) as fn(&FeedCounts) -> u64,
            ),
            ("delivered_total", "counter", "Records read.", |it| {
                it.delivered
            }),
            (
                "lost_total",
                "counter",
                "Records dropped for want of room, and told.",
                |it| it.lost,
            ),
            ("gaps_total", "counter", "Gaps told.", |it| it.gaps),
            (
                "conflated_total",
                "counter",
                "Records that a newer one took the place of.",
                |it| it.conflated,
            ),
            (
                "spilled_total",
                "counter",
                "Critical records that waited outside their lane.",
                |it| it.spilled,
            ),
            (
                "blocked_nanoseconds_total",
                "counter",
                "For how long the I/O thread waited for it.",
                |it| it.blocked_ns,
            ),
            (
                "most_waiting_lines_data",
                "gauge",
                "The most lines seen waiting, of 64 bytes.",
                |it| it.most_waiting_data,
            ),
            (
                "most_waiting_lines_critical",
                "gauge",
                "The most lines seen waiting, of 64 bytes.",
                |it| it.most_waiting_critical,
            ),
        ];
        for (name, kind, help, value) in of {
            let name = format!("strategy_{name}");
            let values = counts.iter().map(|(name, it)| (name.as_str(), value(it)));
            text.each((&name, kind, help), "strategy", values)?;
        }
        Ok(())
    }
}

/// What was found in the data.
fn data<W: Write>(text: &mut Text<'_, W>, published: &Published) -> fmt::Result {
    let whole = &published.whole;
    let decode = &whole.decode;
    text.one("frames_total", "Frames decoded.", decode.frames)?;
    text.one(
        "frames_predicted_total",
        "Frames written as predicted.",
        decode.predicted,
    )?;
    text.one(
        "elements_total",
        "Elements in the frames decoded.",
        decode.elements,
    )?;
    text.one(
        "unknown_types_total",
        "Elements of a type without a table.",
        decode.unknown_types,
    )?;
    text.one(
        "unknown_fields_total",
        "Codes that their type's table lacks.",
        decode.unknown_fields,
    )?;
    text.one(
        "duplicates_total",
        "Codes or members that stood twice.",
        decode.duplicates,
    )?;
    text.one(
        "not_representable_total",
        "Values that their field can't hold.",
        decode.not_representable,
    )?;
    text.one("truncated_total", "Texts that were cut.", decode.truncated)?;
    text.one(
        "shares_missing_total",
        "Shares of trades that the server left out.",
        whole.watch.shares_missing,
    )?;
    text.each(
        ("frame_errors_total", "counter", "Frames refused."),
        "kind",
        crate::decode::DecodeErrorKind::ALL
            .iter()
            .zip(&published.errors)
            .map(|(kind, count)| (kind.name(), *count)),
    )?;
    let named = || {
        crate::schema::MESSAGES
            .iter()
            .map(|it| it.name)
            .zip(&published.types)
    };
    text.each(
        (
            "records_total",
            "counter",
            "Elements that some strategy got, or lost.",
        ),
        "type",
        named().map(|(name, it)| (name, it.routed)),
    )?;
    text.each(
        (
            "unrouted_total",
            "counter",
            "Elements that no strategy had asked for.",
        ),
        "type",
        named().map(|(name, it)| (name, it.unrouted)),
    )
}
