//! A request: assembled here, written in `writing`, and sent on a task in `exchange`.

mod exchange;
mod settings;
mod writing;

use std::borrow::Cow;
use std::fmt::{self, Display};

use bytes::Bytes;
use http::Method;
use serde::Serialize;
use serde::de::IgnoredAny;
use url::Url;

use crate::hosts::is_loopback;
use crate::operation::{Level, Operation};
use crate::path;
use crate::resource::Resource;
use crate::upload::Form;
use crate::wire;

pub(crate) use exchange::Exchange;
pub use settings::CallSettings;

/// A request under construction: everything about a call except the type of its response.
///
/// Invalid arguments are recorded here, and reported when the call is sent, before anything goes out.
#[derive(Clone)]
pub struct Request {
    resource: Resource,
    operation: &'static Operation,
    target: Target,
    path_values: Vec<(&'static str, String)>,
    query: Vec<(Cow<'static, str>, String)>,
    body: Content,
    items: u32,
    price: Price,
    /// Of a raw request: whether the operation at its path is idempotent if its method is.
    is_idempotent_by_method: bool,
    settings: CallSettings,
    problems: Vec<String>,
}

/// The body of a request.
#[derive(Clone)]
enum Content {
    None,
    Json(Bytes),
    Form(Box<Form>),
}

/// The cost of a request.
#[derive(Clone, Copy)]
enum Price {
    /// The cost of this operation, for the number of items in the body.
    Operation(&'static Operation),
    Credits(u32),
}

/// The target of a request: the declared operation, or another method and path, or another URL.
#[derive(Clone)]
enum Target {
    Declared,
    Raw {
        method: Method,
        path: String,
    },
    /// A host other than Miro's API, which gets no token.
    Elsewhere {
        url: String,
    },
}

impl Request {
    /// Creates a request for this operation on this resource.
    #[doc(hidden)]
    #[must_use]
    pub fn new(resource: &Resource, operation: &'static Operation) -> Self {
        Self {
            resource: resource.clone(),
            operation,
            target: Target::Declared,
            path_values: Vec::new(),
            query: Vec::new(),
            body: Content::None,
            items: 1,
            price: Price::Operation(operation),
            is_idempotent_by_method: true,
            settings: CallSettings::default(),
            problems: resource.path_problems().map(|(name, problem)| format!("`{name}` {problem}")).collect(),
        }
    }

    pub(crate) fn raw(
        resource: &Resource,
        operation: &'static Operation,
        method: Method,
        path: String,
    ) -> Self {
        let mut request = Self::new(resource, operation);
        if !path.starts_with('/') || path.starts_with("//") || path.contains(['#', '\\']) {
            request.refuse("path", &"is not the path of an endpoint, such as /v2/boards");
        }
        if path::has_dot_segment(&path) {
            request.refuse("path", &"has a dot segment, which would change it");
        }
        request.target = Target::Raw { method, path };
        // The cost is unknown, and no call costs less.
        request.price = Price::Credits(Level::L1.credits());
        request
    }

    /// Creates a request to a URL outside of the client's own hosts. The operation must be anonymous.
    pub(crate) fn elsewhere(resource: &Resource, operation: &'static Operation, url: &Url) -> Self {
        debug_assert!(operation.is_anonymous(), "a token goes only to the hosts of the client");
        let mut request = Self::new(resource, operation);
        // A sandbox has no https. The addresses of the host are checked as late as possible, in `FileHosts`.
        let own = resource.client().hosts().base(operation.host());
        let own_is_loopback = Url::parse(own).is_ok_and(|own| own.host_str().is_some_and(is_loopback));
        let is_local = url.scheme() == "http" && own_is_loopback && url.host_str().is_some_and(is_loopback);
        if url.scheme() != "https" && !is_local {
            request.refuse("url", &"leads over a connection that others can read: only https is followed");
        }
        request.target = Target::Elsewhere { url: url.as_str().to_owned() };
        request
    }

    /// Fills a placeholder of the path.
    #[doc(hidden)]
    pub fn set_path(&mut self, name: &'static str, value: &dyn Display) {
        match path::encode_segment(value) {
            Ok(segment) => self.path_values.push((name, segment)),
            Err(problem) => self.refuse(name, &problem),
        }
    }

    /// Sets a query parameter, in place of its previous value.
    #[doc(hidden)]
    pub fn set_query(&mut self, name: &'static str, value: &dyn Display) {
        self.clear_query(name);
        self.push_query(name, value);
    }

    /// Removes a query parameter.
    #[doc(hidden)]
    pub fn clear_query(&mut self, name: &'static str) {
        self.query.retain(|(other, _)| other != name);
    }

    /// Adds a query parameter, even if there are others with its name.
    #[doc(hidden)]
    pub fn push_query(&mut self, name: impl Into<Cow<'static, str>>, value: &dyn Display) {
        let name = name.into();
        let (value, problem) = wire::watch(|| value.to_string());
        if let Some(problem) = problem {
            self.refuse(&name, &problem);
        }
        self.query.push((name, value));
    }

    /// Refuses a number outside the range.
    #[doc(hidden)]
    pub fn check_range(&mut self, name: &'static str, value: i64, min: i64, max: i64) {
        if !(min..=max).contains(&value) {
            self.refuse(name, &format_args!("{value} is not in {min} to {max}"));
        }
    }

    /// Refuses a text whose number of characters is outside the range.
    #[doc(hidden)]
    pub fn check_length(&mut self, name: &'static str, value: &str, min: usize, max: usize) {
        let length = value.chars().count();
        if !(min..=max).contains(&length) {
            self.refuse(name, &format_args!("has {length} characters, but Miro takes {min} to {max}"));
        }
    }

    /// Refuses a number of elements outside the range.
    #[doc(hidden)]
    pub fn check_count(&mut self, name: &'static str, count: usize, min: usize, max: usize) {
        if !(min..=max).contains(&count) {
            self.refuse(name, &format_args!("has {count} elements, but Miro takes {min} to {max}"));
        }
    }

    /// Sends this value as JSON.
    #[doc(hidden)]
    pub fn set_json<B: Serialize + ?Sized>(&mut self, body: &B) {
        let body = wire::serialized(|| serde_json::to_vec(body));
        let is_empty = body.as_deref().is_ok_and(|body| body == b"{}");
        if is_empty && matches!(self.target, Target::Declared) && self.operation.method() == Method::PATCH {
            self.refuse(
                "body",
                &"changes nothing, and Miro refuses an empty change: set a field, or make no call",
            );
        }
        self.set_serialized(body, None);
    }

    /// Sends these values as a JSON array, each of which may cost credits.
    #[doc(hidden)]
    pub fn set_json_list<B: Serialize>(&mut self, body: &[B], min: usize, max: usize) {
        self.check_count("body", body.len(), min, max);
        self.items = u32::try_from(body.len()).unwrap_or(u32::MAX);
        let serialized = wire::serialized(|| serde_json::to_vec(body));
        let is_refused = |element| wire::serialized(|| serde_json::to_vec(element)).is_err();
        let refused = match &serialized {
            Ok(_) => None,
            Err(_) => body.iter().position(is_refused),
        };
        self.set_serialized(serialized, refused);
    }

    /// Sends this form, with its files.
    #[doc(hidden)]
    pub fn set_form(&mut self, form: impl Into<Form>) {
        let form = form.into();
        self.items = form.items();
        self.body = Content::Form(Box::new(form));
    }

    /// Sets the credits, instead of those of its operation.
    pub(crate) fn set_credits(&mut self, credits: u32) {
        self.price = Price::Credits(credits);
    }

    /// Sets the credits and the idempotency of this operation. A body that is a list has as many items as
    /// elements.
    pub(crate) fn set_like(&mut self, operation: &'static Operation) {
        self.price = Price::Operation(operation);
        if !operation.is_idempotent() {
            self.is_idempotent_by_method = false;
        }
    }

    /// The credits of each attempt.
    fn credits(&self) -> u32 {
        match self.price {
            Price::Credits(credits) => credits,
            Price::Operation(operation) => operation.credits(self.items),
        }
    }

    /// Sets the number of items in the body, each of which may cost credits.
    #[doc(hidden)]
    pub fn set_items(&mut self, items: u32) {
        self.items = items;
    }

    /// Sets the number of items to the number of elements, if the body is a list.
    pub(crate) fn count_items(&mut self) {
        if let Content::Json(body) = &self.body
            && let Ok(items) = serde_json::from_slice::<Vec<IgnoredAny>>(body)
        {
            self.items = u32::try_from(items.len()).unwrap_or(u32::MAX);
        }
    }

    /// Sets the body. If a list is refused, `index` is the element that caused it.
    fn set_serialized(&mut self, body: serde_json::Result<Vec<u8>>, index: Option<usize>) {
        match (body, index) {
            (Ok(body), _) => self.body = Content::Json(Bytes::from(body)),
            (Err(error), None) => self.problems.push(format!("`body`: {error}")),
            (Err(error), Some(index)) => self.problems.push(format!("`body[{index}]`: {error}")),
        }
    }

    #[doc(hidden)]
    pub fn settings_mut(&mut self) -> &mut CallSettings {
        &mut self.settings
    }

    pub(crate) fn refuse(&mut self, name: &str, problem: &dyn Display) {
        self.problems.push(format!("`{name}` {problem}"));
    }

    pub(crate) fn operation(&self) -> &'static Operation {
        self.operation
    }
}

impl fmt::Debug for Request {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Request({})", self.operation.id())
    }
}
