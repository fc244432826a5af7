//! What was meant: checked, with names made and types told apart. Where `sound` is false it is the best guess, good
//! enough for a stand-in that keeps its callers quiet.

use proc_macro2::{Ident, Span};
use syn::{Attribute, LitStr, Path, Type, Visibility};

use crate::ast::{Collection, Link};
use crate::root::Root;

pub(crate) struct Model {
    pub(crate) root: Root,
    pub(crate) collection: Option<Collection>,
    pub(crate) groups: Vec<Group>,
}

pub(crate) struct Group {
    pub(crate) root: Root,
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) visibility: Visibility,
    pub(crate) name: Ident,
    pub(crate) form: Form,
    pub(crate) parent: Path,
    /// No parent was written, so it is `MiroApi`.
    pub(crate) is_below_client: bool,
    pub(crate) host: Host,
    /// What `at` adds to the parent's path; none where the lines' paths are absolute.
    pub(crate) at: Option<Template>,
    /// The whole path up to the lines, where the parents stand in the same invocation; else what is known of its end.
    pub(crate) prefix: Prefix,
    /// Placeholders that the parent must supply, each with the place that relies on it.
    pub(crate) inherited: Vec<(String, Span)>,
    pub(crate) endpoints: Vec<Endpoint>,
    /// The braces with its lines.
    pub(crate) body: Span,
    /// Whether its head is right; its lines know for themselves.
    pub(crate) sound: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Host {
    Api,
    Scim,
    /// The one of the parent, which stands in another invocation.
    Parents,
}

/// How a group is reached.
pub(crate) enum Form {
    /// By a method on its parent; through a trait where the parent may be foreign.
    Accessor { link: Link, accessor: Ident },
    /// Its methods are the parent's own.
    Trait,
}

#[derive(Clone)]
pub(crate) enum Prefix {
    Whole(String),
    End(String),
}

/// A path with its placeholders: `/sticky_notes/{item_id}`.
#[derive(Clone)]
pub(crate) struct Template {
    /// As Miro's reference writes it, so without the types.
    pub(crate) text: String,
    pub(crate) span: Span,
    pub(crate) placeholders: Vec<Placeholder>,
}

#[derive(Clone)]
pub(crate) struct Placeholder {
    pub(crate) name: Ident,
    pub(crate) taken: Taken,
    /// Whether its type stands in the path, so that it cannot be one that the parent supplies.
    pub(crate) typed: bool,
}

/// How a caller hands over one value.
#[derive(Clone)]
pub(crate) enum Taken {
    /// By `impl Into<String>`.
    Text(Span),
    /// As it is: `bool` and numbers.
    Plain(Type),
    /// By `impl Into` of its type.
    Into(Type),
}

pub(crate) struct Endpoint {
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) name: Ident,
    /// The type that has its setters, where it has any.
    pub(crate) builder: Ident,
    pub(crate) method: Method,
    pub(crate) method_span: Span,
    pub(crate) path: Template,
    pub(crate) fixed: Vec<Fixed>,
    pub(crate) required: Vec<Argument>,
    pub(crate) optional: Vec<Argument>,
    pub(crate) body: Option<Body>,
    pub(crate) response: Response,
    /// None where it was not even given an operationId.
    pub(crate) meta: Option<Meta>,
    pub(crate) sound: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Method {
    Get,
    Post,
    Put,
    Patch,
    Delete,
}

impl Method {
    pub(crate) const NAMES: [&str; 5] = ["GET", "POST", "PUT", "PATCH", "DELETE"];

    pub(crate) fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "GET" => Self::Get,
            "POST" => Self::Post,
            "PUT" => Self::Put,
            "PATCH" => Self::Patch,
            "DELETE" => Self::Delete,
            _ => return None,
        })
    }

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
        }
    }

    /// RFC 9110 gives a body of these no meaning, and Miro takes none.
    pub(crate) fn takes_body(self) -> bool {
        !matches!(self, Self::Get | Self::Delete)
    }
}

/// A query parameter that is always sent with the same value.
pub(crate) struct Fixed {
    pub(crate) wire: String,
    pub(crate) value: String,
}

/// A query parameter that the caller gives: a positional argument, or a setter.
pub(crate) struct Argument {
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) wire: String,
    pub(crate) name: Ident,
    pub(crate) taken: Taken,
    pub(crate) list: bool,
    pub(crate) range: Option<(i64, i64)>,
}

pub(crate) enum Body {
    One(Type),
    List(Type, Option<(i64, i64)>),
    /// Parts of their own, sent as `multipart/form-data`.
    Multipart(Type),
    /// The same with every call, so no argument.
    Constant(Path),
}

pub(crate) enum Response {
    Empty(Span),
    One(Type),
    /// An answer that may be empty; the type of a full one.
    Option(Type),
    Paged(Paging, Type, (i64, i64)),
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Paging {
    Offset,
    Cursor,
    StartIndex,
}

impl Paging {
    pub(crate) const NAMES: [&str; 3] = ["Offset", "Cursor", "StartIndex"];

    pub(crate) fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "Offset" => Self::Offset,
            "Cursor" => Self::Cursor,
            "StartIndex" => Self::StartIndex,
            _ => return None,
        })
    }

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Offset => "Offset",
            Self::Cursor => "Cursor",
            Self::StartIndex => "StartIndex",
        }
    }

    /// The page sizes that Miro takes where a line says nothing else.
    pub(crate) fn default_range(self) -> (i64, i64) {
        match self {
            Self::Offset => (1, 50),
            Self::Cursor => (10, 50),
            Self::StartIndex => (1, 1000),
        }
    }

    /// The query parameters that the paging itself sends.
    pub(crate) fn parameters(self) -> [&'static str; 2] {
        match self {
            Self::Offset => ["limit", "offset"],
            Self::Cursor => ["limit", "cursor"],
            Self::StartIndex => ["count", "startIndex"],
        }
    }
}

pub(crate) struct Meta {
    pub(crate) operation: LitStr,
    pub(crate) scopes: Vec<String>,
    pub(crate) level: Option<u8>,
    /// Limited by the size of its body.
    pub(crate) by_size: bool,
    /// Not idempotent, though its method is.
    pub(crate) not_idempotent: bool,
    pub(crate) per_item: bool,
    pub(crate) anonymous: bool,
    /// None where only the compiler can tell, which knows the parent's path.
    pub(crate) stability: Option<Stability>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Stability {
    V1,
    V2,
    Experimental,
    Enterprise,
    EnterpriseGuard,
    Scim,
    Unlisted,
}
