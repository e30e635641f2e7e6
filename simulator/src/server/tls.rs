//! The certificate and key that the exchange shows.

use std::sync::Arc;

use rustls::ServerConfig;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};

use super::StartError;

/// A TLS configuration from a certificate chain and its key, both in PEM.
pub(crate) fn config(chain: &[u8], key: &[u8]) -> Result<Arc<ServerConfig>, StartError> {
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
