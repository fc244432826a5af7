use serde_json::{Value, json};

use super::{created, organization, team};
use crate::client::Client;

/// Returns the ids of the organization's labels: strings in responses, numbers in two requests.
async fn labels(client: &Client) -> Vec<String> {
    let settings = client.get(&format!("{}/data-classification-settings", organization(client))).await.json();
    assert_eq!(settings["enabled"], true);
    let labels = settings["labels"].as_array().unwrap().iter();
    labels.map(|label| label["id"].as_str().unwrap().to_owned()).collect()
}

fn number(id: &str) -> Value {
    json!(id.parse::<u64>().unwrap())
}

/// Creates a board in the team and returns the path of its classification.
async fn board(client: &Client) -> String {
    let board = client.board().await.replace("/v2/", &format!("{}/", team(client)));
    format!("{board}/data-classification")
}

#[tokio::test]
async fn a_board_gets_a_label() {
    let client = Client::start().await;
    let labels = labels(&client).await;
    let board = board(&client).await;
    assert_eq!(client.get(&board).await.status, 404, "not classified");
    let set = client.post(&board, json!({"labelId": labels[0]})).await;
    assert_eq!((set.status, &set.json()["name"]), (200, &json!("public")));
    assert_eq!(client.get(&board).await.json(), set.json());
    assert_eq!(client.post(&board, json!({"labelId": "1"})).await.fields(), ["labelId"]);
    assert_eq!(client.post(&board, json!({"labelId": number(&labels[1])})).await.fields(), ["labelId"]);
    assert_eq!(client.post(&board, json!({})).await.fields(), ["labelId"]);
    assert_eq!(client.get(&board).await.json()["id"], labels[0]);

    let copy_from = board.split('/').nth(7).unwrap();
    let copy = client.send("PUT", &format!("/v2/boards?copy_from={copy_from}"), None).await.json();
    let copy = board.replace(copy_from, &copy["id"].as_str().unwrap().replace('=', "%3D"));
    assert_eq!(client.get(&copy).await.json()["id"], labels[0], "a copy is as confidential");

    let other = created(&client, &format!("{}/teams", organization(&client)), json!({"name": "T"})).await;
    let elsewhere = board.replace(&team(&client), &other);
    assert_eq!(client.get(&elsewhere).await.status, 404, "a board of another team");
}

#[tokio::test]
async fn new_boards_have_the_default_label_of_their_team() {
    let client = Client::start().await;
    let labels = labels(&client).await;
    let settings = format!("{}/data-classification-settings", team(&client));
    let first = client.get(&settings).await.json();
    assert_eq!(first, json!({"enabled": true, "type": "team-data-classification-settings"}));
    let changed = client.patch(&settings, json!({"defaultLabelId": number(&labels[1])})).await.json();
    assert_eq!(changed["defaultLabelId"], labels[1]);
    let with_label = board(&client).await;
    assert_eq!(client.get(&with_label).await.json()["id"], labels[1]);
    assert_eq!(client.patch(&settings, json!({"enabled": false})).await.json()["defaultLabelId"], labels[1]);
    assert_eq!(client.get(&board(&client).await).await.status, 404);
    for refused in [json!(1), json!(labels[1]), json!(-1)] {
        assert_eq!(
            client.patch(&settings, json!({"defaultLabelId": refused})).await.fields(),
            ["defaultLabelId"]
        );
    }
    assert_eq!(client.patch(&settings, json!({"enabled": "no"})).await.fields(), ["enabled"]);
}

#[tokio::test]
async fn the_boards_of_a_team_are_classified_at_once() {
    let client = Client::start().await;
    let labels = labels(&client).await;
    let boards = [board(&client).await, board(&client).await, board(&client).await];
    let other = created(&client, &format!("{}/teams", organization(&client)), json!({"name": "T"})).await;
    client.post("/v2/boards", json!({"teamId": other.rsplit('/').next().unwrap()})).await;
    client.post(&boards[0], json!({"labelId": labels[0]})).await;

    let bulk = format!("{}/data-classification", team(&client));
    let rest = json!({"labelId": number(&labels[1]), "notClassifiedOnly": true});
    assert_eq!(client.patch(&bulk, rest.clone()).await.json()["numberUpdatedBoards"], 2);
    assert_eq!(client.patch(&bulk, rest).await.json()["numberUpdatedBoards"], 0);
    assert_eq!(client.get(&boards[0]).await.json()["id"], labels[0]);
    assert_eq!(client.get(&boards[1]).await.json()["id"], labels[1]);
    let all = json!({"labelId": number(&labels[2])});
    assert_eq!(client.patch(&bulk, all).await.json()["numberUpdatedBoards"], 3);
    assert_eq!(client.get(&boards[0]).await.json()["id"], labels[2]);
    assert_eq!(client.patch(&bulk, json!({"labelId": labels[0]})).await.fields(), ["labelId"]);
    assert_eq!(client.patch(&bulk, json!({"notClassifiedOnly": true})).await.fields(), ["labelId"]);
}
