//! The meaning of the declarations: checked, with generated names and classified types. If `sound` is false, it is
//! the best guess, good enough for a placeholder that spares its callers further errors.

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
    /// Whether no parent was written, so that it is `MiroApi`.
    pub(crate) is_below_client: bool,
    pub(crate) host: Host,
    /// The path that `at` adds to the parent's; `None` if the endpoints have absolute paths.
    pub(crate) at: Option<Template>,
    /// The whole path of the group if the parents are in the same invocation; otherwise the known end of it.
    pub(crate) prefix: Prefix,
    /// Placeholders that the parent must supply, each with the position that relies on it.
    pub(crate) inherited: Vec<(String, Span)>,
    pub(crate) endpoints: Vec<Endpoint>,
    /// The braces around the endpoints.
    pub(crate) body: Span,
    /// Whether the head is valid. Each endpoint has a separate flag.
    pub(crate) sound: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Host {
    Api,
    Scim,
    /// The host of the parent, which is in another invocation.
    Parents,
}

/// The way to reach a group.
pub(crate) enum Form {
    /// A method on the parent; through a trait if the parent may be foreign.
    Accessor { link: Link, accessor: Ident },
    /// The methods are added to the parent itself.
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
    /// The text of Miro's reference, without types.
    pub(crate) text: String,
    pub(crate) span: Span,
    pub(crate) placeholders: Vec<Placeholder>,
}

#[derive(Clone)]
pub(crate) struct Placeholder {
    pub(crate) name: Ident,
    pub(crate) taken: Taken,
    /// Whether its type is in the path, so that the parent cannot supply it.
    pub(crate) typed: bool,
}

/// How a caller passes one value.
#[derive(Clone)]
pub(crate) enum Taken {
    /// As `impl Into<String>`.
    Text(Span),
    /// By value: `bool` and numbers.
    Plain(Type),
    /// As `impl Into` of its type.
    Into(Type),
}

pub(crate) struct Endpoint {
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) name: Ident,
    /// The name of the type with its setters, if it has any.
    pub(crate) builder: Ident,
    pub(crate) method: Method,
    pub(crate) method_span: Span,
    pub(crate) path: Template,
    pub(crate) fixed: Vec<Fixed>,
    pub(crate) required: Vec<Argument>,
    pub(crate) optional: Vec<Argument>,
    pub(crate) body: Option<Body>,
    pub(crate) response: Response,
    /// `None` if even the operationId is missing.
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

    /// RFC 9110 defines no meaning for a body of these, and Miro accepts none.
    pub(crate) fn takes_body(self) -> bool {
        !matches!(self, Self::Get | Self::Delete)
    }
}

/// A query parameter that is always sent with the same value.
pub(crate) struct Fixed {
    pub(crate) wire: String,
    pub(crate) value: String,
}

/// A query parameter from the caller: a positional argument, or a setter.
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
    /// A multipart form, sent as `multipart/form-data`.
    Multipart(Type),
    /// A constant, which needs no argument.
    Constant(Path),
}

pub(crate) enum Response {
    Empty(Span),
    One(Type),
    /// A response that may be empty, with the type of a non-empty one.
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

    /// The page sizes that Miro accepts if the endpoint has no range.
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
    /// Not idempotent, although its method is.
    pub(crate) not_idempotent: bool,
    pub(crate) per_item: bool,
    pub(crate) anonymous: bool,
    /// `None` if only the compiler knows it, from the parent's path.
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
