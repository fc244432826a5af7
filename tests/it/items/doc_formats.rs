//! Documents written in Markdown.

use miro::model::{DocFormatContentType, NewDocFormat};
use miro::prelude::*;

use super::board;

#[tokio::test]
async fn writes_markdown_and_reads_markdown_or_html() {
    let (sandbox, board) = board().await;
    let docs = board.doc_formats();
    let doc = docs.create(NewDocFormat::new("# Notes\n\n- *first*").at(5.0, 6.0)).await.unwrap();
    assert_eq!(doc.kind, ItemKind::DocFormat);
    let data = doc.data.as_ref().unwrap();
    assert_eq!(data.content.as_deref(), Some("# Notes\n\n- *first*"));
    assert_eq!(data.content_type, Some(DocFormatContentType::Markdown));
    assert_eq!(doc.position.as_ref().unwrap().x, Some(5.0));
    assert_eq!(doc.geometry, None);
    assert_eq!(docs.get(&doc.id).await.unwrap(), doc);
    let html = docs.get(&doc.id).content_type(DocFormatContentType::Html).await.unwrap().data.unwrap();
    assert_eq!(html.content_type, Some(DocFormatContentType::Html));
    assert_eq!(html.content.unwrap(), "<h1>Notes</h1>\n<ul>\n<li><em>first</em></li>\n</ul>\n");
    assert_eq!(sandbox.requests().last().unwrap().query, "textContentType=html");

    // They have no separate list.
    board.texts().create(miro::model::NewText::new("no document")).await.unwrap();
    let listed = board.items().list().kind(ItemKind::DocFormat).await.unwrap().data;
    assert_eq!(listed.iter().map(|item| &item.as_doc_format().unwrap().id).collect::<Vec<_>>(), [&doc.id]);
    docs.delete(&doc.id).await.unwrap();
    assert_eq!(docs.get(&doc.id).await.unwrap_err().kind(), ErrorKind::NotFound);
}
