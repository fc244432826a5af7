//! Redis, or one of its keys, cannot be used.

use futures_util::FutureExt as _;

use super::proxy::Proxy;
use super::*;

/// Makes calls until this user's ledger in Redis has their responses.
async fn until_shared(budget: &Budget, user: &str, miro: &Miro, look: &mut Look) {
    while look.field(user, "remaining").await.is_none() {
        call(budget, user, miro).await;
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

#[tokio::test]
async fn shares_again_after_a_distant_redis_recovers() {
    let Some(redis) = redis() else { return };
    // A round trip takes 150 ms.
    let proxy = Proxy::start(&redis.url(), Duration::from_millis(75)).await;
    let miro = miro();
    let budget = budget(proxy.url()).await;
    let mut look = Look::at(&redis.url()).await;
    in_time(until_shared(&budget, "anna", &miro, &mut look)).await;
    proxy.stop(true);
    // By the ledger of this process.
    in_time(join_all((0..5).map(|_| call(&budget, "ben", &miro)))).await;
    proxy.stop(false);
    in_time(until_shared(&budget, "cleo", &miro, &mut look)).await;
}

#[tokio::test]
async fn calls_do_not_wait_while_redis_is_unavailable() {
    let Some(redis) = redis() else { return };
    let proxy = Proxy::start(&redis.url(), Duration::ZERO).await;
    let miro = miro();
    let budget = budget(proxy.url()).await;
    call(&budget, "anna", &miro).await;
    proxy.stop(true);
    in_time(call(&budget, "anna", &miro)).await;
    // The first call has waited for a second. The next attempt to reach Redis is due, but no call makes it.
    tokio::time::sleep(Duration::from_millis(1_100)).await;
    for _ in 0..10 {
        assert!(budget.spend(key("anna"), 50, Priority::Normal).now_or_never().is_some());
    }
}

#[tokio::test]
async fn an_invalid_key_affects_only_its_user() {
    let Some(redis) = redis() else { return };
    let miro = miro();
    let budget = budget(&redis.url()).await;
    let mut look = Look::at(&redis.url()).await;
    let () = look.ask(&["SET", &Look::name("anna"), "something else"]).await;
    let () = look.ask(&["HSET", &Look::name("cleo"), "call:1|50", "no numbers"]).await;
    let () = look.ask(&["HSET", &Look::name("cleo"), "oldest", "1"]).await;
    in_time(join_all((0..5).map(|_| call(&budget, "anna", &miro)))).await;
    in_time(join_all((0..5).map(|_| call(&budget, "cleo", &miro)))).await;
    let shared = budget.0.as_ref().unwrap().shared.as_ref().unwrap();
    assert!(shared.link.is_within_reach(tokio::time::Instant::now(), &shared.prefix));
    call(&budget, "ben", &miro).await;
    budget.flush().await;
    assert!(look.field("ben", "remaining").await.is_some());
    // It is shared as soon as the key can be used.
    let () = look.ask(&["DEL", &Look::name("anna")]).await;
    in_time(until_shared(&budget, "anna", &miro, &mut look)).await;
}

#[tokio::test]
async fn recovers_from_a_deleted_key() {
    let Some(redis) = redis() else { return };
    let miro = miro();
    let budget = budget(&redis.url()).await;
    let mut look = Look::at(&redis.url()).await;
    let under_way = join_all((0..5).map(|_| permit(&budget, "anna")));
    let under_way = in_time(under_way).await;
    let () = look.ask(&["DEL", &Look::name("anna")]).await;
    in_time(join_all((0..5).map(|_| call(&budget, "anna", &miro)))).await;
    drop(under_way);
    budget.flush().await;
    assert_eq!(look.field("anna", "in_flight").await, Some(0.0));
    assert_eq!(look.under_way("anna").await, [""; 0]);
    in_time(call(&budget, "anna", &miro)).await;
}

#[tokio::test]
async fn each_bucket_is_one_key_that_expires() {
    let Some(redis) = redis() else { return };
    let miro = miro();
    let budget = budget(&redis.url()).await;
    let _under_way = permit(&budget, "anna").await;
    in_time(call(&budget, "anna", &miro)).await;
    budget.flush().await;
    let mut look = Look::at(&redis.url()).await;
    let keys: Vec<String> = look.ask(&["KEYS", "*"]).await;
    assert_eq!(keys, [Look::name("anna")]);
    let left: i64 = look.ask(&["PTTL", &keys[0]]).await;
    assert!((1..=360_000).contains(&left), "{left}");
}
