//! The OAuth flow and its errors.

mod apps;
mod consent;
mod lifetimes;
mod revocation;

use miro_sandbox::Sandbox;
use serde_json::{Value, json};
use url::Url;

use crate::client::{Client, Response};

const STATE: &str = "a b&c=<\"é\">";

/// The credentials of an app, and its redirect URI.
#[derive(Debug, Clone, Copy)]
struct Credentials<'a> {
    client_id: &'a str,
    client_secret: &'a str,
    redirect_uri: &'a str,
}

fn default_app(sandbox: &Sandbox) -> Credentials<'_> {
    Credentials {
        client_id: sandbox.client_id(),
        client_secret: sandbox.client_secret(),
        redirect_uri: sandbox.redirect_uri(),
    }
}

impl Credentials<'_> {
    fn authorize_url(&self, sandbox: &Sandbox) -> String {
        let query = form_urlencoded::Serializer::new(String::new())
            .append_pair("response_type", "code")
            .append_pair("client_id", self.client_id)
            .append_pair("redirect_uri", self.redirect_uri)
            .append_pair("state", STATE)
            .finish();
        format!("{}/oauth/authorize?{query}", sandbox.url())
    }

    async fn token(&self, client: &Client, grant: &[(&str, &str)]) -> Response {
        let credentials = [("client_id", self.client_id), ("client_secret", self.client_secret)];
        client.form("/v1/oauth/token", &[&credentials, grant].concat()).await
    }

    async fn by_code(&self, client: &Client, code: &str) -> Response {
        let grant =
            [("grant_type", "authorization_code"), ("code", code), ("redirect_uri", self.redirect_uri)];
        self.token(client, &grant).await
    }

    async fn by_refresh_token(&self, client: &Client, refresh_token: &Value) -> Response {
        let refresh_token = refresh_token.as_str().unwrap();
        self.token(client, &[("grant_type", "refresh_token"), ("refresh_token", refresh_token)]).await
    }

    async fn sign_in(&self, client: &Client) -> Value {
        let redirect = client.sandbox.allow(&self.authorize_url(&client.sandbox)).await;
        self.by_code(client, &code(&redirect)).await.json()
    }
}

fn parameter(url: &str, name: &str) -> Option<String> {
    let url = Url::parse(url).unwrap();
    url.query_pairs().find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
}

fn code(redirect: &str) -> String {
    parameter(redirect, "code").unwrap()
}

fn assert_refused(response: &Response, status: u16) {
    assert_eq!((response.status, response.code().as_str()), (status, "oauthError"), "{response:?}");
}

#[tokio::test]
async fn a_user_allows_and_the_tokens_rotate() {
    let client = Client::start().await;
    let app = default_app(&client.sandbox);
    let redirect = client.sandbox.allow(&app.authorize_url(&client.sandbox)).await;
    assert!(redirect.starts_with(app.redirect_uri));
    assert_eq!(parameter(&redirect, "state").as_deref(), Some(STATE));
    assert_eq!(parameter(&redirect, "client_id").as_deref(), Some(app.client_id));
    assert_eq!(parameter(&redirect, "team_id").as_deref(), Some(client.sandbox.team_id()));

    let first = app.by_code(&client, &code(&redirect)).await;
    assert_eq!(first.status, 200, "{}", first.body);
    let first = first.json();
    assert_eq!((&first["token_type"], &first["expires_in"]), (&json!("bearer"), &json!(3_600)));
    assert!(first["user_id"].is_string() && first["team_id"].is_u64());
    assert!(first["scope"].as_str().unwrap().starts_with("boards:read boards:write "));
    assert_refused(&app.by_code(&client, &code(&redirect)).await, 400);

    let calls = async |token: &Value| {
        let authorization = format!("Bearer {}", token["access_token"].as_str().unwrap());
        client.raw("GET", "/v2/boards", &[("Authorization", &authorization)], "").await.unwrap().status
    };
    assert_eq!(calls(&first).await, 200);
    let second = app.by_refresh_token(&client, &first["refresh_token"]).await.json();
    assert_eq!(calls(&first).await, 401);
    assert_refused(&app.by_refresh_token(&client, &first["refresh_token"]).await, 400);
    assert_eq!(calls(&second).await, 200);
    client.sandbox.expire_access_tokens();
    assert_eq!(calls(&second).await, 401);
    let third = app.by_refresh_token(&client, &second["refresh_token"]).await;
    assert_eq!(third.status, 200, "refresh tokens outlive access tokens");
}

#[tokio::test]
async fn invalid_exchanges_are_rejected() {
    let client = Client::start().await;
    let app = default_app(&client.sandbox);
    let id = app.client_id;
    assert_refused(&client.post("/v1/oauth/token", json!({"client_id": id})).await, 415);
    let guess = [("client_id", id), ("client_secret", "guess")];
    assert_refused(&client.form("/v1/oauth/token", &guess).await, 401);
    assert_refused(&app.token(&client, &[("grant_type", "password")]).await, 400);
    assert_refused(&app.token(&client, &[("grant_type", "authorization_code"), ("code", "x")]).await, 400);
    assert_refused(&app.token(&client, &[]).await, 400);
}

#[tokio::test]
async fn parameters_in_the_url_cause_a_warning_without_secrets() {
    let client = Client::start().await;
    let app = default_app(&client.sandbox);
    let code = code(&client.sandbox.allow(&app.authorize_url(&client.sandbox)).await);
    client.sandbox.clear_requests();
    let query = form_urlencoded::Serializer::new(String::new())
        .append_pair("grant_type", "authorization_code")
        .append_pair("client_id", app.client_id)
        .append_pair("client_secret", app.client_secret)
        .append_pair("code", &code)
        .append_pair("redirect_uri", app.redirect_uri)
        .finish();
    let token = client.raw("POST", &format!("/v1/oauth/token?{query}"), &[], "").await.unwrap();
    assert_eq!(token.status, 200, "{}", token.body);
    let refresh_token = token.json()["refresh_token"].clone();
    assert_eq!(app.by_refresh_token(&client, &refresh_token).await.status, 200);

    let requests = client.sandbox.requests();
    let [warning] = requests[0].warnings.as_slice() else { panic!("{requests:?}") };
    let names = "(grant_type, client_id, client_secret, code, redirect_uri)";
    assert!(warning.starts_with("deprecated: ") && warning.contains(names), "{warning}");
    assert!([app.client_secret, &code].iter().all(|secret| !warning.contains(secret)), "{warning}");
    assert!(requests[1].warnings.is_empty(), "its parameters are in the body");
    let log = client.raw("GET", "/_sandbox/requests", &[], "").await.unwrap().json();
    let warnings = [&log["requests"][0]["warnings"], &log["requests"][1]["warnings"]];
    assert_eq!(warnings, [&json!([warning]), &json!([])]);
}

#[tokio::test]
async fn context_contains_the_user_of_the_token() {
    let mut client = Client::start().await;
    client.token = client.sandbox.token_with_scopes(&["boards:read"]);
    let context = client.get("/v1/oauth-token").await.json();
    assert_eq!(context["user"]["id"], client.sandbox.user_id());
    assert_eq!(context["team"]["id"], client.sandbox.team_id());
    assert_eq!(context["application"]["id"], client.sandbox.client_id());
    assert_eq!(context["scopes"], json!(["boards:read"]));
    assert!(context["organization"]["name"].is_string());
}
