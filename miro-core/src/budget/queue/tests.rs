use super::*;
use crate::budget::Spending;
use crate::budget::window::Window;

const RULES: Rules = Rules { spending: Spending::Burst, share: 1.0 };

fn join(queue: &mut Queue, credits: u64, priority: Priority) -> u64 {
    queue.join(credits, priority, RULES, 0, None)
}

fn first(queue: &Queue, window: u64) -> Option<u64> {
    queue.first(window, |_| false).map(|(number, _)| number)
}

/// Removes the first call. Returns its number.
fn next(queue: &mut Queue, window: u64) -> Option<u64> {
    let number = first(queue, window)?;
    let spent = Window::default().take(tokio::time::Instant::now(), 50);
    queue.grant(number, spent, tokio::time::Instant::now(), window)?;
    queue.leave(number)?;
    Some(number)
}

#[test]
fn calls_go_by_priority_and_arrival() {
    let mut queue = Queue::default();
    for (index, priority) in
        [Priority::Normal, Priority::Low, Priority::High, Priority::Normal, Priority::High]
            .into_iter()
            .enumerate()
    {
        // Costs make classes, but do not affect the order.
        join(&mut queue, [50, 2_000][index % 2], priority);
    }
    let order: Vec<_> = std::iter::from_fn(|| next(&mut queue, 1)).collect();
    assert_eq!(order, [2, 4, 0, 3, 1]);
    assert!(queue.is_empty() && !queue.is_waiting());
}

#[test]
fn an_excluded_class_does_not_hold_others() {
    let mut queue = Queue::default();
    let large = join(&mut queue, 2_000, Priority::High);
    let small = join(&mut queue, 50, Priority::Low);
    let found = queue.first(0, |class| class.credits > 1_000).map(|(number, _)| number);
    assert_eq!((first(&queue, 0), found), (Some(large), Some(small)));
    assert_eq!(queue.first(0, |_| true).map(|(number, _)| number), None);
}

#[test]
fn revoked_calls_keep_their_place() {
    let mut queue = Queue::default();
    let [one, two, three] = [(); 3].map(|()| join(&mut queue, 50, Priority::Normal));
    queue.leave(one);
    let spent = Window::default().take(tokio::time::Instant::now(), 50);
    let until = tokio::time::Instant::now();
    assert!(queue.grant(two, spent, until, 0).is_some());
    assert_eq!(queue.first_granted(), Some((until, two)));
    assert!(queue.grant(two, spent, until, 0).is_none(), "once is enough");
    assert!(queue.revoke(three).is_none(), "it has none");
    assert_eq!(first(&queue, 0), Some(three), "and waits on");
    assert!(queue.revoke(two).is_some());
    assert_eq!(queue.first_granted(), None);
    assert_eq!(first(&queue, 0), Some(three), "it is left out until it is polled");
    queue.awake(two);
    assert_eq!(first(&queue, 0), Some(two));
    assert_eq!(queue.len(), 2);
}

#[test]
fn a_call_goes_first_after_waiting_for_two_windows() {
    let mut queue = Queue::default();
    let low = join(&mut queue, 2_000, Priority::Low);
    let high = join(&mut queue, 50, Priority::High);
    for window in [0, 1, 2] {
        queue.turn(window);
        assert_eq!(first(&queue, window), Some(high));
    }
    queue.turn(3);
    assert_eq!(first(&queue, 3), Some(low));
    let large = queue.first(3, |class| class.credits > 1_000).map(|(number, _)| number);
    assert_eq!(large, Some(high), "it holds no others without credits for it");
}

#[test]
fn overdue_calls_get_every_fourth_credit() {
    let mut queue = Queue::default();
    let old: Vec<_> = (0..4).map(|_| join(&mut queue, 50, Priority::Low)).collect();
    for _ in 0..12 {
        queue.join(50, Priority::High, RULES, 3, None);
    }
    queue.turn(3);
    let order: Vec<_> = std::iter::from_fn(|| next(&mut queue, 3)).collect();
    let places: Vec<_> =
        old.iter().map(|old| order.iter().position(|number| number == old).unwrap()).collect();
    assert_eq!(places, [0, 4, 8, 12]);
}

#[cfg(feature = "budget-redis")]
#[test]
fn front_includes_one_call_of_each_class() {
    let mut queue = Queue::default();
    let small: Vec<_> = (0..5).map(|_| join(&mut queue, 50, Priority::Normal)).collect();
    let large = join(&mut queue, 500, Priority::Low);
    assert_eq!(queue.front(0, 3), [small[0], small[1], small[2], large]);
    assert_eq!(queue.front(0, 9).len(), 6);
    // The oldest call is overdue.
    let high = queue.join(100, Priority::High, RULES, 3, None);
    queue.turn(3);
    assert_eq!(queue.front(3, 2), [small[0], high, large]);
    assert!(Queue::default().front(0, 3).is_empty());
}
