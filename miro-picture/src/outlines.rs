//! The outlines of shapes, one row each.

/// The appearance of a shape.
#[derive(Debug)]
pub(super) struct Shape {
    pub(super) name: &'static str,
    pub(super) outline: Outline,
    /// Lines on top of the filled outline, or the entire shape if it has no area; may be empty.
    pub(super) lines: &'static str,
    /// The share of width and height that text can use.
    pub(super) text: (f64, f64),
}

/// The filled part of a shape.
#[derive(Debug)]
pub(super) enum Outline {
    /// A path on a grid of 100 by 100. All of its commands take pairs of coordinates.
    Path(&'static str),
    /// A rectangle with rounded corners. The radius is this share of the shorter side.
    Rounded(f64),
    /// No area: the shape consists of lines.
    Open,
}

use Outline::{Open, Path, Rounded};

const RECTANGLE: &str = "M 0 0 L 100 0 L 100 100 L 0 100 Z";
const CIRCLE: &str = "M 50 0 C 77.6 0 100 22.4 100 50 C 100 77.6 77.6 100 50 100 C 22.4 100 0 77.6 0 50 C 0 22.4 22.4 0 50 0 Z";
const RHOMBUS: &str = "M 50 0 L 100 50 L 50 100 L 0 50 Z";
const PARALLELOGRAM: &str = "M 20 0 L 100 0 L 80 100 L 0 100 Z";
const HEXAGON: &str = "M 22 0 L 78 0 L 100 50 L 78 100 L 22 100 L 0 50 Z";
const CAN: &str = "M 0 10 C 0 -3 100 -3 100 10 L 100 90 C 100 103 0 103 0 90 Z";
const CAN_RIM: &str = "M 0 10 C 0 23 100 23 100 10";
const LEFT_BRACE: &str =
    "M 100 0 C 62 0 50 6 50 22 L 50 34 C 50 45 36 50 0 50 C 36 50 50 55 50 66 L 50 78 C 50 94 62 100 100 100";
const RIGHT_BRACE: &str =
    "M 0 0 C 38 0 50 6 50 22 L 50 34 C 50 45 64 50 100 50 C 64 50 50 55 50 66 L 50 78 C 50 94 38 100 0 100";

const FULL: (f64, f64) = (1.0, 1.0);
const ROUND: (f64, f64) = (0.74, 0.74);
const HALF: (f64, f64) = (0.56, 0.5);

const fn shape(name: &'static str, outline: Outline, lines: &'static str, text: (f64, f64)) -> Shape {
    Shape { name, outline, lines, text }
}

#[rustfmt::skip] // One shape, one line.
pub(super) static SHAPES: &[Shape] = &[
    shape("rectangle", Path(RECTANGLE), "", FULL),
    shape("round_rectangle", Rounded(0.16), "", FULL),
    shape("circle", Path(CIRCLE), "", ROUND),
    shape("triangle", Path("M 50 0 L 100 100 L 0 100 Z"), "", HALF),
    shape("rhombus", Path(RHOMBUS), "", HALF),
    shape("parallelogram", Path(PARALLELOGRAM), "", (0.64, 1.0)),
    shape("trapezoid", Path("M 20 0 L 80 0 L 100 100 L 0 100 Z"), "", (0.64, 1.0)),
    shape("pentagon", Path("M 50 0 L 100 38 L 81 100 L 19 100 L 0 38 Z"), "", ROUND),
    shape("hexagon", Path(HEXAGON), "", (0.72, 1.0)),
    shape("octagon", Path("M 29 0 L 71 0 L 100 29 L 100 71 L 71 100 L 29 100 L 0 71 L 0 29 Z"), "", ROUND),
    shape("wedge_round_rectangle_callout", Path("M 10 0 L 90 0 Q 100 0 100 10 L 100 66 Q 100 76 90 76 L 42 76 L 24 100 L 26 76 L 10 76 Q 0 76 0 66 L 0 10 Q 0 0 10 0 Z"), "", (1.0, 0.5)),
    shape("star", Path("M 50 0 L 62 36 L 100 38 L 70 61 L 81 100 L 50 78 L 19 100 L 30 61 L 0 38 L 38 36 Z"), "", HALF),
    shape("cloud", Path("M 24 90 C 4 90 -6 66 9 54 C -2 34 16 16 32 23 C 38 2 66 -2 74 17 C 92 15 102 38 93 52 C 106 68 94 92 74 88 C 62 102 36 102 24 90 Z"), "", ROUND),
    shape("cross", Path("M 33 0 L 67 0 L 67 33 L 100 33 L 100 67 L 67 67 L 67 100 L 33 100 L 33 67 L 0 67 L 0 33 L 33 33 Z"), "", (0.9, 0.34)),
    shape("can", Path(CAN), CAN_RIM, (1.0, 0.6)),
    shape("right_arrow", Path("M 0 25 L 62 25 L 62 0 L 100 50 L 62 100 L 62 75 L 0 75 Z"), "", (0.8, 0.5)),
    shape("left_arrow", Path("M 100 25 L 38 25 L 38 0 L 0 50 L 38 100 L 38 75 L 100 75 Z"), "", (0.8, 0.5)),
    shape("left_right_arrow", Path("M 0 50 L 28 0 L 28 25 L 72 25 L 72 0 L 100 50 L 72 100 L 72 75 L 28 75 L 28 100 Z"), "", (0.7, 0.5)),
    shape("left_brace", Open, LEFT_BRACE, FULL),
    shape("right_brace", Open, RIGHT_BRACE, FULL),
    shape("flow_chart_predefined_process", Path(RECTANGLE), "M 10 0 L 10 100 M 90 0 L 90 100", (0.78, 1.0)),
    shape("flow_chart_predefined_process_2", Path(RECTANGLE), "M 10 0 L 10 100 M 90 0 L 90 100", (0.78, 1.0)),
    shape("flow_chart_connector", Path(CIRCLE), "", ROUND),
    shape("flow_chart_magnetic_disk", Path(CAN), CAN_RIM, (1.0, 0.6)),
    shape("flow_chart_input_output", Path(PARALLELOGRAM), "", (0.64, 1.0)),
    shape("flow_chart_decision", Path(RHOMBUS), "", HALF),
    shape("flow_chart_delay", Path("M 0 0 L 60 0 C 113 0 113 100 60 100 L 0 100 Z"), "", (0.8, 1.0)),
    shape("flow_chart_display", Path("M 16 0 L 80 0 C 107 10 107 90 80 100 L 16 100 L 0 50 Z"), "", (0.72, 1.0)),
    shape("flow_chart_document", Path("M 0 0 L 100 0 L 100 86 C 75 68 58 84 48 92 C 32 104 14 100 0 90 Z"), "", (1.0, 0.7)),
    shape("flow_chart_multidocuments", Path("M 0 12 L 88 12 L 88 88 C 68 74 52 86 42 93 C 28 103 12 100 0 92 Z"), "M 6 12 L 6 6 L 94 6 L 94 82 L 88 80 M 12 6 L 12 0 L 100 0 L 100 76 L 94 74", (0.84, 0.6)),
    shape("flow_chart_magnetic_drum", Path("M 10 0 L 90 0 C 103 0 103 100 90 100 L 10 100 C -3 100 -3 0 10 0 Z"), "M 90 0 C 77 0 77 100 90 100", (0.7, 1.0)),
    shape("flow_chart_internal_storage", Path(RECTANGLE), "M 12 0 L 12 100 M 0 12 L 100 12", (0.74, 0.74)),
    shape("flow_chart_manual_input", Path("M 0 24 L 100 0 L 100 100 L 0 100 Z"), "", (1.0, 0.6)),
    shape("flow_chart_manual_operation", Path("M 0 0 L 100 0 L 80 100 L 20 100 Z"), "", (0.64, 1.0)),
    shape("flow_chart_merge", Path("M 0 0 L 100 0 L 50 100 Z"), "", HALF),
    shape("flow_chart_note_curly_left", Open, LEFT_BRACE, FULL),
    shape("flow_chart_note_curly_right", Open, RIGHT_BRACE, FULL),
    shape("flow_chart_note_square", Open, "M 30 0 L 0 0 L 0 100 L 30 100", FULL),
    shape("flow_chart_offpage_connector", Path("M 0 0 L 100 0 L 100 72 L 50 100 L 0 72 Z"), "", (1.0, 0.7)),
    shape("flow_chart_or", Path(CIRCLE), "M 50 0 L 50 100 M 0 50 L 100 50", ROUND),
    shape("flow_chart_preparation", Path(HEXAGON), "", (0.72, 1.0)),
    shape("flow_chart_process", Path(RECTANGLE), "", FULL),
    shape("flow_chart_online_storage", Path("M 14 0 L 100 0 C 82 18 82 82 100 100 L 14 100 C -5 82 -5 18 14 0 Z"), "", (0.76, 1.0)),
    shape("flow_chart_summing_junction", Path(CIRCLE), "M 14.6 14.6 L 85.4 85.4 M 85.4 14.6 L 14.6 85.4", ROUND),
    shape("flow_chart_terminator", Rounded(0.5), "", (0.86, 1.0)),
];

/// The rectangle for unknown shapes.
static FALLBACK: Shape = shape("", Path(RECTANGLE), "", FULL);

pub(super) fn by_name(name: &str) -> &'static Shape {
    SHAPES.iter().find(|shape| shape.name == name).unwrap_or(&FALLBACK)
}

/// Scales a path of the grid to a box of this size, centered at the origin.
pub(super) fn scaled(path: &str, width: f64, height: f64) -> String {
    let mut scaled = String::with_capacity(path.len() * 2);
    let mut is_x = true;
    for token in path.split_ascii_whitespace() {
        if !scaled.is_empty() {
            scaled.push(' ');
        }
        match token.parse::<f64>() {
            Ok(coordinate) => {
                let side = if is_x { width } else { height };
                scaled.push_str(&super::markup::number((coordinate / 100.0 - 0.5) * side));
                is_x = !is_x;
            }
            Err(_) => scaled.push_str(token),
        }
    }
    scaled
}

#[cfg(test)]
mod tests {
    use super::{Outline, SHAPES, by_name, scaled};

    #[test]
    fn every_shape_has_an_outline_by_its_name() {
        for shape in SHAPES {
            assert_eq!(by_name(shape.name).name, shape.name);
        }
        assert_eq!(by_name("hypercube").name, "");
    }

    #[test]
    fn paths_are_pairs_within_the_box() {
        for shape in SHAPES {
            let outline = if let Outline::Path(path) = shape.outline { path } else { "" };
            for path in [outline, shape.lines] {
                let numbers = path.split_ascii_whitespace().filter_map(|token| token.parse::<f64>().ok());
                let numbers: Vec<f64> = numbers.collect();
                assert!(numbers.len().is_multiple_of(2), "{}", shape.name);
                assert!(numbers.iter().all(|number| (-20.0..=120.0).contains(number)), "{}", shape.name);
                let commands = path.chars().filter(char::is_ascii_alphabetic);
                assert!(commands.clone().all(|command| "MLCQZ".contains(command)), "{}", shape.name);
            }
        }
    }

    #[test]
    fn a_path_is_scaled_about_the_center() {
        assert_eq!(scaled("M 0 0 L 100 50 Z", 200.0, 80.0), "M -100 -40 L 100 0 Z");
    }
}
