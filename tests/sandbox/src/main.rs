//! Runs a sandbox until Ctrl-C.

use clap::Parser;
use miro_sandbox::Sandbox;

/// A stateful stand-in for the Miro REST API on 127.0.0.1.
#[derive(Debug, Parser)]
#[command(version)]
struct Arguments {
    /// The port on 127.0.0.1; any free one by default
    #[arg(long, default_value_t = 0)]
    port: u16,
    /// Credits per minute and user
    #[arg(long, default_value_t = 100_000)]
    rate_limit: u64,
}

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let arguments = Arguments::parse();
    let sandbox = Sandbox::builder().port(arguments.port).rate_limit(arguments.rate_limit).start().await;
    println!("base URL:      {}", sandbox.url());
    println!("page:          {}/", sandbox.url());
    println!("access token:  {}", sandbox.token());
    println!("client id:     {}", sandbox.client_id());
    println!("client secret: {}", sandbox.client_secret());
    println!("redirect URI:  {}", sandbox.redirect_uri());
    tokio::signal::ctrl_c().await
}
