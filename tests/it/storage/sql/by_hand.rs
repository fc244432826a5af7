//! Tables, accounts and clocks that were changed by hand: the error texts, and that it works again afterwards.

use std::time::Duration;

use miro::storage::sql::SqlStorage;
use miro::storage::sql::sqlx::{AssertSqlSafe, raw_sql};
use miro::storage::{PostgresStorage, SqliteStorage, Storage};
use miro::token::{State, UserKey};
use tokio::time::timeout;

use super::database::{Database, Postgres, Sqlite};
use super::on_each_database;

on_each_database!(
    a_column_with_another_name_is_an_error_until_it_has_its_own_again,
    a_column_that_is_too_short_fails_the_lease_and_not_the_write_after_it,
    does_not_wait_out_a_clock_that_was_set_back,
    removes_rows_of_former_users_after_a_day,
    keeps_login_fields_of_newer_versions,
);

/// Exceeded only by a hang.
const HANG: Duration = Duration::from_secs(60);

async fn lease_error<D: Database>(_: &D, storage: &SqlStorage<D::Dialect>, user: &UserKey) -> String {
    let lease = timeout(HANG, storage.lease(user)).await.expect("it hangs");
    lease.expect_err("the lease was granted").to_string()
}

async fn a_column_with_another_name_is_an_error_until_it_has_its_own_again(database: impl Database) {
    // SQLite does not find a column that another connection has just renamed.
    let storage = database.opening().max_connections(1).await.unwrap();
    let anna = UserKey::new("anna");
    let table = format!("{}logins", database.place().1);
    storage.set(&anna, Some(&State::new("old"))).await.unwrap();
    for column in ["state", "state_fence", "lease_owner", "lease_ends_at"] {
        database.run(&storage, format!("ALTER TABLE {table} RENAME COLUMN {column} TO other")).await;
        let error = lease_error(&database, &storage, &anna).await;
        assert!(error.contains("changed by hand"), "{error}");
        let error = database.opening().await.unwrap_err().to_string();
        assert!(error.contains("choose another prefix"), "{error}");
        database.run(&storage, format!("ALTER TABLE {table} RENAME COLUMN other TO {column}")).await;
        assert_eq!(storage.get(&anna).await.unwrap(), Some(State::new("old")));
        let held = storage.lease(&anna).await.unwrap();
        storage.set(&anna, Some(&State::new("old"))).await.unwrap();
        drop(held);
    }
}

async fn a_column_that_is_too_short_fails_the_lease_and_not_the_write_after_it(database: impl Database) {
    let (storage, anna) = (database.open().await, UserKey::new("anna"));
    let table = format!("{}logins", database.place().1);
    storage.set(&anna, Some(&State::new("old"))).await.unwrap();
    // SQLite columns have no length.
    let (short, long) = match database.name() {
        "postgres" => ("ALTER COLUMN state TYPE VARCHAR(200)", "ALTER COLUMN state TYPE TEXT"),
        "mariadb" => {
            ("MODIFY state VARCHAR(200)", "MODIFY state LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin")
        }
        _ => return,
    };
    let [short, long] = [short, long].map(|change| format!("ALTER TABLE {table} {change}"));
    database.run(&storage, short).await;
    let error = lease_error(&database, &storage, &anna).await;
    assert!(error.contains("changed by hand") && !error.contains("---"), "{error}");
    database.run(&storage, long).await;
    // The lease that failed was released.
    drop(timeout(HANG, database.open().await.lease(&anna)).await.unwrap().unwrap());
    assert_eq!(storage.get(&anna).await.unwrap(), Some(State::new("old")));
}

async fn does_not_wait_out_a_clock_that_was_set_back(database: impl Database) {
    let storage = database.opening().lease_time(Duration::from_secs(1)).await.unwrap();
    let anna = UserKey::new("anna");
    let table = format!("{}logins", database.place().1);
    storage.set(&anna, Some(&State::new("old"))).await.unwrap();
    // A lease of two seconds, and one of a version without a lease time.
    for owner in ["000007d0", "ffffffff"] {
        let owner = format!("{owner}{}", "77".repeat(12));
        let owner =
            if database.name() == "postgres" { format!("'\\x{owner}'") } else { format!("x'{owner}'") };
        let an_hour = "lease_fence = lease_fence + 1, lease_ends_at = changed_at + 3600000";
        database.run(&storage, format!("UPDATE {table} SET lease_owner = {owner}, {an_hour}")).await;
        let held = timeout(HANG, storage.lease(&anna)).await.expect("an hour is waited out").unwrap();
        storage.set(&anna, Some(&State::new("new"))).await.unwrap();
        drop(held);
    }
}

async fn removes_rows_of_former_users_after_a_day(database: impl Database) {
    let storage = database.open().await;
    let (gone, fresh, there) = (UserKey::new("gone"), UserKey::new("fresh"), UserKey::new("there"));
    let table = format!("{}logins", database.place().1);
    for user in [&gone, &there] {
        storage.set(user, Some(&State::new("token"))).await.unwrap();
    }
    storage.set(&gone, None).await.unwrap();
    database.run(&storage, format!("UPDATE {table} SET changed_at = changed_at - 90000000")).await;
    storage.set(&fresh, Some(&State::new("token"))).await.unwrap();
    // Each process sweeps once an hour, and at its start.
    let storage = database.open().await;
    storage.set(&fresh, None).await.unwrap();
    assert_eq!(database.count(&storage, format!("SELECT COUNT(*) FROM {table}")).await, 2);
    assert_eq!(storage.get(&there).await.unwrap(), Some(State::new("token")));
}

async fn keeps_login_fields_of_newer_versions(database: impl Database) {
    let (storage, anna) = (database.open().await, UserKey::new("anna"));
    let table = format!("{}logins", database.place().1);
    storage.set(&anna, Some(&State::new("token"))).await.unwrap();
    let json = r#"{"access_token":"token","added":{"later":[1]}}"#;
    database.run(&storage, format!("UPDATE {table} SET state = '{json}'")).await;
    assert_eq!(storage.get(&anna).await.unwrap(), Some(State::new("token")));
}

#[tokio::test]
async fn a_read_only_account_fails_the_lease_and_names_the_grant() {
    let Some(database) = Postgres::new() else { return };
    let (owner, anna) = (database.open().await, UserKey::new("anna"));
    let (url, prefix) = database.place();
    owner.set(&anna, Some(&State::new("old"))).await.unwrap();
    let role = format!("{prefix}reader");
    let run = async |sql: String| {
        raw_sql(AssertSqlSafe(sql)).execute(owner.pool()).await.unwrap();
    };
    run(format!("CREATE ROLE {role} LOGIN PASSWORD 'reader'; GRANT SELECT ON {prefix}logins TO {role}"))
        .await;
    let (_, address) = url.split_once('@').unwrap();
    let reader =
        PostgresStorage::connect(&format!("postgres://{role}:reader@{address}")).table_prefix(&prefix);
    let reader = reader.await.unwrap();
    assert_eq!(reader.get(&anna).await.unwrap(), Some(State::new("old")));
    let some = "lease_owner, lease_fence, lease_ends_at";
    for grant in [None, Some(format!("GRANT INSERT, UPDATE ({some}) ON {prefix}logins TO {role}"))] {
        if let Some(grant) = grant {
            run(grant).await;
        }
        let error = lease_error(&database, &reader, &anna).await;
        assert!(error.contains("grant SELECT, INSERT and UPDATE"), "{error}");
    }
    // A server that takes no writes, like a replica.
    run(format!(
        "GRANT UPDATE ON {prefix}logins TO {role}; ALTER ROLE {role} SET default_transaction_read_only = on"
    ))
    .await;
    let opening =
        || PostgresStorage::connect(&format!("postgres://{role}:reader@{address}")).table_prefix(&prefix);
    let replica = opening().await.unwrap();
    assert_eq!(replica.get(&anna).await.unwrap(), Some(State::new("old")));
    let error = lease_error(&database, &replica, &anna).await;
    assert!(error.contains("read-only") && error.contains("takes writes"), "{error}");
    run(format!("ALTER ROLE {role} RESET default_transaction_read_only")).await;
    let held = reader.lease(&anna).await.unwrap();
    reader.set(&anna, Some(&State::new("new"))).await.unwrap();
    drop(held);
    drop(opening().await.unwrap().lease(&anna).await.unwrap());
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn a_full_disk_fails_sqlite_leases_but_writes_held_ones() {
    use std::io::Write;
    use std::process::Command;

    let folder = tempfile::tempdir().unwrap();
    struct Mounted<'a>(&'a std::path::Path);
    impl Drop for Mounted<'_> {
        fn drop(&mut self) {
            let _ = Command::new("umount").arg("--lazy").arg(self.0).status();
        }
    }
    let mut mount = Command::new("mount");
    mount.args(["-t", "tmpfs", "-o", "size=2m,mode=700", "tmpfs"]).arg(folder.path());
    if !mount.output().is_ok_and(|output| output.status.success()) {
        eprintln!("SKIPPED: this account may not mount");
        return;
    }
    let _mounted = Mounted(folder.path());
    let fill = |name: &str| {
        let mut file = std::fs::File::create(folder.path().join(name)).unwrap();
        while file.write_all(&[7; 1024]).is_ok() {}
    };
    let storage = SqliteStorage::open(folder.path().join("logins.sqlite")).await.unwrap();
    let anna = UserKey::new("anna");
    storage.set(&anna, Some(&State::new("old"))).await.unwrap();
    for round in 0..3 {
        let held = storage.lease(&anna).await.unwrap();
        fill("one");
        let new = State::new(format!("new {round}").repeat(1024));
        storage.set(&anna, Some(&new)).await.unwrap();
        drop(held);
        fill("two");
        // At the latest when the room is filled again.
        lease_error(&Sqlite::new(), &storage, &anna).await;
        assert_eq!(storage.get(&anna).await.unwrap(), Some(new));
        for name in ["one", "two"] {
            std::fs::remove_file(folder.path().join(name)).unwrap();
        }
    }
}
