use serde_json::Value;

use super::paths::Paths;

/// The width and height of a frame in board units.
pub(crate) type FrameSize = (f64, f64);

/// Returns the problem if the item is positioned outside a frame of this size.
///
/// Coordinates in a frame are relative to its top left corner and refer to the item's center. Miro rejects a position
/// outside.
pub(super) fn problem(body: &Paths, (width, height): FrameSize) -> Option<String> {
    // The item may have left the frame since.
    body.get("parent.id").and_then(Value::as_str)?;
    let [x, y] = ["position.x", "position.y"].map(|path| body.get(path).and_then(Value::as_f64));
    let is_outside = |place: Option<f64>, end: f64| place.is_some_and(|place| !(0.0..=end).contains(&place));
    if !is_outside(x, width) && !is_outside(y, height) {
        return None;
    }
    let place = match (x, y) {
        (Some(x), Some(y)) => format!("({x}, {y})"),
        (Some(x), None) => format!("x = {x}"),
        (None, y) => format!("y = {}", y.unwrap_or_default()),
    };
    let frame = match width.is_finite() && height.is_finite() {
        true => format!("the frame, which is {width} wide and {height} high"),
        false => "the frame".to_owned(),
    };
    Some(format!(
        "`position`: {place} is outside {frame}: in a frame, coordinates count from its top left corner to the item's \
         centre, not from the centre of the board"
    ))
}
