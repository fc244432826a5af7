//! The operations of this area.

use super::{discovery, groups, users};
use crate::access::Access::Scim;
use crate::access::rate_limit::Level;
use crate::operation::Operation;

#[rustfmt::skip] // One operation, one line.
pub(crate) static OPERATIONS: &[Operation] = &[
    Operation::new("listUsers", "GET", "/api/v1/scim/Users", Scim, Level::One, users::list),
    Operation::new("createUser", "POST", "/api/v1/scim/Users", Scim, Level::One, users::create),
    Operation::new("getUser", "GET", "/api/v1/scim/Users/{id}", Scim, Level::One, users::get),
    Operation::new("replaceUser", "PUT", "/api/v1/scim/Users/{id}", Scim, Level::Two, users::replace),
    Operation::new("patchUser", "PATCH", "/api/v1/scim/Users/{id}", Scim, Level::Two, users::patch),
    Operation::new("deleteUser", "DELETE", "/api/v1/scim/Users/{id}", Scim, Level::Three, users::delete),
    Operation::new("listGroups", "GET", "/api/v1/scim/Groups", Scim, Level::Four, groups::list),
    Operation::new("getGroup", "GET", "/api/v1/scim/Groups/{id}", Scim, Level::Three, groups::get),
    // Large changes are Level 4: see `access::scim_limits`.
    Operation::new("patchGroup", "PATCH", "/api/v1/scim/Groups/{id}", Scim, Level::Two, groups::patch),
    // Missing in the specification.
    Operation::new("createScimGroup", "POST", "/api/v1/scim/Groups", Scim, Level::Two, groups::create),
    Operation::new("deleteScimGroup", "DELETE", "/api/v1/scim/Groups/{id}", Scim, Level::Three, groups::delete),
    Operation::new("listServiceProviderConfigs", "GET", "/api/v1/scim/ServiceProviderConfig", Scim, Level::Free, discovery::service_provider_config),
    Operation::new("listResourceTypes", "GET", "/api/v1/scim/ResourceTypes", Scim, Level::Free, discovery::list_resource_types),
    Operation::new("getResourceType", "GET", "/api/v1/scim/ResourceTypes/{resource}", Scim, Level::Free, discovery::get_resource_type),
    Operation::new("listSchemas", "GET", "/api/v1/scim/Schemas", Scim, Level::Free, discovery::list_schemas),
    Operation::new("getSchema", "GET", "/api/v1/scim/Schemas/{uri}", Scim, Level::Free, discovery::get_schema),
];
