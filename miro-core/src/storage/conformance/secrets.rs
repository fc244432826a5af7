use std::fmt::Debug;

use super::marks::shows_token;
use super::subject::{Subject, set};
use crate::storage::Storage;

pub(super) async fn debug(subject: Subject<impl Storage + Debug>) -> Result<(), String> {
    let user = subject.user("debug");
    set(&*subject.one, &user, Some(&subject.state("debug"))).await?;
    let shown = [format!("{:?}", subject.one), format!("{:#?}", subject.one), format!("{:?}", subject.other)];
    if shown.iter().any(|shown| shows_token(shown)) {
        return Err("`Debug` of the storage shows a token".to_owned());
    }
    Ok(())
}
