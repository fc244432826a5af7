//! Headers as a hostile server could write them.

use proptest::collection::vec;
use proptest::prelude::*;

use super::*;

const NAMES: [&str; 11] = [
    "retry-after",
    "x-ratelimit-limit",
    "x-ratelimit-remaining",
    "x-ratelimit-reset",
    "date",
    "content-length",
    "content-type",
    "location",
    "link",
    "x-request-id",
    "www-authenticate",
];

fn value() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<u64>().prop_map(|number| number.to_string()),
        Just(u64::MAX.to_string()),
        Just("18446744073709551616".to_owned()),
        any::<i64>().prop_map(|number| number.to_string()),
        (0_u64..200).prop_map(|number| number.to_string()),
        (0_u32..100, 0_u32..100, 0_u32..100_000)
            .prop_map(|(day, hour, year)| { format!("Mon, {day:02} Nov {year:04} {hour:02}:00:00 GMT") }),
        "[ -~]{0,40}",
    ]
}

proptest! {
    #[test]
    fn no_header_causes_a_panic(
        headers in vec((0..NAMES.len(), value()), 0..8),
        status in prop_oneof![Just(200), Just(401), Just(429), Just(503), 100_u16..600],
        seconds in prop_oneof![Just(0), Just(90), any::<u64>()],
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build()?;
        let script = headers.iter().fold(Script::status(status), |script, (name, value)| {
            script.header(NAMES[*name], value)
        });
        let transport = ScriptedTransport::new([script, ok()]);
        let policy = quick().max_backoff(Duration::from_secs(seconds));
        let client = ClientBuilder::new().transport(transport).retry(policy).build().unwrap();
        let anna = user(&client, "anna");
        let call = call(&anna, Method::GET);
        // However long a wait is, it has begun.
        let in_time = runtime.block_on(async { tokio::time::timeout(Duration::from_secs(1 << 30), call).await });
        if let Ok(Err(error)) = in_time {
            let texts = [error.to_string(), format!("{error:?}")];
            prop_assert!(texts.iter().all(|text| !text.is_empty()));
        }
    }
}
