use std::sync::atomic::{AtomicU8, Ordering};

/// The progress of an attempt: what it waits for, and whether the transport has seen it.
#[derive(Debug, Default)]
pub(crate) struct Progress(AtomicU8);

/// The steps of an attempt that take time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// A middleware of the user has the request.
    Middlewares,
    /// Waiting for credits.
    Credits,
    /// Waiting for the access token: another process's refresh, or the storage.
    Token,
    /// The transport has the request.
    Sent,
}

impl Progress {
    pub(super) fn set(&self, step: Step) {
        self.0.store(step as u8, Ordering::Relaxed);
    }

    pub(super) fn step(&self) -> Step {
        match self.0.load(Ordering::Relaxed) {
            0 => Step::Middlewares,
            1 => Step::Credits,
            2 => Step::Token,
            _ => Step::Sent,
        }
    }
}

impl Step {
    /// Describes what an attempt waits for at this step.
    pub(super) fn awaited(self) -> &'static str {
        match self {
            Self::Middlewares => "a middleware",
            Self::Credits => "credits of the rate limit",
            Self::Token => "the access token",
            Self::Sent => "the response",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn remembers_the_last_step() {
        let progress = Progress::default();
        assert_eq!(progress.step(), Step::Middlewares);
        for step in [Step::Credits, Step::Token, Step::Sent, Step::Middlewares] {
            progress.set(step);
            assert_eq!(progress.step(), step);
        }
    }
}
