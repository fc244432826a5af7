//! An HTTP client of the sandbox while its page is open.

use bytes::Bytes;
use http::Request;
use http_body_util::{BodyExt as _, Full};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use miro_sandbox::Sandbox;
use serde_json::{Value, json};

/// A client with its own token.
pub(crate) struct Api {
    client: Client<HttpConnector, Full<Bytes>>,
    url: String,
    token: String,
}

impl Api {
    pub(crate) fn of(sandbox: &Sandbox) -> Self {
        let client = Client::builder(TokioExecutor::new()).build_http();
        Self { client, url: sandbox.url().to_owned(), token: sandbox.token() }
    }

    /// Sends a request and returns the status and the body. The body is null if empty.
    pub(crate) async fn send(&self, method: &str, path: &str, body: Value) -> (u16, Value) {
        let request = Request::builder()
            .method(method)
            .uri(format!("{}{path}", self.url))
            .header("Authorization", format!("Bearer {}", self.token))
            .header("Content-Type", "application/json");
        let body = if body.is_null() { Bytes::new() } else { body.to_string().into() };
        let response = self.client.request(request.body(Full::new(body)).unwrap()).await.unwrap();
        let status = response.status().as_u16();
        let body = response.into_body().collect().await.unwrap().to_bytes();
        (status, serde_json::from_slice(&body).unwrap_or_default())
    }

    /// Creates an object and returns its id.
    pub(crate) async fn create(&self, path: &str, body: Value) -> String {
        let (status, created) = self.send("POST", path, body).await;
        assert!(matches!(status, 200 | 201), "{status} {created}");
        created["id"].as_str().unwrap().to_owned()
    }

    /// Uploads a file and returns the response body.
    pub(crate) async fn upload(&self, path: &str, name: &str, media_type: &str, content: &str) -> Value {
        let body = format!(
            "--part\r\nContent-Disposition: form-data; name=\"resource\"; filename=\"{name}\"\r\n\
             Content-Type: {media_type}\r\n\r\n{content}\r\n--part--\r\n"
        );
        let request = Request::builder()
            .method("POST")
            .uri(format!("{}{path}", self.url))
            .header("Authorization", format!("Bearer {}", self.token))
            .header("Content-Type", "multipart/form-data; boundary=part");
        let response = self.client.request(request.body(Full::new(body.into())).unwrap()).await.unwrap();
        let body = response.into_body().collect().await.unwrap().to_bytes();
        serde_json::from_slice(&body).unwrap()
    }

    /// Creates a board and returns its path.
    pub(crate) async fn board(&self, name: &str) -> String {
        path_of(&self.create("/v2/boards", json!({"name": name})).await)
    }
}

/// Returns the path of a board, with its id percent-encoded.
pub(crate) fn path_of(board_id: &str) -> String {
    format!("/v2/boards/{}", board_id.replace('=', "%3D"))
}
