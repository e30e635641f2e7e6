//! Where publisher and subscribers meet, and what they say to each other.

use crate::ShareError;
use iceoryx2::active_request::ActiveRequest;
use iceoryx2::config::Config;
use iceoryx2::node::{Node, NodeBuilder, NodeState, NodeView as _};
use iceoryx2::port::client::Client;
use iceoryx2::port::server::Server;
use iceoryx2::prelude::{
    CallbackProgression, FileName, Path, SemanticString as _, ServiceName, SignalHandlingMode, ipc,
};
use iceoryx2::service::builder::request_response::Builder;
use kiwoom_engine::record::LAYOUT_VERSION;
use std::path::PathBuf;
use std::time::Duration;

/// Rises with every change of what is said here.
const PROTOCOL_VERSION: u32 = 1;

/// The longest name: what is made of it must fit into the path of a socket.
const NAME_MAX: usize = 24;

/// For how long one participant waits for another that cleans up.
const CLEANING: Duration = Duration::from_millis(500);

/// The words of a subscription's request: its ticket, and whether it is to be
/// woken (1) or looks by itself (0).
pub(crate) type Ask = [u64; 2];

/// The words before each record: the subscription's ticket, the record's number
/// in this subscription, from 1, and the sequence number of the record before it
/// in this subscription, 0 for none.
pub(crate) type Mark = [u64; 3];

/// Plain words: iceoryx2 wants types that it knows, and these can be neither
/// padded nor wrong. Records are multiples of them, as a request's wishes are.
pub(crate) type Word = kiwoom_wanted::Word;

/// The service that subscriptions are asked of, before it is opened.
pub(crate) type AskService = Builder<[Word], Ask, [Word], Mark, ipc::Service>;

/// Length of what a publisher sends last of all, in place of a record.
pub(crate) const END_WORDS: usize = 1;

pub(crate) type AskServer = Server<ipc::Service, [Word], Ask, [Word], Mark>;
pub(crate) type AskClient = Client<ipc::Service, [Word], Ask, [Word], Mark>;
pub(crate) type Asked = ActiveRequest<ipc::Service, [Word], Ask, [Word], Mark>;

/// A share's name, and what iceoryx2 makes of it.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    name: String,
    config: Config,
}

impl Place {
    /// # Errors
    /// When the name can't be one.
    pub(crate) fn new(name: &str) -> Result<Self, ShareError> {
        let may_be = |it: u8| it.is_ascii_lowercase() || it.is_ascii_digit() || it == b'-';
        if name.is_empty() || name.len() > NAME_MAX || !name.bytes().all(may_be) {
            return Err(ShareError::Name(name.to_owned()));
        }
        // Not what stands in files of the user's: both ends must agree.
        let mut config = Config::default();
        // Shares don't see each other: no name is the beginning of another's,
        // since none has an underscore.
        let prefix = format!("kiwoom_{name}_");
        config.global.prefix = FileName::new(prefix.as_bytes()).map_err(ShareError::system)?;
        let nodes = format!("{prefix}nodes");
        config.global.node.directory = Path::new(nodes.as_bytes()).map_err(ShareError::system)?;
        // That is for `clean`, which is more thorough.
        config.global.node.cleanup_dead_nodes_on_creation = false;
        config.global.node.cleanup_dead_nodes_on_destruction = false;
        config.global.service.cleanup_dead_nodes_on_open = false;
        let name = name.to_owned();
        Ok(Self { name, config })
    }

    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    pub(crate) const fn config(&self) -> &Config {
        &self.config
    }

    /// Gives back what participants held that were killed.
    pub(crate) fn clean(&self) {
        // What can't be removed now is tried again by whoever is the next.
        _ = Node::<ipc::Service>::list(&self.config, |node| {
            if let NodeState::Dead(dead) = node {
                let _folder = Folder(self.folder(dead.id().value()));
                // Another may be at it: it isn't for long.
                _ = dead.blocking_remove_stale_resources(CLEANING);
            }
            CallbackProgression::Continue
        });
    }

    /// A participant. What dead ones have left is removed on the way.
    ///
    /// # Errors
    /// Those of the system.
    pub(crate) fn join(&self) -> Result<Participant, ShareError> {
        self.clean();
        let node = NodeBuilder::new()
            .config(&self.config)
            // Signals are the program's own.
            .signal_handling_mode(SignalHandlingMode::Disabled)
            .create::<ipc::Service>()
            .map_err(ShareError::system)?;
        let folder = self.folder(node.id().value());
        Ok(Participant {
            node,
            _folder: Folder(folder),
        })
    }

    /// The folder of the participant with this number.
    fn folder(&self, number: u128) -> PathBuf {
        PathBuf::from(format!("{}/{number}", self.config.global.node_dir()))
    }
}

/// One side of a share. Whatever was made with its node must go before it.
pub(crate) struct Participant {
    pub(crate) node: Node<ipc::Service>,
    _folder: Folder,
}

/// A participant's folder, which iceoryx2 leaves behind, empty.
struct Folder(PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        // What is in use isn't empty.
        _ = std::fs::remove_dir(&self.0);
    }
}

/// The service that subscriptions are asked of. Processes with other layouts of
/// the records have another one.
///
/// # Errors
/// None in fact: the name is short enough.
pub(crate) fn service(node: &Node<ipc::Service>) -> Result<AskService, ShareError> {
    service_of(node, LAYOUT_VERSION, PROTOCOL_VERSION)
}

/// That of these versions.
fn service_of(
    node: &Node<ipc::Service>,
    layout: u32,
    protocol: u32,
) -> Result<AskService, ShareError> {
    let name = service_name(&format!("records/{layout}/{protocol}"))?;
    let builder = node
        .service_builder(&name)
        .request_response::<[Word], [Word]>();
    Ok(builder
        .request_user_header::<Ask>()
        .response_user_header::<Mark>())
}

/// The event by which one subscription is woken.
///
/// # Errors
/// None in fact: the name is short enough.
pub(crate) fn wake_name(ticket: u64) -> Result<ServiceName, ShareError> {
    service_name(&format!("wake/{ticket:016x}"))
}

fn service_name(name: &str) -> Result<ServiceName, ShareError> {
    ServiceName::new(name).map_err(ShareError::system)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Filter, Publisher, Subscriber};

    /// Publishers of other versions are there, and are nobody's: neither is the name
    /// taken by them, nor do subscribers of this version find them.
    #[test]
    fn other_versions_never_meet() {
        let name = format!("versions-{}", std::process::id());
        let place = Place::new(&name).unwrap();
        let participant = place.join().unwrap();
        let others = [
            (LAYOUT_VERSION + 1, PROTOCOL_VERSION),
            (LAYOUT_VERSION, PROTOCOL_VERSION + 1),
        ];
        let others = others.map(|(layout, protocol)| {
            let service = service_of(&participant.node, layout, protocol).unwrap();
            let service = service.max_servers(1).create().unwrap();
            let server = service.server_builder().create().unwrap();
            (server, service)
        });
        let refused = Subscriber::open(&name, &Filter::new()).unwrap_err();
        assert!(matches!(refused, ShareError::NotPublished(_)), "{refused}");
        let mut publisher = Publisher::new(&name).unwrap();
        let subscriber = Subscriber::open(&name, &Filter::new()).unwrap();
        publisher.attend();
        assert_eq!(publisher.subscribers(), 1);
        for (server, _) in &others {
            assert!(server.receive().unwrap().is_none());
        }
        drop((subscriber, publisher, others, participant));
        // What iceoryx2 keeps of a share for its next participants.
        for folder in ["/dev/shm", "/tmp/iceoryx2"] {
            for entry in std::fs::read_dir(folder).unwrap().flatten() {
                if entry
                    .file_name()
                    .to_string_lossy()
                    .starts_with(&format!("kiwoom_{name}_"))
                {
                    _ = std::fs::remove_file(entry.path());
                    _ = std::fs::remove_dir(entry.path());
                }
            }
        }
    }
}
