/// Cuts a text and takes out what looks like one of Miro's tokens, which start with `{"miro.origin"` in Base64.
pub(crate) fn shortened(text: &str, longest: usize) -> String {
    let mut short = match text.find("eyJtaXJv") {
        Some(start) => format!("{}[token]", text.get(..start).unwrap_or_default()),
        None => text.to_owned(),
    };
    if let Some((end, _)) = short.char_indices().nth(longest) {
        short.truncate(end);
        short.push('…');
    }
    short
}
