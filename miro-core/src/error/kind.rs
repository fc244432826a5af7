/// The kind of failure of an [`Error`](crate::Error).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// A variable, URL or option of the client is missing or wrong.
    ///
    /// No request was sent, except perhaps one to Miro's token endpoint, which rejected the client id or the
    /// client secret.
    Configuration,
    /// Miro does not accept an argument, a query value or a body, or a file cannot be read to its end.
    ///
    /// No request was sent, or an incomplete one: nothing was done.
    InvalidInput,
    /// There is no login for this user, or it has ended: the user has to authorize the app (again).
    AuthorizationRequired,
    /// The user, or Miro on the user's behalf, refused to authorize the app.
    AccessDenied,
    /// The authorization flow failed: a wrong state, a code that was used or has expired, or a redirect URL of another
    /// app.
    Authorization,
    /// 401: the token is missing, wrong, expired or revoked.
    Unauthorized,
    /// 403: the token lacks a scope, or its user the role or the plan.
    Forbidden,
    /// 404: the resource does not exist, or the user cannot see it.
    NotFound,
    /// 409: the resource was changed at the same time, or exists already.
    Conflict,
    /// 429: the credits of the user and the app are spent.
    RateLimited,
    /// Any other status from 400 to 499: Miro rejects the request.
    Rejected,
    /// Any status from 500 up: Miro, or a gateway on the way, failed.
    Server,
    /// The response is not from the API, such as a redirect, or a page instead of JSON.
    UnexpectedResponse,
    /// No connection could be made, or it broke.
    Connection,
    /// No response arrived in time.
    Timeout,
    /// The JSON of the response does not match the operation.
    Decode,
    /// The pages of a list make no progress.
    Paging,
    /// The token storage failed.
    Storage,
}
