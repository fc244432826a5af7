use miro_core::open_enum;

use super::LogActor;
use crate::model::object::object;
use crate::model::{BoardId, ItemId};

object! {
    /// Something that a user did to something on a board.
    pub ContentLog {
        /// Identifies the entry of the log.
        id => "id": String, required;
        /// The board.
        content_id => "contentId": BoardId;
        /// What was done.
        action => "actionType": ContentAction;
        /// When it was done.
        action_time => "actionTime": time;
        /// Who did it.
        actor => "actor": LogActor;
        /// What it was done to.
        item_kind => "itemType": ContentItemKind;
        /// Identifies the item, the thread or the message.
        item_id => "itemId": ItemId;
        /// What it was like afterwards, in a form that Miro does not document.
        state => "state": json;
        /// What it is related to.
        relationships => "relationships": [ContentRelationship];
    }

    /// Something on a board that an item is related to.
    #[derive(Default)]
    pub ContentRelationship {
        /// What it is to the item, such as `parent`.
        kind => "type": text;
        /// What it is.
        item_kind => "itemType": ContentItemKind;
        /// Identifies it.
        item_id => "itemId": ItemId;
    }
}

open_enum! {
    /// What was done to something on a board.
    pub ContentAction {
        Create = "create",
        Update = "update",
        Delete = "delete",
    }

    /// What there is on a board, as logs of content see it.
    pub ContentItemKind {
        /// An item, of whatever kind.
        Widget = "widget",
        CommentThread = "comment_thread",
        CommentMessage = "comment_message",
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_change_reads_with_a_state_of_any_form() {
        let sent = json!({
            "id": "2dcf57ff-f12c-4fad-b708-c1642204b41b", "contentId": "o9J_kzlUDmo=", "actionType": "update",
            "actionTime": "2023-06-24T17:32:28.000Z", "actor": {"id": "3458764517517852417", "email": "a@b.c", "name": "A"},
            "itemType": "widget", "itemId": "3458764549483493025", "state": {"text": "<p>1</p>", "tags": [null, 2.50]},
            "relationships": [{"type": "parent", "itemType": "widget", "itemId": "3074457345933870505"}]
        });
        let change: ContentLog = serde_json::from_value(sent.clone()).unwrap();
        assert_eq!(
            (&change.action, &change.item_kind),
            (&Some(ContentAction::Update), &Some(ContentItemKind::Widget))
        );
        assert_eq!(change.state.as_ref().unwrap()["tags"], json!([null, 2.5]));
        assert_eq!(serde_json::to_value(&change).unwrap(), sent);
        let least: ContentLog =
            serde_json::from_str(r#"{"id":"1","state":null,"actor":{},"relationships":null}"#).unwrap();
        assert_eq!((least.state, least.actor), (None, Some(LogActor::default())));
    }
}
