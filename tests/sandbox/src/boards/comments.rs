//! Comments: served by Miro, but in no published specification.

use serde_json::{Value, json};

use crate::paging::OffsetPaging;
use crate::server::answer::Answer;
use crate::server::call::Call;
use crate::server::error::ApiError;
use crate::validation::fields::{self, Field};
use crate::validation::problems::Problems;
use crate::validation::rules::Rule;

const COMMENT: &[Field] = &[Field::required("content", Rule::Text { min: 1, max: usize::MAX })];

/// `GET /v2-experimental/boards/{board_id}/comments`
pub(crate) fn list(call: &mut Call<'_>) -> Result<Answer, ApiError> {
    let paging = OffsetPaging::of(call)?;
    Ok(paging.page(call.board_to_read()?.comments.values(), Value::clone))
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
        "createdAt": call.state.clock.timestamp(),
        "createdBy": {"id": call.user_id(), "type": "user"},
        "resolved": false,
    });
    call.board_to_write()?.comments.insert(id, comment.clone());
    Ok(Answer::created(&comment))
}
