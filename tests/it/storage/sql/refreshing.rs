//! The client on a shared storage: two clients stand for two processes of one app.

use futures_util::future::join_all;
use miro::storage::Storage;
use miro::token::{State, UserKey};
use miro::wire::Timestamp;
use miro_sandbox::Sandbox;

use super::database::Database;
use super::on_each_database;
use crate::login::{builder, log_in, token_requests};

on_each_database!(clients_of_two_processes_refresh_once);

async fn clients_of_two_processes_refresh_once(database: impl Database) {
    let (sandbox, storage) = (Sandbox::start().await, database.open().await);
    let [one, other] = [storage.clone(), database.opening().max_connections(1).await.unwrap()]
        .map(|storage| builder(&sandbox).storage(storage).build().unwrap());
    log_in(&one, &sandbox).await;
    for round in 1..=3 {
        let (user, before) = (UserKey::default(), one.state().await.unwrap().unwrap());
        let ended = State::new(before.access_token().clone())
            .expiring(before.refresh_token().unwrap().clone(), Timestamp::now());
        storage.set(&user, Some(&ended)).await.unwrap();
        sandbox.expire_access_tokens();
        sandbox.clear_requests();
        let calls = (0..10).map(|number| {
            let miro = if number % 2 == 0 { &one } else { &other };
            async move { miro.api().boards().list().await.map(drop) }
        });
        for result in join_all(calls).await {
            result.unwrap();
        }
        assert_eq!(token_requests(&sandbox).len(), 1, "round {round}");
    }
}
