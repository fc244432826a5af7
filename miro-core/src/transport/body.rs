use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use bytes::{Bytes, BytesMut};
use http_body::{Frame, SizeHint};
use http_body_util::BodyExt;
use http_body_util::combinators::UnsyncBoxBody;

use super::{TransportError, TransportErrorKind};

/// The body of a request or a response: bytes, or a stream of bytes.
///
/// Its [`Debug`](fmt::Debug) shows its length, never its content.
pub struct Body(Content);

type Stream = UnsyncBoxBody<Bytes, TransportError>;

enum Content {
    Bytes(Option<Bytes>),
    Stream(Stream),
    /// A stream that is created when it is sent, and can be created again.
    Repeatable(Arc<dyn Fn() -> Stream + Send + Sync>),
}

impl Body {
    /// Creates an empty body.
    #[must_use]
    pub fn empty() -> Self {
        Self::from(Bytes::new())
    }

    /// Creates a body that arrives, or is produced, piece by piece.
    pub fn stream<B>(body: B) -> Self
    where
        B: http_body::Body<Data = Bytes, Error = TransportError> + Send + 'static,
    {
        Self(Content::Stream(body.boxed_unsync()))
    }

    /// Creates a stream that can be cloned, because each use creates it again.
    pub(crate) fn repeatable<B>(make: impl Fn() -> B + Send + Sync + 'static) -> Self
    where
        B: http_body::Body<Data = Bytes, Error = TransportError> + Send + 'static,
    {
        Self(Content::Repeatable(Arc::new(move || make().boxed_unsync())))
    }

    /// Clones the body; `None` for most streams.
    #[must_use]
    pub fn try_clone(&self) -> Option<Self> {
        match &self.0 {
            Content::Bytes(bytes) => Some(Self(Content::Bytes(bytes.clone()))),
            Content::Stream(_) => None,
            Content::Repeatable(make) => Some(Self(Content::Repeatable(Arc::clone(make)))),
        }
    }

    /// Returns the bytes of a body that is not a stream.
    ///
    /// # Errors
    /// Returns the body unchanged if it is a stream.
    pub fn into_bytes(self) -> Result<Bytes, Self> {
        match self.0 {
            Content::Bytes(bytes) => Ok(bytes.unwrap_or_default()),
            stream => Err(Self(stream)),
        }
    }

    /// Reads the complete body, if it has at most this many bytes. No more than that is kept in memory.
    ///
    /// # Errors
    /// Fails if the body is longer, or breaks off.
    pub async fn collect(self, limit: usize) -> Result<Bytes, TransportError> {
        let stream = match self.0 {
            Content::Bytes(bytes) => return Ok(bytes.unwrap_or_default()),
            Content::Stream(stream) => stream,
            Content::Repeatable(make) => make(),
        };
        // A stream that announces a greater length is not read at all.
        if http_body::Body::size_hint(&stream).lower() > limit as u64 {
            return Err(too_large(limit));
        }
        pieces(stream, limit).await
    }
}

async fn pieces(mut stream: Stream, limit: usize) -> Result<Bytes, TransportError> {
    // Most responses arrive in one piece, which is not copied then.
    let mut all = Bytes::new();
    let mut copied = BytesMut::new();
    while let Some(frame) = stream.frame().await {
        let Ok(piece) = frame?.into_data() else { continue };
        if all.len().saturating_add(copied.len()).saturating_add(piece.len()) > limit {
            return Err(too_large(limit));
        }
        if all.is_empty() && copied.is_empty() {
            all = piece;
            continue;
        }
        copied.extend_from_slice(&std::mem::take(&mut all));
        copied.extend_from_slice(&piece);
    }
    Ok(if copied.is_empty() { all } else { copied.freeze() })
}

fn too_large(limit: usize) -> TransportError {
    TransportError::new(TransportErrorKind::BodyTooLarge, format!("more than {limit} bytes"))
}

impl Default for Body {
    fn default() -> Self {
        Self::empty()
    }
}

impl From<Bytes> for Body {
    fn from(bytes: Bytes) -> Self {
        Self(Content::Bytes((!bytes.is_empty()).then_some(bytes)))
    }
}

impl From<Vec<u8>> for Body {
    fn from(bytes: Vec<u8>) -> Self {
        Self::from(Bytes::from(bytes))
    }
}

impl From<String> for Body {
    fn from(text: String) -> Self {
        Self::from(Bytes::from(text))
    }
}

impl From<&'static str> for Body {
    fn from(text: &'static str) -> Self {
        Self::from(Bytes::from_static(text.as_bytes()))
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match http_body::Body::size_hint(self).exact() {
            Some(length) => write!(formatter, "Body({length} bytes)"),
            None => formatter.write_str("Body(stream)"),
        }
    }
}

impl http_body::Body for Body {
    type Data = Bytes;
    type Error = TransportError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, TransportError>>> {
        loop {
            match &mut self.0 {
                Content::Bytes(bytes) => {
                    return Poll::Ready(bytes.take().map(|bytes| Ok(Frame::data(bytes))));
                }
                Content::Stream(stream) => return Pin::new(stream).poll_frame(context),
                Content::Repeatable(make) => self.0 = Content::Stream(make()),
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        match &self.0 {
            Content::Bytes(bytes) => bytes.is_none(),
            Content::Stream(stream) => stream.is_end_stream(),
            Content::Repeatable(_) => false,
        }
    }

    fn size_hint(&self) -> SizeHint {
        match &self.0 {
            Content::Bytes(bytes) => {
                SizeHint::with_exact(bytes.as_ref().map_or(0, |bytes| bytes.len() as u64))
            }
            Content::Stream(stream) => stream.size_hint(),
            Content::Repeatable(_) => SizeHint::default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stream(pieces: &[&'static str]) -> Body {
        let pieces: Vec<_> =
            pieces.iter().map(|piece| Ok(Frame::data(Bytes::from_static(piece.as_bytes())))).collect();
        Body::stream(http_body_util::StreamBody::new(futures_util::stream::iter(pieces)))
    }

    #[tokio::test]
    async fn a_stream_is_collected_up_to_the_limit() {
        assert_eq!(stream(&["ab", "cd"]).collect(4).await.unwrap(), "abcd");
        let error = stream(&["ab", "cd"]).collect(3).await.unwrap_err();
        assert_eq!(error.kind(), TransportErrorKind::BodyTooLarge);
        let cause = std::error::Error::source(&error).unwrap();
        assert_eq!(cause.to_string(), "more than 3 bytes");
    }

    #[tokio::test]
    async fn a_body_that_announces_more_than_the_limit_is_not_read() {
        struct Announced;

        impl http_body::Body for Announced {
            type Data = Bytes;
            type Error = TransportError;

            fn poll_frame(
                self: Pin<&mut Self>,
                _: &mut Context<'_>,
            ) -> Poll<Option<Result<Frame<Bytes>, TransportError>>> {
                panic!("was read");
            }

            fn size_hint(&self) -> SizeHint {
                SizeHint::with_exact(4)
            }
        }

        let never = Body::stream(Announced);
        assert_eq!(never.collect(3).await.unwrap_err().kind(), TransportErrorKind::BodyTooLarge);
    }

    #[test]
    fn only_bytes_can_be_cloned() {
        assert!(Body::from("x").try_clone().is_some());
        assert!(stream(&["x"]).try_clone().is_none());
    }

    #[test]
    fn debug_shows_no_content() {
        assert_eq!(format!("{:?}", Body::from("secret")), "Body(6 bytes)");
    }
}
