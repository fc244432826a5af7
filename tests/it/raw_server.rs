//! A server that keeps the bytes of requests as they came, and sends bytes that no regular server sends.

use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// A server on 127.0.0.1 that lives as long as the runtime of its test.
pub(crate) struct RawServer {
    url: String,
    requests: Arc<Mutex<Vec<Vec<u8>>>>,
}

/// The response to every request.
#[derive(Clone)]
pub(crate) struct RawResponse {
    head: Vec<u8>,
    /// Sent repeatedly after the head until the client closes the connection.
    forever: Option<Vec<u8>>,
}

impl RawResponse {
    pub(crate) fn bytes(bytes: impl Into<Vec<u8>>) -> Self {
        Self { head: bytes.into(), forever: None }
    }

    /// An endless body without a length.
    pub(crate) fn endless(head: &str, start: &[u8], piece: Vec<u8>) -> Self {
        Self { head: [head.as_bytes(), start].concat(), forever: Some(piece) }
    }
}

impl RawServer {
    pub(crate) async fn start(response: RawResponse) -> Self {
        Self::serving(response, false).await
    }

    /// A server that ends a connection after its first response.
    pub(crate) async fn start_closing(response: RawResponse) -> Self {
        Self::serving(response, true).await
    }

    async fn serving(response: RawResponse, closes: bool) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let requests = Arc::<Mutex<Vec<Vec<u8>>>>::default();
        let received = Arc::clone(&requests);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, response.clone(), Arc::clone(&received), closes));
            }
        });
        Self { url, requests }
    }

    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    /// Returns the requests so far, each with its head and body.
    pub(crate) fn requests(&self) -> Vec<Vec<u8>> {
        self.requests.lock().unwrap().clone()
    }

    /// Returns the last request, and forgets it and all before it.
    pub(crate) fn take_last(&self) -> Option<Vec<u8>> {
        std::mem::take(&mut *self.requests.lock().unwrap()).pop()
    }
}

async fn serve(
    mut stream: TcpStream,
    response: RawResponse,
    received: Arc<Mutex<Vec<Vec<u8>>>>,
    closes: bool,
) {
    let mut read = Vec::new();
    loop {
        let Some(length) = length(&read) else {
            let mut piece = [0; 8_192];
            match stream.read(&mut piece).await {
                Ok(count) if count > 0 => read.extend_from_slice(&piece[..count]),
                _ => return,
            }
            continue;
        };
        let rest = read.split_off(length);
        received.lock().unwrap().push(std::mem::replace(&mut read, rest));
        if stream.write_all(&response.head).await.is_err() || closes {
            return;
        }
        while let Some(piece) = &response.forever {
            if stream.write_all(piece).await.is_err() {
                return;
            }
        }
    }
}

/// Returns the length of the first request if all of it has arrived.
fn length(read: &[u8]) -> Option<usize> {
    let head = read.windows(4).position(|end| end == b"\r\n\r\n")? + 4;
    let text = String::from_utf8_lossy(&read[..head]).to_ascii_lowercase();
    let body = text.lines().find_map(|line| line.strip_prefix("content-length:")?.trim().parse().ok());
    let length = head + body.unwrap_or(0);
    (read.len() >= length).then_some(length)
}
