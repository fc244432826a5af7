use super::transport::is_not_sent;
use super::{Error, ErrorKind};

/// What became of a call that failed, as far as anybody can know: whether a write has to be looked for before it is tried
/// again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Outcome {
    /// The request never reached Miro, or not the whole of it, as when a file cannot be read to its end: nothing was done.
    NotSent,
    /// Miro has refused it: nothing was done.
    Rejected,
    /// The request went out, and no answer tells whether it was done. With several tries, this holds if it does for one of
    /// them.
    Unknown,
    /// It was done; only the answer cannot be read.
    Done,
}

impl Outcome {
    /// Whether nothing was done, so that the call can be made again without doing it twice.
    #[must_use]
    pub fn is_undone(self) -> bool {
        matches!(self, Self::NotSent | Self::Rejected)
    }
}

/// What an error says by itself, without what is known of earlier tries.
pub(super) fn of(error: &Error) -> Outcome {
    match error.kind() {
        // The token endpoint has refused it.
        ErrorKind::Configuration
        | ErrorKind::AuthorizationRequired
        | ErrorKind::AccessDenied
        | ErrorKind::Authorization
            if error.status().is_some() =>
        {
            Outcome::Rejected
        }
        ErrorKind::Configuration
        | ErrorKind::InvalidInput
        | ErrorKind::AuthorizationRequired
        | ErrorKind::AccessDenied
        | ErrorKind::Authorization
        | ErrorKind::Storage => Outcome::NotSent,
        ErrorKind::Unauthorized
        | ErrorKind::Forbidden
        | ErrorKind::NotFound
        | ErrorKind::Conflict
        | ErrorKind::RateLimited
        | ErrorKind::Rejected => Outcome::Rejected,
        ErrorKind::Connection if is_not_sent(error) => Outcome::NotSent,
        ErrorKind::Server | ErrorKind::UnexpectedResponse | ErrorKind::Connection | ErrorKind::Timeout => {
            Outcome::Unknown
        }
        ErrorKind::Decode | ErrorKind::Paging => Outcome::Done,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::transport::{TransportError, TransportErrorKind};

    #[test]
    fn nothing_is_done_by_what_was_not_sent_or_refused() {
        let not_sent = TransportError::new(TransportErrorKind::Connect, std::io::Error::other("refused"));
        let not_sent = crate::error::transport_failure(not_sent);
        let broken = TransportError::new(TransportErrorKind::Interrupted, std::io::Error::other("reset"));
        let broken = crate::error::transport_failure(broken);
        for (error, outcome) in [
            (Error::new(ErrorKind::InvalidInput, ""), Outcome::NotSent),
            (Error::new(ErrorKind::Storage, ""), Outcome::NotSent),
            (not_sent, Outcome::NotSent),
            (Error::new(ErrorKind::Authorization, ""), Outcome::NotSent),
            (
                Error::new(ErrorKind::Authorization, "").with_status(http::StatusCode::UNAUTHORIZED),
                Outcome::Rejected,
            ),
            (Error::new(ErrorKind::NotFound, ""), Outcome::Rejected),
            (Error::new(ErrorKind::RateLimited, ""), Outcome::Rejected),
            (Error::new(ErrorKind::Server, ""), Outcome::Unknown),
            (Error::new(ErrorKind::Timeout, ""), Outcome::Unknown),
            (broken, Outcome::Unknown),
            (Error::new(ErrorKind::Decode, ""), Outcome::Done),
        ] {
            assert_eq!(error.outcome(), outcome, "{error:?}");
            assert_eq!(outcome.is_undone(), matches!(outcome, Outcome::NotSent | Outcome::Rejected));
        }
        let error = Error::new(ErrorKind::NotFound, "").with_outcome(Outcome::Unknown);
        assert_eq!(error.outcome(), Outcome::Unknown, "an earlier try may have done it");
    }
}
