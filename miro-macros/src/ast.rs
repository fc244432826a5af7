//! The syntax tree: every part as written, with the position of its tokens, valid or not.

use proc_macro2::{Ident, Span, TokenStream};
use syn::{Attribute, LitStr, Path, Type, Visibility};

/// One invocation of `endpoints!`.
#[derive(Default)]
pub(crate) struct Declarations {
    pub(crate) collection: Option<Collection>,
    pub(crate) groups: Vec<Group>,
}

/// `pub(super) const OPERATIONS;`
pub(crate) struct Collection {
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) visibility: Visibility,
    pub(crate) name: Ident,
}

/// `pub StickyNotes of BoardHandle at "/sticky_notes" { .. }` or `pub TeamMembers as members of TeamHandle { .. }`
pub(crate) struct Group {
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) visibility: Visibility,
    /// Present for a trait, whose methods are added to the parent itself.
    pub(crate) trait_token: Option<syn::Token![trait]>,
    pub(crate) name: Ident,
    /// The name of the accessor method, if it differs from that of the group.
    pub(crate) accessor: Option<Ident>,
    pub(crate) parent: Option<Parent>,
    pub(crate) at: Option<At>,
    pub(crate) endpoints: Vec<Endpoint>,
    /// The braces around the endpoints.
    pub(crate) body: Span,
    /// Whether the head (not the endpoints) was parsed without an error.
    pub(crate) sound: bool,
}

/// `of BoardHandle` or `for TeamHandle(org_id, team_id)`
pub(crate) struct Parent {
    pub(crate) link: Link,
    pub(crate) path: Path,
    pub(crate) supplies: Vec<Ident>,
}

#[derive(Clone, Copy)]
pub(crate) enum Link {
    /// A type of this crate: the accessor is one of its methods.
    Of(Span),
    /// A type of any crate: a trait provides the accessor.
    For,
}

/// `at scim "/Users"`
pub(crate) struct At {
    pub(crate) scim: bool,
    pub(crate) suffix: LitStr,
}

/// `create POST "" ?{ .. } (NewStickyNote) -> StickyNote [boards:write L2 "create-sticky-note-item"];`
pub(crate) struct Endpoint {
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) name: Ident,
    pub(crate) method: Option<Ident>,
    pub(crate) path: Option<LitStr>,
    pub(crate) query: Vec<Parameter>,
    pub(crate) body: Option<Body>,
    pub(crate) response: Option<Response>,
    pub(crate) meta: Option<Meta>,
    /// Whether it was parsed without an error.
    pub(crate) sound: bool,
}

/// `type as kind: ItemKind`, `copy_from!: BoardId`, `delete_items = true`
pub(crate) struct Parameter {
    pub(crate) attributes: Vec<Attribute>,
    /// The name on the wire, and its position.
    pub(crate) wire: (String, Span),
    /// The name in Rust: the one after `as`, or else the name on the wire if that is an identifier.
    pub(crate) renamed: Option<Ident>,
    pub(crate) required: Option<Span>,
    pub(crate) value: ParameterValue,
}

pub(crate) enum ParameterValue {
    Fixed(String),
    One(Type, Option<Range>),
    List(Type, Option<Range>),
}

/// `(NewBoard)`, `([NewItem; 1..=20])`, `(multipart ImageUpload)` or `(= CANCELLED)`
pub(crate) struct Body {
    pub(crate) parenthesis: Span,
    pub(crate) kind: BodyKind,
}

pub(crate) enum BodyKind {
    One(Type),
    List(Type, Option<Range>),
    Multipart(Type),
    Constant(Path),
    /// A body that could not be parsed.
    Broken,
}

pub(crate) enum Response {
    /// `()`
    Empty,
    /// `Board` or `Option<Board>`
    One(Type),
    /// `Offset<Board, 1..=50>`, with any name of a wrapper.
    Paged(Ident, Type, Option<Range>),
}

/// `1..=50`
#[derive(Clone)]
pub(crate) struct Range {
    pub(crate) low: i64,
    pub(crate) high: i64,
    pub(crate) tokens: TokenStream,
}

/// `[boards:read L1 "get-boards"]`
pub(crate) struct Meta {
    pub(crate) bracket: Span,
    pub(crate) entries: Vec<Entry>,
}

/// One entry between the brackets. The check determines its meaning.
pub(crate) enum Entry {
    /// `"get-boards"`
    Operation(LitStr),
    /// `boards:read`: the text, and the tokens.
    Scope(String, TokenStream),
    /// `other("comments:read")`
    Other(LitStr),
    /// `per item`: the second word.
    Per(Ident),
    /// `not idempotent`
    Not(Ident),
    /// `by size`
    By(Ident),
    /// `L1`, `anonymous`, `enterprise-guard`: the text, and the tokens.
    Word(String, TokenStream),
}
