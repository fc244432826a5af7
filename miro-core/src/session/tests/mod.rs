//! Sessions with a scripted token endpoint and a scripted storage, in paused time.

mod early_refresh;
mod elsewhere;
mod ending;
mod finishing;
mod progress;
mod refusals;
mod refused_again;
mod runtimes;
mod server;
mod storage;
mod unsaved;

use std::time::Duration;

use self::server::{Reply, Server};
use self::storage::{Fault, ScriptedStorage};
use super::{Session, Sessions};
use crate::client::ClientBuilder;
use crate::error::{Error, ErrorKind, Outcome};
use crate::middleware::RetryPolicy;
use crate::oauth::{AuthorizationCode, OAuthApp};
use crate::storage::{MemoryStorage, SharedStorage, Storage};
use crate::token::{AccessToken, State, TokenProvider, UserKey};
use crate::wire::Timestamp;

const HOUR: Duration = Duration::from_secs(3_600);

fn user() -> UserKey {
    UserKey::new("anna")
}

/// Creates the sessions of one process.
fn process(server: &Server, storage: impl Storage) -> Sessions {
    process_with_retries(server, storage, RetryPolicy::never())
}

fn process_with_retries(server: &Server, storage: impl Storage, retry: RetryPolicy) -> Sessions {
    let client = ClientBuilder::new().transport(server.clone()).retry(retry).build().unwrap();
    let app = OAuthApp::new(client, "id", "secret".to_owned().into(), "http://localhost/callback").unwrap();
    Sessions::new(app, SharedStorage::new(storage), Duration::from_secs(120))
}

/// Returns the login with this number and lifetime.
fn login(number: u32, lifetime: Duration) -> State {
    let expires_at = Timestamp::now().after(lifetime);
    State::new(format!("access-{number}")).expiring(format!("refresh-{number}"), expires_at)
}

/// Creates a server and a storage with the same login, whose access token has just expired.
async fn expired() -> (Server, ScriptedStorage) {
    let storage = ScriptedStorage::default();
    storage.memory.set(&user(), Some(&login(1, Duration::ZERO))).await.unwrap();
    (Server::new(1), storage)
}

/// Returns the number of the access token that a call would send.
async fn token(session: &Session) -> Result<u32, Error> {
    session.access_token().await.map(|token| number(&token))
}

/// Returns the number of the access token that a call would send after this one was refused.
async fn replace(session: &Session, refused: u32) -> Result<Option<u32>, Error> {
    let refused = AccessToken::new(format!("access-{refused}"));
    Ok(session.replace(&refused).await?.map(|token| number(&token)))
}

fn number(token: &AccessToken) -> u32 {
    token.expose_secret().strip_prefix("access-").unwrap().parse().unwrap()
}

/// Returns the number of the stored login.
async fn stored(storage: &MemoryStorage) -> Option<u32> {
    storage.get(&user()).await.unwrap().map(|state| number(state.access_token()))
}

async fn exchange(session: &Session) -> Result<(), Error> {
    session.exchange(AuthorizationCode::parse("code").unwrap()).await
}
