//! Data classification of boards.

use miro::model::organization::{
    BoardClassification, BoardsClassification, SharingRecommendation, TeamDataClassificationChanges,
};
use miro::prelude::*;
use serde_json::json;

use super::org;
use crate::environment;
use crate::environment::last_body;

#[tokio::test]
async fn boards_are_labelled_one_by_one_and_by_the_team() {
    let (sandbox, api, org) = org().await;
    let classification = org.data_classification().await.unwrap();
    assert_eq!(classification.enabled, Some(true));
    let labels = classification.labels;
    assert!(labels.len() > 2 && labels[0].order_number.is_some());
    assert!(labels.iter().all(|label| label.extra.is_empty()), "{labels:?}");
    assert!(
        labels
            .iter()
            .filter_map(|label| label.sharing_recommendation.as_ref())
            .all(SharingRecommendation::is_known)
    );

    let team = org.team(sandbox.team_id());
    let mut boards = Vec::new();
    for _ in 0..3 {
        boards.push(environment::board(&api).await.get().await.unwrap().id);
    }
    let board = team.board(&boards[0]);
    assert_eq!(board.data_classification().await.unwrap_err().kind(), ErrorKind::NotFound, "none yet");
    let label = board.classify(BoardClassification::new(&labels[0].id)).await.unwrap();
    assert_eq!(
        last_body(&sandbox, "POST"),
        json!({"labelId": labels[0].id}),
        "text here, and a number below"
    );
    assert_eq!((&label.id, &label.name), (&labels[0].id, &labels[0].name));
    assert_eq!(board.data_classification().await.unwrap(), label);

    let rest = BoardsClassification::new(&labels[1].id).not_classified_only(true);
    assert_eq!(team.classify_boards(rest).await.unwrap().number_updated_boards, Some(2));
    assert_eq!(board.data_classification().await.unwrap().id, labels[0].id);
    assert_eq!(team.board(&boards[2]).data_classification().await.unwrap().id, labels[1].id);
}

#[tokio::test]
async fn new_boards_get_the_label_of_their_team() {
    let (sandbox, api, org) = org().await;
    let label = org.data_classification().await.unwrap().labels.remove(1).id;
    let team = org.team(sandbox.team_id());
    let settings = team.data_classification().await.unwrap();
    assert_eq!((settings.enabled, settings.default_label_id), (Some(true), None));
    let changes = TeamDataClassificationChanges::new().default_label_id(&label);
    let settings = team.update_data_classification(changes).await.unwrap();
    assert_eq!(settings.default_label_id.as_ref(), Some(&label));
    let board = environment::board(&api).await.get().await.unwrap().id;
    assert_eq!(team.board(board).data_classification().await.unwrap().id, label);
}
