use crate::model::body::FrameSize;
use crate::model::{Frame, Item, ItemId, Parent, UnknownItem};

/// The frame in which an item is placed, given by its id or as the frame that was read.
///
/// ```
/// use miro::prelude::*;
///
/// # fn place(frame: &Frame) {
/// let by_id = NewStickyNote::new("one").inside("3458764517517819002").at(120.0, 80.0);
/// let by_frame = NewStickyNote::new("two").inside(frame).at(120.0, 80.0);
/// # }
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct ParentFrame {
    pub(in crate::model) id: ItemId,
    pub(in crate::model) size: Option<FrameSize>,
}

impl From<&Frame> for ParentFrame {
    fn from(frame: &Frame) -> Self {
        let size = frame.geometry.as_ref().and_then(|geometry| geometry.width.zip(geometry.height));
        Self { id: frame.id.clone(), size }
    }
}

impl From<&Item> for ParentFrame {
    fn from(item: &Item) -> Self {
        match item {
            Item::Frame(frame) => frame.into(),
            item => item.id().into(),
        }
    }
}

/// Frames given by id only.
macro_rules! by_id {
    ($($type:ty),+) => {$(
        impl From<$type> for ParentFrame {
            fn from(frame: $type) -> Self {
                Self { id: frame.into(), size: None }
            }
        }
    )+};
}

by_id!(&str, String, &String, ItemId, &ItemId, &Parent, &UnknownItem);
