//! Reports values that a program may hold although Miro refuses them, when they are written into a request.

use std::cell::RefCell;

use serde::ser::Error as _;

enum Watch {
    /// No request is being written on this thread.
    Off,
    Clean,
    Found(String),
}

thread_local! {
    static WATCH: RefCell<Watch> = const { RefCell::new(Watch::Off) };
}

/// Runs a function that writes a part of a request, and returns the first problem of the written values.
///
/// Values are written by `Display` and `Serialize`, which also write them into logs and files, where they are
/// valid. So they report a problem here instead of failing.
pub fn watch<T>(write: impl FnOnce() -> T) -> (T, Option<String>) {
    let outer = WATCH.replace(Watch::Clean);
    let written = write();
    match WATCH.replace(outer) {
        Watch::Found(problem) => (written, Some(problem)),
        Watch::Off | Watch::Clean => (written, None),
    }
}

/// Runs a function that serializes a part of a request, and fails if Miro refuses one of its values.
///
/// # Errors
/// The error of the serialization, or the problem of a value.
pub fn serialized<T>(write: impl FnOnce() -> serde_json::Result<T>) -> serde_json::Result<T> {
    match watch(write) {
        (Ok(_), Some(problem)) => Err(serde_json::Error::custom(problem)),
        (written, _) => written,
    }
}

/// Reports that Miro refuses the value that is being written, unless no request is being written.
pub(super) fn report(problem: impl FnOnce() -> String) {
    // A value may be written while its thread ends.
    let _ = WATCH.try_with(|watch| {
        let Ok(mut watch) = watch.try_borrow_mut() else { return };
        if matches!(*watch, Watch::Clean) {
            *watch = Watch::Found(problem());
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn watch_returns_the_first_problem() {
        report(|| "not watched".to_owned());
        let (written, problem) = watch(|| {
            report(|| "first".to_owned());
            let inner = watch(|| report(|| "inner".to_owned()));
            assert_eq!(inner, ((), Some("inner".to_owned())));
            report(|| "second".to_owned());
            7
        });
        assert_eq!((written, problem.as_deref()), (7, Some("first")));
        assert_eq!(watch(|| 8), (8, None));
    }
}
