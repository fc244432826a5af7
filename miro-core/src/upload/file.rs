use std::fmt;
use std::path::PathBuf;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::{Bytes, BytesMut};
use futures_util::stream::{self, BoxStream, StreamExt, TryStreamExt};
use tokio::io::{AsyncRead, AsyncReadExt};

use super::media_type;
use crate::error::{Error, ErrorKind};
use crate::transport::{BrokenOff, TransportError};

/// The number of bytes of a file that are in memory at a time.
const PIECE: usize = 64 * 1024;

/// A file to upload.
///
/// A file from memory or from disk is sent again if an attempt fails. One from a reader cannot be, and a clone of
/// such a call shares the single reader.
///
/// ```
/// use miro_core::upload::FileUpload;
///
/// let logo = FileUpload::from_bytes("logo.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>");
/// let plan = FileUpload::from_path("plan.pdf").named("Plan for 2027.pdf");
/// ```
#[derive(Clone)]
#[must_use = "a file is uploaded by a call"]
pub struct FileUpload {
    name: String,
    media_type: Option<String>,
    source: Source,
}

#[derive(Clone)]
enum Source {
    Bytes(Bytes),
    Path(PathBuf),
    Reader { size: u64, reader: Arc<Mutex<Option<Reader>>> },
}

type Reader = Pin<Box<dyn AsyncRead + Send>>;

impl FileUpload {
    /// Creates a file from memory, with this name.
    pub fn from_bytes(name: impl Into<String>, content: impl Into<Bytes>) -> Self {
        Self { name: name.into(), media_type: None, source: Source::Bytes(content.into()) }
    }

    /// Creates a file from disk, with its own name. It is opened when the call is sent, and read while it is sent.
    pub fn from_path(path: impl Into<PathBuf>) -> Self {
        let path = path.into();
        let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        Self { name, media_type: None, source: Source::Path(path) }
    }

    /// Creates a file from a reader, which must yield exactly this many bytes, with this name.
    pub fn from_reader(name: impl Into<String>, size: u64, reader: impl AsyncRead + Send + 'static) -> Self {
        let reader: Reader = Box::pin(reader);
        let source = Source::Reader { size, reader: Arc::new(Mutex::new(Some(reader))) };
        Self { name: name.into(), media_type: None, source }
    }

    /// Sets the name that it is uploaded with.
    pub fn named(mut self, name: impl Into<String>) -> Self {
        self.name = name.into();
        self
    }

    /// Sets its media type, such as `image/png`. By default it follows from the extension of the name.
    pub fn media_type(mut self, media_type: impl Into<String>) -> Self {
        self.media_type = Some(media_type.into());
        self
    }

    /// The name that it is uploaded with.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    pub(super) fn content_type(&self) -> &str {
        self.media_type.as_deref().unwrap_or_else(|| media_type::of_file_name(&self.name))
    }

    /// Whether it can be sent a second time.
    pub(super) fn is_repeatable(&self) -> bool {
        !matches!(self.source, Source::Reader { .. })
    }

    /// Returns its size in bytes, which is read from disk if necessary.
    pub(super) async fn size(&self) -> Result<u64, Error> {
        match &self.source {
            Source::Bytes(bytes) => Ok(bytes.len() as u64),
            Source::Reader { reader, .. } if lock(reader).is_none() => {
                Err(self.unreadable("its reader was used up by another call"))
            }
            Source::Reader { size, .. } => Ok(*size),
            Source::Path(path) => match tokio::fs::metadata(path).await {
                Ok(metadata) if metadata.is_file() => Ok(metadata.len()),
                Ok(_) => Err(self.unreadable("it is not a file")),
                Err(error) => Err(self.unreadable(&error.to_string()).with_source(error)),
            },
        }
    }

    fn unreadable(&self, problem: &str) -> Error {
        let name = &self.name;
        Error::new(
            ErrorKind::InvalidInput,
            format!("nothing was sent: the file {name:?} cannot be read: {problem}"),
        )
    }

    /// Returns its bytes. There must be exactly this many, because the length of the request was announced.
    pub(super) fn pieces(&self, size: u64) -> BoxStream<'static, Result<Bytes, TransportError>> {
        let name = self.name.clone();
        match &self.source {
            Source::Bytes(bytes) => stream::iter([Ok(bytes.clone())]).boxed(),
            Source::Path(path) => {
                let path = path.clone();
                stream::once(async move { tokio::fs::File::open(path).await })
                    .map(move |opened| match opened {
                        Ok(file) => exactly(name.clone(), Box::pin(file), size),
                        Err(error) => failed(BrokenOff::new(&name, &error)),
                    })
                    .flatten()
                    .boxed()
            }
            Source::Reader { reader, .. } => match lock(reader).take() {
                Some(reader) => exactly(name, reader, size),
                None => failed(BrokenOff::new(&name, &"its reader was used up by another call")),
            },
        }
    }
}

fn lock(reader: &Mutex<Option<Reader>>) -> MutexGuard<'_, Option<Reader>> {
    reader.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Returns the bytes of a reader, or an error if their number differs from this.
fn exactly(name: String, reader: Reader, size: u64) -> BoxStream<'static, Result<Bytes, TransportError>> {
    stream::try_unfold((reader, size), move |(mut reader, left)| {
        let name = name.clone();
        async move {
            let mut piece = BytesMut::with_capacity(PIECE);
            let read = reader.read_buf(&mut piece).await.map_err(|error| BrokenOff::new(&name, &error))?;
            match (read as u64, left) {
                (0, 0) => Ok(None),
                (0, _) => Err(BrokenOff::new(
                    &name,
                    &format_args!("it is shorter than the {size} bytes that were announced"),
                )),
                (read, left) if read > left => Err(BrokenOff::new(
                    &name,
                    &format_args!("it is longer than the {size} bytes that were announced"),
                )),
                (read, left) => Ok(Some((piece.freeze(), (reader, left - read)))),
            }
        }
    })
    .map_err(TransportError::from)
    .boxed()
}

fn failed(error: BrokenOff) -> BoxStream<'static, Result<Bytes, TransportError>> {
    stream::iter([Err(error.into())]).boxed()
}

impl fmt::Debug for FileUpload {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "FileUpload({:?})", self.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn sent(file: &FileUpload) -> Result<Vec<u8>, TransportError> {
        let size = file.size().await.unwrap();
        let pieces: Vec<Bytes> = file.pieces(size).try_collect().await?;
        Ok(pieces.concat())
    }

    #[tokio::test]
    async fn a_file_comes_from_memory_disk_or_a_reader() {
        let path = std::env::temp_dir().join(format!("miro-upload-{}.png", std::process::id()));
        let content = vec![7_u8; 3 * PIECE + 1];
        std::fs::write(&path, &content).unwrap();
        let from_disk = FileUpload::from_path(&path);
        assert_eq!(sent(&from_disk).await.unwrap(), content);
        assert_eq!(sent(&from_disk).await.unwrap(), content, "a second time as well");
        std::fs::remove_file(&path).unwrap();
        assert_eq!(from_disk.content_type(), "image/png");
        assert_eq!(from_disk.size().await.unwrap_err().kind(), ErrorKind::InvalidInput);

        let from_memory = FileUpload::from_bytes("a.txt", content.clone());
        assert_eq!(sent(&from_memory).await.unwrap(), content);
        let from_reader = FileUpload::from_reader("a", 5, std::io::Cursor::new(b"12345".to_vec()));
        assert_eq!(sent(&from_reader).await.unwrap(), b"12345");
        let error = from_reader.size().await.unwrap_err();
        assert!(
            error.to_string().contains("used up by another call"),
            "a reader can be read only once: {error}"
        );
    }

    #[tokio::test]
    async fn a_reader_with_a_wrong_size_breaks_off_the_request() {
        for (announced, expected) in [(4, "longer than the 4 bytes"), (6, "shorter than the 6 bytes")] {
            let file = FileUpload::from_reader("a", announced, std::io::Cursor::new(b"12345"));
            let error = sent(&file).await.unwrap_err();
            let cause = std::error::Error::source(&error).unwrap().to_string();
            assert!(cause.contains(expected), "{cause}");
        }
    }
}
