use super::unsendable;

/// Finds an id in text that people paste in its place, such as the URL of a page: see [`id!`](crate::id).
pub trait Pasted {
    /// Returns the id in this text, or the text itself if it contains none.
    fn find(text: String) -> String;

    /// Returns the reason why this text is not an id; `None` for ids.
    ///
    /// It continues a sentence that starts with the name of the argument.
    fn problem(text: &str) -> Option<&'static str>;
}

/// Reports a text that is not an id, if it is written into a request.
#[doc(hidden)]
pub fn report_pasted<P: Pasted>(text: &str) {
    // The text may contain a secret, such as an invitation, so it is not quoted.
    if let Some(problem) = P::problem(text) {
        unsendable::report(|| problem.to_owned());
    }
}
