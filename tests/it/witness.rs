//! With `MIRO_LEAK_SCAN` set, writes down all that a program could show of what happens in these tests.

use std::error::Error as _;
use std::fmt::Debug;
use std::sync::Once;

use miro::middleware::{Middleware, Next};
use miro::prelude::*;
use miro::transport::{Body, BoxFuture, ReqwestTransport, Transport, TransportError};
use miro::{MiroApiBuilder, MiroBuilder};
use miro_sandbox::leak_scan;

/// A client whose requests, answers and errors are written down where that is asked for.
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

/// Whether something is to be written down. Every error of this process is, from the first call on.
pub(crate) fn begin() -> bool {
    static BEGIN: Once = Once::new();
    if leak_scan::is_watching() {
        BEGIN.call_once(|| {
            leak_scan::watch();
            miro::__private::watch_errors(show_error);
        });
    }
    leak_scan::is_watching()
}

/// As a program's report shows it: the error, what Miro said, and each cause below it.
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

/// Around the calls as a middleware, and around the wire as a transport, where the token is on the request.
#[derive(Debug)]
struct Witness<T>(T);

/// All of a request but the address of the one operation that has a token there, and says so.
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
            let answer = next.run(request).await;
            show(&answer);
            answer
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
            let answer = self.0.send(request).await;
            show(&answer);
            answer
        })
    }
}
