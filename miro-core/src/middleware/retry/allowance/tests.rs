use tokio::time::advance;

use super::*;

fn user(name: &str) -> UserKey {
    UserKey::new(name)
}

fn taken(allowances: &Allowances, name: &str) -> usize {
    (0..100).filter(|_| allowances.take(&user(name))).count()
}

fn remembered(allowances: &Allowances) -> usize {
    let count = allowances.users().left.len();
    assert_eq!(allowances.count.load(Ordering::Relaxed), count);
    count
}

#[test]
fn success_earns_back_what_failures_spent() {
    let allowances = Allowances::default();
    assert_eq!(taken(&allowances, "anna"), 20);
    (0..4).for_each(|_| allowances.earn(&user("anna")));
    assert!(!allowances.take(&user("anna")), "four calls do not pay for a retry");
    allowances.earn(&user("anna"));
    assert!(allowances.take(&user("anna")) && !allowances.take(&user("anna")));
    (0..1_000).for_each(|_| allowances.earn(&user("anna")));
    assert_eq!(taken(&allowances, "anna"), 20, "not more than a full allowance");
}

#[test]
fn users_do_not_take_the_retries_of_others() {
    let allowances = Allowances::default();
    assert_eq!(taken(&allowances, "anna"), 20);
    assert_eq!(taken(&allowances, "ben"), 20);
    (0..5).for_each(|_| allowances.earn(&user("ben")));
    assert_eq!((taken(&allowances, "anna"), taken(&allowances, "ben")), (0, 1));
}

#[test]
fn users_with_a_full_allowance_are_not_remembered() {
    let allowances = Allowances::default();
    allowances.earn(&user("anna"));
    assert_eq!(remembered(&allowances), 0, "success alone leaves nothing");
    assert!(allowances.take(&user("anna")) && allowances.take(&user("ben")));
    (0..4).for_each(|_| allowances.earn(&user("anna")));
    assert_eq!(remembered(&allowances), 2, "a unit is missing");
    allowances.earn(&user("anna"));
    assert_eq!(remembered(&allowances), 1);
    (0..5).for_each(|_| allowances.earn(&user("ben")));
    assert_eq!(remembered(&allowances), 0);
}

#[tokio::test(start_paused = true)]
async fn an_allowance_is_full_again_ten_minutes_after_the_last_failure() {
    let allowances = Allowances::default();
    assert_eq!(taken(&allowances, "anna"), 20);
    advance(Duration::from_secs(599)).await;
    assert!(!allowances.take(&user("anna")));
    advance(Duration::from_secs(599)).await;
    assert!(!allowances.take(&user("anna")), "a failure without a retry counts as well");
    advance(Duration::from_secs(600)).await;
    assert_eq!(taken(&allowances, "anna"), 20);
}

#[tokio::test(start_paused = true)]
async fn forgotten_users_leave_the_table_and_others_stay() {
    let allowances = Allowances::default();
    let all = |range: std::ops::Range<usize>| {
        range.for_each(|number| assert!(allowances.take(&user(&number.to_string()))));
    };
    all(0..999);
    advance(FORGOTTEN_AFTER).await;
    all(999..1_000);
    assert_eq!(remembered(&allowances), 1_000, "a small table is not swept");
    all(1_000..1_001);
    assert_eq!(remembered(&allowances), 2, "the last two");

    all(1_001..2_000);
    advance(SWEEP_PAUSE - Duration::from_secs(1)).await;
    allowances.users().left.values_mut().for_each(|left| left.last_failure -= FORGOTTEN_AFTER);
    all(2_000..2_001);
    assert_eq!(remembered(&allowances), 1_002, "the last sweep was too recent");
    advance(Duration::from_secs(1)).await;
    all(2_001..2_002);
    assert_eq!(remembered(&allowances), 2);
}

#[test]
fn the_table_has_a_limit_and_its_users_keep_their_retries() {
    let allowances = Allowances::default();
    (0..MAX_USERS).for_each(|number| assert!(allowances.take(&user(&number.to_string()))));
    assert!(!allowances.take(&user("one more")));
    assert_eq!(remembered(&allowances), MAX_USERS);
    assert_eq!(taken(&allowances, "0"), 19);
    (0..100).for_each(|_| allowances.earn(&user("0")));
    assert!(allowances.take(&user("one more")), "there is room again");
}
