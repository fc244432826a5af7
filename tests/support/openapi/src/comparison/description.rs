use std::collections::{BTreeMap, BTreeSet};

#[cfg(feature = "catalogue")]
use miro::Operation;
#[cfg(feature = "catalogue")]
use miro::operation::{self, Cost, Host, Stability};

/// Operations by their operationIds.
pub type Operations = BTreeMap<String, Description>;

/// One operation, in terms that the catalogue and the specification share.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Description {
    /// `GET`
    pub method: String,
    /// With nameless placeholders.
    pub path: String,
    /// The names of the placeholders, which are not sent.
    pub placeholders: Vec<String>,
    /// `Enterprise` or `Enterprise Guard`, if the operation needs one of these plans.
    pub plan: Option<&'static str>,
    /// The scopes of the token.
    pub scopes: BTreeSet<String>,
    /// The rate level, 1 to 4. The limits of SCIM are on a separate page, not in the specification.
    pub level: Option<u8>,
    /// Whether the level's credits are spent for each item.
    pub per_item: bool,
    /// The query parameters by their names.
    pub parameters: BTreeMap<String, Parameter>,
    /// The media types of the body.
    pub body: BTreeSet<String>,
}

/// One query parameter.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Parameter {
    /// Whether it is required.
    pub required: bool,
    /// Whether it takes several values.
    pub list: bool,
    /// The least value, length or number of values; `None` for 0, which means nothing.
    pub least: Option<i64>,
    /// The greatest value, length or number of values.
    pub most: Option<i64>,
    /// The values that it takes, if they have names. Not `unknown`, which is Miro's name for a value without one.
    pub values: BTreeSet<String>,
}

/// The catalogue, with all areas.
#[cfg(feature = "catalogue")]
pub fn catalogue() -> Operations {
    miro::catalogue().map(|operation| (operation.id().to_owned(), Description::of(operation))).collect()
}

#[cfg(feature = "catalogue")]
impl Description {
    /// The operation as the catalogue has it.
    pub fn of(operation: &Operation) -> Self {
        let mut parameters: BTreeMap<_, _> = operation
            .query_parameters()
            .iter()
            .map(|parameter| (parameter.name().to_owned(), Parameter::of(parameter)))
            .collect();
        if let Some(paging) = operation.paging() {
            let (least, most) = paging.page_size();
            let size = Parameter::default().between(least.into(), most.into());
            parameters.insert(paging.size_parameter().to_owned(), size);
            parameters.insert(paging.position_parameter().to_owned(), Parameter::default());
        }
        let is_scim = operation.host() == Host::Scim;
        Self {
            method: operation.method().to_string(),
            path: nameless(operation.path()),
            placeholders: placeholders(operation.path()),
            plan: match operation.stability() {
                Stability::Enterprise => Some("Enterprise"),
                Stability::EnterpriseGuard => Some("Enterprise Guard"),
                _ => None,
            },
            scopes: operation.scopes().iter().map(ToString::to_string).collect(),
            level: operation.level().filter(|_| !is_scim).map(operation::Level::number),
            per_item: operation.cost() == Cost::PerItem,
            parameters,
            body: operation.body_format().map(|format| format.media_type().to_owned()).into_iter().collect(),
        }
    }
}

#[cfg(feature = "catalogue")]
impl Parameter {
    fn of(parameter: &operation::Parameter) -> Self {
        let plain = Self {
            required: parameter.is_required() || parameter.fixed_value().is_some(),
            list: parameter.is_list(),
            values: parameter.known_values().iter().map(ToString::to_string).collect(),
            ..Self::default()
        };
        match parameter.allowed_range() {
            Some((least, most)) => plain.between(least, most),
            None => plain,
        }
    }

    fn between(self, least: i64, most: i64) -> Self {
        Self { least: Some(least).filter(|least| *least != 0), most: Some(most), ..self }
    }
}

/// Turns `/v2/boards/{board_id_PlatformTags}/items` into `/v2/boards/{}/items`.
pub(crate) fn nameless(path: &str) -> String {
    let segments = path.split('/').map(|segment| if segment.starts_with('{') { "{}" } else { segment });
    segments.collect::<Vec<_>>().join("/")
}

/// Returns `board_id` for `/v2/boards/{board_id_PlatformTags}/items`: names were made unique in this way when the
/// specifications of several teams were merged.
pub(crate) fn placeholders(path: &str) -> Vec<String> {
    let names = path.split('/').filter_map(|segment| segment.strip_prefix('{')?.strip_suffix('}'));
    names.map(|name| name.split("_Platform").next().unwrap_or(name).to_owned()).collect()
}

#[cfg(all(test, feature = "catalogue"))]
mod tests {
    use super::*;

    #[test]
    fn the_catalogue_is_described_with_the_parameters_of_paging() {
        let operations = catalogue();
        let boards = &operations["get-boards"];
        assert_eq!((boards.method.as_str(), boards.path.as_str()), ("GET", "/v2/boards"));
        assert_eq!((boards.plan, boards.level, boards.per_item), (None, Some(1), false));
        assert_eq!(boards.scopes, BTreeSet::from(["boards:read".to_owned()]));
        let limit = &boards.parameters["limit"];
        assert_eq!((limit.least, limit.most, limit.required), (Some(1), Some(50), false));
        assert_eq!(boards.parameters["query"].least, None);
        assert!(boards.parameters["sort"].values.contains("alphabetically"));
        assert!(boards.body.is_empty());
        assert!(operations["deleteGroup"].parameters["delete_items"].required);
        assert_eq!(operations["enterprise-get-team"].plan, Some("Enterprise"));
        assert!(operations["create-image-item-using-local-file"].body.contains("multipart/form-data"));
    }
}
