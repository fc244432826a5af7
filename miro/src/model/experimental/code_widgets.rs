use crate::model::body::{body, to_new};
use crate::model::item;
use crate::model::object::object;

item! {
    /// A code block on a board.
    pub CodeWidget {
        /// The code and its display options.
        data => "data": CodeWidgetData;
    }
}

object! {
    /// The code of a widget and its display options.
    #[derive(Default)]
    pub CodeWidgetData {
        /// The code.
        code => "code": text;
        /// The programming language, for syntax highlighting.
        language => "language": text;
        /// Whether lines are numbered.
        line_numbers_visible => "lineNumbersVisible": flag;
        /// The title above the code.
        title => "title": text;
    }
}

body! {
    /// A code widget to create.
    ///
    /// ```
    /// use miro::model::experimental::NewCodeWidget;
    ///
    /// let widget = NewCodeWidget::new("fn main() {}").language("rust").at(0.0, 0.0);
    /// ```
    pub create NewCodeWidget like CodeWidget;
    /// Changes to a code widget.
    pub change CodeWidgetChanges;

    /// The code.
    code => "data.code": text in 0..=6000;
    /// The programming language, for syntax highlighting.
    language => "data.language": text;
    /// Whether lines are numbered.
    line_numbers_visible => "data.lineNumbersVisible": flag;
    /// The title above the code.
    title => "data.title": text in 0..=100;
    /// The width in board units.
    width => "geometry.width": number;
    /// The height in board units.
    height => "geometry.height": number;
    /// The rotation in degrees, clockwise; negative for counterclockwise.
    rotation => "geometry.rotation": number;
    ..placement;
}

to_new! {
    CodeWidget "code widget" => NewCodeWidget;
}

impl NewCodeWidget {
    /// Creates a widget with this code.
    pub fn new(code: impl Into<String>) -> Self {
        Self::empty().code(code)
    }
}

body! {
    /// The new position of a code widget.
    pub create CodeWidgetMove;

    /// The x coordinate of its center, in board units.
    x => "x": number;
    /// The y coordinate of its center, in board units.
    y => "y": number;
}

impl CodeWidgetMove {
    /// Moves the center to this position in board units, relative to the board's center, or to the top left corner of
    /// the frame that contains the widget.
    pub fn to(x: f64, y: f64) -> Self {
        Self::empty().x(x).y(y)
    }
}
