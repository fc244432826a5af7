//! Progress, shown on the standard error output if that is a terminal.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};
use miro::MiroApi;

/// Shows a count without a known total, its rate, and the remaining credits.
pub struct Progress {
    bar: ProgressBar,
    api: MiroApi,
}

impl Progress {
    pub fn of(api: &MiroApi) -> Self {
        let style = ProgressStyle::with_template("{spinner} {prefix}: {pos}, {per_sec}{msg}")
            .unwrap_or_else(|_| ProgressStyle::default_spinner());
        let bar = ProgressBar::new_spinner().with_style(style);
        bar.enable_steady_tick(Duration::from_millis(200));
        Self { bar, api: api.clone() }
    }

    /// Begins the next phase, counting from 0.
    pub fn begin(&self, what: &'static str) {
        self.bar.reset();
        self.bar.set_prefix(what);
    }

    pub fn done(&self) {
        self.bar.inc(1);
        if let Some(credits) = self.api.budget().remaining {
            self.bar.set_message(format!(", {credits} credits left"));
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
