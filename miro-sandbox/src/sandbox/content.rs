//! Content of boards: counts and seed data.

use serde_json::Value;

use super::Sandbox;
use crate::seed::{self, SeedError, content};

/// Direct access to the state, and seed data.
impl Sandbox {
    /// Returns the number of boards.
    pub fn board_count(&self) -> usize {
        self.state().boards.len()
    }

    /// Returns the number of items on a board, as in its list of items: without connectors, code widgets and mind
    /// map nodes.
    ///
    /// # Panics
    ///
    /// If the board does not exist.
    pub fn item_count(&self, board_id: &str) -> usize {
        self.state().boards.get(board_id).expect("a board of the sandbox").items.len()
    }

    /// Adds a guest of the organization, with a free license and without a team, and returns the id.
    pub fn seed_guest(&self, email: &str) -> String {
        content::guest(&mut self.state(), email)
    }

    /// Adds a board of the default user and returns its id.
    pub fn seed_board(&self, name: &str) -> String {
        let id = content::board(&mut self.state(), name);
        self.announce(&id);
        id
    }

    /// Adds `count` items of one kind (`sticky_note`, `shape`, ...) to a board and returns their ids.
    ///
    /// # Panics
    ///
    /// If the board or the kind does not exist.
    pub fn seed_items(&self, board_id: &str, kind: &str, count: usize) -> Vec<String> {
        let ids = content::items(&mut self.state(), board_id, kind, count);
        self.announce(board_id);
        ids
    }

    /// Inserts an item that is sent unchanged, even if it is invalid, and returns its id. A missing `id` is added.
    /// A `connector`, a `code` widget and a `mindmap_node` are listed with others of their type, everything else
    /// with the items.
    ///
    /// # Panics
    ///
    /// If the board does not exist, or if the value is not an object.
    pub fn insert_raw_item(&self, board_id: &str, item: Value) -> String {
        let id = content::raw_item(&mut self.state(), board_id, item);
        self.announce(board_id);
        id
    }

    /// Adds a frame like those made by hand and returns its id: its `data.type` is `unknown`, its `data.format` is
    /// `ratio_16x9`, and its parent is not a frame. Miro rejects all three in requests.
    ///
    /// # Panics
    ///
    /// If the board does not exist.
    pub fn seed_hand_made_frame(&self, board_id: &str) -> String {
        let id = content::hand_made_frame(&mut self.state(), board_id);
        self.announce(board_id);
        id
    }

    /// Locks an item: changes and deletion are then rejected, unless
    /// [`Builder::ignore_locks`](crate::Builder::ignore_locks) is set.
    ///
    /// # Panics
    ///
    /// If the board or the item does not exist.
    pub fn lock_item(&self, board_id: &str, item_id: &str) {
        let state = &mut *self.state();
        let board = state.boards.get_mut(board_id).expect("a board of the sandbox");
        board.item_mut(item_id).expect("an item of the board").locked = true;
    }

    /// Applies a seed, completely or not at all. Its format is described in the README of the sandbox.
    ///
    /// # Errors
    ///
    /// If the seed is invalid, or if one of its requests fails.
    pub fn seed(&self, json: &[u8]) -> Result<(), SeedError> {
        self.server.seed(json)
    }

    /// Returns the whole state as a seed that restores it: boards, people, tokens. It contains secrets: the
    /// tokens.
    pub fn dump(&self) -> Value {
        seed::dump(&self.state())
    }
}
