//! The meaning of token endpoint errors for the login: only a refused refresh token ends it.

use http::StatusCode;
use serde::Deserialize;
use serde_json::value::RawValue;

use crate::error::{Error, ErrorKind};

/// The credential that a token request exchanges.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Grant {
    Code,
    RefreshToken,
}

/// The reason why the token endpoint, or a server in between, returned no token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// The code or the refresh token is not valid, or no longer valid.
    InvalidGrant,
    /// The redirect URL is not the app's.
    RedirectUrl,
    /// The client id or the client secret is not the app's.
    Credentials,
    /// The server does not accept the request.
    Request,
    /// The server cannot process the request now.
    Unavailable,
    /// The response is not from a token endpoint.
    Foreign,
}

/// Miro's code for every refusal of its token endpoint. The message has the reason.
const MIRO_CODE: &str = "oauthError";

/// The relevant fields. The rest of a body may be anything, of any size, and is not kept.
#[derive(Default, Deserialize)]
struct Body<'a> {
    #[serde(borrow, default)]
    error: Option<&'a RawValue>,
    #[serde(borrow, default)]
    code: Option<&'a RawValue>,
    #[serde(borrow, default)]
    message: Option<&'a RawValue>,
}

impl Refusal {
    /// Interprets a response; `None` if its status is enough, as for a rate limit or a server failure.
    pub(super) fn read(status: StatusCode, body: &[u8]) -> Option<Self> {
        if !matches!(status.as_u16(), 400 | 401 | 403 | 404) {
            return None;
        }
        // Serde would accept a list as the fields in their order.
        let is_object = body.trim_ascii_start().starts_with(b"{");
        let body: Body<'_> =
            if is_object { serde_json::from_slice(body).unwrap_or_default() } else { Body::default() };
        let text = |value: Option<&RawValue>| serde_json::from_str::<String>(value?.get()).ok();
        let (error, code) = (text(body.error), text(body.code));
        // RFC 6749, section 5.2. Also read from `code`, in case Miro uses the standard codes in its own envelope.
        let standard = [&error, &code].into_iter().flatten().find_map(|text| Self::from_standard_code(text));
        let is_miro = code.as_deref() == Some(MIRO_CODE);
        let by_message = is_miro.then(|| Self::from_miro_message(&text(body.message).unwrap_or_default()));
        Some(standard.or(by_message).unwrap_or(Self::Foreign))
    }

    fn from_standard_code(code: &str) -> Option<Self> {
        Some(match code {
            "invalid_grant" => Self::InvalidGrant,
            "invalid_client" | "unauthorized_client" => Self::Credentials,
            "invalid_request" | "invalid_scope" | "unsupported_grant_type" => Self::Request,
            "temporarily_unavailable" | "server_error" | "slow_down" => Self::Unavailable,
            _ => return None,
        })
    }

    /// Interprets Miro's message by the words that it contains, because Miro documents only `Redirect URI
    /// mismatch.`. Any other message means an invalid grant, because otherwise the user would never be asked to
    /// log in again.
    fn from_miro_message(message: &str) -> Self {
        let message = message.to_ascii_lowercase();
        let is_about = |words: &[&str]| words.iter().any(|word| message.contains(word));
        if is_about(&["redirect"]) {
            Self::RedirectUrl
        } else if is_about(&["parameter", "missing", "grant_type", "grant type", "unsupported"]) {
            Self::Request
        } else if is_about(&["try again", "later", "unavailable", "internal"]) {
            Self::Unavailable
        } else if is_about(&["client", "secret"]) && !is_about(&["code", "refresh"]) {
            Self::Credentials
        } else {
            Self::InvalidGrant
        }
    }

    /// Adds the meaning and the remedy to the error.
    pub(super) fn explain(self, error: Error, grant: Grant) -> Error {
        let (kind, detail) = match (self, grant) {
            (Self::InvalidGrant, Grant::RefreshToken) => {
                (ErrorKind::AuthorizationRequired, "the login has ended")
            }
            (Self::InvalidGrant, Grant::Code) => (
                ErrorKind::Authorization,
                "the code may have been used already, or be older than ten minutes, or of another app or redirect URL; start the login again",
            ),
            (Self::RedirectUrl, _) => {
                (ErrorKind::Authorization, "the redirect URL is not in the app's settings at Miro")
            }
            (Self::Credentials, Grant::Code) => (
                ErrorKind::Configuration,
                "check the client id and the client secret: they are not the app's",
            ),
            (Self::Credentials, Grant::RefreshToken) => (
                ErrorKind::Configuration,
                "check the client id and the client secret: they are not the app's, and the login is unchanged",
            ),
            (Self::Request, Grant::Code) => (ErrorKind::Rejected, "the code may not be one that Miro gave"),
            (Self::Request, Grant::RefreshToken) => (
                ErrorKind::Rejected,
                "Miro does not take this request for a new token; the login is unchanged",
            ),
            (Self::Unavailable, _) => (ErrorKind::Server, "the token endpoint is unavailable"),
            (Self::Foreign, _) => (
                ErrorKind::UnexpectedResponse,
                "this response is not from Miro's token endpoint; check its URL, and the proxies on the way",
            ),
        };
        error.into_kind(kind, detail)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(status: u16, body: &str) -> Option<Refusal> {
        Refusal::read(StatusCode::from_u16(status).unwrap(), body.as_bytes())
    }

    #[test]
    fn reads_standard_error_codes_in_both_envelopes() {
        for (code, refusal) in [
            ("invalid_grant", Refusal::InvalidGrant),
            ("invalid_client", Refusal::Credentials),
            ("unauthorized_client", Refusal::Credentials),
            ("invalid_request", Refusal::Request),
            ("invalid_scope", Refusal::Request),
            ("unsupported_grant_type", Refusal::Request),
            ("temporarily_unavailable", Refusal::Unavailable),
            ("server_error", Refusal::Unavailable),
            ("slow_down", Refusal::Unavailable),
            ("something_else", Refusal::Foreign),
        ] {
            for body in [
                format!(r#"{{"error":"{code}"}}"#),
                format!(
                    r#"{{"error":"{code}","error_description":"The refresh token..","message":"x","code":400}}"#
                ),
                format!(r#"{{"status":400,"code":"{code}","message":"x"}}"#),
            ] {
                for status in [400, 401, 403] {
                    assert_eq!(read(status, &body), Some(refusal), "{status} {body}");
                }
            }
        }
    }

    #[test]
    fn classifies_miros_messages() {
        for (message, refusal) in [
            ("The refresh token is invalid, expired or already used.", Refusal::InvalidGrant),
            ("The authorization code is invalid, expired or already used.", Refusal::InvalidGrant),
            ("Refresh token was issued to another client.", Refusal::InvalidGrant),
            ("Code was issued to another client.", Refusal::InvalidGrant),
            ("Invalid grant", Refusal::InvalidGrant),
            ("", Refusal::InvalidGrant),
            ("Redirect URI mismatch.", Refusal::RedirectUrl),
            ("Client authentication failed.", Refusal::Credentials),
            ("Invalid client_secret", Refusal::Credentials),
            ("Bad secret", Refusal::Credentials),
            ("Required parameter refresh_token is missing.", Refusal::Request),
            ("refresh_token: missing", Refusal::Request),
            ("Unsupported grant_type x.", Refusal::Request),
            ("Unsupported media", Refusal::Request),
            ("Wrong grant type", Refusal::Request),
            ("Wrong grant_type", Refusal::Request),
            ("Please try again", Refusal::Unavailable),
            ("Come back later", Refusal::Unavailable),
            ("Temporarily unavailable", Refusal::Unavailable),
            ("Internal error", Refusal::Unavailable),
        ] {
            let body =
                serde_json::json!({"status": 400, "code": "oauthError", "message": message}).to_string();
            for status in [400, 401] {
                assert_eq!(read(status, &body), Some(refusal), "{message}");
            }
        }
    }

    #[test]
    fn foreign_responses_do_not_end_the_login() {
        for status in [400, 401, 403, 404] {
            for body in [
                "",
                "<html>invalid_grant</html>",
                r#"{"message":"invalid_grant: the refresh token is expired"}"#,
                r#"{"status":401,"code":"unauthorized","message":"The refresh token has expired"}"#,
                r#"["invalid_grant"]"#,
                r#""invalid_grant""#,
                r#"{"error":{"code":"invalid_grant"}}"#,
            ] {
                assert_eq!(read(status, body), Some(Refusal::Foreign), "{status} {body}");
            }
        }
        for status in [301, 402, 405, 407, 429, 500, 503] {
            assert_eq!(read(status, r#"{"error":"invalid_grant"}"#), None, "{status}");
        }
    }
}
