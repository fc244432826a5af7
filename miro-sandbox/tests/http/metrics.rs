use std::time::Duration;

use jiff::{Timestamp, ToSpan as _, civil::Date, tz::Offset};
use serde_json::{Value, json};

use crate::client::Client;

async fn metrics(client: &Client, query: &str) -> Value {
    let token = format!("Bearer {}", client.sandbox.app_management_token());
    let path = format!("/v2-experimental/apps/{}/{query}", client.sandbox.client_id());
    client.raw("GET", &path, &[("Authorization", &token)], "").await.unwrap().json()
}

#[tokio::test]
async fn app_users_are_counted() {
    let mut client = Client::start().await;
    let john = client.token.clone();
    // The test can run over midnight, so the sandbox's clock is set to noon and its date is requested.
    let now = Timestamp::now();
    let noon = Offset::UTC.to_datetime(now).date().tomorrow().unwrap().at(12, 0, 0, 0);
    let noon = noon.to_zoned(jiff::tz::TimeZone::UTC).unwrap().timestamp();
    client.sandbox.advance_clock(noon.duration_since(now).unsigned_abs());
    let first: Date = Offset::UTC.to_datetime(noon).date();
    client.get("/v2/boards").await;
    client.token = client.sandbox.token_for("3074457353169356301");
    client.get("/v2/boards").await;
    client.get("/v2/boards/unknown").await;
    client.sandbox.advance_clock(Duration::from_secs(24 * 3_600));
    client.token = john;
    client.get("/v2/boards").await;

    let total = json!({
        "uniqueUsers": 2,
        "uniqueRecurringUsers": 1,
        "uniqueOrganizations": 1,
        "installations": 1,
        "uninstallations": 0,
    });
    assert_eq!(metrics(&client, "metrics-total").await, total);
    let (before, second) = (first.yesterday().unwrap(), first.tomorrow().unwrap());
    let days = metrics(&client, &format!("metrics?startDate={before}&endDate={second}&period=DAY")).await;
    let column =
        |name: &str| days.as_array().unwrap().iter().map(|day| day[name].clone()).collect::<Vec<_>>();
    assert_eq!(column("periodStart"), [before, first, second].map(|day| json!(day.to_string())));
    assert_eq!(column("uniqueUsers"), [0, 2, 1]);
    assert_eq!(column("uniqueRecurringUsers"), [0, 0, 1]);
    assert_eq!(column("uniqueOrganizations"), [0, 1, 1]);
    assert_eq!(column("installations"), [0, 1, 0]);
    let later = first.checked_add(60.days()).unwrap();
    let weeks = metrics(&client, &format!("metrics?startDate={first}&endDate={later}")).await;
    let weeks = weeks.as_array().unwrap();
    assert!(matches!(weeks.len(), 9 | 10), "weeks are the default, and begin on Monday: {weeks:?}");
    assert_eq!(weeks.iter().map(|week| week["installations"].as_u64().unwrap()).sum::<u64>(), 1);
}

#[tokio::test]
async fn metrics_are_for_the_developer_of_a_known_app() {
    let mut client = Client::start().await;
    let app = format!("/v2-experimental/apps/{}", client.sandbox.client_id());
    assert_eq!(client.get(&format!("{app}/metrics-total")).await.code(), "unauthorized", "a user's token");
    client.token = client.sandbox.app_management_token();
    assert_eq!(client.get("/v2/boards").await.code(), "unauthorized");
    for route in ["metrics", "metrics-total"] {
        let unknown = client.get(&format!("/v2-experimental/apps/1/{route}")).await;
        assert_eq!(
            (unknown.status, unknown.json()),
            (404, json!({"message": "App 1 not found", "status": 404}))
        );
    }
    let fields = async |query: &str| client.get(&format!("{app}/metrics?{query}")).await.fields();
    assert_eq!(fields("").await, ["startDate", "endDate"]);
    assert_eq!(
        fields("startDate=2024-02-30&endDate=2024-03-01T00:00:00Z&period=week").await,
        ["startDate", "endDate", "period"]
    );
    assert_eq!(fields("startDate=2024-02-02&endDate=2024-02-01").await, ["endDate"]);
    let endless =
        client.get(&format!("{app}/metrics?startDate=0001-01-01&endDate=9999-12-31&period=DAY")).await;
    assert_eq!(endless.code(), "2.0703");
}
