use serde_json::Value;

use super::users::ENTERPRISE;
use super::{Email, OrganizationRole, Photo, RoleKind, SchemaUri, User, UserType};
use crate::model::UserId;
use crate::model::body::{Fields, body};

body! {
    /// A user to create, or the replacement of an existing one.
    ///
    /// ```
    /// use miro::model::scim::{NewEnterpriseUser, NewRole, NewUser, OrganizationRole};
    ///
    /// let user = NewUser::new("anna@example.com")
    ///     .name("Anna", "Smith")
    ///     .roles([NewRole::user(OrganizationRole::InternalUser), NewRole::admin("Content Admin")])
    ///     .enterprise(NewEnterpriseUser::new().department("Design"));
    /// ```
    ///
    /// To replace an existing user, start from [`NewUser::from`], which copies everything that can be set:
    ///
    /// ```
    /// # use miro::model::scim::{NewUser, User};
    /// # fn run(user: &User) {
    /// let replacement = NewUser::from(user).display_name("Anna S.");
    /// # }
    /// ```
    pub create NewUser;

    /// The complete name. Miro shows it if there is no display name.
    formatted_name => "name.formatted": text in 0..=60;
    /// The display name; if it is not set, the formatted name, the parts of the name, or the user name.
    display_name => "displayName": text in 0..=60;
    /// The user's license, one that the organization has; the license of its plan if it is not set.
    user_type => "userType": UserType;
    /// Whether the user is active rather than deactivated.
    active => "active": flag;
    /// The user's roles in the organization: one user role, and any number of admin roles.
    roles => "roles": [NewRole];
    /// The user's language, such as `en_US`.
    preferred_language => "preferredLanguage": text;
    /// The user's pictures, which replace all existing ones. Addresses are accepted in their place; see
    /// [`photo`](Self::photo) for a single one.
    photos => "photos": [NewPhoto];
    /// The user's e-mail addresses, of which at most one is primary.
    ///
    /// Miro documents them only for [`Users::replace`](crate::api::scim::Users::replace), and ignores changes of them
    /// there without an error.
    emails => "emails": [NewEmail];
}

impl NewUser {
    /// Creates a user with this login name, an e-mail address.
    pub fn new(user_name: impl Into<String>) -> Self {
        let mut body = Self::empty();
        body.0.set_serialized("schemas", &[SchemaUri::User]);
        body.0.set_text("userName", user_name.into(), None);
        body
    }

    /// Sets the first and last name, at most 60 characters together.
    pub fn name(mut self, given_name: impl Into<String>, family_name: impl Into<String>) -> Self {
        let (given, family) = (given_name.into(), family_name.into());
        let length = given.chars().count() + family.chars().count();
        if length > 60 {
            self.0.refuse("name", &format_args!("{length} characters, but Miro takes 0 to 60"));
        }
        self.0.set_text("name.givenName", given, None);
        self.0.set_text("name.familyName", family, None);
        self
    }

    /// Sets the address of the user's picture, of at most 30 MiB: jpg, jpeg, bmp, png or gif.
    ///
    /// Either the address ends in one of these extensions, or the server responds with the matching type.
    pub fn photo(self, url: impl Into<String>) -> Self {
        self.photos([NewPhoto::new(url)])
    }

    /// Sets the enterprise attributes of the user.
    pub fn enterprise(mut self, enterprise: impl Into<NewEnterpriseUser>) -> Self {
        self.0.set_extension(ENTERPRISE, &enterprise.into());
        self
    }
}

/// Copies the user without the fields that Miro sets itself, such as the id.
impl From<&User> for NewUser {
    fn from(user: &User) -> Self {
        match serde_json::to_value(user) {
            Ok(Value::Object(mut object)) => {
                for set_by_miro in ["id", "meta", "groups", "emails"] {
                    object.remove(set_by_miro);
                }
                Self(Fields::of(object))
            }
            // Unreachable: a user always serializes to an object.
            _ => Self::empty(),
        }
    }
}

body! {
    /// A picture of a user. Setters also accept its address in its place.
    pub create NewPhoto like Photo;

    /// The address of the picture; see [`NewUser::photo`] for the accepted formats.
    value => "value": text;
    /// The kind of picture; `photo` if it is not set.
    kind => "type": text;
}

impl NewPhoto {
    /// Creates a picture from this address.
    pub fn new(url: impl Into<String>) -> Self {
        Self::empty().value(url).kind("photo")
    }
}

body! {
    /// An e-mail address of a user. Setters also accept a string in its place.
    ///
    /// ```
    /// use miro::model::scim::{NewEmail, NewUser};
    ///
    /// let work = NewEmail::new("anna@example.com").kind("work").primary(true);
    /// let user = NewUser::new("anna@example.com").emails([work, "anna@example.org".into()]);
    /// ```
    pub create NewEmail like Email;

    /// The address.
    value => "value": text;
    /// The display text.
    display => "display": text;
    /// The kind of address, such as `work`.
    kind => "type": text;
    /// Whether it is the primary address.
    primary => "primary": flag;
}

impl NewEmail {
    /// Creates an e-mail address.
    pub fn new(address: impl Into<String>) -> Self {
        Self::empty().value(address)
    }
}

/// Implements conversions from text, and from a response.
macro_rules! from_texts {
    ($($new:ident from $read:ident;)+) => {$(
        impl From<&str> for $new {
            fn from(text: &str) -> Self {
                Self::new(text)
            }
        }

        impl From<String> for $new {
            fn from(text: String) -> Self {
                Self::new(text)
            }
        }

        /// Copies it, to be sent back together with others.
        impl From<&$read> for $new {
            fn from(read: &$read) -> Self {
                Self::like(read)
            }
        }
    )+};
}

from_texts! {
    NewPhoto from Photo;
    NewEmail from Email;
}

body! {
    /// A role to assign to a user.
    pub create NewRole;

    /// The display text.
    display => "display": text;
}

impl NewRole {
    /// Creates a user role in the organization: internal admin or internal user.
    pub fn user(role: impl Into<OrganizationRole>) -> Self {
        let mut body = Self::of(&RoleKind::User, true);
        body.0.set_one_of("value", &role.into(), OrganizationRole::GIVEN);
        body
    }

    /// Creates an admin role by its name: `Content Admin`, `User Admin`, `Security Admin`, or a custom one.
    pub fn admin(name: impl Into<String>) -> Self {
        let mut body = Self::of(&RoleKind::Admin, false);
        body.0.set_text("value", name.into(), None);
        body
    }

    fn of(kind: &RoleKind, primary: bool) -> Self {
        let mut body = Self::empty();
        body.0.set("type", kind.as_str().into());
        body.0.set("primary", primary.into());
        body
    }
}

body! {
    /// The enterprise attributes of a user.
    pub create NewEnterpriseUser;

    /// The employee number.
    employee_number => "employeeNumber": text in 0..=20;
    /// The cost center.
    cost_center => "costCenter": text in 0..=120;
    /// The company or organizational unit.
    organization => "organization": text in 0..=120;
    /// The division.
    division => "division": text in 0..=120;
    /// The department.
    department => "department": text in 0..=120;
    /// The id of the user's manager. Miro ignores ids that are not numbers.
    manager_id => "manager.value": UserId;
    /// The manager's name.
    manager_name => "manager.displayName": text in 0..=60;
}

impl NewEnterpriseUser {
    /// Creates an empty set of attributes.
    pub fn new() -> Self {
        Self::empty()
    }
}

impl Default for NewEnterpriseUser {
    fn default() -> Self {
        Self::empty()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_user_is_sent_with_what_was_set() {
        let user = NewUser::new("anna@example.com");
        let schemas = json!(["urn:ietf:params:scim:schemas:core:2.0:User"]);
        assert_eq!(
            serde_json::to_value(user).unwrap(),
            json!({"schemas": schemas, "userName": "anna@example.com"})
        );
        let user = NewUser::new("anna@example.com")
            .name("Anna", "Smith")
            .formatted_name("Dr. Anna Smith")
            .user_type(UserType::FreeRestricted)
            .active(true)
            .photo("https://example.com/a.png")
            .roles([
                NewRole::user(OrganizationRole::InternalUser).display("Member"),
                NewRole::admin("Content Admin"),
            ])
            .enterprise(NewEnterpriseUser::new().cost_center("CS001").manager_id("7").manager_name("Ben"));
        let expected = json!({
            "schemas": schemas, "userName": "anna@example.com",
            "name": {"givenName": "Anna", "familyName": "Smith", "formatted": "Dr. Anna Smith"},
            "userType": "Free Restricted", "active": true,
            "photos": [{"type": "photo", "value": "https://example.com/a.png"}],
            "roles": [
                {"value": "ORGANIZATION_INTERNAL_USER", "type": "organization_user_role", "primary": true, "display": "Member"},
                {"value": "Content Admin", "type": "organization_admin_role", "primary": false},
            ],
            ENTERPRISE: {"costCenter": "CS001", "manager": {"value": "7", "displayName": "Ben"}},
        });
        assert_eq!(serde_json::to_value(user).unwrap(), expected);
    }

    #[test]
    fn a_user_has_several_photos_and_addresses() {
        let email: Email = serde_json::from_value(json!({"value": "c@d.e", "display": "Home"})).unwrap();
        let user = NewUser::new("a@b.c")
            .photos(["https://example.com/a.png", "https://example.com/b.png"])
            .emails([NewEmail::new("a@b.c").kind("work").primary(true), (&email).into(), "e@f.g".into()]);
        let sent = serde_json::to_value(&user).unwrap();
        assert_eq!(
            sent["photos"],
            json!([
                {"type": "photo", "value": "https://example.com/a.png"},
                {"type": "photo", "value": "https://example.com/b.png"},
            ])
        );
        assert_eq!(
            sent["emails"],
            json!([
                {"value": "a@b.c", "type": "work", "primary": true},
                {"value": "c@d.e", "display": "Home"},
                {"value": "e@f.g"},
            ])
        );
        let one = serde_json::to_value(user.photo("https://example.com/c.png")).unwrap();
        assert_eq!(one["photos"], json!([{"type": "photo", "value": "https://example.com/c.png"}]));
    }

    #[test]
    fn a_role_that_scim_does_not_give_is_refused() {
        let told = |role: NewRole| serde_json::to_value(role).unwrap_err().to_string();
        assert_eq!(
            told(NewRole::user(OrganizationRole::ExternalUser)),
            "`value`: Miro takes only ORGANIZATION_INTERNAL_ADMIN, ORGANIZATION_INTERNAL_USER in requests, not \
             ORGANIZATION_EXTERNAL_USER"
        );
        assert!(told(NewRole::user("organization_internal_admin")).contains("did you mean"));
        let own = NewRole::user(OrganizationRole::Unknown("OWNER".into()));
        assert_eq!(serde_json::to_value(own).unwrap()["value"], "OWNER");
    }

    #[test]
    fn what_is_too_long_is_refused_in_the_extension_too() {
        for (user, told) in [
            (
                NewUser::new("a@b.c").name("ä".repeat(30), "b".repeat(31)),
                "`name`: 61 characters, but Miro takes 0 to 60".to_owned(),
            ),
            (
                NewUser::new("a@b.c").enterprise(NewEnterpriseUser::new().division("c".repeat(121))),
                format!("`{ENTERPRISE}`: `division`: 121 characters, but Miro takes 0 to 120"),
            ),
        ] {
            assert_eq!(serde_json::to_value(user).unwrap_err().to_string(), told);
        }
    }

    #[test]
    fn a_replacement_has_all_that_can_be_set() {
        let user: User = serde_json::from_value(json!({
            "id": "1", "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "a@b.c", "active": false,
            "displayName": "Anna", "emails": [{"value": "a@b.c"}], "groups": [{"value": "2"}],
            "meta": {"resourceType": "User"}, ENTERPRISE: {"department": "IT"}, "title": "Dr."
        }))
        .unwrap();
        let replacement = NewUser::from(&user).display_name("Anna S.");
        let expected = json!({
            "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "a@b.c", "active": false,
            "displayName": "Anna S.", ENTERPRISE: {"department": "IT"}, "title": "Dr."
        });
        assert_eq!(serde_json::to_value(replacement).unwrap(), expected);
    }
}
