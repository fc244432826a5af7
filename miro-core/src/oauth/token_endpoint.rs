use std::time::Duration;

use http::Method;
use oauth2::basic::{BasicErrorResponse, BasicRevocationErrorResponse, BasicTokenIntrospectionResponse};
use oauth2::{
    AsyncHttpClient, EndpointNotSet, EndpointSet, HttpRequest, HttpResponse, RequestTokenError,
    StandardRevocableToken,
};

use super::refusal::{Grant, Refusal};
use super::token_response::TokenResponse;
use crate::budget::Priority;
use crate::client::Client;
use crate::error::{Error, ErrorKind};
use crate::hosts::Audience;
use crate::middleware::{Context, Progress, Replacement};
use crate::operation::{Operation, Stability};
use crate::response::Response;
use crate::sent::LastSent;
use crate::token::UserKey;
use crate::transport::{Body, BoxFuture};

/// The client of the `oauth2` crate with Miro's URLs and Miro's form of a token response.
pub(super) type OAuthClient = oauth2::Client<
    BasicErrorResponse,
    TokenResponse,
    BasicTokenIntrospectionResponse,
    StandardRevocableToken,
    BasicRevocationErrorResponse,
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointSet,
>;

// Not one of the 197 operations of the specification, so it is not in the catalogue.
static OPERATION: Operation =
    Operation::new("oauth-token", Method::POST, "/v1/oauth/token", "exchange_code(code)")
        .with_stability(Stability::V1)
        .without_token()
        .with_body();

/// The range of token request timeouts, even if the client's own is outside of it. At least 30 seconds, because
/// the response may carry the only new refresh token; at most 120, because other calls wait for it.
const TIMEOUTS: std::ops::RangeInclusive<Duration> = Duration::from_secs(30)..=Duration::from_secs(120);

/// Sends the requests of the `oauth2` crate through the middlewares and the transport of the client.
///
/// An unsuccessful status becomes an [`Error`] here, because Miro's error envelope differs from the standard's.
pub(super) struct TokenEndpoint {
    client: Client,
    user: UserKey,
    grant: Grant,
}

/// In bytes, decompressed. A token response has about a kilobyte.
const MAX_RESPONSE_BYTES: usize = 1 << 20;

impl TokenEndpoint {
    pub(super) fn new(client: &Client, user: &UserKey, grant: Grant) -> Self {
        Self { client: client.clone(), user: user.clone(), grant }
    }
}

impl<'c> AsyncHttpClient<'c> for TokenEndpoint {
    type Error = Error;
    type Future = BoxFuture<'static, Result<HttpResponse, Error>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        let (client, grant) = (self.client.clone(), self.grant);
        let request = request.map(Body::from);
        let context = Context {
            operation: &OPERATION,
            credits: 0,
            // If the response to the first attempt was lost, the refresh token may be used up. Another attempt can
            // only save the login, or report that a new one is required.
            idempotent: grant == Grant::RefreshToken,
            timeout: client.timeout().clamp(*TIMEOUTS.start(), *TIMEOUTS.end()),
            max_response_bytes: client.max_response_bytes().min(MAX_RESPONSE_BYTES),
            audience: Audience::TokenEndpoint,
            user: self.user.clone(),
            user_agent: client.user_agent(),
            priority: Priority::High,
            tokens: None,
            attempts: 0.into(),
            retry: None,
            progress: Progress::default(),
            replacement: Replacement::default(),
            last_sent: LastSent::default(),
        };
        Box::pin(async move {
            let response =
                client.run(request, &context).await.map_err(|error| error.with_operation(&OPERATION))?;
            let refusal = Refusal::read(response.status(), response.body());
            let response = Response::new(&OPERATION, response, context.last_sent.take());
            let response = response.into_result().map_err(|error| match refusal {
                Some(refusal) => refusal.explain(error, grant),
                None => error,
            })?;
            let token = TokenResponse::read(response.body(), grant == Grant::RefreshToken)
                .map_err(|problem| unreadable(&response, problem))?;
            // Serialized in the form that the crate reads, without headers: it would refuse a pair for its content
            // type.
            let token = serde_json::to_vec(&token)
                .map_err(|_| unreadable(&response, "the response is not a token response"))?;
            Ok(http::Response::new(token))
        })
    }
}

/// The error of a successful response without a usable token.
fn unreadable(response: &Response, problem: &str) -> Error {
    // An HTML page is from a server in between, not from Miro.
    let is_object = response.body().trim_ascii_start().starts_with(b"{");
    let kind = if is_object { ErrorKind::Decode } else { ErrorKind::UnexpectedResponse };
    let origin = response.origin();
    origin.redact(origin.error(kind, format!("{problem} ({})", origin.description())))
}

/// The error of a refresh that returned a refresh token, but no usable access token.
pub(super) fn without_access_token(problem: &str) -> Error {
    let detail =
        format!("{problem}; its refresh token is stored, and the next call refreshes the login again");
    Error::new(ErrorKind::Decode, detail).with_operation(&OPERATION)
}

/// The error of a token request.
pub(super) fn failure(error: RequestTokenError<Error, BasicErrorResponse>) -> Error {
    match error {
        RequestTokenError::Request(error) => error,
        // Unreachable: the crate reads what was serialized above.
        _ => Error::new(ErrorKind::Decode, "the response is not a token response").with_operation(&OPERATION),
    }
}
