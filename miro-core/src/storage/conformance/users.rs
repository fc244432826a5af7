use super::subject::{Subject, expect, set};
use crate::storage::Storage;

/// Longer than a file name or a database index accepts.
const LONG: usize = 4 * 1024;

/// Checks that these keys belong to different users. All are set before all are read, so that overwritten logins
/// are found.
pub(super) async fn apart(subject: Subject<impl Storage>) -> Result<(), String> {
    let keys = keys(subject.run());
    let mut expected = Vec::with_capacity(keys.len());
    for (number, (what, key)) in keys.iter().enumerate() {
        let (user, state) = (subject.user_with_key(key), subject.state(&format!("user-{number}")));
        expect(&*subject.one, &user, None, &format!("{what}, before it was set")).await?;
        set(&*subject.one, &user, Some(&state)).await.map_err(|seen| format!("{what}: {seen}"))?;
        expected.push((*what, user, Some(state)));
    }
    let mut removed = expected.clone();
    for (what, user, state) in &expected {
        expect(&*subject.other, user, state.as_ref(), &format!("{what}, after others were set")).await?;
    }
    // Every second login is removed, and the others stay.
    for (what, user, state) in removed.iter_mut().step_by(2) {
        set(&*subject.one, user, None).await.map_err(|seen| format!("{what}: {seen}"))?;
        *state = None;
    }
    for (what, user, state) in &removed {
        expect(&*subject.other, user, state.as_ref(), &format!("{what}, after others were removed")).await?;
    }
    Ok(())
}

fn keys(run: &str) -> Vec<(&'static str, String)> {
    let long = format!("{run}{}", "k".repeat(LONG));
    vec![
        ("a plain key", format!("{run}anna")),
        ("a key with a capital letter", format!("{run}Anna")),
        ("a key in capitals", format!("{run}ANNA")),
        ("a key with a space at its end", format!("{run}anna ")),
        ("a key with two spaces at its end", format!("{run}anna  ")),
        ("a key with a space before it", format!(" {run}anna")),
        ("a key with a line break at its end", format!("{run}anna\n")),
        ("a key with a dot at its end", format!("{run}anna.")),
        ("a key with a composed letter", format!("{run}\u{e9}")),
        ("a key with a combined letter", format!("{run}e\u{301}")),
        ("a key with an accent left out", format!("{run}e")),
        ("a key with a sharp s", format!("{run}stra\u{df}e")),
        ("a key with the two letters of a sharp s", format!("{run}strasse")),
        ("a key with an emoji", format!("{run}\u{1f980}")),
        ("a key that leads out of a directory", format!("../{run}anna")),
        ("a key that is a path", format!("/{run}/anna")),
        ("a key that is a path of Windows", format!("C:\\{run}\\anna")),
        ("a key with a colon", format!("{run}:anna")),
        ("a key with a percent sign", format!("{run}%61nna")),
        ("a key with an asterisk", format!("{run}*")),
        ("a key with braces", format!("{{{run}}}anna")),
        ("a key with quotes", format!("{run}'\"--")),
        ("a key with a NUL", format!("{run}anna\0")),
        ("a key with text after a NUL", format!("{run}anna\0ben")),
        ("a key of 4 KiB", format!("{long}a")),
        ("a key of 4 KiB that differs at its end", format!("{long}b")),
        ("the empty key", String::new()),
        ("a key of one space", " ".to_owned()),
        ("a key of one dot", ".".to_owned()),
        ("a key of two dots", "..".to_owned()),
    ]
}
