//! Certificates, made when a test begins.

use kiwoom_simulator::Builder;

/// A certificate authority of a test's own, with a certificate for `localhost`.
#[derive(Debug)]
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

    /// The certificate for `localhost` and its key, in PEM.
    #[must_use]
    pub fn pem(&self) -> (&str, &str) {
        (&self.chain, &self.key)
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
