//! The storage and the transport of a worker, which record the steps of a refresh.

use std::sync::Arc;

use miro::storage::{Lease, StorageError};
use miro::token::{State, UserKey};
use miro::transport::{Body, BoxFuture, ReqwestTransport, TransportError};

use crate::journal::{Journal, Step};
use miro_logins::backend::Opened;

pub(super) struct Storage {
    inner: Opened,
    journal: Arc<Journal>,
}

impl Storage {
    pub(super) fn new(inner: Opened, journal: Arc<Journal>) -> Self {
        Self { inner, journal }
    }
}

impl miro::storage::Storage for Storage {
    async fn get(&self, user: &UserKey) -> Result<Option<State>, StorageError> {
        self.inner.get(user).await
    }

    async fn set(&self, user: &UserKey, state: Option<&State>) -> Result<(), StorageError> {
        let set = self.inner.set(user, state).await;
        self.journal.note(Step::Written);
        set
    }

    async fn lease(&self, user: &UserKey) -> Result<Lease, StorageError> {
        self.inner.lease(user).await
    }
}

#[derive(Debug)]
pub(super) struct Transport {
    inner: ReqwestTransport,
    journal: Arc<Journal>,
}

impl Transport {
    pub(super) fn new(journal: Arc<Journal>) -> Result<Self, TransportError> {
        Ok(Self { inner: ReqwestTransport::new()?, journal })
    }
}

impl miro::transport::Transport for Transport {
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        if request.uri().path() != "/v1/oauth/token" {
            return self.inner.send(request);
        }
        Box::pin(async move {
            self.journal.note(Step::Asked);
            let response = self.inner.send(request).await?;
            // Anything but a new pair changes nothing, so nothing can be lost.
            let is_pair = response.status() == http::StatusCode::OK;
            self.journal.note(if is_pair { Step::Answered } else { Step::Written });
            Ok(response)
        })
    }
}
