//! Logs of AI interactions. A sandbox has no AI: it starts with a few entries and never adds any.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::content::{PERIOD, People, actor};
use super::log::Entry;
use crate::paging::{CursorPaging, CursorRules};
use crate::server::call::Call;
use crate::server::error::ApiError;
use crate::server::response::Response;
use crate::state::{DEFAULT_USER, ORGANIZATION, State, clock};
use crate::validation::parameters;
use crate::validation::problems::Problems;
use crate::validation::rules::TEXT;

/// Maximum number of objects in a request.
const MAX_NAMED: usize = 15;
/// The delay between an interaction and its storage.
const STORED_AFTER: Duration = Duration::from_secs(2);

/// One half of an interaction: the request or the response.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Interaction {
    user_id: String,
    object_id: String,
    object_type: String,
    feature: String,
    log_type: String,
    session_id: String,
    message_id: String,
    text: String,
}

/// Days before the sandbox's start, object (a deleted board or the organization), its type, the feature, and the
/// prompt.
const SEEDS: &[(i64, &str, &str, &str, &str)] = &[
    (5, "uXjVAAAAAAA=", "board", "ai_generate_sticky_notes", "Generate three ideas for a retrospective"),
    (3, ORGANIZATION, "organization", "ai_summarize", "Summarize what is new"),
    (1, ORGANIZATION, "organization", "ai_generate_sticky_notes", "Generate one sticky note"),
];

pub(super) fn seed(state: &mut State) {
    let now = state.clock.now();
    for (days, object_id, object_type, feature, text) in SEEDS {
        let (session_id, message_id) = (state.identifiers.uuid(), state.identifiers.uuid());
        for (seconds, log_type) in [(0, "request"), (4, "response")] {
            let before = SignedDuration::from_secs(days * 24 * 60 * 60 - seconds);
            let interaction = Interaction {
                user_id: DEFAULT_USER.to_owned(),
                object_id: (*object_id).to_owned(),
                object_type: (*object_type).to_owned(),
                feature: (*feature).to_owned(),
                log_type: log_type.to_owned(),
                session_id: session_id.clone(),
                message_id: message_id.clone(),
                text: (*text).to_owned(),
            };
            let at = now.saturating_sub(before).expect("no units of the calendar are involved");
            state.logs.ai.add(at, interaction);
        }
    }
}

/// `GET /v2/orgs/{org_id}/ai-interaction-logs`
pub(super) fn list(call: &mut Call<'_>) -> Result<Response, ApiError> {
    let paging = CursorPaging::of(call, &CursorRules::ORGANIZATION)?;
    let mut problems = Problems::default();
    let object_ids = parameters::repeated(&call.query, "object_ids", TEXT, MAX_NAMED, &mut problems);
    let people = People::named(call, &mut problems);
    let period = PERIOD.read(&call.query, problems)?;
    call.require_parents()?;
    let listed = |entry: &&Entry<Interaction>| {
        let Interaction { object_id, user_id, .. } = &entry.what;
        period.contains(stored_at(entry))
            && (object_ids.is_empty() || object_ids.contains(object_id))
            && people.include(call.state, user_id)
    };
    let rest = call.state.logs.ai.after(paging.place, period.newest_first).filter(listed);
    Ok(paging.page(rest.map(|entry| (entry.place, entry)), 0, |entry| shown(call.state, entry)))
}

fn stored_at(entry: &Entry<Interaction>) -> Timestamp {
    clock::later(entry.at, STORED_AFTER)
}

fn shown(state: &State, entry: &Entry<Interaction>) -> Value {
    let interaction = &entry.what;
    json!({
        "id": format!("00000000-0000-4000-9000-{:012x}", entry.place),
        "createdAt": clock::format_seconds(entry.at),
        "storedAt": clock::format_seconds(stored_at(entry)),
        "sessionId": interaction.session_id,
        "messageId": interaction.message_id,
        "object": {"id": interaction.object_id, "type": interaction.object_type},
        "aiFeatureName": interaction.feature,
        "actor": actor(state, &interaction.user_id),
        "logType": interaction.log_type,
        // The text is JSON within JSON, like Miro's.
        "details": {"text": json!({"text": interaction.text}).to_string()},
    })
}
