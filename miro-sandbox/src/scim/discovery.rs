//! Discovery of the SCIM API.

use serde_json::{Value, json};

use super::media;
use super::schema::{CORE_USER, ENTERPRISE_USER, GROUP, SCHEMAS, Schema};
use crate::server::call::Call;
use crate::server::error::ApiError;
use crate::server::response::Response;

const LIST_RESPONSE: &str = "urn:ietf:params:scim:api:messages:2.0:ListResponse";
/// Unlike users and groups, schemas have their real address as `location`.
const BASE: &str = "https://miro.com/api/v1/scim";

/// `GET /ServiceProviderConfig`
pub(crate) fn service_provider_config(call: &mut Call<'_>) -> Result<Response, ApiError> {
    let bearer = json!({
        "name": "OAuth 2.0 Bearer Token",
        "description": "A token of the organization's own, which its settings show",
        "specUri": "http://tools.ietf.org/html/rfc6750",
        "type": "oauthbearertoken",
        "primary": true,
    });
    let config = json!({
        "schemas": ["urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig"],
        "documentationUri": "https://developers.miro.com/docs/scim",
        "patch": {"supported": true},
        "bulk": {"supported": false, "maxOperations": 0, "maxPayloadSize": 0},
        // Lists still return up to 1,000 resources: Miro documents both numbers.
        "filter": {"supported": true, "maxResults": 200},
        "changePassword": {"supported": false},
        "sort": {"supported": true},
        "etag": {"supported": false},
        "authenticationSchemes": [bearer],
    });
    Ok(media::ok(call, &config))
}

/// `GET /ResourceTypes`
pub(crate) fn list_resource_types(call: &mut Call<'_>) -> Result<Response, ApiError> {
    Ok(media::ok(call, &list(resource_types().into())))
}

/// `GET /ResourceTypes/{resource}`
pub(crate) fn get_resource_type(call: &mut Call<'_>) -> Result<Response, ApiError> {
    let id = call.parameter("resource");
    let found = resource_types().into_iter().find(|resource_type| resource_type["id"] == id);
    let found = found.ok_or_else(|| ApiError::not_found(format!("There is no resource type {id}")))?;
    Ok(media::ok_with_version(call, &found, &found))
}

/// `GET /Schemas`
pub(crate) fn list_schemas(call: &mut Call<'_>) -> Result<Response, ApiError> {
    let schemas = SCHEMAS.iter().map(|schema| {
        let mut described = described(schema, false);
        described["schemas"] = json!(["urn:ietf:params:scim:schemas:core:2.0:Schema"]);
        described
    });
    Ok(media::ok(call, &list(schemas.collect())))
}

/// `GET /Schemas/{uri}`
pub(crate) fn get_schema(call: &mut Call<'_>) -> Result<Response, ApiError> {
    let uri = call.parameter("uri");
    let found = SCHEMAS.iter().find(|schema| schema.id.eq_ignore_ascii_case(uri));
    let found = found.ok_or_else(|| ApiError::not_found(format!("There is no schema {uri}")))?;
    Ok(media::ok(call, &described(found, true)))
}

fn list(resources: Vec<Value>) -> Value {
    json!({"schemas": [LIST_RESPONSE], "totalResults": resources.len(), "Resources": resources})
}

fn resource_types() -> [Value; 2] {
    let resource_type = |schema: &Schema, extensions: Value| {
        json!({
            "schemas": ["urn:ietf:params:scim:schemas:core:2.0:ResourceType"],
            "id": schema.name,
            "name": schema.name,
            "description": schema.name,
            "endpoint": format!("/{}s", schema.name),
            "schema": schema.id,
            "schemaExtensions": extensions,
        })
    };
    let extension = json!([{"schema": ENTERPRISE_USER.id, "required": false}]);
    [resource_type(&CORE_USER, extension), resource_type(&GROUP, json!([]))]
}

fn described(schema: &Schema, with_parts: bool) -> Value {
    json!({
        "id": schema.id,
        "name": schema.name,
        "description": schema.description,
        "attributes": schema.attributes.iter().map(|attribute| attribute.described(with_parts)).collect::<Vec<_>>(),
        "meta": {"resourceType": "Schema", "location": format!("{BASE}/Schemas/{}", schema.id)},
    })
}
