//! Operations that Miro serves without specifying them: the feature `unlisted`.

mod boards;
mod catalogue;
mod scim;
