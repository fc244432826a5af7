//! Budgets that share a ledger in Redis. Each budget has its own connection and stands for a process.

mod life;
mod mirror;
mod proxy;
mod reach;

use std::io::Write as _;
use std::sync::Arc;
use std::time::Duration;

use futures_util::future::join_all;
use miro_servers::{Durability, Kind, Server};

use super::*;
use crate::budget::tests::server::Server as Miro;
use crate::budget::{BucketKey, Budget, Permit, Priority};
use crate::token::UserKey;

/// Starts a server for this test alone. Returns `None`, and prints which test is skipped, if Redis is not
/// installed.
fn redis() -> Option<Server> {
    let server = Server::start(Kind::Redis, Durability::Unsynced).unwrap();
    if server.is_none() {
        // Not `eprintln!`, whose output is captured in tests that pass.
        let _ = writeln!(std::io::stderr(), "skipped: {}", std::thread::current().name().unwrap_or_default());
    }
    server
}

/// Creates the budget of one process.
async fn budget(url: &str) -> Budget {
    Budget::shared(RedisBudget::connect(url).await.unwrap())
}

fn key(user: &str) -> BucketKey {
    BucketKey::of(&UserKey::new(user))
}

async fn permit(budget: &Budget, user: &str) -> Permit {
    budget.spend(key(user), 50, Priority::Normal).await.unwrap()
}

/// Makes one call.
async fn call(budget: &Budget, user: &str, miro: &Miro) {
    let permit = permit(budget, user).await;
    let response = miro.spend(50);
    permit.responded(response.status, &response.headers);
}

/// Creates a Miro server with more credits than these tests spend.
fn miro() -> Arc<Miro> {
    Miro::new(100_000, Duration::from_secs(60))
}

/// Only a hang takes that long, or probes that hold others for a whole window.
async fn in_time<T>(future: impl Future<Output = T>) -> T {
    tokio::time::timeout(Duration::from_secs(30), future).await.expect("it hangs")
}

/// A direct view of the data in Redis.
struct Look(::redis::aio::MultiplexedConnection);

impl Look {
    async fn at(url: &str) -> Self {
        Self(::redis::Client::open(url).unwrap().get_multiplexed_async_connection().await.unwrap())
    }

    async fn ask<T: ::redis::FromRedisValue>(&mut self, command: &[&str]) -> T {
        let mut words = ::redis::Cmd::new();
        for word in command {
            words.arg(*word);
        }
        words.query_async(&mut self.0).await.unwrap()
    }

    fn name(user: &str) -> String {
        format!("miro:budget:{{{}}}", key(user).digest())
    }

    /// Returns the calls of this user that are in flight.
    async fn under_way(&mut self, user: &str) -> Vec<String> {
        let fields: Vec<String> = self.ask(&["HKEYS", &Self::name(user)]).await;
        fields.into_iter().filter(|field| field.starts_with("call:")).collect()
    }

    async fn field(&mut self, user: &str, field: &str) -> Option<f64> {
        self.ask(&["HGET", &Self::name(user), field]).await
    }
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap()
}
