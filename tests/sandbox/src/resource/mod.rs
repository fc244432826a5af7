//! Plain collections: what listing, reading, creating, changing and deleting have in common, once for all of
//! them. An area declares a [`Resource`] and names it in its table of operations; what is special about the
//! area is a function of the resource, or a handler of its own.

mod address;

use http::StatusCode;
use serde_json::Value;

use crate::paging::{CursorPaging, CursorRules};
use crate::server::answer::Answer;
use crate::server::call::Call;
use crate::server::error::ApiError;
use crate::state::collection::Collection;
use crate::state::store::Object;
use crate::validation::fields::{self, Field};
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
    pub(crate) paging: &'static CursorRules,
    /// The status of a creation's answer.
    pub(crate) created: StatusCode,
    /// Which entries a list shows, as far as that depends on the query.
    pub(crate) listed: fn(&Call<'_>, &Object) -> bool,
    /// What has changed by itself since the last request, because time went by.
    pub(crate) settle: fn(&mut Call<'_>),
    /// Checks what the tables of fields cannot express, and adds to an entry what Miro adds by itself. An entry
    /// that is new has its `id` and `type` already.
    pub(crate) complete: fn(&mut Call<'_>, &mut Object, Change) -> Result<(), ApiError>,
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
        paging: &CursorRules::ORGANIZATION,
        created: StatusCode::CREATED,
        listed: |_, _| true,
        settle: |_| (),
        complete: |_, _, _| Ok(()),
        show: |_, object| Value::Object(without_notes(object)),
    };

    fn not_found(&self, id: &str) -> ApiError {
        ApiError::not_found(format!("{} {id} not found", self.name))
    }
}

/// Answers a page of the collection that the path names.
pub(crate) fn list(call: &mut Call<'_>) -> Result<Answer, ApiError> {
    let resource = resource(call);
    let paging = CursorPaging::of(call, resource.paging)?;
    (resource.settle)(call);
    call.require_parents()?;
    let none = Collection::default();
    let all = call.state.store.at(&call.address()).unwrap_or(&none);
    let listed = |entry: &Object| (resource.listed)(call, entry);
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

/// Adds an entry to the collection that the path names.
pub(crate) fn create(call: &mut Call<'_>) -> Result<Answer, ApiError> {
    let resource = resource(call);
    (resource.settle)(call);
    call.require_parents()?;
    let sent = call.json_object()?;
    let mut problems = Problems::default();
    let mut entry = fields::merge(resource.creation, None, &sent, "", &mut problems);
    problems.check()?;
    let id = call.state.identifiers.numeric();
    entry.insert("id".to_owned(), id.as_str().into());
    if let Some(object_type) = resource.object_type {
        entry.insert("type".to_owned(), object_type.into());
    }
    (resource.complete)(call, &mut entry, Change::Creation)?;
    let answer = Answer::json(resource.created, &(resource.show)(call, &entry));
    call.state.store.insert(&call.address(), &id, entry);
    Ok(answer)
}

/// Changes the entry that the path names.
pub(crate) fn update(call: &mut Call<'_>) -> Result<Answer, ApiError> {
    let resource = resource(call);
    (resource.settle)(call);
    call.require_parents()?;
    let current = entry(call)?.clone();
    let sent = call.json_object()?;
    let mut problems = Problems::default();
    let changed = fields::merge(resource.change, Some(&current), &sent, "", &mut problems);
    problems.check()?;
    keep(call, changed)
}

/// Replaces the entry that the path names: what a request may say and does not, is gone.
pub(crate) fn replace(call: &mut Call<'_>) -> Result<Answer, ApiError> {
    let resource = resource(call);
    (resource.settle)(call);
    call.require_parents()?;
    let mut changed = entry(call)?.clone();
    let sent = call.json_object()?;
    let mut problems = Problems::default();
    let described = fields::merge(resource.change, None, &sent, "", &mut problems);
    problems.check()?;
    changed.retain(|name, _| !resource.change.iter().any(|field| field.name == name));
    changed.extend(described);
    keep(call, changed)
}

/// Puts a changed entry in the place of the one that the path names.
fn keep(call: &mut Call<'_>, mut changed: Object) -> Result<Answer, ApiError> {
    let resource = resource(call);
    (resource.complete)(call, &mut changed, Change::Update)?;
    let answer = Answer::ok(&(resource.show)(call, &changed));
    let (address, id) = call.entry_address();
    call.state.store.insert(&address, &id, changed);
    Ok(answer)
}

/// Deletes the entry that the path names, and all that belongs to it.
pub(crate) fn delete(call: &mut Call<'_>) -> Result<Answer, ApiError> {
    (resource(call).settle)(call);
    call.require_parents()?;
    entry(call)?;
    let (address, id) = call.entry_address();
    call.state.store.remove(&address, &id);
    Ok(Answer::no_content())
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
