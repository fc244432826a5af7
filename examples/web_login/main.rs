//! A web application whose users log in with Miro: it lists their boards, and puts sticky notes on them.
//!
//! `cargo run --example web_login` runs it on a sandbox in this very process. With `MIRO_CLIENT_ID`, `MIRO_CLIENT_SECRET` and
//! `MIRO_REDIRECT_URL` it does the same on the real Miro. The README beside it says more.

mod app;
mod boards;
mod cookies;
mod demo;
mod headers;
mod login;
mod notice;
mod pages;
mod problem;
mod session;
mod settings;
#[cfg(test)]
mod tests;

use std::error::Error;
use std::net::Ipv4Addr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use axum_extra::extract::cookie::Key;
use clap::Parser;
use miro::Miro;
use miro::middleware::RetryPolicy;
use miro::storage::SqliteStorage;
use miro::wire::Timestamp;
use tokio::net::TcpListener;

use app::App;

/// Logs its users in with Miro, lists their boards, and puts sticky notes on them.
#[derive(Parser)]
struct Arguments {
    /// The port on 127.0.0.1; 0 is any free one.
    #[arg(long, default_value_t = 3000)]
    port: u16,
    /// The SQLite file with the tokens of the users, which only you can read; on a sandbox one that goes with it.
    #[arg(long, default_value = "web_login.sqlite")]
    database: PathBuf,
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let Arguments { port, mut database } = Arguments::parse();
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
    let miro = miro.retry(retries()).storage(SqliteStorage::open(database).await?).build()?;

    let key = settings::session_key()?.unwrap_or_else(|| {
        println!("SESSION_KEY is not set: sessions end with this process.");
        Key::generate()
    });
    println!("Open {}", redirect_url.trim_end_matches(settings::CALLBACK));

    let app = App { miro, key, is_secure, clock: Arc::new(Timestamp::now) };
    axum::serve(listener, app::router(app)).with_graceful_shutdown(interrupted()).await?;
    Ok(())
}

/// Somebody waits in front of a screen: what takes longer than this had better be said.
fn retries() -> RetryPolicy {
    RetryPolicy::standard().longest_wait(Duration::from_secs(2))
}

async fn interrupted() {
    // Without a signal to wait for it runs until it is killed.
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}
