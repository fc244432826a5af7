use std::fmt::Debug;

use super::subject::{Subject, set};
use crate::storage::Storage;

/// Every token of the suite has this in it.
const MARK: &str = "conformance-secret";

/// What stands in place of an error's text that cannot be shown.
pub(super) const ERROR_WITH_A_LOGIN: &str = "an error whose text shows a token";

/// A token that is recognised where it must not be.
pub(super) fn token(kind: &str, name: &str) -> String {
    format!("{MARK}-{kind}-{name}")
}

/// Whether a token can be read in this text, as text or as the numbers of its bytes.
pub(super) fn shows_one(text: &str) -> bool {
    let bytes = format!("{:?}", MARK.as_bytes());
    text.contains(MARK) || text.contains(bytes.trim_matches(['[', ']']))
}

pub(super) async fn debug(subject: Subject<impl Storage + Debug>) -> Result<(), String> {
    let user = subject.user("debug");
    set(&*subject.one, &user, Some(&subject.state("debug"))).await?;
    let shown = [format!("{:?}", subject.one), format!("{:#?}", subject.one), format!("{:?}", subject.other)];
    if shown.iter().any(|shown| shows_one(shown)) {
        return Err("`Debug` of the storage shows a token".to_owned());
    }
    Ok(())
}
