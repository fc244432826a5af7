//! The cryptography provider of TLS.

use std::fmt;

use rustls::crypto::CryptoProvider;

/// The error if neither the features of this crate nor the program chose a provider.
#[derive(Debug)]
pub(crate) struct NoProvider;

impl fmt::Display for NoProvider {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(
            "there is no cryptography for TLS: switch on the feature `tls-aws-lc-rs` or `tls-ring`, or install a rustls \
             `CryptoProvider` as the default of the process first",
        )
    }
}

impl std::error::Error for NoProvider {}

/// Installs the provider of the chosen feature as rustls' process default, unless the program installed one.
///
/// reqwest and the Redis client panic without a default.
pub(crate) fn ensure_provider() -> Result<(), NoProvider> {
    if CryptoProvider::get_default().is_some() {
        return Ok(());
    }
    let provider = chosen().ok_or(NoProvider)?;
    // Another thread may have installed one in the meantime, which is just as good.
    let _ = provider.install_default();
    Ok(())
}

#[cfg(feature = "tls-aws-lc-rs")]
fn chosen() -> Option<CryptoProvider> {
    Some(rustls::crypto::aws_lc_rs::default_provider())
}

#[cfg(all(feature = "tls-ring", not(feature = "tls-aws-lc-rs")))]
fn chosen() -> Option<CryptoProvider> {
    Some(rustls::crypto::ring::default_provider())
}

#[cfg(not(any(feature = "tls-aws-lc-rs", feature = "tls-ring")))]
fn chosen() -> Option<CryptoProvider> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_feature_installs_a_provider() {
        let is_chosen = cfg!(any(feature = "tls-aws-lc-rs", feature = "tls-ring"));
        assert_eq!(ensure_provider().is_ok(), is_chosen);
        assert_eq!(CryptoProvider::get_default().is_some(), is_chosen);
    }

    #[test]
    fn the_error_names_the_features() {
        let text = NoProvider.to_string();
        assert!(text.contains("`tls-aws-lc-rs`") && text.contains("`tls-ring`"), "{text}");
    }
}
