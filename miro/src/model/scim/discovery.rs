use miro_core::open_enum;

use super::Meta;
use crate::model::object::object;

object! {
    /// What the SCIM interface can do.
    #[derive(Default)]
    pub ServiceProviderConfig {
        /// The schemas that the answer follows.
        schemas => "schemas": [SchemaUri];
        /// Where Miro documents it.
        documentation_uri => "documentationUri": text;
        /// Changing what is given, and nothing else.
        patch => "patch": Capability;
        /// Many operations in one request.
        bulk => "bulk": Capability;
        /// Lists of what a filter finds.
        filter => "filter": Capability;
        /// Changes of passwords.
        change_password => "changePassword": Capability;
        /// Sorted lists.
        sort => "sort": Capability;
        /// Versions of objects.
        etag => "etag": Capability;
        /// How a caller says who is calling.
        authentication_schemes => "authenticationSchemes": [AuthenticationScheme];
    }

    /// Whether the SCIM interface can do something, and how much of it.
    #[derive(Default)]
    pub Capability {
        /// Whether it can.
        supported => "supported": flag;
        /// How many operations one request can have.
        max_operations => "maxOperations": count;
        /// How large a request can be, in bytes.
        max_payload_size => "maxPayloadSize": count;
        /// How many results a list has. Miro says 200 here, and takes pages of 1,000.
        max_results => "maxResults": count;
    }

    /// A way to say who is calling.
    #[derive(Default)]
    pub AuthenticationScheme {
        /// What it is called.
        name => "name": text;
        /// What it is.
        description => "description": text;
        /// Where it is specified.
        spec_uri => "specUri": text;
        /// Its kind, such as `oauthbearertoken`.
        kind => "type": text;
        /// Whether it is the main one.
        primary => "primary": flag;
    }

    /// What there is, all in one answer.
    #[derive(Default)]
    pub ResourceTypeList {
        /// How many there are.
        total_results => "totalResults": count;
        /// What there is.
        resources => "Resources": [ResourceType];
    }

    /// A kind of object that the SCIM interface has.
    pub ResourceType {
        /// What it is.
        id => "id": ResourceName, required;
        /// The schemas that the answer follows.
        schemas => "schemas": [SchemaUri];
        /// What it is called.
        name => "name": text;
        /// What it is, in a word.
        description => "description": text;
        /// The path of its list, `/Users` or `/Groups`.
        endpoint => "endpoint": text;
        /// The schema that its objects follow.
        schema => "schema": SchemaUri;
        /// Schemas that they may follow beside it.
        schema_extensions => "schemaExtensions": [SchemaExtension];
    }

    /// A schema that adds attributes to another one.
    #[derive(Default)]
    pub SchemaExtension {
        /// The schema.
        schema => "schema": SchemaUri;
        /// Whether an object must have it.
        required => "required": flag;
    }

    /// The schemas of all objects, all in one answer.
    #[derive(Default)]
    pub SchemaList {
        /// How many there are.
        total_results => "totalResults": count;
        /// The schemas.
        resources => "Resources": [Schema];
    }

    /// A schema: what attributes an object has.
    pub Schema {
        /// Identifies the schema.
        id => "id": SchemaUri, required;
        /// What it is called.
        name => "name": text;
        /// What it describes.
        description => "description": text;
        /// The attributes that Miro supports.
        attributes => "attributes": [SchemaAttribute];
        /// Its kind and its address, as SCIM tells them of every object.
        meta => "meta": Meta;
    }

    /// An attribute of an object ([RFC 7643, section 7](https://www.rfc-editor.org/rfc/rfc7643#section-7)).
    #[derive(Default)]
    pub SchemaAttribute {
        /// What it is called.
        name => "name": text;
        /// The type of its values, such as `string`.
        kind => "type": text;
        /// Whether it has many values.
        multi_valued => "multiValued": flag;
        /// What it says.
        description => "description": text;
        /// Whether an object must have it.
        required => "required": flag;
        /// The attributes that it is made of.
        sub_attributes => "subAttributes": [SchemaAttribute];
        /// Whether upper and lower case differ in it.
        case_exact => "caseExact": flag;
        /// Whether it can be changed, such as `readWrite`.
        mutability => "mutability": text;
        /// When an answer has it, such as `default`.
        returned => "returned": text;
        /// Where no other object can have the same, such as `server`.
        uniqueness => "uniqueness": text;
    }
}

open_enum! {
    /// A kind of object that the SCIM interface has.
    pub ResourceName {
        User = "User",
        Group = "Group",
    }

    /// The name of a schema.
    pub SchemaUri {
        User = "urn:ietf:params:scim:schemas:core:2.0:User",
        Group = "urn:ietf:params:scim:schemas:core:2.0:Group",
        /// What a user is in the company.
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
