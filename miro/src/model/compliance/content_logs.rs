use miro_core::open_enum;

use super::LogActor;
use crate::model::object::object;
use crate::model::{BoardId, ItemId};

object! {
    /// An action of a user on an item or a comment of a board.
    pub ContentLog {
        /// Identifies the log entry.
        id => "id": String, required;
        /// The board.
        content_id => "contentId": BoardId;
        /// The action.
        action => "actionType": ContentAction;
        /// When the action took place.
        action_time => "actionTime": time;
        /// The user.
        actor => "actor": LogActor;
        /// The kind of object that was acted on.
        item_kind => "itemType": ContentItemKind;
        /// Identifies the item, the thread or the message.
        item_id => "itemId": ItemId;
        /// The state after the action, in a form that Miro does not document.
        state => "state": json;
        /// The related objects.
        relationships => "relationships": [ContentRelationship];
    }

    /// An object on a board that an item is related to.
    #[derive(Default)]
    pub ContentRelationship {
        /// The relation to the item, such as `parent`.
        kind => "type": text;
        /// The kind of related object.
        item_kind => "itemType": ContentItemKind;
        /// Identifies the related object.
        item_id => "itemId": ItemId;
    }
}

open_enum! {
    /// An action on an object of a board.
    pub ContentAction {
        Create = "create",
        Update = "update",
        Delete = "delete",
    }

    /// A kind of object on a board, as content logs distinguish them.
    pub ContentItemKind {
        /// An item of any kind.
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
