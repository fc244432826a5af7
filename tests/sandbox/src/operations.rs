//! The one table of what the sandbox serves, and the search in it.

use percent_encoding::percent_decode_str;

use crate::answer::Answer;
use crate::boards::{comments, members, routes as boards};
use crate::call::Call;
use crate::connectors;
use crate::error::ApiError;
use crate::items::{bulk, list, routes as items};
use crate::oauth::{authorize, context, revoke, token};
use crate::query::Query;
use crate::rate_limit::Level;
use crate::tags;

/// The parameters of a path, decoded.
pub(crate) type Parameters = Vec<(&'static str, String)>;

type Handler = fn(&mut Call<'_>) -> Result<Answer, ApiError>;

/// An operation of the API: its route, what it asks of the caller, and who handles it.
#[derive(Debug)]
pub(crate) struct Operation {
    /// Its name in Miro's specification, where it has one.
    pub(crate) id: &'static str,
    pub(crate) method: &'static str,
    pub(crate) path: &'static str,
    /// None for the operations that work without a token.
    pub(crate) scopes: Option<&'static [&'static str]>,
    pub(crate) level: Level,
    /// The cost is per item in the body, not per call.
    pub(crate) per_item: bool,
    /// The query parameter that tells it from another operation with the same method and path.
    parameter: Option<&'static str>,
    pub(crate) handler: Handler,
}

const NONE: &[&str] = &[];
const READ: &[&str] = &["boards:read"];
const WRITE: &[&str] = &["boards:write"];

/// The first match counts: where two operations fit a request, the more special one comes first.
#[rustfmt::skip] // One operation, one line.
pub(crate) static OPERATIONS: &[Operation] = &[
    Operation::open("authorize", "GET", "/oauth/authorize", authorize::show),
    Operation::open("decide", "POST", "/oauth/authorize", authorize::decide),
    Operation::open("token", "POST", "/v1/oauth/token", token::exchange),
    Operation::open("revoke-token", "POST", "/v1/oauth/revoke", revoke::by_query),
    Operation::new("token-info", "GET", "/v1/oauth-token", NONE, Level::Free, context::get),
    Operation::open("revoke-token-v2", "POST", "/v2/oauth/revoke", revoke::by_body),
    Operation::new("get-boards", "GET", "/v2/boards", READ, Level::One, boards::list),
    Operation::new("create-board", "POST", "/v2/boards", WRITE, Level::Three, boards::create),
    Operation::new("copy-board", "PUT", "/v2/boards", WRITE, Level::Four, boards::copy),
    Operation::new("get-specific-board", "GET", "/v2/boards/{board_id}", READ, Level::One, boards::get),
    Operation::new("update-board", "PATCH", "/v2/boards/{board_id}", WRITE, Level::Two, boards::update),
    Operation::new("delete-board", "DELETE", "/v2/boards/{board_id}", WRITE, Level::Three, boards::delete),
    Operation::new("get-board-members", "GET", "/v2/boards/{board_id}/members", READ, Level::One, members::list),
    Operation::new("share-board", "POST", "/v2/boards/{board_id}/members", WRITE, Level::Three, members::share),
    Operation::new("get-specific-board-member", "GET", "/v2/boards/{board_id}/members/{board_member_id}", READ, Level::One, members::get),
    Operation::new("update-board-member", "PATCH", "/v2/boards/{board_id}/members/{board_member_id}", WRITE, Level::Two, members::update),
    Operation::new("remove-board-member", "DELETE", "/v2/boards/{board_id}/members/{board_member_id}", WRITE, Level::Two, members::remove),
    Operation::new("create-items", "POST", "/v2/boards/{board_id}/items/bulk", WRITE, Level::Two, bulk::create).per_item(),
    Operation::new("get-items-within-frame", "GET", "/v2/boards/{board_id}/items", READ, Level::Two, list::within_frame).when("parent_item_id"),
    Operation::new("get-items-by-tag", "GET", "/v2/boards/{board_id}/items", READ, Level::One, list::by_tag).when("tag_id"),
    Operation::new("get-items", "GET", "/v2/boards/{board_id}/items", READ, Level::Two, list::of_board),
    Operation::new("get-specific-item", "GET", "/v2/boards/{board_id}/items/{item_id}", READ, Level::One, items::get_any),
    Operation::new("update-item-position-or-parent", "PATCH", "/v2/boards/{board_id}/items/{item_id}", WRITE, Level::Two, items::update_any),
    Operation::new("remove-tag-from-item", "DELETE", "/v2/boards/{board_id}/items/{item_id}", WRITE, Level::One, tags::detach).when("tag_id"),
    Operation::new("attach-tag-to-item", "POST", "/v2/boards/{board_id}/items/{item_id}", WRITE, Level::One, tags::attach),
    Operation::new("delete-item", "DELETE", "/v2/boards/{board_id}/items/{item_id}", WRITE, Level::Three, items::delete_any),
    Operation::new("get-connectors", "GET", "/v2/boards/{board_id}/connectors", READ, Level::Two, connectors::list),
    Operation::new("create-connector", "POST", "/v2/boards/{board_id}/connectors", WRITE, Level::Two, connectors::create),
    Operation::new("get-connector", "GET", "/v2/boards/{board_id}/connectors/{connector_id}", READ, Level::One, connectors::get),
    Operation::new("update-connector", "PATCH", "/v2/boards/{board_id}/connectors/{connector_id}", WRITE, Level::Two, connectors::update),
    Operation::new("delete-connector", "DELETE", "/v2/boards/{board_id}/connectors/{connector_id}", WRITE, Level::Three, connectors::delete),
    Operation::new("get-tags-from-item", "GET", "/v2/boards/{board_id}/items/{item_id}/tags", READ, Level::One, tags::of_item),
    Operation::new("get-tags-from-board", "GET", "/v2/boards/{board_id}/tags", READ, Level::One, tags::list),
    Operation::new("create-tag", "POST", "/v2/boards/{board_id}/tags", WRITE, Level::One, tags::create),
    Operation::new("get-tag", "GET", "/v2/boards/{board_id}/tags/{tag_id}", WRITE, Level::One, tags::get),
    Operation::new("update-tag", "PATCH", "/v2/boards/{board_id}/tags/{tag_id}", WRITE, Level::One, tags::update),
    Operation::new("delete-tag", "DELETE", "/v2/boards/{board_id}/tags/{tag_id}", WRITE, Level::One, tags::delete),
    Operation::new("create-sticky-note-item", "POST", "/v2/boards/{board_id}/sticky_notes", WRITE, Level::Two, items::create),
    Operation::new("get-sticky-note-item", "GET", "/v2/boards/{board_id}/sticky_notes/{item_id}", READ, Level::One, items::get),
    Operation::new("update-sticky-note-item", "PATCH", "/v2/boards/{board_id}/sticky_notes/{item_id}", WRITE, Level::Two, items::update),
    Operation::new("delete-sticky-note-item", "DELETE", "/v2/boards/{board_id}/sticky_notes/{item_id}", WRITE, Level::Three, items::delete),
    Operation::new("create-shape-item", "POST", "/v2/boards/{board_id}/shapes", WRITE, Level::Two, items::create),
    Operation::new("get-shape-item", "GET", "/v2/boards/{board_id}/shapes/{item_id}", READ, Level::One, items::get),
    Operation::new("update-shape-item", "PATCH", "/v2/boards/{board_id}/shapes/{item_id}", WRITE, Level::Two, items::update),
    Operation::new("delete-shape-item", "DELETE", "/v2/boards/{board_id}/shapes/{item_id}", WRITE, Level::Three, items::delete),
    Operation::new("create-text-item", "POST", "/v2/boards/{board_id}/texts", WRITE, Level::Two, items::create),
    Operation::new("get-text-item", "GET", "/v2/boards/{board_id}/texts/{item_id}", READ, Level::One, items::get),
    Operation::new("update-text-item", "PATCH", "/v2/boards/{board_id}/texts/{item_id}", WRITE, Level::Two, items::update),
    Operation::new("delete-text-item", "DELETE", "/v2/boards/{board_id}/texts/{item_id}", WRITE, Level::Three, items::delete),
    Operation::new("create-card-item", "POST", "/v2/boards/{board_id}/cards", WRITE, Level::Two, items::create),
    Operation::new("get-card-item", "GET", "/v2/boards/{board_id}/cards/{item_id}", READ, Level::One, items::get),
    Operation::new("update-card-item", "PATCH", "/v2/boards/{board_id}/cards/{item_id}", WRITE, Level::Two, items::update),
    Operation::new("delete-card-item", "DELETE", "/v2/boards/{board_id}/cards/{item_id}", WRITE, Level::Three, items::delete),
    Operation::new("create-app-card-item", "POST", "/v2/boards/{board_id}/app_cards", WRITE, Level::Two, items::create),
    Operation::new("get-app-card-item", "GET", "/v2/boards/{board_id}/app_cards/{item_id}", READ, Level::One, items::get),
    Operation::new("update-app-card-item", "PATCH", "/v2/boards/{board_id}/app_cards/{item_id}", WRITE, Level::Two, items::update),
    Operation::new("delete-app-card-item", "DELETE", "/v2/boards/{board_id}/app_cards/{item_id}", WRITE, Level::Three, items::delete),
    Operation::new("create-frame-item", "POST", "/v2/boards/{board_id}/frames", WRITE, Level::Two, items::create),
    Operation::new("get-frame-item", "GET", "/v2/boards/{board_id}/frames/{item_id}", READ, Level::One, items::get),
    Operation::new("update-frame-item", "PATCH", "/v2/boards/{board_id}/frames/{item_id}", WRITE, Level::Two, items::update),
    Operation::new("delete-frame-item", "DELETE", "/v2/boards/{board_id}/frames/{item_id}", WRITE, Level::Three, items::delete),
    Operation::new("create-image-item-using-url", "POST", "/v2/boards/{board_id}/images", WRITE, Level::Two, items::create),
    Operation::new("get-image-item", "GET", "/v2/boards/{board_id}/images/{item_id}", READ, Level::One, items::get),
    Operation::new("update-image-item-using-url", "PATCH", "/v2/boards/{board_id}/images/{item_id}", WRITE, Level::Two, items::update),
    Operation::new("delete-image-item", "DELETE", "/v2/boards/{board_id}/images/{item_id}", WRITE, Level::Three, items::delete),
    Operation::new("create-document-item-using-url", "POST", "/v2/boards/{board_id}/documents", WRITE, Level::Two, items::create),
    Operation::new("get-document-item", "GET", "/v2/boards/{board_id}/documents/{item_id}", READ, Level::One, items::get),
    Operation::new("update-document-item-using-url", "PATCH", "/v2/boards/{board_id}/documents/{item_id}", WRITE, Level::Two, items::update),
    Operation::new("delete-document-item", "DELETE", "/v2/boards/{board_id}/documents/{item_id}", WRITE, Level::Three, items::delete),
    Operation::new("create-embed-item", "POST", "/v2/boards/{board_id}/embeds", WRITE, Level::Two, items::create),
    Operation::new("get-embed-item", "GET", "/v2/boards/{board_id}/embeds/{item_id}", READ, Level::One, items::get),
    Operation::new("update-embed-item", "PATCH", "/v2/boards/{board_id}/embeds/{item_id}", WRITE, Level::Two, items::update),
    Operation::new("delete-embed-item", "DELETE", "/v2/boards/{board_id}/embeds/{item_id}", WRITE, Level::Three, items::delete),
    Operation::new("create-doc-format-item", "POST", "/v2/boards/{board_id}/docs", WRITE, Level::Two, items::create),
    Operation::new("get-doc-format-item", "GET", "/v2/boards/{board_id}/docs/{item_id}", READ, Level::One, items::get),
    Operation::new("delete-doc-format-item", "DELETE", "/v2/boards/{board_id}/docs/{item_id}", WRITE, Level::Three, items::delete),
    Operation::new("comments", "GET", "/v2-experimental/boards/{board_id}/comments", READ, Level::One, comments::list),
    Operation::new("create-comment", "POST", "/v2-experimental/boards/{board_id}/comments", WRITE, Level::Two, comments::create),
];

impl Operation {
    const fn new(
        id: &'static str,
        method: &'static str,
        path: &'static str,
        scopes: &'static [&'static str],
        level: Level,
        handler: Handler,
    ) -> Self {
        Self { id, method, path, scopes: Some(scopes), level, per_item: false, parameter: None, handler }
    }

    const fn open(id: &'static str, method: &'static str, path: &'static str, handler: Handler) -> Self {
        Self { id, method, path, scopes: None, level: Level::Free, per_item: false, parameter: None, handler }
    }

    const fn when(mut self, parameter: &'static str) -> Self {
        self.parameter = Some(parameter);
        self
    }

    const fn per_item(mut self) -> Self {
        self.per_item = true;
        self
    }

    /// The parameters of the path, decoded, or nothing if it is the path of another operation. Segments are
    /// told apart before they are decoded, so an encoded slash stays within its segment.
    fn parameters(&self, raw_path: &str) -> Option<Parameters> {
        let (mut segments, mut templates) = (raw_path.split('/'), self.path.split('/'));
        let mut parameters = Parameters::new();
        loop {
            match (segments.next(), templates.next()) {
                (None, None) => return Some(parameters),
                (Some(segment), Some(template)) => match template.strip_prefix('{') {
                    Some(name) if !segment.is_empty() => {
                        let value = percent_decode_str(segment).decode_utf8().ok()?;
                        parameters.push((name.trim_end_matches('}'), value.into_owned()));
                    }
                    None if segment == template => {}
                    _ => return None,
                },
                _ => return None,
            }
        }
    }
}

/// The operation that a request means, with the parameters of its path.
pub(crate) fn find(
    method: &str,
    raw_path: &str,
    query: &Query,
) -> Result<(&'static Operation, Parameters), ApiError> {
    let mut path_is_known = false;
    for operation in OPERATIONS {
        let Some(parameters) = operation.parameters(raw_path) else { continue };
        path_is_known = true;
        if operation.method == method && operation.parameter.is_none_or(|parameter| query.contains(parameter))
        {
            return Ok((operation, parameters));
        }
    }
    if path_is_known {
        Err(ApiError::method_not_supported(method))
    } else {
        Err(ApiError::no_endpoint(method, raw_path))
    }
}

#[cfg(test)]
mod tests {
    use super::find;
    use crate::query::Query;

    fn id(method: &str, path: &str, query: &str) -> Result<&'static str, u16> {
        let found = find(method, path, &Query::parse(query.as_bytes()));
        found.map(|(operation, _)| operation.id).map_err(|error| error.status.as_u16())
    }

    #[test]
    fn a_parameter_tells_operations_of_one_route_apart() {
        assert_eq!(id("GET", "/v2/boards/b/items", ""), Ok("get-items"));
        assert_eq!(id("GET", "/v2/boards/b/items", "tag_id=1"), Ok("get-items-by-tag"));
        assert_eq!(id("GET", "/v2/boards/b/items", "parent_item_id=1"), Ok("get-items-within-frame"));
        assert_eq!(id("DELETE", "/v2/boards/b/items/1", ""), Ok("delete-item"));
        assert_eq!(id("DELETE", "/v2/boards/b/items/1", "tag_id=2"), Ok("remove-tag-from-item"));
        assert_eq!(id("POST", "/v2/boards/b/items/bulk", ""), Ok("create-items"));
    }

    #[test]
    fn unknown_paths_and_methods_are_told_apart() {
        assert_eq!(id("GET", "/v2/spaces", ""), Err(404));
        assert_eq!(id("GET", "/v2/boards/b/items/1/2", ""), Err(404));
        assert_eq!(id("GET", "/v2/boards/", ""), Err(404));
        assert_eq!(id("PUT", "/v2/boards/b/items", ""), Err(405));
    }

    #[test]
    fn an_encoded_slash_stays_within_its_segment() {
        let (operation, parameters) = find("GET", "/v2/boards/a%2Fb%3D", &Query::default()).unwrap();
        assert_eq!(operation.id, "get-specific-board");
        assert_eq!(parameters, [("board_id", "a/b=".to_owned())]);
    }
}
