//! A small HTTP client without a library, so that the tests see the bytes on the wire.

use std::collections::{BTreeSet, HashMap};
use std::io;
use std::sync::Mutex;

use miro_openapi::spec;
use miro_sandbox::Sandbox;
use serde_json::Value;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::form::Form;

/// Sends requests to a sandbox as a user.
pub(crate) struct Client {
    pub(crate) sandbox: Sandbox,
    pub(crate) token: String,
    host: String,
    checked: bool,
    succeeded: Mutex<BTreeSet<&'static str>>,
}

/// A response, complete or not.
#[derive(Debug)]
pub(crate) struct Response {
    pub(crate) status: u16,
    /// By lower-case name.
    pub(crate) headers: HashMap<String, String>,
    pub(crate) body: String,
    /// The body, if it is not text.
    pub(crate) bytes: Vec<u8>,
}

impl Client {
    pub(crate) async fn start() -> Self {
        Self::of(Sandbox::start().await)
    }

    pub(crate) fn of(sandbox: Sandbox) -> Self {
        let host = sandbox.url().trim_start_matches("http://").to_owned();
        let token = sandbox.token();
        Self { token, host, sandbox, checked: true, succeeded: Mutex::default() }
    }

    pub(crate) async fn get(&self, path: &str) -> Response {
        self.send("GET", path, None).await
    }

    pub(crate) async fn delete(&self, path: &str) -> Response {
        self.send("DELETE", path, None).await
    }

    pub(crate) async fn post(&self, path: &str, body: Value) -> Response {
        self.send("POST", path, Some(body)).await
    }

    pub(crate) async fn patch(&self, path: &str, body: Value) -> Response {
        self.send("PATCH", path, Some(body)).await
    }

    pub(crate) async fn send(&self, method: &str, path: &str, body: Option<Value>) -> Response {
        self.try_send(method, path, body).await.unwrap()
    }

    pub(crate) async fn try_send(
        &self,
        method: &str,
        path: &str,
        body: Option<Value>,
    ) -> io::Result<Response> {
        let authorization = format!("Bearer {}", self.token);
        let mut headers = vec![("Authorization", authorization.as_str())];
        if body.is_some() {
            headers.push(("Content-Type", "application/json"));
        }
        self.raw(method, path, &headers, &body.map(|body| body.to_string()).unwrap_or_default()).await
    }

    pub(crate) async fn form(&self, path: &str, pairs: &[(&str, &str)]) -> Response {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
        let headers = [("Content-Type", "application/x-www-form-urlencoded")];
        self.raw("POST", path, &headers, &body).await.unwrap()
    }

    /// Uploads a form.
    pub(crate) async fn upload(&self, method: &str, path: &str, form: Form) -> Response {
        let authorization = format!("Bearer {}", self.token);
        let content_type = form.content_type();
        let headers = [("Authorization", authorization.as_str()), ("Content-Type", &content_type)];
        self.raw_bytes(method, path, &headers, &form.body()).await.unwrap()
    }

    /// Sends exactly this request on a new connection.
    pub(crate) async fn raw(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &str,
    ) -> io::Result<Response> {
        self.raw_bytes(method, path, headers, body.as_bytes()).await
    }

    /// Like [`raw`](Self::raw), with a body that is not text.
    pub(crate) async fn raw_bytes(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &[u8],
    ) -> io::Result<Response> {
        let mut request = format!("{method} {path} HTTP/1.1\r\nConnection: close\r\n");
        if !headers.iter().any(|(name, _)| *name == "Host") {
            request += &format!("Host: {}\r\n", self.host);
        }
        for (name, value) in headers {
            request += &format!("{name}: {value}\r\n");
        }
        request += &format!("Content-Length: {}\r\n\r\n", body.len());
        let mut stream = TcpStream::connect(&self.host).await?;
        stream.write_all(&[request.as_bytes(), body].concat()).await?;
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).await?;
        let end = bytes.windows(4).position(|end| end == b"\r\n\r\n").ok_or(io::ErrorKind::UnexpectedEof)?;
        let (head, body) = (str::from_utf8(&bytes[..end]).unwrap(), bytes[end + 4..].to_vec());
        let mut lines = head.lines();
        let status = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
        let headers = lines.map(|line| line.split_once(": ").unwrap());
        let headers = headers.map(|(name, value)| (name.to_lowercase(), value.to_owned())).collect();
        let response =
            Response { status, headers, body: String::from_utf8_lossy(&body).into_owned(), bytes: body };
        if self.checked {
            self.check(&response);
        }
        Ok(response)
    }

    /// Returns the operations that succeeded and, if the specification is available, conformed to it.
    pub(crate) fn succeeded(&self) -> BTreeSet<&'static str> {
        self.succeeded.lock().unwrap().clone()
    }

    /// Disables the comparison of responses with the specification, because the test inserts arbitrary items.
    pub(crate) fn unchecked(mut self) -> Self {
        self.checked = false;
        self
    }

    /// Compares a response with Miro's specification, unless a fault was injected. Errors of the SCIM API, which
    /// are missing there, must have the form of its standard.
    fn check(&self, response: &Response) {
        let requests = self.sandbox.requests();
        let id = response.header("x-request-id");
        let request = requests.iter().rfind(|request| !id.is_empty() && request.request_id == id);
        let Some(request) = request else { return };
        if request.path.starts_with("/api/v1/scim/") && !request.faulty && response.status >= 400 {
            response.scim_type();
        }
        let (Some(operation), false, 200..=399) = (request.operation, request.faulty, response.status) else {
            return;
        };
        let complaints = spec().map(|spec| {
            spec.complaints(operation, response.status, response.header("content-type"), &response.body)
        });
        let complaints = complaints.unwrap_or_default();
        assert!(complaints.is_empty(), "{operation}: {}\n{response:?}", complaints.join("\n"));
        self.succeeded.lock().unwrap().insert(operation);
    }

    /// Creates a board and returns its path, with the id percent-encoded.
    pub(crate) async fn board(&self) -> String {
        let id = self.sandbox.seed_board("Board");
        format!("/v2/boards/{}", id.replace('=', "%3D"))
    }

    /// Creates an item and returns its id.
    pub(crate) async fn item(&self, board: &str, route: &str, body: Value) -> String {
        let response = self.post(&format!("{board}/{route}"), body).await;
        assert_eq!(response.status, 201, "{}", response.body);
        response.json()["id"].as_str().unwrap().to_owned()
    }
}

impl Response {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    /// Checks the error envelope and returns the code.
    pub(crate) fn code(&self) -> String {
        let body = self.json();
        assert_eq!(body["status"], self.status);
        assert_eq!(body["type"], "error");
        assert!(body["message"].is_string());
        body["code"].as_str().unwrap().to_owned()
    }

    /// Checks the form of a SCIM error and returns its `scimType`, which is usually empty.
    pub(crate) fn scim_type(&self) -> String {
        let body = self.json();
        assert!(self.header("content-type").ends_with("json"), "{self:?}");
        assert_eq!(body["schemas"], serde_json::json!(["urn:ietf:params:scim:api:messages:2.0:Error"]));
        assert_eq!(body["status"], self.status.to_string());
        assert!(!body["detail"].as_str().unwrap().is_empty());
        let known = ["schemas", "status", "scimType", "detail"];
        assert!(body.as_object().unwrap().keys().all(|name| known.contains(&name.as_str())), "{body}");
        body.get("scimType").map_or("", |scim_type| scim_type.as_str().unwrap()).to_owned()
    }

    /// Returns the fields that an error names.
    pub(crate) fn fields(&self) -> Vec<String> {
        assert_eq!((self.status, self.code().as_str()), (400, "2.0703"), "{}", self.body);
        let body = self.json();
        let fields = body["context"]["fields"].as_array().unwrap();
        fields.iter().map(|field| field["field"].as_str().unwrap().to_owned()).collect()
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }
}
