//! A test of the user's own endpoint, on a sandbox.

use futures_util::TryStreamExt;
use miro::prelude::*;
use miro_sandbox::Sandbox;
use outside::{Comment, CommentsExt as _, NewComment};

#[tokio::test]
async fn comments_are_paged() {
    let sandbox = Sandbox::start().await;
    let api = MiroApi::builder(sandbox.token()).base_url(sandbox.url()).build().unwrap();
    let board = api.boards().create(NewBoard::new("Commented")).await.unwrap();
    let board = api.board(&board.id);
    for number in 0..12 {
        board.comments().create(NewComment { content: format!("Remark {number}") }).await.unwrap();
    }
    let comments: Vec<Comment> = board.comments().list().limit(10).stream().try_collect().await.unwrap();
    assert_eq!(comments.len(), 12);
}
