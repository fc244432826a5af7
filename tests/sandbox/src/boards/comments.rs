//! Comments: served by Miro, but in no published specification.

use serde_json::json;

use crate::answer::Answer;
use crate::call::Call;
use crate::clock;
use crate::error::ApiError;
use crate::fields::{self, Field};
use crate::paging::OffsetPaging;
use crate::problems::Problems;
use crate::rules::Rule;

const COMMENT: &[Field] = &[Field::required("content", Rule::Text { min: 1, max: usize::MAX })];

/// `GET /v2-experimental/boards/{board_id}/comments`
pub(crate) fn list(call: &mut Call<'_>) -> Result<Answer, ApiError> {
    let paging = OffsetPaging::of(call)?;
    let comments = call.board_to_read()?.comments.values().cloned();
    Ok(Answer::ok(&paging.page(comments.collect())))
}

/// `POST /v2-experimental/boards/{board_id}/comments`
pub(crate) fn create(call: &mut Call<'_>) -> Result<Answer, ApiError> {
    let sent = call.json_object()?;
    let mut problems = Problems::default();
    let fields = fields::merge(COMMENT, None, &sent, "", &mut problems);
    problems.check()?;
    let id = call.state.identifiers.numeric();
    let comment = json!({
        "id": id,
        "type": "comment",
        "content": fields["content"],
        "createdAt": clock::timestamp(),
        "createdBy": {"id": call.user_id(), "type": "user"},
        "resolved": false,
    });
    call.board_to_write()?.comments.insert(id, comment.clone());
    Ok(Answer::created(&comment))
}
