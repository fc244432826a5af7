use std::sync::OnceLock;

use super::Error;

static WATCH: OnceLock<fn(&Error)> = OnceLock::new();

/// Calls a function with every error that is dropped, for tests that search all errors for secrets.
#[doc(hidden)]
pub fn watch_errors(watch: fn(&Error)) {
    let _ = WATCH.set(watch);
}

impl Drop for Error {
    fn drop(&mut self) {
        if let Some(watch) = WATCH.get() {
            watch(self);
        }
    }
}
