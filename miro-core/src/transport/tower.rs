use std::error::Error;
use std::{fmt, io};

use bytes::Bytes;
use http_body_util::BodyExt;
use tower::{Service, ServiceExt};

use super::{Body, BoxFuture, Transport, TransportError, TransportErrorKind};

/// A transport that passes its requests to any [`tower::Service`], e.g. a hyper client or an axum router.
///
/// The service must keep the contract of [`Transport`]: no redirects, no retries, and a connection only to an
/// address that the request's [`AddressPolicy`](super::AddressPolicy) permits, if it has one: a plain hyper client
/// connects to any. Each request gets a clone of the service. An error that is a [`TransportError`] keeps its
/// kind. The causes of any other error distinguish a failed connection, and an HTTP/2 stream that the server
/// refused, from a request that may have been processed. Unknown errors count as sent.
///
/// A service with a limit on the requests in flight counts a request until its future is complete or dropped,
/// polled or not. The client polls its calls on tasks.
///
/// ```
/// use miro_core::transport::{Body, TowerTransport};
///
/// let service = tower::service_fn(|_: http::Request<Body>| async {
///     Ok::<_, std::convert::Infallible>(http::Response::new(Body::from("{}")))
/// });
/// let transport = TowerTransport::new(service);
/// ```
#[derive(Clone)]
pub struct TowerTransport<S>(S);

impl<S> TowerTransport<S> {
    /// Creates a transport around this service.
    pub fn new(service: S) -> Self {
        Self(service)
    }
}

impl<S> fmt::Debug for TowerTransport<S> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("TowerTransport")
    }
}

impl<S, B> Transport for TowerTransport<S>
where
    S: Service<http::Request<Body>, Response = http::Response<B>> + Clone + Send + Sync + 'static,
    S::Future: Send,
    S::Error: Into<Box<dyn Error + Send + Sync>>,
    B: http_body::Body<Data = Bytes> + Send + 'static,
    B::Error: Into<Box<dyn Error + Send + Sync>>,
{
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        let service = self.0.clone();
        Box::pin(async move {
            let response = service.oneshot(request).await.map_err(failure)?;
            Ok(response.map(|body| Body::stream(body.map_err(broken))))
        })
    }
}

/// Converts an error that occurred before the head of the response arrived.
fn failure(error: impl Into<Box<dyn Error + Send + Sync>>) -> TransportError {
    match error.into().downcast::<TransportError>() {
        Ok(error) => *error,
        Err(error) => {
            let kind = if causes(&*error).any(is_connect) {
                TransportErrorKind::Connect
            } else if causes(&*error).any(is_refused_stream) {
                TransportErrorKind::Refused
            } else {
                TransportErrorKind::Interrupted
            };
            TransportError::new(kind, error)
        }
    }
}

/// Converts an error of a body. The head has arrived, so the server has seen the request, whatever the error is.
fn broken(error: impl Into<Box<dyn Error + Send + Sync>>) -> TransportError {
    match error.into().downcast::<TransportError>() {
        Ok(error) => *error,
        Err(error) => TransportError::new(TransportErrorKind::Interrupted, error),
    }
}

/// Whether the connection could not be made. The text is that of the client of `hyper-util`, which a service may
/// wrap.
fn is_connect(cause: &(dyn Error + 'static)) -> bool {
    if let Some(error) = cause.downcast_ref::<io::Error>() {
        // An error inside an `io::Error` is not among its sources.
        return error.kind() == io::ErrorKind::ConnectionRefused
            || error.get_ref().is_some_and(|inner| is_connect(inner));
    }
    cause.to_string() == "client error (Connect)"
}

/// Whether the stream was refused: by RFC 9113, section 8.7, nothing was done. The text is that of `h2`.
fn is_refused_stream(cause: &(dyn Error + 'static)) -> bool {
    cause.to_string() == "stream error received: refused stream before processing any application logic"
}

fn causes<'a>(error: &'a (dyn Error + 'static)) -> impl Iterator<Item = &'a (dyn Error + 'static)> {
    std::iter::successors(Some(error), |cause| (*cause).source())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_service_responds_and_its_errors_count_as_sent() {
        let service = tower::service_fn(|request: http::Request<Body>| async move {
            match request.uri().path() {
                "/fails" => Err("out of order"),
                path => Ok(http::Response::new(Body::from(path.to_owned()))),
            }
        });
        let transport = TowerTransport::new(service);
        let request =
            |path: &str| http::Request::get(format!("http://localhost{path}")).body(Body::empty()).unwrap();
        let response = transport.send(request("/works")).await.unwrap();
        assert_eq!(response.into_body().collect(100).await.unwrap(), "/works");
        let error = transport.send(request("/fails")).await.unwrap_err();
        assert_eq!(error.kind(), TransportErrorKind::Interrupted);
        assert!(!error.is_not_sent());
    }

    #[tokio::test]
    async fn causes_show_that_a_request_was_not_processed() {
        async fn kind<E: Into<Box<dyn Error + Send + Sync>> + Send + 'static>(
            error: impl Fn() -> E + Clone + Send + Sync + 'static,
        ) -> TransportErrorKind {
            let service = tower::service_fn(move |_: http::Request<Body>| {
                let error = error();
                async { Err::<http::Response<Body>, _>(error) }
            });
            TowerTransport::new(service).send(http::Request::default()).await.unwrap_err().kind()
        }
        let refused = || io::Error::from(io::ErrorKind::ConnectionRefused);
        assert_eq!(kind(refused).await, TransportErrorKind::Connect);
        assert_eq!(kind(move || io::Error::other(refused())).await, TransportErrorKind::Connect);
        assert_eq!(kind(|| "client error (Connect)").await, TransportErrorKind::Connect);
        let stream = || "stream error received: refused stream before processing any application logic";
        assert_eq!(kind(stream).await, TransportErrorKind::Refused);
        let reset = || io::Error::from(io::ErrorKind::ConnectionReset);
        assert_eq!(kind(reset).await, TransportErrorKind::Interrupted);
    }

    #[tokio::test]
    async fn an_error_of_another_transport_keeps_its_kind() {
        for kind in [TransportErrorKind::Refused, TransportErrorKind::Timeout] {
            let service = tower::service_fn(move |_: http::Request<Body>| async move {
                Err::<http::Response<Body>, _>(TransportError::new(kind, "as ordered"))
            });
            let error = TowerTransport::new(service).send(http::Request::default()).await.unwrap_err();
            assert_eq!((error.kind(), error.is_not_sent()), (kind, kind == TransportErrorKind::Refused));
        }
    }
}
