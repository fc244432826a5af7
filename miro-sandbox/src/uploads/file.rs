//! An uploaded file.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use http::HeaderValue;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::size;
use crate::items::source::Media;
use crate::server::multipart::Part;
use crate::validation::problems::Problems;

/// 6 MB, the maximum for all files of a request together.
pub(crate) const MAX_SIZE: usize = 6 * 1024 * 1024;

/// Types of images that every browser draws.
#[cfg(feature = "page")]
const DRAWABLE: &[&str] = &["image/png", "image/jpeg", "image/gif", "image/webp", "image/svg+xml"];

/// A file whose bytes are shared with copies of the item or of the board.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct File {
    /// The id of the resource.
    pub(crate) id: String,
    pub(crate) media_type: String,
    #[serde(serialize_with = "as_base64", deserialize_with = "from_base64")]
    pub(crate) bytes: Bytes,
}

impl File {
    /// Reads a file from a form part. Reports it under a field name if it is unsuitable for an item.
    pub(crate) fn of(
        part: &Part,
        media: Media,
        id: String,
        field: &str,
        problems: &mut Problems,
    ) -> Option<Self> {
        let media_type = media_type(part);
        let complaint = if part.file_name.is_none() {
            "must be a file"
        } else if part.body.is_empty() {
            "must not be empty"
        } else if HeaderValue::from_str(&media_type).is_err() {
            "must have a valid content type"
        } else if media == Media::Image && !media_type.starts_with("image/") {
            "must be an image"
        } else {
            return Some(Self { id, media_type, bytes: part.body.clone() });
        };
        problems.add(field, complaint);
        None
    }
}

impl File {
    /// Whether browsers can draw it: they reject unknown types and broken files.
    #[cfg(feature = "page")]
    pub(crate) fn is_drawable(&self) -> bool {
        DRAWABLE.contains(&self.media_type.as_str()) && self.size().is_some()
    }

    /// Returns the width and height of an image in pixels, if its bytes contain them.
    pub(crate) fn size(&self) -> Option<(f64, f64)> {
        self.media_type.starts_with("image/").then(|| size::of_picture(&self.bytes)).flatten()
    }
}

/// Reports parts whose total size is above Miro's maximum.
pub(crate) fn check_size<'p>(parts: impl Iterator<Item = &'p Part>, field: &str, problems: &mut Problems) {
    if parts.map(|part| part.body.len()).sum::<usize>() > MAX_SIZE {
        problems.add(field, "must not be larger than 6 MB");
    }
}

/// Returns a file name without its extension.
pub(crate) fn title(part: &Part) -> Option<&str> {
    let name = part.file_name.as_deref()?;
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    (!stem.is_empty()).then_some(stem)
}

/// Returns the content type of the part, or the type for the file name's extension.
fn media_type(part: &Part) -> String {
    if !part.content_type.is_empty() && part.content_type != "application/octet-stream" {
        return part.content_type.to_ascii_lowercase();
    }
    let extension =
        part.file_name.as_deref().and_then(|name| name.rsplit_once('.')).map(|(_, extension)| extension);
    match extension.unwrap_or_default().to_ascii_lowercase().as_str() {
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "svg" => "image/svg+xml",
        "pdf" => "application/pdf",
        _ => "application/octet-stream",
    }
    .to_owned()
}

fn as_base64<S: Serializer>(bytes: &Bytes, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&STANDARD.encode(bytes))
}

fn from_base64<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Bytes, D::Error> {
    let text = String::deserialize(deserializer)?;
    STANDARD.decode(text).map(Bytes::from).map_err(serde::de::Error::custom)
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use serde_json::json;

    use super::File;

    #[test]
    fn bytes_are_serialized_as_base64() {
        let file = File {
            id: "1".to_owned(),
            media_type: "image/png".to_owned(),
            bytes: Bytes::from_static(&[0, 255, 10]),
        };
        let written = serde_json::to_value(&file).unwrap();
        assert_eq!(written, json!({"id": "1", "media_type": "image/png", "bytes": "AP8K"}));
        let read: File = serde_json::from_value(written).unwrap();
        assert_eq!(read.bytes, file.bytes);
        assert!(serde_json::from_value::<File>(json!({"id": "1", "media_type": "", "bytes": "?"})).is_err());
    }
}
