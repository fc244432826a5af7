use std::time::Duration;

use miro_sandbox::Sandbox;
use serde_json::json;

use crate::client::Client;

#[tokio::test]
async fn live_row_20_one_export_job_runs_at_a_time_or_five_with_enterprise_guard() {
    const STEP: Duration = Duration::from_secs(60);
    for at_once in [1, 5] {
        let client =
            Client::of(Sandbox::builder().export_step(STEP).export_jobs_at_once(at_once).start().await);
        let jobs = format!("/v2/orgs/{}/boards/export/jobs", client.sandbox.organization_id());
        let board = client.sandbox.seed_board("Board");
        for number in 1..=7 {
            let path = format!("{jobs}?request_id=92343229-c532-446d-b8cb-2f155bedb80{number}");
            assert_eq!(client.post(&path, json!({"boardIds": [board]})).await.status, 200);
        }
        let running = async || {
            let listed = client.get(&jobs).await.json();
            let states = listed["data"].as_array().unwrap().iter().map(|job| job["status"].clone());
            let states: Vec<_> = states.collect();
            let count = |state: &str| states.iter().filter(|found| **found == json!(state)).count();
            (count("finished"), count("in_progress"), count("created"))
        };
        client.sandbox.advance_clock(STEP);
        assert_eq!(running().await, (0, at_once, 7 - at_once));
        client.sandbox.advance_clock(STEP);
        let second = at_once.min(7 - at_once);
        assert_eq!(running().await, (at_once, second, 7 - at_once - second));
        client.sandbox.advance_clock(STEP * 6);
        assert_eq!(running().await, (7, 0, 0));
    }
}
