//! What was counted, as text that Prometheus reads.

use super::counters::{ConnectionSnapshot, Counters, Published, Snapshot};
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

/// A family of values: its name, its kind, what it is, and where it is read.
type Family<T> = (&'static str, &'static str, &'static str, fn(&T) -> u64);

/// By account.
#[rustfmt::skip]
const CONNECTIONS: &[Family<ConnectionSnapshot>] = &[
    ("connection_live", "gauge", "1 while everything wanted is registered.", |it| u64::from(it.is_live)),
    ("connection_ended", "gauge", "1 once it has ended for good.", |it| u64::from(it.has_ended)),
    ("connection_epoch", "gauge", "How often it has been up.", |it| u64::from(it.epoch)),
    ("reads_total", "counter", "Reads from the socket that brought something.", |it| it.reads),
    ("received_bytes_total", "counter", "Bytes off the socket; ciphertext with TLS.", |it| it.bytes),
    ("messages_total", "counter", "WebSocket messages of all kinds.", |it| it.messages),
    ("ignored_messages_total", "counter", "Binary messages and unasked Pongs.", |it| it.ignored_messages),
    ("connects_total", "counter", "Attempts that came as far as connecting.", |it| it.session.connects),
    ("logins_total", "counter", "Logins that were accepted.", |it| it.session.logins),
    ("login_refusals_total", "counter", "Logins that were refused.", |it| it.session.login_refusals),
    ("token_failures_total", "counter", "Tokens that could not be had in time.", |it| it.session.token_failures),
    ("resolve_failures_total", "counter", "Look-ups of the host's name that failed.", |it| it.session.resolve_failures),
    ("pings_total", "counter", "PINGs sent back.", |it| it.session.pings),
    ("system_messages_total", "counter", "SYSTEM messages.", |it| it.session.systems),
    ("unexpected_messages_total", "counter", "Messages that nothing was waiting for.", |it| it.session.unexpected),
    ("malformed_messages_total", "counter", "Messages that could not be read.", |it| it.session.malformed + it.session.oversized),
    ("unknown_messages_total", "counter", "Messages of a kind that isn't known.", |it| it.session.unknown),
    ("registrations_total", "counter", "Registrations sent.", |it| it.session.registers_sent),
    ("removals_total", "counter", "Removals sent.", |it| it.session.removes_sent),
    ("request_retries_total", "counter", "Requests that were sent again.", |it| it.session.retries),
    ("request_timeouts_total", "counter", "Requests without an answer in time.", |it| it.session.answer_timeouts),
    ("request_refusals_total", "counter", "Requests that were refused for good.", |it| it.session.refused),
];

/// What was found in the data.
#[rustfmt::skip]
const WHOLE: &[Family<Snapshot>] = &[
    ("frames_total", "counter", "Frames decoded.", |it| it.decode.frames),
    ("frames_predicted_total", "counter", "Frames written as predicted.", |it| it.decode.predicted),
    ("frames_scanned_total", "counter", "Frames plainly written otherwise, without a parser.", |it| it.decode.scanned),
    ("elements_total", "counter", "Elements in the frames decoded.", |it| it.decode.elements),
    ("unknown_types_total", "counter", "Elements of a type without a table.", |it| it.decode.unknown_types),
    ("unknown_fields_total", "counter", "Codes that their type's table lacks.", |it| it.decode.unknown_fields),
    ("duplicates_total", "counter", "Codes or members that stood twice.", |it| it.decode.duplicates),
    ("not_representable_total", "counter", "Values that their field can't hold.", |it| it.decode.not_representable),
    ("truncated_total", "counter", "Texts that were cut.", |it| it.decode.truncated),
    ("shares_missing_total", "counter", "Shares of trades that the server left out.", |it| it.watch.shares_missing),
];

/// By strategy.
#[rustfmt::skip]
const STRATEGIES: &[Family<FeedCounts>] = &[
    ("strategy_written_total", "counter", "Records handed over.", |it| it.written),
    ("strategy_delivered_total", "counter", "Records read.", |it| it.delivered),
    ("strategy_lost_total", "counter", "Records dropped for want of room, and told.", |it| it.lost),
    ("strategy_gaps_total", "counter", "Gaps told.", |it| it.gaps),
    ("strategy_conflated_total", "counter", "Records that a newer one took the place of.", |it| it.conflated),
    ("strategy_spilled_total", "counter", "Critical records that waited outside their lane.", |it| it.spilled),
    ("strategy_blocked_nanoseconds_total", "counter", "For how long the I/O thread waited for it.", |it| it.blocked_ns),
    ("strategy_inline_nanoseconds_total", "counter", "For how long it held up the I/O thread, running on it.", |it| it.inline_ns),
    ("strategy_longest_inline_nanoseconds", "gauge", "For how long it did at most at a time.", |it| it.longest_inline_ns),
    ("strategy_most_waiting_lines_data", "gauge", "The most lines seen waiting, of 64 bytes.", |it| it.most_waiting_data),
    ("strategy_most_waiting_lines_critical", "gauge", "The most lines seen waiting, of 64 bytes.", |it| it.most_waiting_critical),
];

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

    /// Families that are read from the same things: each has a value for each
    /// of these, which this label tells apart.
    fn all<T>(
        &mut self,
        families: &[Family<T>],
        label: &str,
        things: &[(&str, &T)],
    ) -> fmt::Result {
        families.iter().try_for_each(|(name, kind, help, value)| {
            let values = things.iter().map(|(text, thing)| (*text, value(thing)));
            self.each((name, kind, help), label, values)
        })
    }

    /// Families of one value, which needs no label.
    fn one<T>(&mut self, families: &[Family<T>], thing: &T) -> fmt::Result {
        families.iter().try_for_each(|(name, kind, help, value)| {
            self.family(name, kind, help)?;
            self.value(name, &[], value(thing))
        })
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
        let names = self.accounts.iter().map(String::as_str);
        let things: Vec<_> = names.zip(&published.connections).collect();
        text.all(CONNECTIONS, "account", &things)
    }

    fn strategies<W: Write>(&self, text: &mut Text<'_, W>) -> fmt::Result {
        let strategies = self.monitors.iter();
        let counted: Vec<_> = strategies.map(|(name, it)| (name, counts(it))).collect();
        let things: Vec<_> = counted
            .iter()
            .map(|(name, it)| (name.as_str(), it))
            .collect();
        text.all(STRATEGIES, "strategy", &things)
    }
}

/// What was found in the data, as a whole, by kind of error and by type.
fn data<W: Write>(text: &mut Text<'_, W>, published: &Published) -> fmt::Result {
    text.one(WHOLE, &published.whole)?;
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
