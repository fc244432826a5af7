use crate::model::body::body;
use crate::model::object::object;
use crate::model::{Picture, TeamId};

object! {
    /// A team of an organization. Boards and tokens refer to it by a [`TeamRef`](crate::model::TeamRef).
    pub Team {
        /// Identifies the team.
        id => "id": TeamId, required;
        /// `team`.
        kind => "type": text;
        /// The team's name.
        name => "name": text;
        /// The team's picture.
        picture => "picture": Picture;
    }
}

body! {
    /// A team to create.
    pub create NewTeam;
    /// Changes to a team.
    pub change TeamChanges;

    /// The team's name.
    name => "name": text in 1..=60;
}

impl NewTeam {
    /// Creates a team with this name, of 1 to 60 characters.
    pub fn new(name: impl Into<String>) -> Self {
        Self::empty().name(name)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_team_reads_its_picture_with_an_id_of_either_kind() {
        let json = r#"{"id":"3074457345618265000","name":"My Team","type":"team",
            "picture":{"id":3074457345618261500,"imageURL":"https://miro.images/1.jpg","type":"picture"}}"#;
        let team: Team = serde_json::from_str(json).unwrap();
        assert_eq!(TeamId::from(&team), "3074457345618265000");
        assert_eq!(team.picture.unwrap().id.as_deref(), Some("3074457345618261500"));
        let least: Team = serde_json::from_str(r#"{"id":"1","name":null,"picture":null}"#).unwrap();
        assert_eq!((least.name, least.picture), (None, None));
    }

    #[test]
    fn a_name_has_1_to_60_characters() {
        assert_eq!(serde_json::to_value(NewTeam::new("Sales")).unwrap(), json!({"name": "Sales"}));
        assert_eq!(serde_json::to_value(TeamChanges::new()).unwrap(), json!({}));
        let error = serde_json::to_value(NewTeam::new("")).unwrap_err().to_string();
        assert_eq!(error, "`name`: 0 characters, but Miro takes 1 to 60");
    }
}
