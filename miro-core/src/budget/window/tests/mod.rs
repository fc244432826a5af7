mod probes;

use super::*;

const BURST: Rules = Rules { spending: Spending::Burst, share: 1.0 };

/// How long a probe holds others while no round trip is known.
const LIFE: Duration = Duration::from_millis(750);

fn milliseconds(milliseconds: u64) -> Duration {
    Duration::from_millis(milliseconds)
}

fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

/// Returns the report of a server whose window ends at `reset`, `resets_in` seconds from now.
fn reports(remaining: u64, reset: u64, resets_in: u64) -> Option<Observation> {
    Some(Observation { limit: 1_000, remaining, reset, resets_in: seconds(resets_in) })
}

/// The call waits until this time, and others may go before it.
fn waits(until: Instant) -> Decision {
    Decision::Wait { until, holds: false }
}

/// The call waits until this time, and those after it as well.
fn holds(until: Instant) -> Decision {
    Decision::Wait { until, holds: true }
}

/// Sends a call, or panics.
fn go(window: &mut Window, now: Instant, credits: u64) -> Spent {
    assert_eq!(window.decide(now, credits, BURST), Decision::Go);
    window.take(now, credits)
}

/// Returns a window with 950 known credits for the next 60 seconds.
fn known(now: Instant) -> Window {
    let mut window = Window::default();
    let first = go(&mut window, now, 50);
    window.settle(now, &first, Outcome::Responded(reports(950, 1_060, 60)));
    window
}

#[test]
fn the_first_call_is_a_single_probe() {
    let now = Instant::now();
    let mut window = Window::default();
    let first = go(&mut window, now, 50);
    assert_eq!(window.decide(now, 50, BURST), waits(now + LIFE));
    // It had no response, so the next one is a probe.
    window.settle(now, &first, Outcome::NoResponse);
    let second = go(&mut window, now, 50);
    assert_eq!(window.decide(now, 50, BURST), waits(now + LIFE));
    window.settle(now, &second, Outcome::Responded(reports(900, 1_060, 60)));
    for _ in 0..9 {
        let _ = go(&mut window, now, 100);
    }
    assert_eq!(window.decide(now, 50, BURST), holds(now + seconds(1)));
}

#[test]
fn calls_are_unlimited_without_limit_headers() {
    let now = Instant::now();
    let mut window = Window::default();
    let first = go(&mut window, now, 50);
    window.settle(now, &first, Outcome::Responded(None));
    for _ in 0..1_000 {
        let _ = go(&mut window, now, 2_000);
    }
    // For any time, with any number of calls without a response.
    let now = now + seconds(1_000);
    let _ = go(&mut window, now, 2_000);
    let _ = go(&mut window, now + seconds(1_000), 2_000);
    // Until a response has a limit.
    let last = go(&mut window, now, 50);
    window.settle(now, &last, Outcome::Responded(reports(10, 1_060, 60)));
    assert_ne!(window.decide(now, 50, BURST), Decision::Go);
}

#[test]
fn spends_exactly_the_remaining_credits() {
    let now = Instant::now();
    let mut window = known(now);
    let calls: Vec<_> = (0..19).map(|_| go(&mut window, now, 50)).collect();
    assert_ne!(window.decide(now, 50, BURST), Decision::Go);
    for (index, call) in calls.iter().enumerate().rev() {
        // Responses arrive in any order.
        window.settle(now, call, Outcome::Responded(reports(index as u64 * 50, 1_060, 60)));
    }
    assert_eq!(window.left(now), (Some(0), Some(seconds(60))));
    assert_eq!(window.in_flight(), 0);
}

#[test]
fn credits_in_flight_are_subtracted_until_the_response() {
    let now = Instant::now();
    let mut window = known(now);
    let (slow, quick) = (go(&mut window, now, 500), go(&mut window, now, 50));
    // The server has counted both already.
    window.settle(now, &quick, Outcome::Responded(reports(400, 1_060, 60)));
    assert_ne!(
        window.decide(now, 50, BURST),
        Decision::Go,
        "too careful, but only until the response arrives"
    );
    window.settle(now, &slow, Outcome::Responded(reports(400, 1_060, 60)));
    let _ = go(&mut window, now, 400);
}

#[test]
fn counts_foreign_spending_and_calls_without_a_response() {
    let now = Instant::now();
    let mut window = known(now);
    let call = go(&mut window, now, 50);
    window.settle(now, &call, Outcome::Responded(reports(300, 1_060, 60)));
    let lost = go(&mut window, now, 100);
    window.settle(now, &lost, Outcome::NoResponse);
    assert_eq!(window.left(now).0, Some(200));
}

#[test]
fn calls_go_one_at_a_time_if_others_may_spend_the_rest() {
    let trip = Duration::from_millis(100);
    let mut now = Instant::now();
    let mut window = known(now);
    let end = now + seconds(60);
    // Others spend twice as much as this budget: 100 in each round trip.
    for remaining in [800, 650, 500, 340] {
        let spent = go(&mut window, now, 50);
        now += trip;
        window.settle(now, &spent, Outcome::Responded(reports(remaining, 1_060, 60)));
    }
    // Twice that is left to them, and one more call.
    let first = go(&mut window, now, 50);
    let alone = now + seconds(1);
    assert_eq!(window.decide(now, 50, BURST), holds(alone));
    now += trip;
    window.settle(now, &first, Outcome::Responded(reports(200, 1_060, 60)));
    // With no call in flight, none waits.
    assert_eq!(window.decide(now, 200, BURST), Decision::Go);
    assert_eq!(window.decide(now, 250, BURST), waits(end));
    let _slow = go(&mut window, now, 50);
    assert_eq!(window.decide(now, 50, BURST), holds(now + seconds(1)));
    now += seconds(1);
    assert_eq!(window.decide(now, 50, BURST), Decision::Go, "slow calls are not waited for");
}

#[test]
fn expected_foreign_spending_grows_with_time() {
    let trip = Duration::from_millis(100);
    let mut now = Instant::now();
    let mut window = known(now);
    let first = go(&mut window, now, 50);
    now += trip;
    window.settle(now, &first, Outcome::Responded(reports(850, 1_060, 60)));
    let second = go(&mut window, now, 50);
    assert_eq!(window.decide(now, 50, BURST), Decision::Go);
    // At that pace they may have spent all of it since.
    now += trip * 10;
    let _third = go(&mut window, now, 50);
    assert_ne!(window.decide(now, 50, BURST), Decision::Go);
    window.settle(now, &second, Outcome::Responded(reports(700, 1_060, 59)));
    assert_eq!(window.decide(now, 50, BURST), Decision::Go);
}

#[test]
fn each_new_window_has_a_single_probe() {
    let now = Instant::now();
    let mut window = known(now);
    let late = go(&mut window, now, 50);
    let then = now + seconds(60);
    let first = go(&mut window, then, 50);
    assert_eq!(window.decide(then, 50, BURST), waits(then + LIFE));
    // A late response does not describe the new window.
    window.settle(then, &late, Outcome::Responded(reports(0, 1_060, 0)));
    assert_eq!(window.decide(then, 50, BURST), waits(then + LIFE));
    window.settle(then, &first, Outcome::Responded(reports(950, 1_120, 60)));
    let _ = go(&mut window, then, 950);
}

#[test]
fn later_responses_refine_the_window_end() {
    let now = Instant::now();
    let mut window = known(now);
    // 59.2 seconds before the end, the server's clock reports 59 for the first time.
    let later = now + Duration::from_millis(200);
    let call = go(&mut window, later, 950);
    window.settle(later, &call, Outcome::Responded(reports(0, 1_060, 59)));
    assert_eq!(window.decide(later, 50, BURST), waits(later + seconds(59)));
    // A server that counts down may report the next second, which is not a new window.
    let mut window = known(now);
    let call = go(&mut window, now, 950);
    window.settle(now, &call, Outcome::Responded(reports(0, 1_061, 61)));
    assert_eq!(window.decide(now, 50, BURST), waits(now + seconds(60)));
}

#[test]
fn a_refusal_pauses_until_the_time_of_the_server() {
    let now = Instant::now();
    let mut window = known(now);
    let refused = go(&mut window, now, 50);
    window.settle(now, &refused, Outcome::Refused(None, Some(seconds(30))));
    assert_eq!(window.refused, 1);
    assert_eq!(window.decide(now, 50, BURST), waits(now + seconds(30)));
    assert_eq!(window.left(now), (Some(0), Some(seconds(30))));
    let then = now + seconds(30);
    let _first = go(&mut window, then, 50);
    assert_eq!(window.decide(then, 50, BURST), waits(then + LIFE), "one finds out whether it is over");
    // No call waits for longer than two of Miro's windows.
    let mut window = known(now);
    let refused = go(&mut window, now, 50);
    window.settle(now, &refused, Outcome::Refused(None, Some(seconds(86_400))));
    assert_eq!(window.decide(now, 50, BURST), waits(now + MAX_PAUSE));
}

#[test]
fn adds_a_second_for_windows_that_end_late() {
    let now = Instant::now();
    let mut window = known(now);
    let then = now + seconds(60);
    let first = go(&mut window, then, 50);
    window.settle(then, &first, Outcome::Refused(reports(0, 1_060, 0), Some(seconds(0))));
    let again = then + seconds(2);
    let first = go(&mut window, again, 50);
    window.settle(again, &first, Outcome::Responded(reports(950, 1_120, 58)));
    let last = go(&mut window, again, 950);
    window.settle(again, &last, Outcome::Responded(reports(0, 1_120, 58)));
    assert_eq!(window.decide(again, 50, BURST), waits(again + seconds(59)));
}

#[test]
fn a_call_above_the_limit_goes_first_in_a_window() {
    let now = Instant::now();
    let mut window = known(now);
    assert_eq!(window.decide(now, 5_000, BURST), waits(now + seconds(60)));
    assert_eq!(window.decide(now + seconds(60), 5_000, BURST), Decision::Go);
}

#[test]
fn a_share_reserves_the_rest() {
    let now = Instant::now();
    let rules = Rules { share: 0.5, ..BURST };
    let mut window = known(now);
    let mut spent = 50;
    while window.decide(now, 50, rules) == Decision::Go {
        let _ = window.take(now, 50);
        spent += 50;
    }
    assert_eq!(spent, 500);
    assert_eq!(window.decide(now, 50, BURST), Decision::Go, "another clone may spend all");
}

#[test]
fn even_spending_is_steady_and_spends_everything() {
    let start = Instant::now();
    let rules = Rules { spending: Spending::Even, ..BURST };
    let mut window = known(start);
    let mut now = start;
    let mut moments = Vec::new();
    for _ in 0..19 {
        if let Decision::Wait { until, .. } = window.decide(now, 50, rules) {
            now = until;
        }
        assert_eq!(window.decide(now, 50, rules), Decision::Go);
        let call = window.take(now, 50);
        let left = window.left(now).0.unwrap();
        window.settle(now, &call, Outcome::Responded(reports(left, 1_060, 60)));
        moments.push(now - start);
    }
    assert_eq!(window.left(now).0, Some(0));
    let gaps: Vec<_> = moments.windows(2).map(|pair| pair[1] - pair[0]).collect();
    assert!(gaps.iter().all(|gap| gap.abs_diff(seconds(3)) < Duration::from_millis(10)), "{gaps:?}");
    assert!(*moments.last().unwrap() < seconds(60));
}

#[test]
fn free_calls_wait_only_for_a_pause() {
    let now = Instant::now();
    let mut window = Window::default();
    let _scout = go(&mut window, now, 50);
    let free = go(&mut window, now, 0);
    window.settle(now, &free, Outcome::Refused(None, Some(seconds(5))));
    assert_eq!(window.decide(now, 0, BURST), waits(now + seconds(5)));
}

#[test]
fn extreme_numbers_do_not_overflow() {
    let now = Instant::now();
    let numbers = [0, 1, 50, u64::MAX / 2, u64::MAX - 1, u64::MAX];
    let waits = [None, Some(Duration::ZERO), Some(Duration::MAX)];
    for (seed, limit) in numbers.into_iter().enumerate() {
        fastrand::seed(seed as u64);
        let mut window = Window::default();
        let mut now = now;
        for _ in 0..2_000 {
            let number = || numbers[fastrand::usize(..numbers.len())];
            let share = [0.0, f64::MIN_POSITIVE, 0.5, 1.0][fastrand::usize(..4)];
            let spending = if fastrand::bool() { Spending::Even } else { Spending::Burst };
            let credits = number();
            let decision = window.decide(now, credits, Rules { spending, share });
            let spent = window.take(now, credits);
            if let Decision::Wait { until, .. } = decision {
                assert!(until > now && until <= now + seconds(121), "{window:?}");
            }
            now += [seconds(0), milliseconds(1), seconds(1_000)][fastrand::usize(..3)];
            let resets_in = waits[fastrand::usize(..3)].unwrap_or_default();
            let observation = Observation { limit, remaining: number(), reset: number(), resets_in };
            let observation = fastrand::bool().then_some(observation);
            match fastrand::u8(..4) {
                0 => window.settle(now, &spent, Outcome::NoResponse),
                1 => window.settle(now, &spent, Outcome::Refused(observation, waits[fastrand::usize(..3)])),
                2 => window.give_back(&spent),
                _ => window.settle(now, &spent, Outcome::Responded(observation)),
            }
            let _ = window.left(now);
        }
    }
}

#[test]
fn a_window_is_over_without_calls_limits_and_pauses() {
    let now = Instant::now();
    assert!(Window::default().is_over(now));
    let mut window = known(now);
    assert!(!window.is_over(now) && window.is_over(now + seconds(60)));
    let call = go(&mut window, now, 50);
    assert!(!window.is_over(now + seconds(60)), "a call is in flight");
    window.settle(now, &call, Outcome::Refused(None, Some(seconds(100))));
    assert!(!window.is_over(now + seconds(60)) && window.is_over(now + seconds(100)), "a pause");
    // A server without limits.
    let mut window = Window::default();
    let call = go(&mut window, now, 50);
    window.settle(now, &call, Outcome::Responded(None));
    assert!(window.is_over(now));
}
