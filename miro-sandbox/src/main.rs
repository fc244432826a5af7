//! Runs a sandbox until Ctrl-C.

use std::error::Error;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use clap::Parser;
use jiff::SignedDuration;
use miro_sandbox::{Builder, Fault, FaultRule, Latency, Sandbox};

/// Number of recorded requests, limited because the sandbox may run for days.
const KEPT_REQUESTS: usize = 1_000;

/// A stateful stand-in for the Miro REST API on 127.0.0.1.
#[derive(Debug, Parser)]
#[command(version)]
struct Arguments {
    /// The port on 127.0.0.1; any free one by default
    #[arg(long, default_value_t = 0)]
    port: u16,
    /// Credits per window, per user and app
    #[arg(long, default_value_t = 100_000)]
    rate_limit: u64,
    /// How long a window of credits lasts, such as 60s
    #[arg(long, default_value = "60s", value_parser = duration)]
    rate_limit_window: Duration,
    /// Lets requests cost nothing
    #[arg(long)]
    no_rate_limit: bool,
    /// How long requests wait: 20ms, uniform:10ms..50ms, normal:20ms,5ms, log-normal:20ms,0.5, exponential:20ms
    #[arg(long)]
    latency: Option<Latency>,
    /// The part of the requests that fail in one of the ways that pass by themselves, such as 0.05
    #[arg(long, default_value_t = 0.0, value_parser = probability)]
    fault_rate: f64,
    /// Behaves the other way wherever it is not known for sure what Miro does (the README of the sandbox lists where)
    #[arg(long)]
    other_behaviors: bool,
    /// A seed to begin with: users and requests, or what --dump wrote (its format is in the README of the sandbox)
    #[arg(long, value_name = "FILE")]
    seed: Option<PathBuf>,
    /// Where to write all that the sandbox remembers when it stops, as a seed
    #[arg(long, value_name = "FILE")]
    dump: Option<PathBuf>,
    /// Picks which requests fail and how long they wait: always the same ones with the same seed
    #[arg(long, default_value_t = 0)]
    fault_seed: u64,
}

impl Arguments {
    fn builder(&self) -> Builder {
        let mut builder = Sandbox::builder()
            .port(self.port)
            .rate_limit(self.rate_limit)
            .rate_limit_window(self.rate_limit_window)
            .keep_requests(KEPT_REQUESTS);
        if self.other_behaviors {
            builder = builder.other_behaviors();
        }
        if self.no_rate_limit {
            builder = builder.without_rate_limits();
        }
        if let Some(latency) = self.latency {
            builder = builder.fault(FaultRule::new(Fault::Latency(latency)).seed(self.fault_seed));
        }
        if self.fault_rate > 0.0 {
            let rule = FaultRule::new(Fault::transient()).probability(self.fault_rate, self.fault_seed);
            builder = builder.fault(rule);
        }
        builder
    }
}

fn duration(text: &str) -> Result<Duration, String> {
    let signed: SignedDuration = text.parse().map_err(|error: jiff::Error| error.to_string())?;
    Duration::try_from(signed).map_err(|_| "a window cannot be negative".to_owned())
}

fn probability(text: &str) -> Result<f64, String> {
    let probability = text.parse().ok().filter(|probability| (0.0..=1.0).contains(probability));
    probability.ok_or_else(|| "a number between 0 and 1 is expected".to_owned())
}

#[tokio::main]
async fn main() -> ExitCode {
    match run(&Arguments::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        // An error returned from `main` would be printed as `Debug`: quoted and escaped.
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(arguments: &Arguments) -> Result<(), Box<dyn Error>> {
    let taken = |error| format!("127.0.0.1:{}: {error}; choose another --port", arguments.port);
    let sandbox = arguments.builder().try_start().await.map_err(taken)?;
    if let Some(path) = &arguments.seed {
        let named = |error: &dyn Error| format!("{}: {error}", path.display());
        let seed = std::fs::read(path).map_err(|error| named(&error))?;
        sandbox.seed(&seed).map_err(|error| named(&error))?;
    }
    println!("base URL:      {}", sandbox.url());
    println!("page:          {}/", sandbox.url());
    println!("access token:  {}", sandbox.token());
    println!("client id:     {}", sandbox.client_id());
    println!("client secret: {}", sandbox.client_secret());
    println!("redirect URI:  {}", sandbox.redirect_uri());
    println!("SCIM base URL: {}", sandbox.scim_url());
    println!("SCIM token:    {}", sandbox.scim_token());
    println!("app token:     {}", sandbox.app_management_token());
    tokio::signal::ctrl_c().await?;
    if let Some(path) = &arguments.dump {
        std::fs::write(path, sandbox.dump().to_string())
            .map_err(|error| format!("{}: {error}", path.display()))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use clap::{CommandFactory as _, Parser as _};

    use super::Arguments;

    fn parse(arguments: &[&str]) -> Result<Arguments, String> {
        let arguments = [&["miro-sandbox"], arguments].concat();
        Arguments::try_parse_from(arguments).map_err(|error| error.to_string())
    }

    #[test]
    fn arguments_are_parsed() {
        Arguments::command().debug_assert();
        let arguments = parse(&[
            "--rate-limit-window=1m30s",
            "--latency=uniform:10ms..50ms",
            "--fault-rate=0.05",
            "--fault-seed=7",
        ])
        .unwrap();
        assert_eq!(arguments.rate_limit_window.as_secs(), 90);
        assert_eq!(arguments.latency.unwrap().to_string(), "uniform:10ms..50ms");
        assert_eq!((arguments.fault_rate, arguments.fault_seed), (0.05, 7));
        assert!(parse(&["--other-behaviors"]).unwrap().other_behaviors);
        assert_eq!(parse(&[]).unwrap().port, 0);
    }

    #[test]
    fn mistakes_are_named() {
        for (argument, complaint) in [
            ("--rate-limit-window=-1s", "negative"),
            ("--latency=soon", "soon is not a latency"),
            ("--fault-rate=1.5", "between 0 and 1"),
        ] {
            assert!(parse(&[argument]).unwrap_err().contains(complaint), "{argument}");
        }
    }
}
