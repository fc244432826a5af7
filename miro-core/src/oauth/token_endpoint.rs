use std::time::Duration;

use http::Method;
use oauth2::basic::{
    BasicErrorResponse, BasicRevocationErrorResponse, BasicTokenIntrospectionResponse, BasicTokenType,
};
use oauth2::{
    AsyncHttpClient, EndpointNotSet, EndpointSet, HttpRequest, HttpResponse, RequestTokenError,
    StandardRevocableToken,
};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};

use crate::budget::Priority;
use crate::client::Client;
use crate::error::{Error, ErrorKind};
use crate::middleware::{Audience, Context, Replacement};
use crate::operation::{Operation, Stability};
use crate::response::Response;
use crate::token::{State, UserKey};
use crate::transport::{Body, BoxFuture};
use crate::wire::{self, Timestamp};

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
        .stability(Stability::V1)
        .anonymous()
        .with_body();

/// A refresh that is given up may have used up the refresh token, so it is not, however short calls may take.
const SHORTEST_TIMEOUT: Duration = Duration::from_secs(30);

/// What Miro's token endpoint answers: the standard's fields, and whose login it is.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(super) struct TokenResponse {
    access_token: oauth2::AccessToken,
    #[serde(default)]
    refresh_token: Option<oauth2::RefreshToken>,
    #[serde(default, deserialize_with = "wire::count")]
    expires_in: Option<u64>,
    #[serde(default, deserialize_with = "wire::text")]
    scope: Option<String>,
    #[serde(default, deserialize_with = "wire::text")]
    user_id: Option<String>,
    #[serde(default, deserialize_with = "wire::text")]
    team_id: Option<String>,
}

impl oauth2::TokenResponse for TokenResponse {
    type TokenType = BasicTokenType;

    fn access_token(&self) -> &oauth2::AccessToken {
        &self.access_token
    }

    /// Miro knows bearer tokens only, whatever the answer says.
    fn token_type(&self) -> &BasicTokenType {
        &BasicTokenType::Bearer
    }

    fn expires_in(&self) -> Option<Duration> {
        self.expires_in.map(Duration::from_secs)
    }

    fn refresh_token(&self) -> Option<&oauth2::RefreshToken> {
        self.refresh_token.as_ref()
    }

    /// Kept as text in [`State`]: nothing is decided by it here.
    fn scopes(&self) -> Option<&Vec<oauth2::Scope>> {
        None
    }
}

impl TokenResponse {
    /// The login that this stands for, `previous` being the one that it replaces.
    pub(super) fn into_state(self, previous: Option<&State>) -> State {
        let now = Timestamp::now().to_milliseconds();
        let mut state = State::new(self.access_token.secret().as_str()).issued_at(now);
        state.expires_at = self.expires_in.map(|seconds| now.after(Duration::from_secs(seconds)));
        state.refresh_token = self.refresh_token.map(|token| token.secret().as_str().into());
        state.scopes = match (self.scope, previous) {
            (Some(scope), _) => {
                scope.split([' ', ',']).filter(|scope| !scope.is_empty()).map(str::to_owned).collect()
            }
            (None, Some(previous)) => previous.scopes.clone(),
            (None, None) => Vec::new(),
        };
        state.user_id = self.user_id.or_else(|| previous?.user_id.clone());
        state.team_id = self.team_id.or_else(|| previous?.team_id.clone());
        if let (Some(previous), Some(_), None) = (previous, state.expires_at, &state.refresh_token) {
            // RFC 6749, section 6: a server that sends no new refresh token leaves the old one valid.
            state.refresh_token = previous.refresh_token.clone();
        }
        state
    }
}

/// Sends the requests of the `oauth2` crate through the middlewares and the transport of the client.
///
/// A status other than success becomes our error here: Miro answers with its own envelope, not with the standard's.
pub(super) struct TokenEndpoint {
    client: Client,
    user: UserKey,
    may_repeat: bool,
}

impl TokenEndpoint {
    pub(super) fn new(client: &Client, user: &UserKey) -> Self {
        Self { client: client.clone(), user: user.clone(), may_repeat: false }
    }

    /// For a refresh: a token that the first try used up is lost with its answer. Asking again can only save the login,
    /// or tell that another one is due.
    pub(super) fn repeatable(self) -> Self {
        Self { may_repeat: true, ..self }
    }
}

impl<'c> AsyncHttpClient<'c> for TokenEndpoint {
    type Error = Error;
    type Future = BoxFuture<'static, Result<HttpResponse, Error>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        let client = self.client.clone();
        let secrets = secrets(request.body());
        let request = request.map(Body::from);
        let context = Context {
            operation: &OPERATION,
            credits: 0,
            idempotent: self.may_repeat,
            timeout: client.timeout().max(SHORTEST_TIMEOUT),
            largest_answer: client.largest_answer(),
            audience: Audience::TokenEndpoint,
            user: self.user.clone(),
            user_agent: client.user_agent(),
            priority: Priority::High,
            tokens: None,
            attempts: 0.into(),
            retry: None,
            is_sent: false.into(),
            replacement: Replacement::default(),
        };
        Box::pin(async move {
            let response =
                client.run(request, &context).await.map_err(|error| error.with_operation(&OPERATION))?;
            let response = Response::new(&OPERATION, response)
                .into_result()
                .map_err(|error| error.without(secrets.iter().map(ExposeSecret::expose_secret)))?;
            let mut answer = http::Response::new(response.body().to_vec());
            *answer.headers_mut() = response.headers().clone();
            Ok(answer)
        })
    }
}

/// What a form must not be quoted with, should the server do so in its error.
fn secrets(form: &[u8]) -> Vec<SecretString> {
    form_urlencoded::parse(form)
        .filter(|(name, _)| matches!(name.as_ref(), "client_secret" | "code" | "refresh_token"))
        .map(|(_, value)| SecretString::from(value.into_owned()))
        .collect()
}

/// The error of a token request, without anything that the answer held.
///
/// If Miro itself refused the code or the refresh token, so that asking again is of no use, it is of the kind
/// `if_refused`, and has `meaning` in its text.
pub(super) fn failure(
    error: RequestTokenError<Error, BasicErrorResponse>,
    if_refused: ErrorKind,
    meaning: &str,
) -> Error {
    let RequestTokenError::Request(error) = error else {
        return Error::new(ErrorKind::Decode, "the answer is not a token response")
            .with_operation(&OPERATION);
    };
    let in_miros_words = error.code().is_some() || error.message().is_some();
    match error.status().map(|status| status.as_u16()) {
        Some(400 | 401 | 403) if in_miros_words => error.into_kind(if_refused, meaning),
        // A proxy, or another server: the login may be as good as ever.
        Some(400 | 401 | 403 | 404) => error.into_kind(
            ErrorKind::UnexpectedAnswer,
            "this is not what Miro's token endpoint answers; check its URL, and what is on the way there",
        ),
        _ => error,
    }
}
