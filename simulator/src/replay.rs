//! Recorded frames, sent again.

use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

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

/// Recorded frames, ready to be sent to any number of connections.
///
/// Each connection gets them once, from its first registration on, whatever it
/// registered.
#[derive(Clone, Debug)]
pub struct Replay {
    frames: Arc<[Frame]>,
    pace: Pace,
}

#[derive(Debug)]
struct Frame {
    /// After the first stamp.
    at: Duration,
    text: Box<str>,
    /// Type and item of each element.
    elements: Vec<(String, String)>,
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
    /// Reads a file of frames, one on each line, each perhaps after
    /// `HH:MM:SS.mmm` and a tab. Empty lines are skipped, and so are the
    /// messages that the exchange itself makes (LOGIN, REG, PING, SYSTEM and
    /// the like); every other line is sent as it stands, valid or not.
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
        if let Pace::Stamps(speed) = pace
            && !(speed.is_finite() && speed > 0.0)
        {
            return Err(ReplayError::Speed(speed));
        }
        let mut first = None;
        let mut last = Duration::ZERO;
        let mut frames = Vec::new();
        for line in text.lines() {
            let (stamp, message) = match line.split_once('\t') {
                Some((before, message)) if stamp(before).is_some() => (stamp(before), message),
                _ => (None, line),
            };
            let Some(elements) = elements(message) else {
                continue;
            };
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
            frames.push(Frame {
                at: last,
                text: message.into(),
                elements,
            });
        }
        if frames.is_empty() {
            return Err(ReplayError::Empty);
        }
        Ok(Self {
            frames: frames.into(),
            pace,
        })
    }

    /// How many frames there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.frames.len()
    }

    /// Never: a recording has at least one frame.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.frames.is_empty()
    }
}

/// One connection's way through a recording.
#[derive(Debug)]
pub(crate) struct Playback {
    replay: Replay,
    next: usize,
    started: bool,
    /// Seconds from one frame to the next, unless the stamps decide; none for
    /// as fast as the client reads.
    interval: Option<f64>,
}

impl Playback {
    pub(crate) const fn new(replay: Replay, rate: Option<f64>) -> Self {
        let interval = match rate {
            Some(rate) => Some(1.0 / rate),
            None => None,
        };
        Self {
            replay,
            next: 0,
            started: false,
            interval,
        }
    }

    /// The client listens to something, and so the frames begin.
    pub(crate) const fn start(&mut self) {
        self.started = true;
    }

    pub(crate) fn next_due(&self) -> Option<Duration> {
        let frame = self.replay.frames.get(self.next).filter(|_| self.started)?;
        Some(match (self.replay.pace, self.interval) {
            (Pace::Stamps(speed), _) => frame.at.div_f64(speed),
            (Pace::Rate, Some(interval)) => Duration::from_secs_f64(self.next as f64 * interval),
            (Pace::Rate, None) => Duration::ZERO,
        })
    }

    pub(crate) fn next_frame(&mut self, out: &mut Vec<u8>) -> bool {
        out.clear();
        let Some(frame) = self.replay.frames.get(self.next).filter(|_| self.started) else {
            return false;
        };
        out.extend_from_slice(frame.text.as_bytes());
        self.next += 1;
        true
    }

    /// Elements of the first frames, by type and item.
    pub(crate) fn elements(&self, frames: u64) -> BTreeMap<(String, String), u64> {
        let mut counts = BTreeMap::new();
        for frame in self.replay.frames.iter().take(frames as usize) {
            for element in &frame.elements {
                *counts.entry(element.clone()).or_insert(0) += 1;
            }
        }
        counts
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

/// The elements of a message; none for a message that isn't sent again.
fn elements(message: &str) -> Option<Vec<(String, String)>> {
    if message.trim().is_empty() {
        return None;
    }
    let value: Value = serde_json::from_str(message).unwrap_or(Value::Null);
    match value.get("trnm").and_then(Value::as_str) {
        Some("REAL") => {}
        Some(_) => return None,
        None => return Some(Vec::new()),
    }
    let data = value.get("data").and_then(Value::as_array);
    let name = |element: &Value, key: &str| {
        element
            .get(key)
            .and_then(Value::as_str)
            .unwrap_or("")
            .to_owned()
    };
    let elements = data.into_iter().flatten();
    Some(
        elements
            .map(|element| (name(element, "type"), name(element, "item")))
            .collect(),
    )
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
        }
        assert!(!playback.next_frame(&mut frame));
        let counts = |frames| playback.elements(frames).into_values().collect::<Vec<_>>();
        assert_eq!((counts(1), counts(3)), (vec![1], vec![1, 2]));
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
        assert_eq!(replay.frames[1].at, Duration::from_millis(200));
    }
}
