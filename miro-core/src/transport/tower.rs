use std::fmt;

use bytes::Bytes;
use http_body_util::BodyExt;
use tower::{Service, ServiceExt};

use super::{Body, BoxFuture, Transport, TransportError, TransportErrorKind};

/// A transport that hands its requests to any [`tower::Service`], e.g. a hyper client or an axum router.
///
/// The service must keep the contract of [`Transport`]: no redirects, no retries. Each request has a clone of it.
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
    /// A transport around this service.
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
    S::Error: Into<Box<dyn std::error::Error + Send + Sync>>,
    B: http_body::Body<Data = Bytes> + Send + 'static,
    B::Error: Into<Box<dyn std::error::Error + Send + Sync>>,
{
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        let service = self.0.clone();
        Box::pin(async move {
            // A service does not tell how far a request came, so it counts as sent.
            let response = service.oneshot(request).await.map_err(interrupted)?;
            Ok(response.map(|body| Body::stream(body.map_err(interrupted))))
        })
    }
}

fn interrupted(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> TransportError {
    TransportError::new(TransportErrorKind::Interrupted, error)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_service_answers_and_its_errors_count_as_sent() {
        let service = tower::service_fn(|request: http::Request<Body>| async move {
            match request.uri().path() {
                "/fails" => Err("out of order"),
                path => Ok(http::Response::new(Body::from(path.to_owned()))),
            }
        });
        let transport = TowerTransport::new(service);
        let request =
            |path: &str| http::Request::get(format!("http://localhost{path}")).body(Body::empty()).unwrap();
        let answer = transport.send(request("/works")).await.unwrap();
        assert_eq!(answer.into_body().collect(100).await.unwrap(), "/works");
        let error = transport.send(request("/fails")).await.unwrap_err();
        assert_eq!(error.kind(), TransportErrorKind::Interrupted);
        assert!(!error.is_not_sent());
    }
}
