//! What Miro serves and its specification does not have: the feature `unlisted`.

mod boards;
mod catalogue;
mod scim;
