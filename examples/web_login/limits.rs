//! How long and how much everything may take. Tests take shorter times.

use std::time::Duration;

/// The limits of this program.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    /// Connections at the same time. Each is a file descriptor, of which a process often has 1,024.
    pub(crate) connections: usize,
    /// Reading the head of a request, and waiting for the next one on the same connection. A proxy has to give up its idle
    /// connections sooner than that, since it may send a request into one that is just being closed.
    pub(crate) head: Duration,
    /// Reading the body of a request.
    pub(crate) body: Duration,
    /// One operation of the storage.
    pub(crate) storage: Duration,
    /// What Miro is called for, before the visitor gets a page that says so. Good for somebody in front of a screen.
    pub(crate) patience: Duration,
    /// How long a logout waits for Miro's confirmation, which goes on in the background.
    pub(crate) confirmation: Duration,
    /// The pauses between two attempts to end a login: one more attempt than pauses.
    pub(crate) pauses: &'static [Duration],
    /// At shutdown: answering the requests that are under way, ending logins, and finishing refreshes. Together less than the
    /// 30 seconds after which Kubernetes kills a process.
    pub(crate) drain: Duration,
    pub(crate) endings: Duration,
    pub(crate) refreshes: Duration,
}

impl Limits {
    /// What the program itself has.
    pub(crate) const STANDARD: Self = Self {
        connections: 512,
        head: Duration::from_secs(15),
        body: Duration::from_secs(10),
        storage: Duration::from_secs(3),
        patience: Duration::from_secs(10),
        confirmation: Duration::from_secs(3),
        pauses: &[
            Duration::from_secs(1),
            Duration::from_secs(2),
            Duration::from_secs(5),
            Duration::from_secs(10),
            Duration::from_secs(30),
            Duration::from_secs(60),
            Duration::from_secs(300),
            Duration::from_secs(600),
        ],
        drain: Duration::from_secs(12),
        endings: Duration::from_secs(5),
        refreshes: Duration::from_secs(10),
    };
}
