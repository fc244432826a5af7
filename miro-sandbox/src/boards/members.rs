//! The members of a board.

use serde_json::{Value, json};

use super::board::{Board, Member};
use super::rights::Right;
use crate::paging::OffsetPaging;
use crate::server::call::Call;
use crate::server::error::ApiError;
use crate::server::response::Response;
use crate::state::State;
use crate::validation::fields::{self, Field};
use crate::validation::problems::Problems;
use crate::validation::rules::{Rule, TEXT};

const ROLES: Rule = Rule::OneOf(&["viewer", "commenter", "editor", "coowner", "owner"]);
const INVITATION: &[Field] = &[
    Field::required("emails", Rule::Texts { min: 1, max: 20 }),
    Field::text("role", ROLES, "commenter"),
    Field::optional("message", TEXT),
];
const CHANGE: &[Field] = &[Field::text("role", ROLES, "commenter")];

/// `GET /v2/boards/{board_id}/members`
pub(crate) fn list(call: &mut Call<'_>) -> Result<Response, ApiError> {
    let paging = OffsetPaging::of(call)?;
    let board = call.board_to_read()?;
    Ok(paging.page(board.members.values(), |member| shown(member, call.state)))
}

/// `POST /v2/boards/{board_id}/members`: invites by e-mail
pub(crate) fn share(call: &mut Call<'_>) -> Result<Response, ApiError> {
    let sent = call.json_object()?;
    let mut problems = Problems::default();
    let invitation = fields::merge(INVITATION, None, &sent, "", &mut problems);
    problems.check()?;
    call.board_for(Right::Share)?;
    // Inviting an owner makes a co-owner, because a board has one owner.
    let role = match invitation["role"].as_str() {
        Some("owner") | None => "coowner",
        Some(role) => role,
    };
    let (mut successful, mut failed) = (Vec::new(), Vec::new());
    for email in invitation["emails"].as_array().into_iter().flatten().filter_map(Value::as_str) {
        let address = email.split_once('@').filter(|(name, host)| !name.is_empty() && host.contains('.'));
        let Some((name, _)) = address else {
            failed.push(json!({"email": email, "reason": "INVITATION_FAILED"}));
            continue;
        };
        let user_id = call.state.user_with_email(email, name);
        let board = call.board_for(Right::Share)?;
        if user_id != board.owner_id {
            board.members.insert(user_id.clone(), Member { user_id: user_id.clone(), role: role.to_owned() });
        }
        // Only here Miro sends ids as numbers.
        successful.push(json!(user_id.parse::<u64>().unwrap_or_default()));
    }
    Ok(Response::created(&json!({"successful": successful, "failed": failed})))
}

/// `GET /v2/boards/{board_id}/members/{board_member_id}`
pub(crate) fn get(call: &mut Call<'_>) -> Result<Response, ApiError> {
    let board = call.board_to_read()?;
    let member = find(board, call.parameter("board_member_id"))?;
    Ok(Response::ok(&with_links(member, board, call.state)))
}

/// `PATCH /v2/boards/{board_id}/members/{board_member_id}`
pub(crate) fn update(call: &mut Call<'_>) -> Result<Response, ApiError> {
    let sent = call.json_object()?;
    let member_id = call.parameter("board_member_id").to_owned();
    let user_id = call.user_id().to_owned();
    let board = call.board_for(Right::Share)?;
    let member = find(board, &member_id)?;
    let mut problems = Problems::default();
    let current = serde_json::Map::from_iter([("role".to_owned(), Value::from(member.role.as_str()))]);
    let changed = fields::merge(CHANGE, Some(&current), &sent, "", &mut problems);
    problems.check()?;
    let role = changed["role"].as_str().unwrap_or_default().to_owned();
    if member_id == board.owner_id && role != "owner" {
        return Err(ApiError::invalid(
            "role",
            "The owner of a board stays its owner until there is another one",
        ));
    }
    if role == "owner" && member_id != board.owner_id {
        if !board.permits(&user_id, Right::Own) {
            return Err(ApiError::forbidden_access("Only the owner of a board can hand it over"));
        }
        if let Some(previous) = board.members.get_mut(&board.owner_id) {
            previous.role = "coowner".to_owned();
        }
        board.owner_id = member_id.clone();
    }
    board.members.insert(member_id.clone(), Member { user_id: member_id.clone(), role });
    get(call)
}

/// `DELETE /v2/boards/{board_id}/members/{board_member_id}`
pub(crate) fn remove(call: &mut Call<'_>) -> Result<Response, ApiError> {
    let member_id = call.parameter("board_member_id").to_owned();
    let board = call.board_for(Right::Share)?;
    find(board, &member_id)?;
    if member_id == board.owner_id {
        return Err(ApiError::invalid("", "The owner of a board cannot be removed"));
    }
    board.members.remove(&member_id);
    Ok(Response::no_content())
}

fn find<'a>(board: &'a Board, id: &str) -> Result<&'a Member, ApiError> {
    board.members.get(id).ok_or_else(|| ApiError::not_found(format!("Board member {id} not found")))
}

fn shown(member: &Member, state: &State) -> Value {
    let name = state.user_name(&member.user_id);
    json!({"id": member.user_id, "name": name, "role": member.role, "type": "board_member"})
}

fn with_links(member: &Member, board: &Board, state: &State) -> Value {
    let mut wire = shown(member, state);
    wire["links"] = json!({"self": format!("{}/members/{}", board.address(), member.user_id)});
    wire
}
