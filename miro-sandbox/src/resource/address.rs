//! Addresses of collections, which follow the path of the request.

use std::borrow::Cow;

use crate::organization::projects;
use crate::resource::single;
use crate::server::call::Call;
use crate::server::error::ApiError;

/// Projects are stored below their teams. Some paths omit the team, because a project has one team.
const WITHOUT_TEAM: &str = "/v2/orgs/{org_id}/projects/";
const WITH_TEAM: &str = "/v2/orgs/{org_id}/teams/{team_id}/projects/";

impl Call<'_> {
    /// Returns the path with decoded parameters: the address of the collection of a list or a creation.
    pub(crate) fn address(&self) -> String {
        self.expanded(&self.template())
    }

    /// Returns the collection's address and the entry's id, for a path that ends in a parameter. A path that ends
    /// in a word is the address of a single object.
    pub(crate) fn entry_address(&self) -> (String, String) {
        let template = self.template();
        let (collection, last) = template.rsplit_once('/').expect("the path of an operation has segments");
        match last.strip_prefix('{') {
            Some(name) => (self.expanded(collection), self.value(name_of(name)).to_owned()),
            None => (self.expanded(&template), single::ONLY.to_owned()),
        }
    }

    /// Returns an error if a parent named by the path is missing: the organization, the team in it, and so on. The
    /// last segment is left to the operation.
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

    /// Returns the operation's path, as collections are stored.
    fn template(&self) -> Cow<'static, str> {
        match self.operation.path.strip_prefix(WITHOUT_TEAM) {
            Some(rest) => format!("{WITH_TEAM}{rest}").into(),
            None => self.operation.path.into(),
        }
    }

    /// Returns a path parameter, or the team that the path omits.
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

/// Returns the name of a parameter, without the braces of the path.
fn name_of(segment: &str) -> &str {
    segment.trim_start_matches('{').trim_end_matches('}')
}
