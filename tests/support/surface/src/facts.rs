//! What rustdoc's JSON says about an item, beyond the text that `public-api` prints.

use public_api::PublicItem;
use rustdoc_types::{Crate, Id, Impl, ItemEnum};

/// Auto traits that users rely on: values cross threads, and futures are polled.
const AUTO_TRAITS: [&str; 3] = ["Send", "Sync", "Unpin"];

/// The description of a crate.
pub(crate) struct Facts(pub(crate) Crate);

impl Facts {
    fn inner(&self, id: Id) -> Option<&ItemEnum> {
        self.0.index.get(&id).map(|item| &item.inner)
    }

    fn implementation(&self, id: Id) -> Option<&Impl> {
        match self.inner(id)? {
            ItemEnum::Impl(implementation) => Some(implementation),
            _ => None,
        }
    }

    /// Whether the item has a line.
    pub(crate) fn is_listed(&self, item: &PublicItem) -> bool {
        if let Some(implementation) = self.implementation(item.id()) {
            return is_listed(implementation);
        }
        // A trait prescribes the functions and constants of its implementations, but not the types.
        let parent = item.parent_id().and_then(|id| self.implementation(id));
        parent.is_none_or(|parent| parent.trait_.is_none())
            || matches!(self.inner(item.id()), Some(ItemEnum::AssocType { .. }))
    }

    /// Whether `use` can name the item.
    pub(crate) fn is_nameable(&self, item: &PublicItem) -> bool {
        match self.inner(item.id()) {
            // Functions of modules are nameable, methods are not.
            Some(ItemEnum::Function(_)) => {
                item.parent_id().is_none_or(|id| matches!(self.inner(id), Some(ItemEnum::Module(_))))
            }
            Some(
                ItemEnum::Module(_)
                | ItemEnum::Struct(_)
                | ItemEnum::Enum(_)
                | ItemEnum::Union(_)
                | ItemEnum::Trait(_)
                | ItemEnum::TypeAlias(_)
                | ItemEnum::Constant { .. }
                | ItemEnum::Static(_)
                | ItemEnum::Macro(_),
            ) => true,
            _ => false,
        }
    }

    /// The path that a `pub use` of another crate's item names.
    pub(crate) fn source(&self, item: &PublicItem) -> Option<&str> {
        match self.inner(item.id())? {
            ItemEnum::Use(import) => Some(&import.source),
            _ => None,
        }
    }
}

fn is_listed(implementation: &Impl) -> bool {
    let Some(name) = implementation.trait_.as_ref().and_then(|path| path.path.rsplit("::").next()) else {
        // Without parameters, the line of an inherent implementation only repeats the type.
        return !implementation.generics.params.is_empty();
    };
    let is_plain = !implementation.is_negative && implementation.generics.where_predicates.is_empty();
    if AUTO_TRAITS.contains(&name) {
        return !is_plain;
    }
    !implementation.is_synthetic && name != "StructuralPartialEq"
}
