//! Where the collections of a request are: under the path of the request itself.

use crate::server::call::Call;
use crate::server::error::ApiError;

impl Call<'_> {
    /// The path with its parameters decoded: the address of the collection that a list or a creation names.
    pub(crate) fn address(&self) -> String {
        self.expanded(self.operation.path)
    }

    /// The address of the collection, and the id of the entry, of a path that ends in a parameter.
    pub(crate) fn entry_address(&self) -> (String, String) {
        let (collection, parameter) =
            self.operation.path.rsplit_once('/').expect("the path of an operation has segments");
        (self.expanded(collection), self.parameter(name_of(parameter)).to_owned())
    }

    /// Whether everything exists that the path names on its way: the organisation, the team in it, and so on.
    /// What the path ends in is left to the operation.
    pub(crate) fn require_parents(&self) -> Result<(), ApiError> {
        let template = self.operation.path;
        let ends = template.match_indices('}').map(|(index, _)| index + 1);
        for end in ends.filter(|end| *end < template.len()) {
            let (collection, parameter) =
                template[..end].rsplit_once('/').expect("a parameter stands behind a slash");
            let id = self.parameter(name_of(parameter));
            let exists = match name_of(parameter) {
                "board_id" => self.state.boards.get(id).is_some(),
                _ => self.state.store.get(&self.expanded(collection), id).is_some(),
            };
            if !exists {
                let name = name_of(parameter).trim_end_matches("_id").replace('_', " ");
                return Err(ApiError::not_found(format!("There is no {name} {id}")));
            }
        }
        Ok(())
    }

    fn expanded(&self, template: &str) -> String {
        let segments = template
            .split('/')
            .map(|segment| if segment.starts_with('{') { self.parameter(name_of(segment)) } else { segment });
        segments.collect::<Vec<_>>().join("/")
    }
}

/// The name of a parameter, which stands in braces in a path.
fn name_of(segment: &str) -> &str {
    segment.trim_start_matches('{').trim_end_matches('}')
}
