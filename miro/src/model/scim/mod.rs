//! SCIM: users and groups for identity providers ([RFC 7643](https://www.rfc-editor.org/rfc/rfc7643), [RFC
//! 7644](https://www.rfc-editor.org/rfc/rfc7644)).
//!
//! ```no_run
//! use futures_util::TryStreamExt;
//! use miro::model::scim::{Filter, GroupChanges, NewUser, User, UserChanges, UserType};
//!
//! # async fn run(api: miro::MiroApi) -> Result<(), Box<dyn std::error::Error>> {
//! let scim = api.scim("token of the SCIM interface");
//! let anna = scim.users().create(NewUser::new("anna@example.com").name("Anna", "Smith")).await?;
//! scim.groups().update("3074457365836251622", GroupChanges::new().add_members([&anna.id])).await?;
//!
//! let idle = Filter::eq("active", false).and(Filter::eq("userType", "Full"));
//! let idle: Vec<User> = scim.users().list().filter(idle).stream().try_collect().await?;
//! scim.users().update(&anna.id, UserChanges::new().user_type(UserType::Full)).await?;
//! # Ok(())
//! # }
//! ```

mod attributes;
mod discovery;
mod filter;
mod groups;
mod new_user;
mod patch;
mod users;

pub use attributes::{Attributes, SortOrder};
pub use discovery::{
    AuthenticationScheme, Capability, ResourceName, ResourceType, ResourceTypeList, Schema, SchemaAttribute,
    SchemaExtension, SchemaList, SchemaUri, ServiceProviderConfig,
};
pub use filter::{Filter, FilterValue};
pub use groups::{Group, GroupChanges, GroupId, Member};
pub use new_user::{NewEmail, NewEnterpriseUser, NewPhoto, NewRole, NewUser};
pub use patch::{PatchOperation, PatchVerb};
pub use users::{
    Email, EnterpriseUser, Manager, MemberOf, Meta, OrganizationRole, PersonName, Photo, Role, RoleKind,
    User, UserChanges, UserType,
};
