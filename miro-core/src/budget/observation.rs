use std::time::{Duration, SystemTime, UNIX_EPOCH};

use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};

/// What a response reports about the budget.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Observation {
    pub(super) limit: u64,
    pub(super) remaining: u64,
    /// The end of the window by the server's clock, in seconds since 1970.
    pub(super) reset: u64,
    /// The time until then, at most, because the server reports whole seconds only.
    pub(super) resets_in: Duration,
}

/// Two of Miro's windows. A later end is a mistake.
pub(super) const MAX_WINDOW: Duration = Duration::from_secs(120);

/// Smaller numbers are seconds to wait, larger ones seconds since 1970. It is a moment in 2001.
const MIN_EPOCH: u64 = 1_000_000_000;

impl Observation {
    /// Reads the three headers. Returns `None` if one of them is missing or malformed, or if the limit is 0, with
    /// which no call would be possible at all.
    pub(crate) fn read(headers: &HeaderMap) -> Option<Self> {
        let [mut limit, mut remaining, mut reset, mut date] = [None; 4];
        // One pass, because each lookup by name hashes it, which takes as long as passing several other headers.
        for (name, value) in headers {
            let field = match name.as_str() {
                "x-ratelimit-limit" => &mut limit,
                "x-ratelimit-remaining" => &mut remaining,
                "x-ratelimit-reset" => &mut reset,
                "date" => &mut date,
                _ => continue,
            };
            field.get_or_insert(value);
        }
        let number = |value: &HeaderValue| number(value.as_bytes());
        let (limit, remaining, reset) = (number(limit?)?, number(remaining?)?, number(reset?)?);
        if limit == 0 {
            return None;
        }
        let now = server_time(date).duration_since(UNIX_EPOCH).ok()?;
        let seconds = match reset < MIN_EPOCH {
            true => Duration::from_secs(reset),
            false => Duration::from_secs(reset).saturating_sub(now),
        };
        // A window that ends in a hundred years is a mistake, and must not count as the newest one forever.
        let resets_in = seconds.min(MAX_WINDOW);
        let reset = match reset < MIN_EPOCH || resets_in < seconds {
            true => now.as_secs().saturating_add(resets_in.as_secs()),
            false => reset,
        };
        Some(Self { limit, remaining, reset, resets_in })
    }
}

static RESET: HeaderName = HeaderName::from_static("x-ratelimit-reset");

/// Parses a whole number. Every response has three of them, so the bytes are parsed without conversion to text.
fn number(text: &[u8]) -> Option<u64> {
    let digits = text.trim_ascii();
    let digit = |byte: &u8| byte.is_ascii_digit().then(|| u64::from(byte.saturating_sub(b'0')));
    let value = |number: u64, byte| number.checked_mul(10)?.checked_add(digit(byte)?);
    (!digits.is_empty()).then(|| digits.iter().try_fold(0, value)).flatten()
}

fn text(value: Option<&HeaderValue>) -> Option<&str> {
    value.and_then(|value| value.to_str().ok()).map(str::trim_ascii)
}

/// The `Date` of the response, because the clock of this machine may be wrong.
fn server_time(date: Option<&HeaderValue>) -> SystemTime {
    text(date).and_then(|date| httpdate::parse_http_date(date).ok()).unwrap_or_else(SystemTime::now)
}

/// How long the server asks to wait, by `Retry-After` in both of its forms, or by `X-RateLimit-Reset` after a 429.
pub(crate) fn reset_hint(status: StatusCode, headers: &HeaderMap) -> Option<Duration> {
    let now = server_time(headers.get(header::DATE));
    let until = |moment: SystemTime| moment.duration_since(now).unwrap_or_default();

    if let Some(retry_after) = text(headers.get(header::RETRY_AFTER)) {
        if let Ok(seconds) = retry_after.parse() {
            return Some(Duration::from_secs(seconds));
        }
        if let Ok(moment) = httpdate::parse_http_date(retry_after) {
            return Some(until(moment));
        }
    }
    if status != StatusCode::TOO_MANY_REQUESTS {
        return None;
    }
    let reset: u64 = text(headers.get(&RESET))?.parse().ok()?;
    let seconds = Duration::from_secs(reset);
    if reset < MIN_EPOCH {
        return Some(seconds);
    }
    UNIX_EPOCH.checked_add(seconds).map(until)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(headers: &[(&'static str, &str)]) -> HeaderMap {
        let headers = headers.iter().map(|(name, value)| {
            (header::HeaderName::from_static(name), header::HeaderValue::from_str(value).unwrap())
        });
        headers.collect()
    }

    fn hint(status: u16, fields: &[(&'static str, &str)]) -> Option<u64> {
        reset_hint(StatusCode::from_u16(status).unwrap(), &headers(fields)).map(|wait| wait.as_secs())
    }

    #[test]
    fn numbers_have_only_digits() {
        for (text, read) in [
            ("0", Some(0)),
            (" 42\t", Some(42)),
            ("18446744073709551615", Some(u64::MAX)),
            ("18446744073709551616", None),
            ("", None),
            ("+1", None),
            ("-1", None),
            ("1.0", None),
            ("4 2", None),
        ] {
            assert_eq!(number(text.as_bytes()), read, "{text:?}");
        }
    }

    #[test]
    fn reads_both_forms_of_retry_after() {
        assert_eq!(hint(503, &[("retry-after", "7")]), Some(7));
        let date = ("date", "Mon, 23 Nov 2026 05:00:00 GMT");
        assert_eq!(hint(503, &[date, ("retry-after", "Mon, 23 Nov 2026 05:00:09 GMT")]), Some(9));
        assert_eq!(hint(503, &[date, ("retry-after", "Mon, 23 Nov 2026 04:00:00 GMT")]), Some(0));
        assert_eq!(hint(503, &[("retry-after", "soon")]), None);
    }

    #[test]
    fn the_reset_uses_the_servers_clock() {
        let date = ("date", "Thu, 01 Jan 2015 00:00:00 GMT");
        assert_eq!(hint(429, &[date, ("x-ratelimit-reset", "1420070442")]), Some(42));
        assert_eq!(hint(429, &[("x-ratelimit-reset", "30")]), Some(30));
        assert_eq!(hint(429, &[("x-ratelimit-reset", "-1")]), None);
        assert_eq!(hint(429, &[date, ("x-ratelimit-reset", "999999999")]), Some(999_999_999));
        assert_eq!(hint(429, &[date, ("x-ratelimit-reset", "1000000000")]), Some(0), "a moment in the past");
        assert_eq!(hint(503, &[("x-ratelimit-reset", "30")]), None, "every response has it, not only a 429");
    }

    #[test]
    fn retry_after_takes_precedence_over_the_reset() {
        assert_eq!(hint(429, &[("x-ratelimit-reset", "30"), ("retry-after", "2")]), Some(2));
    }

    #[test]
    fn an_observation_needs_all_three_headers() {
        let date = ("date", "Thu, 01 Jan 2015 00:00:00 GMT");
        let (limit, left) = (("x-ratelimit-limit", "100000"), ("x-ratelimit-remaining", "99950"));
        let observed = |resets_in| Observation {
            limit: 100_000,
            remaining: 99_950,
            reset: 1_420_070_442,
            resets_in: Duration::from_secs(resets_in),
        };
        for reset in ["1420070442", "42"] {
            let fields = headers(&[date, limit, left, ("x-ratelimit-reset", reset)]);
            assert_eq!(Observation::read(&fields), Some(observed(42)), "{reset}");
        }
        let past = headers(&[
            ("date", "Fri, 02 Jan 2015 00:00:00 GMT"),
            limit,
            left,
            ("x-ratelimit-reset", "1420070442"),
        ]);
        assert_eq!(Observation::read(&past), Some(observed(0)));
        let earliest = headers(&[date, limit, left, ("x-ratelimit-reset", "1000000000")]);
        assert_eq!(Observation::read(&earliest), Some(Observation { reset: 1_000_000_000, ..observed(0) }));
        // At most the longest window.
        for reset in ["18446744073709551615", "1420090000", "100000"] {
            let fields = headers(&[date, limit, left, ("x-ratelimit-reset", reset)]);
            let longest = Observation { reset: 1_420_070_520, ..observed(120) };
            assert_eq!(Observation::read(&fields), Some(longest), "{reset}");
        }
        for incomplete in [&[date, limit, left][..], &[date, limit, left, ("x-ratelimit-reset", "soon")][..]]
        {
            assert_eq!(Observation::read(&headers(incomplete)), None);
        }
    }
}
