//! A Redis Cluster of three masters.

use std::ffi::OsString;
use std::io::{self, Error};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::time::Instant;

use crate::kind::{self, Recipe, words};
use crate::{Durability, PASSWORD, Server, TIMEOUT, ask_redis, free_port, redis::Redis, supervisor};

/// The slots of each master.
const SLOTS: [(u16, u16); 3] = [(0, 5460), (5461, 10922), (10923, 16383)];

/// A running Redis Cluster of three masters, which ends when this is dropped.
#[derive(Debug)]
pub struct Cluster {
    nodes: Vec<Server>,
}

impl Cluster {
    /// Starts a cluster, and waits until it works; returns `None` if Redis is not installed.
    ///
    /// # Errors
    /// Fails if it does not start.
    pub fn start() -> io::Result<Option<Self>> {
        if kind::installed(&ClusterNode)?.is_none() {
            return Ok(None);
        }
        let mut nodes = Vec::new();
        for _ in SLOTS {
            nodes.extend(Server::of(&ClusterNode, Durability::Durable)?);
        }
        let cluster = Self { nodes };
        for (node, (first, last)) in cluster.nodes.iter().zip(SLOTS) {
            ask_redis(&node.url(), &format!("CLUSTER ADDSLOTSRANGE {first} {last}"))?;
        }
        for node in &cluster.nodes[1..] {
            // Its bus uses another port.
            let bus = ask_redis(&node.url(), "CONFIG GET cluster-port")?;
            let bus = bus.lines().last().unwrap_or_default();
            ask_redis(&cluster.nodes[0].url(), &format!("CLUSTER MEET 127.0.0.1 {} {bus}", node.port))?;
        }
        let started = Instant::now();
        while !cluster.works()? {
            if started.elapsed() > TIMEOUT {
                return Err(Error::new(io::ErrorKind::TimedOut, "the cluster does not come together"));
            }
            supervisor::pause();
        }
        Ok(Some(cluster))
    }

    fn works(&self) -> io::Result<bool> {
        for node in &self.nodes {
            let info = ask_redis(&node.url(), "CLUSTER INFO")?;
            if !info.contains("cluster_state:ok") || !info.contains("cluster_known_nodes:3") {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// The URL, with all nodes and the password.
    #[must_use]
    pub fn url(&self) -> String {
        let nodes: Vec<_> = self.nodes.iter().map(|node| format!("127.0.0.1:{}", node.port)).collect();
        format!("redis+cluster://:{PASSWORD}@{}", nodes.join(","))
    }

    /// The URLs of the nodes, each like that of a single Redis.
    #[must_use]
    pub fn nodes(&self) -> Vec<String> {
        self.nodes.iter().map(Server::url).collect()
    }
}

/// One of its nodes.
#[derive(Debug)]
pub(crate) struct ClusterNode;

impl Recipe for ClusterNode {
    fn name(&self) -> &'static str {
        "Redis Cluster"
    }

    fn variable(&self) -> &'static str {
        Redis.variable()
    }

    fn program(&self) -> Option<PathBuf> {
        Redis.program()
    }

    fn prepare(&self, program: &Path, folder: &Path) -> io::Result<()> {
        Redis.prepare(program, folder)
    }

    fn command(&self, program: &Path, folder: &Path, port: u16, durability: Durability) -> Vec<OsString> {
        let mut command = Redis.command(program, folder, port, durability);
        command.extend(words([&"--cluster-enabled", &"yes", &"--cluster-node-timeout", &"5000"]));
        command.extend(words([&"--cluster-port", &free_port().unwrap_or_default().to_string()]));
        command
    }

    fn stop_signal(&self) -> &'static str {
        Redis.stop_signal()
    }

    fn crash_signal(&self) -> &'static str {
        Redis.crash_signal()
    }

    fn works(&self, connection: &mut TcpStream) -> io::Result<bool> {
        Redis.works(connection)
    }

    fn url(&self, port: u16) -> String {
        Redis.url(port)
    }
}
