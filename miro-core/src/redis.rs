//! A connection to Redis or to a Redis Cluster, for the Redis budget and storage.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use ::redis::aio::{ConnectionLike, ConnectionManager, ConnectionManagerConfig};
#[cfg(feature = "redis-cluster")]
use ::redis::cluster::ClusterClient;
#[cfg(feature = "redis-cluster")]
use ::redis::cluster_async::ClusterConnection;
use ::redis::{
    Client, Cmd, ConnectionAddr, ConnectionInfo, IntoConnectionInfo, Pipeline, RedisError, RedisFuture,
    RedisResult, Value,
};

use crate::{runtime, tls};

/// The timeout of connecting, and of a response.
const TIMEOUT: Duration = Duration::from_secs(5);

/// The maximum number of attempts if the connection breaks.
const MAX_ATTEMPTS: usize = 3;

/// The waits between two attempts to reconnect: the first one here, the longest one below.
const INITIAL_BACKOFF: Duration = Duration::from_millis(50);
const MAX_BACKOFF: Duration = Duration::from_secs(1);

/// The description of a failure, with the address, and never with a password.
#[derive(Debug)]
pub(crate) struct Failure(String);

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// One shared connection that reconnects by itself.
#[derive(Clone)]
pub(crate) struct Connection {
    manager: Manager,
    address: Arc<str>,
}

/// A connection to one Redis, or to the nodes of a cluster.
#[derive(Clone)]
pub(crate) enum Manager {
    One(ConnectionManager),
    #[cfg(feature = "redis-cluster")]
    Cluster(ClusterConnection),
}

impl ConnectionLike for Manager {
    fn req_packed_command<'a>(&'a mut self, command: &'a Cmd) -> RedisFuture<'a, Value> {
        match self {
            Self::One(connection) => connection.req_packed_command(command),
            #[cfg(feature = "redis-cluster")]
            Self::Cluster(connection) => connection.req_packed_command(command),
        }
    }

    fn req_packed_commands<'a>(
        &'a mut self,
        pipeline: &'a Pipeline,
        offset: usize,
        count: usize,
    ) -> RedisFuture<'a, Vec<Value>> {
        match self {
            Self::One(connection) => connection.req_packed_commands(pipeline, offset, count),
            #[cfg(feature = "redis-cluster")]
            Self::Cluster(connection) => connection.req_packed_commands(pipeline, offset, count),
        }
    }

    fn get_db(&self) -> i64 {
        match self {
            Self::One(connection) => connection.get_db(),
            #[cfg(feature = "redis-cluster")]
            Self::Cluster(connection) => connection.get_db(),
        }
    }
}

impl Connection {
    pub(crate) async fn open(url: &str) -> Result<Self, Failure> {
        let nodes = Nodes::from_url(url)?;
        let address = nodes.address();
        runtime::current().map_err(|error| Failure(format!("Redis at {address}: {error}")))?;
        if nodes.infos.iter().any(|info| matches!(info.addr(), ConnectionAddr::TcpTls { .. })) {
            tls::ensure_provider().map_err(|error| Failure(format!("Redis at {address}: {error}")))?;
        }
        let manager = tokio::time::timeout(TIMEOUT, nodes.connect()).await.map_err(|_| {
            Failure(format!("Redis at {address} has not responded within {} seconds", TIMEOUT.as_secs()))
        })?;
        let manager = manager.map_err(|error| failure(&address, &error))?;
        Ok(Self { manager, address: address.into() })
    }

    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    pub(crate) fn manager(&self) -> Manager {
        self.manager.clone()
    }

    /// Adds the address and advice to the error.
    pub(crate) fn explained<T>(&self, result: RedisResult<T>) -> Result<T, Failure> {
        result.map_err(|error| failure(&self.address, &error))
    }

    /// Limits the work to twice the response timeout. Attempts to reconnect, of which one command may cause
    /// several, are included.
    #[cfg(feature = "storage-redis")]
    pub(crate) async fn limited<T>(
        &self,
        work: impl Future<Output = Result<T, Failure>>,
    ) -> Result<T, Failure> {
        runtime::current().map_err(|error| Failure(format!("Redis at {}: {error}", self.address)))?;
        let limit = TIMEOUT * 2;
        tokio::time::timeout(limit, work).await.unwrap_or_else(|_| {
            Err(Failure(format!(
                "Redis at {} has not responded within {} seconds",
                self.address,
                limit.as_secs()
            )))
        })
    }
}

/// The addresses to connect to.
struct Nodes {
    infos: Vec<ConnectionInfo>,
    is_cluster: bool,
}

impl Nodes {
    /// Errors omit their cause, which may quote the URL with its password.
    fn from_url(url: &str) -> Result<Self, Failure> {
        let cluster = [("redis+cluster://", "redis://"), ("rediss+cluster://", "rediss://")];
        let cluster =
            cluster.iter().find_map(|(scheme, of_a_node)| Some((url.strip_prefix(scheme)?, of_a_node)));
        let Some((nodes, scheme)) = cluster else {
            let info = url.into_connection_info().map_err(|_| {
                Failure(
                    "the URL is not one of Redis: redis://[user:password@]host[:port][/database], or \
                     redis+cluster://[user:password@]host[:port][,host[:port]..]"
                        .to_owned(),
                )
            })?;
            return Ok(Self { infos: vec![info], is_cluster: false });
        };
        let (login, hosts) = nodes.rsplit_once('@').map_or(("", nodes), |(login, hosts)| (login, hosts));
        let at = if login.is_empty() { "" } else { "@" };
        let hosts = hosts.strip_suffix('/').unwrap_or(hosts);
        let infos = hosts.split(',').map(|host| {
            let is_plain = !host.is_empty() && !host.contains(['/', '?', '#']);
            let info = format!("{scheme}{login}{at}{host}").into_connection_info().ok();
            info.filter(|_| is_plain).ok_or_else(|| {
                Failure(
                    "the URL is not one of a Redis Cluster: redis+cluster://[user:password@]host[:port][,host[:port]..]"
                        .to_owned(),
                )
            })
        });
        Ok(Self { infos: infos.collect::<Result<_, _>>()?, is_cluster: true })
    }

    fn address(&self) -> String {
        let addresses: Vec<_> = self.infos.iter().map(|info| info.addr().to_string()).collect();
        addresses.join(", ")
    }

    async fn connect(self) -> RedisResult<Manager> {
        if self.is_cluster {
            return connect_to_cluster(self.infos).await;
        }
        let Some(info) = self.infos.into_iter().next() else {
            return Err((::redis::ErrorKind::InvalidClientConfig, "no address").into());
        };
        let configuration = ConnectionManagerConfig::new()
            .set_connection_timeout(Some(TIMEOUT))
            .set_response_timeout(Some(TIMEOUT))
            .set_min_delay(INITIAL_BACKOFF)
            .set_max_delay(MAX_BACKOFF)
            .set_number_of_retries(4);
        ConnectionManager::new_with_config(Client::open(info)?, configuration).await.map(Manager::One)
    }
}

#[cfg(feature = "redis-cluster")]
async fn connect_to_cluster(nodes: Vec<ConnectionInfo>) -> RedisResult<Manager> {
    let milliseconds = |time: Duration| u64::try_from(time.as_millis()).unwrap_or(u64::MAX);
    let client = ClusterClient::builder(nodes)
        .connection_timeout(TIMEOUT)
        .response_timeout(TIMEOUT)
        .retries(4)
        .min_retry_wait(milliseconds(INITIAL_BACKOFF))
        .max_retry_wait(milliseconds(MAX_BACKOFF))
        .build()?;
    client.get_async_connection().await.map(Manager::Cluster)
}

#[cfg(not(feature = "redis-cluster"))]
async fn connect_to_cluster(_nodes: Vec<ConnectionInfo>) -> RedisResult<Manager> {
    let needed = "a URL of a Redis Cluster needs the feature `redis-cluster`";
    Err((::redis::ErrorKind::InvalidClientConfig, needed).into())
}

/// Retries idempotent commands after the connection broke: only the next request notices that Redis was restarted.
#[derive(Default)]
pub(crate) struct Attempts(usize);

impl Attempts {
    pub(crate) fn another(&mut self, error: &RedisError) -> bool {
        self.0 += 1;
        self.0 < MAX_ATTEMPTS && (error.is_connection_dropped() || error.is_connection_refusal())
    }
}

fn failure(address: &str, error: &RedisError) -> Failure {
    Failure(format!("Redis at {address}: {error}{}", advice(error.code().unwrap_or_default())))
}

/// Returns advice for the code at the beginning of one of Redis' own errors.
fn advice(code: &str) -> &'static str {
    match code {
        "LOADING" => "; it reads its data after a start: try again later",
        "NOAUTH" => "; it wants a password: name one in the URL, redis://:password@host",
        "WRONGPASS" => "; the user or the password of the URL is wrong",
        "NOPERM" => {
            "; allow the user @scripting, @hash and PEXPIRE, PERSIST and TIME on the keys with this prefix"
        }
        "READONLY" => "; it is a replica: connect to the master",
        "MASTERDOWN" => "; it is a replica without its master: connect to the master",
        "OOM" => "; its memory is full: raise `maxmemory`, and keep `maxmemory-policy noeviction`",
        "MISCONF" => "; it cannot write its files: look for a full disk in its log",
        "MOVED" | "ASK" | "CROSSSLOT" => {
            "; it is a node of a Redis Cluster: connect with redis+cluster://host:port, feature `redis-cluster`"
        }
        "CLUSTERDOWN" => "; the cluster lacks nodes: try again when it is complete",
        "NOREPLICAS" => "; it has fewer replicas than `min-replicas-to-write`",
        "WRONGTYPE" => "; another program has a key of this name: choose another prefix",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn addresses(url: &str) -> Option<(bool, String)> {
        Nodes::from_url(url).ok().map(|nodes| (nodes.is_cluster, nodes.address()))
    }

    #[test]
    fn parses_urls_of_one_redis_and_of_a_cluster() {
        let one = |address: &str| Some((false, address.to_owned()));
        let cluster = |addresses: &str| Some((true, addresses.to_owned()));
        assert_eq!(addresses("redis://:p@ss@a:1/2"), one("a:1"));
        assert_eq!(addresses("redis+cluster://a:1"), cluster("a:1"));
        assert_eq!(addresses("redis+cluster://:p,w@a:1,b:2,c/"), cluster("a:1, b:2, c:6379"));
        assert_eq!(addresses("rediss+cluster://u:p@a:1,b"), cluster("a:1, b:6379"));
        for wrong in [
            "redis+cluster://",
            "redis+cluster://a,,b",
            "redis+cluster://a:1/3",
            "redis+cluster://a?b",
            "http://a",
        ] {
            assert_eq!(addresses(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn every_cluster_node_gets_the_login() {
        let nodes = Nodes::from_url("redis+cluster://anna:secret@a:1,b:2").unwrap();
        for info in &nodes.infos {
            assert_eq!(info.redis_settings().username(), Some("anna"));
            assert_eq!(info.redis_settings().password(), Some("secret"));
        }
    }

    #[test]
    fn redis_errors_come_with_advice() {
        for (text, hint) in [
            ("LOADING Redis is loading the dataset in memory", "later"),
            ("NOAUTH Authentication required.", "password"),
            ("READONLY You can't write against a read only replica.", "connect to the master"),
            ("MOVED 3999 127.0.0.1:6381", "redis+cluster://"),
            ("OOM command not allowed", "maxmemory"),
        ] {
            let code = text.split(' ').next().unwrap();
            assert!(advice(code).contains(hint), "{text}");
        }
        assert_eq!(advice("ERR"), "");
    }
}
