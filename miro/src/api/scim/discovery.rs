use crate::model::scim::{
    ResourceName, ResourceType, ResourceTypeList, Schema, SchemaList, SchemaUri, ServiceProviderConfig,
};
use crate::{Scim, endpoints};

endpoints! {
    pub(super) const OPERATIONS;

    /// What the SCIM interface can do, and what users and groups are made of.
    ///
    /// ```no_run
    /// # async fn run(scim: miro::Scim) -> Result<(), miro::Error> {
    /// let config = scim.discovery().service_provider_config().await?;
    /// let types = scim.discovery().resource_types().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub Discovery of Scim {
        /// Tells what the interface can do.
        service_provider_config GET "/ServiceProviderConfig"                   -> ServiceProviderConfig ["listServiceProviderConfigs"];
        /// Lists what there is: users and groups.
        resource_types          GET "/ResourceTypes"                           -> ResourceTypeList      ["listResourceTypes"];
        /// Describes users, or groups.
        resource_type           GET "/ResourceTypes/{resource: ResourceName}"  -> ResourceType          ["getResourceType"];
        /// Lists the attributes of users, of groups, and of the extension of users.
        schemas                 GET "/Schemas"                                 -> SchemaList            ["listSchemas"];
        /// Lists the attributes of one of them.
        schema                  GET "/Schemas/{uri: SchemaUri}"                -> Schema                ["getSchema"];
    }
}
