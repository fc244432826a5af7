//! Tags, and what they are attached to.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use crate::boards::board::Board;
use crate::items::kinds;
use crate::items::routes::find as find_item;
use crate::paging::OffsetPaging;
use crate::server::answer::Answer;
use crate::server::call::Call;
use crate::server::error::ApiError;
use crate::validation::fields::{self, Field};
use crate::validation::problems::Problems;
use crate::validation::rules::Rule;

const MOST_PER_ITEM: usize = 8;
const MOST_PER_BOARD: usize = 100;
const TITLE: Rule = Rule::Text { min: 0, max: 120 };
const COLOR: Rule = Rule::OneOf(&[
    "red",
    "light_green",
    "cyan",
    "yellow",
    "magenta",
    "green",
    "blue",
    "gray",
    "violet",
    "dark_green",
    "dark_blue",
    "black",
]);
const TAG: &[Field] = &[Field::required("title", TITLE), Field::text("fillColor", COLOR, "red")];

/// A tag of a board.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Tag {
    pub(crate) id: String,
    fields: Map<String, Value>,
}

impl Tag {
    /// The title, and the name of the colour.
    pub(crate) fn label(&self) -> (&str, &str) {
        let text = |name: &str| self.fields.get(name).and_then(Value::as_str).unwrap_or_default();
        (text("title"), text("fillColor"))
    }

    fn wire(&self) -> Value {
        json!({"id": self.id, "title": self.fields["title"], "fillColor": self.fields["fillColor"], "type": "tag"})
    }

    fn with_links(&self, board: &Board) -> Value {
        let mut wire = self.wire();
        wire["links"] = json!({"self": format!("{}/tags/{}", board.address(), self.id)});
        wire
    }
}

/// `GET /v2/boards/{board_id}/tags`
pub(crate) fn list(call: &mut Call<'_>) -> Result<Answer, ApiError> {
    let paging = OffsetPaging::of(call)?;
    Ok(paging.page(call.board_to_read()?.tags.values(), Tag::wire))
}

/// `POST /v2/boards/{board_id}/tags`
pub(crate) fn create(call: &mut Call<'_>) -> Result<Answer, ApiError> {
    let sent = call.json_object()?;
    let id = call.state.identifiers.numeric();
    let board = call.board_to_write()?;
    let tag = Tag { id: id.clone(), fields: checked(board, &id, None, &sent)? };
    if board.tags.len() >= MOST_PER_BOARD {
        return Err(ApiError::invalid(format!("A board can have at most {MOST_PER_BOARD} tags")));
    }
    let answer = Answer::created(&tag.with_links(board));
    board.tags.insert(id, tag);
    Ok(answer)
}

/// `GET /v2/boards/{board_id}/tags/{tag_id}`
pub(crate) fn get(call: &mut Call<'_>) -> Result<Answer, ApiError> {
    let board = call.board_to_read()?;
    Ok(Answer::ok(&find(board, call.parameter("tag_id"))?.with_links(board)))
}

/// `PATCH /v2/boards/{board_id}/tags/{tag_id}`
pub(crate) fn update(call: &mut Call<'_>) -> Result<Answer, ApiError> {
    let sent = call.json_object()?;
    let id = call.parameter("tag_id").to_owned();
    let board = call.board_to_write()?;
    let fields = checked(board, &id, Some(&find(board, &id)?.fields), &sent)?;
    board.tags.insert(id.clone(), Tag { id, fields });
    get(call)
}

/// `DELETE /v2/boards/{board_id}/tags/{tag_id}`: also takes it off every item
pub(crate) fn delete(call: &mut Call<'_>) -> Result<Answer, ApiError> {
    let id = call.parameter("tag_id").to_owned();
    let board = call.board_to_write()?;
    find(board, &id)?;
    board.tags.remove(&id);
    for item in board.items.values_mut() {
        item.tags.retain(|tag| *tag != id);
    }
    Ok(Answer::no_content())
}

/// `GET /v2/boards/{board_id}/items/{item_id}/tags`
pub(crate) fn of_item(call: &mut Call<'_>) -> Result<Answer, ApiError> {
    let board = call.board_to_read()?;
    let item = find_item(board, call.parameter("item_id"), None)?;
    let tags: Vec<Value> = item.tags.iter().filter_map(|id| board.tags.get(id)).map(Tag::wire).collect();
    Ok(Answer::ok(&json!({ "tags": tags })))
}

/// `POST /v2/boards/{board_id}/items/{item_id}?tag_id=`
pub(crate) fn attach(call: &mut Call<'_>) -> Result<Answer, ApiError> {
    let tag_id = tag_of_query(call)?;
    let item_id = call.parameter("item_id").to_owned();
    let board = call.board_to_write()?;
    let item = find_item(board, &item_id, None)?;
    find(board, &tag_id)?;
    if !kinds::by_name(item.kind()).is_some_and(|kind| kind.has_tags) {
        return Err(ApiError::invalid(format!("Items of the type {} cannot have tags", item.kind())));
    }
    if item.tags.contains(&tag_id) {
        return Ok(Answer::no_content());
    }
    if item.tags.len() >= MOST_PER_ITEM {
        return Err(ApiError::invalid(format!("An item can have at most {MOST_PER_ITEM} tags")));
    }
    if let Some(item) = board.items.get_mut(&item_id) {
        item.tags.push(tag_id);
    }
    Ok(Answer::no_content())
}

/// `DELETE /v2/boards/{board_id}/items/{item_id}?tag_id=`: the same route as deleting the item
pub(crate) fn detach(call: &mut Call<'_>) -> Result<Answer, ApiError> {
    let tag_id = tag_of_query(call)?;
    let item_id = call.parameter("item_id").to_owned();
    let board = call.board_to_write()?;
    if !find_item(board, &item_id, None)?.tags.contains(&tag_id) {
        return Err(ApiError::not_found(format!("Item {item_id} has no tag {tag_id}")));
    }
    if let Some(item) = board.items.get_mut(&item_id) {
        item.tags.retain(|tag| *tag != tag_id);
    }
    Ok(Answer::no_content())
}

fn find<'a>(board: &'a Board, id: &str) -> Result<&'a Tag, ApiError> {
    board.tags.get(id).ok_or_else(|| ApiError::not_found(format!("Tag {id} not found")))
}

fn tag_of_query(call: &Call<'_>) -> Result<String, ApiError> {
    let tag_id = call.query.get("tag_id").filter(|id| !id.is_empty());
    tag_id.map(str::to_owned).ok_or_else(|| ApiError::invalid("tag_id: is required"))
}

fn checked(
    board: &Board,
    id: &str,
    current: Option<&Map<String, Value>>,
    sent: &Map<String, Value>,
) -> Result<Map<String, Value>, ApiError> {
    let mut problems = Problems::default();
    let fields = fields::merge(TAG, current, sent, "", &mut problems);
    let title = fields.get("title");
    if title.is_some()
        && board.tags.values().any(|other| other.id != id && other.fields.get("title") == title)
    {
        problems.add("title", "there is another tag with this title on the board");
    }
    problems.check().map(|()| fields)
}
