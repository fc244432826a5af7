//! One file at a time: from memory, from disk, from a reader.

use std::io::Cursor;
use std::path::PathBuf;

use miro::model::{DocumentDetails, DocumentReplacement, DocumentUpload, ImageDetails, ImageUpload};
use miro::prelude::*;
use miro::upload::{FileUpload, LARGEST_FILE};

use super::{BYTES, board, image_url};

/// A file on disk that is removed with the test.
struct OnDisk(PathBuf);

impl OnDisk {
    fn new(name: &str, content: &[u8]) -> Self {
        let folder = std::env::temp_dir().join(format!("miro-files-{}-{name}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join(name), content).unwrap();
        Self(folder.join(name))
    }
}

impl Drop for OnDisk {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(self.0.parent().unwrap());
    }
}

#[tokio::test]
async fn uploads_an_image_from_memory_disk_and_reader() {
    let (sandbox, api, board) = board().await;
    // Larger than one read, so that it is streamed.
    let large: Vec<u8> = BYTES.iter().copied().cycle().take(200_000).collect();
    let on_disk = OnDisk::new("from disk.png", &large);
    let files = [
        (FileUpload::from_bytes("from memory.png", BYTES), BYTES),
        (FileUpload::from_path(&on_disk.0), &large),
        (FileUpload::from_reader("from a reader.png", 200_000, Cursor::new(large.clone())), &large),
    ];
    for (file, content) in files {
        let name = file.name().to_owned();
        let image = board.images().upload(file).await.unwrap();
        let title = image.data.as_ref().unwrap().title.clone().unwrap();
        assert_eq!(format!("{title}.png"), name, "Miro's title for a file without one");
        let downloaded = api.download(image_url(&image)).await.unwrap();
        assert!(downloaded.content == content, "{name}");
        assert_eq!(downloaded.media_type.as_deref(), Some("image/png"));
    }
    // A body of a known length, because not every server accepts chunked encoding.
    let uploads = sandbox.requests().into_iter().filter(|request| request.method == "POST");
    for request in uploads {
        assert_eq!(request.headers["content-length"], request.body.len().to_string());
        assert!(!request.headers.contains_key("transfer-encoding"));
    }
}

#[tokio::test]
async fn sends_image_details_with_the_file() {
    let (_sandbox, _, board) = board().await;
    let frame = board.frames().create(NewFrame::new("Frame")).await.unwrap();
    let details = ImageDetails::new()
        .title("Logo \"2\" – neu")
        .alt_text("A yellow square")
        .height(90.0)
        .rotation(-15.0)
        .inside(&frame.id)
        .at(120.0, 80.0);
    let upload = ImageUpload::new(FileUpload::from_bytes("l.png", BYTES)).details(details);
    let image = board.images().upload(upload).await.unwrap();
    assert_eq!(image.data.as_ref().unwrap().title.as_deref(), Some("Logo \"2\" – neu"));
    let (geometry, position) = (image.geometry.clone().unwrap(), image.position.clone().unwrap());
    assert_eq!((geometry.height, geometry.rotation), (Some(90.0), Some(-15.0)));
    assert_eq!((position.x, position.y), (Some(120.0), Some(80.0)));
    assert_eq!(image.parent.as_ref().unwrap().id, frame.id);
    assert_eq!(board.images().get(&image.id).await.unwrap(), image);
}

#[tokio::test]
async fn replaces_the_file_of_an_image() {
    let (_sandbox, api, board) = board().await;
    let images = board.images();
    let image = images.upload(FileUpload::from_bytes("old.png", BYTES)).await.unwrap();
    let svg = FileUpload::from_bytes("new.svg", "<svg/>");
    let changed = images.reupload(&image.id, ImageUpload::new(svg)).await.unwrap();
    assert_eq!((&changed.id, &changed.position), (&image.id, &image.position));
    let file = api.download(image_url(&changed)).await.unwrap();
    assert_eq!((file.content.as_ref(), file.media_type.as_deref()), (&b"<svg/>"[..], Some("image/svg+xml")));
    images.delete(&image.id).await.unwrap();
    assert_eq!(api.download(image_url(&changed)).await.unwrap_err().kind(), ErrorKind::NotFound);
}

#[tokio::test]
async fn a_document_is_uploaded_described_and_replaced() {
    let (_sandbox, api, board) = board().await;
    let documents = board.documents();
    let details = DocumentDetails::new().title("Plan").width(420.0).at(1.0, 2.0);
    let plan = DocumentUpload::new(FileUpload::from_bytes("plan.pdf", "%PDF-1.4")).details(details);
    let document = documents.upload(plan).await.unwrap();
    assert_eq!(document.data.as_ref().unwrap().title.as_deref(), Some("Plan"));
    assert_eq!(document.geometry.as_ref().unwrap().width, Some(420.0));

    let other =
        DocumentReplacement::new(FileUpload::from_bytes("plan 2.docx", "PK")).alt_text("Boxes and arrows");
    let changed = documents.reupload(&document.id, other).await.unwrap();
    assert_eq!((&changed.id, &changed.geometry), (&document.id, &document.geometry));
    let file = api.download(changed.data.unwrap().document_url.unwrap()).await.unwrap();
    assert_eq!(file.content, "PK");
}

#[tokio::test]
async fn a_file_name_cannot_add_a_header_or_a_part() {
    let (sandbox, _, board) = board().await;
    let name = "a\"\r\nContent-Type: text/html\r\n\r\n--.png";
    let file = FileUpload::from_bytes(name, BYTES);
    let forged = file.clone().media_type("image/png\r\nX-Other: 1");
    let error = board.images().upload(forged).await.unwrap_err();
    assert!(error.to_string().contains("is not one such as image/png"), "{error}");
    board.images().upload(file).await.unwrap();
    let body = sandbox.requests().pop().unwrap().body;
    let head = String::from_utf8_lossy(&body);
    let head = head.split("\r\n\r\n").next().unwrap();
    assert_eq!(head.lines().count(), 3, "{head}");
}

#[tokio::test]
async fn rejects_unsupported_uploads_before_sending() {
    let (sandbox, _, board) = board().await;
    let images = board.images();
    let large = usize::try_from(LARGEST_FILE).unwrap() + 1;
    let on_disk = OnDisk::new("large.png", &vec![0; large]);
    let both = ImageDetails::new().width(1.0).height(1.0);
    let refused = [
        (FileUpload::from_bytes("large.png", vec![0; large]).into(), "\"large.png\" has 6291457 bytes, but"),
        (FileUpload::from_path(&on_disk.0).into(), "\"large.png\" has 6291457 bytes, but"),
        (
            FileUpload::from_reader("large.png", LARGEST_FILE + 1, tokio::io::empty()).into(),
            "\"large.png\" has 6291457 bytes, but",
        ),
        (FileUpload::from_path("/nowhere/at all.png").into(), "\"at all.png\" cannot be read: No such file"),
        (FileUpload::from_path(std::env::temp_dir()).into(), "cannot be read: it is not a file"),
        (
            ImageUpload::new(FileUpload::from_bytes("a.png", BYTES)).details(both),
            "`data`: `geometry.height`: `geometry.width` is set too",
        ),
    ];
    for (upload, expected) in refused {
        let error = images.upload(upload).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidInput);
        assert!(error.to_string().contains(expected), "{error}");
        assert!(error.to_string().contains("nothing was sent"), "{error}");
    }
    assert!(sandbox.requests().is_empty());
    // The largest size that Miro accepts is accepted.
    let largest = FileUpload::from_bytes("largest.png", vec![0; large - 1]);
    images.upload(largest).await.unwrap();
}

#[tokio::test]
async fn reports_the_rejected_file() {
    let (sandbox, _, board) = board().await;
    let error = board.images().upload(FileUpload::from_bytes("plan.pdf", "%PDF-1.4")).await.unwrap_err();
    assert_eq!((error.kind(), error.status().unwrap().as_u16()), (ErrorKind::Rejected, 400));
    assert!(error.to_string().contains("`resource`"), "{error}");
    let board_id = board.get().await.unwrap().id;
    assert_eq!(sandbox.item_count(board_id.as_str()), 0);
}
