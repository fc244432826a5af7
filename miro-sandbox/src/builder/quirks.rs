//! Quirks of Miro's wire format.

use super::Builder;

/// Quirks of Miro's wire format, off by default. They apply to successful JSON responses.
impl Builder {
    /// Leaves `total` out of lists by cursor, because Miro does not promise it.
    pub fn without_totals(mut self) -> Self {
        self.settings.quirks.without_totals = true;
        self
    }

    /// Sends every number as a string, as Miro does in some places.
    pub fn numbers_as_strings(mut self) -> Self {
        self.settings.quirks.numbers_as_strings = true;
        self
    }

    /// Puts undocumented values into enumerations such as colors, shapes and roles: in responses with one object,
    /// and in every second element of a list.
    pub fn unknown_enum_values(mut self) -> Self {
        self.settings.quirks.unknown_enum_values = true;
        self
    }

    /// Gives every second item of a list an undocumented type.
    pub fn unknown_item_types(mut self) -> Self {
        self.settings.quirks.unknown_item_types = true;
        self
    }

    /// Responds to changes of a board with 202 and no body. They still take effect.
    pub fn accepted_board_updates(mut self) -> Self {
        self.settings.quirks.accepted_board_updates = true;
        self
    }
}
