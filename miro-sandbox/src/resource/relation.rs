//! Relations: people in teams, groups of boards. An entry stands for an object that exists elsewhere, and has its
//! id.

use serde_json::Value;

use crate::resource::Resource;
use crate::server::call::Call;
use crate::server::error::ApiError;
use crate::state::store::Object;
use crate::validation::problems::Problems;

/// How entries are added to a related collection, and when they must stay.
#[derive(Debug)]
pub(crate) struct Relation {
    /// The property of a creation that names one entry to add, or a list of several.
    pub(crate) named_in: &'static str,
    /// Returns the id of a named object, if it exists.
    pub(crate) find: fn(&Call<'_>, &str) -> Option<String>,
    /// What happens if the entry exists already.
    pub(crate) repeated: Repeated,
    /// The role that one entry must keep: its last holder can neither lose it nor be removed.
    pub(crate) indispensable: Option<&'static str>,
}

/// The effect of a second creation of the same relation.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Repeated {
    /// An error.
    Refused,
    /// A change of the existing entry.
    Replaces,
}

impl Relation {
    /// Removes the names from a creation and returns the ids of the entries to add.
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

    /// Returns a conflict if the last holder would lose the required role by a change, or by a deletion if `after`
    /// is `None`.
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
