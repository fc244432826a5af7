//! The addresses that a file may come from: a response names them, and could name a machine that only this one can
//! reach.

use miro::Outcome;
use miro::model::compliance::NewBoardExport;
use miro::prelude::*;
use miro::transport::{Script, ScriptedTransport};
use miro_sandbox::{Fault, Sandbox};

use crate::environment;

/// Each with the error's description of it.
const NOT_PUBLIC: [(&str, &str); 16] = [
    ("127.0.0.1", "127.0.0.1 is an address of this machine"),
    ("127.8.9.1:8443", "127.8.9.1 is an address of this machine"),
    ("2130706433", "127.0.0.1 is an address of this machine"),
    ("0x7f000001", "127.0.0.1 is an address of this machine"),
    ("localhost", "localhost is an address of this machine"),
    ("files.localhost.", "files.localhost. is an address of this machine"),
    ("[::1]", "::1 is an address of this machine"),
    ("[::ffff:127.0.0.1]", "::ffff:127.0.0.1 is an address of this machine"),
    ("0.0.0.0", "0.0.0.0 is the unspecified address"),
    ("[::]", ":: is the unspecified address"),
    ("10.0.0.1", "10.0.0.1 is a private address"),
    ("[fd00::1]", "fd00::1 is a private address"),
    ("100.64.0.1", "100.64.0.1 is a shared address"),
    ("169.254.169.254", "169.254.169.254 is a link-local address"),
    ("224.0.0.1", "224.0.0.1 is a multicast address"),
    ("[64:ff9b::a9fe:a9fe]", "64:ff9b::a9fe:a9fe is a link-local address"),
];

const IMAGE: &str = "https://api.miro.com/v2/boards/b/resources/images/1";

fn redirect(location: &str) -> Fault {
    let headers = vec![("Location".to_owned(), location.to_owned())];
    Fault::Response { status: 307, headers, body: String::new() }
}

/// Asserts that the error contains this text, and that nothing was sent.
fn assert_refused(error: &Error, reason: &str) {
    assert_eq!((error.kind(), error.outcome()), (ErrorKind::InvalidInput, Outcome::NotSent), "{error}");
    assert!(!error.is_retryable());
    let text = error.to_string();
    assert!(text.contains("nothing was sent") && text.contains(reason), "{text}");
    assert!(text.contains("only from public addresses"), "{text}");
    assert!(!text.contains("signature"), "{text}");
}

#[tokio::test]
async fn does_not_follow_a_redirect_to_a_private_address() {
    for (host, reason) in NOT_PUBLIC {
        let location = format!("https://{host}/file?signature=s");
        let transport = ScriptedTransport::new([
            Script::status(307).header("location", &location),
            Script::json(200, "internal"),
        ]);
        let api = MiroApi::builder("token").transport(transport.clone()).build().unwrap();
        assert_refused(&api.download(IMAGE).await.unwrap_err(), reason);
        assert_eq!(transport.sent().len(), 1, "{host}");
    }
}

#[tokio::test]
async fn does_not_follow_a_second_redirect_to_a_private_address() {
    let transport = ScriptedTransport::new([
        Script::status(307).header("location", "https://files.example/1"),
        Script::status(302).header("location", "//127.0.0.1/admin"),
        Script::json(200, "internal"),
    ]);
    let api = MiroApi::builder("token").transport(transport.clone()).build().unwrap();
    assert_refused(&api.download(IMAGE).await.unwrap_err(), "127.0.0.1 is an address of this machine");
    assert_eq!(transport.sent().len(), 2);
}

#[tokio::test]
async fn does_not_fetch_a_first_url_at_a_private_address() {
    for (host, reason) in NOT_PUBLIC {
        let transport = ScriptedTransport::new([Script::json(200, "internal")]);
        let api = MiroApi::builder("token").transport(transport.clone()).build().unwrap();
        assert_refused(&api.download(format!("https://{host}/file?signature=s")).await.unwrap_err(), reason);
        assert!(transport.sent().is_empty(), "{host}");
    }
}

#[tokio::test]
async fn only_the_base_url_host_may_be_private() {
    for base_url in ["https://10.0.0.5/miro", "https://10.0.0.5:8443"] {
        let transport = ScriptedTransport::new([
            Script::status(307).header("location", "/storage/1"),
            Script::json(200, "file"),
            Script::status(307).header("location", "https://10.0.0.6/storage/1"),
        ]);
        let api = MiroApi::builder("token").base_url(base_url).transport(transport.clone()).build().unwrap();
        assert_eq!(api.download(IMAGE).await.unwrap().content, "file");
        assert_refused(&api.download(IMAGE).await.unwrap_err(), "10.0.0.6 is a private address");
        assert_eq!(transport.sent().len(), 3);
    }
}

#[tokio::test]
async fn a_sandbox_client_fetches_only_from_loopback() {
    let (sandbox, api) = environment::sandbox().await;
    let other = Sandbox::start().await;
    let port = other.url().rsplit_once(':').unwrap().1;
    for host in ["127.0.0.1", "localhost"] {
        sandbox.next(redirect(&format!("http://{host}:{port}/file")));
        other.next(Fault::Response { status: 200, headers: Vec::new(), body: "file".to_owned() });
        assert_eq!(api.download(IMAGE).await.unwrap().content, "file", "{host}");
    }
    for (host, reason) in NOT_PUBLIC.iter().filter(|(_, reason)| !reason.contains("this machine")) {
        sandbox.next(redirect(&format!("https://{host}/file")));
        assert_refused(&api.download(IMAGE).await.unwrap_err(), reason);
    }
}

#[tokio::test]
async fn downloads_an_export_link_without_the_token() {
    let (sandbox, api) = environment::sandbox().await;
    let board = sandbox.seed_board("Retro");
    let compliance = api.compliance(sandbox.organization_id());
    let exports = compliance.board_exports();
    let job =
        exports.create("92343229-c532-446d-b8cb-2f155bedb801", NewBoardExport::of([board])).await.unwrap();
    let export = compliance.board_export(&job);
    sandbox.advance_clock(std::time::Duration::from_secs(3_600));
    let tasks = export.tasks().await.unwrap();
    let link = export.create_export_link(&tasks.data[0]).await.unwrap();
    sandbox.clear_requests();
    let file = api.download(link.export_link.unwrap()).await.unwrap();
    assert!(file.content.starts_with(b"<svg"), "{file:?}");
    let [request] = &sandbox.requests()[..] else { panic!("{:?}", sandbox.requests()) };
    assert!(request.path.starts_with("/exports/") && request.query.is_empty());
    assert!(!request.headers.contains_key("authorization"));
}
