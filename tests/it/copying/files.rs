//! Images and documents: their details, with their file downloaded and uploaded again.

use miro::model::{DocumentDetails, DocumentUpload, ImageDetails, ImageUpload};
use miro::prelude::*;
use miro::upload::FileUpload;

use super::{boards, common};

#[tokio::test]
async fn reuploads_an_image() {
    let (_sandbox, api, from, to) = boards().await;
    let details = ImageDetails::new().title("Logo").width(64.0).rotation(10.0).at(3.0, -4.0);
    let logo = FileUpload::from_bytes("logo.png", "the bytes of a PNG");
    let image = from.images().upload(ImageUpload::new(logo).details(details)).await.unwrap();
    let url = |image: &Image| image.data.clone().unwrap().image_url.unwrap();

    let file = api.download(url(&image)).await.unwrap();
    let copy =
        to.images().upload(image.to_upload(FileUpload::from_bytes("x.png", file.content))).await.unwrap();
    assert_eq!(api.download(url(&copy)).await.unwrap().content, "the bytes of a PNG");
    let without_file = |image: &Image| {
        let mut json = common(image);
        json["data"].as_object_mut().unwrap().remove("imageUrl");
        json
    };
    assert_eq!(without_file(&copy), without_file(&image));

    let copy = to.images().create(image.to_new("https://example.com/logo.png")).await.unwrap();
    assert_eq!(without_file(&copy), without_file(&image));
}

#[tokio::test]
async fn reuploads_a_document() {
    let (_sandbox, api, from, to) = boards().await;
    let details = DocumentDetails::new().title("Plan").width(420.0).rotation(10.0).at(3.0, -4.0);
    let plan = FileUpload::from_bytes("plan.pdf", "%PDF-1.4");
    let document = from.documents().upload(DocumentUpload::new(plan).details(details)).await.unwrap();
    let url = |document: &Document| document.data.clone().unwrap().document_url.unwrap();

    let file = api.download(url(&document)).await.unwrap();
    let upload = document.to_upload(FileUpload::from_bytes("x.pdf", file.content));
    let copy = to.documents().upload(upload).await.unwrap();
    assert_eq!(api.download(url(&copy)).await.unwrap().content, "%PDF-1.4");
    let without_file = |document: &Document| {
        let mut json = common(document);
        json["data"].as_object_mut().unwrap().remove("documentUrl");
        json
    };
    assert_eq!(without_file(&copy), without_file(&document));

    let copy = to.documents().create(document.to_new("https://example.com/plan.pdf")).await.unwrap();
    assert_eq!(
        (&copy.data.unwrap().title, &copy.position),
        (&document.data.unwrap().title, &document.position)
    );
    assert_ne!(copy.geometry, document.geometry, "Miro takes no size here");
}

#[tokio::test]
async fn items_with_files_are_not_created_in_bulk() {
    let (_sandbox, _, from, _) = boards().await;
    let logo = FileUpload::from_bytes("logo.png", "the bytes of a PNG");
    from.images().upload(ImageUpload::new(logo)).await.unwrap();
    let items = from.items().list().await.unwrap().data;
    assert_eq!(items[0].to_new(), None);
}
