use std::future;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::task::Poll;
use std::time::Duration;

use http::header;
use tokio::time::{Instant, timeout};

use super::Context;
use crate::error::{Error, ErrorKind, Outcome};
use crate::hosts::{Audience, TrustedHosts};
use crate::token::{AccessToken, TokenProvider};
use crate::transport::{Body, BoxFuture};

/// Adds the bearer token to a request, and replaces it once if Miro refuses it.
#[derive(Debug)]
pub(super) struct Authentication {
    trusted: TrustedHosts,
}

impl Authentication {
    pub(super) fn new(trusted: TrustedHosts) -> Self {
        Self { trusted }
    }

    /// Adds the token to a request that needs one, and returns it together with the time left for the attempt.
    pub(super) async fn authorize(
        &self,
        request: &mut http::Request<Body>,
        context: &Context,
    ) -> Result<(Option<Carried>, Duration), Error> {
        self.trusted.check(context.audience, request.uri())?;
        if context.audience == Audience::Anyone {
            self.trusted.restrict_file(request)?;
        }
        let Some(tokens) = &context.tokens else { return Ok((None, context.timeout)) };
        if let Some(token) = context.replacement.take() {
            put_token(request, &token)?;
            return Ok((Some(Carried { token, is_replacement: true }), context.timeout));
        }
        let (token, time_left) =
            self.in_time(tokens.access_token_within(context.timeout), &**tokens, context).await;
        let token = token.map_err(|error| error.with_outcome(Outcome::NotSent))?;
        put_token(request, &token)?;
        Ok((Some(Carried { token, is_replacement: false }), time_left))
    }

    /// Returns the result of the provider within the timeout of an attempt, and the time left.
    async fn in_time<T>(
        &self,
        mut token: BoxFuture<'_, Result<T, Error>>,
        tokens: &dyn TokenProvider,
        context: &Context,
    ) -> (Result<T, Error>, Duration) {
        // Most tokens are at hand, and need no timer.
        let first = future::poll_fn(|waker| Poll::Ready(token.as_mut().poll(waker))).await;
        if let Poll::Ready(result) = first {
            return (result, context.timeout);
        }
        let start = Instant::now();
        // By reference: `awaits` reports what the future waits for, so it must not be dropped yet.
        let result = timeout(context.timeout, &mut token).await;
        let time_left = context.timeout.saturating_sub(start.elapsed());
        (result.unwrap_or_else(|_| Err(timeout_error(tokens, context.timeout))), time_left)
    }

    /// Gets another token for the next attempt after Miro refused this one, unless this one is a replacement
    /// itself.
    pub(super) async fn replace(&self, refused: &Carried, context: &Context) -> Result<(), Error> {
        let Some(tokens) = &context.tokens else { return Ok(()) };
        let Carried { token: refused, is_replacement } = refused;
        if *is_replacement {
            tokens.refused_again(refused);
            return Ok(());
        }
        let (token, _) = self.in_time(tokens.replace(refused), &**tokens, context).await;
        let token = token.map_err(|error| error.with_outcome(Outcome::Rejected))?;
        context.replacement.set(token.filter(|token| token != refused));
        Ok(())
    }
}

fn timeout_error(tokens: &dyn TokenProvider, limit: Duration) -> Error {
    let awaited = tokens.awaits().map(|awaited| format!(": it waited for {awaited}")).unwrap_or_default();
    let detail = format!("no access token within {} s{awaited}", limit.as_secs_f64());
    Error::new(ErrorKind::Timeout, detail)
}

/// The token of one attempt.
pub(super) struct Carried {
    token: AccessToken,
    /// Whether the previous attempt left it, because Miro refused that attempt's own token.
    is_replacement: bool,
}

/// A token that one attempt leaves to the next, after Miro refused its own.
#[derive(Default)]
pub(crate) struct Replacement(Mutex<Option<AccessToken>>);

impl Replacement {
    pub(super) fn is_set(&self) -> bool {
        self.lock().is_some()
    }

    fn take(&self) -> Option<AccessToken> {
        self.lock().take()
    }

    fn set(&self, token: Option<AccessToken>) {
        *self.lock() = token;
    }

    fn lock(&self) -> MutexGuard<'_, Option<AccessToken>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn put_token(request: &mut http::Request<Body>, token: &AccessToken) -> Result<(), Error> {
    let value = token.bearer().map_err(|problem| {
        Error::new(ErrorKind::Configuration, format!("nothing was sent: the access token {problem}"))
    })?;
    request.headers_mut().insert(header::AUTHORIZATION, value);
    Ok(())
}
