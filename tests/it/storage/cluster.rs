//! Logins in a Redis Cluster.

use miro::storage::{RedisStorage, Storage};
use miro::token::{State, UserKey};
use miro_servers::{Cluster, PASSWORD, ask_redis};

use super::conforms;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn conforms_to_the_contract_and_distributes_keys() {
    let Some(cluster) = Cluster::start().unwrap() else { return };
    let url = cluster.url();
    conforms(async || RedisStorage::connect(&url).await).await;

    let storage = RedisStorage::connect(&url).await.unwrap();
    let users: Vec<_> = (0..30).map(|number| UserKey::new(&format!("user-{number}"))).collect();
    for user in &users {
        let held = storage.lease(user).await.unwrap();
        storage.set(user, Some(&State::new(user.as_str()))).await.unwrap();
        drop(held);
    }
    // Each node leads to all others.
    let one = format!("redis+cluster://{}", cluster.nodes()[2].strip_prefix("redis://").unwrap());
    let other = RedisStorage::connect(&one).await.unwrap();
    for user in &users {
        assert_eq!(other.get(user).await.unwrap(), Some(State::new(user.as_str())));
    }
    let keys: Vec<usize> = cluster
        .nodes()
        .iter()
        .map(|node| ask_redis(node, "KEYS miro:login:user-*").unwrap().matches("miro:login:user-").count())
        .collect();
    assert!(keys.iter().sum::<usize>() == 30 && keys.iter().all(|keys| *keys > 0), "{keys:?}");
    assert!(!format!("{storage:?}").contains(PASSWORD));
}

#[tokio::test]
async fn a_single_node_url_suggests_the_cluster_url() {
    let Some(cluster) = Cluster::start().unwrap() else { return };
    let storage = RedisStorage::connect(&cluster.nodes()[0]).await.unwrap();
    let mut errors = Vec::new();
    for number in 0..30 {
        errors.extend(storage.get(&UserKey::new(&format!("user-{number}"))).await.err());
    }
    assert!(!errors.is_empty());
    for error in errors {
        assert!(error.to_string().contains("redis+cluster://"), "{error}");
    }
}

#[tokio::test]
async fn a_url_without_a_cluster_is_an_error_without_the_password() {
    for url in [
        format!("redis+cluster://:{PASSWORD}@127.0.0.1:1,127.0.0.1:2"),
        format!("redis+cluster://:{PASSWORD}@127.0.0.1:not-a-port"),
        format!("redis+cluster://:{PASSWORD}@"),
    ] {
        let error = RedisStorage::connect(&url).await.unwrap_err();
        assert!(!format!("{error} {error:?}").contains(PASSWORD), "{error}");
    }
}
