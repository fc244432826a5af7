use miro_core::open_enum;

use super::Meta;
use crate::model::object::object;

object! {
    /// The capabilities of the SCIM API.
    #[derive(Default)]
    pub ServiceProviderConfig {
        /// The schemas of this object.
        schemas => "schemas": [SchemaUri];
        /// The address of Miro's documentation.
        documentation_uri => "documentationUri": text;
        /// Partial updates.
        patch => "patch": Capability;
        /// Several operations in one request.
        bulk => "bulk": Capability;
        /// Filtered lists.
        filter => "filter": Capability;
        /// Password changes.
        change_password => "changePassword": Capability;
        /// Sorted lists.
        sort => "sort": Capability;
        /// Versions of objects.
        etag => "etag": Capability;
        /// The supported authentication schemes.
        authentication_schemes => "authenticationSchemes": [AuthenticationScheme];
    }

    /// A capability of the SCIM API and its limits.
    #[derive(Default)]
    pub Capability {
        /// Whether it is supported.
        supported => "supported": flag;
        /// The maximum number of operations in a request.
        max_operations => "maxOperations": count;
        /// The maximum size of a request, in bytes.
        max_payload_size => "maxPayloadSize": count;
        /// The maximum number of results in a list. Miro returns 200 here, but accepts pages of 1,000.
        max_results => "maxResults": count;
    }

    /// An authentication scheme.
    #[derive(Default)]
    pub AuthenticationScheme {
        /// The scheme's name.
        name => "name": text;
        /// The scheme's description.
        description => "description": text;
        /// The address of its specification.
        spec_uri => "specUri": text;
        /// The scheme's type, such as `oauthbearertoken`.
        kind => "type": text;
        /// Whether it is the preferred scheme.
        primary => "primary": flag;
    }

    /// The resource types, all in one response.
    #[derive(Default)]
    pub ResourceTypeList {
        /// The number of resource types.
        total_results => "totalResults": count;
        /// The resource types.
        resources => "Resources": [ResourceType];
    }

    /// A resource type of the SCIM API.
    pub ResourceType {
        /// Identifies the resource type.
        id => "id": ResourceName, required;
        /// The schemas of this object.
        schemas => "schemas": [SchemaUri];
        /// The resource type's name.
        name => "name": text;
        /// The resource type's description.
        description => "description": text;
        /// The path of its list, `/Users` or `/Groups`.
        endpoint => "endpoint": text;
        /// The schema of its resources.
        schema => "schema": SchemaUri;
        /// The schema extensions of its resources.
        schema_extensions => "schemaExtensions": [SchemaExtension];
    }

    /// A schema that adds attributes to another one.
    #[derive(Default)]
    pub SchemaExtension {
        /// The schema.
        schema => "schema": SchemaUri;
        /// Whether a resource must have it.
        required => "required": flag;
    }

    /// The schemas of all resources, all in one response.
    #[derive(Default)]
    pub SchemaList {
        /// The number of schemas.
        total_results => "totalResults": count;
        /// The schemas.
        resources => "Resources": [Schema];
    }

    /// A schema: the attributes of a resource.
    pub Schema {
        /// Identifies the schema.
        id => "id": SchemaUri, required;
        /// The schema's name.
        name => "name": text;
        /// The schema's description.
        description => "description": text;
        /// The attributes that Miro supports.
        attributes => "attributes": [SchemaAttribute];
        /// The resource type and address, which SCIM returns for every object.
        meta => "meta": Meta;
    }

    /// An attribute of a resource ([RFC 7643, section 7](https://www.rfc-editor.org/rfc/rfc7643#section-7)).
    #[derive(Default)]
    pub SchemaAttribute {
        /// The attribute's name.
        name => "name": text;
        /// The type of its values, such as `string`.
        kind => "type": text;
        /// Whether it is a list of values.
        multi_valued => "multiValued": flag;
        /// The attribute's description.
        description => "description": text;
        /// Whether a resource must have it.
        required => "required": flag;
        /// The attributes of a complex attribute.
        sub_attributes => "subAttributes": [SchemaAttribute];
        /// Whether its values are case-sensitive.
        case_exact => "caseExact": flag;
        /// Whether it can be changed, such as `readWrite`.
        mutability => "mutability": text;
        /// When responses contain it, such as `default`.
        returned => "returned": text;
        /// The scope in which its values are unique, such as `server`.
        uniqueness => "uniqueness": text;
    }
}

open_enum! {
    /// A resource type of the SCIM API.
    pub ResourceName {
        User = "User",
        Group = "Group",
    }

    /// The name of a schema.
    pub SchemaUri {
        User = "urn:ietf:params:scim:schemas:core:2.0:User",
        Group = "urn:ietf:params:scim:schemas:core:2.0:Group",
        /// The enterprise extension of a user.
        EnterpriseUser = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User",
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_configuration_tells_what_is_supported() {
        let config: ServiceProviderConfig = serde_json::from_value(json!({
            "schemas": ["urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig"],
            "documentationUri": "https://developers.miro.com/docs/scim", "patch": {"supported": true},
            "bulk": {"supported": false, "maxOperations": 0, "maxPayloadSize": 0.0},
            "filter": {"supported": true, "maxResults": 200}, "etag": {"supported": false},
            "authenticationSchemes": [{"name": "OAuth 2.0 Bearer Token", "type": "oauthbearertoken", "primary": true}]
        }))
        .unwrap();
        assert_eq!(config.filter.unwrap().max_results, Some(200));
        assert_eq!((config.bulk.unwrap().max_payload_size, config.sort), (Some(0), None));
        assert_eq!(config.authentication_schemes[0].kind.as_deref(), Some("oauthbearertoken"));
    }

    #[test]
    fn an_attribute_has_attributes() {
        let list: SchemaList = serde_json::from_value(json!({
            "schemas": ["urn:ietf:params:scim:api:messages:2.0:ListResponse"], "totalResults": 1, "Resources": [{
                "id": "urn:ietf:params:scim:schemas:core:2.0:User", "name": "User", "attributes": [
                    {"name": "name", "type": "complex", "multiValued": false, "subAttributes": [
                        {"name": "familyName", "type": "string", "required": false}]}]
            }]
        }))
        .unwrap();
        let schema = &list.resources[0];
        assert_eq!((&schema.id, list.total_results), (&SchemaUri::User, Some(1)));
        let [name] = schema.attributes.as_slice() else { panic!("one attribute") };
        assert_eq!(name.sub_attributes[0].name.as_deref(), Some("familyName"));
    }

    #[test]
    fn a_resource_type_names_its_schemas() {
        let kind: ResourceType = serde_json::from_value(json!({
            "id": "User", "name": "User", "endpoint": "/Users", "schema": "urn:ietf:params:scim:schemas:core:2.0:User",
            "schemaExtensions": [{"schema": "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User", "required": false}]
        }))
        .unwrap();
        assert_eq!((kind.id, kind.schema), (ResourceName::User, Some(SchemaUri::User)));
        assert_eq!(kind.schema_extensions[0].schema, Some(SchemaUri::EnterpriseUser));
    }
}
