//! A connection to Redis, for what keeps something in it.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use ::redis::aio::{ConnectionManager, ConnectionManagerConfig};
use ::redis::{Client, ConnectionAddr, IntoConnectionInfo, RedisError, RedisResult};

/// How long a try to connect, and an answer, may take.
const PATIENCE: Duration = Duration::from_secs(5);

/// How often something is tried that fails because the connection broke.
const TRIES: usize = 3;

/// What went wrong, and where; never with a password.
#[derive(Debug)]
pub(crate) struct Failure(String);

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// One connection that all share, and that comes back by itself.
#[derive(Clone)]
pub(crate) struct Connection {
    manager: ConnectionManager,
    address: Arc<str>,
}

impl Connection {
    pub(crate) async fn open(url: &str) -> Result<Self, Failure> {
        // Without the cause, which may quote the URL with its password.
        let info = url.into_connection_info().map_err(|_| {
            Failure("the URL is not one of Redis: redis://[user:password@]host[:port][/database]".to_owned())
        })?;
        let address = info.addr().to_string();
        if matches!(info.addr(), ConnectionAddr::TcpTls { .. }) {
            choose_cryptography();
        }
        let configuration = ConnectionManagerConfig::new()
            .set_connection_timeout(Some(PATIENCE))
            .set_response_timeout(Some(PATIENCE))
            .set_min_delay(Duration::from_millis(50))
            .set_max_delay(Duration::from_secs(1))
            .set_number_of_retries(4);
        let connected = async {
            let client = Client::open(info)?;
            ConnectionManager::new_with_config(client, configuration).await
        };
        let manager = tokio::time::timeout(PATIENCE, connected).await;
        let manager = manager.map_err(|_| {
            Failure(format!("Redis at {address} has not answered in {} seconds", PATIENCE.as_secs()))
        })?;
        let manager = manager.map_err(|error| failure(&address, &error))?;
        Ok(Self { manager, address: address.into() })
    }

    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    pub(crate) fn manager(&self) -> ConnectionManager {
        self.manager.clone()
    }

    /// With the address in the error.
    pub(crate) fn explained<T>(&self, result: RedisResult<T>) -> Result<T, Failure> {
        result.map_err(|error| failure(&self.address, &error))
    }
}

/// What can be done twice is tried again where the connection broke: the first to notice that Redis was started again is
/// whoever asks next.
#[derive(Default)]
pub(crate) struct Tries(usize);

impl Tries {
    pub(crate) fn another(&mut self, error: &RedisError) -> bool {
        self.0 += 1;
        self.0 < TRIES && (error.is_connection_dropped() || error.is_connection_refusal())
    }
}

fn failure(address: &str, error: &RedisError) -> Failure {
    Failure(format!("Redis at {address}: {error}"))
}

/// The client of Redis takes what the process has chosen, and panics where nothing is: two are there and none is default.
fn choose_cryptography() {
    if rustls::crypto::CryptoProvider::get_default().is_none() {
        // Somebody else may have been faster, with theirs.
        let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
    }
}
