//! Plain collections: the shared implementation of list, get, create, update and delete. An area declares a
//! [`Resource`] and names it in its table of operations. Special rules of an area are functions of the resource,
//! or separate handlers.
//!
//! Many entries are members of something else: people of teams, groups of boards. These are plain collections with
//! a [`Relation`]. Objects that exist once, such as settings, are in [`single`].

mod address;
pub(crate) mod relation;
pub(crate) mod reversed;
pub(crate) mod single;

use http::StatusCode;
use serde_json::Value;

use crate::paging::{CursorPaging, CursorRules};
use crate::resource::relation::Relation;
use crate::server::call::Call;
use crate::server::error::ApiError;
use crate::server::response::Response;
use crate::state::collection::Collection;
use crate::state::store::Object;
use crate::validation::fields::{self, Field};
use crate::validation::filters;
use crate::validation::problems::Problems;

/// The properties of a plain collection.
#[derive(Debug)]
pub(crate) struct Resource {
    /// The name of an entry in errors: `Team`.
    pub(crate) name: &'static str,
    /// The value of `type`, if entries have one.
    pub(crate) object_type: Option<&'static str>,
    /// The fields of a creation.
    pub(crate) creation: &'static [Field],
    /// The fields of a change.
    pub(crate) change: &'static [Field],
    /// The property that must be unique.
    pub(crate) unique: Option<&'static str>,
    /// How entries are added, if they stand for objects that exist elsewhere.
    pub(crate) relation: Option<&'static Relation>,
    pub(crate) paging: &'static CursorRules,
    /// List parameters that filter by the property of the same name.
    pub(crate) filters: &'static [Field],
    /// Other filters of a list that depend on the query.
    pub(crate) listed: fn(&Call<'_>, &Object) -> bool,
    /// The status of the response to a creation.
    pub(crate) created: StatusCode,
    /// Applies changes due to the passing of time.
    pub(crate) settle: fn(&mut Call<'_>),
    /// Checks rules that the tables of fields cannot express, and adds Miro's own properties. A new entry already
    /// has its `id` and `type`.
    pub(crate) complete: fn(&mut Call<'_>, &mut Object, Change) -> Result<(), ApiError>,
    /// Applies further effects of a creation.
    pub(crate) added: fn(&mut Call<'_>, &Object),
    /// Applies further effects of a deletion.
    pub(crate) removed: fn(&mut Call<'_>, &Object),
    /// Converts an entry to a response. Properties whose names begin with `_` are internal.
    pub(crate) show: fn(&Call<'_>, &Object) -> Value,
}

/// The kind of change to an entry.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Change {
    Creation,
    Update,
}

impl Resource {
    /// The defaults of a declaration.
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

    /// Creates an entry with this id from the fields of a creation.
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

/// Responds with a page of the path's collection.
pub(crate) fn list(call: &mut Call<'_>) -> Result<Response, ApiError> {
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

/// Responds with the path's entry.
pub(crate) fn get(call: &mut Call<'_>) -> Result<Response, ApiError> {
    let resource = resource(call);
    (resource.settle)(call);
    call.require_parents()?;
    Ok(Response::ok(&(resource.show)(call, entry(call)?)))
}

/// Adds an entry to the path's collection, or several if the relation allows it.
pub(crate) fn create(call: &mut Call<'_>) -> Result<Response, ApiError> {
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
    // Miro responds with one entry, even if several were added.
    let shown = entries.first().map(|(_, entry)| (resource.show)(call, entry));
    let response = Response::json(resource.created, &shown.unwrap_or_default());
    for (id, entry) in entries {
        call.state.store.insert(&address, &id, entry.clone());
        (resource.added)(call, &entry);
    }
    Ok(response)
}

/// Changes the path's entry.
pub(crate) fn update(call: &mut Call<'_>) -> Result<Response, ApiError> {
    (resource(call).settle)(call);
    call.require_parents()?;
    let current = entry(call)?.clone();
    change(call, &current)
}

/// Replaces the path's entry: missing fields are removed.
pub(crate) fn replace(call: &mut Call<'_>) -> Result<Response, ApiError> {
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

/// Deletes the path's entry, and everything below it.
pub(crate) fn delete(call: &mut Call<'_>) -> Result<Response, ApiError> {
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
    Ok(Response::no_content())
}

/// Returns the checked fields of a request: the start of a new entry, or a changed entry.
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

/// Changes an entry by the request's fields.
fn change(call: &mut Call<'_>, current: &Object) -> Result<Response, ApiError> {
    let changed = accepted(call, resource(call).change, Some(current))?;
    keep(call, current, changed)
}

/// Stores a changed entry in place of the path's entry.
fn keep(call: &mut Call<'_>, current: &Object, mut changed: Object) -> Result<Response, ApiError> {
    let resource = resource(call);
    let (address, id) = call.entry_address();
    (resource.complete)(call, &mut changed, Change::Update)?;
    resource.require_unique(call, &address, &changed)?;
    if let Some(relation) = resource.relation {
        relation.require_successor(call, &address, current, Some(&changed))?;
    }
    let response = Response::ok(&(resource.show)(call, &changed));
    call.state.store.insert(&address, &id, changed);
    Ok(response)
}

/// Returns the path's entry.
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
