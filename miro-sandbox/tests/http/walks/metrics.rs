//! App metrics.

use std::collections::BTreeSet;

use crate::client::Client;

pub(crate) async fn walk() -> BTreeSet<&'static str> {
    let mut client = Client::start().await;
    client.token = client.sandbox.app_management_token();
    let app = format!("/v2-experimental/apps/{}", client.sandbox.client_id());
    client.get(&format!("{app}/metrics?startDate=2024-01-01&endDate=2024-12-31&period=MONTH")).await;
    client.get(&format!("{app}/metrics-total")).await;
    client.succeeded()
}
