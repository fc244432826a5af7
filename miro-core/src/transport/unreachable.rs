//! Explains why no connection could be made: each transport has different errors for it.

use std::error::Error;
use std::fmt;
use std::io;

use super::TransportError;

/// The problem between this machine and a server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unreachable {
    NothingListens,
    UnknownName,
    NoRoute,
    NoResponse,
    NoTls,
    Certificate,
    Unknown,
}

impl Unreachable {
    /// Finds the problem among the causes of an error: by their types if they have any, otherwise by the texts of
    /// rustls and hyper.
    pub(crate) fn of(error: &TransportError) -> Self {
        let causes = || std::iter::successors(error.source(), |cause| (*cause).source());
        let says = |words: &str| causes().any(|cause| cause.to_string().contains(words));
        let is_io = |kinds: &[io::ErrorKind]| {
            causes()
                .filter_map(|cause| cause.downcast_ref::<io::Error>())
                .any(|error| kinds.contains(&error.kind()))
        };
        if says("dns error") || says("failed to lookup address") {
            Self::UnknownName
        } else if says("invalid peer certificate") {
            Self::Certificate
        } else if says("InvalidContentType") || says("invalid HTTP version") {
            Self::NoTls
        } else if is_io(&[io::ErrorKind::ConnectionRefused]) {
            Self::NothingListens
        } else if is_io(&[io::ErrorKind::HostUnreachable, io::ErrorKind::NetworkUnreachable]) {
            Self::NoRoute
        } else if is_io(&[io::ErrorKind::TimedOut]) || says("timed out") {
            Self::NoResponse
        } else {
            Self::Unknown
        }
    }

    /// Returns advice for the user.
    pub(crate) fn advice(self) -> &'static str {
        match self {
            Self::NothingListens => {
                "check the host and the port of the base URL, and whether the server runs"
            }
            Self::UnknownName => "check the spelling of the host, and whether this machine can resolve names",
            Self::NoRoute => "check the network of this machine, and its proxy",
            Self::NoResponse => "check the network, a firewall in between, and the port of the base URL",
            Self::NoTls => "check the port, and whether the base URL starts with https:// or http://",
            Self::Certificate => {
                "check the host and the clock of this machine; behind a proxy that inspects TLS, its certificate must be \
                 among those that the system trusts"
            }
            Self::Unknown => "check the network, and the base URL if one is set",
        }
    }
}

impl fmt::Display for Unreachable {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::NothingListens => ": connection refused, nothing listens there",
            Self::UnknownName => ": its name could not be resolved",
            Self::NoRoute => ": the network has no route to it",
            Self::NoResponse => ": it did not respond in time",
            Self::NoTls => ": the server does not speak TLS there",
            Self::Certificate => {
                ": its certificate is not valid for this host, or this machine does not trust its issuer"
            }
            Self::Unknown => "",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::transport::TransportErrorKind;

    #[test]
    fn finds_the_cause_by_type_or_text() {
        let of = |source: Box<dyn Error + Send + Sync>| {
            Unreachable::of(&TransportError::new(TransportErrorKind::Connect, source))
        };
        let io = |kind: io::ErrorKind| of(Box::new(io::Error::from(kind)));
        assert_eq!(io(io::ErrorKind::ConnectionRefused), Unreachable::NothingListens);
        assert_eq!(io(io::ErrorKind::NetworkUnreachable), Unreachable::NoRoute);
        assert_eq!(io(io::ErrorKind::TimedOut), Unreachable::NoResponse);
        for (words, unreachable) in [
            ("dns error: no record", Unreachable::UnknownName),
            ("invalid peer certificate: UnknownIssuer", Unreachable::Certificate),
            ("received corrupt message of type InvalidContentType", Unreachable::NoTls),
            ("something else", Unreachable::Unknown),
        ] {
            assert_eq!(of(words.into()), unreachable, "{words}");
        }
    }
}
