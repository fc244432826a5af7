//! What is on the boards: looks at it, and shortcuts to it.

use serde_json::Value;

use super::Sandbox;
use crate::seed::{self, SeedError, content};

/// Direct looks at the state, and shortcuts into it.
impl Sandbox {
    /// How many boards there are.
    pub fn board_count(&self) -> usize {
        self.state().boards.len()
    }

    /// How many items a board has, as its list of items counts them: without connectors, code widgets and mind
    /// map nodes.
    ///
    /// # Panics
    ///
    /// If there is no such board.
    pub fn item_count(&self, board_id: &str) -> usize {
        self.state().boards.get(board_id).expect("a board of the sandbox").items.len()
    }

    /// Adds a guest of the organization, who has a free licence and is in no team, and answers the id.
    pub fn seed_guest(&self, email: &str) -> String {
        content::guest(&mut self.state(), email)
    }

    /// Adds a board of the default user and answers its id.
    pub fn seed_board(&self, name: &str) -> String {
        let id = content::board(&mut self.state(), name);
        self.announce(&id);
        id
    }

    /// Adds so many items of one kind (`sticky_note`, `shape`, ...) to a board and answers their ids.
    ///
    /// # Panics
    ///
    /// If there is no such board or kind.
    pub fn seed_items(&self, board_id: &str, kind: &str, count: usize) -> Vec<String> {
        let ids = content::items(&mut self.state(), board_id, kind, count);
        self.announce(board_id);
        ids
    }

    /// Puts an item on a board that will be sent exactly as it is here, whatever it is. A missing `id` is
    /// added. A `connector`, a `code` widget and a `mindmap_node` are listed with others of their type, everything
    /// else with the items. Answers its id.
    ///
    /// # Panics
    ///
    /// If there is no such board, or if the value is not an object.
    pub fn insert_raw_item(&self, board_id: &str, item: Value) -> String {
        let id = content::raw_item(&mut self.state(), board_id, item);
        self.announce(board_id);
        id
    }

    /// Adds a frame as people make them by hand, and answers its id: its `data.type` is `unknown`, its `data.format`
    /// `ratio_16x9`, and its parent is no frame. Miro refuses all three in requests.
    ///
    /// # Panics
    ///
    /// If there is no such board.
    pub fn seed_hand_made_frame(&self, board_id: &str) -> String {
        let id = content::hand_made_frame(&mut self.state(), board_id);
        self.announce(board_id);
        id
    }

    /// Locks an item: it then refuses changes and deletion, unless
    /// [`Builder::ignore_locks`](crate::Builder::ignore_locks) says otherwise.
    ///
    /// # Panics
    ///
    /// If there is no such board or item.
    pub fn lock_item(&self, board_id: &str, item_id: &str) {
        let state = &mut *self.state();
        let board = state.boards.get_mut(board_id).expect("a board of the sandbox");
        board.item_mut(item_id).expect("an item of the board").locked = true;
    }

    /// Applies a seed, all of it or nothing. Its format stands in the README of the sandbox.
    ///
    /// # Errors
    ///
    /// What is wrong with the seed, or which of its requests failed and how.
    pub fn seed(&self, json: &[u8]) -> Result<(), SeedError> {
        self.server.seed(json)
    }

    /// Everything the sandbox remembers, as a seed that brings it all back: boards, people, tokens. It is a secret
    /// as far as the tokens in it are.
    pub fn dump(&self) -> Value {
        seed::dump(&self.state())
    }
}
