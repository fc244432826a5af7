/// A value that Miro writes as a text: identifiers and open enums.
///
/// Unlike a text that a program converts by `From`, one that Miro has sent is kept and sent back unchanged: it is
/// neither misspelled nor pasted.
pub trait Received {
    /// Converts a text from Miro.
    fn received(text: &str) -> Self;
}

impl Received for String {
    fn received(text: &str) -> Self {
        text.to_owned()
    }
}
