//! Complete backups, on the sandbox.

use std::path::PathBuf;

use futures_util::TryStreamExt;
use miro::MiroApi;
use miro::model::{BoardId, Item, NewConnector, NewStickyNote};
use miro_sandbox::{Fault, FaultRule, Sandbox};
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

    /// Returns the names of all files in the directory.
    fn files(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.directory.path()).unwrap();
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
    }
}

/// Returns the id as encoded in a path.
fn path_of(board: &BoardId) -> String {
    board.as_str().replace('=', "%3D")
}

#[tokio::test]
async fn a_restored_board_equals_the_original() {
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
        "code widget",
        "connector",
        "doc_format",
        "embed",
        "frame",
        "group",
        "image",
        "mind map node",
        "shape",
        "sticky_note",
        "tag",
        "text",
    ];
    assert_eq!(kinds, expected);
    assert_eq!((before["sticky_note"].len(), before["image"].len()), (24, 3));
    assert_eq!((before["code widget"].len(), before["mind map node"].len()), (1, 4));
    assert_eq!(before["shape"].iter().filter(|shape| shape.contains("flow_chart_")).count(), 2);
    let [changed] = &restored.changed[..] else { panic!("{:?}", restored.changed) };
    assert!(changed.starts_with("4 mind map nodes are arranged anew"), "{changed}");
    assert_eq!(before, after);
    let mut names = trial.files();
    names.sort();
    assert_eq!(names, ["first", "second"], "nothing half written is left");
}

#[tokio::test]
async fn reports_items_that_cannot_be_recreated() {
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
async fn reports_unavailable_lists_and_backs_up_the_rest() {
    let trial = Trial::new().await;
    let sandbox = trial.connection.sandbox.as_ref().unwrap();
    sandbox.add_fault(FaultRule::new(Fault::status(403)).operation("get-code-widget-items"));
    sandbox.add_fault(FaultRule::new(Fault::status(404)).operation("get-mindmap-nodes-experimental"));
    let path = trial.path("backup");
    let written = backup::backup(trial.api(), &trial.board, &path).await.unwrap();
    let [widgets, nodes] = &written.left_out[..] else { panic!("{:?}", written.left_out) };
    assert!(widgets.starts_with("the code widgets, but for 0 of them: get-code-widget-items"), "{widgets}");
    assert!(nodes.starts_with("the mind maps, but for 0 of them: get-mindmap-nodes"), "{nodes}");
    assert!(!crate::report_left_out(&written.left_out), "the program does not exit with 0");
    let contents = archive::read(&path).unwrap();
    assert_eq!((contents.items.is_empty(), contents.connectors.len()), (false, 4));
    assert_eq!((contents.code_widgets.len(), contents.mind_map_nodes.len()), (0, 0));
}

#[tokio::test]
async fn reports_items_missing_from_their_own_list() {
    let trial = Trial::new().await;
    let sandbox = trial.connection.sandbox.as_ref().unwrap();
    let items =
        json!({"data": [{"id": "1", "type": "code"}, {"id": "2", "type": "mindmap_node"}], "size": 2});
    sandbox.next_on("GET", &format!("/v2/boards/{}/items", path_of(&trial.board)), Fault::json(200, items));
    let written = backup::backup(trial.api(), &trial.board, &trial.path("backup")).await.unwrap();
    let expected =
        ["code 1", "mindmap_node 2"].map(|item| format!("{item}: the list of such items does not have it"));
    assert_eq!(written.left_out, expected);
}

#[tokio::test]
async fn fetches_the_items_of_each_tag_once() {
    let trial = Trial::new().await;
    let sandbox = trial.connection.sandbox.as_ref().unwrap();
    sandbox.clear_requests();
    backup::backup(trial.api(), &trial.board, &trial.path("backup")).await.unwrap();
    let requests = sandbox.requests();
    let about_tags =
        requests.iter().filter(|request| request.path.contains("tags") || request.query.contains("tag_id"));
    assert_eq!(about_tags.count(), 3, "the list of the tags, and one list of items for each of the two");
}

#[tokio::test]
async fn a_failed_backup_keeps_the_previous_file() {
    let trial = Trial::new().await;
    let path = trial.path("backup");
    std::fs::write(&path, "before").unwrap();
    assert!(backup::backup(trial.api(), &BoardId::new("gone="), &path).await.is_err());
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "before");
    assert_eq!(trial.files(), ["backup"]);
}

#[tokio::test]
async fn rejects_truncated_and_foreign_files() {
    let trial = Trial::new().await;
    let path = trial.path("backup");
    backup::backup(trial.api(), &trial.board, &path).await.unwrap();
    let text = std::fs::read_to_string(&path).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    let sandbox = trial.connection.sandbox.as_ref().unwrap();
    let boards = sandbox.board_count();
    let middle = [&lines[..5], &lines[6..]].concat().join("\n");
    let newer = text.replacen("\"version\":2", "\"version\":3", 1);
    let cases = [
        (lines[..lines.len() - 1].join("\n"), "is cut off"),
        (middle, "but says that it has"),
        (newer, "is of version 3"),
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
