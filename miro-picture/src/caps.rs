//! The caps of connectors, one row each.

use super::dark;
use super::markup::{Element, number};
use super::route::Tip;

/// The paint of a cap.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Paint {
    Filled,
    /// Filled like the canvas, so that the line does not show through.
    Hollow,
    Lines,
}

/// A cap for a line from the left that ends at the origin.
#[derive(Debug)]
struct Cap {
    name: &'static str,
    path: &'static str,
    paint: Paint,
}

const fn cap(name: &'static str, path: &'static str, paint: Paint) -> Cap {
    Cap { name, path, paint }
}

const TRIANGLE: &str = "M 0 0 L -12 -6 L -12 6 Z";
const DIAMOND: &str = "M 0 0 L -8 -5 L -16 0 L -8 5 Z";
const OVAL: &str = "M 0 0 C 0 -6.7 -10 -6.7 -10 0 C -10 6.7 0 6.7 0 0 Z";

#[rustfmt::skip] // One cap, one line.
static CAPS: &[Cap] = &[
    cap("stealth", "M 0 0 L -13 -6 L -9.5 0 L -13 6 Z", Paint::Filled),
    cap("rounded_stealth", "M 0 0 Q -7 -2 -13 -6 Q -8 0 -13 6 Q -7 2 0 0 Z", Paint::Filled),
    cap("diamond", DIAMOND, Paint::Hollow),
    cap("filled_diamond", DIAMOND, Paint::Filled),
    cap("oval", OVAL, Paint::Hollow),
    cap("filled_oval", OVAL, Paint::Filled),
    cap("arrow", "M -11 -6 L 0 0 L -11 6", Paint::Lines),
    cap("triangle", TRIANGLE, Paint::Hollow),
    cap("filled_triangle", TRIANGLE, Paint::Filled),
    cap("erd_one", "M -9 -6 L -9 6", Paint::Lines),
    cap("erd_many", "M 0 -7 L -12 0 L 0 7", Paint::Lines),
    cap("erd_only_one", "M -8 -6 L -8 6 M -13 -6 L -13 6", Paint::Lines),
    cap("erd_zero_or_one", "M -7 -6 L -7 6 M -12 0 C -12 -5.3 -20 -5.3 -20 0 C -20 5.3 -12 5.3 -12 0 Z", Paint::Hollow),
    cap("erd_one_or_many", "M 0 -7 L -12 0 L 0 7 M -15 -6 L -15 6", Paint::Lines),
    cap("erd_zero_or_many", "M 0 -7 L -12 0 L 0 7 M -12 0 C -12 -5.3 -20 -5.3 -20 0 C -20 5.3 -12 5.3 -12 0 Z", Paint::Hollow),
];

/// The names of the supported caps.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    CAPS.iter().map(|cap| cap.name)
}

/// Draws the cap with this name at the end of a line; `None` for `none` and for unknown names.
pub(super) fn draw(name: &str, tip: Tip, color: &str, line_width: f64) -> Option<Element> {
    let cap = CAPS.iter().find(|cap| cap.name == name)?;
    // Thick lines need larger caps, but not in proportion.
    let scale = 0.8 + line_width * 0.3;
    let place = format!(
        "translate({} {}) rotate({}) scale({})",
        number(tip.point.x),
        number(tip.point.y),
        number(tip.angle),
        number(scale)
    );
    let element = Element::new("path").with("d", cap.path).with("transform", place);
    let element = match cap.paint {
        Paint::Filled => dark::painted(element, color),
        Paint::Hollow => dark::outlined(element, color),
        Paint::Lines => dark::stroked(element.with("fill", "none"), color),
    };
    let element = element.with("stroke-width", (line_width / scale).max(0.8));
    Some(element.with("stroke-linejoin", "round").with("stroke-linecap", "round"))
}

#[cfg(test)]
mod tests {
    use super::draw;
    use crate::geometry::Point;
    use crate::route::Tip;

    #[test]
    fn a_cap_is_drawn_unless_it_is_none() {
        let tip = Tip { point: Point::new(1.0, 2.0), angle: 90.0 };
        assert!(draw("none", tip, "#000000", 1.0).is_none());
        let mut written = String::new();
        draw("stealth", tip, "#ff0000", 2.0).unwrap().write(&mut written);
        assert!(
            written.contains("translate(1 2) rotate(90)") && written.contains("fill=\"#ff0000\""),
            "{written}"
        );
    }
}
