use futures_util::TryStreamExt;
use miro::api::unlisted::{CommentsExt, DataTableFormatsExt, DiagramsExt};
use miro::model::unlisted::{
    Comment, CommentAnchor, CommentChanges, CommentReply, DataTableFormat, NewComment,
};
use miro::prelude::*;
use miro::transport::Script;
use serde_json::json;

use crate::environment::{self, last_body, scripted};

#[tokio::test]
async fn live_row_13_a_thread_is_started_replied_to_and_resolved() {
    let (sandbox, api) = environment::sandbox().await;
    let board = environment::board(&api).await;
    let note = board.sticky_notes().create(NewStickyNote::new("Look")).await.unwrap();
    let comments = board.comments();
    let comment = comments.create(NewComment::new("Is it so?").on_item(&note.id)).await.unwrap();
    assert_eq!(last_body(&sandbox, "POST"), json!({"content": "Is it so?", "itemId": note.id}));
    let position = comment.position.as_ref().unwrap();
    assert_eq!((&position.kind, &position.item_id), (&Some(CommentAnchor::Attached), &Some(note.id)));
    assert_eq!((comment.content(), comment.resolved), (Some("Is it so?"), Some(false)));

    let comment = comments.reply(&comment, CommentReply::new("It is")).await.unwrap();
    let texts: Vec<_> = comment.messages.iter().filter_map(|message| message.content.as_deref()).collect();
    assert_eq!(texts, ["Is it so?", "It is"]);

    let changed = comments.update(&comment, CommentChanges::new().resolved(true)).await.unwrap();
    assert_eq!(last_body(&sandbox, "PATCH"), json!({"resolved": true}));
    assert_eq!((changed.resolved, comments.get(&comment.id).await.unwrap()), (Some(true), changed));
}

#[tokio::test]
async fn live_row_13_comments_are_paged_by_offset() {
    let (sandbox, api) = environment::sandbox().await;
    let board = environment::board(&api).await;
    for number in 0..3 {
        board.comments().create(NewComment::new(number.to_string())).await.unwrap();
    }
    sandbox.clear_requests();
    let all: Vec<Comment> = board.comments().list().limit(2).stream().try_collect().await.unwrap();
    assert_eq!(all.iter().filter_map(Comment::content).collect::<Vec<_>>(), ["0", "1", "2"]);
    assert_eq!(sandbox.requests().len(), 2);
    let error = board.comments().list().limit(51).await.unwrap_err();
    assert!(error.to_string().contains("`limit` 51 is not in 1 to 50"), "{error}");
}

#[tokio::test]
async fn reads_a_reply_response_with_only_the_message() {
    let message = json!({"id": "9", "type": "message", "content": "It is"});
    let (_transport, api) = scripted([Script::json(201, message.to_string())]);
    let response = api.board("b").comments().reply("7", CommentReply::new("It is")).await.unwrap();
    assert_eq!((response.kind.as_deref(), &response.extra["content"]), (Some("message"), &json!("It is")));
}

#[tokio::test]
async fn live_row_22_diagrams_and_tables_are_read() {
    let (sandbox, api) = environment::sandbox().await;
    let id = sandbox.seed_board("Drawn");
    let board = api.board(&id);
    let drawn = sandbox.insert_raw_item(
        &id,
        json!({"type": "diagram", "data": {"title": "Architecture"}, "position": {"x": 1, "y": 2}}),
    );
    let tables: Vec<_> = (0..11)
        .map(|_| sandbox.insert_raw_item(&id, json!({"type": "data_table_format", "position": {"x": 1}})))
        .collect();

    let page = board.diagrams().list().await.unwrap();
    assert_eq!(page.data.len(), 1);
    let diagram = board.diagrams().get(drawn.as_str()).await.unwrap();
    assert_eq!(page.data[0], diagram);
    assert_eq!(diagram.data.and_then(|data| data.title).as_deref(), Some("Architecture"));

    let listed: Vec<DataTableFormat> =
        board.data_table_formats().list().limit(10).stream().try_collect().await.unwrap();
    assert_eq!(listed.iter().map(|table| table.id.to_string()).collect::<Vec<_>>(), tables);
    let table = board.data_table_formats().get(tables[0].as_str()).await.unwrap();
    assert_eq!(table.kind, ItemKind::DataTableFormat);
    let error = board.data_table_formats().get(drawn.as_str()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NotFound);
}
