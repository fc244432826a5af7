//! Credits that are unknown, and reports that turn out to be wrong.

use super::*;

/// Sends calls until one has to wait. Returns their number.
fn count(window: &mut Window, now: Instant) -> usize {
    let go = || (window.decide(now, 50, BURST) == Decision::Go).then(|| window.take(now, 50));
    std::iter::from_fn(go).take(1_000).count()
}

#[test]
fn a_probe_without_a_response_delays_others_by_less_than_a_second() {
    let start = Instant::now();
    let mut window = Window::default();
    let probe = go(&mut window, start, 50);
    assert!(probe.is_probe());
    assert_eq!(window.decide(start + milliseconds(749), 50, BURST), waits(start + LIFE));
    // Then more of them may be in flight, and soon no call waits.
    assert_eq!(count(&mut window, start + LIFE), 7);
    assert_eq!(window.decide(start + LIFE, 50, BURST), waits(start + LIFE * 2));
    assert_eq!(count(&mut window, start + LIFE * 2), 56);
    assert_eq!(count(&mut window, start + LIFE * 3), 448);
    // The first response reports the remaining credits, with or without the calls in flight.
    window.settle(start + LIFE * 3, &probe, Outcome::Responded(reports(90_000, 1_060, 57)));
    assert_eq!(window.left(start + LIFE * 3).0, Some(90_000 - 511 * 50));
}

#[test]
fn failed_probes_do_not_restart_the_growth() {
    let start = Instant::now();
    let mut window = Window::default();
    // Each fails after 600 ms, which is less than a probe's life.
    let first = go(&mut window, start, 50);
    window.settle(start + milliseconds(600), &first, Outcome::NoResponse);
    let _second = go(&mut window, start + milliseconds(600), 50);
    assert_eq!(count(&mut window, start + milliseconds(749)), 0);
    assert_eq!(count(&mut window, start + LIFE), 7);
    // After a pause, one goes alone again.
    let mut window = Window::default();
    let first = go(&mut window, start, 50);
    window.settle(start, &first, Outcome::NoResponse);
    assert_eq!(count(&mut window, start + milliseconds(751)), 1);
    let mut window = Window::default();
    let first = go(&mut window, start, 50);
    window.settle(start, &first, Outcome::NoResponse);
    assert_eq!(count(&mut window, start + LIFE), 8, "that was no pause");
}

#[test]
fn an_unsent_probe_does_not_count() {
    let start = Instant::now();
    let mut window = Window::default();
    let probe = go(&mut window, start, 50);
    window.give_back(&probe);
    assert_eq!(window.in_flight(), 0);
    assert_eq!(count(&mut window, start + LIFE), 1);
    // If others are in flight, the time since their start still counts.
    let probe = go(&mut window, start + LIFE * 2, 50);
    window.give_back(&probe);
    assert_eq!(count(&mut window, start + LIFE * 3), 63);
}

#[test]
fn a_probe_lives_for_four_known_round_trips() {
    for (trip, life) in [(10, 250), (100, 400), (180, 720), (5_000, 750)] {
        let start = Instant::now();
        let mut window = Window::default();
        let first = go(&mut window, start, 50);
        window.settle(start + milliseconds(trip), &first, Outcome::Responded(reports(100_000, 1_060, 60)));
        let then = start + seconds(100);
        let _probe = go(&mut window, then, 50);
        assert_eq!(window.decide(then, 50, BURST), waits(then + milliseconds(life)), "{trip}");
    }
}

#[test]
fn probes_never_exceed_a_known_limit() {
    let now = Instant::now();
    let mut window = known(now);
    let then = now + seconds(60);
    let _probe = go(&mut window, then, 50);
    // 8 and 64 might go, but 1,000 credits are enough for 20.
    assert_eq!(count(&mut window, then + LIFE), 7);
    assert_eq!(count(&mut window, then + LIFE * 2), 12);
    assert_eq!(window.decide(then + LIFE * 2, 50, BURST), waits(then + LIFE * 3));
    // The first call of a window may cost more than the limit.
    assert_eq!(known(now).decide(then, 5_000, BURST), Decision::Go);
    // After two windows without a result, one probe starts again.
    assert_eq!(count(&mut window, then + seconds(120)), 1);
    assert_eq!(count(&mut window, then + milliseconds(120_500)), 0);
}

#[test]
fn missing_limit_headers_lift_the_limit_for_a_window() {
    let now = Instant::now();
    let mut window = known(now);
    let then = now + seconds(60);
    let probe = go(&mut window, then, 50);
    window.settle(then, &probe, Outcome::Responded(None));
    // As many concurrent calls as the last limit allows.
    assert_eq!(count(&mut window, then), 20);
    assert_eq!(window.decide(then, 50, BURST), waits(then + seconds(60)));
    // A call that costs more than the limit goes alone.
    let mut silent = known(now);
    let probe = go(&mut silent, then, 50);
    silent.settle(then, &probe, Outcome::Responded(None));
    let large = go(&mut silent, then, 5_000);
    assert_eq!(silent.decide(then, 50, BURST), waits(then + seconds(60)));
    silent.settle(then, &large, Outcome::Responded(None));
    assert!(!go(&mut silent, then, 50).is_probe());
    // Then one call finds out whether there are limits again.
    let next = then + seconds(60);
    let probe = go(&mut window, next, 50);
    assert_eq!(window.decide(next, 50, BURST), waits(next + LIFE));
    window.settle(next, &probe, Outcome::Responded(reports(950, 1_180, 60)));
    assert_eq!(window.left(next).0, Some(0), "calls of the previous window may be included");
    // A refusal shows that there is a limit, even if it is unknown.
    let mut window = Window::default();
    let calls = [(); 2].map(|()| {
        let call = go(&mut window, now, 50);
        window.settle(now, &call, Outcome::Responded(None));
        go(&mut window, now, 50)
    });
    window.settle(now, &calls[0], Outcome::Refused(None, Some(seconds(1))));
    assert_eq!(count(&mut window, now + seconds(1)), 1);
}

#[test]
fn a_response_without_limits_counts_as_spent_if_the_limit_is_known() {
    let now = Instant::now();
    let mut window = known(now);
    let call = go(&mut window, now, 50);
    window.settle(now, &call, Outcome::Responded(None));
    assert_eq!(window.left(now).0, Some(900));
    // One of two probes has found out.
    let mut window = Window::default();
    let one = go(&mut window, now, 50);
    let two = go(&mut window, now + seconds(1), 50);
    window.settle(now + seconds(1), &one, Outcome::Responded(reports(500, 1_060, 59)));
    window.settle(now + seconds(1), &two, Outcome::Responded(None));
    assert_eq!(window.left(now + seconds(1)).0, Some(450));
}

#[test]
fn late_probe_responses_do_not_raise_the_remaining_credits() {
    let now = Instant::now();
    let then = now + seconds(1);
    let mut window = Window::default();
    let [one, two] = [now, then].map(|now| go(&mut window, now, 50));
    window.settle(then, &two, Outcome::Responded(reports(900, 1_060, 59)));
    // Counted before the other one, and received after it.
    window.settle(then, &one, Outcome::Responded(reports(950, 1_060, 59)));
    assert_eq!(window.left(then).0, Some(900));
}

#[test]
fn a_call_that_never_ends_holds_its_credits_for_two_windows() {
    let now = Instant::now();
    let mut window = known(now);
    let forgotten = go(&mut window, now, 500);
    for (number, (at, in_flight)) in [(60, 500), (120, 0)].into_iter().enumerate() {
        let then = now + seconds(at);
        let probe = go(&mut window, then, 50);
        let reset = 1_060 + at;
        window.settle(then, &probe, Outcome::Responded(reports(950, reset, 60)));
        assert_eq!(window.in_flight(), in_flight, "{number}");
    }
    // If it ends after all, nothing is counted twice.
    let _call = go(&mut window, now + seconds(120), 100);
    window.give_back(&forgotten);
    assert_eq!(window.in_flight(), 100);
}

#[test]
fn counts_a_window_that_starts_before_the_expected_end() {
    let now = Instant::now();
    let mut window = known(now);
    let number = window.number();
    let [early, late] = [(); 2].map(|()| go(&mut window, now, 50));
    // Within the same second, it is an inconsistent server.
    window.settle(now + seconds(1), &early, Outcome::Responded(reports(900, 1_062, 60)));
    assert_eq!(window.number(), number);
    let then = now + milliseconds(2_100);
    window.settle(then, &late, Outcome::Responded(reports(950, 1_120, 60)));
    assert_eq!(window.number(), number + 1);
    assert_eq!(window.left(then), (Some(950), Some(seconds(60))));
}

#[test]
fn the_next_response_corrects_a_wrong_window() {
    let now = Instant::now();
    let mut window = Window::default();
    let probe = go(&mut window, now, 50);
    window.settle(now, &probe, Outcome::Responded(reports(0, 9_000, 60)));
    let [late, wrong] = [now, now + seconds(60)].map(|now| window.take(now, 50));
    // A call that was sent before does not correct it, one that was sent after it does.
    window.settle(now + seconds(1), &late, Outcome::Responded(reports(700, 1_060, 59)));
    assert_eq!(window.left(now + seconds(1)).0, Some(0));
    window.settle(now + seconds(1), &wrong, Outcome::Responded(reports(700, 1_060, 59)));
    assert_eq!(window.left(now + seconds(1)).0, Some(700));
}

#[test]
fn a_call_that_fits_after_pending_responses_holds_later_calls() {
    let now = Instant::now();
    let mut window = known(now);
    let _under_way = go(&mut window, now, 500);
    assert_eq!(window.decide(now, 451, BURST), holds(now + seconds(1)));
    assert_eq!(window.decide(now, 950, BURST), holds(now + seconds(1)));
    assert_eq!(window.decide(now, 951, BURST), waits(now + seconds(60)), "it can never fit");
    // A call without cost is not waited for.
    let later = now + milliseconds(900);
    let _free = go(&mut window, later, 0);
    assert_eq!(window.decide(later, 451, BURST), holds(now + seconds(1)));
    // A call above the share of its clone does not hold others.
    let rules = Rules { share: 0.5, ..BURST };
    assert_eq!(window.decide(now, 451, rules), waits(now + seconds(60)));
    assert_eq!(
        window.decide(now + seconds(1), 451, BURST),
        waits(now + seconds(60)),
        "slow calls are not waited for"
    );
}
