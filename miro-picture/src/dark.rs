//! Elements directly on the canvas, for pages in dark mode: the page darkens the canvas, and paints these elements
//! with the second color that they have. `data-dark` lists the properties that use it.

use super::color::{self, INK};
use super::markup::Element;
use super::scene::Placed;

/// The dark canvas, as in `page.css`.
const CANVAS: &str = "#1a1d26";
/// The higher contrast level of WCAG: texts are often small if a whole board is in view.
const CONTRAST: f64 = 7.0;

/// Fills an element, with a color that stays visible on a dark canvas.
pub(super) fn filled(element: Element, color: &str) -> Element {
    marked(element.with("fill", color), color, "fill")
}

/// Does the same for a line.
pub(super) fn stroked(element: Element, color: &str) -> Element {
    marked(element.with("stroke", color), color, "stroke")
}

/// Does the same for a filled element with a line around it.
pub(super) fn painted(element: Element, color: &str) -> Element {
    marked(element.with("fill", color).with("stroke", color), color, "fill stroke")
}

/// Fills an element like the canvas, so that it hides everything behind it.
pub(super) fn as_canvas(element: Element) -> Element {
    element.with("fill", color::PAPER).with("data-dark", "canvas")
}

/// Does the same with a line around it.
pub(super) fn outlined(element: Element, color: &str) -> Element {
    marked(element.with("fill", color::PAPER).with("stroke", color), color, "canvas stroke")
}

/// Fills a frame with the default color of frames.
pub(super) fn sheet(element: Element) -> Element {
    element.with("fill", color::PAPER).with("data-dark", "sheet")
}

fn marked(element: Element, color: &str, what: &'static str) -> Element {
    element.with("color", readable(color)).with("data-dark", what)
}

/// Lightens the color until it is readable on a dark canvas.
fn readable(color: &str) -> String {
    let ground = luminance(channels(CANVAS));
    let own = channels(color::hex(color, INK));
    let mixed = |share: f64| own.map(|channel| channel + (255.0 - channel) * share);
    let steps = (0..=20).map(|step| mixed(f64::from(step) / 20.0));
    let fits = |channels: &[f64; 3]| (luminance(*channels) + 0.05) / (ground + 0.05) >= CONTRAST;
    let [red, green, blue] = steps.clone().find(fits).unwrap_or([255.0; 3]);
    format!("#{:02x}{:02x}{:02x}", red.round() as u8, green.round() as u8, blue.round() as u8)
}

fn channels(color: &str) -> [f64; 3] {
    [0, 1, 2].map(|index| color::channel(color, index))
}

/// Returns the relative luminance, as defined by WCAG.
fn luminance(channels: [f64; 3]) -> f64 {
    let [red, green, blue] = channels.map(|channel| {
        let share = channel / 255.0;
        if share <= 0.03928 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/// Marks the items with only the canvas behind them: those without a background, unless they are on another item
/// that has one.
pub(super) fn mark_on_canvas(items: &mut [Placed]) {
    let on_canvas: Vec<bool> = items
        .iter()
        .enumerate()
        .map(|(index, item)| {
            let behind = items.get(..index).unwrap_or_default().iter().rev();
            let behind =
                behind.filter(|other| other.bounds().contains(item.center)).find(|other| has_ground(other));
            !has_ground(item) && behind.is_none()
        })
        .collect();
    for (item, on_canvas) in items.iter_mut().zip(on_canvas) {
        item.on_canvas = on_canvas;
    }
}

fn has_ground(item: &Placed) -> bool {
    let wire = item.wire();
    match item.kind.as_str() {
        "text" | "shape" => wire.number("style", "fillOpacity").unwrap_or(0.0) >= 0.5,
        "frame" => !is_sheet(item),
        _ => true,
    }
}

/// Whether a frame has the default color of frames.
pub(super) fn is_sheet(frame: &Placed) -> bool {
    let fill = color::hex(frame.wire().word("style", "fillColor"), color::PAPER);
    matches!(fill.to_ascii_lowercase().as_str(), "#fff" | "#ffff" | "#ffffff" | "#ffffffff")
}

#[cfg(test)]
mod tests {
    use super::readable;

    #[test]
    fn dark_colors_become_light_and_keep_their_hue() {
        assert_eq!(readable("#ffffff"), "#ffffff");
        assert_eq!(readable("#ffff00"), "#ffff00", "it is light enough");
        let red = readable("#800000");
        assert!(red.starts_with("#d") || red.starts_with("#e"), "{red}");
        let gray = readable("#1a1a1a");
        assert!(gray[1..3] == gray[3..5] && gray.as_str() > "#7", "{gray}");
        assert_eq!(readable("nonsense"), gray);
    }
}
