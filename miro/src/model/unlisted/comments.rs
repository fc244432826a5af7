use miro_core::{id, open_enum};

use crate::model::body::body;
use crate::model::object::object;
use crate::model::{ItemId, UserRef};

id! {
    /// Identifies a comment on a board.
    pub CommentId;
    /// Identifies a message of a comment.
    pub CommentMessageId;
}

object! {
    /// A comment on a board: a thread of messages.
    pub Comment {
        /// Identifies the comment.
        id => "id": CommentId, required;
        /// `comment`.
        kind => "type": text;
        /// The messages, the first one first.
        messages => "messages": [CommentMessage];
        /// Whether the comment is resolved.
        resolved => "resolved": flag;
        /// The position.
        position => "position": CommentPosition;
        /// The mentioned users. Only empty lists have been observed, so the format of an element is unknown.
        mentioned_users => "mentionedUsers": json;
        /// When it was created.
        created_at => "createdAt": time;
        /// The user who created it.
        created_by => "createdBy": UserRef;
    }

    /// One message of a comment.
    #[derive(Default)]
    pub CommentMessage {
        /// Identifies the message.
        id => "id": CommentMessageId;
        /// `message`.
        kind => "type": text;
        /// The text.
        content => "content": text;
        /// When it was written.
        created_at => "createdAt": time;
        /// The user who wrote it.
        created_by => "createdBy": UserRef;
        /// Reactions to the message. Only empty lists have been observed, so the format of an element is unknown.
        reactions => "reactions": json;
    }

    /// The position of a comment.
    #[derive(Default)]
    pub CommentPosition {
        /// The kind of object that the comment is attached to.
        kind => "type": CommentAnchor;
        /// In board units, growing to the right; 0 if the comment is attached to an item.
        x => "x": number;
        /// In board units, growing downwards; 0 if the comment is attached to an item.
        y => "y": number;
        /// The item that the comment is attached to.
        item_id => "itemId": ItemId;
    }
}

open_enum! {
    /// The kind of object that a comment is attached to.
    pub CommentAnchor {
        /// The board.
        Canvas = "canvas",
        /// An item.
        Attached = "attached",
    }
}

impl Comment {
    /// Returns the text of the first message.
    #[must_use]
    pub fn content(&self) -> Option<&str> {
        self.messages.first()?.content.as_deref()
    }
}

impl From<&Comment> for CommentId {
    fn from(comment: &Comment) -> Self {
        comment.id.clone()
    }
}

body! {
    /// A comment to create.
    ///
    /// ```
    /// use miro::model::unlisted::NewComment;
    ///
    /// let comment = NewComment::new("Is this still true?").on_item("3458764517517819001");
    /// ```
    pub create NewComment;

    /// The text of the first message.
    content => "content": text;
    /// The item that the comment is attached to. Without one it is at the board's center, because Miro accepts no
    /// other position.
    on_item => "itemId": ItemId;
}

impl NewComment {
    /// Creates a comment with this first message.
    pub fn new(content: impl Into<String>) -> Self {
        Self::empty().content(content)
    }
}

body! {
    /// A message to add to a comment.
    pub create CommentReply;

    /// The text.
    content => "content": text;
}

impl CommentReply {
    /// Creates a message with this text.
    pub fn new(content: impl Into<String>) -> Self {
        Self::empty().content(content)
    }
}

body! {
    /// Changes to a comment.
    pub change CommentChanges;

    /// Whether it is resolved; `false` reopens it.
    resolved => "resolved": flag;
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn live_row_13_a_comment_is_a_thread() {
        let comment: Comment = serde_json::from_value(json!({
            "id": "7", "type": "comment", "createdAt": "2026-06-11T11:25:32Z",
            "createdBy": {"id": "1", "type": "user", "name": "Ada"}, "mentionedUsers": [],
            "messages": [
                {"id": "8", "type": "message", "content": "A remark", "createdAt": "2026-06-11T11:25:32Z", "reactions": []},
                {"id": "9", "content": "A reply"},
            ],
            "position": {"type": "attached", "x": 0.0, "y": 0.0, "itemId": "345"}, "resolved": false,
        }))
        .unwrap();
        assert_eq!((comment.content(), comment.messages.len()), (Some("A remark"), 2));
        let position = comment.position.clone().unwrap();
        assert_eq!(
            (position.kind, position.item_id),
            (Some(CommentAnchor::Attached), Some(ItemId::new("345")))
        );
        assert_eq!(CommentId::from(&comment), "7");
        let written = serde_json::to_value(&comment).unwrap();
        assert_eq!(written["messages"][1], json!({"id": "9", "content": "A reply"}));
    }

    #[test]
    fn only_its_id_must_be_there_and_nothing_is_lost() {
        let comment: Comment =
            serde_json::from_str(r#"{"id": 7, "messages": [{}], "colour": "red"}"#).unwrap();
        assert_eq!(
            (comment.content(), comment.messages.as_slice()),
            (None, &[CommentMessage::default()][..])
        );
        assert_eq!(comment.extra["colour"], "red");
        let error = serde_json::from_str::<Comment>("{}").unwrap_err().to_string();
        assert!(error.contains("`id`"), "{error}");
    }

    #[test]
    fn what_is_sent_is_what_was_set() {
        let new = NewComment::new("Look").on_item("345");
        assert_eq!(json!(new.to_json()), json!({"content": "Look", "itemId": "345"}));
        assert_eq!(json!(CommentReply::new("I did").to_json()), json!({"content": "I did"}));
        assert_eq!(json!(CommentChanges::new().resolved(false).to_json()), json!({"resolved": false}));
    }
}
