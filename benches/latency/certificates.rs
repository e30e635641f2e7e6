//! A certificate for `localhost` and who to trust for it.

use std::sync::Arc;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::rustls::{ClientConfig, RootCertStore, ServerConfig, crypto};

pub(crate) struct Certificates {
    pub(crate) root_der: Vec<u8>,
    pub(crate) root_pem: String,
    pub(crate) server: Arc<ServerConfig>,
    pub(crate) client: Arc<ClientConfig>,
}

impl Certificates {
    pub(crate) fn new() -> Self {
        let root_key = rcgen::KeyPair::generate().expect("a key");
        let mut root = rcgen::CertificateParams::default();
        // OpenSSL takes a certificate for self-signed that bears its root's name.
        let name = &mut root.distinguished_name;
        name.push(rcgen::DnType::CommonName, "latency bench root");
        root.is_ca = rcgen::IsCa::Ca(rcgen::BasicConstraints::Unconstrained);
        let root = rcgen::CertifiedIssuer::self_signed(root, root_key).expect("a root");
        let key = rcgen::KeyPair::generate().expect("a key");
        let leaf = rcgen::CertificateParams::new(vec!["localhost".to_owned()]).expect("a name");
        let leaf = leaf.signed_by(&key, &root).expect("a certificate");
        let provider = Arc::new(crypto::ring::default_provider());
        let server = ServerConfig::builder_with_provider(Arc::clone(&provider))
            .with_safe_default_protocol_versions()
            .expect("versions")
            .with_no_client_auth()
            .with_single_cert(
                vec![leaf.der().clone()],
                PrivateKeyDer::try_from(key.serialize_der()).expect("a key"),
            )
            .expect("a certificate with its key");
        let root_der = root.as_ref().der().to_vec();
        let mut roots = RootCertStore::empty();
        let trusted = CertificateDer::from(root_der.clone());
        roots.add(trusted).expect("a root");
        let client = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .expect("versions")
            .with_root_certificates(roots)
            .with_no_client_auth();
        Self {
            root_der,
            root_pem: root.as_ref().pem(),
            server: Arc::new(server),
            client: Arc::new(client),
        }
    }
}
