//! Downloads: from the URL in a response to the bytes, with the token to Miro, and without it after a redirect.

use std::time::Duration;

use miro::model::compliance::NewBoardExport;
use miro::prelude::*;
use miro::upload::FileUpload;
use miro_sandbox::{Fault, Sandbox};

use super::{BYTES, board, image_url};
use crate::environment;

/// Returns an image on a board, and the URL of its file.
async fn image() -> (Sandbox, MiroApi, String) {
    let (sandbox, api, board) = board().await;
    let image = board.images().upload(FileUpload::from_bytes("a.png", BYTES)).await.unwrap();
    sandbox.clear_requests();
    (sandbox, api, image_url(&image))
}

fn redirect(status: u16, location: &str) -> Fault {
    let headers = vec![("Location".to_owned(), location.to_owned())];
    Fault::Response { status, headers, body: String::new() }
}

#[tokio::test]
async fn the_token_is_not_sent_to_the_file_storage() {
    let (sandbox, api, url) = image().await;
    assert!(url.starts_with(&format!("{}/v2/boards/", sandbox.url())), "{url}");
    let file = api.download(&url).await.unwrap();
    assert_eq!((file.content.as_ref(), file.media_type.as_deref()), (BYTES, Some("image/png")));
    let [located, fetched] = &sandbox.requests()[..] else { panic!("{:?}", sandbox.requests()) };
    assert_eq!((located.status, fetched.status), (307, 200));
    assert!(located.headers.contains_key("authorization"));
    assert!(!fetched.headers.contains_key("authorization"), "the address itself is the key to it");
    assert!(fetched.path.starts_with("/downloads/"));
}

#[tokio::test]
async fn keeps_the_format_and_sets_redirect_true() {
    let (sandbox, api, url) = image().await;
    assert!(url.ends_with("?format=preview&redirect=false"), "{url}");
    api.download(&url).await.unwrap();
    api.download(url.replace("format=preview", "format=original")).await.unwrap();
    let (bare, _) = url.split_once('?').unwrap();
    api.download(bare).await.unwrap();
    let queries: Vec<_> = sandbox.requests().iter().step_by(2).map(|request| request.query.clone()).collect();
    assert_eq!(queries, ["format=preview&redirect=true", "format=original&redirect=true", "redirect=true"]);
    let error = api.download(format!("{bare}?format=thumbnail")).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Rejected);
}

#[tokio::test]
async fn downloads_documents_and_previews() {
    let (_sandbox, api, board) = board().await;
    let plan = FileUpload::from_bytes("plan.pdf", "%PDF-1.4");
    let document = board.documents().upload(plan).await.unwrap();
    let file = api.download(document.data.unwrap().document_url.unwrap()).await.unwrap();
    assert_eq!(file.content, "%PDF-1.4");
    assert_eq!(file.media_type.as_deref(), Some("application/octet-stream"), "its type is lost on the way");
    let new = miro::model::NewEmbed::new("https://vimeo.com/1").preview_url("https://example.com/p.png");
    let embed = board.embeds().create(new).await.unwrap();
    let file = api.download(embed.data.unwrap().preview_url.unwrap()).await.unwrap();
    assert_eq!(file.media_type.as_deref(), Some("image/png"));
}

#[tokio::test]
async fn downloads_an_export_without_the_token() {
    let sandbox = Sandbox::builder().export_step(Duration::ZERO).start().await;
    let api = environment::api(&sandbox);
    let board = environment::board(&api).await;
    board.sticky_notes().create(NewStickyNote::new("Hello")).await.unwrap();
    let compliance = api.compliance(sandbox.organization_id());
    let id = "92343229-c532-446d-b8cb-2f155bedb807";
    let started = compliance
        .board_exports()
        .create(id, NewBoardExport::of([board.get().await.unwrap().id]))
        .await
        .unwrap();
    let results = compliance.board_export(&started).results().await.unwrap();
    let link = results.results[0].export_link.clone().unwrap();
    sandbox.clear_requests();
    let file = api.download(link).await.unwrap();
    assert_eq!(file.media_type.as_deref(), Some("image/svg+xml"));
    assert!(str::from_utf8(&file.content).unwrap().contains("Hello"));
    let [fetched] = &sandbox.requests()[..] else { panic!("{:?}", sandbox.requests()) };
    assert!(fetched.path.starts_with("/exports/") && !fetched.headers.contains_key("authorization"));
}

#[tokio::test]
async fn downloads_the_picture_of_a_board() {
    let (_sandbox, api, board) = board().await;
    let picture = board.get().await.unwrap().picture.unwrap();
    for url in [picture.image_url, picture.original_url].into_iter().flatten() {
        assert_eq!(api.download(url).await.unwrap().media_type.as_deref(), Some("image/png"));
    }
}

#[tokio::test]
async fn follows_redirects_only_over_https() {
    let (sandbox, api, url) = image().await;
    for insecure in ["http://example.com/file.png", "ftp://example.com/file.png"] {
        let error = api.download(insecure).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidInput);
        assert!(error.to_string().contains("only https is followed"), "{error}");
    }
    assert!(sandbox.requests().is_empty());
    // The target of Miro's redirect is checked, too.
    sandbox.next(redirect(307, "http://example.com/file.png"));
    let error = api.download(&url).await.unwrap_err();
    assert!(error.to_string().contains("only https is followed"), "{error}");
    assert!(!error.to_string().contains("example.com"), "addresses of files are secrets: {error}");
    assert_eq!(sandbox.requests().len(), 1);
}

#[tokio::test]
async fn fetches_from_other_hosts_without_the_token() {
    let (sandbox, api, url) = image().await;
    let other = Sandbox::start().await;
    other.next(Fault::Response {
        status: 200,
        headers: vec![("Content-Type".to_owned(), "image/gif".to_owned())],
        body: "GIF".to_owned(),
    });
    sandbox.next(redirect(302, &format!("{}/a?signature=b", other.url())));
    let file = api.download(&url).await.unwrap();
    assert_eq!((file.content.as_ref(), file.media_type.as_deref()), (&b"GIF"[..], Some("image/gif")));
    let fetched = other.requests().pop().unwrap();
    assert_eq!((fetched.path.as_str(), fetched.query.as_str()), ("/a", "signature=b"));
    assert!(!fetched.headers.contains_key("authorization"));
}

#[tokio::test]
async fn reports_redirects_without_a_target() {
    let (sandbox, api, url) = image().await;
    for _ in 0..6 {
        sandbox.next(redirect(302, "/downloads/further"));
    }
    let error = api.download(&url).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::UnexpectedResponse);
    assert!(error.to_string().contains("too many redirects"), "{error}");
    sandbox.clear_faults();
    sandbox.next(Fault::status(307));
    let error = api.download(&url).await.unwrap_err();
    assert!(error.to_string().contains("the redirect has no valid `Location`"), "{error}");
    let error = api.download("not an address").await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidInput);
}

#[tokio::test]
async fn retries_both_steps_and_reports_their_errors() {
    let (sandbox, api, url) = image().await;
    sandbox.next(Fault::status(503));
    sandbox.next_on("GET", "/downloads/", Fault::status(502));
    assert_eq!(api.download(&url).await.unwrap().content, BYTES);
    assert_eq!(sandbox.requests().len(), 4);
    sandbox.next_on("GET", "/downloads/", Fault::status(403));
    assert_eq!(api.download(&url).await.unwrap_err().status().unwrap().as_u16(), 403);
    let error = api.download(url.replace("/resources/", "/resources/1")).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NotFound);
}
