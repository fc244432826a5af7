use bytes::Bytes;
use futures_util::stream::{self, StreamExt};
use http::HeaderValue;
use http_body::Frame;
use http_body_util::StreamBody;
use serde::Serialize;

use super::{FileUpload, LARGEST_FILE};
use crate::error::{Error, ErrorKind};
use crate::transport::{Body, TransportError};
use crate::wire;

/// A multipart form, `multipart/form-data` ([RFC 7578](https://www.rfc-editor.org/rfc/rfc7578)).
///
/// ```
/// use miro_core::upload::{FileUpload, Form};
///
/// let form = Form::new()
///     .file("resource", FileUpload::from_path("plan.png"))
///     .json("data", &serde_json::json!({"title": "Plan"}));
/// ```
#[derive(Clone, Debug, Default)]
#[must_use = "a form is sent by a call"]
pub struct Form {
    parts: Vec<Part>,
    items: Option<u32>,
    problem: Option<String>,
}

#[derive(Clone, Debug)]
struct Part {
    name: &'static str,
    content: Content,
}

#[derive(Clone, Debug)]
enum Content {
    /// A field, or a file with this name.
    Json(Bytes, Option<&'static str>),
    File(FileUpload),
}

/// A form whose length is known, because the sizes of its files were read.
#[derive(Clone, Debug)]
pub(crate) struct Prepared {
    boundary: String,
    /// Each part with its head and the length of its content.
    parts: Vec<(Bytes, Part, u64)>,
}

impl Form {
    /// Creates a form without parts.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file. All files of a form may have up to [6 MB](LARGEST_FILE) together.
    pub fn file(mut self, name: &'static str, file: FileUpload) -> Self {
        let media_type = file.content_type();
        let is_media_type = media_type.contains('/') && HeaderValue::from_str(media_type).is_ok();
        let problem = (!is_media_type).then(|| {
            format!(
                "`{name}`: the media type {media_type:?} of {:?} is not one such as image/png",
                file.name()
            )
        });
        self.parts.push(Part { name, content: Content::File(file) });
        match problem {
            Some(problem) => self.refuse(problem),
            None => self,
        }
    }

    /// Adds a value as JSON. If it cannot be serialized, the call is refused when it is sent.
    pub fn json<T: Serialize + ?Sized>(self, name: &'static str, value: &T) -> Self {
        self.serialized(name, None, wire::serialized(|| serde_json::to_vec(value)))
    }

    /// Adds a value as a JSON file with this name, of any size.
    pub fn json_file<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        file_name: &'static str,
        value: &T,
    ) -> Self {
        self.serialized(name, Some(file_name), wire::serialized(|| serde_json::to_vec(value)))
    }

    fn serialized(
        mut self,
        name: &'static str,
        file_name: Option<&'static str>,
        json: serde_json::Result<Vec<u8>>,
    ) -> Self {
        match json {
            Ok(json) => self.parts.push(Part { name, content: Content::Json(json.into(), file_name) }),
            Err(error) => return self.refuse(format!("`{name}`: {error}")),
        }
        self
    }

    /// Sets the number of items, each of which may cost credits. The default is one.
    pub fn for_items(mut self, items: u32) -> Self {
        self.items = Some(items);
        self
    }

    /// Refuses the call for this reason, before anything is sent.
    pub fn refuse(mut self, reason: impl Into<String>) -> Self {
        self.problem.get_or_insert(reason.into());
        self
    }

    pub(crate) fn items(&self) -> u32 {
        self.items.unwrap_or(1)
    }

    /// Reads the sizes of the files.
    ///
    /// # Errors
    /// Names a file that cannot be read, or that exceeds Miro's limit.
    pub(crate) async fn prepare(&self) -> Result<Prepared, Error> {
        if let Some(problem) = &self.problem {
            return Err(refused(problem));
        }
        let boundary = format!("miro-{:016x}{:016x}", fastrand::u64(..), fastrand::u64(..));
        let mut parts = Vec::with_capacity(self.parts.len());
        let mut all = 0_u64;
        for part in &self.parts {
            let length = match &part.content {
                Content::Json(json, _) => json.len() as u64,
                Content::File(file) => {
                    let size = file.size().await?;
                    let others = if all == 0 { "" } else { " with those before it" };
                    all = all.saturating_add(size);
                    if all > LARGEST_FILE {
                        let name = file.name();
                        return Err(refused(&format!(
                            "the file {name:?} has {all} bytes{others}, but Miro takes up to {LARGEST_FILE} bytes (6 MiB)"
                        )));
                    }
                    size
                }
            };
            parts.push((head(&boundary, part), part.clone(), length));
        }
        Ok(Prepared { boundary, parts })
    }
}

fn refused(problem: &str) -> Error {
    Error::new(ErrorKind::InvalidInput, format!("nothing was sent: {problem}"))
}

fn head(boundary: &str, part: &Part) -> Bytes {
    let name = part.name;
    let (file_name, content_type) = match &part.content {
        Content::Json(_, file_name) => (*file_name, "application/json"),
        Content::File(file) => (Some(file.name()), file.content_type()),
    };
    let file_name = file_name.map(|name| format!("; filename=\"{}\"", escaped(name))).unwrap_or_default();
    let head = format!(
        "--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"{file_name}\r\nContent-Type: {content_type}\r\n\r\n"
    );
    Bytes::from(head)
}

/// Escapes a file name as the [HTML standard](https://html.spec.whatwg.org/#multipart-form-data) does.
fn escaped(name: &str) -> String {
    name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A")
}

impl Prepared {
    pub(crate) fn content_type(&self) -> Result<HeaderValue, http::header::InvalidHeaderValue> {
        HeaderValue::try_from(format!("multipart/form-data; boundary={}", self.boundary))
    }

    /// The length of the body in bytes.
    pub(crate) fn length(&self) -> u64 {
        let parts = self.parts.iter().map(|(head, _, length)| head.len() as u64 + length + 2);
        parts.sum::<u64>() + self.end().len() as u64
    }

    fn end(&self) -> String {
        format!("--{}--\r\n", self.boundary)
    }

    /// Returns the body, which can be cloned unless a part of it comes from a reader.
    pub(crate) fn into_body(self) -> Body {
        let repeatable = self.parts.iter().all(|(_, part, _)| match &part.content {
            Content::Json(..) => true,
            Content::File(file) => file.is_repeatable(),
        });
        if repeatable { Body::repeatable(move || self.stream()) } else { Body::stream(self.stream()) }
    }

    fn stream(&self) -> impl http_body::Body<Data = Bytes, Error = TransportError> + Send + use<> {
        let end = Bytes::from(self.end());
        let parts = self.parts.clone().into_iter().map(|(head, part, length)| {
            let content = match part.content {
                Content::Json(json, _) => stream::iter([Ok(json)]).boxed(),
                Content::File(file) => file.pieces(length),
            };
            let edge = |bytes| stream::iter([Ok(bytes)]);
            edge(head).chain(content).chain(edge(Bytes::from_static(b"\r\n")))
        });
        let pieces = stream::iter(parts).flatten().chain(stream::iter([Ok(end)]));
        StreamBody::new(pieces.map(|piece| piece.map(Frame::data)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_form_has_its_announced_length_and_can_be_cloned() {
        let form = Form::new()
            .json("data", &serde_json::json!({"title": "T"}))
            .file("resource", FileUpload::from_bytes("a\"\r\nb.png", "PNG"));
        let prepared = form.prepare().await.unwrap();
        let (length, boundary) = (prepared.length(), prepared.boundary.clone());
        let body = prepared.into_body();
        let again = body.try_clone().unwrap();
        for body in [body, again] {
            let bytes = body.collect(usize::MAX).await.unwrap();
            assert_eq!(bytes.len() as u64, length);
            let expected = format!(
                "--{boundary}\r\nContent-Disposition: form-data; name=\"data\"\r\nContent-Type: application/json\r\n\r\n\
                 {{\"title\":\"T\"}}\r\n--{boundary}\r\nContent-Disposition: form-data; name=\"resource\"; \
                 filename=\"a%22%0D%0Ab.png\"\r\nContent-Type: image/png\r\n\r\nPNG\r\n--{boundary}--\r\n"
            );
            assert_eq!(String::from_utf8_lossy(&bytes), expected);
        }
    }

    #[tokio::test]
    async fn a_file_that_is_too_large_is_refused() {
        let large = FileUpload::from_reader("large.pdf", LARGEST_FILE + 1, tokio::io::empty());
        let error = Form::new().file("resource", large).prepare().await.unwrap_err();
        assert!(error.to_string().contains("6291457 bytes, but"), "{error}");
    }

    #[tokio::test]
    async fn files_that_are_too_large_together_are_refused() {
        let part = |size| FileUpload::from_reader("part.pdf", size, tokio::io::empty());
        let form = Form::new().file("a", part(LARGEST_FILE - 1)).json_file("data", "data.json", "anything");
        assert!(form.clone().file("b", part(1)).prepare().await.is_ok());
        let error = form.file("b", part(2)).prepare().await.unwrap_err();
        assert!(error.to_string().contains("6291457 bytes with those before it, but"), "{error}");
    }

    #[test]
    fn refuses_an_invalid_media_type() {
        for media_type in ["x\r\ny/z", "", "png"] {
            let file = FileUpload::from_bytes("a.png", "x").media_type(media_type);
            let problem = Form::new().file("resource", file).problem.unwrap();
            assert!(problem.contains("is not one such as image/png"), "{problem}");
        }
        assert_eq!(Form::new().file("resource", FileUpload::from_bytes("a", "x")).problem, None);
    }

    #[tokio::test]
    async fn a_body_from_a_reader_cannot_be_cloned() {
        let file = FileUpload::from_reader("a.txt", 1, std::io::Cursor::new("1"));
        let body = Form::new().file("resource", file).prepare().await.unwrap().into_body();
        assert!(body.try_clone().is_none());
        assert!(body.collect(1_000).await.is_ok());
    }
}
