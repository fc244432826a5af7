//! A minimal PDF with lines of text (ISO 32000-1).

const LINES_PER_PAGE: usize = 50;

/// Writes a document with a title and lines. It is pure ASCII, so that string lengths are byte offsets; other
/// characters become question marks.
pub(super) fn write(title: &str, lines: &[String]) -> String {
    let mut pages: Vec<&[String]> = lines.chunks(LINES_PER_PAGE).collect();
    if pages.is_empty() {
        pages.push(&[]);
    }
    // Each page has two objects, numbered after the catalog, the page tree and the font.
    let kids = (0..pages.len()).map(|page| format!("{} 0 R", 4 + 2 * page)).collect::<Vec<_>>().join(" ");
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!("<< /Type /Pages /Kids [{kids}] /Count {} >>", pages.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
    ];
    for lines in pages {
        let text = lines.iter().map(|line| format!("({}) '\n", escaped(line))).collect::<String>();
        let content = format!("BT /F1 11 Tf 14 TL 50 800 Td ({}) Tj\n{text}ET", escaped(title));
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> \
             /Contents {} 0 R >>",
            objects.len() + 2
        ));
        objects.push(format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()));
    }
    let mut document = "%PDF-1.4\n".to_owned();
    let mut offsets = Vec::new();
    for (index, object) in objects.iter().enumerate() {
        offsets.push(document.len());
        document += &format!("{} 0 obj\n{object}\nendobj\n", index + 1);
    }
    let start = document.len();
    document += &format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for offset in offsets {
        document += &format!("{offset:010} 00000 n \n");
    }
    document + &format!("trailer << /Size {} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n", objects.len() + 1)
}

/// Escapes text for a literal string.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '(' | ')' | '\\' => escaped.extend(['\\', character]),
            ' '..='~' => escaped.push(character),
            _ => escaped.push('?'),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::write;

    #[test]
    fn xref_offsets_point_to_objects() {
        let lines: Vec<String> = (0..120).map(|number| format!("(line\\ {number}) ä")).collect();
        let document = write("Board", &lines);
        assert!(document.is_ascii() && document.contains(r"\(line\\ 119\) ?"));
        let start: usize = document.lines().rev().nth(1).unwrap().parse().unwrap();
        let table: Vec<&str> = document[start..].lines().collect();
        assert_eq!((table[0], table[1]), ("xref", "0 10"));
        for (number, entry) in table[3..12].iter().enumerate() {
            let offset: usize = entry[..10].parse().unwrap();
            assert!(document[offset..].starts_with(&format!("{} 0 obj", number + 1)), "{entry}");
        }
        assert!(document.contains("/Kids [4 0 R 6 0 R 8 0 R] /Count 3"));
        assert!(write("Empty", &[]).contains("/Count 1"));
    }
}
