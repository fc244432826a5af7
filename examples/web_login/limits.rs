//! The limits of time and size. Tests use shorter times.

use std::time::Duration;

/// The limits of this program.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    /// The maximum number of connections. Each takes a file descriptor, of which a process often has 1,024.
    pub(crate) connections: usize,
    /// Timeout for reading the head of a request, and for waiting for the next request on a connection. A proxy must close
    /// idle connections earlier, because it may send a request on one that is being closed.
    pub(crate) head: Duration,
    /// Timeout for reading the body of a request.
    pub(crate) body: Duration,
    /// Timeout for one operation of the storage.
    pub(crate) storage: Duration,
    /// How long a page waits for Miro before it shows an error page instead.
    pub(crate) timeout: Duration,
    /// How long a logout waits for Miro's confirmation, before it continues in the background.
    pub(crate) confirmation: Duration,
    /// The pauses between attempts to end a login. There is one more attempt than pauses.
    pub(crate) pauses: &'static [Duration],
    /// At shutdown: timeouts for requests in flight, for ending logins, and for finishing refreshes. Together they are less
    /// than the 30 seconds after which Kubernetes kills a process.
    pub(crate) drain: Duration,
    pub(crate) revocations: Duration,
    pub(crate) refreshes: Duration,
}

impl Limits {
    /// The limits in production.
    pub(crate) const STANDARD: Self = Self {
        connections: 512,
        head: Duration::from_secs(15),
        body: Duration::from_secs(10),
        storage: Duration::from_secs(3),
        timeout: Duration::from_secs(10),
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
        revocations: Duration::from_secs(5),
        refreshes: Duration::from_secs(10),
    };
}
