//! Compares the scripts with the ledger that they mirror, on one clock.

use std::time::Duration;

use ::redis::{RedisResult, Script};
use tokio::time::Instant;

use super::redis;
use crate::budget::redis::scripts::{SETTLE_TEXT, TAKE_TEXT};
use crate::budget::window::{Decision, Outcome, Rules, Spent, Window};
use crate::budget::{Observation, Spending};
use crate::redis::Connection;

/// Creates a script whose clock is set by its keys.
fn on_a_clock(text: &str) -> Script {
    assert_eq!(text.matches("redis.call('TIME')").count(), 1);
    Script::new(&text.replace("redis.call('TIME')", "{KEYS[2], KEYS[3]}"))
}

/// Both ledgers, and the server whose responses they record.
struct Both {
    redis: Connection,
    name: String,
    take: Script,
    settle: Script,
    window: Window,
    start: Instant,
    /// Milliseconds since `start`.
    now: u64,
    /// The number of milliseconds by which the clock of Redis has gone back.
    back: u64,
    calls: u64,
    limit: u64,
    left: u64,
    ends: u64,
}

/// The start on Redis' clock, in milliseconds.
const EPOCH: u64 = 1_800_000_000_000;

/// The length of a server window, in milliseconds.
const WINDOW: u64 = 6_000;

impl Both {
    fn new(redis: &Connection, name: String, limit: u64) -> Self {
        Self {
            redis: redis.clone(),
            name,
            take: on_a_clock(TAKE_TEXT),
            settle: on_a_clock(SETTLE_TEXT),
            window: Window::default(),
            start: Instant::now(),
            now: 0,
            back: 0,
            calls: 0,
            limit,
            left: limit,
            ends: WINDOW,
        }
    }

    fn instant(&self) -> Instant {
        self.start + Duration::from_millis(self.now)
    }

    fn keys(&self) -> [String; 3] {
        // Redis' own clock differs: now and then it goes back, by up to two minutes.
        let now = EPOCH + self.now - self.back;
        [self.name.clone(), (now / 1_000).to_string(), (now % 1_000 * 1_000).to_string()]
    }

    /// Whether the responses of the current window have no limit headers.
    fn is_silent(&self) -> bool {
        (self.now / 20_000) % 4 == 2
    }

    fn passes(&mut self, milliseconds: u64) {
        self.now += milliseconds;
        if self.now >= self.ends {
            self.left = self.limit;
            self.ends = self.now + WINDOW;
        }
    }

    /// Asks both ledgers, which must agree. Returns the call if it may go.
    async fn take(&mut self, credits: u64, rules: Rules) -> Option<(String, Spent, u64)> {
        let id = format!("test:{}|{credits}", self.calls);
        self.calls += 1;
        let spending = if rules.spending == Spending::Even { "even" } else { "burst" };
        let mut script = self.take.prepare_invoke();
        for key in self.keys() {
            script.key(key);
        }
        script.arg(3_600_000).arg(&id).arg(rules.share).arg(spending);
        let found: Vec<(u8, i64, u8, u8)> = script.invoke_async(&mut self.redis.manager()).await.unwrap();
        let [(goes, wait, _, held)] = found[..] else { panic!("{found:?}") };
        let decision = self.window.decide(self.instant(), credits, rules);
        let case = format!("{} after {} ms: {decision:?}, by Redis {goes} {wait}", self.name, self.now);
        match decision {
            Decision::Go => assert_eq!(goes, 1, "{case}"),
            Decision::Wait { until, holds } => {
                let own = (until - self.instant()).as_secs_f64() * 1_000.0;
                assert!(goes == 0 && (wait as f64 - own).abs() <= 2.0, "{case}, {own} by us");
                assert_eq!(held == 1, holds, "{case}");
            }
        }
        (decision == Decision::Go).then(|| (id, self.window.take(self.instant(), credits), credits))
    }

    /// Gives the credits of an unsent call back to both ledgers.
    async fn unsent(&mut self, (id, spent, _): (String, Spent, u64)) {
        let mut script = self.settle.prepare_invoke();
        for key in self.keys() {
            script.key(key);
        }
        script.arg(3_600_000).arg(&id).arg("unsent").arg(-1);
        let settled: RedisResult<u8> = script.invoke_async(&mut self.redis.manager()).await;
        settled.unwrap();
        self.window.give_back(&spent);
    }

    async fn settle(&mut self, (id, spent, credits): (String, Spent, u64)) {
        let is_enough = credits <= self.left;
        self.left -= if is_enough { credits } else { 0 };
        let resets_in = (self.ends - self.now).div_ceil(1_000);
        let reset = (EPOCH + self.now) / 1_000 + resets_in;
        let observation = Observation {
            limit: self.limit,
            remaining: self.left,
            reset,
            resets_in: Duration::from_secs(resets_in),
        };
        let is_silent = self.is_silent();
        let (outcome, name) = match fastrand::u8(..20) {
            0 => (Outcome::NoResponse, "no_response"),
            1 => (Outcome::Responded(None), "responded"),
            _ if is_silent && is_enough => (Outcome::Responded(None), "responded"),
            _ if is_silent => (Outcome::Refused(None, Some(Duration::from_secs(resets_in))), "refused"),
            _ if is_enough => (Outcome::Responded(Some(observation)), "responded"),
            _ => (Outcome::Refused(Some(observation), Some(Duration::from_secs(resets_in))), "refused"),
        };
        let mut script = self.settle.prepare_invoke();
        for key in self.keys() {
            script.key(key);
        }
        script.arg(3_600_000).arg(&id).arg(name);
        script.arg(if name == "refused" { (resets_in * 1_000) as i64 } else { -1 });
        if let Outcome::Responded(Some(seen)) | Outcome::Refused(Some(seen), _) = outcome {
            script.arg(seen.limit).arg(seen.remaining).arg(seen.reset).arg(resets_in * 1_000);
        }
        let settled: RedisResult<u8> = script.invoke_async(&mut self.redis.manager()).await;
        settled.unwrap();
        self.window.settle(self.instant(), &spent, outcome);
    }
}

#[tokio::test]
async fn scripts_decide_like_the_window() {
    let Some(server) = redis() else { return };
    let redis = Connection::open(&server.url()).await.unwrap();
    let (mut waits, mut refused) = (0, 0);
    for seed in 0..12 {
        fastrand::seed(seed);
        let mut both = Both::new(&redis, format!("ledger-{seed}"), 20_000);
        let spending = if seed % 4 == 3 { Spending::Even } else { Spending::Burst };
        let rules = Rules { spending, share: if seed % 3 == 2 { 0.7 } else { 1.0 } };
        let mut under_way = Vec::new();
        for _ in 0..600 {
            both.passes(if fastrand::u8(..50) == 0 { fastrand::u64(0..2_000) } else { fastrand::u64(0..20) });
            // Another program spends in two of three windows.
            if !(both.now / WINDOW).is_multiple_of(3) && fastrand::bool() {
                both.left = both.left.saturating_sub(fastrand::u64(0..4) * 50);
            }
            if fastrand::u8(..100) < 55 {
                let credits = [0, 50, 50, 100, 500, 3_000][fastrand::usize(..6)];
                match both.take(credits, rules).await {
                    Some(call) => under_way.push(call),
                    None => waits += 1,
                }
            } else if fastrand::u8(..100) == 0 {
                // The ledger's clock continues from its last reading.
                under_way.extend(both.take(0, rules).await);
                both.back += fastrand::u64(0..3) * 60_000;
                under_way.extend(both.take(0, rules).await);
            } else if !under_way.is_empty() && fastrand::u8(..20) == 0 {
                both.unsent(under_way.swap_remove(fastrand::usize(..under_way.len()))).await;
            } else if !under_way.is_empty() {
                both.settle(under_way.swap_remove(fastrand::usize(..under_way.len()))).await;
            }
        }
        refused += both.window.refused;
    }
    // The cases to agree on have occurred.
    assert!(waits > 500 && refused > 5, "{waits} waits, {refused} refusals");
}
