//! Servers start, and end with the process that started them.

use std::env;
use std::fs;
use std::io::{BufRead, BufReader};
use std::net::TcpStream;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use miro_servers::{Cluster, Durability, Kind, Server, ask_redis};

const KINDS: [Kind; 3] = [Kind::Postgres, Kind::MariaDb, Kind::Redis];

/// Set for a child process, which starts a server and waits to be killed.
const CHILD: &str = "MIRO_SERVERS_CHILD";

#[test]
fn restarts_at_the_same_port() {
    for kind in KINDS {
        let Some(mut server) = Server::start(kind, Durability::Unsynced).unwrap() else { continue };
        let url = server.url();
        for end in [Server::stop, Server::crash] {
            end(&mut server).unwrap();
            assert!(!listens(&url), "{kind:?}");
            server.start_again().unwrap();
            assert!(listens(&url), "{kind:?}");
            assert_eq!(server.url(), url);
        }
        let folders = folders_of(&url);
        assert!(!folders.is_empty(), "{kind:?}");
        drop(server);
        assert_eq!(folders_of(&url), Vec::<PathBuf>::new(), "{kind:?}: no process is left");
        assert!(!folders.iter().any(|folder| folder.exists()), "{kind:?}: no file is left");
    }
}

#[test]
fn servers_do_not_outlive_a_killed_process() {
    for kind in KINDS {
        let mut child = Command::new(env::current_exe().unwrap());
        child.args(["--exact", "in_the_child", "--nocapture"]).env(CHILD, format!("{kind:?}"));
        let mut child = child.stdout(Stdio::piped()).spawn().unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let url = lines.map_while(Result::ok).find_map(|line| Some(line.split_once("url=")?.1.to_owned()));
        let Some(url) = url else {
            assert!(child.wait().unwrap().success());
            continue;
        };
        let folders = folders_of(&url);
        assert!(listens(&url) && !folders.is_empty(), "{kind:?}");
        child.kill().unwrap();
        child.wait().unwrap();
        // If this never comes true, the test fails by its runner's time-out.
        while !folders_of(&url).is_empty() || folders.iter().any(|folder| folder.exists()) {
            pause();
        }
        assert!(!listens(&url), "{kind:?}");
    }
}

#[test]
fn in_the_child() {
    let Ok(name) = env::var(CHILD) else { return };
    let kind = KINDS.into_iter().find(|kind| format!("{kind:?}") == name).unwrap();
    // The shared one, in a static, whose destructor does not run.
    let Some(url) = kind.shared_url() else { return };
    println!("\nurl={url}");
    loop {
        pause();
    }
}

fn listens(url: &str) -> bool {
    TcpStream::connect(("127.0.0.1", port(url))).is_ok()
}

fn port(url: &str) -> u16 {
    let (_, after) = url.split_once("127.0.0.1:").unwrap();
    after.split('/').next().unwrap().parse().unwrap()
}

/// Returns the folders of living processes that were started with this port.
fn folders_of(url: &str) -> Vec<PathBuf> {
    let port = port(url).to_string();
    let processes = fs::read_dir("/proc").unwrap().flatten().filter_map(|entry| {
        let words = fs::read(entry.path().join("cmdline")).ok()?;
        let words = String::from_utf8_lossy(&words).into_owned();
        let words: Vec<&str> = words.split('\0').collect();
        let is_ours = words.iter().any(|word| word.strip_prefix("--port=").unwrap_or(word) == port);
        let part =
            words.iter().find_map(|word| Some(word.split_once("miro-servers-")?.1)).filter(|_| is_ours)?;
        let name = part.split('/').next().unwrap_or(part);
        Some(env::temp_dir().join(format!("miro-servers-{name}")))
    });
    processes.collect()
}

#[test]
fn a_cluster_of_redis_sends_clients_to_the_node_with_the_key() {
    let Some(cluster) = Cluster::start().unwrap() else { return };
    let replies: Vec<_> = cluster
        .nodes()
        .iter()
        .map(|url| ask_redis(url, "SET key value").map_err(|error| error.to_string()))
        .collect();
    assert_eq!(replies.iter().filter(|reply| reply.as_deref() == Ok("+OK")).count(), 1, "{replies:?}");
    let moved = replies.iter().filter_map(|reply| reply.as_ref().err());
    assert_eq!(moved.filter(|error| error.starts_with("MOVED 12539 127.0.0.1:")).count(), 2, "{replies:?}");
}

#[test]
fn data_folders_are_private() {
    for kind in KINDS {
        let Some(server) = Server::start(kind, Durability::Unsynced).unwrap() else { continue };
        let folder: &Path = &folders_of(&server.url())[0];
        assert_eq!(fs::metadata(folder).unwrap().mode() & 0o077, 0, "{kind:?}");
    }
}

/// MariaDB clears its folder of temporary tables when it starts: in a common folder that includes those of other
/// servers, and one that is being installed then fails.
#[test]
fn temporary_tables_are_private() {
    let of_another = env::temp_dir().join(format!("#sql-temptable-miro-{}.MAI", std::process::id()));
    fs::write(&of_another, "").unwrap();
    let server = Server::start(Kind::MariaDb, Durability::Unsynced).unwrap();
    drop(server);
    fs::remove_file(&of_another).expect("the server keeps files of others");
}

#[expect(clippy::disallowed_methods, reason = "there is no runtime here")]
fn pause() {
    std::thread::sleep(Duration::from_millis(20));
}
