//! The storage and budget of a client, and its protocol.

use miro::budget::{Budget, RedisBudget};
use miro::prelude::*;
use miro::transport::ReqwestTransport;
use miro_bench::Failure;
use miro_logins::backend::{Backend, LEASE_TIME, Place};
use miro_logins::user;
use miro_sandbox::Sandbox;
use miro_servers::{Durability, Kind, Server};

/// The difference between two clients.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Setting {
    /// The storage of the login.
    Storage(Backend),
    /// The protocol; the others use HTTP/1.1.
    Http2,
    /// A budget that is shared through Redis.
    RedisBudget,
}

/// A sandbox, and what its clients share.
#[derive(Debug)]
pub(crate) struct Environment {
    setting: Setting,
    place: Place,
    redis: Option<Server>,
    pub(crate) sandbox: Sandbox,
}

impl Setting {
    pub(crate) fn all() -> impl Iterator<Item = Self> {
        Backend::ALL.into_iter().map(Self::Storage).chain([Self::Http2, Self::RedisBudget])
    }

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Storage(backend) => backend.name(),
            Self::Http2 => "http2",
            Self::RedisBudget => "redis-budget",
        }
    }

    /// Starts what the setting needs; `None` if that is not installed.
    pub(crate) async fn prepare(self) -> Result<Option<Environment>, Failure> {
        let redis = match self {
            Self::RedisBudget => match Server::start(Kind::Redis, Durability::Unsynced)? {
                None => return Ok(None),
                server => server,
            },
            _ => None,
        };
        let backend = if let Self::Storage(backend) = self { backend } else { Backend::Memory };
        let Some(place) = Place::prepare(backend)? else { return Ok(None) };
        let sandbox = Sandbox::builder().rate_limit(1_000_000_000).keep_requests(100).start().await;
        Ok(Some(Environment { setting: self, place, redis, sandbox }))
    }
}

impl Environment {
    /// Returns a client that has not made a call yet.
    pub(crate) async fn client(&self) -> Result<Miro, Failure> {
        let storage = self.place.backend.open(&self.place.location, LEASE_TIME).await?;
        let sandbox = &self.sandbox;
        let mut builder = user::builder(sandbox.url(), sandbox.client_id(), sandbox.client_secret())
            .redirect_url(sandbox.redirect_uri())
            .storage(storage);
        if self.setting == Setting::Http2 {
            let settings = reqwest::Client::builder().http2_prior_knowledge();
            builder = builder.transport(ReqwestTransport::from_builder(settings)?);
        }
        if let Some(redis) = &self.redis {
            let budget = RedisBudget::connect(&redis.url()).await?;
            // A new budget each time, so that the first call is always a probe.
            let prefix = format!("progress:{:016x}:", fastrand::u64(..));
            builder = builder.budget(Budget::shared(budget.key_prefix(prefix)));
        }
        Ok(builder.build()?)
    }
}
