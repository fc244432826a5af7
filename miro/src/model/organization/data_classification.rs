use miro_core::open_enum;

use super::DataClassificationLabelId;
use crate::model::body::body;
use crate::model::object::object;

object! {
    /// How an organization classifies its boards.
    #[derive(Default)]
    pub DataClassification {
        /// `data-classification-organization-settings`.
        kind => "type": text;
        /// Whether boards are classified.
        enabled => "enabled": flag;
        /// What they can be labelled with.
        labels => "labels": [DataClassificationLabel];
    }

    /// A label by which boards are classified.
    pub DataClassificationLabel {
        /// Identifies the label.
        id => "id": DataClassificationLabelId, required;
        /// `data-classification-label`, or `board-data-classification-label` for that of a board.
        kind => "type": text;
        /// What the label says.
        name => "name": text;
        /// What the label is for.
        description => "description": text;
        /// Its color: a name such as `blue`, or hexadecimal such as `#F5DC80`.
        color => "color": text;
        /// Whom boards with the label should be shared with.
        sharing_recommendation => "sharingRecommendation": SharingRecommendation;
        /// Where the guidelines for the label are.
        guideline_url => "guidelineUrl": text;
        /// Whether it is the default label. The label of a board comes without.
        default => "default": flag;
        /// Its place among the labels. The label of a board comes without.
        order_number => "orderNumber": count;
    }

    /// How a team classifies its boards.
    #[derive(Default)]
    pub TeamDataClassification {
        /// `team-data-classification-settings`.
        kind => "type": text;
        /// Whether boards are classified.
        enabled => "enabled": flag;
        /// The default label.
        default_label_id => "defaultLabelId": DataClassificationLabelId;
    }

    /// What classifying the boards of a team answers.
    #[derive(Default)]
    pub ClassifiedBoards {
        /// `boards-data-classification-label-changed`.
        kind => "type": text;
        /// How many boards have another label now.
        number_updated_boards => "numberUpdatedBoards": count;
    }
}

open_enum! {
    /// Whom boards with a label should be shared with.
    pub SharingRecommendation {
        /// Anybody.
        NoSharingRestrictions = "NO_SHARING_RESTRICTIONS",
        OnlyWithinOrganization = "ONLY_WITHIN_ORGANIZATION",
        OnlyWithinTeam = "ONLY_WITHIN_TEAM",
        OnlyWithAuthorizedTeamMembers = "ONLY_WITH_AUTHORIZED_TEAM_MEMBERS",
    }
}

body! {
    /// What to change in how a team classifies its boards.
    pub change TeamDataClassificationChanges;

    /// Whether boards are classified.
    enabled => "enabled": flag;
}

impl TeamDataClassificationChanges {
    /// The default label. Miro takes its id as a number here.
    pub fn default_label_id(mut self, default_label_id: impl Into<DataClassificationLabelId>) -> Self {
        self.0.set_numeric_id("defaultLabelId", default_label_id.into().as_str());
        self
    }
}

body! {
    /// The label that boards of a team get.
    ///
    /// ```
    /// use miro::model::organization::BoardsClassification;
    ///
    /// let classification = BoardsClassification::new("3000457366756290996").not_classified_only(true);
    /// ```
    pub create BoardsClassification;

    /// Whether only those boards get it that have no label yet, and not all boards of the team.
    not_classified_only => "notClassifiedOnly": flag;
}

impl BoardsClassification {
    /// This label. Miro takes its id as a number here.
    pub fn new(label_id: impl Into<DataClassificationLabelId>) -> Self {
        let mut classification = Self::empty();
        classification.0.set_numeric_id("labelId", label_id.into().as_str());
        classification
    }
}

body! {
    /// The label that one board gets.
    pub create BoardClassification;

    /// The label.
    label_id => "labelId": DataClassificationLabelId;
}

impl BoardClassification {
    /// This label.
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
        // Beyond 2^53, so that a float would round it.
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
