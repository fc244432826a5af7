//! Timestamps as Miro writes them.

use jiff::Timestamp;

/// Now, in ISO 8601 with milliseconds and `Z`.
pub(crate) fn timestamp() -> String {
    format(Timestamp::now())
}

/// Any instant that a client may write, in Miro's own form.
pub(crate) fn normalized(text: &str) -> Option<String> {
    text.parse().ok().map(format)
}

fn format(timestamp: Timestamp) -> String {
    timestamp.strftime("%Y-%m-%dT%H:%M:%S%.3fZ").to_string()
}

#[cfg(test)]
mod tests {
    use super::normalized;

    #[test]
    fn offsets_become_utc() {
        assert_eq!(normalized("2023-10-12T22:00:55+02:00").as_deref(), Some("2023-10-12T20:00:55.000Z"));
        assert_eq!(normalized("2023-10-12T22:00:55.5Z").as_deref(), Some("2023-10-12T22:00:55.500Z"));
        assert_eq!(normalized("2023-10-12"), None);
    }
}
