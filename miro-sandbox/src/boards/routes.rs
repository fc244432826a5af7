//! The six operations on boards.

use serde_json::{Map, Value};

use super::board::{Board, Form};
use super::rights::Right;
use super::{copying, placement, policy};
use crate::organization::classification;
use crate::paging::OffsetPaging;
use crate::server::call::Call;
use crate::server::error::ApiError;
use crate::server::response::Response;
use crate::state::State;
use crate::validation::fields;
use crate::validation::messages;
use crate::validation::problems::Problems;

const SORTS: &[&str] = &["default", "last_modified", "last_opened", "last_created", "alphabetically"];

/// `GET /v2/boards`
pub(crate) fn list(call: &mut Call<'_>) -> Result<Response, ApiError> {
    let paging = OffsetPaging::of(call)?;
    let filter = |name: &str| call.query.get(name).filter(|value| !value.is_empty());
    let (team, project) = (filter("team_id"), filter("project_id"));
    let in_place = team.is_some() || project.is_some();
    let text = filter("query");
    if text.is_some_and(|text| text.chars().count() > 500) {
        return Err(ApiError::invalid("query", "must have at most 500 characters"));
    }
    if let Some(sort) = filter("sort").filter(|sort| !SORTS.contains(sort)) {
        return Err(ApiError::invalid("sort", messages::unexpected_value(sort, SORTS)));
    }
    // A team or project filter disables the other two filters and enables sorting.
    let text = text.filter(|_| !in_place).map(str::to_lowercase);
    let owner = filter("owner").filter(|_| !in_place);
    let user_id = call.user_id();
    let state = &*call.state;
    let mut boards: Vec<&Board> = state
        .boards
        .values()
        .filter(|board| board.is_open_to(user_id))
        .filter(|board| team.is_none_or(|team| team == board.team_id()))
        .filter(|board| project.is_none_or(|project| board.details.get("projectId") == Some(&project.into())))
        .filter(|board| owner.is_none_or(|owner| board.owner_id == owner))
        .filter(|board| text.as_ref().is_none_or(|text| mentions(board, text)))
        .collect();
    match filter("sort").filter(|_| in_place) {
        Some("alphabetically") => boards.sort_by_key(|board| board.name().to_lowercase()),
        Some("last_created") => boards.reverse(),
        Some("last_modified" | "last_opened") => {
            boards.sort_by(|one, other| other.modified_at().cmp(one.modified_at()))
        }
        _ => {}
    }
    Ok(paging.page(boards, |board| board.wire(Form::InList, state, user_id)))
}

/// `POST /v2/boards`
pub(crate) fn create(call: &mut Call<'_>) -> Result<Response, ApiError> {
    let sent = call.optional_json_object()?;
    let user_id = call.user_id().to_owned();
    let id = new_board(call.state, &user_id, &sent)?;
    Ok(Response::created(&shown(call, &id, Form::Written)))
}

/// Adds a board and returns its id.
pub(crate) fn new_board(
    state: &mut State,
    user_id: &str,
    sent: &Map<String, Value>,
) -> Result<String, ApiError> {
    let details = details(state, policy::BOARD, None, sent)?;
    let id = state.identifiers.board();
    let now = state.clock.timestamp();
    let mut board = Board::new(id.clone(), user_id, details, now);
    board.label_id = classification::default_label(&state.store, board.team_id());
    state.boards.insert(id.clone(), board);
    Ok(id)
}

/// `PUT /v2/boards?copy_from=`
pub(crate) fn copy(call: &mut Call<'_>) -> Result<Response, ApiError> {
    let sent = call.optional_json_object()?;
    let source = call.query.get("copy_from").filter(|id| !id.is_empty());
    let source = source.ok_or_else(|| ApiError::missing("copy_from"))?;
    let source = call.state.board_for(source, call.user_id(), Right::Copy)?.clone();
    let mut kept = source.details.clone();
    kept.remove("projectId");
    let details = details(call.state, policy::COPY, Some(&kept), &sent)?;
    let id = call.state.identifiers.board();
    let mut board = Board::new(id.clone(), call.user_id(), details, call.state.clock.timestamp());
    // A copy has the classification of its source.
    let label_id = source.label_id.clone();
    board.label_id = label_id.or_else(|| classification::default_label(&call.state.store, board.team_id()));
    copying::copy_content(&source, &mut board, &mut call.state.identifiers);
    call.state.boards.insert(id.clone(), board);
    Ok(Response::created(&shown(call, &id, Form::Copied)))
}

/// `GET /v2/boards/{board_id}`
pub(crate) fn get(call: &mut Call<'_>) -> Result<Response, ApiError> {
    let id = call.board_to_read()?.id.clone();
    Ok(Response::ok(&shown(call, &id, Form::Alone)))
}

/// `PATCH /v2/boards/{board_id}`
pub(crate) fn update(call: &mut Call<'_>) -> Result<Response, ApiError> {
    let sent = call.json_object()?;
    let user_id = call.user_id().to_owned();
    let current = call.board_to_write()?.details.clone();
    if sent.contains_key("policy") {
        call.board_for(Right::Share)?;
    }
    let details = details(call.state, policy::BOARD, Some(&current), &sent)?;
    if details.get("teamId") != current.get("teamId") {
        call.board_for(Right::Manage)?;
    }
    let now = call.state.clock.timestamp();
    let board = call.board_to_write()?;
    board.details = details;
    board.touch(&user_id, now);
    let id = board.id.clone();
    Ok(Response::ok(&shown(call, &id, Form::Written)))
}

/// `DELETE /v2/boards/{board_id}`
pub(crate) fn delete(call: &mut Call<'_>) -> Result<Response, ApiError> {
    let id = call.board_for(Right::Manage)?.id.clone();
    call.state.remove_board(&id);
    Ok(Response::no_content())
}

fn details(
    state: &State,
    table: &[fields::Field],
    current: Option<&Map<String, Value>>,
    sent: &Map<String, Value>,
) -> Result<Map<String, Value>, ApiError> {
    let mut problems = Problems::default();
    let mut details = fields::merge(table, current, sent, "", &mut problems);
    placement::settle(&state.store, &mut details, sent, &mut problems);
    problems.check()?;
    // The value of the request is ignored, because the sandbox's organization is on an Enterprise plan.
    if let Some(sharing) = details.get_mut("policy").and_then(|policy| policy.get_mut("sharingPolicy")) {
        sharing["inviteToAccountAndBoardLinkAccess"] = "no_access".into();
    }
    Ok(details)
}

fn shown(call: &Call<'_>, id: &str, form: Form) -> Value {
    let board = call.state.boards.get(id);
    board.map_or(Value::Null, |board| board.wire(form, call.state, call.user_id()))
}

fn mentions(board: &Board, text: &str) -> bool {
    let description = board.details["description"].as_str().unwrap_or_default();
    board.name().to_lowercase().contains(text) || description.to_lowercase().contains(text)
}

#[cfg(test)]
mod tests {
    use serde_json::{Map, Value};

    use super::new_board;
    use crate::Sandbox;
    use crate::state::store::Object;
    use crate::state::{DEFAULT_TEAM, DEFAULT_USER, TEAMS};

    #[tokio::test]
    async fn board_accepts_a_project_of_its_team() {
        let sandbox = Sandbox::start().await;
        let mut state = sandbox.server.state();
        state.store.insert(&format!("{TEAMS}/{DEFAULT_TEAM}/projects"), "7", Object::new());
        let mut create = |project: &str| {
            let sent = Map::from_iter([("projectId".to_owned(), Value::from(project))]);
            new_board(&mut state, DEFAULT_USER, &sent)
        };
        assert!(create("8").is_err());
        let id = create("7").unwrap();
        assert_eq!(state.boards.get(&id).unwrap().details["projectId"], "7");
    }
}
