use miro::storage::conformance::{self, Processes};
use miro::storage::{MySqlStorage, PostgresStorage, SqliteStorage, Storage};
use miro::token::{State, UserKey};

use super::database::{Database, Sqlite};
use super::on_each_database;

on_each_database!(
    conforms_to_the_contract,
    conforms_to_the_contract_with_one_connection,
    prefixes_separate_programs
);

async fn conforms_to_the_contract(database: impl Database) {
    let run = conformance::run(Processes::Several, async || database.opening().await).await;
    let report = run.unwrap_or_else(|failures| panic!("{failures}"));
    assert!(report.checks().contains(&"a lease keeps other views waiting"));
}

async fn conforms_to_the_contract_with_one_connection(database: impl Database) {
    let open = async || database.opening().max_connections(1).await;
    let run = conformance::run(Processes::Several, open).await;
    let report = run.unwrap_or_else(|failures| panic!("{failures}"));
    assert!(report.checks().contains(&"a lease keeps other views waiting"));
}

async fn prefixes_separate_programs(database: impl Database) {
    let (one, anna) = (database.open().await, UserKey::new("anna"));
    one.set(&anna, Some(&State::new("token"))).await.unwrap();
    let (_, prefix) = database.place();
    // The same pool, so that the two share as much as possible.
    let other = one.clone().table_prefix(&format!("{prefix}other_")).unwrap();
    other.migrate().await.unwrap();
    assert_eq!(other.get(&anna).await.unwrap(), None);
    let (held, _other_held) = (one.lease(&anna).await.unwrap(), other.lease(&anna).await.unwrap());
    other.set(&anna, Some(&State::new("other"))).await.unwrap();
    drop(held);
    assert_eq!(one.get(&anna).await.unwrap(), Some(State::new("token")));
    let error = database.opening().table_prefix("x; DROP TABLE").await.unwrap_err();
    assert!(error.to_string().contains("a-z"), "{error}");
}

#[cfg(unix)]
#[tokio::test]
async fn the_file_is_readable_only_by_its_owner() {
    use std::fs::{self, Permissions};
    use std::os::unix::fs::PermissionsExt;

    let database = Sqlite::new();
    let storage = database.open().await;
    storage.set(&UserKey::new("anna"), Some(&State::new("token"))).await.unwrap();
    let files: Vec<_> = fs::read_dir(database.path.parent().unwrap()).unwrap().map(Result::unwrap).collect();
    assert_eq!(files.len(), 3, "the file, its log and the log's index");
    for file in files {
        let mode = file.metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "{:?}", file.file_name());
    }
    drop(storage);
    fs::set_permissions(&database.path, Permissions::from_mode(0o640)).unwrap();
    let error = database.opening().await.unwrap_err().to_string();
    assert!(error.contains("chmod 600") && error.contains("640"), "{error}");
}

#[tokio::test]
async fn names_a_missing_folder() {
    let path = Sqlite::new().path.with_file_name("missing").join("logins.sqlite");
    let error = SqliteStorage::open(&path).await.unwrap_err().to_string();
    assert!(error.contains(path.to_str().unwrap()), "{error}");
}

#[tokio::test]
async fn does_not_quote_an_invalid_url() {
    for url in ["", "secret", "postgres://anna:secret@", "mysql://anna:sec:ret@host:secret/x"] {
        for error in [
            PostgresStorage::connect(url).max_connections(1).await.map(drop),
            MySqlStorage::connect(url).max_connections(1).await.map(drop),
        ] {
            let Err(error) = error else { panic!("{url} is reached") };
            assert!(!format!("{error} {error:?}").contains("sec"), "{error:?}");
        }
    }
}
