use miro_core::wire::Timestamp;

use super::item;
use crate::model::body::body;
use crate::model::object::object;
use crate::model::{HexColor, UserId};

item! {
    /// A card on a board: something to do, for somebody, until some day.
    pub Card {
        /// What is to be done.
        data => "data": CardData;
        /// How it looks.
        style => "style": CardStyle;
    }
}

object! {
    /// What a card says.
    #[derive(Default)]
    pub CardData {
        /// What is to be done, in short.
        title => "title": text;
        /// What is to be done, at length.
        description => "description": text;
        /// Who is to do it.
        assignee_id => "assigneeId": UserId;
        /// When it is to be done.
        due_date => "dueDate": time;
    }

    /// How a card looks.
    #[derive(Default)]
    pub CardStyle {
        /// The color of the border.
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
    /// What to change on a card.
    pub change CardChanges;

    /// What is to be done, in short.
    title => "data.title": text;
    /// What is to be done, at length.
    description => "data.description": text, clear clear_description;
    /// Who is to do it; the id is a number in Miro's eyes.
    assignee_id => "data.assigneeId": UserId, clear clear_assignee_id;
    /// When it is to be done.
    due_date => "data.dueDate": Timestamp, clear clear_due_date;
    /// The color of the border; `#2d9bf0` if it is not set.
    card_theme => "style.cardTheme": color;
    /// Width in board units.
    width => "geometry.width": number;
    /// Height in board units.
    height => "geometry.height": number;
    /// In degrees, clockwise.
    rotation => "geometry.rotation": number;
    ..placement;
}

impl NewCard {
    /// A card with this title.
    pub fn new(title: impl Into<String>) -> Self {
        Self::empty().title(title)
    }
}
