//! The code flow: the authorize URL, and the forms of the token endpoint.

use std::time::Duration;

use miro::middleware::RetryPolicy;
use miro::prelude::*;
use miro::storage::{MemoryStorage, Storage};
use miro::token::{State, UserKey};
use miro::wire::Timestamp;
use url::Url;

use super::texts::text;
use super::{Kept, report};
use crate::random::Random;

const FLOWS: usize = 3_000;
/// The URL, the form of a code, the form of a refresh token.
pub(super) const CASES: usize = FLOWS * 3;

/// Returns the next of these texts that is not empty.
fn some(random: &mut Random) -> String {
    std::iter::repeat_with(|| text(random)).find(|text| !text.is_empty()).unwrap()
}

fn pairs(form: &[u8]) -> Vec<(String, String)> {
    let mut pairs: Vec<_> = form_urlencoded::parse(form).into_owned().collect();
    pairs.sort();
    pairs
}

fn sorted<const N: usize>(pairs: [(&str, &str); N]) -> Vec<(String, String)> {
    let mut pairs = pairs.map(|(name, value)| (name.to_owned(), value.to_owned()));
    pairs.sort();
    pairs.into()
}

#[tokio::test]
async fn oauth_urls_and_forms_keep_their_values() {
    let mut random = Random::new(0x0a17);
    let kept = Kept::responding_with(
        r#"{"access_token":"eyJ","token_type":"bearer","expires_in":3599,"refresh_token":"r"}"#,
    );
    let mut wrong = Vec::new();
    for _ in 0..FLOWS {
        let [id, secret, code, refresh, team] = [(); 5].map(|()| some(&mut random));
        let redirect = format!("https://app.example/callback?{}", some(&mut random));
        let storage = MemoryStorage::new();
        let builder = Miro::builder().client_id(&*id).client_secret(&*secret).redirect_url(&*redirect);
        let builder = builder.storage(storage.clone()).transport(kept.clone()).retry(RetryPolicy::never());
        let miro = builder.build().unwrap();

        let login = miro.auth_url().team(&team);
        let address = Url::parse(&login.url).unwrap();
        let mut query: Vec<_> = address.query_pairs().into_owned().collect();
        query.sort();
        let expected = sorted([
            ("response_type", "code"),
            ("client_id", &id),
            ("state", &login.state),
            ("redirect_uri", &redirect),
            ("team_id", &team),
        ]);
        let is_home = address.origin().ascii_serialization() == "https://miro.com"
            && address.path() == "/oauth/authorize"
            && address.fragment().is_none();
        if query != expected || !is_home {
            wrong.push(format!("{address} for {expected:?}"));
        }

        let brought = Url::parse_with_params("https://app.example/", [("code", &code)]).unwrap();
        let result = miro.exchange_code(brought.as_str()).await;
        let expected = sorted([
            ("grant_type", "authorization_code"),
            ("code", &code),
            ("client_id", &id),
            ("client_secret", &secret),
            ("redirect_uri", &redirect),
        ]);
        wrong.extend(check(&kept, &expected, &format!("{result:?}")).err());

        let expired = State::new("old").expiring(refresh.as_str(), Timestamp::now());
        storage.set(&UserKey::default(), Some(&expired)).await.unwrap();
        // A separate login reads what is stored.
        let builder = Miro::builder().client_id(&*id).client_secret(&*secret).redirect_url(&*redirect);
        let builder = builder.storage(storage).transport(kept.clone()).retry(RetryPolicy::never());
        let miro = builder.refresh_margin(Duration::from_secs(1)).build().unwrap();
        let result = miro.api().boards().list().await;
        let expected = sorted([
            ("grant_type", "refresh_token"),
            ("refresh_token", &refresh),
            ("client_id", &id),
            ("client_secret", &secret),
        ]);
        wrong.extend(check(&kept, &expected, &format!("{result:?}")).err());
    }
    report("the code flow", CASES, 0, &wrong);
}

/// # Errors
/// Describes how the form that was sent differs.
fn check(kept: &Kept, expected: &[(String, String)], result: &str) -> Result<(), String> {
    let sent = kept.take().ok_or_else(|| format!("not sent, {result}"))?;
    let is_form = sent.headers["content-type"] == "application/x-www-form-urlencoded";
    let is_home = sent.uri == "https://api.miro.com/v1/oauth/token" && sent.method == "POST";
    let is_bare = !sent.headers.contains_key("authorization");
    if is_form && is_home && is_bare && pairs(&sent.body) == expected {
        Ok(())
    } else {
        Err(format!("{sent:?} {:?} for {expected:?}", String::from_utf8_lossy(&sent.body)))
    }
}
