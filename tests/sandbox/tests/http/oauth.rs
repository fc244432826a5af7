use std::time::Duration;

use miro_sandbox::Sandbox;
use serde_json::{Value, json};
use url::Url;

use crate::client::{Answer, Client};

fn authorize_url(sandbox: &Sandbox) -> String {
    let query = form_urlencoded::Serializer::new(String::new())
        .append_pair("response_type", "code")
        .append_pair("client_id", sandbox.client_id())
        .append_pair("redirect_uri", sandbox.redirect_uri())
        .append_pair("state", "a b&c=<\"é\">")
        .finish();
    format!("{}/oauth/authorize?{query}", sandbox.url())
}

fn parameter(url: &str, name: &str) -> Option<String> {
    let url = Url::parse(url).unwrap();
    url.query_pairs().find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
}

async fn token(client: &Client, grant: &[(&str, &str)]) -> Answer {
    let credentials =
        [("client_id", client.sandbox.client_id()), ("client_secret", client.sandbox.client_secret())];
    client.form("/v1/oauth/token", &[&credentials, grant].concat()).await
}

async fn by_code(client: &Client, code: &str) -> Answer {
    let redirect_uri = client.sandbox.redirect_uri();
    token(client, &[("grant_type", "authorization_code"), ("code", code), ("redirect_uri", redirect_uri)])
        .await
}

async fn by_refresh_token(client: &Client, refresh_token: &Value) -> Answer {
    token(client, &[("grant_type", "refresh_token"), ("refresh_token", refresh_token.as_str().unwrap())])
        .await
}

async fn sign_in(client: &Client) -> Value {
    let redirect = client.sandbox.allow(&authorize_url(&client.sandbox)).await;
    by_code(client, &parameter(&redirect, "code").unwrap()).await.json()
}

#[tokio::test]
async fn a_user_allows_and_the_tokens_rotate() {
    let mut client = Client::start().await;
    let redirect = client.sandbox.allow(&authorize_url(&client.sandbox)).await;
    assert!(redirect.starts_with(client.sandbox.redirect_uri()));
    assert_eq!(parameter(&redirect, "state").as_deref(), Some("a b&c=<\"é\">"));
    let code = parameter(&redirect, "code").unwrap();

    let first = by_code(&client, &code).await;
    assert_eq!(first.status, 200, "{}", first.body);
    let first = first.json();
    assert_eq!((&first["token_type"], &first["expires_in"]), (&json!("bearer"), &json!(3_600)));
    assert!(first["user_id"].is_string() && first["team_id"].is_u64());
    assert!(first["scope"].as_str().unwrap().starts_with("boards:read boards:write "));
    let again = by_code(&client, &code).await;
    assert_eq!((again.status, again.code().as_str()), (400, "oauthError"));

    client.token = first["access_token"].as_str().unwrap().to_owned();
    assert_eq!(client.get("/v2/boards").await.status, 200);
    let second = by_refresh_token(&client, &first["refresh_token"]).await.json();
    assert_eq!(client.get("/v2/boards").await.code(), "unauthorized");
    let reused = by_refresh_token(&client, &first["refresh_token"]).await;
    assert_eq!((reused.status, reused.code().as_str()), (400, "oauthError"));

    client.token = second["access_token"].as_str().unwrap().to_owned();
    assert_eq!(client.get("/v2/boards").await.status, 200);
    client.sandbox.expire_access_tokens();
    assert_eq!(client.get("/v2/boards").await.status, 401);
    let third = by_refresh_token(&client, &second["refresh_token"]).await;
    assert_eq!(third.status, 200, "refresh tokens outlive access tokens");
}

#[tokio::test]
async fn a_user_denies() {
    let sandbox = Sandbox::start().await;
    let redirect = sandbox.deny(&authorize_url(&sandbox)).await;
    assert_eq!(parameter(&redirect, "error").as_deref(), Some("access_denied"));
    assert_eq!(parameter(&redirect, "state").as_deref(), Some("a b&c=<\"é\">"));
    assert_eq!(parameter(&redirect, "code"), None);
}

#[tokio::test]
async fn the_consent_page_names_user_app_and_team() {
    let client = Client::start().await;
    let target = authorize_url(&client.sandbox).replace(client.sandbox.url(), "");
    let page = client.get(&format!("{target}&team_id=42")).await;
    assert!(page.header("content-type").starts_with("text/html"));
    for text in ["John Smith", "Sandbox app", "Team: 42", ">Allow<", ">Deny<"] {
        assert!(page.body.contains(text), "{text}");
    }
    let foreign = target.replace("localhost", "evil.example");
    assert_eq!(client.get(&foreign).await.code(), "oauthError");
    assert_eq!(client.get(&target.replace("client_id=3", "client_id=4")).await.code(), "oauthError");
    assert_eq!(client.get(&target.replace("=code", "=token")).await.code(), "oauthError");
}

#[tokio::test]
async fn secrets_belong_into_the_body() {
    let client = Client::start().await;
    let (id, secret) = (client.sandbox.client_id(), client.sandbox.client_secret());
    let path = format!("/v1/oauth/token?client_id={id}&client_secret={secret}&grant_type=refresh_token");
    let refused = client.form(&path, &[]).await;
    assert_eq!((refused.status, refused.code().as_str()), (400, "oauthError"));
    assert!(client.sandbox.requests()[0].query.contains(secret), "a test can see who leaked");
    let json = client.post("/v1/oauth/token", json!({"client_id": id})).await;
    assert_eq!(json.status, 415);
    let nobody = client.form("/v1/oauth/token", &[("client_id", id), ("client_secret", "guess")]).await;
    assert_eq!((nobody.status, nobody.code().as_str()), (401, "oauthError"));
    assert_eq!(token(&client, &[("grant_type", "password")]).await.status, 400);
    assert_eq!(token(&client, &[]).await.status, 400);
}

#[tokio::test]
async fn tokens_expire_by_themselves_or_never() {
    let mut client =
        Client::of(Sandbox::builder().access_token_lifetime(Duration::from_millis(50)).start().await);
    client.token = sign_in(&client).await["access_token"].as_str().unwrap().to_owned();
    assert_eq!(client.get("/v2/boards").await.status, 200);
    tokio::time::sleep(Duration::from_millis(60)).await;
    assert_eq!(client.get("/v2/boards").await.code(), "unauthorized");

    let client = Client::of(Sandbox::builder().non_expiring().scopes(&["boards:read"]).start().await);
    let token = sign_in(&client).await;
    assert!(token.get("refresh_token").is_none() && token.get("expires_in").is_none());
    assert_eq!(token["scope"], "boards:read");
}

#[tokio::test]
async fn tokens_are_revoked_together() {
    let mut client = Client::start().await;
    for version in [1, 2] {
        let tokens = sign_in(&client).await;
        let access_token = tokens["access_token"].as_str().unwrap();
        let body = json!({
            "accessToken": access_token,
            "clientId": client.sandbox.client_id(),
            "clientSecret": client.sandbox.client_secret(),
        });
        let by_query = format!("/v1/oauth/revoke?access_token={access_token}");
        if version == 1 {
            assert_eq!(client.send("POST", &by_query, None).await.status, 204);
            assert_eq!(client.send("POST", &by_query, None).await.status, 400);
        } else {
            assert_eq!(client.post("/v2/oauth/revoke", body.clone()).await.status, 204);
            assert_eq!(client.post("/v2/oauth/revoke", body).await.status, 404);
        }
        assert_eq!(by_refresh_token(&client, &tokens["refresh_token"]).await.status, 400);
        client.token = access_token.to_owned();
        assert_eq!(client.get("/v2/boards").await.status, 401);
    }
}

#[tokio::test]
async fn the_context_tells_whose_token_it_is() {
    let mut client = Client::start().await;
    client.token = client.sandbox.token_with_scopes(&["boards:read"]);
    let context = client.get("/v1/oauth-token").await.json();
    assert_eq!(context["user"]["id"], client.sandbox.user_id());
    assert_eq!(context["team"]["id"], client.sandbox.team_id());
    assert_eq!(context["scopes"], json!(["boards:read"]));
    assert!(context["organization"]["name"].is_string());
}
