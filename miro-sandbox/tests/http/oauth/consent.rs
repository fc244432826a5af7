//! The consent page and its choices.

use serde_json::json;

use super::{STATE, assert_refused, code, default_app, parameter};
use crate::client::Client;

const OTHER_USER: &str = "3074457353169356301";

/// Creates another team and returns its id.
async fn other_team(client: &Client) -> String {
    let path = "/v2/orgs/3074457345618265001/teams";
    let team = client.post(path, json!({"name": "Other & <Sons>"})).await;
    assert_eq!(team.status, 201, "{}", team.body);
    team.json()["id"].as_str().unwrap().to_owned()
}

/// Returns the path and query of the consent page's URL.
fn target(client: &Client) -> String {
    default_app(&client.sandbox).authorize_url(&client.sandbox).replace(client.sandbox.url(), "")
}

#[tokio::test]
async fn the_page_names_app_scopes_users_and_teams() {
    let client = Client::start().await;
    let team = other_team(&client).await;
    client.sandbox.token_for(OTHER_USER);
    let page = client.get(&target(&client)).await;
    assert!(page.header("content-type").starts_with("text/html"));
    assert_eq!(page.header("cache-control"), "no-store");
    for text in [
        "Sandbox app</span> asks for access",
        "selected>John Smith (john.smith@example.com)<",
        &format!("<option value=\"{OTHER_USER}\">"),
        &format!("<option value=\"{}\" selected>My Team<", client.sandbox.team_id()),
        &format!("<option value=\"{team}\">Other &amp; &lt;Sons&gt;<"),
        "<li>boards:read</li>",
        "id=\"allow\"",
        "id=\"deny\"",
        client.sandbox.redirect_uri(),
    ] {
        assert!(page.body.contains(text), "{text}: {}", page.body);
    }
}

#[tokio::test]
async fn preselected_team_is_part_of_the_token() {
    let client = Client::start().await;
    let app = default_app(&client.sandbox);
    let team = other_team(&client).await;
    let url = format!("{}&team_id={team}", app.authorize_url(&client.sandbox));
    let redirect = client.sandbox.allow(&url).await;
    assert_eq!(parameter(&redirect, "team_id").as_deref(), Some(team.as_str()));
    let token = app.by_code(&client, &code(&redirect)).await.json();
    assert_eq!(token["team_id"].to_string(), team);
    let unknown = format!("{}&team_id=42", app.authorize_url(&client.sandbox));
    let redirect = client.sandbox.allow(&unknown).await;
    assert_eq!(parameter(&redirect, "team_id").as_deref(), Some(client.sandbox.team_id()));
}

#[tokio::test]
async fn another_user_signs_in_for_another_team() {
    let mut client = Client::start().await;
    let team = other_team(&client).await;
    let app = default_app(&client.sandbox);
    let redirect = client.sandbox.allow_as(&app.authorize_url(&client.sandbox), OTHER_USER, &team).await;
    let token = app.by_code(&client, &code(&redirect)).await.json();
    assert_eq!((&token["user_id"], token["team_id"].to_string()), (&json!(OTHER_USER), team.clone()));
    let refreshed = app.by_refresh_token(&client, &token["refresh_token"]).await.json();
    assert_eq!((&refreshed["user_id"], refreshed["team_id"].to_string()), (&json!(OTHER_USER), team.clone()));
    client.token = refreshed["access_token"].as_str().unwrap().to_owned();
    let context = client.get("/v1/oauth-token").await.json();
    assert_eq!((&context["user"]["id"], &context["team"]["id"]), (&json!(OTHER_USER), &json!(team)));
    assert_eq!(context["team"]["name"], "Other & <Sons>");
}

#[tokio::test]
async fn a_user_denies() {
    let client = Client::start().await;
    let redirect = client.sandbox.deny(&default_app(&client.sandbox).authorize_url(&client.sandbox)).await;
    assert_eq!(parameter(&redirect, "error").as_deref(), Some("access_denied"));
    assert_eq!(parameter(&redirect, "state").as_deref(), Some(STATE));
    assert_eq!(parameter(&redirect, "code"), None);
}

#[tokio::test]
async fn invalid_authorization_requests_are_rejected() {
    let client = Client::start().await;
    let target = target(&client);
    let without = |name: &str| {
        let kept = target.split('&').filter(|pair| !pair.starts_with(name));
        kept.collect::<Vec<_>>().join("&")
    };
    assert_refused(&client.get(&target.replace("localhost", "evil.example")).await, 401);
    assert_refused(&client.get(&target.replace("callback", "callback%2F")).await, 401);
    assert_refused(&client.get(&without("redirect_uri")).await, 400);
    assert_refused(&client.get(&target.replace("client_id=3", "client_id=4")).await, 400);
    assert_refused(&client.get(&without("client_id")).await, 400);
    assert_refused(&client.get(&target.replace("=code", "=token")).await, 400);
}

#[tokio::test]
async fn forged_decisions_are_rejected() {
    let client = Client::start().await;
    let decide = async |pairs: &[(&str, &str)]| {
        let app =
            [("client_id", client.sandbox.client_id()), ("redirect_uri", client.sandbox.redirect_uri())];
        client.form("/oauth/authorize", &[&app, pairs].concat()).await
    };
    assert_refused(&decide(&[]).await, 400);
    assert_refused(&decide(&[("decision", "perhaps")]).await, 400);
    assert_refused(&decide(&[("decision", "allow"), ("user_id", "1")]).await, 400);
    assert_refused(&decide(&[("decision", "allow"), ("team_id", "1")]).await, 400);
    assert_eq!(decide(&[("decision", "allow")]).await.status, 302);
    let elsewhere = [("client_id", client.sandbox.client_id()), ("redirect_uri", "http://evil.example")];
    let refused = client.form("/oauth/authorize", &[&elsewhere[..], &[("decision", "deny")]].concat()).await;
    assert_refused(&refused, 401);
    assert_eq!(refused.header("location"), "");
}
