//! Objects that many others refer to: users, teams, pictures, links.

use super::object::object;
use super::{ProjectId, TeamId, UserId};

object! {
    /// A user, as other objects refer to one.
    pub UserRef {
        /// Identifies the user.
        id => "id": UserId, required;
        /// `user`.
        kind => "type": text;
        /// The user's display name. Items give only the id.
        name => "name": text;
    }

    /// A team, as other objects refer to one.
    pub TeamRef {
        /// Identifies the team.
        id => "id": TeamId, required;
        /// `team`.
        kind => "type": text;
        /// The team's name.
        name => "name": text;
        /// The team's picture.
        picture => "picture": Picture;
    }

    /// A project (a Space, in Miro's interface), as other objects refer to one.
    pub ProjectRef {
        /// Identifies the project.
        id => "id": ProjectId, required;
    }

    /// A picture of a board or a team.
    #[derive(Default)]
    pub Picture {
        /// Identifies the picture; a string on the wire, though Miro's specification calls it a number.
        id => "id": text;
        /// `picture`.
        kind => "type": text;
        /// The address of the picture in display size.
        image_url => "imageURL": text;
        /// The address of the picture as it was uploaded.
        original_url => "originalUrl": text;
    }

    /// Addresses of an object in the API, with `http://` and with cursors left empty. For information only, not to be
    /// called.
    #[derive(Default)]
    pub Links {
        /// The object itself.
        self_link => "self": text;
        /// Related objects: the members of a board, the items of a frame.
        related => "related": text;
    }
}

impl From<&UserRef> for UserId {
    fn from(user: &UserRef) -> Self {
        user.id.clone()
    }
}

impl From<&TeamRef> for TeamId {
    fn from(team: &TeamRef) -> Self {
        team.id.clone()
    }
}

impl From<&ProjectRef> for ProjectId {
    fn from(project: &ProjectRef) -> Self {
        project.id.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_user_reads_with_and_without_a_name() {
        let user: UserRef = serde_json::from_str(r#"{"id":3074457353169356300,"type":"user"}"#).unwrap();
        assert_eq!(UserId::from(&user), "3074457353169356300");
        assert_eq!(user.name, None);
        let user: UserRef =
            serde_json::from_str(r#"{"id":"1","type":null,"name":"Ada","email":"a@b.c"}"#).unwrap();
        assert_eq!(user.name.as_deref(), Some("Ada"));
        assert_eq!(user.extra["email"], "a@b.c");
    }

    #[test]
    fn a_pictures_id_reads_as_string_and_as_number() {
        for json in
            [r#"{"id":"3074457345618261500","imageURL":"https://x"}"#, r#"{"id":3074457345618261500}"#]
        {
            let picture: Picture = serde_json::from_str(json).unwrap();
            assert_eq!(picture.id.as_deref(), Some("3074457345618261500"), "{json}");
        }
        assert_eq!(serde_json::from_str::<Picture>("{}").unwrap(), Picture::default());
    }

    #[test]
    fn links_keep_the_ones_they_do_not_know() {
        let json = r#"{"self":"http://a","related":"http://b","first":"http://c"}"#;
        let links: Links = serde_json::from_str(json).unwrap();
        assert_eq!(links.self_link.as_deref(), Some("http://a"));
        assert_eq!(serde_json::to_string(&links).unwrap(), json);
    }
}
