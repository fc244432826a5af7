//! Ids in pasted text: the address of a board, or of an item on it.

use std::borrow::Cow;

use miro_core::wire::Pasted;

/// Extracts a board id from pasted text.
pub(super) struct BoardAddress;

/// Extracts the id of an item or a connector from pasted text.
pub(super) struct ItemAddress;

/// The text before a board's id in the addresses of Miro's pages and its API.
const BEFORE_BOARD: [&str; 4] = ["/app/board/", "/app/live-embed/", "/app/embed/", "/v2/boards/"];

/// The text before an item's id in the addresses that Miro's interface copies.
const BEFORE_ITEM: &str = "moveToWidget=";

impl Pasted for BoardAddress {
    fn find(text: String) -> String {
        match board(&text) {
            // A shorter text is the extracted id. Most texts are plain ids and are kept without a copy.
            Some(id) if id.len() < text.len() => id.into_owned(),
            _ => text,
        }
    }

    fn problem(text: &str) -> Option<&'static str> {
        is_address(text).then_some(
            "is the address of a page that is no board: write the id of a board, or its address, such as \
             https://miro.com/app/board/uXjVOD6LSME=/",
        )
    }
}

impl Pasted for ItemAddress {
    fn find(text: String) -> String {
        match item(&text) {
            Some(id) if id.len() < text.len() => id.to_owned(),
            _ => text,
        }
    }

    fn problem(text: &str) -> Option<&'static str> {
        is_address(text).then_some(
            "is an address without an item: write the id of an item, or the address that \"Copy link\" in its menu gives, \
             which ends in `moveToWidget=` and the id",
        )
    }
}

fn board(text: &str) -> Option<Cow<'_, str>> {
    let id = match is_address(text) {
        true => {
            let (_, after) = BEFORE_BOARD.iter().find_map(|before| text.split_once(before))?;
            after.split(['/', '?', '#']).next()?
        }
        false => text.trim_end_matches('/'),
    };
    let id = match id.contains('%') {
        true => Cow::Owned(id.replace("%3D", "=").replace("%3d", "=")),
        false => Cow::Borrowed(id),
    };
    is_plain(&id).then_some(id)
}

fn item(text: &str) -> Option<&str> {
    if !is_address(text) {
        return None;
    }
    let (_, after) = text.split_once(BEFORE_ITEM)?;
    after.split(['&', '#']).next().filter(|id| is_plain(id))
}

/// Whether this has the form of Miro's ids. Ids of any other form are kept unchanged.
fn is_plain(id: &str) -> bool {
    !id.is_empty()
        && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'='))
}

/// Whether this is an address, with or without `https://`, which browsers hide.
fn is_address(text: &str) -> bool {
    let start = text.trim_start();
    let starts_with =
        |prefix: &str| start.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix));
    ["https://", "http://", "miro.com/", "www.miro.com/"].into_iter().any(starts_with)
}

#[cfg(test)]
mod tests {
    use crate::model::{BoardId, ConnectorId, ItemId};

    #[test]
    fn a_board_is_found_in_its_address() {
        for text in [
            "uXjVOD6LSME=",
            "uXjVOD6LSME%3D",
            "uXjVOD6LSME%3d",
            "uXjVOD6LSME=/",
            "https://miro.com/app/board/uXjVOD6LSME=/",
            "https://miro.com/app/board/uXjVOD6LSME=",
            "https://miro.com/app/board/uXjVOD6LSME%3D/",
            "https://miro.com/app/board/uXjVOD6LSME=/?moveToWidget=3458764517517818867&cot=14",
            "https://miro.com/app/board/uXjVOD6LSME=/?share_link_id=123456#start",
            "https://miro.com/app/live-embed/uXjVOD6LSME=/?moveToViewport=-1,-2,3,4",
            "https://api.miro.com/v2/boards/uXjVOD6LSME%3D/items?limit=10",
            "http://127.0.0.1:4000/app/board/uXjVOD6LSME=/",
            "miro.com/app/board/uXjVOD6LSME=/",
            "HTTPS://MIRO.COM/app/board/uXjVOD6LSME=/",
        ] {
            assert_eq!(BoardId::from(text), "uXjVOD6LSME=", "{text}");
            assert_eq!(BoardId::new(text), "uXjVOD6LSME=", "{text}");
            assert_eq!(BoardId::from(text.to_owned()), "uXjVOD6LSME=", "{text}");
            assert_eq!(serde_json::from_value::<BoardId>(text.into()).unwrap(), "uXjVOD6LSME=", "{text}");
        }
    }

    #[test]
    fn ids_of_another_form_are_taken_as_they_are() {
        for text in
            ["", "a/b", "a%2Fb", "%3D/..", "../x?y=1#", "ü/", "a b/", "https://miro.com/app/dashboard/"]
        {
            assert_eq!(BoardId::from(text), text);
            assert_eq!(ItemId::from(text), text);
        }
        assert_eq!(ItemId::from("345/"), "345/", "only boards are pasted with a slash");
    }

    #[test]
    fn an_item_is_found_in_its_address() {
        for text in [
            "3458764517517818867",
            "https://miro.com/app/board/uXjVOD6LSME=/?moveToWidget=3458764517517818867&cot=14",
            "https://miro.com/app/board/uXjVOD6LSME=/?share_link_id=1&moveToWidget=3458764517517818867",
        ] {
            assert_eq!(ItemId::from(text), "3458764517517818867", "{text}");
            assert_eq!(ConnectorId::from(text), "3458764517517818867", "{text}");
        }
    }
}
