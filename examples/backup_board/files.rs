//! The files of images and documents.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use miro::MiroApi;
use miro::model::Item;
use miro::upload::{FileUpload, LARGEST_FILE};

use crate::record::{Record, StoredFile};

/// Whether items of this kind need their files to be created again.
pub fn has_file(item: &Item) -> bool {
    matches!(item, Item::Image(_) | Item::Document(_))
}

/// Returns the URL of the file.
fn url(item: &Item) -> Option<String> {
    match item {
        Item::Image(image) => {
            let url = image.data.as_ref()?.image_url.as_ref()?;
            Some(url.replace("format=preview", "format=original"))
        }
        Item::Document(document) => document.data.as_ref()?.document_url.clone(),
        _ => None,
    }
}

/// Fetches the file of an item. Returns its record, or a record with the reason why it is missing.
pub async fn fetch(api: &MiroApi, item: &Item) -> Record {
    let missing = |reason| Record::Missing { item: Some(item.id().clone()), reason };
    let Some(url) = url(item) else {
        return missing("Miro does not say where its file is".to_owned());
    };
    match api.download(url).await {
        Ok(file) if file.content.len() as u64 > LARGEST_FILE => missing(format!(
            "its file has {} bytes, and Miro takes no more than {LARGEST_FILE} in an upload",
            file.content.len()
        )),
        Ok(file) => Record::File(StoredFile {
            item: item.id().clone(),
            media_type: file.media_type,
            content: STANDARD.encode(&file.content),
        }),
        Err(error) => missing(format!("its file could not be fetched: {error}")),
    }
}

/// Converts a stored file to an upload. Its name gets an extension, from which Miro takes the file type.
pub fn upload(file: StoredFile) -> Result<FileUpload, String> {
    let content =
        STANDARD.decode(&file.content).map_err(|error| format!("its file is not in base64: {error}"))?;
    let media_type = file.media_type.as_deref().unwrap_or_default();
    let upload = FileUpload::from_bytes(format!("file.{}", extension(media_type, &content)), content);
    Ok(match file.media_type {
        Some(media_type) => upload.media_type(media_type),
        None => upload,
    })
}

fn extension(media_type: &str, content: &[u8]) -> &'static str {
    match media_type.split(';').next().unwrap_or_default().trim() {
        "image/jpeg" => "jpg",
        "image/gif" => "gif",
        "image/svg+xml" => "svg",
        "image/webp" => "webp",
        "application/pdf" => "pdf",
        _ if content.starts_with(b"%PDF") => "pdf",
        _ => "png",
    }
}
