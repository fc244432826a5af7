//! Code widgets.

use std::collections::BTreeSet;

use serde_json::json;

use crate::client::Client;

pub(crate) async fn walk() -> BTreeSet<&'static str> {
    let client = Client::start().await;
    let board = client.board().await.replace("/v2/", "/v2-experimental/");
    let body = json!({"data": {"code": "1 + 1", "language": "javascript"}});
    let widget = client.item(&board, "code_widgets", body).await;
    let path = format!("{board}/code_widgets/{widget}");
    client.get(&format!("{board}/code_widgets")).await;
    client.get(&path).await;
    client.patch(&path, json!({"data": {"lineNumbersVisible": false}})).await;
    client.patch(&format!("{path}/position"), json!({"x": 3, "y": 4})).await;
    client.delete(&path).await;
    client.succeeded()
}
