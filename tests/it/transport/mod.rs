//! The default transport against HTTP/2 servers that fail, and on several runtimes.

mod addresses;
mod dead;
mod refused;
mod runtimes;
mod server;
mod settings;
mod tower;
mod unread;

use std::error::Error as _;
use std::time::Duration;

use miro::budget::Budget;
use miro::prelude::*;
use miro::transport::{ReqwestTransport, TransportError, TransportErrorKind};

use crate::environment::quick;
use server::{Reply, Server};

/// Long enough to tell a hang from slowness.
const LONG: Duration = Duration::from_secs(30);

/// The default transport, over HTTP/2 without TLS.
fn http2() -> ReqwestTransport {
    ReqwestTransport::configured(|settings| settings.http2_prior_knowledge()).unwrap()
}

/// Each attempt of this client takes longer than the silence after which a connection counts as dead.
fn client(server: &Server, transport: ReqwestTransport) -> MiroApi {
    let builder = MiroApi::builder("token").base_url(server.url()).transport(transport);
    builder.budget(Budget::off()).retry(quick()).timeout(Duration::from_millis(1_200)).build().unwrap()
}

/// Returns the kind of the transport error that is the source of this one.
fn cause(error: &Error) -> TransportErrorKind {
    error.source().and_then(|source| source.downcast_ref::<TransportError>()).unwrap().kind()
}
