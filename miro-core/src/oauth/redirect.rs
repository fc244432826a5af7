use std::fmt;

use crate::error::{Error, ErrorKind};
use crate::token::equal_in_constant_time;

/// The code of Miro's redirect, which is exchanged for a login.
///
/// It is created from the code, the whole redirect URL, or its query.
#[derive(Clone)]
pub struct AuthorizationCode {
    code: String,
    state: Option<String>,
}

impl AuthorizationCode {
    /// Reads a code, or the URL that Miro redirected to.
    ///
    /// # Errors
    /// Fails if the user or Miro denied access ([`ErrorKind::AccessDenied`]), and if the text has no code
    /// ([`ErrorKind::Authorization`]).
    pub fn parse(code_or_redirect_url: &str) -> Result<Self, Error> {
        let text = code_or_redirect_url.trim();
        let Some(query) = query(text) else {
            return match text {
                "" => Err(no_code()),
                code => Ok(Self { code: code.to_owned(), state: None }),
            };
        };
        let (mut code, mut state, mut refusal, mut description) = (None, None, None, None);
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            let slot = match name.as_ref() {
                "code" => &mut code,
                "state" => &mut state,
                "error" => &mut refusal,
                "error_description" => &mut description,
                _ => continue,
            };
            *slot = Some(value.into_owned()).filter(|value| !value.is_empty());
        }
        if let Some(refusal) = refusal {
            return Err(refused(&refusal, description.as_deref()));
        }
        Ok(Self { code: code.ok_or_else(no_code)?, state })
    }

    /// Checks that the redirect belongs to the authorization request, by the state of its [`Login`](super::Login).
    ///
    /// # Errors
    /// Fails if the state is missing or different, because the redirect may be forged.
    pub fn check_state(&self, expected: &str) -> Result<(), Error> {
        match &self.state {
            Some(state) if equal_in_constant_time(state, expected) => Ok(()),
            _ => Err(Error::new(
                ErrorKind::Authorization,
                "the redirect does not carry the state of this login, so it may be forged; start the login again",
            )),
        }
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.code
    }
}

impl fmt::Debug for AuthorizationCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("AuthorizationCode([redacted])")
    }
}

/// Returns the query of a URL or of a bare query; `None` for a bare code.
fn query(text: &str) -> Option<&str> {
    let text = text.split_once('#').map_or(text, |(text, _)| text);
    match text.split_once('?') {
        Some((_, query)) => Some(query),
        None if text.contains("://") => Some(""),
        None => {
            (text.starts_with("code=") || text.starts_with("error=") || text.contains('&')).then_some(text)
        }
    }
}

fn no_code() -> Error {
    Error::new(ErrorKind::Authorization, "the text contains no authorization code")
}

fn refused(refusal: &str, description: Option<&str>) -> Error {
    let kind = if refusal == "access_denied" { ErrorKind::AccessDenied } else { ErrorKind::Authorization };
    let what = match description {
        Some(description) => format!("{refusal} ({description})"),
        None => refusal.to_owned(),
    };
    // The browser controls the redirect, so its text is cut, like every text from outside.
    let what: String = what.chars().filter(|character| !character.is_control()).take(200).collect();
    Error::new(kind, format!("the app was not authorized: {what}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parses_a_code_a_query_and_a_url() {
        for text in [
            "abc-123",
            " abc-123\n",
            "code=abc-123",
            "?code=abc-123&state=s",
            "https://app.example/callback?code=abc-123&state=s&team_id=1#top",
            "state=s&code=abc-123",
        ] {
            assert_eq!(AuthorizationCode::parse(text).unwrap().as_str(), "abc-123", "{text}");
        }
    }

    #[test]
    fn distinguishes_denied_access_from_a_missing_code() {
        for (text, kind) in [
            ("https://app.example/?error=access_denied&state=s", ErrorKind::AccessDenied),
            ("https://app.example/?error=invalid_scope", ErrorKind::Authorization),
            ("https://app.example/?state=s", ErrorKind::Authorization),
            ("https://app.example/", ErrorKind::Authorization),
            ("", ErrorKind::Authorization),
        ] {
            assert_eq!(AuthorizationCode::parse(text).unwrap_err().kind(), kind, "{text}");
        }
    }

    #[test]
    fn the_state_must_be_the_one_that_was_sent() {
        let code = AuthorizationCode::parse("https://app.example/?code=c&state=right").unwrap();
        assert!(code.check_state("right").is_ok());
        for wrong in ["wrong", "righ", "rightt", ""] {
            assert_eq!(code.check_state(wrong).unwrap_err().kind(), ErrorKind::Authorization);
        }
        assert!(AuthorizationCode::parse("c").unwrap().check_state("").is_err());
    }

    #[test]
    fn debug_shows_no_code() {
        assert!(!format!("{:?}", AuthorizationCode::parse("abc-123").unwrap()).contains("abc"));
    }
}
