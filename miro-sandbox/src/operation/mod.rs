//! The operations of the sandbox: a table per area, and the search in all tables.

use std::sync::LazyLock;

use percent_encoding::percent_decode_str;

use crate::access::Access;
use crate::access::rate_limit::Level;
use crate::resource::Resource;
use crate::server::call::Call;
use crate::server::error::ApiError;
use crate::server::query::Query;
use crate::server::response::Response;
use crate::{
    boards, code_widgets, compliance, connectors, exports, groups, items, logs, metrics, mind_maps, oauth,
    organization, scim, tags, unlisted, uploads,
};

/// The tables of all areas. Tags precede items, because item routes with a tag in the query are operations on
/// tags.
static AREAS: &[&[Operation]] = &[
    oauth::operations::OPERATIONS,
    boards::operations::OPERATIONS,
    tags::operations::OPERATIONS,
    uploads::operations::OPERATIONS,
    items::operations::OPERATIONS,
    connectors::operations::OPERATIONS,
    groups::operations::OPERATIONS,
    code_widgets::operations::OPERATIONS,
    mind_maps::operations::OPERATIONS,
    organization::operations::OPERATIONS,
    compliance::operations::OPERATIONS,
    exports::operations::OPERATIONS,
    logs::operations::OPERATIONS,
    metrics::operations::OPERATIONS,
    scim::operations::OPERATIONS,
    unlisted::operations::OPERATIONS,
];

/// The decoded parameters of a path.
pub(crate) type Parameters = Vec<(&'static str, String)>;

type Handler = fn(&mut Call<'_>) -> Result<Response, ApiError>;

/// An operation of the API: its route, access rule, cost and handler.
#[derive(Debug)]
pub(crate) struct Operation {
    /// The name in Miro's specification, if it has one.
    pub(crate) id: &'static str,
    pub(crate) method: &'static str,
    pub(crate) path: &'static str,
    pub(crate) access: Access,
    pub(crate) level: Level,
    /// Multiplier of the level's credits, if not 1.
    pub(crate) units: Option<fn(&Call<'_>) -> u64>,
    /// The collection of the operation, if it is a plain one.
    pub(crate) resource: Option<&'static Resource>,
    distinction: Distinction,
    pub(crate) handler: Handler,
}

/// Distinguishes an operation from others with the same method and path.
#[derive(Debug)]
enum Distinction {
    None,
    /// The query has this parameter.
    Parameter(&'static str),
    /// The query has this parameter with this value.
    Value(&'static str, &'static str),
    /// The body is `multipart/form-data`.
    Multipart,
}

impl Operation {
    pub(crate) const fn new(
        id: &'static str,
        method: &'static str,
        path: &'static str,
        access: Access,
        level: Level,
        handler: Handler,
    ) -> Self {
        let distinction = Distinction::None;
        Self { id, method, path, access, level, units: None, resource: None, distinction, handler }
    }

    /// Restricts the operation to requests with this query parameter.
    pub(crate) const fn when(mut self, parameter: &'static str) -> Self {
        self.distinction = Distinction::Parameter(parameter);
        self
    }

    /// Restricts the operation to requests with this query parameter and value.
    pub(crate) const fn when_value(mut self, parameter: &'static str, value: &'static str) -> Self {
        self.distinction = Distinction::Value(parameter, value);
        self
    }

    /// Restricts the operation to `multipart/form-data` bodies.
    pub(crate) const fn multipart(mut self) -> Self {
        self.distinction = Distinction::Multipart;
        self
    }

    /// Multiplies the credits of the level.
    pub(crate) const fn per(mut self, units: fn(&Call<'_>) -> u64) -> Self {
        self.units = Some(units);
        self
    }

    /// Sets the plain collection of the operation.
    pub(crate) const fn of(mut self, resource: &'static Resource) -> Self {
        self.resource = Some(resource);
        self
    }

    /// Whether a path matches. Most do not, so nothing is decoded yet.
    fn fits(&self, raw_path: &str) -> bool {
        let mut segments = raw_path.split('/');
        let fits = self.path.split('/').all(|template| match segments.next() {
            Some(segment) if template.starts_with('{') => !segment.is_empty(),
            segment => segment == Some(template),
        });
        fits && segments.next().is_none()
    }

    /// Returns the decoded parameters of a matching path, or `None` if they are not UTF-8. Segments are split
    /// before decoding, so an encoded slash stays within its segment.
    fn parameters(&self, raw_path: &str) -> Option<Parameters> {
        let segments = self.path.split('/').zip(raw_path.split('/'));
        let parameters = segments.filter_map(|(template, segment)| {
            let name = template.strip_prefix('{')?.trim_end_matches('}');
            Some((name, segment))
        });
        parameters
            .map(|(name, segment)| Some((name, percent_decode_str(segment).decode_utf8().ok()?.into_owned())))
            .collect()
    }

    /// Whether each segment of the path is a parameter.
    fn parameters_at(&self) -> Vec<bool> {
        self.path.split('/').map(|segment| segment.starts_with('{')).collect()
    }

    fn is_meant(&self, query: &Query, content_type: &str) -> bool {
        match self.distinction {
            Distinction::None => true,
            Distinction::Parameter(parameter) => query.contains(parameter),
            Distinction::Value(parameter, value) => query.get(parameter) == Some(value),
            Distinction::Multipart => {
                content_type.trim_start().to_ascii_lowercase().starts_with("multipart/form-data")
            }
        }
    }
}

/// Iterates over all operations in matching order.
pub(crate) fn all() -> impl Iterator<Item = &'static Operation> {
    AREAS.iter().copied().flatten()
}

/// Returns the operations with this number of path segments, to skip most others.
fn with_segments(count: usize) -> &'static [&'static Operation] {
    static BY_COUNT: LazyLock<Vec<Vec<&'static Operation>>> = LazyLock::new(|| {
        let mut by_count: Vec<Vec<&'static Operation>> = Vec::new();
        for operation in all() {
            let count = operation.path.split('/').count();
            by_count.resize_with(by_count.len().max(count + 1), Vec::new);
            by_count[count].push(operation);
        }
        // Literal segments precede parameters: `items/bulk` comes before `items/{item_id}`.
        for operations in &mut by_count {
            operations.sort_by_key(|operation| operation.parameters_at());
        }
        by_count
    });
    BY_COUNT.get(count).map_or(&[], Vec::as_slice)
}

/// Returns the operation of a request, with its path parameters.
pub(crate) fn find(
    method: &str,
    raw_path: &str,
    query: &Query,
    content_type: &str,
) -> Result<(&'static Operation, Parameters), ApiError> {
    let mut path_is_known = false;
    for operation in with_segments(raw_path.split('/').count()) {
        if !operation.fits(raw_path) {
            continue;
        }
        path_is_known = true;
        if operation.method == method && operation.is_meant(query, content_type) {
            let parameters = operation.parameters(raw_path);
            return Ok((operation, parameters.ok_or_else(|| ApiError::no_endpoint(method, raw_path))?));
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
    use crate::server::query::Query;

    fn id(method: &str, path: &str, query: &str) -> Result<&'static str, u16> {
        let found = find(method, path, &Query::parse(query.as_bytes()), "application/json");
        found.map(|(operation, _)| operation.id).map_err(|error| error.status.as_u16())
    }

    #[test]
    fn query_parameter_distinguishes_operations_of_a_route() {
        assert_eq!(id("GET", "/v2/boards/b/items", ""), Ok("get-items"));
        assert_eq!(id("GET", "/v2/boards/b/items", "tag_id=1"), Ok("get-items-by-tag"));
        assert_eq!(id("GET", "/v2/boards/b/items", "parent_item_id=1"), Ok("get-items-within-frame"));
        assert_eq!(id("DELETE", "/v2/boards/b/items/1", ""), Ok("delete-item"));
        assert_eq!(id("DELETE", "/v2/boards/b/items/1", "tag_id=2"), Ok("remove-tag-from-item"));
        assert_eq!(id("DELETE", "/v2/boards/b/groups/1", "delete_items=true"), Ok("deleteGroup"));
        assert_eq!(id("DELETE", "/v2/boards/b/groups/1", "delete_items=false"), Ok("unGroup"));
        assert_eq!(id("DELETE", "/v2/boards/b/groups/1", "?delete_items=true"), Ok("unGroup"));
    }

    #[test]
    fn literal_segments_precede_parameters() {
        assert_eq!(id("POST", "/v2/boards/b/items/bulk", ""), Ok("create-items"));
        assert_eq!(id("POST", "/v2/boards/b/items/bulky", ""), Ok("attach-tag-to-item"));
        assert_eq!(id("GET", "/v2/boards/b/groups/items", ""), Ok("getItemsByGroupId"));
        assert_eq!(id("GET", "/v2/boards/b/groups/item", ""), Ok("getGroupById"));
        assert_eq!(id("PUT", "/v2/boards/b/groups/items", ""), Ok("updateGroup"));
    }

    #[test]
    fn unknown_paths_and_methods_have_different_errors() {
        assert_eq!(id("GET", "/v2/spaces", ""), Err(404));
        assert_eq!(id("GET", "/v2/boards/b/items/1/2", ""), Err(404));
        assert_eq!(id("GET", "/v2/boards/", ""), Err(404));
        assert_eq!(id("GET", "/v2/boards/%FF", ""), Err(404));
        assert_eq!(id("PUT", "/v2/boards/b/items", ""), Err(405));
    }

    #[test]
    fn encoded_slash_stays_within_its_segment() {
        let (operation, parameters) = find("GET", "/v2/boards/a%2Fb%3D", &Query::default(), "").unwrap();
        assert_eq!(operation.id, "get-specific-board");
        assert_eq!(parameters, [("board_id", "a/b=".to_owned())]);
    }
}
