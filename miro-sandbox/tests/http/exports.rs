use std::time::Duration;

use miro_sandbox::Sandbox;
use serde_json::{Value, json};

use crate::client::{Client, Response};

const STEP: Duration = Duration::from_secs(60);
const REQUEST: &str = "92343229-c532-446d-b8cb-2f155bedb80";

async fn start() -> Client {
    Client::of(Sandbox::builder().export_step(Duration::from_secs(60)).start().await)
}

fn jobs(client: &Client) -> String {
    format!("/v2/orgs/{}/boards/export/jobs", client.sandbox.organization_id())
}

async fn post(client: &Client, number: u32, body: Value) -> Response {
    client.post(&format!("{}?request_id={REQUEST}{number}", jobs(client)), body).await
}

/// Creates a job and returns its path.
async fn job(client: &Client, number: u32, body: Value) -> String {
    let created = post(client, number, body).await;
    assert_eq!(created.status, 200, "{}", created.body);
    format!("{}/{}", jobs(client), created.json()["jobId"].as_str().unwrap())
}

async fn status(client: &Client, job: &str) -> String {
    client.get(job).await.json()["jobStatus"].as_str().unwrap().to_owned()
}

async fn cancel(client: &Client, job: &str) -> Response {
    client.send("PUT", &format!("{job}/status"), Some(json!({"status": "CANCELLED"}))).await
}

/// Downloads the document of a link, which takes no token.
async fn download(client: &Client, link: &Value) -> Response {
    client.raw("GET", &path_of(link), &[], "").await.unwrap()
}

/// Returns the path of a link, whose host differs from the API's.
fn path_of(link: &Value) -> String {
    format!("/{}", link.as_str().unwrap().splitn(4, '/').nth(3).unwrap())
}

#[tokio::test]
async fn job_exports_a_board_to_a_document() {
    let client = start().await;
    let board = client.sandbox.seed_board("A & B");
    let note = json!({"data": {"content": "<p>Hello &lt;you&gt;</p>"}});
    client.item(&format!("/v2/boards/{board}"), "sticky_notes", note).await;
    let job = job(&client, 1, json!({"boardIds": [board]})).await;
    assert_eq!(status(&client, &job).await, "CREATED");
    let tasks = async || client.get(&format!("{job}/tasks")).await.json();
    let task = tasks().await["data"][0].clone();
    assert_eq!(task, json!({"id": task["id"], "status": "CREATED", "board": {"key": board}}));
    let link = format!("{job}/tasks/{}/export-link", task["id"].as_str().unwrap());
    assert_eq!(client.send("POST", &link, None).await.status, 425);

    client.sandbox.advance_clock(STEP);
    assert_eq!(status(&client, &job).await, "IN_PROGRESS");
    assert_eq!(tasks().await["data"][0]["status"], "SCHEDULED");
    assert_eq!(client.send("POST", &link, None).await.code(), "tooEarly");
    assert_eq!(client.get(&format!("{job}/results")).await.code(), "badRequest");

    client.sandbox.advance_clock(STEP);
    assert_eq!(status(&client, &job).await, "FINISHED");
    let task = tasks().await["data"][0].clone();
    let made = client.send("POST", &link, None).await.json();
    assert_eq!((&task["status"], &made["status"]), (&json!("SUCCESS"), &json!("SUCCESS")));
    assert_eq!(made["artifactExpiredAt"], task["artifactExpiredAt"]);
    assert!(made["linkExpiredAt"].as_str() < made["artifactExpiredAt"].as_str());
    let document = download(&client, &made["exportLink"]).await;
    assert_eq!((document.status, document.header("content-type")), (200, "image/svg+xml"));
    assert_eq!(task["sizeInBytes"], document.body.len());
    assert!(document.body.contains("<title>Board A &amp; B</title>"), "{}", document.body);
    let written = ["Hello", "&lt;you&gt;"].iter().all(|word| document.body.contains(word));
    assert!(written, "{}", document.body);

    let results = client.get(&format!("{job}/results")).await.json();
    assert!(job.ends_with(results["jobId"].as_str().unwrap()));
    assert_eq!(
        (&results["results"][0]["boardId"], &results["results"][0]["status"]),
        (&json!(board), &json!("SUCCESS"))
    );
    assert_eq!(download(&client, &results["results"][0]["exportLink"]).await.body, document.body);
}

#[tokio::test]
async fn documents_have_the_requested_format() {
    let client = start().await;
    let board = client.sandbox.seed_board("Board");
    let formats =
        [("HTML", "text/html;charset=UTF-8", "<!doctype html>"), ("PDF", "application/pdf", "%PDF-1.4")];
    for (number, (format, media_type, beginning)) in formats.into_iter().enumerate() {
        let job = job(&client, number as u32, json!({"boardIds": [board], "boardFormat": format})).await;
        client.sandbox.advance_clock(STEP * 2);
        let results = client.get(&format!("{job}/results")).await.json();
        let document = download(&client, &results["results"][0]["exportLink"]).await;
        assert_eq!((document.status, document.header("content-type")), (200, media_type));
        assert!(document.body.starts_with(beginning), "{}", document.body);
    }
}

#[tokio::test]
async fn links_expire_and_take_no_token() {
    let client = start().await;
    let job = job(&client, 1, json!({"boardIds": [client.sandbox.seed_board("Board")]})).await;
    client.sandbox.advance_clock(STEP * 2);
    let task = client.get(&format!("{job}/tasks")).await.json()["data"][0]["id"].clone();
    let path = format!("{job}/tasks/{}/export-link", task.as_str().unwrap());
    let link = client.send("POST", &path, None).await.json()["exportLink"].clone();
    let with_token = client.get(&path_of(&link)).await;
    assert_eq!((with_token.status, with_token.code().as_str()), (400, "badRequest"));
    assert_eq!(download(&client, &link).await.status, 200);
    client.sandbox.advance_clock(Duration::from_secs(15 * 60));
    assert_eq!(download(&client, &link).await.code(), "forbiddenAccess");
    let unknown = json!(format!("{}/exports/unknown", client.sandbox.url()));
    assert_eq!(download(&client, &unknown).await.code(), "notFound");
    assert_eq!(client.send("POST", &path, None).await.status, 200, "a new link to the same document");
    client.sandbox.advance_clock(Duration::from_secs(8 * 24 * 3_600));
    assert_eq!(client.send("POST", &path, None).await.status, 403, "the document is gone");
    let other = format!("{job}/tasks/{REQUEST}9/export-link");
    assert_eq!(client.send("POST", &other, None).await.status, 404);
}

#[tokio::test]
async fn same_request_id_returns_the_same_job() {
    let client = start().await;
    let body = json!({"boardIds": [client.sandbox.seed_board("Board")]});
    let first = post(&client, 1, body.clone()).await.json();
    assert_eq!(post(&client, 1, body.clone()).await.json(), first);
    let upper = format!("{}?request_id={}1", jobs(&client), REQUEST.to_uppercase());
    assert_eq!(client.post(&upper, body.clone()).await.json(), first);
    assert_ne!(post(&client, 2, body.clone()).await.json(), first);
    assert_eq!(client.get(&jobs(&client)).await.json()["total"], 2);

    assert_eq!(client.post(&jobs(&client), body.clone()).await.fields(), ["request_id"]);
    assert_eq!(client.post(&format!("{}?request_id=1", jobs(&client)), body).await.fields(), ["request_id"]);
    assert_eq!(post(&client, 3, json!({})).await.fields(), ["boardIds"]);
    assert_eq!(post(&client, 3, json!({"boardIds": []})).await.fields(), ["boardIds"]);
    assert_eq!(post(&client, 3, json!({"boardIds": vec!["b"; 1_001]})).await.fields(), ["boardIds"]);
    let wrong = json!({"boardIds": ["unknown"], "boardFormat": "svg", "format": "SVG"});
    let mut fields = post(&client, 3, wrong).await.fields();
    fields.sort();
    assert_eq!(fields, ["boardFormat", "boardIds.0", "format"]);
    assert_eq!(client.get("/v2/orgs/1/boards/export/jobs").await.status, 404);
}

#[tokio::test]
async fn one_job_is_in_progress_at_a_time() {
    let client = start().await;
    let body = json!({"boardIds": [client.sandbox.seed_board("Board")]});
    let mut paths = Vec::new();
    for number in 1..=4 {
        paths.push(job(&client, number, body.clone()).await);
    }
    let statuses = async || {
        let mut statuses = Vec::new();
        for path in &paths {
            statuses.push(status(&client, path).await);
        }
        statuses
    };
    client.sandbox.advance_clock(STEP);
    assert_eq!(statuses().await, ["IN_PROGRESS", "CREATED", "CREATED", "CREATED"]);
    client.sandbox.advance_clock(STEP);
    assert_eq!(statuses().await, ["FINISHED", "IN_PROGRESS", "CREATED", "CREATED"]);
    assert_eq!(cancel(&client, &paths[1]).await.json(), json!({"status": "CANCELLED"}));
    assert_eq!(cancel(&client, &paths[3]).await.status, 200);
    assert_eq!(statuses().await, ["FINISHED", "CANCELLED", "IN_PROGRESS", "CANCELLED"]);
    client.sandbox.advance_clock(STEP);
    assert_eq!(statuses().await, ["FINISHED", "CANCELLED", "FINISHED", "CANCELLED"]);

    for over in [&paths[0], &paths[1]] {
        assert_eq!(cancel(&client, over).await.code(), "badRequest");
    }
    let results = client.get(&format!("{}/results", paths[1])).await.json();
    assert_eq!(
        (&results["results"][0]["status"], results["results"][0].get("exportLink")),
        (&json!("CANCELLED"), None)
    );
    let update = async |body| client.send("PUT", &format!("{}/status", paths[0]), body).await;
    assert_eq!(update(Some(json!({"status": "FINISHED"}))).await.fields(), ["status"]);
    assert_eq!(update(Some(json!({}))).await.fields(), ["status"]);
    assert_eq!(update(None).await.status, 415);
    assert_eq!(cancel(&client, &format!("{}/{REQUEST}9", jobs(&client))).await.code(), "notFound");
}

#[tokio::test]
async fn deleted_board_cannot_be_exported() {
    let client = start().await;
    let boards: Vec<String> = ["kept", "gone"].map(|name| client.sandbox.seed_board(name)).into();
    let job = job(&client, 1, json!({"boardIds": boards})).await;
    client.delete(&format!("/v2/boards/{}", boards[1])).await;
    client.sandbox.advance_clock(STEP * 2);
    let listed = client.get(&jobs(&client)).await.json()["data"][0].clone();
    assert_eq!(listed["tasksCount"], json!({"total": 2, "success": 1, "error": 1}));
    assert_eq!((&listed["status"], &listed["boardFormat"]), (&json!("finished"), &json!("SVG")));
    let failed = client.get(&format!("{job}/tasks?status=TASK_STATUS_ERROR")).await.json();
    assert_eq!((&failed["total"], &failed["data"][0]["errorType"]), (&json!(1), &json!("FATAL")));
    let path = format!("{job}/tasks/{}/export-link", failed["data"][0]["id"].as_str().unwrap());
    let link = client.send("POST", &path, None).await.json();
    assert_eq!(
        (&link["status"], &link["errorType"], link.get("exportLink")),
        (&json!("ERROR"), &json!("FATAL"), None)
    );
}

#[tokio::test]
async fn jobs_and_tasks_are_filtered_and_paged() {
    let mut client = start().await;
    let boards: Vec<String> = (0..3).map(|number| client.sandbox.seed_board(&number.to_string())).collect();
    let first = job(&client, 1, json!({"boardIds": boards})).await;
    let second = job(&client, 2, json!({"boardIds": boards})).await;
    cancel(&client, &second).await;
    client.sandbox.advance_clock(STEP);
    let ids = async |query: &str| {
        let page = client.get(&format!("{}?{query}", jobs(&client))).await.json();
        let data = page["data"].as_array().unwrap();
        data.iter()
            .map(|job| format!("{}/{}", jobs(&client), job["id"].as_str().unwrap()))
            .collect::<Vec<_>>()
    };
    assert_eq!(ids("status=JOB_STATUS_IN_PROGRESS").await, [first.as_str()]);
    let both = "status=JOB_STATUS_IN_PROGRESS&status=JOB_STATUS_CANCELLED";
    assert_eq!(ids(both).await, [first.as_str(), &second]);
    assert_eq!(ids("status=JOB_STATUS_FINISHED").await, [""; 0]);
    assert_eq!(ids(&format!("creatorId={}", client.sandbox.user_id())).await.len(), 2);
    assert_eq!(ids("creatorId=1").await, [""; 0]);
    for (query, field) in
        [("status=CREATED", "status"), ("status=created", "status"), ("creatorId=x", "creatorId")]
    {
        assert_eq!(client.get(&format!("{}?{query}", jobs(&client))).await.fields(), [field]);
    }
    assert_eq!(client.get(&format!("{first}/tasks?status=SCHEDULED")).await.fields(), ["status"]);
    assert_eq!(client.get(&format!("{first}/tasks?status=TASK_STATUS_SCHEDULED")).await.json()["total"], 3);
    assert_eq!(client.get(&format!("{first}/tasks?status=TASK_STATUS_SUCCESS")).await.json()["total"], 0);

    let page = client.get(&format!("{first}/tasks?limit=2")).await.json();
    assert_eq!((&page["cursor"], page.get("limit")), (&page["data"][1]["id"], None), "the cursor is a UUID");
    let cursor = page["cursor"].as_str().unwrap();
    let rest = client.get(&format!("{first}/tasks?limit=2&cursor={cursor}")).await.json();
    assert_eq!((&rest["data"][0]["board"]["key"], rest.get("cursor")), (&json!(boards[2]), None));
    for refused in ["cursor=foo", &format!("cursor={REQUEST}9"), "limit=0", "limit=501"] {
        assert_eq!(client.get(&format!("{first}/tasks?{refused}")).await.code(), "2.0703", "{refused}");
    }

    client.token = client.sandbox.token_with_scopes(&["boards:read"]);
    assert_eq!(client.get(&first).await.code(), "insufficientPermissions");
    client.token = client.sandbox.token_for("3074457353169356301");
    assert_eq!(client.get(&first).await.code(), "forbiddenAccess");
}
