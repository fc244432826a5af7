//! A visitor over plain HTTP, with a cookie jar, who does not follow redirects.

use std::collections::BTreeMap;

use axum::body::{Body, Bytes};
use http::header::{CONTENT_TYPE, COOKIE, LOCATION, SET_COOKIE};
use http::{HeaderMap, Method, Request, StatusCode};
use http_body_util::BodyExt as _;
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use url::form_urlencoded;

use super::World;

pub(super) struct Visitor<'a> {
    world: &'a World,
    client: Client<HttpConnector, Body>,
    pub(super) cookies: BTreeMap<String, String>,
}

pub(super) struct Response {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) body: String,
}

impl<'a> Visitor<'a> {
    pub(super) fn new(world: &'a World) -> Self {
        let client = Client::builder(TokioExecutor::new()).build_http();
        Self { world, client, cookies: BTreeMap::new() }
    }

    pub(super) async fn get(&mut self, path: &str) -> Response {
        self.send(Method::GET, path, Body::empty()).await
    }

    pub(super) async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Response {
        let form = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        self.send(Method::POST, path, Body::from(form)).await
    }

    pub(super) async fn send(&mut self, method: Method, path: &str, body: Body) -> Response {
        let cookies: Vec<_> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let mut request = Request::builder().method(&method).uri(format!("{}{path}", self.world.url));
        if !cookies.is_empty() {
            request = request.header(COOKIE, cookies.join("; "));
        }
        if method == Method::POST {
            request = request.header(CONTENT_TYPE, "application/x-www-form-urlencoded");
        }
        let response = self.client.request(request.body(body).unwrap()).await.unwrap();
        let (parts, body) = response.into_parts();
        let body: Bytes = body.collect().await.unwrap().to_bytes();
        let response = Response {
            status: parts.status,
            headers: parts.headers,
            body: String::from_utf8(body.to_vec()).unwrap(),
        };
        for cookie in response.set_cookies() {
            let (name, value) = cookie.split(';').next().unwrap().split_once('=').unwrap();
            if cookie.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        response
    }

    /// Begins a login, and returns the URL at Miro.
    pub(super) async fn begin(&mut self) -> String {
        let response = self.get("/login").await;
        assert_eq!(response.status, StatusCode::SEE_OTHER);
        response.location().to_owned()
    }

    /// Returns the path and query of the redirect after this user has allowed the app.
    pub(super) async fn allow(&mut self, user_id: &str) -> String {
        let url = self.begin().await;
        let team_id = self.world.sandbox.team_id();
        let redirect = self.world.sandbox.allow_as(&url, user_id, team_id).await;
        // A second process has another address.
        redirect[redirect.find("/callback").unwrap()..].to_owned()
    }

    pub(super) async fn log_in(&mut self, user_id: &str) {
        let redirect = self.allow(user_id).await;
        self.complete(&redirect).await;
    }

    /// Returns from Miro, and asserts success.
    pub(super) async fn complete(&mut self, redirect: &str) {
        let response = self.get(redirect).await;
        assert_eq!(response.status, StatusCode::SEE_OTHER, "{}", response.body);
        assert_eq!(response.location(), "/");
    }

    pub(super) async fn log_out(&mut self) -> Response {
        let form_token = self.form_token().await;
        self.post("/logout", &[("form_token", &form_token)]).await
    }

    /// Asserts that the present cookies are worthless.
    pub(super) async fn assert_logged_out(&mut self) {
        let first = self.get("/").await;
        let last =
            if first.status == StatusCode::SEE_OTHER { self.get(first.location()).await } else { first };
        assert_eq!((last.status, last.heading()), (StatusCode::OK, "Put a note on a board"));
    }

    /// Returns the URL of the form on the only board.
    pub(super) async fn action(&mut self) -> String {
        format!("/boards/{}", self.get("/").await.between("action=\"/boards/", "\""))
    }

    /// Returns the cookie value of a login in progress.
    pub(super) fn login_cookie(&self) -> String {
        let login = self.cookies.iter().find(|(name, _)| name.starts_with("login-"));
        login.unwrap().1.clone()
    }

    /// Returns the form token of this session.
    pub(super) async fn form_token(&mut self) -> String {
        self.get("/").await.between("name=\"form_token\" value=\"", "\"").to_owned()
    }
}

impl Response {
    pub(super) fn location(&self) -> &str {
        self.headers[LOCATION].to_str().unwrap()
    }

    pub(super) fn set_cookies(&self) -> Vec<&str> {
        self.headers.get_all(SET_COOKIE).iter().map(|value| value.to_str().unwrap()).collect()
    }

    pub(super) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map(|value| value.to_str().unwrap()).unwrap_or_default()
    }

    /// Returns the first text of the page between these two.
    pub(super) fn between(&self, start: &str, end: &str) -> &str {
        let (_, rest) = self.body.split_once(start).unwrap_or_else(|| panic!("no {start} in {}", self.body));
        rest.split_once(end).unwrap().0
    }

    /// Returns the names of the boards on the page.
    pub(super) fn boards(&self) -> Vec<&str> {
        let links = self.body.split("rel=\"noopener\">").skip(1);
        links
            .map(|link| link.split_once("</a>").unwrap().0)
            .map(|name| name.strip_prefix("<bdi>").and_then(|name| name.strip_suffix("</bdi>")).unwrap())
            .collect()
    }

    pub(super) fn heading(&self) -> &str {
        self.between("<h1>", "</h1>")
    }
}
