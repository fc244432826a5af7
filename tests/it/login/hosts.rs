//! The hosts of the requests of a login.

use miro::MiroApi;
use miro::operation::Host;
use miro_sandbox::Sandbox;

use super::{builder, log_in, token_requests};

#[tokio::test]
async fn a_base_url_moves_the_consent_page_and_the_token_endpoint_too() {
    // The Node client ignores it for the token endpoint, the Python client for both.
    let sandbox = Sandbox::start().await;
    let miro = builder(&sandbox).base_url(format!("{}/", sandbox.url())).build().unwrap();
    log_in(&miro, &sandbox).await;
    miro.api().boards().list().await.unwrap();
    let paths: Vec<_> = sandbox.requests().into_iter().map(|request| request.path).collect();
    assert_eq!(paths, ["/oauth/authorize", "/oauth/authorize", "/v1/oauth/token", "/v2/boards"]);
}

#[tokio::test]
async fn each_address_can_be_moved_on_its_own() {
    let (api, login) = (Sandbox::start().await, Sandbox::start().await);
    let hosts = miro::Hosts::all_at(api.url())
        .with_authorize(&format!("{}/oauth/authorize", login.url()))
        .with_token(&format!("{}/v1/oauth/token", login.url()));
    assert_eq!(hosts.base(Host::Api), api.url());
    let miro = builder(&login).hosts(hosts).build().unwrap();
    log_in(&miro, &login).await;
    assert_eq!(token_requests(&login).len(), 1);
    assert!(api.requests().is_empty());
    // A token of one sandbox is unknown to the other; only the target of the request counts here.
    let _ = miro.api().boards().list().await;
    assert!(api.requests().iter().all(|request| request.path == "/v2/boards"));
    assert!(!api.requests().is_empty());
    assert!(login.requests().iter().all(|request| request.path.contains("oauth")));
}

#[tokio::test]
async fn the_address_of_scim_can_be_moved_with_the_others_and_on_its_own() {
    // An endpoint of SCIM, so that its host is the one that is asked.
    let (api, scim) = (Sandbox::start().await, Sandbox::start().await);
    let together = MiroApi::builder(scim.scim_token()).base_url(scim.url()).build().unwrap();
    let page = together.provisioned().list().await.unwrap();
    assert_eq!(page.total_results, Some(1), "the user that a sandbox starts with");
    let hosts = miro::Hosts::all_at(api.url()).with_scim(&format!("{}/", scim.scim_url()));
    let apart = MiroApi::builder(scim.scim_token()).hosts(hosts).build().unwrap();
    apart.provisioned().list().await.unwrap();
    let paths: Vec<_> = scim.requests().into_iter().map(|request| request.path).collect();
    assert_eq!(paths, ["/api/v1/scim/Users", "/api/v1/scim/Users"]);
    assert!(api.requests().is_empty());
}

miro::endpoints! {
    /// People, as identity providers see them.
    Provisioned for MiroApi at scim "/Users" {
        list GET "" -> StartIndex<serde_json::Value> [L1 "listUsers"];
    }
}
