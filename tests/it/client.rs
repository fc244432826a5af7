//! Building clients, and the state that they share.

use std::time::Duration;

use miro::Hosts;
use miro::middleware::RetryPolicy;
use miro::operation::Host;
use miro::prelude::*;
use miro::transport::{Script, ScriptedTransport};
use miro_sandbox::Sandbox;

use crate::environment;
use crate::login::{builder, log_in};

/// Returns the text of the error of a build that fails.
fn refused<T: std::fmt::Debug>(built: Result<T, Error>) -> String {
    let error = built.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Configuration, "{error}");
    error.to_string()
}

#[test]
fn missing_settings_are_named() {
    assert_eq!(
        refused(Miro::builder().build()),
        "the builder lacks `client_id` and `client_secret` and `redirect_url`"
    );
    let builder = Miro::builder().client_id("1").client_secret("s");
    assert_eq!(refused(builder.clone().build()), "the builder lacks `redirect_url`");
    assert!(refused(builder.redirect_url("no url").build()).contains("redirect URL"));
}

#[test]
fn build_rejects_invalid_urls() {
    for (address, complaint) in [
        ("", "is not a URL"),
        ("api.miro.com", "is not a URL"),
        ("http://api.miro.com", "must start with https://"),
        ("http://10.0.0.1:8080", "must start with https://"),
        ("http://localhost.evil.example", "must start with https://"),
        ("ftp://127.0.0.1", "must start with https://"),
        ("https://user:password@proxy.example", "must have no user name"),
        ("https://proxy.example?to=miro", "must have no user name, password, query"),
    ] {
        let text = refused(MiroApi::builder("token").base_url(address).build());
        assert!(!text.contains("password@"), "{text}");
        assert!(text.contains(complaint) && text.contains("API URL"), "{address}: {text}");
        let app = Miro::builder().client_id("1").client_secret("s").redirect_url("https://app.example/");
        assert_eq!(refused(app.base_url(address).build()), text);
    }
    for address in
        ["http://localhost:1", "http://127.0.0.1:1", "http://[::1]:1", "https://proxy.example/miro"]
    {
        MiroApi::builder("token").base_url(address).build().unwrap();
    }
}

#[test]
fn validates_each_url() {
    for (hosts, name) in [
        (Hosts::miro().with_api("http://proxy.example"), "API"),
        (Hosts::miro().with_authorize("http://proxy.example/authorize"), "authorize"),
        (Hosts::miro().with_token("http://proxy.example/token"), "token"),
        (Hosts::miro().with_scim("http://proxy.example/scim"), "SCIM"),
    ] {
        let text = refused(MiroApi::builder("token").hosts(hosts).build());
        assert!(text.contains(&format!("the {name} URL")), "{text}");
    }
    assert_eq!(Hosts::default().base(Host::Api), "https://api.miro.com");
}

#[tokio::test]
async fn sends_the_user_agent() {
    let sandbox = Sandbox::start().await;
    let own = concat!("miro-rust/", "0.1.0");
    environment::api(&sandbox).boards().list().await.unwrap();
    assert_eq!(sandbox.requests()[0].headers["user-agent"], own);

    sandbox.clear_requests();
    let miro = builder(&sandbox).user_agent("my-app/2.1 (team@app.example)").build().unwrap();
    log_in(&miro, &sandbox).await;
    miro.api().boards().list().await.unwrap();
    let requests = sandbox.requests();
    for path in ["/v1/oauth/token", "/v2/boards"] {
        let request = requests.iter().find(|request| request.path == path).unwrap();
        assert_eq!(request.headers["user-agent"], format!("my-app/2.1 (team@app.example) {own}").as_str());
    }
    assert!(refused(MiroApi::builder("token").user_agent("a\r\nx: y").build()).contains("user agent"));
}

#[tokio::test]
async fn sends_accept_and_content_type() {
    let (sandbox, api) = environment::sandbox().await;
    api.boards().create(NewBoard::new("Retro")).await.unwrap();
    api.boards().list().await.unwrap();
    let [create, list] = sandbox.requests().try_into().unwrap();
    assert_eq!(
        (&create.headers["accept"], &list.headers["accept"]),
        (&create.headers["content-type"], &create.headers["accept"])
    );
    assert_eq!(create.headers["content-type"], "application/json");
    assert!(!list.headers.contains_key("content-type") && list.body.is_empty());
}

#[tokio::test]
async fn with_token_is_another_user_of_the_client() {
    let sandbox = Sandbox::start().await;
    let builder = MiroApi::builder(sandbox.token()).base_url(sandbox.url()).user_agent("shared/1");
    let first = builder.build().unwrap();
    let second = first.with_token(sandbox.token_for("3458764517517819999"));
    let user = async |api: &MiroApi| api.tokens().context().await.unwrap().user.unwrap().id;
    assert_eq!(user(&first).await, *sandbox.user_id());
    assert_eq!(user(&second).await, "3458764517517819999");
    assert_eq!(user(&first).await, *sandbox.user_id(), "the first has kept its token");
    assert!(
        sandbox
            .requests()
            .iter()
            .all(|request| { request.headers["user-agent"].to_str().unwrap().starts_with("shared/1 ") })
    );
}

/// A client whose first call got the hint to come back in 30 seconds.
async fn held_back() -> (ScriptedTransport, MiroApi) {
    let transport = ScriptedTransport::new([
        Script::json(429, r#"{"code": "tooManyRequests", "message": "slow down"}"#)
            .header("retry-after", "30"),
        Script::json(200, r#"{"data": []}"#),
    ]);
    let builder = MiroApi::builder("token").transport(transport.clone());
    let api = builder.retry(RetryPolicy::never()).build().unwrap();
    let error = api.boards().list().await.unwrap_err();
    assert_eq!((error.kind(), error.retry_after()), (ErrorKind::RateLimited, Some(Duration::from_secs(30))));
    (transport, api)
}

#[tokio::test(start_paused = true)]
async fn clones_share_their_limits() {
    let (transport, api) = held_back().await;
    let (clone, before) = (api.clone(), tokio::time::Instant::now());
    drop(api);
    clone.boards().list().await.unwrap();
    assert_eq!(before.elapsed().as_secs(), 30, "of a clock that stands still unless it is waited for");
    assert_eq!(transport.sent().len(), 2);
}

#[tokio::test(start_paused = true)]
async fn rate_limits_are_per_user() {
    let (_, api) = held_back().await;
    let before = tokio::time::Instant::now();
    api.with_token("other").boards().list().await.unwrap();
    assert_eq!(before.elapsed().as_secs(), 0);
}

#[tokio::test]
async fn a_client_is_used_from_several_threads() {
    fn check<T: Clone + Send + Sync + 'static>(value: T) -> T {
        value
    }
    let sandbox = Sandbox::start().await;
    let miro = check(environment::app(&sandbox));
    let api = check(check(environment::api(&sandbox)));
    let _ = check(miro.api().board("b"));
    tokio::task::spawn_blocking(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async { api.boards().list().await.map(drop) })
    })
    .await
    .unwrap()
    .unwrap();
}

#[tokio::test]
async fn handles_make_no_requests() {
    let (sandbox, api) = environment::sandbox().await;
    let _ = api.board("b").item("i");
    let _ = api.board("b").get();
    let _ = api.boards().list().stream();
    assert!(sandbox.requests().is_empty());
}
