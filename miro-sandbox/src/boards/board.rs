//! A board in the state and in responses.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::connectors::Connector;
use crate::groups::Group;
use crate::items::Item;
use crate::server::links::ORIGIN;
use crate::state::collection::Collection;
use crate::state::store::Object;
use crate::state::{DEFAULT_TEAM, State};
use crate::tags::Tag;

/// Besides letters and digits, the characters of board ids that links do not encode.
const UNRESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// A board with its content.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Board {
    pub(crate) id: String,
    /// The properties set by requests: name, description, policy, team, project.
    pub(crate) details: Object,
    pub(crate) owner_id: String,
    /// The classification label. `None` if the board is not classified.
    pub(crate) label_id: Option<String>,
    created_at: String,
    created_by: String,
    modified_at: String,
    modified_by: String,
    /// The roles of the members, by user id.
    pub(crate) members: Collection<Member>,
    /// Items served by the routes for items of every kind.
    pub(crate) items: Collection<Item>,
    /// Items served only by the routes of their kind.
    pub(crate) experimental_items: Collection<Item>,
    pub(crate) connectors: Collection<Connector>,
    pub(crate) groups: Collection<Group>,
    pub(crate) tags: Collection<Tag>,
    pub(crate) comments: Collection<Value>,
}

/// A member of a board.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Member {
    pub(crate) user_id: String,
    pub(crate) role: String,
}

/// The forms of a board in responses, which differ between operations.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Form {
    InList,
    Alone,
    Written,
    Copied,
}

impl Board {
    pub(crate) fn new(id: String, owner_id: &str, details: Object, now: String) -> Self {
        let mut members = Collection::default();
        members.insert(owner_id, Member { user_id: owner_id.to_owned(), role: "owner".to_owned() });
        Self {
            id,
            details,
            owner_id: owner_id.to_owned(),
            label_id: None,
            created_at: now.clone(),
            created_by: owner_id.to_owned(),
            modified_at: now,
            modified_by: owner_id.to_owned(),
            members,
            items: Collection::default(),
            experimental_items: Collection::default(),
            connectors: Collection::default(),
            groups: Collection::default(),
            tags: Collection::default(),
            comments: Collection::default(),
        }
    }

    /// Returns the board's address for links.
    pub(crate) fn address(&self) -> String {
        self.address_in("v2")
    }

    /// Returns the board's address in one version of the API.
    pub(crate) fn address_in(&self, version: &str) -> String {
        format!("https://api.miro.com/{version}/boards/{}", utf8_percent_encode(&self.id, UNRESERVED))
    }

    pub(crate) fn name(&self) -> &str {
        self.details.get("name").and_then(Value::as_str).unwrap_or_default()
    }

    pub(crate) fn team_id(&self) -> &str {
        self.details.get("teamId").and_then(Value::as_str).unwrap_or(DEFAULT_TEAM)
    }

    pub(crate) fn modified_at(&self) -> &str {
        &self.modified_at
    }

    pub(crate) fn touch(&mut self, user_id: &str, now: String) {
        self.modified_at = now;
        self.modified_by = user_id.to_owned();
    }

    /// Whether the user is a member, or created or changed the board.
    pub(crate) fn involves(&self, user_id: &str) -> bool {
        self.members.get(user_id).is_some() || self.created_by == user_id || self.modified_by == user_id
    }

    /// Returns the board's JSON as seen by a user.
    pub(crate) fn wire(&self, form: Form, state: &State, user_id: &str) -> Value {
        let named = |id: &str, kind: &str| json!({"id": id, "name": state.user_name(id), "type": kind});
        let mut membership = named(user_id, "board_member");
        membership["role"] = self.role_of(user_id).into();
        let mut policy = self.details["policy"].clone();
        policy["sharingPolicy"]["accessPasswordRequired"] = false.into();
        // The specification says that a picture's id is a number; the wire has a string.
        let picture = json!({
            "id": "3074457345618261500",
            "imageURL": format!("{ORIGIN}/pictures/size210.png"),
            "originalUrl": format!("{ORIGIN}/pictures/original.png"),
            "type": "picture",
        });
        let team = self.team_id();
        let mut board = json!({
            "id": self.id,
            "type": "board",
            "name": self.name(),
            "description": self.details["description"],
            "policy": policy,
            "owner": named(&self.owner_id, "user"),
            "currentUserMembership": membership,
            "createdAt": self.created_at,
            "createdBy": named(&self.created_by, "user"),
            "modifiedAt": self.modified_at,
            "modifiedBy": named(&self.modified_by, "user"),
            "team": {"id": team, "name": state.team_name(team), "picture": picture.clone(), "type": "team"},
            "picture": picture,
            "viewLink": format!("https://miro.com/app/board/{}", self.id),
        });
        if let (Some(project), true) = (self.details.get("projectId"), form != Form::Copied) {
            board["project"] = json!({"id": project});
        }
        if matches!(form, Form::InList | Form::Alone) {
            board["lastOpenedAt"] = self.modified_at.as_str().into();
            board["lastOpenedBy"] = named(&self.modified_by, "user");
        }
        if form != Form::InList {
            let address = self.address();
            board["links"] =
                json!({"self": address, "related": format!("{address}/members?limit=20&offset=0")});
        }
        board
    }
}
