//! Rows that several tables share.

/// The position of an item: the same rows for every kind.
macro_rules! position {
    ($type:ident $role:ident) => {
        $crate::model::body::body_rows! { $type $role
            /// The x coordinate of the item's center, in board units.
            ///
            /// It grows to the right, from the board's center, or from the left edge of the frame that contains the
            /// item. The y coordinate is not changed; [`at`](Self::at) sets both.
            x => "position.x": number;
            /// The y coordinate of the item's center, in board units.
            ///
            /// It grows downwards, from the board's center, or from the top edge of the frame that contains the item.
            /// The x coordinate is not changed; [`at`](Self::at) sets both.
            y => "position.y": number;
        }

        impl $type {
            /// The position of the item's center, in board units.
            ///
            /// It is relative to the board's center, or to the top left corner of the frame that contains the item; x
            /// grows to the right, y downwards.
            pub fn at(self, x: f64, y: f64) -> Self {
                self.x(x).y(y)
            }
        }
    };
}

/// The position of an item of a kind that can be placed in a frame.
macro_rules! placement {
    ($type:ident create) => {
        $crate::model::body::placement! { $type inside create }
    };
    ($type:ident change) => {
        $crate::model::body::placement! { $type inside change }

        impl $type {
            /// Moves the item out of its frame: sends `null` for the `id` of its parent, which attaches it to the
            /// board (documented in Miro's specification until 2024, and used by other programs).
            ///
            /// The position is then relative to the board's center.
            pub fn leave_frame(mut self) -> Self {
                self.0.clear("parent.id");
                self
            }
        }
    };
    ($type:ident inside $role:ident) => {
        $crate::model::body::position! { $type $role }

        impl $type {
            /// The frame that contains the item: its id, or the [`Frame`](crate::model::Frame) as it was read.
            ///
            /// The position is then relative to the frame's top left corner, refers to the item's center, and must
            /// lie inside the frame. A request with a negative coordinate fails before it is sent, and so does one
            /// with a position outside the size that a given `Frame` had when it was read.
            pub fn inside(mut self, frame: impl Into<$crate::model::ParentFrame>) -> Self {
                let frame = frame.into();
                self.0.set_frame("parent.id", &frame.id, frame.size);
                self
            }
        }
    };
}

/// The size of an item whose file gives its proportions.
macro_rules! file_geometry {
    ($type:ident $role:ident) => {
        $crate::model::body::body_rows! { $type $role
            /// The width in board units; the height follows from the file, only one of the two can be set.
            width => "geometry.width": number, not with "geometry.height";
            /// The height in board units; the width follows from the file, only one of the two can be set.
            height => "geometry.height": number, not with "geometry.width";
            /// The rotation in degrees, clockwise; negative for counterclockwise.
            rotation => "geometry.rotation": number;
        }
    };
}

pub(crate) use {file_geometry, placement, position};
