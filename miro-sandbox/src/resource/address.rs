//! Where the collections of a request are: under the path of the request itself.

use std::borrow::Cow;

use crate::organization::projects;
use crate::resource::single;
use crate::server::call::Call;
use crate::server::error::ApiError;

/// Projects are kept below their teams. Some paths leave the team out, because a project has one team.
const WITHOUT_TEAM: &str = "/v2/orgs/{org_id}/projects/";
const WITH_TEAM: &str = "/v2/orgs/{org_id}/teams/{team_id}/projects/";

impl Call<'_> {
    /// The path with its parameters decoded: the address of the collection that a list or a creation names.
    pub(crate) fn address(&self) -> String {
        self.expanded(&self.template())
    }

    /// The address of the collection, and the id of the entry, of a path that ends in a parameter. A path that
    /// ends in a word is the address of a single object.
    pub(crate) fn entry_address(&self) -> (String, String) {
        let template = self.template();
        let (collection, last) = template.rsplit_once('/').expect("the path of an operation has segments");
        match last.strip_prefix('{') {
            Some(name) => (self.expanded(collection), self.value(name_of(name)).to_owned()),
            None => (self.expanded(&template), single::ONLY.to_owned()),
        }
    }

    /// Whether everything exists that the path names on its way: the organisation, the team in it, and so on.
    /// What the path ends in is left to the operation.
    pub(crate) fn require_parents(&self) -> Result<(), ApiError> {
        let template = self.template();
        let ends = template.match_indices('}').map(|(index, _)| index + 1);
        for end in ends.filter(|end| *end < template.len()) {
            let (collection, parameter) =
                template[..end].rsplit_once('/').expect("a parameter stands behind a slash");
            let name = name_of(parameter);
            if self.has_parameter(name) && !self.exists(collection, name) {
                let kind = name.trim_end_matches("_id").replace('_', " ");
                return Err(ApiError::not_found(format!("There is no {kind} {}", self.value(name))));
            }
        }
        Ok(())
    }

    fn exists(&self, collection: &str, name: &str) -> bool {
        let id = self.value(name);
        if name != "board_id" {
            return self.state.store.get(&self.expanded(collection), id).is_some();
        }
        let board = self.state.boards.get(id);
        board.is_some_and(|board| !self.has_parameter("team_id") || board.team_id() == self.value("team_id"))
    }

    fn expanded(&self, template: &str) -> String {
        let segments = template
            .split('/')
            .map(|segment| if segment.starts_with('{') { self.value(name_of(segment)) } else { segment });
        segments.collect::<Vec<_>>().join("/")
    }

    /// The path of the operation, as things are kept.
    fn template(&self) -> Cow<'static, str> {
        match self.operation.path.strip_prefix(WITHOUT_TEAM) {
            Some(rest) => format!("{WITH_TEAM}{rest}").into(),
            None => self.operation.path.into(),
        }
    }

    /// A parameter of the path, or the team that the path leaves out.
    fn value(&self, name: &str) -> &str {
        if name == "team_id" && !self.has_parameter(name) {
            return projects::team_of(&self.state.store, self.parameter("project_id")).unwrap_or_default();
        }
        self.parameter(name)
    }

    fn has_parameter(&self, name: &str) -> bool {
        self.parameters.iter().any(|(known, _)| *known == name)
    }
}

/// The name of a parameter, which stands in braces in a path.
fn name_of(segment: &str) -> &str {
    segment.trim_start_matches('{').trim_end_matches('}')
}
