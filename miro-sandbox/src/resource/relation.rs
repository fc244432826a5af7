//! Belonging: people belong to teams, groups to boards. Such an entry stands for something that exists
//! elsewhere, and has its id.

use serde_json::Value;

use crate::resource::Resource;
use crate::server::call::Call;
use crate::server::error::ApiError;
use crate::state::store::Object;
use crate::validation::problems::Problems;

/// How something comes to belong to a collection, and when it stays.
#[derive(Debug)]
pub(crate) struct Relation {
    /// The property of a creation that names what joins: one, or a list of several.
    pub(crate) named_in: &'static str,
    /// The id of what is named, if it exists.
    pub(crate) find: fn(&Call<'_>, &str) -> Option<String>,
    /// What happens when it belongs already.
    pub(crate) repeated: Repeated,
    /// The role that somebody must have: the last one who has it neither loses it nor goes.
    pub(crate) indispensable: Option<&'static str>,
}

/// What a second creation of the same relation is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Repeated {
    /// A conflict.
    Refused,
    /// A change of the first one.
    Replaces,
}

impl Relation {
    /// The ids of what joins, which a creation names; its other properties remain in it.
    pub(super) fn joining(
        &self,
        call: &Call<'_>,
        resource: &Resource,
        address: &str,
        creation: &mut Object,
    ) -> Result<Vec<String>, ApiError> {
        let named = match creation.remove(self.named_in) {
            Some(Value::Array(several)) => {
                let path = |index| format!("{}.{index}", self.named_in);
                several.into_iter().enumerate().map(|(index, one)| (path(index), one)).collect()
            }
            one => vec![(self.named_in.to_owned(), one.unwrap_or_default())],
        };
        let (mut ids, mut problems) = (Vec::new(), Problems::default());
        for (path, name) in named {
            match name.as_str().and_then(|name| (self.find)(call, name)) {
                Some(id) => ids.push(id),
                None => problems.add(path, "is unknown in the organization"),
            }
        }
        problems.check()?;
        let known = ids.iter().find(|id| call.state.store.get(address, id).is_some());
        match (self.repeated, known) {
            (Repeated::Refused, Some(id)) => {
                Err(ApiError::conflict(format!("{} {id} is there already", resource.name)))
            }
            _ => Ok(ids),
        }
    }

    /// A conflict, if nobody would have the indispensable role any more after a change or, where nothing is
    /// left, a deletion.
    pub(super) fn require_successor(
        &self,
        call: &Call<'_>,
        address: &str,
        before: &Object,
        after: Option<&Object>,
    ) -> Result<(), ApiError> {
        let Some(role) = self.indispensable else { return Ok(()) };
        let has_it = |entry: &Object| entry.get("role").is_some_and(|found| found == role);
        let gives_it_up = has_it(before) && !after.is_some_and(has_it);
        if gives_it_up && call.state.store.values(address).filter(|entry| has_it(entry)).count() < 2 {
            return Err(ApiError::conflict(format!("There must be somebody with the role {role}")));
        }
        Ok(())
    }
}
