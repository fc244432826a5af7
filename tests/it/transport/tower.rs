//! Services with a limit on the requests in flight.

use std::convert::Infallible;

use ::tower::limit::ConcurrencyLimit;
use futures_util::FutureExt as _;
use futures_util::future::join_all;
use miro::budget::Budget;
use miro::prelude::*;
use miro::transport::{Body, TowerTransport};

use super::LONG;

#[tokio::test]
async fn an_unpolled_call_releases_its_permit() {
    let service = ::tower::service_fn(|_: http::Request<Body>| async {
        tokio::task::yield_now().await;
        Ok::<_, Infallible>(http::Response::new(Body::from(r#"{"data":[]}"#)))
    });
    let transport = TowerTransport::new(ConcurrencyLimit::new(service, 1));
    let api = MiroApi::builder("token").transport(transport).budget(Budget::off()).build().unwrap();
    let mut kept = Box::pin(api.boards().list().send());
    assert!((&mut kept).now_or_never().is_none());
    let calls = join_all((0..4).map(|_| api.boards().list().send()));
    let calls = tokio::time::timeout(LONG, calls).await.unwrap();
    assert!(calls.iter().all(Result::is_ok), "{calls:?}");
    kept.await.unwrap();
}
