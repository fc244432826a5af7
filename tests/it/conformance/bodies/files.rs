//! Images and documents, from a URL and from a file.

use miro::model::{
    BulkUpload, DocumentChanges, DocumentDetails, DocumentReplacement, DocumentUpload, ImageChanges,
    ImageDetails, ImageUpload, NewDocument, NewImage,
};
use miro::upload::FileUpload;

use crate::requests::{Calls, FRAME, ITEM};

pub(super) async fn make(calls: &Calls) {
    one_by_one(calls).await;
    at_once(calls).await;
}

async fn one_by_one(calls: &Calls) {
    let file = || FileUpload::from_bytes("logo.png", "the bytes of a PNG");
    let images = calls.board().images();
    calls.make(images.create(NewImage::new("https://example.com/logo.png"))).await;
    calls.make(images.update(ITEM, ImageChanges::new().title("Logo"))).await;
    let changes = ImageChanges::new()
        .url("https://example.com/logo.png")
        .title("Logo")
        .rotation(45.0)
        .at(1.0, 2.0)
        .inside(FRAME);
    calls.make(images.update(ITEM, changes.clone().width(320.0))).await;
    calls.make(images.update(ITEM, changes.height(180.0))).await;
    let details =
        ImageDetails::new().title("Logo").alt_text("A square").rotation(45.0).at(1.0, 2.0).inside(FRAME);
    for details in [ImageDetails::new(), details.clone().width(320.0), details.height(180.0)] {
        let upload = ImageUpload::new(file()).details(details);
        calls.make(images.upload(upload.clone())).await;
        calls.make(images.reupload(ITEM, upload)).await;
    }

    let documents = calls.board().documents();
    calls.make(documents.create(NewDocument::new("https://example.com/plan.pdf"))).await;
    calls.make(documents.update(ITEM, DocumentChanges::new().title("Plan"))).await;
    let changes = DocumentChanges::new()
        .url("https://example.com/plan.pdf")
        .title("Plan")
        .rotation(45.0)
        .at(1.0, 2.0)
        .inside(FRAME);
    calls.make(documents.update(ITEM, changes.clone().width(320.0))).await;
    calls.make(documents.update(ITEM, changes.height(180.0))).await;
    let details = DocumentDetails::new().title("Plan").rotation(45.0).at(1.0, 2.0).inside(FRAME);
    for details in [DocumentDetails::new(), details.clone().width(320.0), details.height(180.0)] {
        calls.make(documents.upload(DocumentUpload::new(file()).details(details.clone()))).await;
        let replacement = DocumentReplacement::new(file()).details(details).alt_text("Boxes and arrows");
        calls.make(documents.reupload(ITEM, replacement)).await;
    }
}

/// Several files at once, of each kind with the least and with everything.
async fn at_once(calls: &Calls) {
    let file = || FileUpload::from_bytes("logo.png", "the bytes of a PNG");
    let image = ImageDetails::new().title("Logo").rotation(45.0).at(1.0, 2.0).inside(FRAME);
    let document = DocumentDetails::new().title("Plan").rotation(45.0).at(1.0, 2.0).inside(FRAME);
    let mut upload = BulkUpload::new().image(file()).document(file());
    for details in [image.clone().width(320.0), image.height(180.0)] {
        upload = upload.image(ImageUpload::new(file()).details(details));
    }
    for details in [document.clone().width(320.0), document.height(180.0)] {
        upload = upload.document(DocumentUpload::new(file()).details(details));
    }
    calls.make(calls.board().items().upload_bulk(upload)).await;
}
