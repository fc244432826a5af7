use super::subject::{Subject, expect, get, set};
use crate::storage::Storage;
use crate::token::State;

/// Longer than any of Miro's tokens, so that a column that is too short is found.
const LONG: usize = 16 * 1024;

pub(super) async fn nothing(subject: Subject<impl Storage>) -> Result<(), String> {
    let user = subject.user("nothing");
    expect(&*subject.one, &user, None, "before anything was set").await?;
    expect(&*subject.other, &user, None, "before anything was set").await
}

pub(super) async fn exact(subject: Subject<impl Storage>) -> Result<(), String> {
    let user = subject.user("exact");
    for (what, state) in logins(&subject) {
        set(&*subject.one, &user, Some(&state)).await.map_err(|seen| format!("{what}: {seen}"))?;
        expect(&*subject.one, &user, Some(&state), what).await?;
    }
    Ok(())
}

/// Creates logins that cover every kind of field value.
fn logins(subject: &Subject<impl Storage>) -> [(&'static str, State); 8] {
    let full = || subject.state("full");
    let long = "0123456789abcdef".repeat(LONG / 16);
    let strange = "\"quoted\" 'single' \\ %00 \n\r\t \u{0} ñ 日本 🦀 e\u{301} {{}} $1 ; --";
    let with = |text: &str| State {
        access_token: format!("{}{text}", full().access_token.expose_secret()).into(),
        refresh_token: Some(text.to_owned().into()),
        scopes: vec![text.to_owned(), "a b".to_owned(), "a,b".to_owned(), String::new()],
        user_id: Some(text.to_owned()),
        team_id: Some(text.to_owned()),
        ..full()
    };
    [
        ("a login with everything", full()),
        ("a login with an access token only", State::new(full().access_token)),
        ("a login without a refresh token", State { refresh_token: None, ..full() }),
        ("a login without scopes", State { scopes: Vec::new(), ..full() }),
        ("a login with empty texts", State { user_id: Some(String::new()), team_id: None, ..full() }),
        (
            "a login that expires before 1970, at a part of a second",
            State { expires_at: "1969-12-31T23:59:59.001Z".parse().ok(), ..full() },
        ),
        ("a login with quotes, control characters and all kinds of letters", with(strange)),
        ("a login with texts of 16 KiB", with(&long)),
    ]
}

pub(super) async fn replaced(subject: Subject<impl Storage>) -> Result<(), String> {
    let user = subject.user("replaced");
    let first = subject.state("first");
    set(&*subject.one, &user, Some(&first)).await?;
    // Fields that only the first login has must be gone.
    let second = State::new(subject.state("second").access_token);
    set(&*subject.one, &user, Some(&second)).await?;
    expect(&*subject.one, &user, Some(&second), "after a second login was set").await?;
    set(&*subject.other, &user, Some(&first)).await?;
    expect(&*subject.one, &user, Some(&first), "after another view set the first again").await
}

pub(super) async fn removed(subject: Subject<impl Storage>) -> Result<(), String> {
    let user = subject.user("removed");
    set(&*subject.one, &user, None)
        .await
        .map_err(|seen| format!("removing a login that was never set: {seen}"))?;
    set(&*subject.one, &user, Some(&subject.state("removed"))).await?;
    for when in ["after it was removed", "after it was removed once more"] {
        set(&*subject.one, &user, None).await.map_err(|seen| format!("{when}: {seen}"))?;
        expect(&*subject.one, &user, None, when).await?;
    }
    let state = subject.state("again");
    set(&*subject.one, &user, Some(&state)).await?;
    expect(&*subject.one, &user, Some(&state), "set again after it was removed").await
}

pub(super) async fn seen_elsewhere(subject: Subject<impl Storage>) -> Result<(), String> {
    let user = subject.user("seen-elsewhere");
    // Read first, so that a cache has something to remember.
    for view in [&*subject.one, &*subject.other] {
        get(view, &user).await?;
    }
    let turns = [(&*subject.one, &*subject.other), (&*subject.other, &*subject.one)];
    for (name, (writer, reader)) in ["first", "second"].into_iter().zip(turns) {
        let state = subject.state(name);
        set(writer, &user, Some(&state)).await?;
        expect(reader, &user, Some(&state), "read in another view").await?;
    }
    set(&*subject.one, &user, None).await?;
    expect(&*subject.other, &user, None, "read in another view, after it was removed").await
}

/// Removes everything that the suite has written.
pub(super) async fn cleared(subject: Subject<impl Storage>) -> Result<(), String> {
    for user in subject.users() {
        set(&*subject.one, &user, None).await?;
        expect(&*subject.one, &user, None, "after it was removed").await?;
    }
    Ok(())
}
