use std::sync::{Arc, Mutex};

use miro::storage::sql::sqlx::{AssertSqlSafe, raw_sql};
use miro::storage::sql::{Dialect, Opening};
use miro::storage::{MySqlStorage, PostgresStorage, Storage, StorageError};
use miro::token::{State, UserKey};
use miro_servers::{Durability, Kind, PASSWORD, Server};

use super::database::{Database, MariaDb, Postgres, Sqlite};
use super::on_each_database;
use super::processes::child;

const TOKEN: &str = "secret-token";

fn shown(error: &StorageError) -> String {
    format!("{error} {error:?} {error:#?}")
}

/// A server that goes away in three ways, between calls and while a lease is held, and comes back.
async fn outage<D: Dialect>(mut server: Server, open: fn(&str) -> Opening<D>) {
    let storage = open(&server.url()).await.unwrap();
    let (anna, state) = (UserKey::new("anna"), State::new(TOKEN));
    for end in [Server::stop, Server::crash] {
        let held = storage.lease(&anna).await.unwrap();
        storage.set(&anna, Some(&state)).await.unwrap();
        end(&mut server).unwrap();
        let errors =
            [storage.get(&anna).await.map(drop).unwrap_err(), storage.set(&anna, None).await.unwrap_err()];
        for error in errors {
            assert!(!error.is_superseded());
            let shown = shown(&error);
            assert!(!shown.contains(PASSWORD) && !shown.contains(TOKEN), "{shown}");
        }
        let error = open(&server.url()).await.unwrap_err();
        assert!(!shown(&error).contains(PASSWORD), "{error}");
        server.start_again().unwrap();
        assert_eq!(storage.get(&anna).await.unwrap(), Some(state.clone()), "the stored login is kept");
        storage.set(&anna, Some(&state)).await.unwrap();
        drop(held);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn recovers_after_a_postgres_outage() {
    let Some(server) = Server::start(Kind::Postgres, Durability::Durable).unwrap() else { return };
    outage(server, PostgresStorage::connect).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn recovers_after_a_mariadb_outage() {
    let Some(server) = Server::start(Kind::MariaDb, Durability::Durable).unwrap() else { return };
    outage(server, MySqlStorage::connect).await;
}

/// PostgreSQL quotes the row that it rejects, with the login in it.
#[tokio::test]
async fn hides_a_login_quoted_by_the_server() {
    let Some(database) = Postgres::new() else { return };
    let (storage, (_, prefix)) = (database.open().await, database.place());
    let check = format!("ALTER TABLE {prefix}logins ADD CHECK (state NOT LIKE '%secret%')");
    raw_sql(AssertSqlSafe(check)).execute(storage.pool()).await.unwrap();
    let anna = UserKey::new("anna");
    storage.set(&anna, Some(&State::new("fine"))).await.unwrap();
    let error = storage.set(&anna, Some(&State::new(TOKEN))).await.unwrap_err();
    let shown = shown(&error);
    assert!(!shown.contains(TOKEN) && shown.contains("23514"), "{shown}");
    let debug = format!("{storage:?}");
    assert!(debug.contains(&prefix) && !debug.contains(PASSWORD), "{debug}");
}

#[tokio::test]
async fn does_not_quote_a_malformed_login() {
    let database = Sqlite::new();
    let (storage, anna) = (database.open().await, UserKey::new("anna"));
    storage.set(&anna, Some(&State::new("fine"))).await.unwrap();
    for broken in ["'secret-token'", "x'ff736563726574'", "7"] {
        let sql = format!("UPDATE miro_logins SET state = {broken}");
        raw_sql(AssertSqlSafe(sql)).execute(storage.pool()).await.unwrap();
        let error = storage.get(&anna).await.unwrap_err();
        assert!(!shown(&error).contains("secret"), "{error:?}");
    }
}

#[tokio::test]
async fn reports_a_wrong_password_without_showing_it() {
    let wrong = |url: String| url.replace(PASSWORD, "wrong-password");
    let mut errors = Vec::new();
    if let Some(database) = Postgres::new() {
        errors.push(PostgresStorage::connect(&wrong(database.place().0)).await.unwrap_err());
    }
    if let Some(database) = MariaDb::new() {
        errors.push(MySqlStorage::connect(&wrong(database.place().0)).await.unwrap_err());
    }
    for error in errors {
        let shown = shown(&error);
        assert!(shown.contains("connecting") && !shown.contains("wrong-password"), "{shown}");
    }
}

/// Everything that is logged, including by sqlx.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl std::io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Runs in a child, where nothing else is logged and the databases' threads are recorded as well.
pub(super) async fn log_in_a_child<D: Dialect>(opening: Opening<D>) {
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt().with_max_level(tracing::Level::TRACE);
    let subscriber = subscriber.with_writer(move || writer.clone()).finish();
    tracing::subscriber::set_global_default(subscriber).unwrap();
    let (storage, anna) = (opening.await.unwrap(), UserKey::new("anna"));
    let held = storage.lease(&anna).await.unwrap();
    storage.set(&anna, Some(&State::new(TOKEN))).await.unwrap();
    storage.get(&anna).await.unwrap();
    drop(held);
    storage.set(&anna, Some(&State::new(TOKEN))).await.unwrap();
    let log = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    assert!(log.contains("lease_fence"), "statements are logged");
    assert!(!log.contains(TOKEN) && !log.contains(PASSWORD));
}

on_each_database!(logs_show_statements_without_their_values);

async fn logs_show_statements_without_their_values(database: impl Database) {
    let output = child(&database, "log").wait_with_output().unwrap();
    let stdout = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success() && stdout.contains("1 passed"), "{stdout}");
}

#[tokio::test]
async fn does_not_use_a_foreign_table() {
    let database = Sqlite::new();
    let storage = database.open().await;
    let sql = "CREATE TABLE other_logins (name TEXT)".to_owned();
    raw_sql(AssertSqlSafe(sql)).execute(storage.pool()).await.unwrap();
    let error = storage.table_prefix("other_").unwrap().migrate().await.unwrap_err();
    assert!(error.to_string().contains("choose another prefix"), "{error}");
}
