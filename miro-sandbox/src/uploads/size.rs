//! The width and height of an image, from the start of its file.

/// Maximum size. Larger ones come from broken files, or from attacks on programs that draw them.
const MAX_SIDE: f64 = 100_000.0;
/// The root element of an SVG must be in this many bytes.
const ROOT: usize = 16 * 1024;
/// Pixels per unit of SVG lengths.
const UNITS: &[(&str, f64)] =
    &[("px", 1.0), ("pt", 4.0 / 3.0), ("pc", 16.0), ("mm", 96.0 / 25.4), ("cm", 96.0 / 2.54), ("in", 96.0)];

/// Returns the width and height in pixels, or `None` if the file does not contain them.
pub(crate) fn of_picture(bytes: &[u8]) -> Option<(f64, f64)> {
    let of_pixels = imagesize::blob_size(bytes).ok().map(|size| (size.width as f64, size.height as f64));
    let (width, height) = of_pixels.or_else(|| of_drawing(bytes))?;
    let possible = |side: f64| (1.0..=MAX_SIDE).contains(&side);
    (possible(width) && possible(height)).then_some((width, height))
}

/// Returns the size of an SVG, with the view box for a missing width or height.
fn of_drawing(bytes: &[u8]) -> Option<(f64, f64)> {
    let text = String::from_utf8_lossy(bytes.get(..ROOT).unwrap_or(bytes));
    let root = root(&text)?;
    let (width, height) = (length(attribute(root, "width")), length(attribute(root, "height")));
    let view: Vec<f64> = attribute(root, "viewBox")
        .unwrap_or_default()
        .split([' ', ',', '\t', '\n', '\r'])
        .filter_map(|number| number.parse().ok())
        .collect();
    let view = match view[..] {
        [_, _, width, height] if width > 0.0 && height > 0.0 => Some((width, height)),
        _ => None,
    };
    match (width, height, view) {
        (Some(width), Some(height), _) => Some((width, height)),
        (Some(width), None, Some(view)) => Some((width, width * view.1 / view.0)),
        (None, Some(height), Some(view)) => Some((height * view.0 / view.1, height)),
        (_, _, view) => view,
    }
}

/// Returns the attributes of the root element, skipping a declaration and comments before it.
fn root(text: &str) -> Option<&str> {
    let mut rest = text;
    loop {
        rest = rest.split_once('<')?.1;
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.split_once("-->")?.1;
        } else if rest.starts_with(['?', '!']) {
            rest = rest.split_once('>')?.1;
        } else {
            let attributes = rest.strip_prefix("svg")?;
            let (attributes, _) = attributes.split_once('>')?;
            return attributes.starts_with(char::is_whitespace).then_some(attributes);
        }
    }
}

fn attribute<'a>(attributes: &'a str, name: &str) -> Option<&'a str> {
    let mut rest = attributes;
    while let Some((before, after)) = rest.split_once('=') {
        let (named, value) = (before.trim(), after.trim_start());
        let quote = value.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
        let (value, after) = value.strip_prefix(quote)?.split_once(quote)?;
        if named == name {
            return Some(value);
        }
        rest = after;
    }
    None
}

/// Converts a length to pixels. Percentages are unsupported, because they depend on the context.
fn length(text: Option<&str>) -> Option<f64> {
    let text = text?.trim();
    let unit = UNITS.iter().find_map(|(unit, pixels)| Some((text.strip_suffix(unit)?, *pixels)));
    let (number, pixels) = unit.unwrap_or((text, 1.0));
    let length = number.trim().parse::<f64>().ok()? * pixels;
    (length.is_finite() && length > 0.0).then_some(length)
}

#[cfg(test)]
mod tests {
    use super::of_picture;

    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
        bytes.extend(width.to_be_bytes().into_iter().chain(height.to_be_bytes()));
        bytes.extend([8, 0, 0, 0, 0, 0, 0, 0, 0]);
        bytes
    }

    #[test]
    fn size_of_raster_images() {
        assert_eq!(of_picture(&png(300, 600)), Some((300.0, 600.0)));
        assert_eq!(of_picture(b"GIF89a\x0a\0\x14\0\0\0\0"), Some((10.0, 20.0)));
        let jpeg = b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0\xff\xc0\0\x0b\x08\0\x32\0\x64\x01\x01\x11\0\xff\xd9";
        assert_eq!(of_picture(jpeg), Some((100.0, 50.0)));
        let webp = b"RIFF\x1a\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\x8f\x01\0\xc7\0\0\0\0\0\0";
        assert_eq!(of_picture(webp), Some((400.0, 200.0)));
    }

    #[test]
    fn size_of_svg_in_several_forms() {
        let size = |root: &str| {
            of_picture(format!("<?xml version=\"1.0\"?>\n<!-- <svg> --><svg {root}/>").as_bytes())
        };
        assert_eq!(size("width=\"30\" height='60px'"), Some((30.0, 60.0)));
        assert_eq!(size("xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 10 40\""), Some((10.0, 40.0)));
        assert_eq!(size("width=\"100%\" height=\"1in\" viewBox=\"0,0,2,1\""), Some((192.0, 96.0)));
        assert_eq!(size("width=\"50\" viewBox=\"0 0 1 2\""), Some((50.0, 100.0)));
    }

    #[test]
    fn files_without_a_size() {
        let mut broken =
            vec![b"".to_vec(), b"png".to_vec(), png(0, 5), png(u32::MAX, 1), png(1, 2)[..14].to_vec()];
        broken.extend(
            [
                "<svg",
                "<svg/>",
                "<svgs width=\"1\" height=\"1\"/>",
                "<svg width=\"-1\" height=\"inf\"/>",
                "<svg width=1 height=1/>",
            ]
            .map(|text| text.as_bytes().to_vec()),
        );
        for bytes in broken {
            assert_eq!(of_picture(&bytes), None, "{}", String::from_utf8_lossy(&bytes));
        }
    }
}
