use std::fmt;
use std::time::Duration;

use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};

use super::{AccessToken, RefreshToken};
use crate::wire::Timestamp;

/// The login of one user, as a [storage](crate::storage::Storage) keeps it.
///
/// [`to_json`](Self::to_json) and [`from_json`](Self::from_json) convert it to text and back; the text contains
/// secrets.
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    pub(crate) access_token: AccessToken,
    pub(crate) refresh_token: Option<RefreshToken>,
    pub(crate) issued_at: Option<Timestamp>,
    pub(crate) expires_at: Option<Timestamp>,
    pub(crate) scopes: Vec<String>,
    pub(crate) user_id: Option<String>,
    pub(crate) team_id: Option<String>,
    pub(crate) refresh_begun: Option<RefreshBegun>,
    /// The refresh token before this one, which came without an access token: the response may not have been
    /// Miro's.
    pub(crate) earlier_refresh_token: Option<RefreshToken>,
}

/// A note in a stored login that a process is about to use up its refresh token. The next pair replaces it, so a
/// note that stays is of a process that was stopped or killed in between.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct RefreshBegun {
    /// The id of the process.
    pub(crate) by: String,
    /// By the clock of that process.
    pub(crate) at: Timestamp,
}

impl State {
    /// Creates a login with a token that does not expire.
    pub fn new(access_token: impl Into<AccessToken>) -> Self {
        Self {
            access_token: access_token.into(),
            refresh_token: None,
            issued_at: None,
            expires_at: None,
            scopes: Vec::new(),
            user_id: None,
            team_id: None,
            refresh_begun: None,
            earlier_refresh_token: None,
        }
    }

    /// Sets the refresh token, and the time at which the access token expires.
    #[must_use]
    pub fn expiring(mut self, refresh_token: impl Into<RefreshToken>, expires_at: Timestamp) -> Self {
        self.refresh_token = Some(refresh_token.into());
        self.expires_at = Some(expires_at.to_milliseconds());
        self
    }

    /// Sets when it was issued, by the clock of the program that got it.
    #[must_use]
    pub(crate) fn issued_at(mut self, issued_at: Timestamp) -> Self {
        self.issued_at = Some(issued_at.to_milliseconds());
        self
    }

    /// Returns the same login with a note that its refresh begins now.
    #[must_use]
    pub(crate) fn with_refresh_begun(&self, by: &str) -> Self {
        let begun = RefreshBegun { by: by.to_owned(), at: Timestamp::now().to_milliseconds() };
        Self { refresh_begun: Some(begun), ..self.clone() }
    }

    /// Returns how long ago another process began a refresh whose pair is not stored.
    pub(crate) fn refresh_begun_by_another(&self, than: &str) -> Option<Duration> {
        let begun = self.refresh_begun.as_ref().filter(|begun| begun.by != than)?;
        let now = Timestamp::now();
        // The clock of the other process may be ahead of ours.
        Some(now.since(begun.at).max(begun.at.since(now)))
    }

    /// Returns the access token.
    #[must_use]
    pub fn access_token(&self) -> &AccessToken {
        &self.access_token
    }

    /// Returns the refresh token; `None` if the app's tokens do not expire.
    #[must_use]
    pub fn refresh_token(&self) -> Option<&RefreshToken> {
        self.refresh_token.as_ref()
    }

    /// Returns when the access token expires; `None` if it does not, or if the time in Miro's response was missing
    /// or malformed. A login with a refresh token is then refreshed when Miro refuses the access token.
    #[must_use]
    pub fn expires_at(&self) -> Option<Timestamp> {
        self.expires_at
    }

    /// Returns the scopes that Miro granted; empty if the response had none.
    #[must_use]
    pub fn scopes(&self) -> &[String] {
        &self.scopes
    }

    /// Returns Miro's id of the user, if the response had one.
    #[must_use]
    pub fn user_id(&self) -> Option<&str> {
        self.user_id.as_deref()
    }

    /// Returns Miro's id of the team in which the app was installed, if the response had one.
    #[must_use]
    pub fn team_id(&self) -> Option<&str> {
        self.team_id.as_deref()
    }

    /// Returns the lifetime of the access token, from its issue to its expiry; `None` if it is unknown.
    pub(crate) fn lifetime(&self) -> Option<Duration> {
        Some(self.expires_at?.since(self.issued_at?))
    }

    /// Whether the access token is valid for longer than this.
    pub(crate) fn is_valid_for(&self, margin: Duration) -> bool {
        self.expires_at.is_none_or(|expires_at| expires_at.from_now() > margin)
    }

    /// Returns the login as JSON, with its secrets in plain text: keep it where only the program can read it.
    #[must_use]
    pub fn to_json(&self) -> SecretString {
        let stored = Stored {
            access_token: self.access_token.expose_secret().to_owned(),
            refresh_token: text_of(self.refresh_token.as_ref()),
            issued_at: self.issued_at,
            expires_at: self.expires_at,
            scopes: self.scopes.clone(),
            user_id: self.user_id.clone(),
            team_id: self.team_id.clone(),
            refresh_begun: self.refresh_begun.clone(),
            earlier_refresh_token: text_of(self.earlier_refresh_token.as_ref()),
        };
        // Texts and times always serialize.
        SecretString::from(serde_json::to_string(&stored).unwrap_or_default())
    }

    /// Reads a login from the JSON of [`to_json`](Self::to_json). Fields of later versions are ignored.
    ///
    /// # Errors
    /// Fails on any other text. The error does not contain it.
    pub fn from_json(json: &SecretString) -> Result<Self, InvalidState> {
        let stored: Stored = serde_json::from_str(json.expose_secret()).map_err(|_| InvalidState(()))?;
        Ok(Self {
            access_token: stored.access_token.into(),
            refresh_token: stored.refresh_token.map(RefreshToken::from),
            issued_at: stored.issued_at,
            expires_at: stored.expires_at,
            scopes: stored.scopes,
            user_id: stored.user_id,
            team_id: stored.team_id,
            refresh_begun: stored.refresh_begun,
            earlier_refresh_token: stored.earlier_refresh_token.map(RefreshToken::from),
        })
    }
}

#[derive(Serialize, Deserialize)]
struct Stored {
    access_token: String,
    #[serde(default)]
    refresh_token: Option<String>,
    #[serde(default)]
    issued_at: Option<Timestamp>,
    #[serde(default)]
    expires_at: Option<Timestamp>,
    #[serde(default)]
    scopes: Vec<String>,
    #[serde(default)]
    user_id: Option<String>,
    #[serde(default)]
    team_id: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    refresh_begun: Option<RefreshBegun>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    earlier_refresh_token: Option<String>,
}

fn text_of(token: Option<&RefreshToken>) -> Option<String> {
    token.map(|token| token.expose_secret().to_owned())
}

/// The error for a text that is not a login.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidState(());

impl fmt::Display for InvalidState {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the stored text is not the JSON of a login")
    }
}

impl std::error::Error for InvalidState {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_login_round_trips_through_json() {
        let expires_at = "2026-11-23T05:17:00Z".parse().unwrap();
        let state =
            State::new("access-secret").expiring("refresh-secret", expires_at).issued_at(Timestamp::now());
        assert!(!state.to_json().expose_secret().contains("refresh_begun"));
        let state = state.with_refresh_begun("me");
        assert_eq!(State::from_json(&state.to_json()).unwrap(), state);
        let shown = format!("{state:?} {:?}", state.to_json());
        assert!(!shown.contains("-secret"), "{shown}");
    }

    #[test]
    fn errors_do_not_quote_the_text() {
        let error = State::from_json(&SecretString::from(r#"{"access_token":7,"x":"secret"}"#)).unwrap_err();
        assert!(!error.to_string().contains("secret"));
    }

    #[test]
    fn distinguishes_refreshes_of_other_processes() {
        let state = State::new("token");
        assert_eq!(state.refresh_begun_by_another("me"), None);
        let mut state = state.with_refresh_begun("me");
        assert_eq!(state.refresh_begun_by_another("me"), None);
        assert!(state.refresh_begun_by_another("you").unwrap() < Duration::from_secs(60));
        let hour = Duration::from_secs(3_600);
        for at in [
            Timestamp::now().after(hour),
            Timestamp::from_unix_seconds(Timestamp::now().unix_seconds() - 3_600),
        ] {
            state.refresh_begun.as_mut().unwrap().at = at;
            let ago = state.refresh_begun_by_another("you").unwrap();
            assert!(ago > hour - Duration::from_secs(60) && ago < hour + Duration::from_secs(60), "{ago:?}");
        }
    }

    #[test]
    fn a_token_without_expiry_stays_valid() {
        assert!(State::new("token").is_valid_for(Duration::MAX));
        let soon = State::new("token").expiring("refresh", Timestamp::now().after(Duration::from_secs(60)));
        assert!(soon.is_valid_for(Duration::from_secs(30)) && !soon.is_valid_for(Duration::from_secs(61)));
    }
}
