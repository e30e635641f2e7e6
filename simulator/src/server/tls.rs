//! The certificate and key that the exchange shows.

use std::path::Path;
use std::sync::Arc;

use rustls::ServerConfig;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};

use super::StartError;
use super::builder::Identity;

/// A TLS configuration from a certificate chain and its key, both in PEM.
pub(super) fn config(identity: &Identity) -> Result<Arc<ServerConfig>, StartError> {
    match identity {
        Identity::Pem(chain, key) => from_pem(chain, key),
        Identity::Files(chain, key) => from_pem(&read(chain)?, &read(key)?),
    }
}

fn read(path: &Path) -> Result<Vec<u8>, StartError> {
    std::fs::read(path)
        .map_err(|error| StartError::Certificate(format!("{}: {error}", path.display())))
}

fn from_pem(chain: &[u8], key: &[u8]) -> Result<Arc<ServerConfig>, StartError> {
    let chain: Vec<_> = CertificateDer::pem_slice_iter(chain)
        .collect::<Result<_, _>>()
        .map_err(|error| StartError::Certificate(format!("the certificate isn't PEM: {error}")))?;
    if chain.is_empty() {
        return Err(StartError::Certificate(
            "there is no certificate in the PEM text".to_owned(),
        ));
    }
    let key = PrivateKeyDer::from_pem_slice(key)
        .map_err(|error| StartError::Certificate(format!("the key isn't PEM: {error}")))?;
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .and_then(|builder| builder.with_no_client_auth().with_single_cert(chain, key))
        .map_err(|error| StartError::Certificate(error.to_string()))?;
    Ok(Arc::new(config))
}
