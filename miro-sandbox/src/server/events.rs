//! What those learn who watch the sandbox.

use serde::Serialize;

/// A request was answered, or its connection reset. What else is known of it is in the
/// [`RecordedRequest`](crate::RecordedRequest) with this number.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct RequestEvent {
    /// The number of the request: they are counted from 0.
    pub number: u64,
    /// The method.
    pub method: String,
    /// The path as it was sent, still percent-encoded.
    pub path: String,
    /// The operation, by its name in Miro's specification.
    pub operation: Option<&'static str>,
    /// The status of the answer; 0 if the connection was reset.
    pub status: u16,
    /// The user whose token came with it.
    pub user_id: Option<String>,
    /// The board that the path names.
    pub board_id: Option<String>,
}
