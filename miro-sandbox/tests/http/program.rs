//! The program, started from the command line.

use std::io::{BufRead as _, BufReader};
use std::net::TcpListener;
use std::process::{Command, Output, Stdio};

fn program() -> Command {
    Command::new(env!("CARGO_BIN_EXE_miro-sandbox"))
}

fn stderr(output: &Output) -> &str {
    str::from_utf8(&output.stderr).unwrap()
}

#[test]
fn busy_port_is_reported() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port();
    let output = program().arg(format!("--port={port}")).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let message = stderr(&output);
    assert!(message.starts_with(&format!("error: 127.0.0.1:{port}: ")), "{message}");
    assert!(message.ends_with("; choose another --port\n") && message.lines().count() == 1, "{message}");
    assert!(output.stdout.is_empty(), "{output:?}");
}

#[test]
fn missing_seed_is_named() {
    let output = program().arg("--seed=nowhere/seed.json").output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let message = stderr(&output);
    assert!(message.starts_with("error: nowhere/seed.json: ") && message.lines().count() == 1, "{message}");
}

#[test]
fn client_settings_are_printed_once() {
    let mut child = program().stdout(Stdio::piped()).spawn().unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
    let mut labels = Vec::new();
    for line in lines {
        let (label, value) = line.split_once(':').unwrap();
        assert!(!value.trim().is_empty(), "{line}");
        labels.push(label.to_owned());
        if label == "app token" {
            break;
        }
    }
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(
        labels,
        [
            "base URL",
            "page",
            "access token",
            "client id",
            "client secret",
            "redirect URI",
            "SCIM base URL",
            "SCIM token",
            "app token"
        ]
    );
}
