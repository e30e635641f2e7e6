//! A strategy's thread.

use super::pinned;
use crate::print;
use crate::share::Share;
use kiwoom_config::Strategy;
use kiwoom_engine::Feed;
use kiwoom_engine::record::Record;
use std::io;
use std::sync::mpsc::{self, Sender};
use std::thread::{self, JoinHandle};
use std::time::Instant;

/// Reads a feed on a thread of its own, publishes what is to be shared, and keeps
/// nothing.
///
/// The thread is there before the engine is, so that whatever it can't have is told
/// before a token is asked for.
pub(super) struct Reader {
    /// The feed, and what is dropped when it has ended. None once it has begun.
    begin: Option<Sender<(Feed, Sender<()>)>>,
    thread: Option<JoinHandle<io::Result<()>>>,
}

impl Reader {
    /// Starts it. What happens to the connections goes to standard error, if that is
    /// wanted.
    ///
    /// # Errors
    /// What the thread can't have: its processor, or its share's name.
    pub(super) fn start(name: &str, strategy: &Strategy, links: bool) -> io::Result<Self> {
        let (ready, is_ready) = mpsc::channel();
        let (begin, begun) = mpsc::channel();
        let (of, wanted, pin) = (name.to_owned(), strategy.share.clone(), strategy.pin);
        let thread = thread::Builder::new()
            .name(name.to_owned())
            .spawn(move || {
                // Before it is pinned: the publisher's own thread must not be.
                let share = Share::open(&of, wanted.as_ref())?;
                pinned(&of, pin)?;
                _ = ready.send(());
                if let Ok((feed, _over)) = begun.recv() {
                    drain(feed, share, links);
                }
                Ok(())
            })?;
        let mut reader = Self {
            begin: Some(begin),
            thread: Some(thread),
        };
        match is_ready.recv() {
            Ok(()) => Ok(reader),
            // It has ended: that says why.
            Err(_) => reader.end().map(|()| reader),
        }
    }

    /// Lets it read this feed to its end.
    pub(super) fn begin(&mut self, feed: Feed, over: Sender<()>) {
        if let Some(begin) = self.begin.take() {
            // A thread that is gone says why when it is joined.
            _ = begin.send((feed, over));
        }
    }

    /// Waits until it has read all.
    ///
    /// # Errors
    /// When it panicked.
    pub(super) fn join(mut self) -> io::Result<()> {
        self.end()
    }

    fn end(&mut self) -> io::Result<()> {
        // One that never began needn't wait for a feed.
        self.begin = None;
        let Some(thread) = self.thread.take() else {
            return Ok(());
        };
        let panicked = |_| io::Error::other("a strategy's thread panicked");
        thread.join().map_err(panicked)?
    }
}

/// Where the engine couldn't start, subscribers are told of the end all the same.
impl Drop for Reader {
    fn drop(&mut self) {
        _ = self.end();
    }
}

fn drain(mut feed: Feed, mut share: Share, links: bool) {
    loop {
        share.attend();
        let read = feed.each(256, |record| {
            share.publish(record);
            if links && matches!(record.typed(), Some(Record::Link(_))) {
                print::notice(record);
            }
        });
        share.wake();
        match read {
            Err(_) => return,
            Ok(0) => _ = feed.wait(share.is_due_after().map(|it| Instant::now() + it)),
            Ok(_) => {}
        }
    }
}
