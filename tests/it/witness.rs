//! With `MIRO_LEAK_SCAN` set, records everything that a program could show of these tests.

use std::error::Error as _;
use std::fmt::Debug;
use std::sync::Once;

use miro::middleware::{Middleware, Next};
use miro::prelude::*;
use miro::transport::{Body, BoxFuture, ReqwestTransport, Transport, TransportError};
use miro::{MiroApiBuilder, MiroBuilder};
use miro_sandbox::leak_scan;

/// A client whose requests, responses and errors are recorded if requested.
pub(crate) trait Witnessed {
    fn witnessed(self) -> Self;
}

macro_rules! witnessed {
    ($($builder:ident)+) => {
        $(
            impl Witnessed for $builder {
                fn witnessed(self) -> Self {
                    if !begin() {
                        return self;
                    }
                    let transport = ReqwestTransport::new().unwrap();
                    let builder = self.middleware(Witness(())).transport(Witness(transport));
                    show(&builder);
                    show(&builder.clone().build().map_err(|error| error.to_string()));
                    builder
                }
            }
        )+
    };
}

witnessed! { MiroApiBuilder MiroBuilder }

/// Whether anything is to be recorded. Every error of this process is, from the first call on.
pub(crate) fn begin() -> bool {
    static BEGIN: Once = Once::new();
    if leak_scan::is_watching() {
        BEGIN.call_once(|| {
            leak_scan::watch();
            miro_core::__private::watch_errors(show_error);
        });
    }
    leak_scan::is_watching()
}

/// Records an error as a program's report shows it, with Miro's message and each cause.
fn show_error(error: &Error) {
    leak_scan::note(&format!("{error}\n{error:?}\n{error:#?}"));
    leak_scan::note(&format!("{:?} {:?} {:?}", error.message(), error.context(), error.request_id()));
    let mut cause = error.source();
    while let Some(error) = cause {
        leak_scan::note(&format!("{error}\n{error:?}\n{error:#?}"));
        cause = error.source();
    }
}

fn show(object: &dyn Debug) {
    leak_scan::note(&format!("{object:?}\n{object:#?}"));
}

/// A middleware around the calls and a transport around the wire, where the request has its token.
#[derive(Debug)]
struct Witness<T>(T);

/// Records all of a request except the URL of the one operation that has a token in it.
fn show_request(request: &http::Request<Body>) {
    if request.uri().path() != "/v1/oauth/revoke" {
        show(request);
    }
}

impl Middleware for Witness<()> {
    fn handle<'a>(
        &'a self,
        request: http::Request<Body>,
        next: Next<'a>,
    ) -> BoxFuture<'a, Result<http::Response<Body>, Error>> {
        Box::pin(async move {
            show_request(&request);
            show(&next);
            let result = next.run(request).await;
            show(&result);
            result
        })
    }
}

impl<T: Transport> Transport for Witness<T> {
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        Box::pin(async move {
            show_request(&request);
            let result = self.0.send(request).await;
            show(&result);
            result
        })
    }
}
