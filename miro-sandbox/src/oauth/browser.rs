//! A minimal browser: opens the consent page, makes choices, and presses a button.

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::oauth::page;

/// Opens the page, makes the choices that differ from the preselected ones, presses the button, and returns the
/// redirect URL.
pub(crate) async fn decide(
    base: &str,
    authorize_url: &str,
    choices: &[(&str, &str)],
    decision: &str,
) -> String {
    let target = authorize_url.strip_prefix(base).filter(|target| target.starts_with('/'));
    let target = target.unwrap_or_else(|| panic!("{authorize_url} does not lead to the sandbox at {base}"));
    let host = base.trim_start_matches("http://");
    let consent =
        exchange(host, &format!("GET {target} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n")).await;
    assert!(consent.starts_with("HTTP/1.1 200"), "{authorize_url} does not show the consent page: {consent}");
    let mut fields = page::fields(&consent);
    for (name, value) in choices {
        assert!(page::offers(&consent, value), "the consent page does not offer the {name} {value}");
        fields.retain(|(field, _)| field != name);
        fields.push(((*name).to_owned(), (*value).to_owned()));
    }
    let form = form_urlencoded::Serializer::new(String::new())
        .extend_pairs(fields)
        .append_pair(page::DECISION, decision)
        .finish();
    let response = exchange(
        host,
        &format!(
            "POST {} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nContent-Length: {}\r\n\
             Content-Type: application/x-www-form-urlencoded\r\n\r\n{form}",
            page::PATH,
            form.len()
        ),
    )
    .await;
    let location = response.lines().find_map(|line| line.strip_prefix("location: "));
    location.unwrap_or_else(|| panic!("the consent page does not redirect: {response}")).to_owned()
}

/// Sends a request and reads until the connection is closed.
async fn exchange(host: &str, request: &str) -> String {
    let mut stream = TcpStream::connect(host).await.expect("a connection to the sandbox");
    stream.write_all(request.as_bytes()).await.expect("sending to the sandbox");
    let mut response = String::new();
    stream.read_to_string(&mut response).await.expect("a response of the sandbox");
    response
}
