//! Common parts of both lists: filter, sorting, projection and paging.

use serde_json::Value;

use super::error;
use super::filter::{self, Filter};
use super::projection::Projection;
use super::schema::{self, Attribute, Path};
use crate::paging::IndexPaging;
use crate::server::call::Call;
use crate::server::error::ApiError;

/// The parameters of a list.
#[derive(Debug)]
pub(crate) struct Listing {
    pub(crate) filter: Option<Filter>,
    order: Option<Order>,
    projection: Projection,
    paging: IndexPaging,
}

#[derive(Debug)]
struct Order {
    path: Path,
    descending: bool,
}

impl Listing {
    pub(crate) fn of(call: &Call<'_>, attributes: &'static [Attribute]) -> Result<Self, ApiError> {
        let filter = call.query.get("filter").map(|text| filter::parse(text, attributes)).transpose();
        Ok(Self {
            filter: filter
                .map_err(|problem| error::refused("invalidFilter", format!("filter: {problem}")))?,
            order: Order::of(call, attributes)?,
            projection: Projection::of(call, attributes)?,
            paging: IndexPaging::of(call)?,
        })
    }

    /// Returns the page of these resources, all of which are objects.
    pub(crate) fn page(&self, all: impl Iterator<Item = Value>) -> Value {
        let accepted = |resource: &Value| match (&self.filter, resource.as_object()) {
            (Some(filter), Some(resource)) => filter.accepts(resource),
            _ => true,
        };
        let mut resources: Vec<Value> = all.filter(accepted).collect();
        if let Some(order) = &self.order {
            order.sort(&mut resources);
        }
        self.paging.page(resources, |resource| self.projection.of_resource(resource))
    }
}

impl Order {
    fn of(call: &Call<'_>, attributes: &'static [Attribute]) -> Result<Option<Self>, ApiError> {
        let parameter = |name: &str| call.query.get(name).filter(|text| !text.is_empty());
        let descending = match parameter("sortOrder") {
            None | Some("ascending") => false,
            Some("descending") => true,
            Some(other) => {
                let detail = format!("sortOrder: must be ascending or descending, not {other}");
                return Err(error::refused("invalidValue", detail));
            }
        };
        let Some(name) = parameter("sortBy") else { return Ok(None) };
        let invalid = |why: &str| error::refused("invalidValue", format!("sortBy: {name} {why}"));
        let mut path = Attribute::at(attributes, name).ok_or_else(|| invalid("is no attribute"))?;
        if let Some(outer) = path.last().filter(|last| !last.parts().is_empty()) {
            let value = Attribute::named(outer.parts(), "value").filter(|_| outer.multi_valued);
            path.push(value.ok_or_else(|| invalid("has parts: name one of them"))?);
        }
        Ok(Some(Self { path, descending }))
    }

    /// Sorts by the first value, ignoring case. Missing values come last, or first in descending order.
    fn sort(&self, resources: &mut [Value]) {
        let key = |resource: &Value| {
            let values = resource.as_object().map(|resource| schema::values(resource, &self.path));
            let text = values.and_then(|values| match values.first()? {
                Value::String(text) => Some(text.to_lowercase()),
                other => Some(other.to_string()),
            });
            (text.is_none(), text)
        };
        if self.descending {
            resources.sort_by_cached_key(|resource| std::cmp::Reverse(key(resource)));
        } else {
            resources.sort_by_cached_key(key);
        }
    }
}
