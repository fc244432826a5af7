use super::unsendable;

/// Finds an id in what people paste in its place, such as the address of a page: see [`id!`](crate::id).
pub trait Pasted {
    /// The id in this text; the text itself if it holds none.
    fn find(text: String) -> String;

    /// Why this text, from which no id could be taken, is none itself; `None` for ids.
    ///
    /// It continues a sentence that starts with the name of the argument.
    fn problem(text: &str) -> Option<&'static str>;
}

/// Reports a text that is no id, if it is written into a request.
#[doc(hidden)]
pub fn report_pasted<P: Pasted>(text: &str) {
    // The text may have a secret in it, such as an invitation, so it is not told.
    if let Some(problem) = P::problem(text) {
        unsendable::report(|| problem.to_owned());
    }
}
