use crate::model::body::{body, to_new};
use crate::model::item;
use crate::model::object::object;

item! {
    /// A piece of code on a board.
    pub CodeWidget {
        /// The code, and how it is shown.
        data => "data": CodeWidgetData;
    }
}

object! {
    /// The code of a widget, and how it is shown.
    #[derive(Default)]
    pub CodeWidgetData {
        /// The code.
        code => "code": text;
        /// The programming language, for colors.
        language => "language": text;
        /// Whether lines are numbered.
        line_numbers_visible => "lineNumbersVisible": flag;
        /// What stands above the code.
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
    /// The programming language, for colors.
    language => "data.language": text;
    /// Whether lines are numbered.
    line_numbers_visible => "data.lineNumbersVisible": flag;
    /// What stands above the code.
    title => "data.title": text in 0..=100;
    /// The width in board units.
    width => "geometry.width": number;
    /// The height in board units.
    height => "geometry.height": number;
    /// The turn in degrees, clockwise; negative for counterclockwise.
    rotation => "geometry.rotation": number;
    ..placement;
}

to_new! {
    CodeWidget "code widget" => NewCodeWidget;
}

impl NewCodeWidget {
    /// A widget with this code.
    pub fn new(code: impl Into<String>) -> Self {
        Self::empty().code(code)
    }
}

body! {
    /// Where a code widget is to be.
    pub create CodeWidgetMove;

    /// The x coordinate of its center, in board units.
    x => "x": number;
    /// The y coordinate of its center, in board units.
    y => "y": number;
}

impl CodeWidgetMove {
    /// To this place of its center, in board units: from the board's center, or from the top left corner of the frame that
    /// it is in.
    pub fn to(x: f64, y: f64) -> Self {
        Self::empty().x(x).y(y)
    }
}
