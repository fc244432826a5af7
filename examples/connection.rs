//! Connects the programs to a sandbox in this process, or to the real Miro.

use miro::MiroApi;
use miro_sandbox::Sandbox;

/// A client, and its sandbox if it is connected to one.
pub struct Connection {
    pub api: MiroApi,
    /// Its boards are deleted when it is dropped.
    pub sandbox: Option<Sandbox>,
}

impl Connection {
    /// Connects to the real Miro, or to `MIRO_BASE_URL` if set, if `MIRO_ACCESS_TOKEN` is set; otherwise to a sandbox.
    ///
    /// Prints the choice on the standard error output.
    pub async fn from_env() -> Result<Self, miro::Error> {
        if std::env::var_os("MIRO_ACCESS_TOKEN").is_some() {
            let api = MiroApi::from_env()?;
            let base_url = std::env::var("MIRO_BASE_URL").ok().filter(|url| !url.is_empty());
            let place = base_url.as_deref().unwrap_or("the real Miro");
            eprintln!("MIRO_ACCESS_TOKEN is set: this runs on {place}.");
            return Ok(Self { api, sandbox: None });
        }
        eprintln!("MIRO_ACCESS_TOKEN is not set: this runs on a sandbox in this process.");
        Self::to_sandbox(Sandbox::start().await)
    }

    /// Connects to this sandbox as its default user.
    pub fn to_sandbox(sandbox: Sandbox) -> Result<Self, miro::Error> {
        let api = MiroApi::builder(sandbox.token()).base_url(sandbox.url()).build()?;
        Ok(Self { api, sandbox: Some(sandbox) })
    }
}
