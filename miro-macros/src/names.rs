use heck::{ToLowerCamelCase as _, ToShoutySnakeCase as _, ToSnakeCase as _, ToUpperCamelCase as _};
use proc_macro2::{Ident, Span};

/// `sticky_notes`: accessors, and the operations of Miro's retired Python client.
pub(crate) fn snake(name: &str) -> String {
    name.to_snake_case()
}

/// `StickyNotes`: types.
pub(crate) fn camel(name: &str) -> String {
    name.to_upper_camel_case()
}

/// `getStickyNotes`: the operations of Miro's retired Node client.
pub(crate) fn lower_camel(name: &str) -> String {
    name.to_lower_camel_case()
}

/// `STICKY_NOTES`: constants.
pub(crate) fn screaming(name: &str) -> String {
    name.to_shouty_snake_case()
}

/// Returns the name of a group's accessor: `board` for `BoardHandle`, `sticky_notes` for `StickyNotes`.
pub(crate) fn accessor(group: &str) -> String {
    snake(base(group))
}

/// Returns the placeholder that a parent supplies by convention: `board_id` for `BoardHandle`, `None` unless it is
/// a handle.
pub(crate) fn supplied_by(parent: &str) -> Option<String> {
    (base(parent) != parent).then(|| format!("{}_id", accessor(parent)))
}

fn base(group: &str) -> &str {
    group.strip_suffix("Handle").filter(|base| !base.is_empty()).unwrap_or(group)
}

/// The name without `r#`, as in rustdoc and on the wire.
pub(crate) fn plain(ident: &Ident) -> String {
    let name = ident.to_string();
    name.strip_prefix("r#").map(str::to_owned).unwrap_or(name)
}

/// Returns the identifier, unless the name is a keyword or invalid.
pub(crate) fn identifier(name: &str, span: Span) -> Option<Ident> {
    let mut ident = syn::parse_str::<Ident>(name).ok()?;
    ident.set_span(span);
    Some(ident)
}

/// Returns the last segment of a path, the name of the type.
pub(crate) fn last(path: &syn::Path) -> String {
    path.segments.last().map(|segment| segment.ident.to_string()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_change_their_case() {
        for (name, snaked, cameled, lower_cameled) in [
            ("get-boards", "get_boards", "GetBoards", "getBoards"),
            ("getBoards", "get_boards", "GetBoards", "getBoards"),
            ("item_id", "item_id", "ItemId", "itemId"),
            ("StickyNotes", "sticky_notes", "StickyNotes", "stickyNotes"),
            ("revoke-token-v2", "revoke_token_v2", "RevokeTokenV2", "revokeTokenV2"),
            ("HTTPServer", "http_server", "HttpServer", "httpServer"),
            ("AI-logs", "ai_logs", "AiLogs", "aiLogs"),
            ("", "", "", ""),
        ] {
            assert_eq!(snake(name), snaked);
            assert_eq!(camel(name), cameled);
            assert_eq!(lower_camel(name), lower_cameled);
        }
        assert_eq!(screaming("list_in_frame"), "LIST_IN_FRAME");
    }

    #[test]
    fn a_handle_is_reached_by_its_base_name() {
        assert_eq!(accessor("BoardHandle"), "board");
        assert_eq!(accessor("StickyNotes"), "sticky_notes");
        assert_eq!(accessor("Handle"), "handle");
    }

    #[test]
    fn only_a_handle_supplies_a_placeholder() {
        assert_eq!(supplied_by("BoardHandle").as_deref(), Some("board_id"));
        assert_eq!(supplied_by("LegalHoldHandle").as_deref(), Some("legal_hold_id"));
        assert_eq!(supplied_by("MiroApi"), None);
    }

    #[test]
    fn a_keyword_is_not_an_identifier() {
        assert!(identifier("board", Span::call_site()).is_some());
        assert!(identifier("type", Span::call_site()).is_none());
        assert!(identifier("", Span::call_site()).is_none());
    }
}
