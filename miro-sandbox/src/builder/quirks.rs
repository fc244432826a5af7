//! Oddities of Miro's wire.

use super::Builder;

/// Oddities of Miro's wire, which the sandbox shows on request. They concern successful answers in JSON.
impl Builder {
    /// Leaves `total` out of the lists by cursor, which Miro does not promise.
    pub fn without_totals(mut self) -> Self {
        self.settings.quirks.without_totals = true;
        self
    }

    /// Sends every number as a string, as Miro does here and there.
    pub fn numbers_as_strings(mut self) -> Self {
        self.settings.quirks.numbers_as_strings = true;
        self
    }

    /// Puts values that are in no reference into enumerations such as colours, shapes and roles: of answers with one
    /// object, and of every second element of a list.
    pub fn unknown_enum_values(mut self) -> Self {
        self.settings.quirks.unknown_enum_values = true;
        self
    }

    /// Gives every second item of a list a type that is in no reference.
    pub fn unknown_item_types(mut self) -> Self {
        self.settings.quirks.unknown_item_types = true;
        self
    }

    /// Answers changes of a board with 202 and no body. They take effect all the same.
    pub fn accepted_board_updates(mut self) -> Self {
        self.settings.quirks.accepted_board_updates = true;
        self
    }
}
