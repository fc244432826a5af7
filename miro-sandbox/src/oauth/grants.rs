//! Authorization codes, tokens and their lifetimes.

use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::time::Duration;

use jiff::Timestamp;

use crate::access::authorization::Caller;
use crate::issued;
use crate::state::clock::later;
use crate::state::identifiers::Identifiers;

const CODE_LIFETIME: Duration = Duration::from_secs(10 * 60);
const REFRESH_TOKEN_LIFETIME: Duration = Duration::from_secs(60 * 24 * 60 * 60);

/// A time before any clock time.
const LONG_AGO: Timestamp = Timestamp::MIN;

/// Issued codes and tokens.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Grants {
    codes: HashMap<String, Code>,
    access_tokens: HashMap<String, AccessToken>,
    refresh_tokens: HashMap<String, RefreshToken>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Code {
    grant: Grant,
    redirect_uri: String,
    expires: Timestamp,
}

/// What a user granted to an app, and for how long.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Grant {
    pub(crate) caller: Caller,
    /// `None` for tokens that do not expire and have no refresh token.
    pub(crate) access_token_lifetime: Option<Duration>,
}

/// An issued access token.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct AccessToken {
    pub(crate) caller: Caller,
    access_token_lifetime: Option<Duration>,
    expires: Option<Timestamp>,
    refresh_token: Option<String>,
}

#[derive(Debug, Serialize, Deserialize)]
struct RefreshToken {
    access_token: String,
    expires: Timestamp,
}

/// The tokens in a response of the token endpoint.
#[derive(Debug)]
pub(crate) struct Issued {
    pub(crate) access_token: String,
    pub(crate) refresh_token: Option<String>,
    pub(crate) expires_in: Option<Duration>,
    pub(crate) caller: Caller,
}

/// Why a code is rejected.
#[derive(Debug, PartialEq)]
pub(crate) enum CodeRefusal {
    /// Unknown, used or expired.
    Invalid,
    RedirectUriMismatch,
}

impl Grants {
    pub(crate) fn issue_code(
        &mut self,
        identifiers: &mut Identifiers,
        grant: Grant,
        redirect_uri: &str,
        now: Timestamp,
    ) -> String {
        self.codes.retain(|_, code| now < code.expires);
        let code = identifiers.token();
        issued::secret("code", &code);
        let issued =
            Code { grant, redirect_uri: redirect_uri.to_owned(), expires: later(now, CODE_LIFETIME) };
        self.codes.insert(code.clone(), issued);
        code
    }

    /// Exchanges a code, which counts as used even if the exchange fails.
    pub(crate) fn redeem(
        &mut self,
        identifiers: &mut Identifiers,
        client_id: &str,
        code: &str,
        redirect_uri: &str,
        now: Timestamp,
    ) -> Result<Issued, CodeRefusal> {
        let code = self.codes.remove(code).filter(|code| now < code.expires);
        let code = code.filter(|code| code.grant.caller.client_id == client_id);
        let code = code.ok_or(CodeRefusal::Invalid)?;
        if code.redirect_uri != redirect_uri {
            return Err(CodeRefusal::RedirectUriMismatch);
        }
        Ok(self.issue(identifiers, code.grant, now))
    }

    /// Exchanges a refresh token. This invalidates it and its access token immediately.
    pub(crate) fn refresh(
        &mut self,
        identifiers: &mut Identifiers,
        client_id: &str,
        token: &str,
        now: Timestamp,
    ) -> Option<Issued> {
        let access_token = &self.refresh_tokens.get(token)?.access_token;
        if self.access_tokens.get(access_token)?.caller.client_id != client_id {
            return None;
        }
        let refresh_token = self.refresh_tokens.remove(token)?;
        let access_token = self.access_tokens.remove(&refresh_token.access_token)?;
        let AccessToken { caller, access_token_lifetime, .. } = access_token;
        let grant = Grant { caller, access_token_lifetime };
        (now < refresh_token.expires).then(|| self.issue(identifiers, grant, now))
    }

    /// Issues a non-expiring access token outside of the OAuth flow.
    pub(crate) fn issue_for_good(&mut self, identifiers: &mut Identifiers, caller: Caller) -> String {
        let token = identifiers.token();
        issued::secret("access token", &token);
        let issued = AccessToken { caller, access_token_lifetime: None, expires: None, refresh_token: None };
        self.access_tokens.insert(token.clone(), issued);
        token
    }

    /// Returns the access token if it is known and has not expired.
    pub(crate) fn valid(&self, token: &str, now: Timestamp) -> Option<&AccessToken> {
        self.access_tokens.get(token).filter(|token| token.expires.is_none_or(|expires| now < expires))
    }

    /// Returns the app of an access token, expired or not.
    pub(crate) fn client_of(&self, token: &str) -> Option<&str> {
        self.access_tokens.get(token).map(|token| token.caller.client_id.as_str())
    }

    /// Revokes an access token and its refresh token. Returns whether the token was known.
    pub(crate) fn revoke(&mut self, token: &str) -> bool {
        let Some(access_token) = self.access_tokens.remove(token) else { return false };
        if let Some(refresh_token) = access_token.refresh_token {
            self.refresh_tokens.remove(&refresh_token);
        }
        true
    }

    /// Revokes all codes and tokens of a user.
    pub(crate) fn revoke_all_of(&mut self, user_id: &str) {
        self.codes.retain(|_, code| code.grant.caller.user_id != user_id);
        self.access_tokens.retain(|_, token| token.caller.user_id != user_id);
        let access_tokens = &self.access_tokens;
        self.refresh_tokens.retain(|_, token| access_tokens.contains_key(&token.access_token));
    }

    /// Expires an access token, if it is known, independently of the clock. Its refresh token stays valid.
    pub(crate) fn expire(&mut self, token: &str) {
        if let Some(token) = self.access_tokens.get_mut(token) {
            token.expires = Some(LONG_AGO);
        }
    }

    /// Expires all access tokens, independently of the clock. Refresh tokens stay valid.
    pub(crate) fn expire_access_tokens(&mut self) {
        for token in self.access_tokens.values_mut() {
            token.expires = Some(LONG_AGO);
        }
    }

    fn issue(&mut self, identifiers: &mut Identifiers, grant: Grant, now: Timestamp) -> Issued {
        let Grant { caller, access_token_lifetime } = grant;
        let access_token = identifiers.token();
        issued::secret("access token", &access_token);
        let refresh_token = access_token_lifetime.map(|_| identifiers.token());
        if let Some(refresh_token) = &refresh_token {
            issued::secret("refresh token", refresh_token);
            let issued = RefreshToken {
                access_token: access_token.clone(),
                expires: later(now, REFRESH_TOKEN_LIFETIME),
            };
            self.refresh_tokens.insert(refresh_token.clone(), issued);
        }
        let issued = AccessToken {
            caller: caller.clone(),
            access_token_lifetime,
            expires: access_token_lifetime.map(|lifetime| later(now, lifetime)),
            refresh_token: refresh_token.clone(),
        };
        self.access_tokens.insert(access_token.clone(), issued);
        Issued { access_token, refresh_token, expires_in: access_token_lifetime, caller }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use jiff::Timestamp;

    use super::{CodeRefusal, Grant, Grants};
    use crate::access::authorization::Caller;
    use crate::state::identifiers::Identifiers;

    const HOUR: Duration = Duration::from_secs(3_600);
    const URI: &str = "http://localhost/callback";

    fn grant() -> Grant {
        let caller = Caller {
            user_id: "1".to_owned(),
            client_id: "app".to_owned(),
            team_id: "team".to_owned(),
            scopes: Vec::new(),
        };
        Grant { caller, access_token_lifetime: Some(HOUR) }
    }

    #[test]
    fn code_is_valid_once_and_for_ten_minutes() {
        let (mut grants, mut identifiers) = (Grants::default(), Identifiers::new(1));
        let start = Timestamp::now();
        let mut attempt = |client_id: &str, uri: &str, after: u64| {
            let code = grants.issue_code(&mut identifiers, grant(), URI, start);
            let now = start + Duration::from_secs(after);
            let first = grants.redeem(&mut identifiers, client_id, &code, uri, now).map(|_| ());
            (first, grants.redeem(&mut identifiers, client_id, &code, uri, now).map(|_| ()))
        };
        assert_eq!(attempt("app", URI, 599), (Ok(()), Err(CodeRefusal::Invalid)));
        assert_eq!(attempt("app", URI, 600), (Err(CodeRefusal::Invalid), Err(CodeRefusal::Invalid)));
        assert_eq!(attempt("app", "http://other", 1).0, Err(CodeRefusal::RedirectUriMismatch));
        assert_eq!(attempt("other app", URI, 1).0, Err(CodeRefusal::Invalid));
    }

    #[test]
    fn refresh_invalidates_the_old_pair() {
        let (mut grants, mut identifiers) = (Grants::default(), Identifiers::new(1));
        let start = Timestamp::now();
        let old = grants.issue(&mut identifiers, grant(), start);
        let old_refresh = old.refresh_token.unwrap();
        assert!(grants.refresh(&mut identifiers, "other app", &old_refresh, start).is_none());
        let new = grants.refresh(&mut identifiers, "app", &old_refresh, start).unwrap();
        assert!(grants.valid(&old.access_token, start).is_none());
        assert!(grants.valid(&new.access_token, start).is_some());
        assert!(grants.valid(&new.access_token, start + HOUR).is_none());
        assert!(grants.refresh(&mut identifiers, "app", &old_refresh, start).is_none());
        grants.expire(&new.access_token);
        grants.expire("unknown");
        let grants_on_disk = serde_json::to_string(&grants).unwrap();
        let mut grants: Grants = serde_json::from_str(&grants_on_disk).unwrap();
        assert!(grants.valid(&new.access_token, start - HOUR).is_none(), "not even if the clock goes back");
        assert!(grants.refresh(&mut identifiers, "app", &new.refresh_token.unwrap(), start).is_some());
    }

    #[test]
    fn all_grants_of_a_user_can_be_revoked() {
        let (mut grants, mut identifiers) = (Grants::default(), Identifiers::new(1));
        let now = Timestamp::now();
        let mut other = grant();
        other.caller.user_id = "2".to_owned();
        let kept = grants.issue(&mut identifiers, other, now);
        let gone = grants.issue(&mut identifiers, grant(), now);
        let code = grants.issue_code(&mut identifiers, grant(), URI, now);
        grants.revoke_all_of("1");
        assert!(grants.valid(&gone.access_token, now).is_none());
        assert!(grants.refresh(&mut identifiers, "app", &gone.refresh_token.unwrap(), now).is_none());
        let code = grants.redeem(&mut identifiers, "app", &code, URI, now);
        assert_eq!(code.map(|_| ()), Err(CodeRefusal::Invalid));
        assert!(grants.valid(&kept.access_token, now).is_some());
        assert!(grants.refresh(&mut identifiers, "app", &kept.refresh_token.unwrap(), now).is_some());
    }

    #[test]
    fn refresh_token_is_valid_for_sixty_days() {
        let (mut grants, mut identifiers) = (Grants::default(), Identifiers::new(1));
        let start = Timestamp::now();
        let mut attempt = |after: u64| {
            let issued = grants.issue(&mut identifiers, grant(), start);
            let now = start + Duration::from_secs(after);
            grants.refresh(&mut identifiers, "app", &issued.refresh_token.unwrap(), now).is_some()
        };
        let days = 60 * 24 * 60 * 60;
        assert!(attempt(days - 1) && !attempt(days));
    }

    #[test]
    fn revocation_includes_the_refresh_token() {
        let (mut grants, mut identifiers) = (Grants::default(), Identifiers::new(1));
        let now = Timestamp::now();
        let issued = grants.issue(&mut identifiers, grant(), now);
        assert!(grants.revoke(&issued.access_token));
        assert!(!grants.revoke(&issued.access_token));
        assert!(grants.refresh(&mut identifiers, "app", &issued.refresh_token.unwrap(), now).is_none());
    }
}
