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

/// The `oauth2` crate's client for Miro: with its addresses, and Miro's form of an answer.
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

/// Not one of the 197 operations of the specification, so it is not in the catalogue.
static OPERATION: Operation =
    Operation::new("oauth-token", Method::POST, "/v1/oauth/token", "exchange_code(code)")
        .with_stability(Stability::V1)
        .without_token()
        .with_body();

/// A refresh that is given up may have used up the refresh token, so it is not, however short calls may take. Nor does it wait
/// longer than this, however long they may: others wait for it.
const TIMEOUTS: std::ops::RangeInclusive<Duration> = Duration::from_secs(30)..=Duration::from_secs(120);

/// Sends the requests of the `oauth2` crate through the middlewares and the transport of the client.
///
/// A status other than success becomes our error here: Miro answers with its own envelope, not with the standard's.
pub(super) struct TokenEndpoint {
    client: Client,
    user: UserKey,
    grant: Grant,
}

/// A token response has about a kilobyte. In bytes, decompressed.
const LARGEST_RESPONSE: usize = 1 << 20;

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
            // A refresh token that the first attempt used up is lost with its response. Another attempt can only save the
            // login, or tell that a new one is due.
            idempotent: grant == Grant::RefreshToken,
            timeout: client.timeout().clamp(*TIMEOUTS.start(), *TIMEOUTS.end()),
            max_response_bytes: client.max_response_bytes().min(LARGEST_RESPONSE),
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
            // In the form that the crate reads, without the headers: it would refuse a pair for its content type.
            let token = serde_json::to_vec(&token)
                .map_err(|_| unreadable(&response, "the response is not a token response"))?;
            Ok(http::Response::new(token))
        })
    }
}

/// A response with a status of success, but without a token that can be used.
fn unreadable(response: &Response, problem: &str) -> Error {
    // A page of something on the way is no response of Miro's.
    let is_object = response.body().trim_ascii_start().starts_with(b"{");
    let kind = if is_object { ErrorKind::Decode } else { ErrorKind::UnexpectedResponse };
    let origin = response.origin();
    origin.redact(origin.error(kind, format!("{problem} ({})", origin.description())))
}

/// The error of a refresh that brought a refresh token and no access token that can be used.
pub(super) fn without_access_token(problem: &str) -> Error {
    let detail =
        format!("{problem}; its refresh token is stored, and the next call refreshes the login again");
    Error::new(ErrorKind::Decode, detail).with_operation(&OPERATION)
}

/// The error of a token request.
pub(super) fn failure(error: RequestTokenError<Error, BasicErrorResponse>) -> Error {
    match error {
        RequestTokenError::Request(error) => error,
        // Not reached: what the crate reads was written above.
        _ => Error::new(ErrorKind::Decode, "the response is not a token response").with_operation(&OPERATION),
    }
}
