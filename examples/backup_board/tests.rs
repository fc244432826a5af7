//! Whole backups, on the sandbox.

use std::path::PathBuf;

use futures_util::TryStreamExt;
use miro::MiroApi;
use miro::model::{BoardId, Item, NewConnector, NewStickyNote};
use miro_sandbox::Sandbox;
use serde_json::json;
use tempfile::TempDir;

use crate::connection::Connection;
use crate::{archive, backup, compare, demo, restore};

struct Trial {
    connection: Connection,
    board: BoardId,
    directory: TempDir,
}

impl Trial {
    async fn new() -> Self {
        let connection = Connection::to_sandbox(Sandbox::start().await).unwrap();
        let board = demo::seed(&connection.api).await.unwrap();
        Self { connection, board, directory: tempfile::tempdir().unwrap() }
    }

    fn api(&self) -> &MiroApi {
        &self.connection.api
    }

    fn path(&self, name: &str) -> PathBuf {
        self.directory.path().join(name)
    }

    /// The names of all that is in the directory.
    fn files(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.directory.path()).unwrap();
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
    }
}

#[tokio::test]
async fn a_restored_board_is_like_the_first_one() {
    let trial = Trial::new().await;
    let (first, second) = (trial.path("first"), trial.path("second"));
    let written = backup::backup(trial.api(), &trial.board, &first).await.unwrap();
    assert_eq!(written.left_out, Vec::<String>::new());
    let restored = restore::restore(trial.api(), &first, &[]).await.unwrap();
    assert_eq!(restored.left_out, Vec::<String>::new());
    assert_ne!(restored.board, trial.board);
    backup::backup(trial.api(), &restored.board, &second).await.unwrap();

    let (before, after) = (compare::content(&first).unwrap(), compare::content(&second).unwrap());
    let kinds: Vec<&str> = before.keys().map(String::as_str).collect();
    let expected = [
        "app_card",
        "card",
        "connector",
        "doc_format",
        "embed",
        "frame",
        "group",
        "image",
        "shape",
        "sticky_note",
        "tag",
        "text",
    ];
    assert_eq!(kinds, expected);
    assert_eq!((before["sticky_note"].len(), before["image"].len()), (24, 3));
    assert_eq!(before, after);
    let mut names = trial.files();
    names.sort();
    assert_eq!(names, ["first", "second"], "nothing half written is left");
}

#[tokio::test]
async fn what_cannot_be_created_again_is_told() {
    let trial = Trial::new().await;
    let sandbox = trial.connection.sandbox.as_ref().unwrap();
    let board = trial.api().board(&trial.board);
    let table = json!({"type": "data_table_format", "position": {"x": 0, "y": 0}});
    let table = sandbox.insert_raw_item(trial.board.as_str(), table);
    let note = board.sticky_notes().create(NewStickyNote::new("x")).await.unwrap();
    let line = board.connectors().create(NewConnector::new(&note, table.as_str())).await.unwrap();
    let path = trial.path("backup");
    backup::backup(trial.api(), &trial.board, &path).await.unwrap();
    let restored = restore::restore(trial.api(), &path, &["ada@example.com".to_owned()]).await.unwrap();
    let expected = [
        format!("data_table_format {table}: the API cannot create such an item"),
        format!("connector {}: an item at its ends is not there", line.id),
    ];
    assert_eq!(restored.left_out[..2], expected);
    let items: Vec<Item> =
        trial.api().board(&restored.board).items().list().stream().try_collect().await.unwrap();
    assert_eq!(items.len(), archive::read(&path).unwrap().items.len() - 1);
}

#[tokio::test]
async fn a_backup_that_fails_leaves_what_was_there() {
    let trial = Trial::new().await;
    let path = trial.path("backup");
    std::fs::write(&path, "before").unwrap();
    assert!(backup::backup(trial.api(), &BoardId::new("gone="), &path).await.is_err());
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "before");
    assert_eq!(trial.files(), ["backup"]);
}

#[tokio::test]
async fn a_file_that_is_cut_off_or_something_else_makes_no_board() {
    let trial = Trial::new().await;
    let path = trial.path("backup");
    backup::backup(trial.api(), &trial.board, &path).await.unwrap();
    let text = std::fs::read_to_string(&path).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    let sandbox = trial.connection.sandbox.as_ref().unwrap();
    let boards = sandbox.board_count();
    let middle = [&lines[..5], &lines[6..]].concat().join("\n");
    let newer = text.replacen("\"version\":1", "\"version\":2", 1);
    let cases = [
        (lines[..lines.len() - 1].join("\n"), "is cut off"),
        (middle, "but says that it has"),
        (newer, "is of version 2"),
        ("text,color\n".to_owned(), "line 1"),
        (String::new(), "does not begin"),
    ];
    for (text, expected) in cases {
        std::fs::write(&path, text).unwrap();
        let error = restore::restore(trial.api(), &path, &[]).await.unwrap_err().to_string();
        assert!(error.contains(expected), "{error}");
    }
    assert_eq!(sandbox.board_count(), boards);
}
