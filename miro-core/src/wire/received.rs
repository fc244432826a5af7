/// A value that Miro writes as a text: identifiers and open enums.
///
/// Unlike a text that a program converts by `From`, one that Miro has sent is kept as it is and sent back as it is: it is
/// neither misspelt nor pasted.
pub trait Received {
    /// The value that Miro has sent as this text.
    fn received(text: &str) -> Self;
}

impl Received for String {
    fn received(text: &str) -> Self {
        text.to_owned()
    }
}
