//! The ways in which a connection doesn't come up, or ends.

use super::{
    Certified, Client, Connection, LinkError, Owned, PATH, Stage, Target, TlsRoots, client_config,
    plain, serve,
};
use crate::wire::WsError;
use socket2::{Domain, SockRef, Socket, Type};
use std::{
    io::{Read, Write},
    net::{SocketAddr, TcpStream},
    time::Duration,
};
use tungstenite::{
    Message, WebSocket,
    protocol::{CloseFrame, frame::coding::CloseCode},
};

fn accept(stream: TcpStream) -> WebSocket<TcpStream> {
    tungstenite::accept(stream).unwrap()
}

/// The error that ends the connection to `target`.
fn fails(target: &Target) -> LinkError {
    let mut client = match Client::open(target) {
        Ok(client) => client,
        Err(error) => return error,
    };
    loop {
        match client.next() {
            Ok(message) => assert!(message.is_some(), "an orderly end"),
            Err(error) => return error,
        }
    }
}

#[test]
fn refused() {
    // Bound, so that nobody else gets the port, but not listening.
    let socket = Socket::new(Domain::IPV4, Type::STREAM, None).unwrap();
    let any: SocketAddr = "127.0.0.1:0".parse().unwrap();
    socket.bind(&any.into()).unwrap();
    let addr = socket.local_addr().unwrap().as_socket().unwrap();
    assert_eq!(fails(&plain(addr)), LinkError::Refused);
}

#[test]
fn the_server_closes_with_code_and_words() {
    let (addr, server) = serve(|stream| {
        let mut socket = accept(stream);
        socket.send(Message::text("{}")).unwrap();
        let reason = CloseFrame {
            code: CloseCode::Normal,
            reason: "Bye".into(),
        };
        socket.close(Some(reason)).unwrap();
        match socket.read() {
            Ok(Message::Close(Some(close))) => close.code,
            other => panic!("{other:?}"),
        }
    });
    let mut client = Client::open(&plain(addr)).unwrap();
    assert_eq!(client.next(), Ok(Some(Owned::Text("{}".to_owned()))));
    let close = client.next().unwrap().unwrap();
    assert_eq!(close, Owned::Close(Some(1000), "Bye".to_owned()));
    client.connection.outbox().close(1000).unwrap();
    client.flush().unwrap();
    assert_eq!(server.join().unwrap(), CloseCode::Normal);
    assert_eq!(client.next(), Ok(None));
}

#[test]
fn the_server_hangs_up_without_a_word() {
    let (addr, server) = serve(|stream| {
        let mut socket = accept(stream);
        socket.send(Message::text("{}")).unwrap();
    });
    let mut client = Client::open(&plain(addr)).unwrap();
    assert_eq!(client.next(), Ok(Some(Owned::Text("{}".to_owned()))));
    assert_eq!(client.next(), Ok(None));
    server.join().unwrap();
}

#[test]
fn the_server_resets() {
    let (addr, server) = serve(|stream| {
        let socket = accept(stream);
        let linger = Some(Duration::ZERO);
        SockRef::from(socket.get_ref()).set_linger(linger).unwrap();
    });
    let mut client = Client::open(&plain(addr)).unwrap();
    server.join().unwrap();
    assert_eq!(client.next(), Err(LinkError::Reset(Stage::Open)));
}

#[test]
fn the_server_hangs_up_too_early() {
    let (addr, server) = serve(|mut stream| {
        let mut request = [0; 4096];
        assert!(stream.read(&mut request).unwrap() > 0);
    });
    assert_eq!(fails(&plain(addr)), LinkError::Eof(Stage::Upgrading));
    server.join().unwrap();

    let certified = Certified::new();
    let (addr, server) = serve(|mut stream| {
        let mut hello = [0; 4096];
        assert!(stream.read(&mut hello).unwrap() > 0);
    });
    assert_eq!(fails(&certified.target(addr)), LinkError::Eof(Stage::Tls));
    server.join().unwrap();
}

#[test]
fn the_server_refuses_the_upgrade() {
    let (addr, server) = serve(|mut stream| {
        let mut request = [0; 4096];
        assert!(stream.read(&mut request).unwrap() > 0);
        stream
            .write_all(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")
            .unwrap();
    });
    assert_eq!(fails(&plain(addr)), LinkError::UpgradeRefused(403));
    server.join().unwrap();
}

#[test]
fn a_broken_frame_is_answered_with_its_close_code() {
    let (addr, server) = serve(|stream| {
        let mut socket = accept(stream);
        let unmasked: &[u8] = &[0x81, 2, b'{', b'}'];
        let masked: &[u8] = &[0x81, 0x82, 1, 2, 3, 4, 5, 6];
        socket
            .get_mut()
            .write_all(&[unmasked, masked].concat())
            .unwrap();
        match socket.read() {
            Ok(Message::Close(Some(close))) => close.code,
            other => panic!("{other:?}"),
        }
    });
    let mut client = Client::open(&plain(addr)).unwrap();
    assert_eq!(client.next(), Ok(Some(Owned::Text("{}".to_owned()))));
    assert_eq!(client.next(), Err(LinkError::Ws(WsError::MaskedFrame)));
    client.flush().unwrap();
    assert_eq!(server.join().unwrap(), CloseCode::Protocol);
}

#[test]
fn a_truncated_tls_stream_is_no_orderly_end() {
    let certified = Certified::new();
    let target = certified.target("127.0.0.1:1".parse().unwrap());
    let (addr, server) = serve(move |stream| {
        let mut socket = tungstenite::accept(certified.accept(stream)).unwrap();
        socket.send(Message::text("{}")).unwrap();
    });
    let mut client = Client::open(&Target { addr, ..target }).unwrap();
    assert_eq!(client.next(), Ok(Some(Owned::Text("{}".to_owned()))));
    assert_eq!(client.next(), Err(LinkError::Truncated));
    server.join().unwrap();
}

#[test]
fn a_tls_goodbye_is_an_orderly_end() {
    let certified = Certified::new();
    let target = certified.target("127.0.0.1:1".parse().unwrap());
    let (addr, server) = serve(move |stream| {
        let mut socket = tungstenite::accept(certified.accept(stream)).unwrap();
        socket.send(Message::text("{}")).unwrap();
        socket.get_mut().conn.send_close_notify();
        socket.flush().unwrap();
        // And the client's goodbye comes back, though TCP stays open.
        assert!(matches!(
            socket.read(),
            Err(tungstenite::Error::Protocol(
                tungstenite::error::ProtocolError::ResetWithoutClosingHandshake
            ))
        ));
    });
    let mut client = Client::open(&Target { addr, ..target }).unwrap();
    assert_eq!(client.next(), Ok(Some(Owned::Text("{}".to_owned()))));
    assert_eq!(client.next(), Ok(None));
    client.connection.shutdown();
    server.join().unwrap();
}

#[test]
fn a_certificate_for_another_host_is_refused() {
    let certified = Certified::new();
    let target = certified.target("127.0.0.1:1".parse().unwrap());
    let (addr, server) = serve(move |stream| {
        let error = tungstenite::accept(certified.accept(stream)).err();
        error.expect("no connection").to_string()
    });
    let elsewhere = Target {
        addr,
        host: "api.kiwoom.com".to_owned(),
        ..target
    };
    let error = fails(&elsewhere);
    assert!(matches!(error, LinkError::Certificate(_)), "{error}");
    assert!(error.to_string().contains("api.kiwoom.com"), "{error}");
    let told = server.join().unwrap();
    assert!(told.contains("alert"), "the server is told why: {told}");
}

#[test]
fn a_certificate_from_unknown_hands_is_refused() {
    let certified = Certified::new();
    let (addr, server) = serve(move |stream| {
        assert!(tungstenite::accept(certified.accept(stream)).is_err());
    });
    let stranger = Target {
        tls: Some(client_config(&TlsRoots::WebPki).unwrap()),
        ..plain(addr)
    };
    let error = fails(&stranger);
    assert!(matches!(error, LinkError::Certificate(_)), "{error}");
    server.join().unwrap();
}

#[test]
fn a_server_without_tls_is_not_taken_for_one_with() {
    let (addr, server) = serve(|mut stream| {
        let mut hello = [0; 4096];
        assert!(stream.read(&mut hello).unwrap() > 0);
        stream
            .write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n")
            .unwrap();
    });
    let error = fails(&Certified::new().target(addr));
    assert!(matches!(error, LinkError::Tls(_)), "{error}");
    server.join().unwrap();
}

#[test]
fn tls_12_works() {
    let certified = Certified::with_versions(&[&rustls::version::TLS12]);
    let target = certified.target("127.0.0.1:1".parse().unwrap());
    let (addr, server) = serve(move |stream| {
        let mut socket = tungstenite::accept(certified.accept(stream)).unwrap();
        socket.send(Message::text("{}")).unwrap();
        socket.read().unwrap()
    });
    let mut client = Client::open(&Target { addr, ..target }).unwrap();
    assert_eq!(client.next(), Ok(Some(Owned::Text("{}".to_owned()))));
    client
        .connection
        .outbox()
        .secret_text(b"{\"trnm\":\"LOGIN\"}")
        .unwrap();
    client.flush().unwrap();
    assert_eq!(
        server.join().unwrap(),
        Message::text("{\"trnm\":\"LOGIN\"}")
    );
}

#[test]
fn roots_and_targets_that_make_no_sense_are_refused_at_once() {
    let roots = |roots| client_config(&roots).map(|_| ()).unwrap_err();
    assert!(matches!(roots(TlsRoots::Only(vec![])), LinkError::Roots(_)));
    let garbage = TlsRoots::Only(vec![b"-----BEGIN".to_vec()]);
    assert!(matches!(roots(garbage), LinkError::Roots(_)));

    let good = plain("127.0.0.1:1".parse().unwrap());
    for (host, path) in [
        ("", PATH),
        ("a b", PATH),
        ("user@host", PATH),
        ("host\r\nX: y", PATH),
        ("localhost", "/a\r\nX: y"),
        ("localhost", "/a b"),
        ("localhost", "no/slash"),
    ] {
        let target = Target {
            host: host.to_owned(),
            path: path.to_owned(),
            ..good.clone()
        };
        let error = Connection::connect(&target).map(|_| ()).unwrap_err();
        assert!(
            matches!(error, LinkError::Target(_)),
            "{host:?} {path:?}: {error}"
        );
    }
}
