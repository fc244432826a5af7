//! Codes and tokens, and how long they are good for.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use crate::identifiers::Identifiers;

const CODE_LIFETIME: Duration = Duration::from_secs(10 * 60);
const REFRESH_TOKEN_LIFETIME: Duration = Duration::from_secs(60 * 24 * 60 * 60);

/// All codes and tokens that were issued and still count.
#[derive(Debug)]
pub(crate) struct Grants {
    /// None for tokens that do not expire and have no refresh token.
    access_token_lifetime: Option<Duration>,
    codes: HashMap<String, Code>,
    access_tokens: HashMap<String, AccessToken>,
    refresh_tokens: HashMap<String, RefreshToken>,
}

#[derive(Debug)]
struct Code {
    user_id: String,
    scopes: Vec<String>,
    redirect_uri: String,
    expires: Instant,
}

/// An access token that was issued.
#[derive(Debug)]
pub(crate) struct AccessToken {
    pub(crate) user_id: String,
    pub(crate) scopes: Vec<String>,
    expires: Option<Instant>,
    refresh_token: Option<String>,
}

#[derive(Debug)]
struct RefreshToken {
    access_token: String,
    expires: Instant,
}

/// What the token endpoint hands out.
#[derive(Debug)]
pub(crate) struct Issued {
    pub(crate) access_token: String,
    pub(crate) refresh_token: Option<String>,
    pub(crate) expires_in: Option<Duration>,
    pub(crate) user_id: String,
    pub(crate) scopes: Vec<String>,
}

/// Why a code is not good for a token.
#[derive(Debug, PartialEq)]
pub(crate) enum CodeRefusal {
    /// Never issued, used already, or too old.
    Invalid,
    RedirectUriMismatch,
}

impl Grants {
    pub(crate) fn new(access_token_lifetime: Option<Duration>) -> Self {
        Self {
            access_token_lifetime,
            codes: HashMap::new(),
            access_tokens: HashMap::new(),
            refresh_tokens: HashMap::new(),
        }
    }

    pub(crate) fn issue_code(
        &mut self,
        identifiers: &mut Identifiers,
        user_id: &str,
        scopes: &[String],
        redirect_uri: &str,
        now: Instant,
    ) -> String {
        let code = identifiers.secret();
        let issued = Code {
            user_id: user_id.to_owned(),
            scopes: scopes.to_vec(),
            redirect_uri: redirect_uri.to_owned(),
            expires: now + CODE_LIFETIME,
        };
        self.codes.insert(code.clone(), issued);
        code
    }

    /// Exchanges a code, which counts as used even if the attempt fails.
    pub(crate) fn redeem(
        &mut self,
        identifiers: &mut Identifiers,
        code: &str,
        redirect_uri: &str,
        now: Instant,
    ) -> Result<Issued, CodeRefusal> {
        let code = self.codes.remove(code).filter(|code| now < code.expires).ok_or(CodeRefusal::Invalid)?;
        if code.redirect_uri != redirect_uri {
            return Err(CodeRefusal::RedirectUriMismatch);
        }
        Ok(self.issue(identifiers, code.user_id, code.scopes, now))
    }

    /// Exchanges a refresh token. It and the access token that came with it are void at once.
    pub(crate) fn refresh(
        &mut self,
        identifiers: &mut Identifiers,
        token: &str,
        now: Instant,
    ) -> Option<Issued> {
        let refresh_token = self.refresh_tokens.remove(token)?;
        let access_token = self.access_tokens.remove(&refresh_token.access_token)?;
        (now < refresh_token.expires)
            .then(|| self.issue(identifiers, access_token.user_id, access_token.scopes, now))
    }

    /// Issues a token outside of the flow, which never expires.
    pub(crate) fn issue_for_good(
        &mut self,
        identifiers: &mut Identifiers,
        user_id: &str,
        scopes: Vec<String>,
    ) -> String {
        let token = identifiers.token();
        let issued = AccessToken { user_id: user_id.to_owned(), scopes, expires: None, refresh_token: None };
        self.access_tokens.insert(token.clone(), issued);
        token
    }

    /// The access token, if it is known and has not expired.
    pub(crate) fn valid(&self, token: &str, now: Instant) -> Option<&AccessToken> {
        self.access_tokens.get(token).filter(|token| token.expires.is_none_or(|expires| now < expires))
    }

    /// Makes an access token and its refresh token unknown. Answers whether it was known.
    pub(crate) fn revoke(&mut self, token: &str) -> bool {
        let Some(access_token) = self.access_tokens.remove(token) else { return false };
        if let Some(refresh_token) = access_token.refresh_token {
            self.refresh_tokens.remove(&refresh_token);
        }
        true
    }

    /// Lets every access token expire now; refresh tokens stay good.
    pub(crate) fn expire_access_tokens(&mut self, now: Instant) {
        for token in self.access_tokens.values_mut() {
            token.expires = Some(now);
        }
    }

    fn issue(
        &mut self,
        identifiers: &mut Identifiers,
        user_id: String,
        scopes: Vec<String>,
        now: Instant,
    ) -> Issued {
        let access_token = identifiers.token();
        let refresh_token = self.access_token_lifetime.map(|_| identifiers.token());
        if let Some(refresh_token) = &refresh_token {
            let issued =
                RefreshToken { access_token: access_token.clone(), expires: now + REFRESH_TOKEN_LIFETIME };
            self.refresh_tokens.insert(refresh_token.clone(), issued);
        }
        let issued = AccessToken {
            user_id: user_id.clone(),
            scopes: scopes.clone(),
            expires: self.access_token_lifetime.map(|lifetime| now + lifetime),
            refresh_token: refresh_token.clone(),
        };
        self.access_tokens.insert(access_token.clone(), issued);
        Issued { access_token, refresh_token, expires_in: self.access_token_lifetime, user_id, scopes }
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::{CodeRefusal, Grants};
    use crate::identifiers::Identifiers;

    const HOUR: Duration = Duration::from_secs(3_600);
    const URI: &str = "http://localhost/callback";

    #[test]
    fn a_code_is_good_once_and_for_ten_minutes() {
        let (mut grants, mut identifiers) = (Grants::new(Some(HOUR)), Identifiers::new(1));
        let start = Instant::now();
        let mut attempt = |uri: &str, after: u64| {
            let code = grants.issue_code(&mut identifiers, "1", &[], URI, start);
            let now = start + Duration::from_secs(after);
            let first = grants.redeem(&mut identifiers, &code, uri, now).map(|_| ());
            (first, grants.redeem(&mut identifiers, &code, uri, now).map(|_| ()))
        };
        assert_eq!(attempt(URI, 599), (Ok(()), Err(CodeRefusal::Invalid)));
        assert_eq!(attempt(URI, 600), (Err(CodeRefusal::Invalid), Err(CodeRefusal::Invalid)));
        assert_eq!(attempt("http://other", 1).0, Err(CodeRefusal::RedirectUriMismatch));
    }

    #[test]
    fn refreshing_voids_the_old_pair() {
        let (mut grants, mut identifiers) = (Grants::new(Some(HOUR)), Identifiers::new(1));
        let start = Instant::now();
        let old = grants.issue(&mut identifiers, "1".to_owned(), Vec::new(), start);
        let old_refresh = old.refresh_token.unwrap();
        let new = grants.refresh(&mut identifiers, &old_refresh, start).unwrap();
        assert!(grants.valid(&old.access_token, start).is_none());
        assert!(grants.valid(&new.access_token, start).is_some());
        assert!(grants.valid(&new.access_token, start + HOUR).is_none());
        assert!(grants.refresh(&mut identifiers, &old_refresh, start).is_none());
        grants.expire_access_tokens(start);
        assert!(grants.refresh(&mut identifiers, &new.refresh_token.unwrap(), start).is_some());
    }

    #[test]
    fn revoking_takes_the_refresh_token_along() {
        let (mut grants, mut identifiers) = (Grants::new(Some(HOUR)), Identifiers::new(1));
        let issued = grants.issue(&mut identifiers, "1".to_owned(), Vec::new(), Instant::now());
        assert!(grants.revoke(&issued.access_token));
        assert!(!grants.revoke(&issued.access_token));
        assert!(grants.refresh(&mut identifiers, &issued.refresh_token.unwrap(), Instant::now()).is_none());
    }
}
