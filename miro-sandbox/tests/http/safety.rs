//! Protection of the sandbox's data from uploaded files and foreign web pages.

use miro_sandbox::{Fault, Sandbox};
use serde_json::{Value, json};

use crate::client::{Client, Response};
use crate::form::Form;

const HOSTILE: &str =
    "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>fetch('/_sandbox/state')</script></svg>";

/// Asserts that a browser runs nothing in the response, regardless of its media type.
fn assert_inert(response: &Response) {
    let policy = response.header("content-security-policy");
    assert!(
        policy.starts_with("default-src 'none'") && policy.ends_with("sandbox"),
        "{policy}: {response:?}"
    );
    assert_eq!(response.header("x-content-type-options"), "nosniff");
}

async fn open(client: &Client, url: &Value) -> Response {
    let path = url.as_str().unwrap().splitn(4, '/').nth(3).unwrap();
    client.raw("GET", &format!("/{path}"), &[], "").await.unwrap()
}

#[tokio::test]
async fn an_uploaded_file_runs_no_script() {
    let client = Client::start().await;
    let board = client.board().await;
    for (name, media_type) in [("a.svg", "image/svg+xml"), ("a.html", "image/html"), ("a.png", "image/png")] {
        let form = Form::resource(name, media_type, HOSTILE.as_bytes());
        let image = client.upload("POST", &format!("{board}/images"), form).await.json();
        let path =
            image["data"]["imageUrl"].as_str().unwrap().trim_start_matches(client.sandbox.url()).to_owned();
        let file = open(&client, &client.get(&path).await.json()["url"]).await;
        assert_eq!((file.body.as_str(), file.header("content-type")), (HOSTILE, media_type));
        assert_inert(&file);
        assert_eq!(file.header("content-disposition"), "attachment");
    }
    let form = Form::resource("a.html", "text/html", HOSTILE.as_bytes());
    let document = client.upload("POST", &format!("{board}/documents"), form).await.json();
    let path =
        document["data"]["documentUrl"].as_str().unwrap().trim_start_matches(client.sandbox.url()).to_owned();
    let file = open(&client, &client.get(&path).await.json()["url"]).await;
    assert_eq!((file.body.as_str(), file.header("content-type")), (HOSTILE, "application/octet-stream"));
    assert_inert(&file);
}

#[tokio::test]
async fn other_served_content_runs_no_script() {
    let client = Client::start().await;
    let body = "<script>fetch('/_sandbox/state')</script>".to_owned();
    for headers in [vec![], vec![("Content-Type".to_owned(), "text/html".to_owned())]] {
        client.sandbox.next(Fault::Response { status: 200, headers, body: body.clone() });
        assert_inert(&client.get("/v2/boards").await);
    }
    client.sandbox.next(Fault::html(502));
    assert_inert(&client.get("/v2/boards").await);
    let pixel = client.get("/pictures/original.png").await;
    assert_inert(&pixel);
    let json = client.get("/v2/boards").await;
    assert_eq!(json.header("content-security-policy"), "", "JSON is as Miro sends it");
}

#[tokio::test]
async fn other_host_names_are_rejected() {
    let client = Client::start().await;
    let scim = format!("Bearer {}", client.sandbox.scim_token());
    let user = format!("Bearer {}", client.token);
    let paths = [
        ("/api/v1/scim/Users", scim.as_str()),
        ("/api/v1/scim/ServiceProviderConfig", &scim),
        ("/v2/boards", &user),
        ("/v2/orgs/1/boards/export/jobs", &user),
        ("/oauth/authorize", &user),
        ("/downloads/a", &user),
        ("/exports/a", &user),
        ("/pictures/a", &user),
        ("/nowhere", &user),
        ("/_sandbox/state", &user),
        ("/_sandbox/nowhere", &user),
    ];
    for (path, token) in paths {
        for host in ["rebound.example", "127.0.0.1.rebound.example:80", "127.0.0.1@rebound.example"] {
            let headers = [("Host", host), ("Authorization", token)];
            let response = client.raw("GET", path, &headers, "").await.unwrap();
            assert_eq!(response.status, 403, "{path} for {host}: {}", response.body);
            let message = if path.contains("scim") {
                response.json()["detail"].clone()
            } else {
                response.json()["message"].clone()
            };
            assert!(message.as_str().unwrap().contains("127.0.0.1, [::1] and localhost only"), "{message}");
        }
    }
    assert!(client.sandbox.requests().is_empty());
    let local = [("Host", "localhost"), ("Authorization", scim.as_str())];
    assert_eq!(client.raw("GET", "/api/v1/scim/Users", &local, "").await.unwrap().status, 200);
}

#[tokio::test]
async fn documents_of_exports_are_on_another_origin_and_inert() {
    let client = Client::of(Sandbox::builder().export_step(std::time::Duration::ZERO).start().await);
    let board = client.sandbox.seed_board("Board");
    let org = client.sandbox.organization_id().to_owned();
    for (number, format) in ["SVG", "HTML"].into_iter().enumerate() {
        let jobs = format!("/v2/orgs/{org}/boards/export/jobs");
        let request = format!("{jobs}?request_id=3fa85f64-5717-4562-b3fc-2c963f66afa{number}");
        let job = client.post(&request, json!({"boardIds": [board], "boardFormat": format})).await.json();
        let results = client.get(&format!("{jobs}/{}/results", job["jobId"].as_str().unwrap())).await.json();
        let link = &results["results"][0]["exportLink"];
        let port = client.sandbox.url().rsplit(':').next().unwrap();
        assert!(link.as_str().unwrap().starts_with(&format!("http://localhost:{port}/exports/")), "{link}");
        let document = open(&client, link).await;
        assert_eq!(document.status, 200);
        assert_inert(&document);
    }
}
