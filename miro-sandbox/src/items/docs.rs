//! Doc formats: documents written in Markdown and read as Markdown or HTML.

use pulldown_cmark::{Parser, html};
use serde_json::Value;

use super::routes;
use crate::server::call::Call;
use crate::server::error::ApiError;
use crate::server::response::Response;
use crate::validation::messages;

/// `GET /v2/boards/{board_id}/docs/{item_id}`
pub(crate) fn get(call: &mut Call<'_>) -> Result<Response, ApiError> {
    let as_html = match call.query.get("textContentType").unwrap_or("markdown") {
        "html" => true,
        "markdown" => false,
        other => {
            let message = messages::unexpected_value(other, &["html", "markdown"]);
            return Err(ApiError::invalid("textContentType", message));
        }
    };
    let board = call.board_to_read()?;
    let item = routes::find(board, call.parameter("item_id"), Some(routes::kind_of_route(call)))?;
    let mut wire = item.typed(board);
    if let (true, Some(Value::Object(data))) = (as_html, wire.get_mut("data"))
        && data.get("contentType").is_some_and(|kept| kept == "markdown")
    {
        let content = data.get("content").and_then(Value::as_str).unwrap_or_default();
        let content = rendered(content);
        data.insert("contentType".to_owned(), "html".into());
        data.insert("content".to_owned(), content.into());
    }
    Ok(Response::ok(&wire))
}

fn rendered(markdown: &str) -> String {
    let mut text = String::new();
    html::push_html(&mut text, Parser::new(markdown));
    text
}

#[cfg(test)]
mod tests {
    use super::rendered;

    #[test]
    fn markdown_is_converted_to_html() {
        let markdown = "# Title\n\nA **bold** and *thin* text\n\n* one\n* two";
        assert_eq!(
            rendered(markdown),
            "<h1>Title</h1>\n<p>A <strong>bold</strong> and <em>thin</em> text</p>\n\
             <ul>\n<li>one</li>\n<li>two</li>\n</ul>\n"
        );
    }
}
