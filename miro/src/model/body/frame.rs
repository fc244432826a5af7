use serde_json::Value;

use super::paths::Paths;

/// Width and height of a frame in board units.
pub(crate) type FrameSize = (f64, f64);

/// What is wrong with the place of an item that is to be in a frame of this size.
///
/// Coordinates in a frame count from its top left corner to the item's center. Miro refuses a place outside.
pub(super) fn problem(body: &Paths, (width, height): FrameSize) -> Option<String> {
    // It may have left the frame after all.
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
