//! Plain collections: what listing, reading, creating, changing and deleting have in common, once for all of
//! them. An area declares a [`Resource`] and names it in its table of operations; what is special about the
//! area is a function of the resource, or a handler of its own.
//!
//! Much belongs to something else by a role: people to teams, groups to boards. That is a plain collection
//! too, with a [`Relation`]. What exists once, such as settings, is in [`single`].

mod address;
pub(crate) mod relation;
pub(crate) mod reversed;
pub(crate) mod single;

use http::StatusCode;
use serde_json::Value;

use crate::paging::{CursorPaging, CursorRules};
use crate::resource::relation::Relation;
use crate::server::answer::Answer;
use crate::server::call::Call;
use crate::server::error::ApiError;
use crate::state::collection::Collection;
use crate::state::store::Object;
use crate::validation::fields::{self, Field};
use crate::validation::filters;
use crate::validation::problems::Problems;

/// What distinguishes one plain collection from the others.
#[derive(Debug)]
pub(crate) struct Resource {
    /// What an error calls an entry: `Team`.
    pub(crate) name: &'static str,
    /// The value of `type`, where entries have one.
    pub(crate) object_type: Option<&'static str>,
    /// What a creation may say.
    pub(crate) creation: &'static [Field],
    /// What a change may say.
    pub(crate) change: &'static [Field],
    /// The property that no two entries may have in common.
    pub(crate) unique: Option<&'static str>,
    /// How entries come to belong here, where they stand for something that exists elsewhere.
    pub(crate) relation: Option<&'static Relation>,
    pub(crate) paging: &'static CursorRules,
    /// The parameters of a list that name what a property of its entries must be.
    pub(crate) filters: &'static [Field],
    /// Which entries a list shows, as far as that depends on the query in other ways.
    pub(crate) listed: fn(&Call<'_>, &Object) -> bool,
    /// The status of a creation's answer.
    pub(crate) created: StatusCode,
    /// What has changed by itself since the last request, because time went by.
    pub(crate) settle: fn(&mut Call<'_>),
    /// Checks what the tables of fields cannot express, and adds to an entry what Miro adds by itself. An entry
    /// that is new has its `id` and `type` already.
    pub(crate) complete: fn(&mut Call<'_>, &mut Object, Change) -> Result<(), ApiError>,
    /// What else there is once an entry is new.
    pub(crate) added: fn(&mut Call<'_>, &Object),
    /// What else goes with an entry that was deleted.
    pub(crate) removed: fn(&mut Call<'_>, &Object),
    /// An entry as it is sent. Properties whose names begin with `_` are notes of the sandbox to itself.
    pub(crate) show: fn(&Call<'_>, &Object) -> Value,
}

/// What happens to an entry that is completed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Change {
    Creation,
    Update,
}

impl Resource {
    /// What most collections share; declarations name only what differs.
    pub(crate) const PLAIN: Self = Self {
        name: "Object",
        object_type: None,
        creation: &[],
        change: &[],
        unique: None,
        relation: None,
        paging: &CursorRules::ORGANIZATION,
        filters: &[],
        listed: |_, _| true,
        created: StatusCode::CREATED,
        settle: |_| (),
        complete: |_, _, _| Ok(()),
        added: |_, _| (),
        removed: |_, _| (),
        show: |_, object| Value::Object(without_notes(object)),
    };

    /// The entry with this id, as a creation described it.
    pub(crate) fn entry(&self, id: &str, mut described: Object) -> Object {
        described.insert("id".to_owned(), id.into());
        self.typed(described)
    }

    fn typed(&self, mut object: Object) -> Object {
        if let Some(object_type) = self.object_type {
            object.insert("type".to_owned(), object_type.into());
        }
        object
    }

    fn not_found(&self, id: &str) -> ApiError {
        ApiError::not_found(format!("{} {id} not found", self.name))
    }

    fn require_unique(&self, call: &Call<'_>, address: &str, entry: &Object) -> Result<(), ApiError> {
        let Some(property) = self.unique else { return Ok(()) };
        let same = |other: &&Object, property: &str| other.get(property) == entry.get(property);
        let mut others = call.state.store.values(address).filter(|other| !same(other, "id"));
        if others.any(|other| same(&other, property)) {
            return Err(ApiError::conflict(format!("{}: its {property} is taken", self.name)));
        }
        Ok(())
    }
}

/// Answers a page of the collection that the path names.
pub(crate) fn list(call: &mut Call<'_>) -> Result<Answer, ApiError> {
    let resource = resource(call);
    let paging = CursorPaging::of(call, resource.paging)?;
    filters::check(call, resource.filters)?;
    (resource.settle)(call);
    call.require_parents()?;
    let none = Collection::default();
    let all = call.state.store.at(&call.address()).unwrap_or(&none);
    let passes = |entry: &Object, filter: &Field| {
        let wanted = call.query.given(filter.name);
        wanted.is_none_or(|wanted| entry.get(filter.name).is_some_and(|found| found == wanted))
    };
    let listed = |entry: &Object| {
        resource.filters.iter().all(|filter| passes(entry, filter)) && (resource.listed)(call, entry)
    };
    let show = |entry| (resource.show)(call, entry);
    if paging.is_by_id() {
        return paging.page_by_id(all, listed, id_of, show);
    }
    Ok(paging.page_of(all, listed, show))
}

/// Answers the entry that the path names.
pub(crate) fn get(call: &mut Call<'_>) -> Result<Answer, ApiError> {
    let resource = resource(call);
    (resource.settle)(call);
    call.require_parents()?;
    Ok(Answer::ok(&(resource.show)(call, entry(call)?)))
}

/// Adds an entry to the collection that the path names; several, where a request lets several join.
pub(crate) fn create(call: &mut Call<'_>) -> Result<Answer, ApiError> {
    let resource = resource(call);
    (resource.settle)(call);
    call.require_parents()?;
    let mut described = accepted(call, resource.creation, None)?;
    let address = call.address();
    let ids = match resource.relation {
        Some(relation) => relation.joining(call, resource, &address, &mut described)?,
        None => vec![call.state.identifiers.numeric()],
    };
    let mut entries = Vec::with_capacity(ids.len());
    for id in ids {
        let mut entry = resource.entry(&id, described.clone());
        (resource.complete)(call, &mut entry, Change::Creation)?;
        resource.require_unique(call, &address, &entry)?;
        entries.push((id, entry));
    }
    // Miro answers with one entry, however many there are.
    let shown = entries.first().map(|(_, entry)| (resource.show)(call, entry));
    let answer = Answer::json(resource.created, &shown.unwrap_or_default());
    for (id, entry) in entries {
        call.state.store.insert(&address, &id, entry.clone());
        (resource.added)(call, &entry);
    }
    Ok(answer)
}

/// Changes the entry that the path names.
pub(crate) fn update(call: &mut Call<'_>) -> Result<Answer, ApiError> {
    (resource(call).settle)(call);
    call.require_parents()?;
    let current = entry(call)?.clone();
    change(call, &current)
}

/// Replaces the entry that the path names: what a request may say and does not, is gone.
pub(crate) fn replace(call: &mut Call<'_>) -> Result<Answer, ApiError> {
    let resource = resource(call);
    (resource.settle)(call);
    call.require_parents()?;
    let current = entry(call)?.clone();
    let described = accepted(call, resource.change, None)?;
    let mut changed = current.clone();
    changed.retain(|name, _| !resource.change.iter().any(|field| field.name == name));
    changed.extend(described);
    keep(call, &current, changed)
}

/// Deletes the entry that the path names, and all that belongs to it.
pub(crate) fn delete(call: &mut Call<'_>) -> Result<Answer, ApiError> {
    let resource = resource(call);
    (resource.settle)(call);
    call.require_parents()?;
    let current = entry(call)?.clone();
    let (address, id) = call.entry_address();
    if let Some(relation) = resource.relation {
        relation.require_successor(call, &address, &current, None)?;
    }
    call.state.store.remove(&address, &id);
    (resource.removed)(call, &current);
    Ok(Answer::no_content())
}

/// What a request says: the beginning of an entry, or an entry with changes.
pub(crate) fn accepted(
    call: &Call<'_>,
    fields: &[Field],
    current: Option<&Object>,
) -> Result<Object, ApiError> {
    let sent = call.json_object()?;
    let mut problems = Problems::default();
    let accepted = fields::merge(fields, current, &sent, "", &mut problems);
    problems.check().map(|()| accepted)
}

/// Makes of an entry what the request wants it to be.
fn change(call: &mut Call<'_>, current: &Object) -> Result<Answer, ApiError> {
    let changed = accepted(call, resource(call).change, Some(current))?;
    keep(call, current, changed)
}

/// Puts a changed entry in the place of the one that the path names.
fn keep(call: &mut Call<'_>, current: &Object, mut changed: Object) -> Result<Answer, ApiError> {
    let resource = resource(call);
    let (address, id) = call.entry_address();
    (resource.complete)(call, &mut changed, Change::Update)?;
    resource.require_unique(call, &address, &changed)?;
    if let Some(relation) = resource.relation {
        relation.require_successor(call, &address, current, Some(&changed))?;
    }
    let answer = Answer::ok(&(resource.show)(call, &changed));
    call.state.store.insert(&address, &id, changed);
    Ok(answer)
}

/// The entry that the path names.
pub(crate) fn entry<'c>(call: &'c Call<'_>) -> Result<&'c Object, ApiError> {
    let (address, id) = call.entry_address();
    call.state.store.get(&address, &id).ok_or_else(|| resource(call).not_found(&id))
}

fn id_of(entry: &Object) -> &str {
    entry.get("id").and_then(Value::as_str).unwrap_or_default()
}

fn without_notes(object: &Object) -> Object {
    let sent = object.iter().filter(|(name, _)| !name.starts_with('_'));
    sent.map(|(name, value)| (name.clone(), value.clone())).collect()
}

fn resource(call: &Call<'_>) -> &'static Resource {
    call.operation.resource.expect("the operation names the collection it works on")
}
