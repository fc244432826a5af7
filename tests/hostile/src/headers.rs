//! Calls whose responses have mutated headers.

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use fastrand::Rng;
use miro::middleware::RetryPolicy;
use miro::prelude::*;
use miro::transport::{Script, ScriptedTransport};
use miro_bench::Failure;

static PANICS: AtomicU32 = AtomicU32::new(0);

/// The number of calls that share a client, so that a response meets the state that earlier ones left.
const SERIES: u32 = 20;

/// As Miro or a proxy writes them.
const HEADERS: [(&str, &str); 12] = [
    ("retry-after", "7"),
    ("retry-after", "Mon, 23 Nov 2026 05:00:09 GMT"),
    ("date", "Mon, 23 Nov 2026 05:00:00 GMT"),
    ("x-ratelimit-limit", "100000"),
    ("x-ratelimit-remaining", "99950"),
    ("x-ratelimit-reset", "1795410042"),
    ("x-ratelimit-reset", "30"),
    ("content-length", "11"),
    ("content-type", "application/json; charset=utf-8"),
    ("link", "<https://api.miro.com/v2/boards?offset=50>; rel=\"next\""),
    ("x-request-id", "a1b2c3d4"),
    ("location", "https://api.miro.com/v2/boards"),
];

const STATUSES: [u16; 13] = [200, 200, 200, 204, 302, 401, 403, 404, 409, 429, 429, 500, 503];

const NUMBERS: [&str; 12] = [
    "0",
    "1",
    "-1",
    "4294967295",
    "4294967296",
    "9223372036854775807",
    "9223372036854775808",
    "18446744073709551614",
    "18446744073709551615",
    "18446744073709551616",
    "1e400",
    "253402300800",
];

const LIMITS: [Duration; 4] =
    [Duration::ZERO, Duration::from_secs(90), Duration::from_secs(u64::MAX), Duration::MAX];

/// Makes this many calls, and counts the panics in all threads.
pub(crate) fn panics(calls: u32) -> Result<u32, Failure> {
    std::panic::set_hook(Box::new(|panic| {
        if PANICS.fetch_add(1, Ordering::Relaxed) < 3 {
            eprintln!("{panic}");
        }
    }));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build()?;
    let mut random = Rng::with_seed(7);
    for _ in 0..calls.div_ceil(SERIES) {
        // A panic that reaches this thread ends the series, and is counted.
        let series = std::panic::AssertUnwindSafe(|| runtime.block_on(series(&mut random)));
        let _ = std::panic::catch_unwind(series);
    }
    drop(std::panic::take_hook());
    Ok(PANICS.load(Ordering::Relaxed))
}

async fn series(random: &mut Rng) {
    let transport = ScriptedTransport::default();
    let limit = |random: &mut Rng| random.choice(LIMITS).unwrap_or_default();
    let policy = RetryPolicy::standard()
        .max_attempts(random.u32(..))
        .initial_backoff(limit(random))
        .max_backoff(limit(random))
        .deadline(limit(random));
    let Ok(api) = MiroApi::builder("token").transport(transport.clone()).retry(policy).build() else {
        return;
    };
    for _ in 0..SERIES {
        (0..random.usize(1..4)).for_each(|_| transport.push(response(random)));
        let call = api.boards().list().send();
        // The clock is the test's, and waits may be endless.
        if let Ok(Err(error)) = tokio::time::timeout(Duration::from_secs(600), call).await {
            let _ = (error.to_string(), format!("{error:?}"), error.retry_after());
        }
    }
}

fn response(random: &mut Rng) -> Script {
    let status = random.choice(STATUSES).unwrap_or(200);
    let count = random.usize(..8);
    (0..count).fold(Script::json(status, r#"{"data":[]}"#), |script, _| {
        let (name, value) = random.choice(HEADERS).unwrap_or(("date", ""));
        script.header(name, &mutated(value, random))
    })
}

fn mutated(value: &str, random: &mut Rng) -> String {
    let mut value = value.to_owned();
    for _ in 0..random.u32(..4) {
        let place = random.usize(..=value.len());
        match random.u32(..6) {
            0 => value = random.choice(NUMBERS).unwrap_or_default().to_owned(),
            1 => value = random.u64(..).to_string(),
            2 => value.truncate(place),
            3 => value.insert(place, char::from(random.u8(b' '..=b'~'))),
            4 if place < value.len() => drop(value.remove(place)),
            5 => {
                value = value.replacen(
                    |digit: char| digit.is_ascii_digit(),
                    random.choice(NUMBERS).unwrap_or(""),
                    1,
                )
            }
            _ => value.push_str(&value.clone()),
        }
    }
    value
}
