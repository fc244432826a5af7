//! Prints the figures of the miro crates: `cargo run --release -p miro-bench -- NAME [PART..] [--quick]`.
//!
//! Standard output has one figure per line: its name, value, unit, limit, and `ok` or `short`, separated by tabs. The
//! exit status is 1 if a figure falls short of its limit, and 2 if one could not be taken. Everything else goes to
//! standard error.
//!
//! Each name is a module that takes figures and adds them to a [`Report`]. The documentation of the module says what
//! each figure means and how it is taken.

mod build;
mod package;
mod process;
mod sandbox;
mod statistics;
mod workspace;

use std::process::ExitCode;

use clap::{Parser, ValueEnum};

use miro_bench::figure::Report;

/// Prints the figures of the miro crates, one per line: name, value, unit, limit, and `ok` or `short`.
#[derive(Debug, Parser)]
struct Arguments {
    /// The figures to take.
    #[arg(value_name = "NAME")]
    figures: Figures,
    /// Only these parts of them: only `throughput` has parts.
    #[arg(value_name = "PART")]
    parts: Vec<String>,
    /// Takes fewer and smaller figures, in under a minute on two idle cores.
    #[arg(long)]
    quick: bool,
}

/// The available figures, by topic.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Figures {
    /// How long `miro` and programs that use it take to build.
    Build,
    /// What hostile responses cost.
    Hostile,
    /// Whether logins get lost, and what keeping them costs.
    Logins,
    /// Whether calls ever wait for a future that is never polled.
    Progress,
    /// What a request and an item cost the sandbox.
    Sandbox,
    /// What the client costs compared with reqwest and serde alone, how fast it is, and whether it loses calls.
    Throughput,
}

fn main() -> ExitCode {
    if let Some(exit_code) = build::stand_in_for_rustc() {
        return exit_code;
    }
    let arguments = Arguments::parse();
    if !arguments.parts.is_empty() && !matches!(arguments.figures, Figures::Throughput) {
        eprintln!("error: only the figures of `throughput` have parts");
        return ExitCode::from(2);
    }
    let mut report = Report::default();
    let taken = match arguments.figures {
        Figures::Build => build::take(&mut report, arguments.quick),
        Figures::Hostile => return package::take("miro-hostile", &[], arguments.quick),
        Figures::Logins => return package::take("miro-logins", &[], arguments.quick),
        Figures::Progress => return package::take("miro-progress", &[], arguments.quick),
        Figures::Sandbox => sandbox::take(&mut report, arguments.quick),
        Figures::Throughput => return package::take("miro-throughput", &arguments.parts, arguments.quick),
    };
    match taken {
        Ok(()) if report.falls_short() => ExitCode::from(1),
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("error: {failure}");
            ExitCode::from(2)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_required_and_known() {
        assert!(Arguments::try_parse_from(["miro-bench"]).is_err());
        assert!(Arguments::try_parse_from(["miro-bench", "unheard-of"]).is_err());
    }

    #[test]
    fn quick_stands_before_or_after_the_name() {
        for line in [["miro-bench", "build", "--quick"], ["miro-bench", "--quick", "build"]] {
            let arguments = Arguments::try_parse_from(line).unwrap();
            assert!(arguments.quick);
            assert!(matches!(arguments.figures, Figures::Build));
        }
        let line = ["miro-bench", "throughput", "budget", "lists", "--quick"];
        assert_eq!(Arguments::try_parse_from(line).unwrap().parts, ["budget", "lists"]);
        assert!(!Arguments::try_parse_from(["miro-bench", "build"]).unwrap().quick);
    }
}
