//! Resolves the hosts of files here, so that the checked address is the one that is connected to.

use std::error::Error;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;

use futures_util::FutureExt as _;
use http::Uri;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};

use crate::transport::{AddressPolicy, BoxFuture, ForbiddenAddress};

tokio::task_local! {
    /// The request that is being sent, while it is polled. reqwest starts every connection in that time.
    static DESTINATION: Destination;
}

/// The host of a request, and the addresses that it may have.
#[derive(Clone)]
pub(super) struct Destination(Option<(String, AddressPolicy)>);

impl Destination {
    pub(super) fn new(uri: &Uri, policy: Option<AddressPolicy>) -> Self {
        Self(policy.map(|policy| (uri.host().unwrap_or_default().to_ascii_lowercase(), policy)))
    }

    /// Whether only some addresses are permitted.
    pub(super) fn is_restricted(&self) -> bool {
        self.0.is_some()
    }

    /// Runs the work, so that its connections are checked against this destination.
    pub(super) fn scope<T>(self, work: impl Future<Output = T>) -> impl Future<Output = T> {
        DESTINATION.scope(self, work)
    }
}

type Lookup = dyn Fn(String) -> BoxFuture<'static, io::Result<Vec<SocketAddr>>> + Send + Sync;

/// The system's resolver, without the addresses that the request may not be sent to.
#[derive(Clone)]
pub(super) struct CheckingResolver(Arc<Lookup>);

impl CheckingResolver {
    pub(super) fn new() -> Self {
        Self::with(|name| async move { Ok(tokio::net::lookup_host((name, 0)).await?.collect()) }.boxed())
    }

    fn with(
        lookup: impl Fn(String) -> BoxFuture<'static, io::Result<Vec<SocketAddr>>> + Send + Sync + 'static,
    ) -> Self {
        Self(Arc::new(lookup))
    }
}

impl Resolve for CheckingResolver {
    fn resolve(&self, name: Name) -> Resolving {
        // Read at once: the returned future may be polled on another task, after the request was abandoned.
        let destination = DESTINATION.try_with(Clone::clone);
        let name = name.as_str().to_owned();
        let lookup = Arc::clone(&self.0);
        Box::pin(async move {
            let Destination(restriction) = destination?;
            let found = lookup(name.clone()).await?;
            let permitted = match restriction {
                // A different name is that of a proxy, which the program has chosen.
                Some((host, policy)) if host.eq_ignore_ascii_case(&name) => permitted(&name, policy, found)?,
                _ => found,
            };
            Ok(Box::new(permitted.into_iter()) as Addrs)
        })
    }
}

fn permitted(
    name: &str,
    policy: AddressPolicy,
    found: Vec<SocketAddr>,
) -> Result<Vec<SocketAddr>, Box<dyn Error + Send + Sync>> {
    let (permitted, refused): (Vec<_>, Vec<_>) =
        found.into_iter().partition(|address| policy.permits(address.ip()));
    match refused.first() {
        Some(refused) if permitted.is_empty() => Err(Box::new(ForbiddenAddress::of_name(name, refused.ip()))),
        _ => Ok(permitted),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    use tokio::net::TcpListener;

    use super::*;
    use crate::transport::reqwest::settings::{self, Source};
    use crate::transport::{Body, ReqwestTransport, Transport, TransportError, TransportErrorKind};

    /// Returns the next of these results for each lookup, and records the names.
    #[derive(Clone)]
    struct Names {
        found: Arc<Mutex<Vec<Vec<SocketAddr>>>>,
        looked_up: Arc<Mutex<Vec<String>>>,
    }

    impl Names {
        fn new<const N: usize>(found: [&[SocketAddr]; N]) -> Self {
            let found = found.iter().rev().map(|found| found.to_vec()).collect();
            Self { found: Arc::new(Mutex::new(found)), looked_up: Arc::default() }
        }

        fn resolver(&self) -> CheckingResolver {
            let names = self.clone();
            CheckingResolver::with(move |name| {
                names.looked_up.lock().unwrap().push(name);
                let found = names.found.lock().unwrap().pop().unwrap();
                async move { Ok(found) }.boxed()
            })
        }

        fn looked_up(&self) -> Vec<String> {
            self.looked_up.lock().unwrap().clone()
        }
    }

    fn settings() -> reqwest::ClientBuilder {
        settings::defaults().tls_certs_only([]).no_proxy()
    }

    /// Returns one transport with a separate client for files, and one with a single client.
    fn transports(names: &Names) -> [ReqwestTransport; 2] {
        [
            Source::renewable(names.resolver(), settings).unwrap(),
            Source::single(names.resolver(), settings()).unwrap(),
        ]
        .map(|source| ReqwestTransport::of(source.clone(), source))
    }

    async fn send(
        transport: &ReqwestTransport,
        port: u16,
        policy: Option<AddressPolicy>,
    ) -> Result<Body, TransportError> {
        let url = format!("http://files.example:{port}/1");
        let mut request = http::Request::get(url).body(Body::empty()).unwrap();
        if let Some(policy) = policy {
            request.extensions_mut().insert(policy);
        }
        transport.send(request).await.map(http::Response::into_body)
    }

    /// Starts a server that responds once on each connection. Returns its address and the number of connections.
    async fn server() -> (SocketAddr, Arc<Mutex<usize>>) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let accepted = Arc::<Mutex<usize>>::default();
        let count = Arc::clone(&accepted);
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                *count.lock().unwrap() += 1;
                let _ = stream.read(&mut [0; 1024]).await;
                let response = b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\nConnection: close\r\n\r\nfile";
                let _ = stream.write_all(response).await;
            }
        });
        (address, accepted)
    }

    #[tokio::test]
    async fn refuses_a_name_that_resolves_to_loopback_before_connecting() {
        let (address, accepted) = server().await;
        let names = Names::new([&[address], &[address]]);
        for transport in transports(&names) {
            let error = send(&transport, address.port(), Some(AddressPolicy::public())).await.unwrap_err();
            assert_eq!((error.kind(), error.is_not_sent()), (TransportErrorKind::ForbiddenAddress, true));
            assert_eq!(
                error.source().unwrap().to_string(),
                "files.example leads to 127.0.0.1, an address of this machine (loopback)"
            );
        }
        assert_eq!((*accepted.lock().unwrap(), names.looked_up().len()), (0, 2));
    }

    #[tokio::test]
    async fn checks_the_address_again_for_each_connection() {
        let (address, accepted) = server().await;
        let private: SocketAddr = "10.0.0.1:0".parse().unwrap();
        let names = Names::new([&[address], &[private], &[address], &[private]]);
        for transport in transports(&names) {
            let policy = Some(AddressPolicy::public_or_loopback());
            let body = send(&transport, address.port(), policy).await.unwrap();
            assert_eq!(body.collect(9).await.unwrap(), "file");
            let error = send(&transport, address.port(), policy).await.unwrap_err();
            assert_eq!(error.kind(), TransportErrorKind::ForbiddenAddress);
        }
        assert_eq!(names.looked_up().len(), 4, "one lookup for each connection");
        assert_eq!(*accepted.lock().unwrap(), 2);
    }

    #[tokio::test]
    async fn connects_only_to_the_permitted_addresses() {
        let (address, _) = server().await;
        let private: SocketAddr = "10.0.0.1:0".parse().unwrap();
        let names = Names::new([&[private, address], &[private, address]]);
        for transport in transports(&names) {
            let policy = Some(AddressPolicy::public_or_loopback());
            send(&transport, address.port(), policy).await.unwrap();
        }
    }

    #[tokio::test]
    async fn file_requests_have_separate_connections() {
        let (address, _) = server().await;
        let names = Names::new([&[address]]);
        let source = Source::renewable(names.resolver(), move || settings().resolve("own.example", address));
        let source = source.unwrap();
        let transport = ReqwestTransport::of(source.clone(), source);
        let origin = |is_restricted| {
            let uri = "https://own.example/".parse().unwrap();
            let policy = bool::then(is_restricted, AddressPolicy::public);
            transport.0.of(&uri, Destination::new(&uri, policy).is_restricted()).unwrap()
        };
        assert!(!Arc::ptr_eq(&origin(false), &origin(true)));
        assert!(Arc::ptr_eq(&origin(true), &origin(true)));
    }

    #[tokio::test]
    async fn the_clients_host_and_a_proxy_may_have_any_address() {
        let (address, _) = server().await;
        let names = Names::new([&[address], &[address]]);
        let [_, single] = transports(&names);
        send(&single, address.port(), None).await.unwrap();

        let proxy = format!("http://proxy.example:{}", address.port());
        let settings = settings().proxy(reqwest::Proxy::all(proxy).unwrap());
        let source = Source::single(names.resolver(), settings).unwrap();
        let behind = ReqwestTransport::of(source.clone(), source);
        send(&behind, 80, Some(AddressPolicy::public())).await.unwrap();
        assert_eq!(names.looked_up(), ["files.example", "proxy.example"]);
    }

    #[tokio::test]
    async fn resolves_nothing_without_a_known_request() {
        let names = Names::new([]);
        let resolved = names.resolver().resolve("files.example".parse().unwrap()).await;
        assert!(resolved.is_err() && names.looked_up().is_empty());
    }
}
