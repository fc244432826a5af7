use miro_core::wire::Timestamp;

use super::item;
use crate::model::body::body;
use crate::model::object::object;
use crate::model::{HexColor, UserId};

item! {
    /// A card on a board: a task with an assignee and a due date.
    pub Card {
        /// The content.
        data => "data": CardData;
        /// The style.
        style => "style": CardStyle;
    }
}

object! {
    /// The content of a card.
    #[derive(Default)]
    pub CardData {
        /// The title of the task.
        title => "title": text;
        /// The description of the task.
        description => "description": text;
        /// The user the task is assigned to.
        assignee_id => "assigneeId": UserId;
        /// The due date.
        due_date => "dueDate": time;
    }

    /// The style of a card.
    #[derive(Default)]
    pub CardStyle {
        /// The border color.
        card_theme => "cardTheme": HexColor;
    }
}

body! {
    /// A card to create.
    ///
    /// ```
    /// use miro::prelude::*;
    ///
    /// let card = NewCard::new("Write the report").assignee_id("3074457362577955300").card_theme("#2d9bf0");
    /// ```
    pub create NewCard as "card" like Card;
    /// Changes to a card.
    pub change CardChanges;

    /// The title of the task.
    title => "data.title": text;
    /// The description of the task.
    description => "data.description": text, clear clear_description;
    /// The user the task is assigned to. Miro expects a numeric id.
    assignee_id => "data.assigneeId": UserId, clear clear_assignee_id;
    /// The due date.
    due_date => "data.dueDate": Timestamp, clear clear_due_date;
    /// The border color; `#2d9bf0` if it is not set.
    card_theme => "style.cardTheme": color;
    /// The width in board units.
    width => "geometry.width": number;
    /// The height in board units.
    height => "geometry.height": number;
    /// The rotation in degrees, clockwise.
    rotation => "geometry.rotation": number;
    ..placement;
}

impl NewCard {
    /// Creates a card with this title.
    pub fn new(title: impl Into<String>) -> Self {
        Self::empty().title(title)
    }
}
