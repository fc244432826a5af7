use std::sync::Arc;

use futures_util::FutureExt;

use super::subject::{Subject, concurrently, expect, get, set};
use crate::storage::Storage;

/// Number of concurrent writers.
const WRITERS: usize = 32;

pub(super) async fn many_users(subject: Subject<impl Storage>) -> Result<(), String> {
    let names: Vec<_> = (0..WRITERS).map(|number| format!("many-{number}")).collect();
    concurrently(names.iter().enumerate().map(|(number, name)| {
        let view = if number % 2 == 0 { subject.one.clone() } else { subject.other.clone() };
        let (user, state) = (subject.user(name), subject.state(name));
        async move { set(&*view, &user, Some(&state)).await }
    }))
    .await?;
    for name in &names {
        let when = format!("after {WRITERS} users were set concurrently");
        expect(&*subject.one, &subject.user(name), Some(&subject.state(name)), &when).await?;
    }
    Ok(())
}

pub(super) async fn one_user(subject: Subject<impl Storage>) -> Result<(), String> {
    let user = subject.user("contended");
    let states: Vec<_> = (0..WRITERS).map(|number| subject.state(&format!("contended-{number}"))).collect();
    if let Some(state) = states.first() {
        set(&*subject.one, &user, Some(state)).await?;
    }
    let look = |reader: Arc<_>| {
        let (user, states) = (user.clone(), states.clone());
        async move {
            for _ in 0..WRITERS {
                match get(&*reader, &user).await? {
                    Some(found) if states.contains(&found) => tokio::task::yield_now().await,
                    Some(_) => {
                        return Err("during concurrent sets, a login was read that mixes several".to_owned());
                    }
                    None => return Err("during concurrent sets, a login was missing".to_owned()),
                }
            }
            Ok(())
        }
    };
    let readers = [look(subject.one.clone()), look(subject.other.clone())];
    let writers = states.iter().cloned().enumerate().map(|(number, state)| {
        let view = if number % 2 == 0 { subject.one.clone() } else { subject.other.clone() };
        let user = user.clone();
        async move { set(&*view, &user, Some(&state)).await }
    });
    let writers = writers.map(FutureExt::boxed);
    concurrently(writers.chain(readers.into_iter().map(FutureExt::boxed))).await?;
    match (get(&*subject.one, &user).await?, get(&*subject.other, &user).await?) {
        (Some(one), Some(other)) if one == other && states.contains(&one) => Ok(()),
        _ => Err(format!("after {WRITERS} concurrent sets, the views do not agree on one of them")),
    }
}
