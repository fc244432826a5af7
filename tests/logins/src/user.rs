//! The user of the login, and the sandbox that knows it.

use std::time::Duration;

use miro::MiroBuilder;
use miro::prelude::*;
use miro::storage::Storage;
use miro_bench::Failure;
use miro_sandbox::{RecordedRequest, Sandbox};

/// A sandbox whose tokens expire so soon that a client refreshes them twice a second.
pub async fn sandbox() -> Sandbox {
    Sandbox::builder()
        .access_token_lifetime(Duration::from_secs(1))
        .without_rate_limits()
        .keep_requests(100_000)
        .start()
        .await
}

/// A sandbox whose tokens live for an hour, like Miro's.
pub async fn patient_sandbox() -> Sandbox {
    Sandbox::builder().without_rate_limits().keep_requests(100_000).start().await
}

/// Returns a builder for a client of this app.
pub fn builder(base_url: &str, client_id: &str, client_secret: &str) -> MiroBuilder {
    Miro::builder()
        .client_id(client_id)
        .client_secret(client_secret)
        .redirect_url("http://localhost:3000/callback")
        .base_url(base_url)
}

/// Builds a client of the sandbox with this storage.
///
/// # Errors
/// Those of [`MiroBuilder::build`].
pub fn client(sandbox: &Sandbox, storage: impl Storage) -> Result<Miro, Error> {
    builder(sandbox.url(), sandbox.client_id(), sandbox.client_secret())
        .redirect_url(sandbox.redirect_uri())
        .storage(storage)
        .build()
}

/// Logs the user in.
///
/// # Errors
/// Those of [`Miro::exchange_code`].
pub async fn log_in(miro: &Miro, sandbox: &Sandbox) -> Result<(), Error> {
    let redirect = sandbox.allow(&miro.auth_url().url).await;
    miro.exchange_code(redirect).await
}

/// Makes a call.
///
/// # Errors
/// Those of the call.
pub async fn call(miro: &Miro) -> Result<(), Error> {
    miro.api().tokens().context().await.map(drop)
}

/// Whether the user has to log in again.
///
/// # Errors
/// Fails if a call fails for another reason.
pub async fn is_lost(miro: &Miro) -> Result<bool, Failure> {
    match call(miro).await {
        Ok(()) => Ok(false),
        Err(error) if error.kind() == ErrorKind::AuthorizationRequired => Ok(true),
        // A process was killed during a refresh. The library assumes for a minute that it is stopped; here it is
        // known.
        Err(error) if error.to_string().contains("begun elsewhere") => Ok(true),
        Err(error) => Err(error.into()),
    }
}

/// Whether a call says that the user has to log in again; it may fail for other reasons.
pub async fn has_ended(miro: &Miro) -> bool {
    call(miro).await.is_err_and(|error| error.kind() == ErrorKind::AuthorizationRequired)
}

/// Counts the requests for new pairs that the sandbox gets.
#[derive(Debug, Default)]
pub struct Refreshes {
    next: u64,
    /// The number of new pairs.
    pub rotations: usize,
    /// The number of requests that got none.
    pub refused: usize,
}

impl Refreshes {
    /// Counts the requests that got a response since the last call.
    pub fn count(&mut self, sandbox: &Sandbox) {
        for request in sandbox.requests_since(self.next) {
            if request.status == 0 && !request.faulty {
                // Counted later, with all that came after it.
                return;
            }
            self.next = request.number + 1;
            if is_refresh(&request) {
                match request.status {
                    200 => self.rotations += 1,
                    _ => self.refused += 1,
                }
            }
        }
    }
}

fn is_refresh(request: &RecordedRequest) -> bool {
    request.path == "/v1/oauth/token"
        && String::from_utf8_lossy(&request.body).contains("grant_type=refresh_token")
}
