//! The organization and its members, which are the users.

use serde_json::{Value, json};

use super::people;
use crate::paging::{CursorPaging, CursorRules};
use crate::resource::Resource;
use crate::server::call::Call;
use crate::server::error::ApiError;
use crate::server::response::Response;
use crate::state::user::User;
use crate::validation::fields::Field;
use crate::validation::filters;
use crate::validation::rules::Rule;

/// Maximum number of e-mail addresses in a request.
const MAX_EMAILS: usize = 10;

const PAGING: CursorRules = CursorRules::ORGANIZATION.by_id();

const FILTERS: &[Field] = &[
    Field::optional(
        "role",
        Rule::OneOf(&[
            "organization_internal_admin",
            "organization_internal_user",
            "organization_external_user",
            "organization_team_guest_user",
            "unknown",
        ]),
    ),
    Field::optional(
        "license",
        Rule::OneOf(&[
            "advanced",
            "standard",
            "basic",
            "full",
            "occasional",
            "free",
            "free_restricted",
            "full_trial",
            "unknown",
        ]),
    ),
    Field::optional("active", Rule::OneOf(&["true", "false"])),
];

/// The built-in admin roles of Miro; all others are custom roles.
const PREBUILT_ADMIN_ROLES: &[&str] = &["Content Admin", "User Admin", "Security Admin"];

pub(super) static ORGANIZATION: Resource = Resource { name: "Organization", ..Resource::PLAIN };

/// `GET /v2/orgs/{org_id}/members`
pub(super) fn list(call: &mut Call<'_>) -> Result<Response, ApiError> {
    call.require_parents()?;
    if let Some(emails) = call.query.given("emails") {
        return with_emails(call, emails);
    }
    filters::check(call, FILTERS)?;
    let paging = CursorPaging::of(call, &PAGING)?;
    let passes = |filter: &str, value: &str| call.query.given(filter).is_none_or(|wanted| wanted == value);
    let listed = |user: &User| {
        passes("role", &user.role)
            && passes("license", &user.license)
            && passes("active", if user.active { "true" } else { "false" })
    };
    paging.page_by_id(&call.state.users, listed, |user| &user.id, shown)
}

/// `GET /v2/orgs/{org_id}/members/{member_id}`
pub(super) fn get(call: &mut Call<'_>) -> Result<Response, ApiError> {
    call.require_parents()?;
    let id = call.parameter("member_id");
    let user = call.state.users.get(id);
    let user = user.ok_or_else(|| ApiError::not_found(format!("Organization member {id} not found")))?;
    Ok(Response::ok(&shown(user)))
}

/// Lists the members with these e-mail addresses, without paging.
fn with_emails(call: &Call<'_>, emails: &str) -> Result<Response, ApiError> {
    let emails: Vec<&str> = emails.split(',').map(str::trim).collect();
    if emails.len() > MAX_EMAILS {
        return Err(ApiError::invalid("emails", format!("must have at most {MAX_EMAILS} addresses")));
    }
    let mut ids: Vec<String> = Vec::new();
    for id in emails.iter().filter_map(|email| people::by_email(call, email)) {
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    let members = ids.iter().filter_map(|id| call.state.users.get(id)).map(shown);
    Ok(Response::ok(&members.collect()))
}

fn shown(user: &User) -> Value {
    let admin_roles = user.admin_roles.iter().map(|name| {
        let prebuilt = PREBUILT_ADMIN_ROLES.contains(&name.as_str());
        json!({"type": if prebuilt { "prebuilt" } else { "custom" }, "name": name})
    });
    json!({
        "id": user.id,
        "type": "organization-member",
        "active": user.active,
        "email": user.email,
        "role": user.role,
        "license": user.license,
        "licenseAssignedAt": user.license_assigned_at,
        "lastActivityAt": user.last_activity_at,
        "adminRoles": admin_roles.collect::<Value>(),
    })
}
