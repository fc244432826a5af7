//! A request on its way to its operation.

use bytes::Bytes;
use http::HeaderMap;
use http::header::CONTENT_TYPE;
use serde_json::{Map, Value};

use crate::access::authorization::Caller;
use crate::boards::board::Board;
use crate::boards::rights::Right;
use crate::operation::{Operation, Parameters};
use crate::server::error::ApiError;
use crate::server::links;
use crate::server::query::Query;
use crate::state::State;
use crate::validation::messages;

/// Returns the media type of a body, with parameters. Empty if the header is missing.
pub(crate) fn content_type(headers: &HeaderMap) -> &str {
    headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

/// Whether the content type is JSON.
pub(crate) fn is_json(headers: &HeaderMap) -> bool {
    is_of(headers, &["application/json"])
}

/// Whether the content type is one of these media types.
fn is_of(headers: &HeaderMap, media_types: &[&str]) -> bool {
    let media_type = content_type(headers).split(';').next().unwrap_or_default().trim();
    media_types.iter().any(|known| known.eq_ignore_ascii_case(media_type))
}

/// A request as operations see it.
#[derive(Debug)]
pub(crate) struct Call<'a> {
    pub(crate) state: &'a mut State,
    pub(crate) operation: &'static Operation,
    pub(crate) parameters: Parameters,
    pub(crate) raw_path: &'a str,
    pub(crate) query: Query,
    pub(crate) headers: &'a HeaderMap,
    pub(crate) body: &'a Bytes,
    pub(crate) caller: Option<Caller>,
}

impl Call<'_> {
    /// Returns a decoded path parameter.
    pub(crate) fn parameter(&self, name: &str) -> &str {
        let parameter = self.parameters.iter().find(|(known, _)| *known == name);
        parameter.map(|(_, value)| value.as_str()).expect("the operation's path has this parameter")
    }

    pub(crate) fn caller(&self) -> &Caller {
        self.caller.as_ref().expect("the operation needs a token")
    }

    pub(crate) fn user_id(&self) -> &str {
        &self.caller().user_id
    }

    /// Returns the host that the client sent the request to, with its port.
    pub(crate) fn host(&self) -> Result<&str, ApiError> {
        links::host(self.headers).ok_or_else(|| ApiError::bad_request("The request has no Host"))
    }

    /// Returns the path's board, if the user can read it.
    pub(crate) fn board_to_read(&self) -> Result<&Board, ApiError> {
        self.state.readable_board(self.parameter("board_id"), self.user_id())
    }

    /// Returns the path's board, if the user can change it.
    pub(crate) fn board_to_write(&mut self) -> Result<&mut Board, ApiError> {
        self.board_for(Right::Edit)
    }

    /// Returns the path's board, if the user has this right.
    pub(crate) fn board_for(&mut self, right: Right) -> Result<&mut Board, ApiError> {
        let (board_id, user_id) = (self.parameter("board_id").to_owned(), self.user_id().to_owned());
        self.state.board_for_mut(&board_id, &user_id, right)
    }

    /// Parses the body, which must be JSON.
    pub(crate) fn json(&self) -> Result<Value, ApiError> {
        self.json_of(&["application/json"])
    }

    /// Parses the body, which must be JSON with one of these media types.
    pub(crate) fn json_of(&self, media_types: &[&str]) -> Result<Value, ApiError> {
        if !is_of(self.headers, media_types) {
            return Err(ApiError::unsupported_media_type(content_type(self.headers)));
        }
        serde_json::from_slice(self.body)
            .map_err(|error| ApiError::bad_request(format!("Malformed JSON: {error}")))
    }

    /// Parses the body, which must be a JSON object.
    pub(crate) fn json_object(&self) -> Result<Map<String, Value>, ApiError> {
        match self.json()? {
            Value::Object(object) => Ok(object),
            _ => Err(ApiError::invalid("", messages::unexpected_type(messages::OBJECT))),
        }
    }

    /// Parses the body, which may be missing.
    pub(crate) fn optional_json_object(&self) -> Result<Map<String, Value>, ApiError> {
        if self.body.is_empty() { Ok(Map::new()) } else { self.json_object() }
    }
}
