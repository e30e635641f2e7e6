//! Recorded frames, sent again.

use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use serde::Deserialize;
use serde_json::Value;

/// How fast recorded frames are sent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Pace {
    /// As far apart as their stamps say, divided by this speed: 1 is as it
    /// was, 10 is ten times faster. Frames without a stamp follow at once.
    Stamps(f64),
    /// At the simulator's rate, whatever the stamps say.
    Rate,
}

/// Frames with when they came, counted from anywhere.
type Frames = Box<dyn Iterator<Item = (Duration, Vec<u8>)>>;

/// Recorded frames, ready to be sent to any number of connections.
///
/// Each connection gets them once, from its first registration on, whatever it
/// registered. The messages that the exchange itself makes (LOGIN, REG, PING,
/// SYSTEM and the like) are left out; all others are sent as they stand, valid or
/// not.
#[derive(Clone)]
pub struct Replay {
    /// Begins anew, for one connection.
    open: Arc<dyn Fn() -> Frames + Send + Sync>,
    pace: Pace,
}

impl fmt::Debug for Replay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Replay")
            .field("pace", &self.pace)
            .finish_non_exhaustive()
    }
}

/// Why a recording can't be used.
#[derive(Debug)]
#[non_exhaustive]
pub enum ReplayError {
    /// The file can't be read.
    Read(std::path::PathBuf, std::io::Error),
    /// The recording has no frame.
    Empty,
    /// The speed isn't a positive number.
    Speed(f64),
}

impl fmt::Display for ReplayError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Read(path, error) => {
                write!(
                    f,
                    "can't read the recording {}: {error}; check the path",
                    path.display()
                )
            }
            Self::Empty => f.write_str(
                "the recording has no frame; it should have one message on each line, \
                 perhaps after HH:MM:SS.mmm and a tab",
            ),
            Self::Speed(speed) => write!(f, "the speed must be above zero, not {speed}"),
        }
    }
}

impl std::error::Error for ReplayError {}

impl Replay {
    /// Frames from anywhere, each with when it came, counted from any moment;
    /// stamps that go back are as those before them. `open` is called for each
    /// connection, on the simulator's thread, and so is what it gives: only one
    /// frame ahead of what is sent is asked for, so a recording may be longer than
    /// memory.
    ///
    /// # Errors
    ///
    /// When the speed isn't positive.
    pub fn from_frames<I>(
        open: impl Fn() -> I + Send + Sync + 'static,
        pace: Pace,
    ) -> Result<Self, ReplayError>
    where
        I: Iterator<Item = (Duration, Vec<u8>)> + 'static,
    {
        match pace {
            Pace::Stamps(speed) if !(speed.is_finite() && speed > 0.0) => {
                Err(ReplayError::Speed(speed))
            }
            _ => Ok(Self {
                open: Arc::new(move || Box::new(open())),
                pace,
            }),
        }
    }

    /// Reads a file of frames, one on each line, each perhaps after
    /// `HH:MM:SS.mmm` and a tab. Empty lines are skipped.
    ///
    /// # Errors
    ///
    /// When the file can't be read, has no frame, or the speed isn't positive.
    pub fn from_file(path: impl AsRef<Path>, pace: Pace) -> Result<Self, ReplayError> {
        let path = path.as_ref();
        let text = std::fs::read_to_string(path)
            .map_err(|error| ReplayError::Read(path.to_owned(), error))?;
        Self::from_text(&text, pace)
    }

    /// As [`from_file`](Self::from_file), from text in memory.
    ///
    /// # Errors
    ///
    /// When there is no frame, or the speed isn't positive.
    pub fn from_text(text: &str, pace: Pace) -> Result<Self, ReplayError> {
        let frames: Arc<[(Duration, Vec<u8>)]> = lines(text).collect();
        if frames.is_empty() {
            return Err(ReplayError::Empty);
        }
        let open = move || {
            let frames = Arc::clone(&frames);
            (0..frames.len()).map(move |at| frames[at].clone())
        };
        Self::from_frames(open, pace)
    }
}

/// The frames of a text, with their stamps as they go on from day to day.
fn lines(text: &str) -> impl Iterator<Item = (Duration, Vec<u8>)> {
    let mut first = None;
    let mut last = Duration::ZERO;
    text.lines().filter_map(move |line| {
        let (stamp, message) = match line.split_once('\t') {
            Some((before, message)) if stamp(before).is_some() => (stamp(before), message),
            _ => (None, line),
        };
        if message.trim().is_empty() || !is_sent(message.as_bytes()) {
            return None;
        }
        if let Some(stamp) = stamp {
            // A recording may pass midnight; it never goes back otherwise.
            let start = *first.get_or_insert(stamp);
            let day = Duration::from_secs(86_400);
            let at = if stamp >= start {
                stamp - start
            } else {
                stamp + day - start
            };
            last = last.max(at);
        }
        Some((last, message.into()))
    })
}

/// One connection's way through a recording.
pub(crate) struct Playback {
    replay: Replay,
    /// None before the start.
    frames: Option<Frames>,
    /// The frame that comes next, and when, after the first.
    next: Option<(Duration, Vec<u8>)>,
    /// The stamp of the first.
    first: Option<Duration>,
    taken: u64,
    /// Seconds from one frame to the next, unless the stamps decide; none for
    /// as fast as the client reads.
    interval: Option<f64>,
    /// Elements that were sent, by type and item.
    elements: BTreeMap<(String, String), u64>,
}

impl fmt::Debug for Playback {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Playback")
            .field("replay", &self.replay)
            .field("taken", &self.taken)
            .finish_non_exhaustive()
    }
}

impl Playback {
    pub(crate) fn new(replay: Replay, rate: Option<f64>) -> Self {
        Self {
            replay,
            frames: None,
            next: None,
            first: None,
            taken: 0,
            interval: rate.map(|rate| 1.0 / rate),
            elements: BTreeMap::new(),
        }
    }

    /// The client listens to something, and so the frames begin.
    pub(crate) fn start(&mut self) {
        if self.frames.is_none() {
            self.frames = Some((self.replay.open)());
            self.look_ahead();
        }
    }

    /// Finds the frame that comes next.
    fn look_ahead(&mut self) {
        let frames = self.frames.iter_mut().flatten();
        let found = frames.into_iter().find(|(_, text)| is_sent(text));
        self.next = found.map(|(stamp, text)| {
            let first = *self.first.get_or_insert(stamp);
            (stamp.saturating_sub(first), text)
        });
    }

    pub(crate) fn next_due(&self) -> Option<Duration> {
        let (at, _) = self.next.as_ref()?;
        Some(match (self.replay.pace, self.interval) {
            (Pace::Stamps(speed), _) => at.div_f64(speed),
            (Pace::Rate, Some(interval)) => Duration::from_secs_f64(self.taken as f64 * interval),
            (Pace::Rate, None) => Duration::ZERO,
        })
    }

    pub(crate) fn next_frame(&mut self, out: &mut Vec<u8>) -> bool {
        out.clear();
        let Some((_, text)) = self.next.take() else {
            return false;
        };
        *out = text;
        self.taken += 1;
        self.look_ahead();
        true
    }

    /// A frame was sent: its elements count.
    pub(crate) fn sent(&mut self, frame: &[u8]) {
        for element in elements(frame) {
            *self.elements.entry(element).or_insert(0) += 1;
        }
    }

    /// Elements of the frames that were sent, by type and item.
    pub(crate) fn elements(&self) -> BTreeMap<(String, String), u64> {
        self.elements.clone()
    }
}

/// The time of day in `HH:MM:SS.mmm`.
fn stamp(text: &str) -> Option<Duration> {
    let (clock, millis) = text.split_once('.')?;
    let mut parts = clock.split(':').map(|part| part.parse::<u64>().ok());
    let (hours, minutes, seconds) = (parts.next()??, parts.next()??, parts.next()??);
    if parts.next().is_some() || millis.len() != 3 {
        return None;
    }
    let seconds = hours * 3_600 + minutes * 60 + seconds;
    Some(Duration::from_secs(seconds) + Duration::from_millis(millis.parse().ok()?))
}

/// Whether a message is sent again: it isn't one of those that the exchange makes.
fn is_sent(message: &[u8]) -> bool {
    #[derive(Deserialize)]
    struct Head {
        #[serde(default)]
        trnm: Value,
    }
    let head = serde_json::from_slice::<Head>(message);
    !head.is_ok_and(|it| it.trnm.is_string() && it.trnm != "REAL")
}

/// The elements of a message, by type and item.
fn elements(message: &[u8]) -> impl Iterator<Item = (String, String)> {
    #[derive(Deserialize)]
    struct Message {
        trnm: String,
        data: Vec<Element>,
    }
    #[derive(Deserialize)]
    struct Element {
        #[serde(default)]
        r#type: Value,
        #[serde(default)]
        item: Value,
    }
    let message = serde_json::from_slice::<Message>(message).ok();
    let elements = message.filter(|it| it.trnm == "REAL").map(|it| it.data);
    let text = |value: Value| value.as_str().unwrap_or_default().to_owned();
    let elements = elements.into_iter().flatten();
    elements.map(move |it| (text(it.r#type), text(it.item)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const RECORDING: &str = concat!(
        "11:56:18.171\t{\"trnm\":\"LOGIN\",\"return_code\":0}\n",
        "11:56:18.761\t{\"data\":[{\"values\":{},\"type\":\"0B\",\"item\":\"005930\"}],\"trnm\":\"REAL\"}\n",
        "\n",
        "{\"broken\n",
        "11:56:19.261\t{\"trnm\":\"REAL\",\"data\":[{\"type\":\"0D\",\"item\":\"A\"},{\"type\":\"0D\",\"item\":\"A\"}]}\n",
    );

    fn due(pace: Pace, rate: Option<f64>) -> Vec<u128> {
        let replay = Replay::from_text(RECORDING, pace).unwrap();
        let mut playback = Playback::new(replay, rate);
        playback.start();
        let mut frame = Vec::new();
        let mut due = Vec::new();
        while let Some(at) = playback.next_due() {
            due.push(at.as_millis());
            assert!(playback.next_frame(&mut frame) && !frame.is_empty());
            playback.sent(&frame);
        }
        assert!(!playback.next_frame(&mut frame));
        assert!(playback.elements().into_values().eq([1, 2]));
        due
    }

    #[test]
    fn stamps_or_the_rate_decide_the_pace() {
        assert_eq!(due(Pace::Stamps(1.0), None), [0, 0, 500]);
        assert_eq!(due(Pace::Stamps(5.0), Some(1.0)), [0, 0, 100]);
        assert_eq!(due(Pace::Rate, Some(4.0)), [0, 250, 500]);
        assert_eq!(due(Pace::Rate, None), [0, 0, 0]);
    }

    #[test]
    fn nothing_comes_before_the_start() {
        let replay = Replay::from_text(RECORDING, Pace::Rate).unwrap();
        let mut playback = Playback::new(replay, None);
        assert_eq!(playback.next_due(), None);
        assert!(!playback.next_frame(&mut Vec::new()));
    }

    #[test]
    fn what_cannot_be_replayed_is_refused() {
        let control = "{\"trnm\":\"PING\"}\n";
        assert!(matches!(
            Replay::from_text(control, Pace::Rate),
            Err(ReplayError::Empty)
        ));
        for speed in [0.0, -1.0, f64::NAN] {
            let refused = Replay::from_text(RECORDING, Pace::Stamps(speed));
            assert!(matches!(refused, Err(ReplayError::Speed(_))));
        }
        let missing = Replay::from_file("/nonexistent/frames", Pace::Rate).unwrap_err();
        assert!(missing.to_string().contains("/nonexistent/frames"));
    }

    #[test]
    fn a_recording_may_pass_midnight() {
        let text = "23:59:59.900\t[1]\n00:00:00.100\t[2]\n";
        let replay = Replay::from_text(text, Pace::Stamps(1.0)).unwrap();
        let stamps = (replay.open)().map(|it| it.0.as_millis());
        assert!(stamps.eq([0, 200]));
    }
}
