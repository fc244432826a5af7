//! Bodies of the type `multipart/form-data`.

use serde_json::Value;

const BOUNDARY: &str = "sandbox-boundary";

/// A form built part by part.
#[derive(Clone, Default)]
pub(crate) struct Form(Vec<u8>);

impl Form {
    /// Creates a form that uploads one file.
    pub(crate) fn resource(name: &str, media_type: &str, bytes: &[u8]) -> Self {
        Self::default().file("resource", name, media_type, bytes)
    }

    /// Adds a JSON part.
    pub(crate) fn json(self, name: &str, value: &Value) -> Self {
        let head = format!("form-data; name=\"{name}\"\r\nContent-Type: application/json");
        self.part(&head, value.to_string().as_bytes())
    }

    /// Adds a file.
    pub(crate) fn file(self, name: &str, file_name: &str, media_type: &str, bytes: &[u8]) -> Self {
        let head =
            format!("form-data; name=\"{name}\"; filename=\"{file_name}\"\r\nContent-Type: {media_type}");
        self.part(&head, bytes)
    }

    /// Adds a part with exactly these headers, from the value of `Content-Disposition` on.
    pub(crate) fn part(mut self, head: &str, bytes: &[u8]) -> Self {
        self.0.extend(format!("--{BOUNDARY}\r\nContent-Disposition: {head}\r\n\r\n").as_bytes());
        self.0.extend(bytes);
        self.0.extend(b"\r\n");
        self
    }

    pub(crate) fn content_type(&self) -> String {
        format!("multipart/form-data; boundary={BOUNDARY}")
    }

    pub(crate) fn body(self) -> Vec<u8> {
        [self.0, format!("--{BOUNDARY}--\r\n").into_bytes()].concat()
    }
}
