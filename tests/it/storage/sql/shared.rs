use std::time::Duration;

use futures_util::future::{join_all, try_join_all};
use miro::storage::{PostgresStorage, Storage};
use miro::token::{State, UserKey};

use super::database::{Database, Postgres};
use super::on_each_database;

on_each_database!(four_migrate_at_once, fifty_users_with_two_connections, two_views_contend_for_one_lease);

async fn four_migrate_at_once(database: impl Database) {
    let (_, prefix) = database.place();
    for round in 0..5 {
        let openings =
            (0..4).map(|_| database.opening().table_prefix(format!("{prefix}{round}_")).into_future());
        for opened in join_all(openings).await {
            opened.unwrap().migrate().await.unwrap();
        }
    }
}

async fn fifty_users_with_two_connections(database: impl Database) {
    let storage = database.opening().max_connections(2).await.unwrap();
    let refreshes = (0..50).map(|number| {
        let (storage, user) = (storage.clone(), UserKey::new(&format!("user-{number}")));
        async move {
            let _held = storage.lease(&user).await?;
            let state = storage.get(&user).await?;
            // Miro is slow, and meanwhile no connection may be held.
            tokio::time::sleep(Duration::from_millis(100)).await;
            let token = state.map_or("first", |_| "second");
            storage.set(&user, Some(&State::new(token))).await
        }
    });
    try_join_all(refreshes).await.unwrap();
}

async fn two_views_contend_for_one_lease(database: impl Database) {
    let (views, anna) = ([database.open().await, database.open().await], UserKey::new("anna"));
    let changes = (0..40).map(|number| {
        let (view, anna) = (&views[number % 2], &anna);
        async move {
            let _held = view.lease(anna).await?;
            let count = view.get(anna).await?;
            let count = count.map_or(0, |state| state.access_token().expose_secret().parse::<u32>().unwrap());
            // Without the lease, others would read the same value meanwhile.
            tokio::time::sleep(Duration::from_millis(5)).await;
            view.set(anna, Some(&State::new((count + 1).to_string()))).await
        }
    });
    try_join_all(changes).await.unwrap();
    let counted = views[0].get(&anna).await.unwrap().unwrap();
    assert_eq!(counted.access_token().expose_secret(), "40");
}

#[tokio::test]
async fn opens_an_existing_table_without_the_create_privilege() {
    let Some(database) = Postgres::new() else { return };
    let owner = database.open().await;
    let (url, prefix) = database.place();
    let account = prefix.trim_end_matches('_');
    let setup = format!(
        "CREATE ROLE {account} LOGIN PASSWORD 'pass'; GRANT SELECT, INSERT, UPDATE ON {prefix}logins TO {account};"
    );
    execute(&owner, setup).await;
    let (scheme, rest) = url.split_once("://").unwrap();
    let (_, host) = rest.split_once('@').unwrap();
    let url = format!("{scheme}://{account}:pass@{host}");
    let storage = PostgresStorage::connect(&url).table_prefix(&prefix).await.unwrap();
    let anna = UserKey::new("anna");
    let held = storage.lease(&anna).await.unwrap();
    storage.set(&anna, Some(&State::new("token"))).await.unwrap();
    drop(held);
    let error = PostgresStorage::connect(&url).table_prefix("missing_").await.unwrap_err();
    assert!(error.to_string().contains("permission denied"), "{error}");
    assert_eq!(owner.get(&anna).await.unwrap(), Some(State::new("token")));
}

async fn execute(storage: &PostgresStorage, sql: String) {
    use miro::storage::sql::sqlx::{AssertSqlSafe, raw_sql};
    raw_sql(AssertSqlSafe(sql)).execute(storage.pool()).await.unwrap();
}
