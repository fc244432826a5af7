//! Four clients with separate connections to Redis stand for four processes: they share nothing else.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

use futures_util::future::join_all;
use miro::budget::{Budget, RedisBudget};
use miro::prelude::*;
use miro_sandbox::{Fault, Sandbox};
use miro_servers::{Durability, Kind, PASSWORD, Server};

use super::refused;
use crate::environment;

const LIMIT: u64 = 5_000;
const WINDOW: Duration = Duration::from_secs(5);

/// Returns `None` and prints the skipped test if Redis is not installed.
fn server() -> Option<Server> {
    let server = Server::start(Kind::Redis, Durability::Unsynced).unwrap();
    if server.is_none() {
        // Not `eprintln!`, whose output is hidden for a passing test.
        let _ = writeln!(std::io::stderr(), "skipped: {}", std::thread::current().name().unwrap_or_default());
    }
    server
}

/// Makes Redis stop responding.
fn silence(server: &Server) {
    let address = server.url();
    let address = address.split_once('@').unwrap().1.trim_end_matches('/');
    let mut connection = TcpStream::connect(address).unwrap();
    connection.write_all(format!("AUTH {PASSWORD}\r\nCLIENT PAUSE 3600000\r\n").as_bytes()).unwrap();
    let mut reply = [0; 10];
    connection.read_exact(&mut reply).unwrap();
    assert_eq!(reply, *b"+OK\r\n+OK\r\n");
}

async fn sandbox() -> Sandbox {
    Sandbox::builder().rate_limit(LIMIT).rate_limit_window(WINDOW).start().await
}

async fn client(redis: &str, address: &str, token: &str) -> MiroApi {
    let redis = RedisBudget::connect(redis).await.unwrap().call_time(Duration::from_secs(2));
    let builder = MiroApi::builder(token).base_url(address).retry(environment::quick());
    builder.budget(Budget::shared(redis)).build().unwrap()
}

async fn clients(server: &Server, sandbox: &Sandbox) -> Vec<MiroApi> {
    clients_with(server, sandbox, &sandbox.token()).await
}

/// The token identifies the budget.
async fn clients_with(server: &Server, sandbox: &Sandbox, token: &str) -> Vec<MiroApi> {
    let redis = server.url();
    join_all((0..4).map(|_| client(&redis, sandbox.url(), token))).await
}

/// Makes this number of calls at 50 credits, spread over the clients and all at once.
async fn spend(clients: &[MiroApi], calls: usize) {
    let calls = (0..calls).map(|call| clients[call % clients.len()].boards().list().send());
    let failed: Vec<_> = join_all(calls).await.into_iter().filter_map(Result::err).collect();
    assert!(failed.is_empty(), "{failed:?}");
}

/// Returns what was spent in each window of the sandbox except the last, which may not be over.
fn full_windows(sandbox: &Sandbox) -> Vec<u64> {
    let mut windows: Vec<(_, u64)> = Vec::new();
    for request in sandbox.requests() {
        match windows.last_mut() {
            Some((begin, spent)) if request.time.duration_since(*begin).unsigned_abs() < WINDOW => {
                *spent += request.credits;
            }
            _ => windows.push((request.time, request.credits)),
        }
    }
    windows.pop();
    windows.into_iter().map(|(_, spent)| spent).collect()
}

fn are_used(windows: &[u64]) -> bool {
    windows.iter().all(|spent| spent * 100 >= LIMIT * 97)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn four_processes_spend_full_windows_without_rejection() {
    let Some(server) = server() else { return };
    let sandbox = sandbox().await;
    spend(&clients(&server, &sandbox).await, 340).await;
    let windows = full_windows(&sandbox);
    eprintln!("spent per window of {LIMIT}: {windows:?}");
    assert_eq!(refused(&sandbox), 0);
    assert_eq!(windows.len(), 3, "{windows:?}");
    assert!(are_used(&windows), "{windows:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn credits_of_a_killed_process_are_released() {
    let Some(server) = server() else { return };
    let sandbox = sandbox().await;
    let token = sandbox.token();
    let others = clients_with(&server, &sandbox, &token).await;
    // Both know what is left, so no call goes alone.
    spend(&others, 1).await;
    let victim = client(&server.url(), sandbox.url(), &token).await;
    spend(std::slice::from_ref(&victim), 1).await;
    let before = sandbox.requests().len();
    for _ in 0..20 {
        sandbox.next(Fault::SlowBody { bytes: 1, every: Duration::from_secs(1) });
    }
    // A separate runtime, which ends in the middle of calls: nothing is left to report to Redis.
    let process = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    process.spawn(async move { join_all((0..20).map(|_| victim.boards().list().send())).await });
    while sandbox.requests().len() < before + 20 {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    process.shutdown_background();
    spend(&others, 300).await;
    let windows = full_windows(&sandbox);
    eprintln!("spent per window of {LIMIT}: {windows:?}");
    assert_eq!(refused(&sandbox), 0);
    // What the killed process had taken counts as spent, in addition to what the sandbox reports: that costs its
    // window.
    assert!(windows.len() >= 2 && are_used(&windows[1..]), "{windows:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn processes_continue_without_redis_and_resynchronize() {
    let Some(mut server) = server() else { return };
    let sandbox = sandbox().await;
    let clients = clients(&server, &sandbox).await;
    spend(&clients, 20).await;
    server.stop().unwrap();
    // One after the other: each learns from its responses what the others spend.
    for _ in 0..5 {
        spend(&clients[..1], 1).await;
    }
    server.start_again().unwrap();
    // The connection to Redis is attempted again every second.
    tokio::time::sleep(Duration::from_secs(2)).await;
    for client in &clients {
        spend(std::slice::from_ref(client), 1).await;
    }
    let before = sandbox.requests().len() as u64;
    spend(&clients, 220).await;
    let refusals: Vec<_> =
        sandbox.requests_since(before).into_iter().filter(|call| call.status == 429).collect();
    assert!(refusals.is_empty(), "{refusals:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn calls_continue_while_redis_is_unresponsive() {
    let Some(server) = server() else { return };
    let sandbox = sandbox().await;
    let clients = clients(&server, &sandbox).await;
    spend(&clients, 4).await;
    silence(&server);
    spend(&clients, 8).await;
    assert_eq!(sandbox.requests().len(), 12);
    assert_eq!(refused(&sandbox), 0);
}

#[tokio::test]
async fn a_shared_budget_requires_redis() {
    let error = RedisBudget::connect("redis://127.0.0.1:1").await.unwrap_err().to_string();
    assert!(error.starts_with("the budget cannot be shared: Redis at 127.0.0.1:1: "), "{error}");
}

#[tokio::test]
async fn the_password_is_never_shown() {
    for url in [
        format!("redis://anna:{PASSWORD}@127.0.0.1:not-a-port"),
        format!("redis://anna:{PASSWORD}@127.0.0.1:1"),
    ] {
        let error = RedisBudget::connect(&url).await.unwrap_err();
        assert!(!format!("{error} {error:?}").contains(PASSWORD), "{error}");
    }
}
