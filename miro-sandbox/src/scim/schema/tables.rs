//! Miro's attributes and their three schemas.

use super::Attribute;

/// A schema in discovery.
#[derive(Debug)]
pub(crate) struct Schema {
    pub(crate) id: &'static str,
    pub(crate) name: &'static str,
    pub(crate) description: &'static str,
    pub(crate) attributes: &'static [Attribute],
}

pub(crate) static SCHEMAS: &[&Schema] = &[&CORE_USER, &GROUP, &ENTERPRISE_USER];

pub(crate) const CORE_USER: Schema = Schema {
    id: "urn:ietf:params:scim:schemas:core:2.0:User",
    name: "User",
    description: "A member of the organization",
    attributes: USER_ATTRIBUTES.split_at(USER_ATTRIBUTES.len() - 1).0.split_at(COMMON).1,
};

pub(crate) const GROUP: Schema = Schema {
    id: "urn:ietf:params:scim:schemas:core:2.0:Group",
    name: "Group",
    description: "A team of the organization",
    attributes: GROUP_ATTRIBUTES.split_at(COMMON).1,
};

pub(crate) const ENTERPRISE_USER: Schema = Schema {
    id: ENTERPRISE_USER_ID,
    name: "EnterpriseUser",
    description: "A member of the organization as an employee",
    attributes: ENTERPRISE,
};

const ENTERPRISE_USER_ID: &str = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

/// Number of attributes at the start of each table that belong to every resource and to no schema.
const COMMON: usize = 3;
const RESOURCE_SCHEMAS: Attribute =
    Attribute::text("schemas", "The schemas of the resource").multi_valued().required();
const ID: Attribute = Attribute::text("id", "The id, which Miro assigns").read_only();
const META: Attribute = Attribute::complex(
    "meta",
    &[
        Attribute::text("resourceType", "User or Group").read_only(),
        Attribute::text("location", "The address").read_only(),
    ],
    "What is known of the resource as such",
)
.read_only();

/// All attributes of a user.
pub(crate) const USER_ATTRIBUTES: &[Attribute] = &[
    RESOURCE_SCHEMAS,
    ID,
    META,
    Attribute::text("userName", "The e-mail address, with which the user signs in").required().unique(),
    Attribute::complex(
        "name",
        &[
            Attribute::text("formatted", "The full name"),
            Attribute::text("familyName", "The last name"),
            Attribute::text("givenName", "The first name"),
        ],
        "The parts of the name",
    ),
    Attribute::text("displayName", "The full name"),
    Attribute::text("userType", "The licence"),
    Attribute::boolean("active", "Whether the user is not deactivated"),
    // Follows the user name. Values from clients are ignored, as Miro does without an error.
    Attribute::complex(
        "emails",
        &[
            Attribute::text("value", "The address").read_only(),
            Attribute::text("type", "The use of the address").read_only(),
            Attribute::boolean("primary", "Whether it is the main address").read_only(),
        ],
        "The e-mail addresses",
    )
    .multi_valued()
    .read_only(),
    Attribute::complex(
        "photos",
        &[
            Attribute::text("value", "The URL of the image"),
            Attribute::text("type", "The use of the image: photo"),
        ],
        "The profile pictures",
    )
    .multi_valued(),
    Attribute::complex(
        "groups",
        &[
            Attribute::text("value", "The id of the team").read_only(),
            Attribute::text("display", "The name of the team").read_only(),
        ],
        "The teams the user belongs to",
    )
    .multi_valued()
    .read_only(),
    Attribute::complex(
        "roles",
        &[
            Attribute::text("type", "organization_user_role or organization_admin_role"),
            Attribute::text("value", "The role"),
            Attribute::text("display", "The role as people call it"),
            Attribute::boolean("primary", "Whether it is the main role"),
        ],
        "The roles in the organization",
    )
    .multi_valued(),
    Attribute::text("preferredLanguage", "The language, such as en_US"),
    Attribute::complex(ENTERPRISE_USER_ID, ENTERPRISE, "The user as an employee"),
];

/// All attributes of a group.
pub(crate) const GROUP_ATTRIBUTES: &[Attribute] = &[
    RESOURCE_SCHEMAS,
    ID,
    META,
    Attribute::text("displayName", "The name of the team").required(),
    Attribute::complex(
        "members",
        &[
            Attribute::text("value", "The id of the user"),
            Attribute::text("type", "What the member is: User").read_only(),
            Attribute::text("display", "The name of the user").read_only(),
        ],
        "The members of the team",
    )
    .multi_valued(),
];

const ENTERPRISE: &[Attribute] = &[
    Attribute::text("employeeNumber", "The number of the employee"),
    Attribute::text("costCenter", "The cost centre"),
    Attribute::text("organization", "The organization"),
    Attribute::text("division", "The division"),
    Attribute::text("department", "The department"),
    Attribute::complex(
        "manager",
        &[
            Attribute::text("value", "The id of the manager, which is a number"),
            Attribute::text("displayName", "The name of the manager"),
        ],
        "The manager",
    ),
];

/// The attributes of a patch request, which is not a resource.
pub(crate) const PATCH_ATTRIBUTES: &[Attribute] = &[
    Attribute::text("schemas", "The schema of changes").multi_valued().required(),
    Attribute::complex(
        "Operations",
        &[
            Attribute::text("op", "Add, Remove or Replace").required(),
            Attribute::text("path", "What is changed"),
            Attribute::text("value", "The new value"),
        ],
        "The changes, one after the other",
    )
    .multi_valued()
    .required(),
];
