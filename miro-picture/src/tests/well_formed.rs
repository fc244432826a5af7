//! A strict checker of pictures, limited to the XML that drawings use.

/// Fails unless a picture is well-formed, with only the elements and attributes that drawings use.
pub(super) fn check(svg: &str) {
    const ELEMENTS: &[&str] = &["svg", "title", "desc", "g", "rect", "path", "text", "tspan", "image"];
    let mut open = Vec::new();
    let mut rest = svg;
    while let Some(start) = rest.find('<') {
        check_text(&rest[..start], svg);
        let (tag, behind) = rest[start + 1..].split_once('>').expect("a tag has an end");
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name), "{svg}");
        } else {
            let (tag, is_empty) = tag.strip_suffix('/').map_or((tag, false), |tag| (tag, true));
            let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
            assert!(ELEMENTS.contains(&name), "<{name}> in {svg}");
            check_attributes(attributes, svg);
            if !is_empty {
                open.push(name);
            }
        }
        rest = behind;
        assert!(!open.is_empty() || rest.is_empty(), "something behind the end of {svg}");
    }
    assert!(open.is_empty() && rest.is_empty(), "{open:?} is open in {svg}");
}

fn check_attributes(mut rest: &str, svg: &str) {
    const ATTRIBUTES: &[&str] = &[
        "xmlns",
        "viewBox",
        "role",
        "font-family",
        "font-size",
        "font-weight",
        "text-anchor",
        "x",
        "y",
        "width",
        "height",
        "rx",
        "d",
        "transform",
        "fill",
        "fill-opacity",
        "stroke",
        "stroke-width",
        "stroke-opacity",
        "stroke-linejoin",
        "stroke-linecap",
        "stroke-dasharray",
        "color",
        "font-style",
        "text-decoration",
        "href",
        "data-dark",
        "data-whole",
        "data-far",
        "data-far-items",
        "data-id",
        "data-kind",
        "data-items",
        "data-all-items",
        "data-connectors",
        "data-all-connectors",
    ];
    const NUMERIC: &[&str] =
        &["x", "y", "width", "height", "rx", "font-size", "fill-opacity", "stroke-width"];
    while !rest.is_empty() {
        let (name, behind) = rest.split_once("=\"").unwrap_or_else(|| panic!("{rest} in {svg}"));
        let (value, behind) = behind.split_once('"').unwrap_or_else(|| panic!("{rest} in {svg}"));
        assert!(ATTRIBUTES.contains(&name), "{name} in {svg}");
        check_text(value, svg);
        if NUMERIC.contains(&name) {
            assert!(value.parse::<f64>().is_ok_and(f64::is_finite), "{name}={value} in {svg}");
        }
        if name == "href" {
            let is_file = value.starts_with("/_sandbox/page/boards/") && !value.contains([':', '&', '<']);
            assert!(is_file, "{name}={value} in {svg}");
        }
        if matches!(name, "fill" | "stroke" | "color") {
            let is_color = value == "none"
                || value.starts_with('#') && value[1..].bytes().all(|digit| digit.is_ascii_hexdigit());
            assert!(is_color, "{name}={value} in {svg}");
        }
        if matches!(name, "d" | "transform" | "viewBox") {
            assert!(!value.contains("NaN") && !value.contains("inf"), "{name}={value} in {svg}");
        }
        rest = behind.strip_prefix(' ').unwrap_or(behind);
    }
}

/// Checks that every ampersand begins an XML entity, and that XML allows every character.
fn check_text(text: &str, svg: &str) {
    assert!(!text.contains(['>', '"', '\'', '\0', '\u{8}', '\u{1b}', '\u{ffff}']), "{text} in {svg}");
    for behind in text.split('&').skip(1) {
        let known = ["amp;", "lt;", "gt;", "quot;", "#39;"];
        assert!(known.iter().any(|entity| behind.starts_with(entity)), "&{behind} in {svg}");
    }
}
