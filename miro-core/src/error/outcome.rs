use super::transport::is_not_sent;
use super::{Error, ErrorKind};

/// The known effect of a failed call: whether to check before a write is repeated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Outcome {
    /// The request never reached Miro, or not completely, for example because a file cannot be read to its end:
    /// nothing was done.
    NotSent,
    /// Miro rejected it: nothing was done.
    Rejected,
    /// The request was sent, and no response shows whether it was processed. Of several attempts, one such attempt
    /// is enough.
    Unknown,
    /// It was processed; only the response is malformed.
    Done,
}

impl Outcome {
    /// Whether nothing was done, so that repeating the call does not do it twice.
    #[must_use]
    pub fn is_undone(self) -> bool {
        matches!(self, Self::NotSent | Self::Rejected)
    }
}

/// Returns the outcome that an error implies by itself, regardless of earlier attempts.
pub(super) fn of(error: &Error) -> Outcome {
    match error.kind() {
        // The token endpoint has rejected it.
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
    fn derives_the_outcome_from_the_error() {
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
        assert_eq!(error.outcome(), Outcome::Unknown, "an earlier attempt may have succeeded");
    }
}
