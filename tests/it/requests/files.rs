//! Items that are files: by URL, and uploaded.

use miro::model::{
    BulkUpload, DocumentChanges, DocumentDetails, DocumentReplacement, DocumentUpload, ImageChanges,
    ImageDetails, ImageUpload, NewDocument, NewImage,
};
use miro::upload::FileUpload;

use super::{Calls, FRAME, ITEM};

pub(super) async fn images(calls: &Calls) {
    let images = calls.board().images();
    let new = NewImage::new("https://example.com/logo.png")
        .title("Logo")
        .width(320.0)
        .rotation(45.0)
        .at(10.0, 20.5)
        .inside(FRAME);
    calls.make(images.create(new)).await;
    calls.make(images.create(NewImage::new("https://example.com/logo.png").height(180.0))).await;
    let details = ImageDetails::new()
        .title("Logo")
        .alt_text("A yellow square")
        .width(320.0)
        .rotation(45.0)
        .at(10.0, 20.5)
        .inside(FRAME);
    let logo = FileUpload::from_bytes("logo.png", "the bytes of a PNG");
    calls.make(images.upload(ImageUpload::new(logo.clone()).details(details))).await;
    calls.make(images.upload(ImageUpload::new(logo).details(ImageDetails::new().height(180.0)))).await;
    calls.make(images.get(ITEM)).await;
    calls.make(images.update(ITEM, ImageChanges::new().title("Old logo").leave_frame())).await;
    let other = FileUpload::from_bytes("logo \"2\".svg", "<svg/>");
    calls.make(images.reupload(ITEM, ImageUpload::new(other))).await;
    calls.make(images.delete(ITEM)).await;
}

pub(super) async fn documents(calls: &Calls) {
    let documents = calls.board().documents();
    let new = NewDocument::new("https://example.com/plan.pdf").title("Plan").at(10.0, 20.5).inside(FRAME);
    calls.make(documents.create(new)).await;
    let details =
        DocumentDetails::new().title("Plan").width(420.0).rotation(-5.0).at(10.0, 20.5).inside(FRAME);
    let plan = FileUpload::from_bytes("plan.pdf", "%PDF-1.4");
    calls.make(documents.upload(DocumentUpload::new(plan.clone()).details(details))).await;
    let details = DocumentDetails::new().height(594.0);
    calls.make(documents.upload(DocumentUpload::new(plan.clone()).details(details))).await;
    calls.make(documents.get(ITEM)).await;
    calls.make(documents.update(ITEM, DocumentChanges::new().url("https://example.com/2.pdf"))).await;
    let plan = plan.named("plan 2.bin").media_type("application/vnd.plan");
    let replacement = DocumentReplacement::new(plan).alt_text("Boxes and arrows");
    calls.make(documents.reupload(ITEM, replacement)).await;
    calls.make(documents.delete(ITEM)).await;
}

pub(super) async fn bulk(calls: &Calls) {
    let details = ImageDetails::new().title("Logo").width(320.0).rotation(45.0).at(10.0, 20.5).inside(FRAME);
    let logo = FileUpload::from_bytes("logo.png", "the bytes of a PNG");
    let upload = BulkUpload::new()
        .image(ImageUpload::new(logo).details(details))
        .document(FileUpload::from_bytes("plan.pdf", "%PDF-1.4"));
    calls.make(calls.board().items().upload_bulk(upload)).await;
}
