//! A server that speaks HTTP/2 frame by frame, because libraries only send valid sequences.

use std::collections::HashMap;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// The reply to a request.
#[derive(Clone, Copy, Debug)]
pub(super) enum Reply {
    /// 200, and an empty list.
    List,
    /// The same, with 30 KB of headers.
    ManyHeaders,
    /// 200, and this many bytes.
    Bytes(usize),
    /// Nothing on this stream.
    Never,
    /// 200 and the beginning of a body, and nothing on this stream from then on.
    Begun,
    /// The same as `List`, and nothing on this connection from then on, which stays open.
    ListThenSilence,
    /// Nothing on this connection from now on, which stays open.
    Silence,
    /// 200 and the beginning of a body, and nothing on this connection from then on.
    SilenceInBody,
    /// RST_STREAM with this code.
    Reset(u32),
    /// The same, after this many milliseconds.
    LateReset(u64, u32),
    /// An invalid frame.
    Nonsense,
    /// 200 and the beginning of a body, then RST_STREAM with this code.
    ResetInBody(u32),
    /// GOAWAY with this code, which excludes the request.
    LeftOut(u32),
    /// GOAWAY with this code, which includes the request, and the end of the connection.
    TakenIn(u32),
}

/// Called with (0, 1) for the second request of the first connection.
type Plan = dyn Fn(usize, usize) -> Reply + Send + Sync;

/// The number of requests that can be in flight on one connection.
pub(super) const MAX_STREAMS: usize = 64;

/// A server on 127.0.0.1 that lives as long as the runtime of its test.
pub(super) struct Server {
    url: String,
    seen: Arc<Seen>,
}

#[derive(Default)]
struct Seen {
    connections: AtomicUsize,
    requests: AtomicUsize,
}

impl Server {
    pub(super) async fn start(plan: impl Fn(usize, usize) -> Reply + Send + Sync + 'static) -> Self {
        Self::start_with("http", plan, async |stream| Ok::<TcpStream, io::Error>(stream)).await
    }

    /// Starts a server with a wrapper around each connection.
    pub(super) async fn start_with<W, F, S>(
        scheme: &str,
        plan: impl Fn(usize, usize) -> Reply + Send + Sync + 'static,
        wrap: W,
    ) -> Self
    where
        W: Fn(TcpStream) -> F + Send + Sync + 'static,
        F: Future<Output = io::Result<S>> + Send,
        S: AsyncRead + AsyncWrite + Send + Unpin + 'static,
    {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("{scheme}://{}", listener.local_addr().unwrap());
        let (plan, wrap, seen) =
            (Arc::<Plan>::from(Box::new(plan) as Box<Plan>), Arc::new(wrap), Arc::default());
        let seen_by_all = Arc::clone(&seen);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (plan, wrap, seen) = (Arc::clone(&plan), Arc::clone(&wrap), Arc::clone(&seen_by_all));
                tokio::spawn(async move { Connection::new(wrap(stream).await?, seen).serve(&*plan).await });
            }
        });
        Self { url, seen }
    }

    pub(super) fn url(&self) -> &str {
        &self.url
    }

    /// The number of connections that carried a request.
    pub(super) fn connections(&self) -> usize {
        self.seen.connections.load(Ordering::Relaxed)
    }

    /// The number of requests on all connections.
    pub(super) fn requests(&self) -> usize {
        self.seen.requests.load(Ordering::Relaxed)
    }
}

const DATA: u8 = 0;
const HEADERS: u8 = 1;
const RST_STREAM: u8 = 3;
const SETTINGS: u8 = 4;
const PING: u8 = 6;
const GOAWAY: u8 = 7;
const WINDOW_UPDATE: u8 = 8;

/// Of HEADERS and DATA; for SETTINGS and PING it is ACK.
const END_STREAM: u8 = 1;
const END_HEADERS: u8 = 4;

const LIST: &[u8] = br#"{"data":[]}"#;

struct Connection<S> {
    stream: S,
    seen: Arc<Seen>,
    /// The index among those that carried a request.
    number: Option<usize>,
    requests: usize,
    window: i64,
    first_window: i64,
    /// The bytes still to be sent on a stream, and its window.
    bodies: HashMap<u32, (usize, i64)>,
}

impl<S: AsyncRead + AsyncWrite + Unpin> Connection<S> {
    fn new(stream: S, seen: Arc<Seen>) -> Self {
        let bodies = HashMap::new();
        Self { stream, seen, number: None, requests: 0, window: 65_535, first_window: 65_535, bodies }
    }

    async fn serve(mut self, plan: &Plan) -> io::Result<()> {
        self.stream.read_exact(&mut [0; 24]).await?;
        let max_streams = (MAX_STREAMS as u32).to_be_bytes();
        self.write(SETTINGS, 0, 0, &[&[0, 3], &max_streams[..]].concat()).await?;
        loop {
            let mut head = [0; 9];
            self.stream.read_exact(&mut head).await?;
            let mut payload = vec![0; u32::from_be_bytes([0, head[0], head[1], head[2]]) as usize];
            self.stream.read_exact(&mut payload).await?;
            let id = u32::from_be_bytes([head[5], head[6], head[7], head[8]]);
            match (head[3], head[4] & END_STREAM != 0) {
                (HEADERS | DATA, true) => {
                    let reply = self.next(plan);
                    self.reply(id, reply).await?;
                }
                (SETTINGS, false) => {
                    for setting in payload.chunks(6) {
                        if setting[..2] == [0, 4] {
                            self.first_window = i64::from(number(&setting[2..]));
                        }
                    }
                    self.write(SETTINGS, 1, 0, &[]).await?;
                }
                (PING, false) => self.write(PING, 1, 0, &payload).await?,
                (WINDOW_UPDATE, _) if id == 0 => self.window += i64::from(number(&payload)),
                (WINDOW_UPDATE, _) => {
                    if let Some((_, window)) = self.bodies.get_mut(&id) {
                        *window += i64::from(number(&payload));
                    }
                }
                _ => {}
            }
            self.send_bodies().await?;
        }
    }

    fn next(&mut self, plan: &Plan) -> Reply {
        let seen = &self.seen;
        let connection = *self.number.get_or_insert_with(|| seen.connections.fetch_add(1, Ordering::Relaxed));
        seen.requests.fetch_add(1, Ordering::Relaxed);
        self.requests += 1;
        plan(connection, self.requests - 1)
    }

    async fn reply(&mut self, id: u32, reply: Reply) -> io::Result<()> {
        match reply {
            Reply::List => {
                self.head(id, &[]).await?;
                self.write(DATA, END_STREAM, id, LIST).await
            }
            Reply::ManyHeaders => {
                // A header of 3 KB, to which nine others refer.
                let mut headers = [&[0x40, 1, b'x', 0x7f][..], &hpack_length(3_000), &[b'v'; 3_000]].concat();
                headers.extend([0xbe; 9]);
                self.head(id, &headers).await?;
                self.write(DATA, END_STREAM, id, LIST).await
            }
            Reply::Bytes(length) => {
                self.bodies.insert(id, (length, self.first_window));
                self.head(id, &[]).await
            }
            Reply::Never => Ok(()),
            Reply::Begun => {
                self.head(id, &[]).await?;
                self.write(DATA, 0, id, &LIST[..4]).await
            }
            Reply::ListThenSilence => {
                self.head(id, &[]).await?;
                self.write(DATA, END_STREAM, id, LIST).await?;
                std::future::pending().await
            }
            Reply::Silence => std::future::pending().await,
            Reply::SilenceInBody => {
                self.head(id, &[]).await?;
                self.write(DATA, 0, id, &LIST[..4]).await?;
                std::future::pending().await
            }
            Reply::Reset(code) => self.write(RST_STREAM, 0, id, &code.to_be_bytes()).await,
            Reply::LateReset(milliseconds, code) => {
                tokio::time::sleep(Duration::from_millis(milliseconds)).await;
                self.write(RST_STREAM, 0, id, &code.to_be_bytes()).await
            }
            Reply::Nonsense => self.write(DATA, 0, 0, &[]).await,
            Reply::ResetInBody(code) => {
                self.head(id, &[]).await?;
                self.write(DATA, 0, id, &LIST[..4]).await?;
                self.write(RST_STREAM, 0, id, &code.to_be_bytes()).await
            }
            Reply::LeftOut(code) => {
                let last = id.saturating_sub(2);
                self.write(GOAWAY, 0, 0, &[last.to_be_bytes(), code.to_be_bytes()].concat()).await
            }
            Reply::TakenIn(code) => {
                self.write(GOAWAY, 0, 0, &[id.to_be_bytes(), code.to_be_bytes()].concat()).await?;
                self.stream.shutdown().await
            }
        }
    }

    /// 200, JSON, and more headers.
    async fn head(&mut self, id: u32, more: &[u8]) -> io::Result<()> {
        let head = [&[0x88, 0x0f, 0x10, 16][..], b"application/json", more].concat();
        self.write(HEADERS, END_HEADERS, id, &head).await
    }

    /// Sends as much of the bodies as the client accepts.
    async fn send_bodies(&mut self) -> io::Result<()> {
        let ids: Vec<u32> = self.bodies.keys().copied().collect();
        for id in ids {
            while let Some((left, window)) = self.bodies.get_mut(&id) {
                let open = usize::try_from((*window).min(self.window)).unwrap_or_default();
                let length = (*left).min(open).min(16_384);
                if length == 0 {
                    break;
                }
                *left -= length;
                *window -= length as i64;
                self.window -= length as i64;
                let is_last = *left == 0;
                if is_last {
                    self.bodies.remove(&id);
                }
                self.write(DATA, u8::from(is_last), id, &vec![b' '; length]).await?;
            }
        }
        Ok(())
    }

    async fn write(&mut self, kind: u8, flags: u8, id: u32, payload: &[u8]) -> io::Result<()> {
        let length = (payload.len() as u32).to_be_bytes();
        let head = [&length[1..], &[kind, flags], &id.to_be_bytes()].concat();
        self.stream.write_all(&[&head, payload].concat()).await?;
        self.stream.flush().await
    }
}

fn number(bytes: &[u8]) -> u32 {
    u32::from_be_bytes(bytes[..4].try_into().unwrap())
}

/// Encodes the rest of a length that does not fit into seven bits.
fn hpack_length(length: usize) -> [u8; 2] {
    let rest = length - 127;
    [(rest % 128) as u8 | 128, (rest / 128) as u8]
}
