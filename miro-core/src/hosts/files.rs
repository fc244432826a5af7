use url::{Origin, Url};

use super::is_loopback;
use crate::error::{Error, ErrorKind, transport_failure};
use crate::transport::{AddressPolicy, Body, TransportError, TransportErrorKind};

/// The hosts that files may be fetched from: the origin of the client's base URL, whatever its address, and the
/// addresses that a policy allows.
#[derive(Clone, Debug)]
pub(super) struct FileHosts {
    own: Option<Origin>,
    policy: AddressPolicy,
}

impl FileHosts {
    pub(super) fn of(base_url: &str) -> Self {
        let own = Url::parse(base_url).ok();
        // A sandbox serves its files from its own machine, perhaps on another port.
        let policy = match own.as_ref().and_then(Url::host_str).is_some_and(is_loopback) {
            true => AddressPolicy::public_or_loopback(),
            false => AddressPolicy::public(),
        };
        Self { own: own.map(|url| url.origin()), policy }
    }

    /// Checks the URL of a request for a file, and restricts the addresses that the transport may connect to.
    ///
    /// # Errors
    /// Refuses a URL that leads to a non-public address.
    pub(super) fn restrict(&self, request: &mut http::Request<Body>) -> Result<(), Error> {
        let url = Url::parse(&request.uri().to_string()).map_err(|error| {
            Error::new(ErrorKind::InvalidInput, "nothing was sent: the address of the file is not a URL")
                .with_source(error)
        })?;
        if self.own.as_ref() == Some(&url.origin()) {
            return Ok(());
        }
        self.policy.check_url(&url).map_err(|refusal| {
            transport_failure(TransportError::new(TransportErrorKind::ForbiddenAddress, refusal))
        })?;
        request.extensions_mut().insert(self.policy);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Outcome;

    /// Returns the policy that the request gets, or the error.
    fn restricted(base_url: &str, url: &str) -> Result<Option<AddressPolicy>, Error> {
        let mut request = http::Request::get(url).body(Body::empty()).unwrap();
        FileHosts::of(base_url).restrict(&mut request)?;
        Ok(request.extensions().get().copied())
    }

    #[test]
    fn the_host_of_the_base_url_may_have_any_address() {
        for base_url in ["https://10.0.0.5:8443", "https://miro.internal/api", "http://127.0.0.1:3000"] {
            let own = Url::parse(base_url).unwrap().join("/files/1").unwrap();
            assert_eq!(restricted(base_url, own.as_str()).unwrap(), None, "{base_url}");
        }
        assert_eq!(restricted("https://10.0.0.5:443", "https://10.0.0.5/file").unwrap(), None);
    }

    #[test]
    fn other_hosts_must_have_public_addresses() {
        for base_url in ["https://api.miro.com", "https://10.0.0.5"] {
            assert_eq!(
                restricted(base_url, "https://files.example/1").unwrap(),
                Some(AddressPolicy::public()),
                "the transport checks the resolved address"
            );
            for url in
                ["https://10.0.0.6/", "https://10.0.0.5:444/", "https://127.0.0.1/", "https://localhost/"]
            {
                let error = restricted(base_url, url).unwrap_err();
                assert_eq!(
                    (error.kind(), error.outcome()),
                    (ErrorKind::InvalidInput, Outcome::NotSent),
                    "{url}"
                );
            }
        }
        let error = restricted("https://api.miro.com", "https://2130706433/x?signature=s").unwrap_err();
        assert_eq!(
            error.to_string(),
            "nothing was sent: 127.0.0.1 is an address of this machine (loopback); files are fetched only from public \
             addresses, and from the host of the base URL"
        );
    }

    #[test]
    fn a_client_of_this_machine_fetches_files_from_this_machine() {
        let base_url = "http://localhost:3000";
        let policy = restricted(base_url, "http://127.0.0.1:4000/file").unwrap();
        assert_eq!(policy, Some(AddressPolicy::public_or_loopback()));
        restricted(base_url, "https://192.168.0.1/").unwrap_err();
    }
}
