//! Restricts the addresses that files may be fetched from. File URLs come from responses, so the author of a
//! response could otherwise make the program call machines that only it can reach.

mod special;

use std::fmt;
use std::net::IpAddr;

use url::{Host, Url};

use special::Special;

/// The addresses that a request may be sent to: public ones, and loopback addresses if the client's base URL is
/// one.
///
/// The client puts it into the [extensions](http::Request::extensions) of each request for a file that is not on the host
/// of its base URL. Literal addresses and `localhost` are checked by the client, before the request reaches the transport.
/// Names are not: a transport that finds a policy connects only to addresses that it
/// [permits](Self::permits), and otherwise fails with [`ForbiddenAddress`](super::TransportErrorKind::ForbiddenAddress).
/// It must check the address that it connects to. A name that is resolved once for the check and again for the connection
/// can lead elsewhere the second time.
///
/// ```
/// use std::net::IpAddr;
///
/// use miro_core::transport::{AddressPolicy, Body, TransportError, TransportErrorKind};
///
/// /// A transport's step between resolving the name of the host and connecting.
/// fn permitted(request: &http::Request<Body>, resolved: Vec<IpAddr>) -> Result<Vec<IpAddr>, TransportError> {
///     let Some(policy) = request.extensions().get::<AddressPolicy>() else { return Ok(resolved) };
///     let permitted: Vec<IpAddr> = resolved.into_iter().filter(|address| policy.permits(*address)).collect();
///     match permitted.is_empty() {
///         true => Err(TransportError::new(TransportErrorKind::ForbiddenAddress, "the host is not public")),
///         false => Ok(permitted),
///     }
/// }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AddressPolicy {
    loopback: bool,
}

impl AddressPolicy {
    /// Creates a policy that permits public addresses.
    #[must_use]
    pub fn public() -> Self {
        Self { loopback: false }
    }

    /// Creates a policy that permits public addresses and those of this machine.
    pub(crate) fn public_or_loopback() -> Self {
        Self { loopback: true }
    }

    /// Whether a request may be sent to this address.
    ///
    /// Not public are loopback, private (RFC 1918, unique local), shared (100.64.0.0/10), link-local, unspecified,
    /// multicast and reserved addresses, and IPv6 addresses that represent such an IPv4 address: IPv4-mapped,
    /// IPv4-compatible, NAT64, 6to4.
    #[must_use]
    pub fn permits(&self, address: IpAddr) -> bool {
        match special::of(address) {
            None => true,
            Some(special) => special == Special::Loopback && self.loopback,
        }
    }

    /// Checks the address in the URL itself. A name that has to be resolved passes.
    pub(crate) fn check_url(self, url: &Url) -> Result<(), ForbiddenAddress> {
        let address = match url.host() {
            Some(Host::Ipv4(address)) => IpAddr::V4(address),
            Some(Host::Ipv6(address)) => IpAddr::V6(address),
            Some(Host::Domain(name)) if is_this_machine(name) && !self.loopback => {
                return Err(ForbiddenAddress { name: Some(name.to_owned()), address: None });
            }
            _ => return Ok(()),
        };
        match self.permits(address) {
            true => Ok(()),
            false => Err(ForbiddenAddress { name: None, address: Some(address) }),
        }
    }
}

/// Whether the name is this machine, by RFC 6761, section 6.3.
fn is_this_machine(name: &str) -> bool {
    let name = name.trim_end_matches('.').to_ascii_lowercase();
    name == "localhost" || name.ends_with(".localhost")
}

/// The reason why nothing was sent to a host.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ForbiddenAddress {
    /// `None` if the URL contains the address itself.
    name: Option<String>,
    /// `None` if the name alone is reason enough.
    address: Option<IpAddr>,
}

#[cfg(feature = "reqwest")]
impl ForbiddenAddress {
    /// Creates the error for a name that resolves to this address.
    pub(crate) fn of_name(name: &str, address: IpAddr) -> Self {
        Self { name: Some(name.to_owned()), address: Some(address) }
    }
}

impl fmt::Display for ForbiddenAddress {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.name, self.address) {
            (Some(name), Some(address)) => write!(formatter, "{name} leads to {address}, ")?,
            (Some(name), None) => write!(formatter, "{name} is ")?,
            (None, Some(address)) => write!(formatter, "{address} is ")?,
            (None, None) => {}
        }
        let special = self.address.and_then(special::of).unwrap_or(Special::Loopback);
        formatter.write_str(special.description())
    }
}

impl std::error::Error for ForbiddenAddress {}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(policy: AddressPolicy, url: &str) -> Option<String> {
        policy.check_url(&Url::parse(url).unwrap()).err().map(|refusal| refusal.to_string())
    }

    #[test]
    fn checks_every_notation_of_an_address() {
        for (host, said) in [
            ("127.0.0.1", "127.0.0.1 is an address of this machine (loopback)"),
            ("2130706433", "127.0.0.1 is an address of this machine (loopback)"),
            ("0x7f.1", "127.0.0.1 is an address of this machine (loopback)"),
            ("0177.0.0.1", "127.0.0.1 is an address of this machine (loopback)"),
            ("[::ffff:127.0.0.1]", "::ffff:127.0.0.1 is an address of this machine (loopback)"),
            ("localhost", "localhost is an address of this machine (loopback)"),
            ("LOCALHOST.", "localhost. is an address of this machine (loopback)"),
            ("a.localhost", "a.localhost is an address of this machine (loopback)"),
            ("0.0.0.0", "0.0.0.0 is the unspecified address"),
            ("0", "0.0.0.0 is the unspecified address"),
            ("169.254.169.254", "169.254.169.254 is a link-local address"),
            ("[fe80::1]", "fe80::1 is a link-local address"),
            ("10.1.2.3", "10.1.2.3 is a private address"),
        ] {
            let url = format!("https://{host}:8443/file");
            assert_eq!(refusal(AddressPolicy::public(), &url).as_deref(), Some(said), "{url}");
        }
    }

    #[test]
    fn public_addresses_and_names_are_left_to_the_transport() {
        for host in ["1.1.1.1", "[2606:4700::1111]", "files.example", "localhost.example", "notlocalhost"] {
            assert_eq!(refusal(AddressPolicy::public(), &format!("https://{host}/")), None, "{host}");
        }
    }

    #[test]
    fn loopback_clients_may_use_loopback_but_no_private_network() {
        let policy = AddressPolicy::public_or_loopback();
        for host in ["127.0.0.1", "127.8.9.1", "[::1]", "[::ffff:127.0.0.1]", "localhost", "1.1.1.1"] {
            assert_eq!(refusal(policy, &format!("http://{host}:9/")), None, "{host}");
        }
        for host in ["10.0.0.1", "169.254.169.254", "0.0.0.0", "[::]", "[fd00::1]", "[64:ff9b::a00:1]"] {
            assert!(refusal(policy, &format!("http://{host}/")).is_some(), "{host}");
        }
    }
}
