use crate::model::scim::{
    ResourceName, ResourceType, ResourceTypeList, Schema, SchemaList, SchemaUri, ServiceProviderConfig,
};
use crate::{Scim, endpoints};

endpoints! {
    pub(super) const OPERATIONS;

    /// The capabilities of the SCIM interface, and the schemas of users and groups.
    ///
    /// ```no_run
    /// # async fn run(scim: miro::Scim) -> Result<(), miro::Error> {
    /// let config = scim.discovery().service_provider_config().await?;
    /// let types = scim.discovery().resource_types().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub Discovery of Scim {
        /// Fetches the capabilities of the interface.
        service_provider_config GET "/ServiceProviderConfig"                   -> ServiceProviderConfig ["listServiceProviderConfigs"];
        /// Lists the resource types: users and groups.
        resource_types          GET "/ResourceTypes"                           -> ResourceTypeList      ["listResourceTypes"];
        /// Fetches one resource type: users or groups.
        resource_type           GET "/ResourceTypes/{resource: ResourceName}"  -> ResourceType          ["getResourceType"];
        /// Lists the schemas: the attributes of users, of groups, and of the extension of users.
        schemas                 GET "/Schemas"                                 -> SchemaList            ["listSchemas"];
        /// Fetches one schema.
        schema                  GET "/Schemas/{uri: SchemaUri}"                -> Schema                ["getSchema"];
    }
}
