/// What kind of failure an [`Error`](crate::Error) is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// A variable, URL or option of the client is missing or wrong. No request was sent, unless to Miro's token endpoint, which
    /// refused the client id or the client secret.
    Configuration,
    /// An argument, a query value or a body is not what Miro takes, or a file cannot be read to its end. No request was sent, or
    /// not the whole of one: nothing was done.
    InvalidInput,
    /// There is no login for this user, or it has ended: the user has to authorize the app (again).
    AuthorizationRequired,
    /// The user, or Miro on the user's behalf, refused to authorize the app.
    AccessDenied,
    /// The authorization flow went wrong: a wrong state, a code that was used or has expired, a redirect URL that is
    /// not the app's.
    Authorization,
    /// 401: the token is missing, wrong, expired or revoked.
    Unauthorized,
    /// 403: the token lacks a scope, or its user the role or the plan.
    Forbidden,
    /// 404: what the ids name does not exist, or the user cannot see it.
    NotFound,
    /// 409: something else changed it at the same time, or it exists already.
    Conflict,
    /// 429: the budget of the user and the app is spent.
    RateLimited,
    /// Any other status from 400 to 499: Miro refuses the request as it is.
    Rejected,
    /// Any status from 500: Miro, or something between, failed.
    Server,
    /// An answer that is none of the API's, such as a redirect or a page where JSON was due.
    UnexpectedResponse,
    /// The connection could not be made, or broke.
    Connection,
    /// No answer came in time.
    Timeout,
    /// The answer's JSON is not what the operation answers with.
    Decode,
    /// The pages of a list make no progress.
    Paging,
    /// The storage of tokens failed.
    Storage,
}
