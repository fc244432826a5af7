//! A small HTTP client, so that the tests see bytes and not what a library makes of them.

use std::collections::{BTreeSet, HashMap};
use std::io;
use std::sync::Mutex;

use miro_openapi::spec;
use miro_sandbox::Sandbox;
use serde_json::Value;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::form::Form;

/// Sends requests to a sandbox on behalf of a user.
pub(crate) struct Client {
    pub(crate) sandbox: Sandbox,
    pub(crate) token: String,
    host: String,
    checked: bool,
    succeeded: Mutex<BTreeSet<&'static str>>,
}

/// An answer, complete or not.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    /// By name in lower case.
    pub(crate) headers: HashMap<String, String>,
    pub(crate) body: String,
    /// The body, where it is no text.
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

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.send("GET", path, None).await
    }

    pub(crate) async fn delete(&self, path: &str) -> Answer {
        self.send("DELETE", path, None).await
    }

    pub(crate) async fn post(&self, path: &str, body: Value) -> Answer {
        self.send("POST", path, Some(body)).await
    }

    pub(crate) async fn patch(&self, path: &str, body: Value) -> Answer {
        self.send("PATCH", path, Some(body)).await
    }

    pub(crate) async fn send(&self, method: &str, path: &str, body: Option<Value>) -> Answer {
        self.try_send(method, path, body).await.unwrap()
    }

    pub(crate) async fn try_send(&self, method: &str, path: &str, body: Option<Value>) -> io::Result<Answer> {
        let authorization = format!("Bearer {}", self.token);
        let mut headers = vec![("Authorization", authorization.as_str())];
        if body.is_some() {
            headers.push(("Content-Type", "application/json"));
        }
        self.raw(method, path, &headers, &body.map(|body| body.to_string()).unwrap_or_default()).await
    }

    pub(crate) async fn form(&self, path: &str, pairs: &[(&str, &str)]) -> Answer {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
        let headers = [("Content-Type", "application/x-www-form-urlencoded")];
        self.raw("POST", path, &headers, &body).await.unwrap()
    }

    /// Sends a form with files.
    pub(crate) async fn upload(&self, method: &str, path: &str, form: Form) -> Answer {
        let authorization = format!("Bearer {}", self.token);
        let content_type = form.content_type();
        let headers = [("Authorization", authorization.as_str()), ("Content-Type", &content_type)];
        self.raw_bytes(method, path, &headers, &form.body()).await.unwrap()
    }

    /// Exactly this request, on a connection of its own.
    pub(crate) async fn raw(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &str,
    ) -> io::Result<Answer> {
        self.raw_bytes(method, path, headers, body.as_bytes()).await
    }

    /// The same with a body that is no text.
    pub(crate) async fn raw_bytes(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &[u8],
    ) -> io::Result<Answer> {
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
        let answer =
            Answer { status, headers, body: String::from_utf8_lossy(&body).into_owned(), bytes: body };
        if self.checked {
            self.check(&answer);
        }
        Ok(answer)
    }

    /// The operations that answered successfully and, where it is at hand, by the specification.
    pub(crate) fn succeeded(&self) -> BTreeSet<&'static str> {
        self.succeeded.lock().unwrap().clone()
    }

    /// From here on, answers are not compared with the specification: the test puts anything onto its boards.
    pub(crate) fn unchecked(mut self) -> Self {
        self.checked = false;
        self
    }

    /// Compares an answer with Miro's specification, unless a fault was ordered for it. Errors of the SCIM API, which
    /// are not in there, must have the form of its standard.
    fn check(&self, answer: &Answer) {
        let requests = self.sandbox.requests();
        let id = answer.header("x-request-id");
        let request = requests.iter().rfind(|request| !id.is_empty() && request.request_id == id);
        let Some(request) = request else { return };
        if request.path.starts_with("/api/v1/scim/") && !request.faulty && answer.status >= 400 {
            answer.scim_type();
        }
        let (Some(operation), false, 200..=399) = (request.operation, request.faulty, answer.status) else {
            return;
        };
        let complaints = spec().map(|spec| {
            spec.complaints(operation, answer.status, answer.header("content-type"), &answer.body)
        });
        let complaints = complaints.unwrap_or_default();
        assert!(complaints.is_empty(), "{operation}: {}\n{answer:?}", complaints.join("\n"));
        self.succeeded.lock().unwrap().insert(operation);
    }

    /// A new board, as a path: with its id percent-encoded.
    pub(crate) async fn board(&self) -> String {
        let id = self.sandbox.seed_board("Board");
        format!("/v2/boards/{}", id.replace('=', "%3D"))
    }

    /// A new item, by its id.
    pub(crate) async fn item(&self, board: &str, route: &str, body: Value) -> String {
        let answer = self.post(&format!("{board}/{route}"), body).await;
        assert_eq!(answer.status, 201, "{}", answer.body);
        answer.json()["id"].as_str().unwrap().to_owned()
    }
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    /// The code of an error, once its envelope was found to be in order.
    pub(crate) fn code(&self) -> String {
        let body = self.json();
        assert_eq!(body["status"], self.status);
        assert_eq!(body["type"], "error");
        assert!(body["message"].is_string());
        body["code"].as_str().unwrap().to_owned()
    }

    /// What SCIM calls the kind of an error, once its form was found to be in order; empty for most.
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

    /// The fields that an error complains about.
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
