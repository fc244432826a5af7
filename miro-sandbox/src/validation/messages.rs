//! Messages about wrong fields, word for word as seen at the live service if they were seen.

pub(crate) const OBJECT: &str = "Object";
pub(crate) const ARRAY: &str = "Array";
pub(crate) const STRING: &str = "String";

pub(crate) const COLOR: &str =
    "Color value has invalid hex string, only css compatible hex strings are allowed";
pub(crate) const FIXED_RATIO: &str =
    "Only height or width should be passed for widgets with fixed aspect ratio";
pub(crate) const ILLEGAL_ID: &str = "Has illegal integer number value";
pub(crate) const OUTSIDE_OF_PARENT: &str = "new position is outside of parent boundaries";
pub(crate) const GROUP_TOO_SMALL: &str = "Group should have at least two items";
/// Miro was seen to reject changes of locked items with a message that contains this word; the other words are the
/// sandbox's.
pub(crate) const LOCKED: &str = "Item is locked";
/// Miro was seen to reject such a request. The words are the sandbox's.
pub(crate) const EMPTY_CHANGE: &str = "At least one field is required";

pub(crate) fn not_supported(field: &str) -> String {
    format!("Field [{field}] is not supported")
}

pub(crate) fn required(field: &str, kind: &str) -> String {
    format!("Field [{field}] of type [{kind}] is required")
}

pub(crate) fn unexpected_type(kind: &str) -> String {
    format!("Unexpected type of value, expected of type [{kind}]")
}

pub(crate) fn unexpected_value(value: &str, known: &[&str]) -> String {
    format!("Unexpected value [{value}], expected one of: [{}]", known.join(", "))
}

pub(crate) fn too_many(max: usize) -> String {
    format!("At most {max} items could be created with a single request")
}
