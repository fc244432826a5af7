//! A web application whose users log in with Miro: it lists their boards, and adds sticky notes to them.
//!
//! `cargo run -p miro-web-login --example web_login` runs it on a sandbox in this process. If `MIRO_CLIENT_ID`, `MIRO_CLIENT_SECRET` and
//! `MIRO_REDIRECT_URL` are set, it runs on the real Miro. For details, see the README in this folder.

mod app;
mod boards;
mod cookies;
mod demo;
mod headers;
mod limits;
mod login;
mod notice;
mod pages;
mod problem;
mod revocations;
mod server;
mod session;
mod settings;
mod shutdown;
mod storage;
#[cfg(test)]
mod tests;
mod time_limit;

use std::error::Error;
use std::net::Ipv4Addr;
use std::path::PathBuf;
use std::sync::Arc;

use axum_extra::extract::cookie::Key;
use clap::Parser;
use miro::Miro;
use miro::storage::SqliteStorage;
use miro::wire::Timestamp;
use tokio::net::TcpListener;

use app::App;
use limits::Limits;

/// Logs its users in with Miro, lists their boards, and adds sticky notes to them.
#[derive(Parser)]
struct Arguments {
    /// The port on 127.0.0.1; 0 chooses a free one.
    #[arg(long, default_value_t = 3000)]
    port: u16,
    /// The SQLite file for the users' tokens, which only you can read. Not used on a sandbox, which has a temporary one.
    #[arg(long, default_value = "web_login.sqlite")]
    database: PathBuf,
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    start(Arguments::parse()).await
}

async fn start(arguments: Arguments) -> Result<(), Box<dyn Error>> {
    let Arguments { port, mut database } = arguments;
    tracing_subscriber::fmt().with_max_level(tracing::Level::INFO).init();
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))
        .await
        .map_err(|error| format!("port {port}: {error}; choose another one with --port"))?;
    let own_url = format!("http://{}", listener.local_addr()?);

    let registered = settings::registered();
    let (sandbox, folder);
    let (miro, redirect_url) = if let Some(registered) = registered {
        (registered.miro, registered.redirect_url)
    } else {
        let redirect_url = format!("{own_url}{}", settings::CALLBACK);
        sandbox = demo::sandbox(&redirect_url).await?;
        folder = tempfile::tempdir()?;
        database = folder.path().join("logins.sqlite");
        println!("MIRO_CLIENT_ID is not set: this runs on a sandbox in this process, {}", sandbox.url());
        let miro = Miro::builder()
            .base_url(sandbox.url())
            .client_id(sandbox.client_id())
            .client_secret(sandbox.client_secret())
            .redirect_url(&redirect_url);
        (miro, redirect_url)
    };
    let is_secure = settings::is_secure(&redirect_url)?;
    let storage = SqliteStorage::open(database).await?;

    let key = settings::session_key()?.unwrap_or_else(|| {
        println!("SESSION_KEY is not set: sessions end with this process.");
        Key::generate()
    });
    let app = App::new(miro, storage, key, is_secure, Arc::new(Timestamp::now), Limits::STANDARD)?;
    let stop = shutdown::on_signal()?;
    println!("Open {}", redirect_url.trim_end_matches(settings::CALLBACK));

    shutdown::run(listener, app, stop).await;
    Ok(())
}
