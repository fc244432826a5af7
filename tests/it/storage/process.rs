//! Other processes: this binary, started again for a single test, with its task in the environment.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use miro::storage::{Encrypted, EncryptionKey, FileStorage, Lease, RedisStorage, Storage, StorageError};
use miro::token::{State, UserKey};
use std::time::Duration;

const PLACE: &str = "MIRO_TEST_STORAGE_PLACE";
const WORK: &str = "MIRO_TEST_STORAGE_WORK";

/// The lease time here, in this process and in others.
pub(super) const LEASE_TIME: Duration = Duration::from_secs(2);

/// The number of changes that a process makes.
pub(super) const ROUNDS: usize = 12;

/// The place of a storage, as all processes name it.
#[derive(Clone, Debug)]
pub(super) struct Place(String);

impl Place {
    /// `what` is `directory`, `single`, `redis` or one of them with `encrypted-` before it; `at` is a path, or a prefix and
    /// a URL with a space between them.
    pub(super) fn new(what: &str, at: impl std::fmt::Display) -> Self {
        Self(format!("{what} {at}"))
    }

    pub(super) async fn open(&self) -> AnyStorage {
        let (what, at) = self.0.split_once(' ').unwrap();
        let (encrypted, what) = what.strip_prefix("encrypted-").map_or((false, what), |what| (true, what));
        let key = EncryptionKey::from_bytes([7; 32]);
        match (what, encrypted) {
            ("directory", false) => AnyStorage::File(FileStorage::directory(at).lease_time(LEASE_TIME)),
            ("directory", true) => AnyStorage::EncryptedFile(Encrypted::new(FileStorage::directory(at), key)),
            ("single", _) => AnyStorage::File(FileStorage::single(at).lease_time(LEASE_TIME)),
            (_, encrypted) => {
                let (prefix, url) = at.split_once(' ').unwrap();
                let redis =
                    RedisStorage::connect(url).await.unwrap().key_prefix(prefix).lease_time(LEASE_TIME);
                if encrypted {
                    AnyStorage::EncryptedRedis(Encrypted::new(redis, key))
                } else {
                    AnyStorage::Redis(redis)
                }
            }
        }
    }
}

#[derive(Clone, Debug)]
pub(super) enum AnyStorage {
    File(FileStorage),
    EncryptedFile(Encrypted<FileStorage>),
    Redis(RedisStorage),
    EncryptedRedis(Encrypted<RedisStorage>),
}

impl Storage for AnyStorage {
    async fn get(&self, user: &UserKey) -> Result<Option<State>, StorageError> {
        match self {
            Self::File(storage) => storage.get(user).await,
            Self::EncryptedFile(storage) => storage.get(user).await,
            Self::Redis(storage) => storage.get(user).await,
            Self::EncryptedRedis(storage) => storage.get(user).await,
        }
    }

    async fn set(&self, user: &UserKey, state: Option<&State>) -> Result<(), StorageError> {
        match self {
            Self::File(storage) => storage.set(user, state).await,
            Self::EncryptedFile(storage) => storage.set(user, state).await,
            Self::Redis(storage) => storage.set(user, state).await,
            Self::EncryptedRedis(storage) => storage.set(user, state).await,
        }
    }

    async fn lease(&self, user: &UserKey) -> Result<Lease, StorageError> {
        match self {
            Self::File(storage) => storage.lease(user).await,
            Self::EncryptedFile(storage) => storage.lease(user).await,
            Self::Redis(storage) => storage.lease(user).await,
            Self::EncryptedRedis(storage) => storage.lease(user).await,
        }
    }
}

/// A process that works on a storage, and is killed when this is dropped.
pub(super) struct Process {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

impl Process {
    /// `count` changes the login of `counted`, and sets those of its own users; `hold` takes the lease of `held`, and
    /// after a line sets its login; `write` sets the login of `written` repeatedly.
    pub(super) fn start(place: &Place, work: &str) -> Self {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["storage::process::child", "--exact", "--nocapture", "--test-threads=1"])
            .env(PLACE, &place.0)
            .env(WORK, work)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let (input, output) = (child.stdin.take().unwrap(), BufReader::new(child.stdout.take().unwrap()));
        Self { child, input, output }
    }

    /// Waits until the process prints one of these words, and returns it.
    pub(super) fn wait_for<'a>(&mut self, words: &[&'a str]) -> &'a str {
        let mut line = String::new();
        while self.output.read_line(&mut line).unwrap() > 0 {
            if let Some(word) = words.iter().find(|word| line.trim_end().ends_with(**word)) {
                return word;
            }
            line.clear();
        }
        panic!("the other process ended without a word of {words:?}");
    }

    pub(super) fn send_line(&mut self) {
        self.input.write_all(b"\n").unwrap();
    }

    /// `STOP`, `CONT` or `KILL`.
    pub(super) fn signal(&self, signal: &str) {
        let status = Command::new("kill").args(["-s", signal, &self.child.id().to_string()]).status();
        assert!(status.unwrap().success());
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The work of another process; does nothing in the test process.
#[tokio::test]
async fn child() {
    let (Ok(place), Ok(work)) = (std::env::var(PLACE), std::env::var(WORK)) else { return };
    let storage = Place(place).open().await;
    match work.as_str() {
        "hold" => hold(&storage).await,
        "write" => write(&storage).await,
        name => count(&storage, name).await,
    }
}

async fn hold(storage: &AnyStorage) {
    let user = UserKey::new("held");
    let lease = storage.lease(&user).await.unwrap();
    println!("held");
    tokio::task::spawn_blocking(|| std::io::stdin().read_line(&mut String::new())).await.unwrap().unwrap();
    match storage.set(&user, Some(&State::new("of the suspended process"))).await {
        Ok(()) => println!("kept"),
        Err(error) if error.is_superseded() => println!("superseded"),
        Err(error) => println!("{error}"),
    }
    drop(lease);
}

/// Writes until it is killed.
async fn write(storage: &AnyStorage) {
    let user = UserKey::new("written");
    for round in 0.. {
        storage.set(&user, Some(&written(round))).await.unwrap();
        if round == 0 {
            println!("writing");
        }
    }
}

/// Long enough that writing it takes a while; all of it is of one round.
fn written(round: usize) -> State {
    State::new(format!("{round:08}").repeat(8 * 1024))
}

async fn count(storage: &AnyStorage, name: &str) {
    let user = UserKey::new("counted");
    for round in 0..ROUNDS {
        let lease = storage.lease(&user).await.unwrap();
        let next = counted(storage).await + 1;
        storage.set(&user, Some(&State::new(next.to_string()))).await.unwrap();
        drop(lease);
        let own = UserKey::from(format!("{name}-{round}"));
        storage.set(&own, Some(&State::new(own.as_str()))).await.unwrap();
    }
    println!("counted");
}

pub(super) async fn counted(storage: &AnyStorage) -> usize {
    let state = storage.get(&UserKey::new("counted")).await.unwrap();
    state.map_or(0, |state| state.access_token().expose_secret().parse().unwrap())
}

/// Several processes change one login under its lease, and set logins of others: no change is lost.
pub(super) async fn no_change_is_lost(place: &Place) {
    let names = ["one", "two", "three"];
    let processes: Vec<_> = names.iter().map(|name| Process::start(place, name)).collect();
    for mut process in processes {
        process.wait_for(&["counted"]);
    }
    let storage = place.open().await;
    assert_eq!(counted(&storage).await, names.len() * ROUNDS);
    for name in names {
        for round in 0..ROUNDS {
            let own = UserKey::from(format!("{name}-{round}"));
            assert_eq!(storage.get(&own).await.unwrap(), Some(State::new(own.as_str())), "{own}");
        }
    }
}

/// Another process has the lease until it is killed.
pub(super) async fn a_killed_process_releases_its_lease(place: &Place) {
    let (storage, user) = (place.open().await, UserKey::new("held"));
    let mut holder = Process::start(place, "hold");
    holder.wait_for(&["held"]);
    let waited = tokio::time::timeout(Duration::from_millis(300), storage.lease(&user)).await;
    assert!(waited.is_err(), "the other process has it");
    holder.signal("KILL");
    let waited = tokio::time::timeout(Duration::from_secs(60), storage.lease(&user)).await;
    drop(waited.expect("the lease of a killed process ends").unwrap());
}

/// Another process is stopped while it has the lease, others take it and write: its late write is refused.
pub(super) async fn a_suspended_process_overwrites_nothing_newer(place: &Place) {
    let (storage, user, newer) = (place.open().await, UserKey::new("held"), State::new("newer"));
    let mut stopped = Process::start(place, "hold");
    stopped.wait_for(&["held"]);
    stopped.signal("STOP");
    let lease = tokio::time::timeout(Duration::from_secs(60), storage.lease(&user)).await.unwrap().unwrap();
    storage.set(&user, Some(&newer)).await.unwrap();
    drop(lease);
    stopped.signal("CONT");
    stopped.send_line();
    assert_eq!(stopped.wait_for(&["kept", "superseded"]), "superseded");
    assert_eq!(storage.get(&user).await.unwrap(), Some(newer));
}

/// Another process had the lease meanwhile, and wrote nothing: the late write is the newest.
pub(super) async fn a_suspended_process_writes_an_unchanged_login(place: &Place) {
    let (storage, user) = (place.open().await, UserKey::new("held"));
    let mut stopped = Process::start(place, "hold");
    stopped.wait_for(&["held"]);
    stopped.signal("STOP");
    drop(tokio::time::timeout(Duration::from_secs(60), storage.lease(&user)).await.unwrap().unwrap());
    stopped.signal("CONT");
    stopped.send_line();
    assert_eq!(stopped.wait_for(&["kept", "superseded"]), "kept");
}

/// A process is killed at some moment while it writes: the old login is there, or the new one.
pub(super) async fn a_killed_process_leaves_a_complete_login(place: &Place) {
    let storage = place.open().await;
    for moment in 0..8 {
        let mut writer = Process::start(place, "write");
        writer.wait_for(&["writing"]);
        tokio::time::sleep(Duration::from_micros(moment * 1500)).await;
        writer.signal("KILL");
        drop(writer);
        let state = storage.get(&UserKey::new("written")).await.unwrap().unwrap();
        let round = state.access_token().expose_secret()[..8].parse().unwrap();
        assert_eq!(state, written(round));
    }
}
