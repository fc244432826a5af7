//! Cookies that only this program can read and write.
//!
//! They are encrypted, not just signed: `axum-extra` binds an encrypted cookie to its name, whereas the signature of a
//! signed one covers only the value, so that a cookie could be sent in place of another.

use std::convert::Infallible;
use std::time::Duration;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::response::{IntoResponseParts, ResponseParts};
use axum_extra::extract::PrivateCookieJar;
use axum_extra::extract::cookie::{Cookie, SameSite};
use miro::wire::Timestamp;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::app::App;

/// The purpose of a cookie.
#[derive(Clone, Debug)]
pub(crate) enum Purpose {
    /// The session of a logged-in user.
    Session,
    /// A login in progress, with its name: one per tab.
    Login(String),
    /// The message on the next page.
    Notice,
}

const LOGIN: &str = "login-";
/// The prefix of names over HTTPS: browsers accept such a cookie only from this host, not from others in its domain.
const SECURE: &str = "__Host-";

impl Purpose {
    fn name(&self, is_secure: bool) -> String {
        let name = match self {
            Self::Session => "session".to_owned(),
            Self::Login(name) => format!("{LOGIN}{name}"),
            Self::Notice => "notice".to_owned(),
        };
        if is_secure { format!("{SECURE}{name}") } else { name }
    }

    /// How long browsers keep it.
    ///
    /// A session cookie is kept for the lifetime of Miro's refresh tokens, although the session ends earlier: a visitor who
    /// returns with an ended session is informed, and its tokens are revoked.
    fn kept_for(&self) -> Duration {
        match self {
            Self::Session => Duration::from_secs(60 * 24 * 60 * 60),
            Self::Login(_) => Duration::from_secs(10 * 60),
            Self::Notice => Duration::from_secs(60),
        }
    }
}

/// The encrypted value. It contains its expiry, because browsers may keep a cookie longer.
#[derive(Serialize, Deserialize)]
struct Sealed<T> {
    ends: i64,
    content: T,
}

/// The content of a cookie.
#[derive(Debug)]
pub(crate) enum Content<T> {
    Good(T),
    Ended(T),
}

/// The cookies of a request and its response.
pub(crate) struct Cookies {
    jar: PrivateCookieJar,
    is_secure: bool,
    now: Timestamp,
}

impl Cookies {
    /// Returns the content of a cookie, or `None` if it is missing or was not set by this program.
    pub(crate) fn get<T: DeserializeOwned>(&self, purpose: &Purpose) -> Option<Content<T>> {
        let cookie = self.jar.get(&purpose.name(self.is_secure))?;
        let Sealed { ends, content } = serde_json::from_str(cookie.value()).ok()?;
        Some(if self.now.unix_seconds() < ends { Content::Good(content) } else { Content::Ended(content) })
    }

    /// Returns the logins in progress in this browser, the oldest first.
    pub(crate) fn logins<T: DeserializeOwned>(&self) -> Vec<(Purpose, T)> {
        let prefix = Purpose::Login(String::new()).name(self.is_secure);
        let mut logins: Vec<(i64, Purpose, T)> = (self.jar.iter())
            .filter_map(|cookie| {
                let name = cookie.name().strip_prefix(&prefix)?;
                let Sealed { ends, content } = serde_json::from_str(cookie.value()).ok()?;
                (self.now.unix_seconds() < ends).then(|| (ends, Purpose::Login(name.to_owned()), content))
            })
            .collect();
        logins.sort_by_key(|(ends, ..)| *ends);
        logins.into_iter().map(|(_, purpose, content)| (purpose, content)).collect()
    }

    /// Sets a cookie that is valid for this long.
    pub(crate) fn set(mut self, purpose: &Purpose, content: &impl Serialize, good_for: Duration) -> Self {
        let sealed = Sealed { ends: self.now.after(good_for).unix_seconds(), content };
        // Plain structs always serialize.
        let value = serde_json::to_string(&sealed).unwrap_or_default();
        let mut cookie = self.cookie(purpose, value);
        cookie.set_max_age(purpose.kept_for().try_into().ok());
        self.jar = self.jar.add(cookie);
        self
    }

    /// Sets a cookie that is valid for as long as browsers keep it.
    pub(crate) fn set_for_now(self, purpose: &Purpose, content: &impl Serialize) -> Self {
        self.set(purpose, content, purpose.kept_for())
    }

    /// Removes a cookie from the browser.
    pub(crate) fn remove(mut self, purpose: &Purpose) -> Self {
        let cookie = self.cookie(purpose, String::new());
        self.jar = self.jar.remove(cookie);
        self
    }

    /// Creates a cookie. It is `Lax`, not `Strict`, because the redirect from Miro must include it.
    fn cookie(&self, purpose: &Purpose, value: String) -> Cookie<'static> {
        Cookie::build((purpose.name(self.is_secure), value))
            .path("/")
            .http_only(true)
            .secure(self.is_secure)
            .same_site(SameSite::Lax)
            .build()
    }
}

impl FromRequestParts<App> for Cookies {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Infallible> {
        let jar = PrivateCookieJar::from_headers(&parts.headers, app.key.clone());
        Ok(Self { jar, is_secure: app.is_secure, now: (app.clock)() })
    }
}

impl IntoResponseParts for Cookies {
    type Error = Infallible;

    fn into_response_parts(self, response: ResponseParts) -> Result<ResponseParts, Infallible> {
        self.jar.into_response_parts(response)
    }
}
