use miro_core::open_enum;

use super::DataClassificationLabelId;
use crate::model::body::body;
use crate::model::object::object;

object! {
    /// The data classification settings of an organization.
    #[derive(Default)]
    pub DataClassification {
        /// `data-classification-organization-settings`.
        kind => "type": text;
        /// Whether boards are classified.
        enabled => "enabled": flag;
        /// The labels for boards.
        labels => "labels": [DataClassificationLabel];
    }

    /// A classification label for boards.
    pub DataClassificationLabel {
        /// Identifies the label.
        id => "id": DataClassificationLabelId, required;
        /// `data-classification-label`, or `board-data-classification-label` for that of a board.
        kind => "type": text;
        /// The label's name.
        name => "name": text;
        /// The label's description.
        description => "description": text;
        /// The label's color: a name such as `blue`, or hexadecimal such as `#F5DC80`.
        color => "color": text;
        /// The recommended audience of boards with the label.
        sharing_recommendation => "sharingRecommendation": SharingRecommendation;
        /// The address of the label's guidelines.
        guideline_url => "guidelineUrl": text;
        /// Whether it is the default label. Missing for the label of a board.
        default => "default": flag;
        /// Its position among the labels. Missing for the label of a board.
        order_number => "orderNumber": count;
    }

    /// The data classification settings of a team.
    #[derive(Default)]
    pub TeamDataClassification {
        /// `team-data-classification-settings`.
        kind => "type": text;
        /// Whether boards are classified.
        enabled => "enabled": flag;
        /// The default label.
        default_label_id => "defaultLabelId": DataClassificationLabelId;
    }

    /// The response to classifying the boards of a team.
    #[derive(Default)]
    pub ClassifiedBoards {
        /// `boards-data-classification-label-changed`.
        kind => "type": text;
        /// The number of boards whose label changed.
        number_updated_boards => "numberUpdatedBoards": count;
    }
}

open_enum! {
    /// The recommended audience of boards with a label.
    pub SharingRecommendation {
        /// Anyone.
        NoSharingRestrictions = "NO_SHARING_RESTRICTIONS",
        OnlyWithinOrganization = "ONLY_WITHIN_ORGANIZATION",
        OnlyWithinTeam = "ONLY_WITHIN_TEAM",
        OnlyWithAuthorizedTeamMembers = "ONLY_WITH_AUTHORIZED_TEAM_MEMBERS",
    }
}

body! {
    /// Changes to the data classification settings of a team.
    pub change TeamDataClassificationChanges;

    /// Whether boards are classified.
    enabled => "enabled": flag;
}

impl TeamDataClassificationChanges {
    /// Sets the default label. Miro expects its id as a number here.
    pub fn default_label_id(mut self, default_label_id: impl Into<DataClassificationLabelId>) -> Self {
        self.0.set_numeric_id("defaultLabelId", default_label_id.into().as_str());
        self
    }
}

body! {
    /// A label for the boards of a team.
    ///
    /// ```
    /// use miro::model::organization::BoardsClassification;
    ///
    /// let classification = BoardsClassification::new("3000457366756290996").not_classified_only(true);
    /// ```
    pub create BoardsClassification;

    /// Whether the label is set only on boards without one, instead of on all boards of the team.
    not_classified_only => "notClassifiedOnly": flag;
}

impl BoardsClassification {
    /// Creates a classification with this label. Miro expects its id as a number here.
    pub fn new(label_id: impl Into<DataClassificationLabelId>) -> Self {
        let mut classification = Self::empty();
        classification.0.set_numeric_id("labelId", label_id.into().as_str());
        classification
    }
}

body! {
    /// A label for one board.
    pub create BoardClassification;

    /// The label.
    label_id => "labelId": DataClassificationLabelId;
}

impl BoardClassification {
    /// Creates a classification with this label.
    pub fn new(label_id: impl Into<DataClassificationLabelId>) -> Self {
        Self::empty().label_id(label_id)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn labels_of_organizations_and_of_boards_are_the_same() {
        let json = r##"{"enabled":true,"type":"data-classification-organization-settings","labels":[
            {"id":"3000457366756290996","color":"#F5DC80","default":false,"name":"internal","orderNumber":2,
                "sharingRecommendation":"ONLY_WITHIN_TEAM","guidelineUrl":"https://example.com"}]}"##;
        let organization: DataClassification = serde_json::from_str(json).unwrap();
        let [label] = organization.labels.as_slice() else { panic!("{organization:?}") };
        assert_eq!((label.order_number, label.default), (Some(2), Some(false)));
        assert_eq!(label.sharing_recommendation, Some(SharingRecommendation::OnlyWithinTeam));
        let json = r#"{"id":3000457366756290996,"color":"blue","type":"board-data-classification-label"}"#;
        let board: DataClassificationLabel = serde_json::from_str(json).unwrap();
        assert_eq!(DataClassificationLabelId::from(&board), label.id);
    }

    #[test]
    fn settings_and_results_read_what_miro_sends() {
        let team: TeamDataClassification =
            serde_json::from_str(r#"{"enabled":"true","defaultLabelId":3000457366756290996}"#).unwrap();
        assert_eq!((team.enabled, team.default_label_id), (Some(true), Some("3000457366756290996".into())));
        let boards: ClassifiedBoards = serde_json::from_str(r#"{"numberUpdatedBoards":10}"#).unwrap();
        assert_eq!(boards.number_updated_boards, Some(10));
        let nothing: TeamDataClassification =
            serde_json::from_str(r#"{"enabled":null,"defaultLabelId":null}"#).unwrap();
        assert_eq!(nothing, TeamDataClassification::default());
    }

    #[test]
    fn ids_are_numbers_where_miro_takes_numbers() {
        // Above 2^53, where a float would be rounded.
        let id = DataClassificationLabelId::new("3000457366756290997");
        assert_eq!(
            serde_json::to_value(BoardsClassification::new(&id).not_classified_only(false)).unwrap(),
            json!({"labelId": 3_000_457_366_756_290_997_u64, "notClassifiedOnly": false})
        );
        assert_eq!(
            serde_json::to_value(TeamDataClassificationChanges::new().default_label_id(&id)).unwrap(),
            json!({"defaultLabelId": 3_000_457_366_756_290_997_u64})
        );
        assert_eq!(
            serde_json::to_value(BoardClassification::new(&id)).unwrap(),
            json!({"labelId": "3000457366756290997"})
        );
        let error = serde_json::to_value(BoardsClassification::new("internal")).unwrap_err().to_string();
        assert_eq!(error, r#"`labelId`: "internal" is not a whole number, as Miro takes it here"#);
    }
}
