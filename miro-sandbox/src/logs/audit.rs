//! Audit logs: events for administrators.

use std::borrow::Cow;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::log::Entry;
use super::period::PeriodParameters;
use crate::access::authorization::Caller;
use crate::paging::{CursorPaging, CursorRules, invalid_cursor};
use crate::server::call::Call;
use crate::server::error::ApiError;
use crate::server::response::Response;
use crate::state::store::Object;
use crate::state::{DEFAULT_TEAM, DEFAULT_USER, ORGANIZATION, ORGANIZATIONS, State, TEAMS};
use crate::validation::problems::Problems;
use crate::validation::rules::Rule;

/// Miro documents no maximum for `limit`.
const PAGING: CursorRules = CursorRules::ORGANIZATION.limits(1, usize::MAX, 100).by_id();
const PERIOD: PeriodParameters = PeriodParameters {
    from: "createdAfter",
    to: "createdBefore",
    moment: Rule::UtcDateTime { milliseconds: true },
    sortings: &["ASC", "DESC"],
};
/// Older events are only in a file for administrators.
const LIFETIME: SignedDuration = SignedDuration::from_hours(90 * 24);

/// An event.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Event {
    name: Cow<'static, str>,
    category: Cow<'static, str>,
    user_id: String,
    team_id: String,
    /// The `id` and, if known, the `name` of the event's object.
    object: Object,
    details: Object,
}

/// Maps an operation to its event.
struct Kind {
    operation: &'static str,
    event: &'static str,
    category: &'static str,
    /// The path parameter with the id of the event's object. If `None`, the response is the object.
    object: Option<&'static str>,
    /// The request fields that are part of the details.
    details: &'static [&'static str],
}

const fn kind(operation: &'static str, event: &'static str, category: &'static str) -> Kind {
    Kind { operation, event, category, object: None, details: &[] }
}

impl Kind {
    const fn on(self, object: &'static str) -> Self {
        Self { object: Some(object), ..self }
    }

    const fn with(self, details: &'static [&'static str]) -> Self {
        Self { details, ..self }
    }
}

/// Miro documents the names of sign-in, sign-out and board opening events; the others follow their pattern.
#[rustfmt::skip] // One event, one line.
static KINDS: &[Kind] = &[
    kind("create-board", "board_created", "boards"),
    kind("copy-board", "board_copied", "boards"),
    kind("update-board", "board_updated", "boards").on("board_id").with(&["name", "description", "policy", "teamId", "projectId"]),
    kind("delete-board", "board_deleted", "boards").on("board_id"),
    kind("share-board", "board_shared", "boards").on("board_id").with(&["emails", "role"]),
    kind("update-board-member", "board_member_role_changed", "boards").on("board_id").with(&["role"]),
    kind("remove-board-member", "board_member_removed", "boards").on("board_id"),
    kind("enterprise-create-team", "team_created", "teams"),
    kind("enterprise-update-team", "team_updated", "teams").on("team_id").with(&["name"]),
    kind("enterprise-delete-team", "team_deleted", "teams").on("team_id"),
    kind("enterprise-invite-team-member", "team_member_invited", "teams").on("team_id").with(&["email", "role"]),
    kind("enterprise-delete-team-member", "team_member_removed", "teams").on("team_id"),
    kind("enterprise-post-user-sessions-reset", "sign_out_succeeded", "authentication"),
    kind("token", "access_token_issued", "authentication"),
    kind("create-case", "case_created", "compliance"),
    kind("delete-case", "case_closed", "compliance").on("case_id"),
    kind("create-legal-hold", "legal_hold_created", "compliance"),
    kind("delete-legal-hold", "legal_hold_closed", "compliance").on("legal_hold_id"),
    kind("enterprise-create-board-export", "board_export_created", "compliance").with(&["boardIds", "boardFormat"]),
];

/// Sign-ins, in days before the sandbox's start.
const SIGN_INS: &[i64] = &[30, 7, 0];

pub(super) fn seed(state: &mut State) {
    let now = state.clock.now();
    for days in SIGN_INS {
        let event = Event {
            name: "sign_in_succeeded".into(),
            category: "authentication".into(),
            user_id: DEFAULT_USER.to_owned(),
            team_id: DEFAULT_TEAM.to_owned(),
            object: named(DEFAULT_USER, state.user_name(DEFAULT_USER)),
            details: crate::state::object(json!({"authType": "SSO", "mfaFactorType": "NONE"})),
        };
        let at = now.saturating_sub(SignedDuration::from_hours(days * 24));
        state.logs.audit.add(at.expect("no units of the calendar are involved"), event);
    }
}

/// Records the event of a request, if it has one.
pub(super) fn record(call: &mut Call<'_>, response: &Response) {
    let Some(kind) = KINDS.iter().find(|kind| kind.operation == call.operation.id) else { return };
    let response: Value = serde_json::from_slice(&response.body).unwrap_or_default();
    let sent: Value = serde_json::from_slice(call.body).unwrap_or_default();
    let (user_id, team_id) = match &call.caller {
        Some(Caller { user_id, team_id, .. }) => (user_id.clone(), team_id.clone()),
        // A token request has no caller yet; the response names the user.
        None => (text(&response["user_id"]), DEFAULT_TEAM.to_owned()),
    };
    let details = kind.details.iter().filter_map(|name| Some(((*name).to_owned(), sent.get(name)?.clone())));
    let event = Event {
        name: kind.event.into(),
        category: kind.category.into(),
        object: object_of(call, kind, &response, &user_id),
        user_id,
        team_id,
        details: details.collect(),
    };
    call.state.logs.audit.add(call.state.clock.now(), event);
}

fn object_of(call: &Call<'_>, kind: &Kind, response: &Value, user_id: &str) -> Object {
    let state = &*call.state;
    let Some(parameter) = kind.object else {
        let id = ["id", "jobId"].iter().find_map(|name| response[name].as_str());
        return match id {
            Some(id) => named(id, response["name"].as_str().unwrap_or_default()),
            None => named(user_id, state.user_name(user_id)),
        };
    };
    let id = call.parameter(parameter);
    let name = match parameter {
        "board_id" => state.boards.get(id).map_or("", |board| board.name()),
        "team_id" => state.team_name(id),
        _ => "",
    };
    named(id, name)
}

/// Returns an event's object. A deleted one has no name.
fn named(id: &str, name: &str) -> Object {
    let mut object = Object::from_iter([("id".to_owned(), id.into())]);
    if !name.is_empty() {
        object.insert("name".to_owned(), name.into());
    }
    object
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// `GET /v2/audit/logs`
pub(super) fn list(call: &mut Call<'_>) -> Result<Response, ApiError> {
    let paging = CursorPaging::of(call, &PAGING)?;
    let period = PERIOD.read(&call.query, Problems::default())?;
    let place = match paging.cursor.as_str() {
        "" => 0,
        cursor => place_of(cursor).ok_or_else(invalid_cursor)?,
    };
    let state = &*call.state;
    let oldest = state.clock.now().saturating_sub(LIFETIME).expect("no units of the calendar are involved");
    let listed = |entry: &&Entry<Event>| period.contains(entry.at) && entry.at >= oldest;
    let rest = state.logs.audit.after(place, period.newest_first).filter(listed);
    Ok(paging.page_by_key(rest.map(|entry| (id_of(entry), entry)), 0, |entry| shown(state, entry)))
}

fn shown(state: &State, entry: &Entry<Event>) -> Value {
    let Event { name, category, user_id, team_id, object, details } = &entry.what;
    let organization = state.store.get(ORGANIZATIONS, ORGANIZATION).and_then(|found| found.get("name"));
    let user = state.users.get(user_id);
    let mut context = json!({
        "ip": "127.0.0.1",
        "organization": {"id": ORGANIZATION, "name": organization},
    });
    if state.store.get(TEAMS, team_id).is_some() {
        context["team"] = json!({"id": team_id, "name": state.team_name(team_id)});
    }
    json!({
        "id": id_of(entry),
        "event": name,
        "category": category,
        "createdAt": entry.at.strftime("%Y-%m-%dT%H:%M:%S%.3f+0000").to_string(),
        "createdBy": {
            "type": "user",
            "id": user_id,
            "name": user.map_or("", |user| &user.name),
            "email": user.map_or("", |user| &user.email),
        },
        "context": context,
        "object": object,
        "details": details,
    })
}

/// Ids of events are cursors and contain `#`: a client that does not encode them loses a half.
fn id_of(entry: &Entry<Event>) -> String {
    let Entry { place, at, .. } = entry;
    format!("{}#{place:019}-DDB", at.strftime("%Y-%m-%dT%H:%M:%S%.6fZ"))
}

fn place_of(id: &str) -> Option<u64> {
    let (moment, rest) = id.split_once('#')?;
    moment.parse::<Timestamp>().ok()?;
    rest.strip_suffix("-DDB")?.parse().ok()
}
