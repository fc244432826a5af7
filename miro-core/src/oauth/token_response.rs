//! Token responses, read field by field: only the access token is required.

use std::collections::HashMap;
use std::time::Duration;

use oauth2::basic::BasicTokenType;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use serde_json::value::RawValue;

use crate::token::{AccessToken, State};
use crate::wire::Timestamp;

/// The fields of the standard, and the user and team of the login.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(super) struct TokenResponse {
    access_token: oauth2::AccessToken,
    /// What is wrong with the access token, if the refresh token is valid anyway.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    problem: Option<String>,
    refresh_token: Option<oauth2::RefreshToken>,
    /// In seconds, at least 1.
    expires_in: Option<u64>,
    scopes: Option<Vec<String>>,
    user_id: Option<String>,
    team_id: Option<String>,
}

impl TokenResponse {
    /// Reads a response. Miro has replaced the pair by then, so only the access token is required: any other field
    /// that is missing or malformed counts as absent.
    ///
    /// # Errors
    /// Describes what is wrong with the access token, or that this is not a token response.
    pub(super) fn read(body: &[u8], is_refresh: bool) -> Result<Self, &'static str> {
        // Each value by itself, so that a number that fits no Rust type fails its field and not the whole body.
        let fields: HashMap<String, &RawValue> =
            serde_json::from_slice(body).map_err(|_| "the response is not a token response")?;
        let field = |name: &str| serde_json::from_str::<Value>(fields.get(name)?.get()).ok();
        let refresh_token = field("refresh_token").and_then(refresh_token);
        let access_token = match field("access_token") {
            Some(Value::String(token)) if AccessToken::new(token.as_str()).bearer().is_ok() => Ok(token),
            Some(Value::String(_)) => Err("the response has an access token that no header can carry"),
            _ => Err("the response has no access token"),
        };
        // Miro has used up the old refresh token, so only the new one can get another access token.
        let (access_token, problem) = match access_token {
            Ok(token) => (token, None),
            Err(problem) if is_refresh && refresh_token.is_some() => {
                (String::new(), Some(problem.to_owned()))
            }
            Err(problem) => return Err(problem),
        };
        Ok(Self {
            access_token: oauth2::AccessToken::new(access_token),
            problem,
            refresh_token,
            expires_in: field("expires_in").and_then(|value| seconds(&value)),
            scopes: field("scope").and_then(scopes),
            user_id: field("user_id").and_then(id),
            team_id: field("team_id").and_then(id),
        })
    }

    /// Describes what is wrong with the access token.
    pub(super) fn problem(&self) -> Option<&str> {
        self.problem.as_deref()
    }

    /// Returns the previous login with the new refresh token, and the old one in case that is refused.
    pub(super) fn with_refresh_token_alone(self, previous: &State) -> State {
        let mut state = previous.clone();
        state.refresh_token = self.refresh_token.map(|token| token.secret().as_str().into());
        state.earlier_refresh_token =
            previous.refresh_token.clone().filter(|earlier| Some(earlier) != state.refresh_token.as_ref());
        state.refresh_begun = None;
        state
    }

    /// Converts the response to a login. Missing fields are taken from `previous`, the login that it replaces.
    pub(super) fn into_state(self, previous: Option<&State>) -> State {
        let now = Timestamp::now().to_milliseconds();
        let mut state = State::new(self.access_token.secret().as_str()).issued_at(now);
        state.expires_at =
            self.expires_in.map(|seconds| now.after(Duration::from_secs(seconds)).to_milliseconds());
        // RFC 6749, section 6: a server that sends no new refresh token leaves the old one valid.
        state.refresh_token = match self.refresh_token {
            Some(token) => Some(token.secret().as_str().into()),
            None => previous.and_then(|previous| previous.refresh_token.clone()),
        };
        state.scopes =
            self.scopes.or_else(|| previous.map(|previous| previous.scopes.clone())).unwrap_or_default();
        state.user_id = self.user_id.or_else(|| previous?.user_id.clone());
        state.team_id = self.team_id.or_else(|| previous?.team_id.clone());
        state
    }
}

impl oauth2::TokenResponse for TokenResponse {
    type TokenType = BasicTokenType;

    fn access_token(&self) -> &oauth2::AccessToken {
        &self.access_token
    }

    /// Bearer, whatever the response names, because Miro has no other tokens.
    fn token_type(&self) -> &BasicTokenType {
        &BasicTokenType::Bearer
    }

    fn expires_in(&self) -> Option<Duration> {
        self.expires_in.map(Duration::from_secs)
    }

    fn refresh_token(&self) -> Option<&oauth2::RefreshToken> {
        self.refresh_token.as_ref()
    }

    /// `None`: the scopes are only kept as text in [`State`].
    fn scopes(&self) -> Option<&Vec<oauth2::Scope>> {
        None
    }
}

/// Accepts a refresh token that can be sent: not blank, and without control characters.
fn refresh_token(value: Value) -> Option<oauth2::RefreshToken> {
    let Value::String(token) = value else { return None };
    let is_token = !token.trim().is_empty() && !token.chars().any(char::is_control);
    is_token.then(|| oauth2::RefreshToken::new(token))
}

/// Accepts a time of at least a second, because a token that expires at once would be refreshed for every call.
fn seconds(value: &Value) -> Option<u64> {
    let seconds = match value {
        Value::Number(number) => number.as_u64().or_else(|| whole(number.as_f64()?))?,
        Value::String(text) => text.trim().parse().ok().or_else(|| whole(text.trim().parse().ok()?))?,
        _ => return None,
    };
    (seconds > 0).then_some(seconds)
}

/// Rounds down. Numbers that are too large become the maximum, negative ones 0.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn whole(number: f64) -> Option<u64> {
    number.is_finite().then_some(number as u64)
}

/// Reads a text with spaces or commas between the scopes, or a list of such texts.
fn scopes(value: Value) -> Option<Vec<String>> {
    let split = |text: &str| -> Vec<String> {
        text.split([' ', ',']).filter(|scope| !scope.is_empty()).map(str::to_owned).collect()
    };
    match value {
        Value::String(text) => Some(split(&text)),
        Value::Array(values) => {
            let texts: Option<Vec<&str>> = values.iter().map(Value::as_str).collect();
            texts.map(|texts| texts.into_iter().flat_map(split).collect())
        }
        _ => None,
    }
}

fn id(value: Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::token::RefreshToken;

    fn read(body: &str) -> State {
        TokenResponse::read(body.as_bytes(), false)
            .unwrap_or_else(|error| panic!("{body}: {error}"))
            .into_state(None)
    }

    #[test]
    fn all_fields_are_read() {
        let state = read(
            r#"{"token_type":"bearer","access_token":"a","refresh_token":"r","expires_in":3599,
                "scope":"boards:read boards:write","user_id":"7","team_id":3074457345618265000}"#,
        );
        assert_eq!(state.access_token().expose_secret(), "a");
        assert_eq!(state.refresh_token().map(RefreshToken::expose_secret), Some("r"));
        assert_eq!(state.lifetime(), Some(Duration::from_secs(3_599)));
        assert_eq!(state.scopes(), ["boards:read", "boards:write"]);
        assert_eq!((state.user_id(), state.team_id()), (Some("7"), Some("3074457345618265000")));
    }

    #[test]
    fn malformed_optional_fields_do_not_lose_the_pair() {
        for field in [
            r#""expires_in":-1"#,
            r#""expires_in":"1h""#,
            r#""expires_in":"""#,
            r#""expires_in":"inf""#,
            r#""expires_in":"NaN""#,
            r#""expires_in":null"#,
            r#""expires_in":0"#,
            r#""expires_in":0.9"#,
            r#""expires_in":"0""#,
            r#""expires_in":1e999"#,
            r#""expires_in":{}"#,
            r#""expires_in":true"#,
            r#""scope":7"#,
            r#""scope":[1]"#,
            r#""scope":{}"#,
            r#""user_id":{}"#,
            r#""team_id":[]"#,
            r#""token_type":7"#,
            r#""token_type":"mac""#,
            r#""error":"invalid_grant""#,
            r#""anything":{"deep":[null,1e999]}"#,
            r#""user_id":null,"user_id":null"#,
        ] {
            let state = read(&format!(r#"{{"access_token":"a","refresh_token":"r",{field}}}"#));
            let expected = State::new("a").expiring("r", Timestamp::now());
            let expected = State { expires_at: None, issued_at: state.issued_at, ..expected };
            assert_eq!(state, expected, "{field}");
        }
    }

    #[test]
    fn reads_every_form_of_expires_in() {
        for (text, seconds) in [
            ("3600", 3_600),
            ("3599.5", 3_599),
            ("\"3600\"", 3_600),
            ("\" 3599.5 \"", 3_599),
            ("3.6e3", 3_600),
            ("1", 1),
            ("1.0", 1),
        ] {
            let state = read(&format!(r#"{{"access_token":"a","refresh_token":"r","expires_in":{text}}}"#));
            assert_eq!(state.lifetime(), Some(Duration::from_secs(seconds)), "{text}");
        }
        for text in ["18446744073709551615", "99999999999999999999999", "1e300", "\"18446744073709551616\""] {
            let state = read(&format!(r#"{{"access_token":"a","refresh_token":"r","expires_in":{text}}}"#));
            assert!(state.is_valid_for(Duration::from_secs(1 << 34)), "{text}");
        }
    }

    #[test]
    fn scopes_are_a_text_or_a_list() {
        for text in [r#""a b""#, r#""a,b""#, r#"" a,  b ""#, r#"["a","b"]"#, r#"["a b"]"#] {
            assert_eq!(
                read(&format!(r#"{{"access_token":"a","scope":{text}}}"#)).scopes(),
                ["a", "b"],
                "{text}"
            );
        }
    }

    #[test]
    fn rejects_an_access_token_that_cannot_be_sent() {
        for (body, problem) in [
            (r#"{"access_token":""}"#, "no header can carry"),
            (r#"{"access_token":"  "}"#, "no header can carry"),
            (r#"{"access_token":"a b"}"#, "no header can carry"),
            (r#"{"access_token":"a\r\nx: y"}"#, "no header can carry"),
            (r#"{"access_token":"ä"}"#, "no header can carry"),
            (r#"{"access_token":7}"#, "no access token"),
            (r#"{"access_token":null,"refresh_token":"r"}"#, "no access token"),
            ("{}", "no access token"),
            ("[]", "not a token response"),
            ("", "not a token response"),
            ("<html>", "not a token response"),
        ] {
            let error = TokenResponse::read(body.as_bytes(), false).unwrap_err();
            assert!(error.contains(problem), "{body}: {error}");
        }
    }

    #[test]
    fn missing_fields_keep_their_previous_values() {
        let mut previous = State::new("old").expiring("kept", Timestamp::now());
        previous.scopes = vec!["boards:read".to_owned()];
        previous.user_id = Some("u".to_owned());
        previous.team_id = Some("t".to_owned());
        for rest in [
            "",
            r#","refresh_token":null"#,
            r#","refresh_token":"""#,
            r#","refresh_token":" ""#,
            r#","refresh_token":"a\r\nb""#,
            r#","refresh_token":7"#,
            r#","refresh_token":{},"scope":null,"user_id":null,"team_id":{}"#,
        ] {
            let response =
                TokenResponse::read(format!(r#"{{"access_token":"a"{rest}}}"#).as_bytes(), false).unwrap();
            let state = response.clone().into_state(Some(&previous));
            assert_eq!(state.access_token().expose_secret(), "a");
            let expected = State {
                access_token: "a".into(),
                expires_at: None,
                issued_at: state.issued_at,
                ..previous.clone()
            };
            assert_eq!(state, expected, "{rest}");
            assert_eq!(response.into_state(None).refresh_token(), None, "{rest}");
        }
        let response =
            TokenResponse::read(br#"{"access_token":"a","refresh_token":"new","scope":""}"#, false).unwrap();
        let state = response.into_state(Some(&previous));
        assert_eq!(state.refresh_token().map(RefreshToken::expose_secret), Some("new"));
        assert!(state.scopes().is_empty() && state.refresh_begun.is_none());
    }
}
