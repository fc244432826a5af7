//! The team and the project of a board.

use serde_json::Value;

use crate::organization::projects;
use crate::state::store::{Object, Store};
use crate::state::{DEFAULT_TEAM, TEAMS};
use crate::validation::problems::Problems;

/// Makes team and project consistent. If a request names only a project, the board moves to the project's team; if
/// it names only another team, the board leaves its project.
pub(super) fn settle(store: &Store, details: &mut Object, sent: &Object, problems: &mut Problems) {
    let named = |object: &Object, name: &str| object.get(name).and_then(Value::as_str).map(str::to_owned);
    let team = named(details, "teamId");
    if store.get(TEAMS, team.as_deref().unwrap_or(DEFAULT_TEAM)).is_none() {
        problems.add("teamId", "there is no such team");
        return;
    }
    let Some(project) = named(details, "projectId") else { return };
    let (team_is_new, project_is_new) = (sent.contains_key("teamId"), sent.contains_key("projectId"));
    match projects::team_of(store, &project) {
        None => problems.add("projectId", "there is no such project"),
        Some(of_project) if team.as_deref() == Some(of_project) => {}
        Some(_) if team_is_new && project_is_new => problems.add("projectId", "is in another team"),
        Some(_) if team_is_new => {
            details.remove("projectId");
        }
        Some(of_project) => {
            details.insert("teamId".to_owned(), of_project.into());
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::settle;
    use crate::state::store::{Object, Store};
    use crate::state::{DEFAULT_TEAM, TEAMS, object};
    use crate::validation::problems::Problems;

    /// A store in which the default team has project 1, and team 7 has project 2.
    fn store() -> Store {
        let mut store = Store::default();
        for (team, project) in [(DEFAULT_TEAM, "1"), ("7", "2")] {
            store.insert(TEAMS, team, object(json!({"id": team})));
            store.insert(&format!("{TEAMS}/{team}/projects"), project, Object::new());
        }
        store
    }

    fn settled(current: Value, sent: Value) -> Result<Value, String> {
        let (mut details, sent) = (object(current), object(sent));
        details.extend(sent.clone());
        let mut problems = Problems::default();
        settle(&store(), &mut details, &sent, &mut problems);
        let problem = problems.fields().first().map(|field| (*field).to_owned());
        problem.map_or(Ok(Value::Object(details)), Err)
    }

    #[test]
    fn board_moves_to_the_team_of_its_new_project() {
        let new = |sent| settled(json!({}), sent);
        assert_eq!(new(json!({"projectId": "2"})), Ok(json!({"teamId": "7", "projectId": "2"})));
        assert_eq!(new(json!({"teamId": "7", "projectId": "1"})), Err("projectId".to_owned()));
        assert_eq!(new(json!({"projectId": "3"})), Err("projectId".to_owned()));
        assert_eq!(new(json!({"teamId": "8", "projectId": "1"})), Err("teamId".to_owned()));
        assert_eq!(new(json!({})), Ok(json!({})));
    }

    #[test]
    fn board_leaves_its_project_when_it_changes_teams() {
        let current = json!({"teamId": "7", "projectId": "2"});
        let moved = settled(current.clone(), json!({"teamId": DEFAULT_TEAM}));
        assert_eq!(moved, Ok(json!({"teamId": DEFAULT_TEAM})));
        let moved = settled(current.clone(), json!({"projectId": "1"}));
        assert_eq!(moved, Ok(json!({"teamId": DEFAULT_TEAM, "projectId": "1"})));
        assert_eq!(settled(current.clone(), json!({"teamId": "7"})), Ok(current));
    }
}
