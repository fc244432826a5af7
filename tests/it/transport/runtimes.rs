//! Programs with several runtimes, one of which is driven at a time.

use miro::middleware::RetryPolicy;
use miro::prelude::*;
use miro_sandbox::Sandbox;
use tokio::runtime::{Builder, Runtime};

use super::{Reply, Server, client, http2};

/// Makes calls on two runtimes in turn. A call that waits for the other runtime's connections takes too long.
async fn in_turn(api: MiroApi) {
    let calls = move || {
        let runtime = || Builder::new_current_thread().enable_all().build().unwrap();
        let (one, other): (Runtime, Runtime) = (runtime(), runtime());
        for runtime in [&one, &other, &one, &other] {
            let list = api.boards().list().limit(10).retry(RetryPolicy::never());
            runtime.block_on(async { list.send().await }).unwrap();
        }
    };
    tokio::task::spawn_blocking(calls).await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn http1_calls_do_not_depend_on_an_idle_runtime() {
    let sandbox = Sandbox::start().await;
    in_turn(crate::environment::api(&sandbox)).await;
    assert_eq!(sandbox.requests().len(), 4);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn http2_calls_do_not_depend_on_an_idle_runtime() {
    let server = Server::start(|_, _| Reply::List).await;
    in_turn(client(&server, http2())).await;
    assert_eq!((server.connections(), server.requests()), (2, 4));
}
