//! Everything the sandbox remembers.

use std::time::Duration;

use crate::boards::board::Board;
use crate::collection::Collection;
use crate::error::ApiError;
use crate::identifiers::Identifiers;
use crate::oauth::grants::Grants;
use crate::rate_limit::Budgets;

/// The id of the user that a sandbox starts with.
pub(crate) const DEFAULT_USER: &str = "3074457353169356300";

/// The state behind all operations.
#[derive(Debug)]
pub(crate) struct State {
    pub(crate) settings: Settings,
    pub(crate) team: Team,
    pub(crate) users: Collection<User>,
    pub(crate) boards: Collection<Board>,
    pub(crate) grants: Grants,
    pub(crate) budgets: Budgets,
    pub(crate) identifiers: Identifiers,
}

/// How the sandbox was set up.
#[derive(Debug, Clone)]
pub(crate) struct Settings {
    pub(crate) app: App,
    pub(crate) rate_limit: u64,
    pub(crate) rate_limit_window: Duration,
    /// None for an app whose tokens do not expire.
    pub(crate) access_token_lifetime: Option<Duration>,
    /// Whether lists by cursor have a `total`.
    pub(crate) totals: bool,
}

/// The one app that the sandbox knows.
#[derive(Debug, Clone)]
pub(crate) struct App {
    pub(crate) name: String,
    pub(crate) client_id: String,
    pub(crate) client_secret: String,
    pub(crate) redirect_uri: String,
    /// What users grant to it.
    pub(crate) scopes: Vec<String>,
}

/// A user of the team.
#[derive(Debug)]
pub(crate) struct User {
    pub(crate) id: String,
    pub(crate) name: String,
    email: String,
}

/// The one team that the sandbox knows.
#[derive(Debug)]
pub(crate) struct Team {
    pub(crate) id: String,
    pub(crate) name: String,
}

impl State {
    pub(crate) fn new(settings: Settings, seed: u64) -> Self {
        let mut users = Collection::default();
        let (id, name, email) =
            (DEFAULT_USER.to_owned(), "John Smith".to_owned(), "john.smith@example.com".to_owned());
        users.insert(DEFAULT_USER, User { id, name, email });
        Self {
            budgets: Budgets::new(settings.rate_limit, settings.rate_limit_window),
            grants: Grants::new(settings.access_token_lifetime),
            settings,
            team: Team { id: "3074457345618265000".to_owned(), name: "My Team".to_owned() },
            users,
            boards: Collection::default(),
            identifiers: Identifiers::new(seed),
        }
    }

    /// Makes sure that there is a user with this id.
    pub(crate) fn ensure_user(&mut self, id: &str) {
        if self.users.get(id).is_none() {
            let email = format!("{id}@example.com");
            self.users.insert(id, User { id: id.to_owned(), name: format!("User {id}"), email });
        }
    }

    /// The user with this address, who joins the team if nobody has it.
    pub(crate) fn user_with_email(&mut self, email: &str, name: &str) -> String {
        if let Some(user) = self.users.values().find(|user| user.email == email) {
            return user.id.clone();
        }
        let id = self.identifiers.numeric();
        self.users
            .insert(id.clone(), User { id: id.clone(), name: name.to_owned(), email: email.to_owned() });
        id
    }

    pub(crate) fn readable_board(&self, board_id: &str, user_id: &str) -> Result<&Board, ApiError> {
        let board = self.boards.get(board_id).ok_or_else(|| unknown_board(board_id))?;
        board.role_of(user_id).map(|_| board).ok_or_else(|| no_access(board_id))
    }

    pub(crate) fn writable_board(&mut self, board_id: &str, user_id: &str) -> Result<&mut Board, ApiError> {
        let board = self.boards.get_mut(board_id).ok_or_else(|| unknown_board(board_id))?;
        match board.role_of(user_id) {
            Some("viewer" | "commenter") | None => Err(no_access(board_id)),
            Some(_) => Ok(board),
        }
    }
}

fn unknown_board(board_id: &str) -> ApiError {
    ApiError::not_found(format!("Board {board_id} not found"))
}

fn no_access(board_id: &str) -> ApiError {
    ApiError::forbidden_access(format!("The user has no access to board {board_id}"))
}
