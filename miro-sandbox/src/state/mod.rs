//! The state of a sandbox.

pub(crate) mod behavior;
pub(crate) mod clock;
pub(crate) mod collection;
pub(crate) mod identifiers;
pub(crate) mod settings;
pub(crate) mod store;
pub(crate) mod user;

use serde::{Deserialize, Serialize};

use crate::access::rate_limit::Budgets;
use crate::access::scim_limits::ScimBudgets;
use crate::boards::board::Board;
use crate::logs::{self, Logs};
use crate::metrics::usage::Usage;
use crate::oauth::grants::Grants;
use crate::organization::{founding, team_members};
use crate::uploads::downloads::Downloads;
use clock::Clock;
use collection::Collection;
use identifiers::Identifiers;
use settings::Settings;
use store::{Object, Store};
use user::{COMPANY_ADMIN, INTERNAL_USER, User};

/// The id of the initial user.
pub(crate) const DEFAULT_USER: &str = "3074457353169356300";
/// The id of the sandbox's only organization.
pub(crate) const ORGANIZATION: &str = "3074457345618265001";
/// The id of the initial team.
pub(crate) const DEFAULT_TEAM: &str = "3074457345618265000";
/// The address of the organizations.
pub(crate) const ORGANIZATIONS: &str = "/v2/orgs";
/// The address of the teams.
pub(crate) const TEAMS: &str = "/v2/orgs/3074457345618265001/teams";

/// The state of all operations.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct State {
    pub(crate) settings: Settings,
    pub(crate) clock: Clock,
    pub(crate) users: Collection<User>,
    pub(crate) boards: Collection<Board>,
    /// The organization, teams, projects and all other plain collections.
    pub(crate) store: Store,
    pub(crate) grants: Grants,
    pub(crate) logs: Logs,
    pub(crate) usage: Usage,
    #[serde(skip)]
    pub(crate) budgets: Budgets,
    pub(crate) scim_budgets: ScimBudgets,
    /// Temporary download addresses of files.
    pub(crate) downloads: Downloads,
    pub(crate) identifiers: Identifiers,
}

impl State {
    pub(crate) fn new(settings: Settings, clock: Clock, seed: u64) -> Self {
        let mut state = Self {
            budgets: Budgets::new(
                settings.rate_limit,
                settings.rate_limit_window,
                settings.rate_limits_enforced,
            ),
            scim_budgets: ScimBudgets::default(),
            grants: Grants::default(),
            downloads: Downloads::default(),
            settings,
            clock,
            users: Collection::default(),
            boards: Collection::default(),
            store: Store::default(),
            logs: Logs::default(),
            usage: Usage::default(),
            identifiers: Identifiers::new(seed),
        };
        founding::found(&mut state.store);
        state.add_user(DEFAULT_USER, "John Smith", "john.smith@example.com", COMPANY_ADMIN);
        if let Some(admin) = state.users.get_mut(DEFAULT_USER) {
            admin.admin_roles.push("Content Admin".to_owned());
        }
        team_members::join(&mut state, DEFAULT_TEAM, DEFAULT_USER, "admin", DEFAULT_USER);
        logs::seed(&mut state);
        state
    }

    /// Resets all budgets to the settings.
    pub(crate) fn renew_budgets(&mut self) {
        self.budgets = Budgets::new(
            self.settings.rate_limit,
            self.settings.rate_limit_window,
            self.settings.rate_limits_enforced,
        );
    }

    /// Makes everything free until the returned budgets are put back.
    pub(crate) fn suspend_budgets(&mut self) -> Budgets {
        std::mem::replace(&mut self.budgets, Budgets::new(u64::MAX, self.settings.rate_limit_window, false))
    }

    /// Adds a user to the organization.
    pub(crate) fn add_user(&mut self, id: &str, name: &str, email: &str, role: &str) {
        self.users.insert(id, User::new(id, name, email, role, &self.clock));
    }

    /// Adds a user with this id to the organization and the team, if missing. The user counts as signed in.
    pub(crate) fn ensure_user(&mut self, id: &str) {
        if let Some(user) = self.users.get_mut(id) {
            user.last_activity_at = self.clock.timestamp();
        } else {
            self.add_user(id, &format!("User {id}"), &format!("{id}@example.com"), INTERNAL_USER);
            if self.store.get(TEAMS, DEFAULT_TEAM).is_some() {
                team_members::join(self, DEFAULT_TEAM, id, "member", DEFAULT_USER);
            }
        }
    }

    /// Returns the user with this e-mail address, ignoring case.
    pub(crate) fn user_by_email(&self, email: &str) -> Option<&User> {
        self.users.values().find(|user| user.email.eq_ignore_ascii_case(email))
    }

    /// Returns the user with this e-mail address, added to the organization if missing.
    pub(crate) fn user_with_email(&mut self, email: &str, name: &str) -> String {
        if let Some(user) = self.user_by_email(email) {
            return user.id.clone();
        }
        let id = self.identifiers.numeric();
        self.add_user(&id, name, email, INTERNAL_USER);
        if let Some(user) = self.users.get_mut(&id) {
            user.last_activity_at.clear();
        }
        id
    }

    /// Returns the name of a user; empty if the user does not exist.
    pub(crate) fn user_name(&self, id: &str) -> &str {
        self.users.get(id).map_or("", |user| &user.name)
    }

    /// Returns the name of a team; empty if the team does not exist.
    pub(crate) fn team_name(&self, id: &str) -> &str {
        let name = self.store.get(TEAMS, id).and_then(|team| team.get("name"));
        name.and_then(|name| name.as_str()).unwrap_or_default()
    }

    /// Removes a board and related data.
    pub(crate) fn remove_board(&mut self, id: &str) {
        self.boards.remove(id);
        self.store.remove_all_of_board(id);
    }
}

/// Returns the object of a JSON literal.
pub(crate) fn object(value: serde_json::Value) -> Object {
    match value {
        serde_json::Value::Object(object) => object,
        other => panic!("an object is expected, not {other}"),
    }
}
