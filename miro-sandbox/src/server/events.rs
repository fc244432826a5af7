//! Events for subscribers.

use serde::Serialize;

/// A request was completed: the sandbox responded, or reset the connection. Further properties are in the
/// [`RecordedRequest`](crate::RecordedRequest) with this number.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct RequestEvent {
    /// The number of the request, counted from 0.
    pub number: u64,
    /// The method.
    pub method: String,
    /// The path as sent, still percent-encoded.
    pub path: String,
    /// The operation, by its name in Miro's specification.
    pub operation: Option<&'static str>,
    /// The status of the response; 0 if the connection was reset.
    pub status: u16,
    /// The user whose token the request carries.
    pub user_id: Option<String>,
    /// The board in the path.
    pub board_id: Option<String>,
}
