//! Certificates, made when a test begins.

use kiwoom_simulator::Builder;
use rustls::ServerConfig;
use rustls_pki_types::pem::PemObject;
use rustls_pki_types::{CertificateDer, PrivateKeyDer};
use std::sync::Arc;

/// A certificate authority of a test's own, with a certificate for `localhost`.
#[derive(Clone, Debug)]
pub struct Authority {
    root: Vec<u8>,
    chain: String,
    key: String,
}

impl Authority {
    /// A new one, which nobody else trusts.
    ///
    /// # Panics
    /// When no key can be made.
    #[must_use]
    pub fn new() -> Self {
        Self::until(4_000)
    }

    /// A new one, whose certificate isn't good any more.
    ///
    /// # Panics
    /// When no key can be made.
    #[must_use]
    pub fn expired() -> Self {
        Self::until(2_000)
    }

    /// One whose certificate is good until this year.
    fn until(year: i32) -> Self {
        let root_key = rcgen::KeyPair::generate().unwrap();
        let mut root = rcgen::CertificateParams::default();
        root.is_ca = rcgen::IsCa::Ca(rcgen::BasicConstraints::Unconstrained);
        let root = rcgen::CertifiedIssuer::self_signed(root, root_key).unwrap();
        let key = rcgen::KeyPair::generate().unwrap();
        let mut leaf = rcgen::CertificateParams::new(vec!["localhost".to_owned()]).unwrap();
        leaf.not_after = rcgen::date_time_ymd(year, 1, 1);
        let leaf = leaf.signed_by(&key, &root).unwrap();
        Self {
            root: root.as_ref().der().to_vec(),
            chain: leaf.pem(),
            key: key.serialize_pem(),
        }
    }

    /// Its root certificate, in DER.
    #[must_use]
    pub fn roots(&self) -> [Vec<u8>; 1] {
        [self.root.clone()]
    }

    /// What a server of a test's own needs to speak TLS.
    ///
    /// # Panics
    /// When rustls doesn't take what was made.
    #[must_use]
    pub fn server(&self) -> Arc<ServerConfig> {
        let chain = CertificateDer::pem_slice_iter(self.chain.as_bytes());
        let chain = chain.collect::<Result<Vec<_>, _>>().unwrap();
        let key = PrivateKeyDer::from_pem_slice(self.key.as_bytes()).unwrap();
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .unwrap();
        let config = config.with_no_client_auth().with_single_cert(chain, key);
        Arc::new(config.unwrap())
    }

    /// Lets an exchange speak TLS with its certificate.
    pub fn secure(&self, builder: Builder) -> Builder {
        builder.tls(self.chain.clone(), self.key.clone())
    }
}

impl Default for Authority {
    fn default() -> Self {
        Self::new()
    }
}

/// The URL of an exchange with the host's name instead of its address.
#[must_use]
pub fn by_name(url: &str) -> String {
    url.replace("127.0.0.1", "localhost")
}
