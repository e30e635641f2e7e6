//! With certificates on both sides, as the README says it.
#![cfg(feature = "tls")]

mod support;

use kiwoom_bridge::{BridgeError, Settings, Subscriber};
use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, DnType, ExtendedKeyUsagePurpose, IsCa,
    KeyPair,
};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;
use support::{Desk, Line, day, free_endpoint, lines, read_until, settings, trades, wanted};

type Authority = CertifiedIssuer<'static, KeyPair>;

fn authority() -> Authority {
    let mut root = CertificateParams::default();
    root.distinguished_name
        .push(DnType::CommonName, "a test's root");
    root.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    CertifiedIssuer::self_signed(root, KeyPair::generate().unwrap()).unwrap()
}

/// A certificate for this machine and its key, as files.
fn certify(folder: &Path, who: &str, authority: &Authority) {
    let key = KeyPair::generate().unwrap();
    let mut leaf = CertificateParams::new(vec!["localhost".to_owned()]).unwrap();
    leaf.extended_key_usages = vec![
        ExtendedKeyUsagePurpose::ServerAuth,
        ExtendedKeyUsagePurpose::ClientAuth,
    ];
    let leaf = leaf.signed_by(&key, authority).unwrap();
    fs::write(folder.join(format!("{who}.pem")), leaf.pem()).unwrap();
    fs::write(folder.join(format!("{who}.key")), key.serialize_pem()).unwrap();
}

/// A file of Zenoh's in which `tls` stands; `DIR` in it is the folder.
fn file(folder: &Path, name: &str, tls: &str) -> PathBuf {
    let tls = tls.replace("DIR", folder.to_str().unwrap());
    let path = folder.join(name);
    fs::write(
        &path,
        format!("{{ transport: {{ link: {{ tls: {{ {tls} }} }} }} }}"),
    )
    .unwrap();
    path
}

#[test]
fn who_has_no_certificate_is_told_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let root = authority();
    fs::write(folder.join("ca.pem"), root.pem()).unwrap();
    certify(folder, "desk", &root);
    certify(folder, "me", &root);
    certify(folder, "stranger", &authority());
    let port = free_endpoint().rsplit_once(':').unwrap().1.to_owned();
    let endpoint = format!("tls/localhost:{port}");
    let with = |zenoh: Option<PathBuf>| Settings {
        zenoh,
        ..settings(&endpoint)
    };
    let publisher = r#"listen_certificate: "DIR/desk.pem", listen_private_key: "DIR/desk.key",
        enable_mtls: true, root_ca_certificate: "DIR/ca.pem""#;
    let desk = Desk::start(&with(Some(file(folder, "publisher.json5", publisher))));

    let certified = |who: &str| {
        let tls = format!(
            r#"root_ca_certificate: "DIR/ca.pem", enable_mtls: true,
            connect_certificate: "DIR/{who}.pem", connect_private_key: "DIR/{who}.key""#
        );
        file(folder, &format!("{who}.json5"), &tls)
    };
    let mut subscriber = Subscriber::with("desk", &trades(), &with(Some(certified("me")))).unwrap();

    // Of another authority, without any, without the authority, and without TLS.
    let root_only = r#"root_ca_certificate: "DIR/ca.pem""#;
    let refused = [
        with(Some(certified("stranger"))),
        with(Some(file(folder, "none.json5", root_only))),
        with(None),
        settings(&format!("tcp/127.0.0.1:{port}")),
    ];
    for settings in refused {
        let settings = Settings {
            open_within: Duration::from_secs(2),
            ..settings
        };
        let error = Subscriber::with("desk", &trades(), &settings).unwrap_err();
        assert!(matches!(error, BridgeError::NotPublished { .. }), "{error}");
    }
    assert_eq!(desk.subscribers(), 1);

    let day = day(500);
    desk.publish(&day);
    desk.stop();
    let stopped = Line::Ended("Stopped".to_owned());
    let read = read_until(&mut subscriber, |it| *it == stopped);
    let mut expected = wanted(&day);
    assert!(expected.len() < lines(&day).len());
    expected.push(stopped);
    assert_eq!(read, expected);
}
