//! The members of a user group.

use crate::organization::people;
use crate::resource::Resource;
use crate::resource::relation::{Relation, Repeated};
use crate::validation::fields::Field;
use crate::validation::rules::TEXT;

pub(in crate::organization) static GROUP_MEMBER: Resource = Resource {
    name: "User group member",
    object_type: Some("user-group-member"),
    creation: &[Field::required("email", TEXT)],
    relation: Some(&Relation {
        named_in: "email",
        find: people::by_email,
        repeated: Repeated::Refused,
        indispensable: None,
    }),
    show: people::with_email,
    ..Resource::PLAIN
};
