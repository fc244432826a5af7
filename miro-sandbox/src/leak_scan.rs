//! Records the logs of a process and the secrets that its sandboxes issue, to search a program for leaks.
//!
//! If [`VARIABLE`] names a directory, every process that starts a sandbox writes two files there: all logs of any
//! level (`PID.log`), and the issued secrets (`PID.secrets`, one JSON array of name and secret per line). Search
//! the former for the latter, in plain text, percent-encoded, escaped and in base64. Without the variable nothing
//! is written, and nothing is slower.

use std::collections::HashSet;
use std::fs::{self, File, OpenOptions};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{LazyLock, Mutex, PoisonError};

use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::fmt::format::FmtSpan;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

/// The environment variable that names the directory.
pub const VARIABLE: &str = "MIRO_LEAK_SCAN";

static FILES: LazyLock<Option<Files>> = LazyLock::new(|| {
    let directory = PathBuf::from(std::env::var_os(VARIABLE)?);
    let files = Files::open(&directory).unwrap_or_else(|error| panic!("{VARIABLE}={directory:?}: {error}"));
    Some(files)
});

/// Records all logs of this process from now on, if the variable is set. Idempotent.
///
/// # Panics
/// If the directory is not writable, or if another subscriber is installed, because then the scan would find
/// nothing.
pub fn watch() {
    static STARTED: LazyLock<()> = LazyLock::new(|| {
        if FILES.is_none() {
            return;
        }
        let layer = tracing_subscriber::fmt::layer()
            .with_writer(Log)
            .with_ansi(false)
            // Without the time, equal events are equal lines and written once.
            .without_time()
            .with_span_events(FmtSpan::NEW | FmtSpan::CLOSE);
        // Includes the `log` crate's records, which rustls and reqwest write.
        let started = tracing_subscriber::registry().with(layer).try_init();
        started.unwrap_or_else(|error| panic!("{VARIABLE} is set, but {error}"));
    });
    LazyLock::force(&STARTED);
}

/// Whether a scan is running.
pub fn is_watching() -> bool {
    FILES.is_some()
}

/// Records a secret to search for.
pub fn secret(name: &str, secret: &str) {
    if let Some(files) = &*FILES {
        files.secrets.write(serde_json::json!([name, secret]).to_string().as_bytes());
    }
}

/// Records text that a program could show: an error or `Debug` output.
pub fn note(text: &str) {
    if let Some(files) = &*FILES {
        files.log.write(text.as_bytes());
    }
}

struct Files {
    log: Lines,
    secrets: Lines,
}

impl Files {
    fn open(directory: &Path) -> io::Result<Self> {
        fs::create_dir_all(directory)?;
        let process = std::process::id();
        let open = |ending: &str| {
            let path = directory.join(format!("{process}.{ending}"));
            let file = OpenOptions::new().create(true).append(true).open(path)?;
            io::Result::Ok(Lines(Mutex::new((file, HashSet::new()))))
        };
        Ok(Self { log: open("log")?, secrets: open("secrets")? })
    }
}

/// A file without duplicate lines: test suites log the same line thousands of times.
struct Lines(Mutex<(File, HashSet<u64>)>);

impl Lines {
    fn write(&self, text: &[u8]) {
        let mut hasher = DefaultHasher::new();
        text.hash(&mut hasher);
        let (file, known) = &mut *self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if known.insert(hasher.finish()) {
            let line = if text.ends_with(b"\n") { text.to_vec() } else { [text, b"\n"].concat() };
            file.write_all(&line).expect("what is to be scanned can be written");
        }
    }
}

/// The subscriber's writer.
#[derive(Debug)]
struct Log;

impl MakeWriter<'_> for Log {
    type Writer = Self;

    fn make_writer(&self) -> Self {
        Self
    }
}

impl Write for Log {
    fn write(&mut self, text: &[u8]) -> io::Result<usize> {
        if let Some(files) = &*FILES {
            files.log.write(text);
        }
        Ok(text.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
