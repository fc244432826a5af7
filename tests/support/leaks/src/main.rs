//! Searches the records of a test run for secrets: `cargo run -p miro-leaks -- DIRECTORY TEXT..`
//!
//! Each TEXT must occur in them, so that an empty log does not pass. The exit status is 1 if a secret is found or a
//! text is not, and 2 if a file cannot be read.

use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let Some((directory, mentions)) = arguments.split_first() else {
        eprintln!("usage: miro-leaks DIRECTORY TEXT..");
        return ExitCode::from(2);
    };
    let mentions: Vec<_> = mentions.iter().map(String::as_str).collect();
    match miro_leaks::scan(Path::new(directory), &mentions) {
        Ok(report) => {
            println!("{report}");
            if report.is_clean() { ExitCode::SUCCESS } else { ExitCode::from(1) }
        }
        Err(error) => {
            eprintln!("error: {directory}: {error}");
            ExitCode::from(2)
        }
    }
}
