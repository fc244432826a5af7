//! Other processes: this test binary, started as a child.

use std::env;
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use miro::storage::sql::{Dialect, Opening};
use miro::storage::{MySqlStorage, PostgresStorage, SqliteStorage, Storage};
use miro::token::{State, UserKey};
use tokio::time::timeout;

use super::database::{Database, MariaDb, Postgres, Sqlite};
use super::failures::log_in_a_child;
use super::on_each_database;

on_each_database!(
    a_killed_process_blocks_no_longer_than_its_lease,
    four_processes_start_at_once_and_lose_no_change,
);

/// Long enough for a child on two busy cores to extend it in time.
const LEASE_TIME: Duration = Duration::from_secs(2);

/// For what happens within the lease time, unless it hangs.
const LONG: Duration = Duration::from_secs(60);

const ROUNDS: usize = 10;

async fn a_killed_process_blocks_no_longer_than_its_lease(database: impl Database) {
    let (storage, anna) = (database.open().await, UserKey::new("anna"));
    let mut child = child(&database, "hold");
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    assert!(lines.any(|line| line.unwrap().contains("held")), "the child has the lease");
    assert!(timeout(LEASE_TIME * 2, storage.lease(&anna)).await.is_err(), "the child extends it");
    child.kill().unwrap();
    child.wait().unwrap();
    // Its lease time is that of the child, not the 10 seconds of this one.
    let held = timeout(LONG, storage.lease(&anna)).await.expect("the lease ends by itself").unwrap();
    storage.set(&anna, Some(&State::new("after"))).await.unwrap();
    drop(held);
}

async fn four_processes_start_at_once_and_lose_no_change(database: impl Database) {
    let mut children: Vec<Child> = (0..4).map(|_| child(&database, "count")).collect();
    // They wait for a line, so that they create the table at the same time.
    for child in &mut children {
        let mut lines = BufReader::new(child.stdout.as_mut().unwrap()).lines();
        assert!(lines.any(|line| line.unwrap().contains("ready")));
    }
    for child in &mut children {
        writeln!(child.stdin.take().unwrap(), "go").unwrap();
    }
    for mut child in children {
        let mut output = String::new();
        child.stdout.take().unwrap().read_to_string(&mut output).unwrap();
        assert!(child.wait().unwrap().success(), "{output}");
    }
    let counted = database.open().await.get(&UserKey::new("anna")).await.unwrap().unwrap();
    assert_eq!(counted.access_token().expose_secret(), format!("{}", 4 * ROUNDS));
}

/// The environment variables that hold the task of a child.
const TASK: &str = "MIRO_TEST_CHILD";
const PLACE: &str = "MIRO_TEST_CHILD_PLACE";
const PREFIX: &str = "MIRO_TEST_CHILD_PREFIX";

pub(super) fn child<D: Database>(database: &D, task: &str) -> Child {
    let (place, prefix) = database.place();
    let (_, module) = module_path!().split_once("::").unwrap();
    Command::new(env::current_exe().unwrap())
        .args(["--exact", &format!("{module}::in_a_child"), "--nocapture"])
        .env(TASK, format!("{} {task}", D::NAME))
        .env(PLACE, place)
        .env(PREFIX, prefix)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap()
}

/// The work of a child; does nothing as an ordinary test.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn in_a_child() {
    let (Ok(task), Ok(place), Ok(prefix)) = (env::var(TASK), env::var(PLACE), env::var(PREFIX)) else {
        return;
    };
    let (name, task) = task.split_once(' ').unwrap();
    match name {
        Sqlite::NAME => work(SqliteStorage::open(&place), task).await,
        Postgres::NAME => work(PostgresStorage::connect(&place).table_prefix(prefix), task).await,
        MariaDb::NAME => work(MySqlStorage::connect(&place).table_prefix(prefix), task).await,
        other => panic!("{other}"),
    }
}

async fn work<D: Dialect>(opening: Opening<D>, task: &str) {
    let anna = UserKey::new("anna");
    if task == "hold" {
        let storage = opening.lease_time(LEASE_TIME).await.unwrap();
        let _held = storage.lease(&anna).await.unwrap();
        println!("\nheld");
        return std::future::pending().await;
    }
    if task == "log" {
        return log_in_a_child(opening).await;
    }
    println!("\nready");
    // Waits for its turn.
    std::io::stdin().read_line(&mut String::new()).unwrap();
    let storage = opening.await.unwrap();
    for _ in 0..ROUNDS {
        let _held = storage.lease(&anna).await.unwrap();
        let count = storage.get(&anna).await.unwrap();
        let count = count.map_or(0, |state| state.access_token().expose_secret().parse::<usize>().unwrap());
        storage.set(&anna, Some(&State::new(format!("{}", count + 1)))).await.unwrap();
    }
}
