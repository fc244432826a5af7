//! Team memberships, and the boards of people who leave.

use std::collections::HashMap;

use serde_json::{Value, json};

use super::error;
use crate::boards::board::Member;
use crate::server::error::ApiError;
use crate::state::collection::Collection;
use crate::state::store::Object;
use crate::state::{State, TEAMS, object};

const ADMIN: &str = "admin";
/// The role of people who only have access to some boards of the team.
const OUTSIDER: &str = "non_team";

fn address(team: &str) -> String {
    format!("{TEAMS}/{team}/members")
}

fn text<'o>(object: &'o Object, name: &str) -> &'o str {
    object.get(name).and_then(Value::as_str).unwrap_or_default()
}

/// Iterates over the ids of all teams.
pub(crate) fn teams(state: &State) -> impl Iterator<Item = &str> {
    state.store.values(TEAMS).map(|team| text(team, "id"))
}

/// Iterates over the members of a team, without outsiders.
fn entries<'s>(state: &'s State, team: &str) -> impl Iterator<Item = &'s Object> {
    let members = state.store.at(&address(team)).into_iter().flat_map(Collection::values);
    members.filter(|member| text(member, "role") != OUTSIDER)
}

fn is_in(state: &State, team: &str, user: &str) -> bool {
    state.store.get(&address(team), user).is_some_and(|member| text(member, "role") != OUTSIDER)
}

/// Iterates over the ids of a team's members who are members of the organization.
pub(crate) fn members<'s>(state: &'s State, team: &str) -> impl Iterator<Item = &'s str> {
    let ids = entries(state, team).map(|member| text(member, "id"));
    ids.filter(|id| state.users.get(id).is_some_and(|user| user.is_internal()))
}

/// Returns the teams of a user, in the form of users.
pub(crate) fn teams_of(state: &State, user: &str) -> Vec<Value> {
    let joined = teams(state).filter(|team| is_in(state, team, user));
    joined.map(|team| shown(state, team)).collect()
}

/// Returns the teams of all users, by user id.
pub(crate) fn teams_by_user(state: &State) -> HashMap<&str, Vec<Value>> {
    let mut by_user: HashMap<&str, Vec<Value>> = HashMap::new();
    for team in teams(state) {
        for member in entries(state, team) {
            by_user.entry(text(member, "id")).or_default().push(shown(state, team));
        }
    }
    by_user
}

fn shown(state: &State, team: &str) -> Value {
    json!({"value": team, "display": state.team_name(team)})
}

/// Adds a user to a team, if the team exists and the user is not in it.
pub(crate) fn join(state: &mut State, team: &str, user: &str) {
    if state.store.get(TEAMS, team).is_none() || is_in(state, team, user) {
        return;
    }
    let now = state.clock.timestamp();
    let member = json!({
        "id": user,
        "teamId": team,
        "role": "member",
        "createdAt": now,
        "modifiedAt": now,
        "type": "team-member",
    });
    state.store.insert(&address(team), user, object(member));
}

/// Removes a user from a team and from its boards.
pub(crate) fn leave(state: &mut State, team: &str, user: &str) {
    leave_boards(state, user, Some(team));
    state.store.withdraw(&format!("{TEAMS}/{team}"), "members", user);
}

/// Returns an error if the team would lose its last admin. A team without admins needs none.
pub(crate) fn require_other_admin(state: &State, team: &str, leaving: &[&str]) -> Result<(), ApiError> {
    let mut admins = admins(state, team).map(|admin| text(admin, "id")).peekable();
    if admins.peek().is_none() || admins.any(|admin| !leaving.contains(&admin)) {
        return Ok(());
    }
    Err(error::conflict(format!("The team {team} would have no admin left")))
}

/// Removes a user from the boards of a team, or from all boards. Owned boards pass to the admin with the longest
/// membership in the team, or to the company admin with the longest membership in the organization.
pub(crate) fn leave_boards(state: &mut State, user: &str, team: Option<&str>) {
    let concerned = state.boards.values().filter(|board| team.is_none_or(|team| board.team_id() == team));
    let concerned: Vec<(String, Option<String>)> = concerned
        .filter(|board| board.members.get(user).is_some())
        .map(|board| {
            let owned = board.owner_id == user;
            (board.id.clone(), owned.then(|| heir(state, board.team_id(), user)).flatten())
        })
        .collect();
    for (board, heir) in concerned {
        let Some(board) = state.boards.get_mut(&board) else { continue };
        if let Some(user_id) = heir {
            board.owner_id.clone_from(&user_id);
            board.members.insert(user_id.clone(), Member { user_id, role: "owner".to_owned() });
        }
        if board.owner_id != user {
            board.members.remove(user);
        }
    }
}

fn admins<'s>(state: &'s State, team: &str) -> impl Iterator<Item = &'s Object> {
    entries(state, team).filter(|member| text(member, "role") == ADMIN)
}

fn heir(state: &State, team: &str, leaving: &str) -> Option<String> {
    let others = admins(state, team).filter(|admin| text(admin, "id") != leaving);
    let oldest = others.min_by_key(|admin| text(admin, "createdAt")).map(|admin| text(admin, "id"));
    let company_admin = || {
        let mut admins = state.users.values().filter(|user| user.is_active_admin() && user.id != leaving);
        admins.next().map(|admin| admin.id.as_str())
    };
    oldest.or_else(company_admin).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{address, join, leave, leave_boards, members, require_other_admin, teams_by_user, teams_of};
    use crate::sandbox::Sandbox;
    use crate::state::user::INTERNAL_USER;
    use crate::state::{DEFAULT_USER, State, TEAMS, object};

    const TEAM: &str = "77";

    /// Adds a team with a member who owns a board of it, and with these admins, who joined in these years.
    fn team(state: &mut State, admins: &[(&str, &str)]) -> String {
        state.store.insert(TEAMS, TEAM, object(json!({"id": TEAM, "name": "Team"})));
        state.add_user("owner", "Owner", "owner@example.com", INTERNAL_USER);
        join(state, TEAM, "owner");
        for (id, year) in admins {
            state.add_user(id, id, &format!("{id}@example.com"), INTERNAL_USER);
            let admin =
                json!({"id": id, "role": "admin", "createdAt": format!("{year}-01-01T00:00:00.000Z")});
            state.store.insert(&address(TEAM), id, object(admin));
        }
        let details = object(json!({"name": "Board", "teamId": TEAM}));
        crate::boards::routes::new_board(state, "owner", &details).unwrap()
    }

    #[tokio::test]
    async fn boards_pass_to_the_oldest_admin_of_their_team() {
        let sandbox = Sandbox::start().await;
        let mut state = sandbox.server.state();
        let board = team(&mut state, &[("second", "2022"), ("first", "2021"), ("third", "2023")]);
        leave(&mut state, TEAM, "owner");
        let board = state.boards.get(&board).unwrap();
        assert_eq!((board.owner_id.as_str(), board.role_of("first")), ("first", Some("owner")));
        assert!(board.members.get("owner").is_none());
        assert!(teams_of(&state, "owner").is_empty());
    }

    #[tokio::test]
    async fn boards_of_a_team_without_admin_pass_to_the_company_admin() {
        let sandbox = Sandbox::start().await;
        let mut state = sandbox.server.state();
        let board = team(&mut state, &[]);
        leave_boards(&mut state, "owner", Some("another team"));
        assert_eq!(state.boards.get(&board).unwrap().owner_id, "owner");
        leave_boards(&mut state, "owner", None);
        assert_eq!(state.boards.get(&board).unwrap().owner_id, DEFAULT_USER);
    }

    #[tokio::test]
    async fn outsiders_are_not_members_until_they_join() {
        let sandbox = Sandbox::start().await;
        let mut state = sandbox.server.state();
        team(&mut state, &[]);
        let outsider = json!({"id": "owner", "role": "non_team"});
        state.store.insert(&address(TEAM), "owner", object(outsider));
        assert_eq!(members(&state, TEAM).count(), 0);
        assert!(teams_of(&state, "owner").is_empty() && !teams_by_user(&state).contains_key("owner"));
        join(&mut state, TEAM, "owner");
        assert_eq!(members(&state, TEAM).collect::<Vec<_>>(), ["owner"]);
        let shown = vec![json!({"value": TEAM, "display": "Team"})];
        assert_eq!((teams_of(&state, "owner"), &teams_by_user(&state)["owner"]), (shown.clone(), &shown));
    }

    #[tokio::test]
    async fn team_with_admins_keeps_one() {
        let sandbox = Sandbox::start().await;
        let mut state = sandbox.server.state();
        team(&mut state, &[("one", "2021"), ("two", "2022")]);
        assert!(require_other_admin(&state, TEAM, &["one"]).is_ok());
        assert!(require_other_admin(&state, TEAM, &["one", "owner", "two"]).is_err());
        leave(&mut state, TEAM, "one");
        assert!(require_other_admin(&state, TEAM, &["two"]).is_err());
        assert!(require_other_admin(&state, TEAM, &["owner"]).is_ok());
        assert!(require_other_admin(&state, "no team", &["two"]).is_ok());
    }
}
