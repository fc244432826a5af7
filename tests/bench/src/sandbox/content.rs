//! The content of the sandbox's boards, and how it gets there.

use std::ops::Range;
use std::path::Path;

use super::load::spread;
use super::server::Server;
use miro_bench::Failure;

/// A typical creation.
pub(super) const STICKY_NOTE: &str =
    r#"{"data":{"content":"Hello, Miro!","shape":"square"},"position":{"x":0,"y":0}}"#;

/// The most items of one request.
const AT_ONCE: usize = 20;

/// What becomes of the items that are sent.
#[derive(Clone, Copy, Debug)]
pub(super) enum Content {
    Kept,
    Refused,
}

/// Creates a board and returns its id.
pub(super) fn create_board(server: &Server) -> Result<String, Failure> {
    let mut connection = server.connect()?;
    let (status, body) = connection.exchange(&server.request("POST", "/v2/boards", r#"{"name":"Bench"}"#))?;
    let body = String::from_utf8_lossy(body);
    let id = board_id(&body).ok_or_else(|| format!("the sandbox answered {status} and no board: {body}"))?;
    Ok(id.to_owned())
}

/// Creates this number of sticky notes on a board.
pub(super) fn fill(server: &Server, board: &str, items: usize) -> Result<(), Failure> {
    send_in_bulk(server, board, items, 201)
}

/// Returns how much more memory a new sandbox takes after this number of items was sent to it.
pub(super) fn memory(program: &Path, items: usize, content: Content) -> Result<f64, Failure> {
    let server = Server::start(program)?;
    let board = create_board(&server)?;
    let before = server.memory()?;
    match content {
        Content::Kept => fill(&server, &board, items)?,
        Content::Refused => send_in_bulk(&server, "no-such-board", items, 404)?,
    }
    Ok(server.memory()? - before)
}

fn send_in_bulk(server: &Server, board: &str, items: usize, status: u16) -> Result<(), Failure> {
    let path = format!("/v2/boards/{board}/items/bulk");
    spread(server, items.div_ceil(AT_ONCE), status..status + 1, |number| {
        let first = number * AT_ONCE;
        server.request("POST", &path, &bulk(first..items.min(first + AT_ONCE)))
    })
}

fn bulk(numbers: Range<usize>) -> String {
    let item = |number| {
        let (x, y) = (number % 1_000 * 250, number / 1_000 * 250);
        format!(
            r#"{{"type":"sticky_note","data":{{"content":"Item {number}"}},"position":{{"x":{x},"y":{y}}}}}"#
        )
    };
    format!("[{}]", numbers.map(item).collect::<Vec<_>>().join(","))
}

/// Returns the id in the link to a board: a response has other ids, but no other such link.
fn board_id(answer: &str) -> Option<&str> {
    let (_, rest) = answer.split_once("https://miro.com/app/board/")?;
    rest.split_once('"').map(|(id, _)| id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bulk_is_a_list_of_items() {
        let one = r#"{"type":"sticky_note","data":{"content":"Item 999"},"position":{"x":249750,"y":0}}"#;
        let other = r#"{"type":"sticky_note","data":{"content":"Item 1000"},"position":{"x":0,"y":250}}"#;
        assert_eq!(bulk(999..1_001), format!("[{one},{other}]"));
    }

    #[test]
    fn a_board_is_found_by_its_link() {
        let answer = r#"{"createdBy":{"id":"1"},"viewLink":"https://miro.com/app/board/uXjV=","id":"uXjV="}"#;
        assert_eq!(board_id(answer), Some("uXjV="));
        assert_eq!(board_id(r#"{"status":429}"#), None);
    }
}
