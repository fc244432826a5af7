//! After any sequence of actions, nothing on a board refers to something removed.

use std::cell::RefCell;
use std::collections::{BTreeSet, HashSet};

use bytes::Bytes;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use serde_json::{Value, json};

use super::board::Board;
use crate::Sandbox;
use crate::groups::Group;
use crate::server::dispatch::{self, Route};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Action {
    AddNote,
    AddFrame,
    AddCodeWidget,
    AddNode,
    Join,
    Rejoin,
    Group,
    Regroup,
    Ungroup,
    DeleteGroup,
    AddTag,
    Attach,
    Detach,
    DeleteTag,
    Move,
    Delete,
}

const ACTIONS: &[Action] = &[
    Action::AddNote,
    Action::AddFrame,
    Action::AddCodeWidget,
    Action::AddNode,
    Action::Join,
    Action::Rejoin,
    Action::Group,
    Action::Regroup,
    Action::Ungroup,
    Action::DeleteGroup,
    Action::AddTag,
    Action::Attach,
    Action::Detach,
    Action::DeleteTag,
    Action::Move,
    Action::Delete,
];

/// An action, and its operands among everything ever created, whether it still exists or not.
type Step = (Action, Index, Index, Index);

/// A sandbox with one board, and the paths of what was created on it.
struct World {
    sandbox: Sandbox,
    token: String,
    board_id: String,
    items: Vec<String>,
    connectors: Vec<String>,
    groups: Vec<String>,
    tags: Vec<String>,
    attachments: Vec<String>,
}

impl World {
    fn new() -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let sandbox = runtime.block_on(Sandbox::start());
        let (token, board_id) = (sandbox.token(), sandbox.seed_board("Board"));
        let (items, connectors, groups, tags, attachments) = Default::default();
        Self { sandbox, token, board_id, items, connectors, groups, tags, attachments }
    }

    fn send(&self, method: &str, path: &str, body: Option<Value>) -> (u16, Value) {
        let request = http::Request::builder()
            .method(method)
            .uri(path)
            .header("authorization", format!("Bearer {}", self.token))
            .header("content-type", "application/json");
        let (parts, ()) = request.body(()).unwrap().into_parts();
        let body = body.map(|body| Bytes::from(body.to_string())).unwrap_or_default();
        let (response, _) =
            dispatch::respond(&mut self.sandbox.server.state(), &parts, &body, Route::of(&parts));
        (response.status.as_u16(), serde_json::from_slice(&response.body).unwrap_or_default())
    }

    fn on_board(&self, method: &str, path: &str, body: Option<Value>) -> (u16, Value) {
        let board = self.board_id.replace('=', "%3D");
        match path.strip_prefix("experimental/") {
            Some(path) => self.send(method, &format!("/v2-experimental/boards/{board}/{path}"), body),
            None => self.send(method, &format!("/v2/boards/{board}/{path}"), body),
        }
    }

    /// Performs a step and returns the status, or `None` if an operand is missing.
    fn step(&mut self, (action, first, second, third): &Step) -> Option<u16> {
        let pick = |index: &Index, from: &[String]| (!from.is_empty()).then(|| index.get(from).clone());
        let id = |path: String| path.rsplit('/').next().unwrap_or_default().to_owned();
        let item = |index: &Index| pick(index, &self.items);
        let parent = |index: &Index| item(index).map_or(Value::Null, |parent| json!({"id": id(parent)}));
        let ends =
            || Some(json!({"startItem": {"id": id(item(first)?)}, "endItem": {"id": id(item(second)?)}}));
        let members = || {
            let members: BTreeSet<String> =
                [first, second, third].into_iter().filter_map(item).map(id).collect();
            Some(json!({"data": {"items": members}}))
        };
        let (method, path, body) = match action {
            Action::AddNote => ("POST", "sticky_notes".to_owned(), Some(json!({}))),
            Action::AddFrame => ("POST", "frames".to_owned(), Some(json!({"data": {}}))),
            Action::AddCodeWidget => {
                ("POST", "experimental/code_widgets".to_owned(), Some(json!({"parent": parent(first)})))
            }
            Action::AddNode => {
                let nodes = self.items.iter().filter(|path| path.contains("mindmap_nodes")).cloned().map(id);
                let parents: Vec<_> = nodes.map(|id| json!({"id": id})).chain([Value::Null]).collect();
                let node = json!({"data": {"nodeView": {}}, "parent": first.get(&parents)});
                ("POST", "experimental/mindmap_nodes".to_owned(), Some(node))
            }
            Action::Join => ("POST", "connectors".to_owned(), Some(ends()?)),
            Action::Rejoin => ("PATCH", pick(third, &self.connectors)?, Some(ends()?)),
            Action::Group => ("POST", "groups".to_owned(), members()),
            Action::Regroup => ("PUT", pick(third, &self.groups)?, members()),
            Action::Ungroup => ("DELETE", pick(first, &self.groups)?, None),
            Action::DeleteGroup => {
                ("DELETE", format!("{}?delete_items=true", pick(first, &self.groups)?), None)
            }
            Action::AddTag => {
                ("POST", "tags".to_owned(), Some(json!({"title": self.tags.len().to_string()})))
            }
            Action::Attach => {
                let tagged = format!("items/{}?tag_id={}", id(item(first)?), id(pick(second, &self.tags)?));
                ("POST", tagged, None)
            }
            Action::Detach => ("DELETE", pick(first, &self.attachments)?, None),
            Action::DeleteTag => ("DELETE", pick(first, &self.tags)?, None),
            Action::Move => ("PATCH", item(first)?, Some(json!({"parent": parent(second)}))),
            Action::Delete => ("DELETE", item(first)?, None),
        };
        let (status, response) = self.on_board(method, &path, body);
        if *action == Action::Attach {
            self.attachments.push(path);
        } else if let ("POST" | "PUT", Some(new)) = (method, response["id"].as_str()) {
            let collection = path.split('/').next().unwrap_or_default();
            let (made, collection) = match collection {
                "connectors" => (&mut self.connectors, collection),
                "groups" => (&mut self.groups, collection),
                "tags" => (&mut self.tags, collection),
                _ => (&mut self.items, path.as_str()),
            };
            made.push(format!("{collection}/{new}"));
        }
        Some(status)
    }

    fn check(&self, board_id: &str) -> Result<(), TestCaseError> {
        let state = self.sandbox.server.state();
        check(state.boards.get(board_id).ok_or_else(|| TestCaseError::fail("the board is gone"))?)
    }
}

fn check(board: &Board) -> Result<(), TestCaseError> {
    for item in board.all_items() {
        let parent = item.parent_id().map(|id| board.item(id).map(|parent| parent.kind()));
        let expected = if item.kind() == "mindmap_node" { "mindmap_node" } else { "frame" };
        prop_assert!(parent.is_none_or(|kind| kind == Some(expected)), "parent {parent:?} of {item:?}");
        let tags: HashSet<&String> = item.tags.iter().collect();
        prop_assert!(tags.len() == item.tags.len() && tags.len() <= 8, "tags of {item:?}");
        prop_assert!(tags.iter().all(|tag| board.tags.get(tag).is_some()), "tags of {item:?}");
    }
    for connector in board.connectors.values() {
        let ends: HashSet<&str> = connector.item_ids().collect();
        prop_assert_eq!(ends.len(), 2, "ends of {:?}", connector);
        for end in ends {
            let kind = board.item(end).map(|item| item.kind());
            prop_assert!(
                kind.is_some_and(|kind| kind != "frame"),
                "{end}, {kind:?}: an end of {connector:?}"
            );
        }
    }
    let mut grouped = HashSet::new();
    for group in board.groups.values() {
        prop_assert!(group.items.len() >= Group::MIN_ITEMS, "{group:?} is too small");
        for item in &group.items {
            prop_assert!(board.items.get(item).is_some(), "{item} of {group:?} is gone");
            prop_assert!(grouped.insert(item.clone()), "{item} is in two groups");
        }
    }
    Ok(())
}

#[test]
fn no_dangling_references_after_any_actions() {
    let config = Config { cases: 96, failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let step = (select(ACTIONS), any::<Index>(), any::<Index>(), any::<Index>());
    let succeeded = RefCell::new(BTreeSet::new());
    let outcome = runner.run(&prop::collection::vec(step, 0..80), |steps| {
        let mut world = World::new();
        for step in &steps {
            let status = world.step(step);
            prop_assert!(status.is_none_or(|status| status < 500), "{status:?} to {step:?}");
            if status.is_some_and(|status| status < 300) {
                succeeded.borrow_mut().insert(step.0);
            }
            world.check(&world.board_id)?;
        }
        let source = world.board_id.replace('=', "%3D");
        let (status, copy) = world.send("PUT", &format!("/v2/boards?copy_from={source}"), None);
        prop_assert_eq!(status, 201);
        world.check(copy["id"].as_str().unwrap())
    });
    outcome.unwrap_or_else(|failure| panic!("{failure}"));
    assert_eq!(succeeded.into_inner(), ACTIONS.iter().copied().collect(), "every action succeeds at times");
}
