//! Everything the sandbox remembers.

pub(crate) mod clock;
pub(crate) mod collection;
pub(crate) mod identifiers;
pub(crate) mod settings;
pub(crate) mod store;
pub(crate) mod user;

use serde_json::json;

use crate::access::rate_limit::Budgets;
use crate::access::scim_limits::ScimBudgets;
use crate::boards::board::Board;
use crate::oauth::grants::Grants;
use crate::server::error::ApiError;
use clock::Clock;
use collection::Collection;
use identifiers::Identifiers;
use settings::Settings;
use store::{Object, Store};
use user::{COMPANY_ADMIN, INTERNAL_USER, User};

/// The id of the user that a sandbox starts with.
pub(crate) const DEFAULT_USER: &str = "3074457353169356300";
/// The id of the one organisation of a sandbox.
pub(crate) const ORGANIZATION: &str = "3074457345618265001";
/// The id of the team that a sandbox starts with.
pub(crate) const DEFAULT_TEAM: &str = "3074457345618265000";
/// The address of the organisations: there is one.
pub(crate) const ORGANIZATIONS: &str = "/v2/orgs";
/// The address of the teams.
pub(crate) const TEAMS: &str = "/v2/orgs/3074457345618265001/teams";

/// The state behind all operations.
#[derive(Debug)]
pub(crate) struct State {
    pub(crate) settings: Settings,
    pub(crate) clock: Clock,
    pub(crate) users: Collection<User>,
    pub(crate) boards: Collection<Board>,
    /// Organisation, teams, projects and all else that is a plain collection.
    pub(crate) store: Store,
    pub(crate) grants: Grants,
    pub(crate) budgets: Budgets,
    pub(crate) scim_budgets: ScimBudgets,
    pub(crate) identifiers: Identifiers,
}

impl State {
    pub(crate) fn new(settings: Settings, clock: Clock, seed: u64) -> Self {
        let mut state = Self {
            budgets: Budgets::new(settings.rate_limit, settings.rate_limit_window),
            scim_budgets: ScimBudgets::default(),
            grants: Grants::default(),
            settings,
            clock,
            users: Collection::default(),
            boards: Collection::default(),
            store: Store::default(),
            identifiers: Identifiers::new(seed),
        };
        let organization = json!({
            "id": ORGANIZATION,
            "name": "My Organization",
            "plan": "company",
            "fullLicensesPurchased": 100,
            "type": "organization",
        });
        state.store.insert(ORGANIZATIONS, ORGANIZATION, object(organization));
        state.store.insert(
            TEAMS,
            DEFAULT_TEAM,
            object(json!({"id": DEFAULT_TEAM, "name": "My Team", "type": "team"})),
        );
        state.add_user(DEFAULT_USER, "John Smith", "john.smith@example.com", COMPANY_ADMIN);
        state
    }

    /// Adds somebody to the organisation.
    pub(crate) fn add_user(&mut self, id: &str, name: &str, email: &str, role: &str) {
        self.users.insert(id, User::new(id, name, email, role, &self.clock));
    }

    /// Makes sure that there is a user with this id, who signs in.
    pub(crate) fn ensure_user(&mut self, id: &str) {
        if let Some(user) = self.users.get_mut(id) {
            user.registered = true;
        } else {
            self.add_user(id, &format!("User {id}"), &format!("{id}@example.com"), INTERNAL_USER);
        }
    }

    /// The user with this address, who joins the organisation if nobody has it.
    pub(crate) fn user_with_email(&mut self, email: &str, name: &str) -> String {
        if let Some(user) = self.users.values().find(|user| user.email == email) {
            return user.id.clone();
        }
        let id = self.identifiers.numeric();
        self.add_user(&id, name, email, INTERNAL_USER);
        id
    }

    /// The name of a user; nobody has none.
    pub(crate) fn user_name(&self, id: &str) -> &str {
        self.users.get(id).map_or("", |user| &user.name)
    }

    /// The name of a team; no team has none.
    pub(crate) fn team_name(&self, id: &str) -> &str {
        let name = self.store.get(TEAMS, id).and_then(|team| team.get("name"));
        name.and_then(|name| name.as_str()).unwrap_or_default()
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

/// The object that a literal describes.
pub(crate) fn object(value: serde_json::Value) -> Object {
    match value {
        serde_json::Value::Object(object) => object,
        other => panic!("an object is expected, not {other}"),
    }
}

fn unknown_board(board_id: &str) -> ApiError {
    ApiError::not_found(format!("Board {board_id} not found"))
}

fn no_access(board_id: &str) -> ApiError {
    ApiError::forbidden_access(format!("The user has no access to board {board_id}"))
}
