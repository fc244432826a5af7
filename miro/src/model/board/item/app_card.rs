use miro_core::open_enum;

use super::item;
use crate::model::HexColor;
use crate::model::body::body;
use crate::model::object::object;

item! {
    /// An app card on a board: a card that an app keeps in step with something outside Miro.
    pub AppCard {
        /// What it says.
        data => "data": AppCardData;
        /// How it looks.
        style => "style": AppCardStyle;
    }
}

object! {
    /// What an app card says.
    #[derive(Default)]
    pub AppCardData {
        /// What it is about, in short.
        title => "title": text;
        /// What it is about, at length.
        description => "description": text;
        /// Whether it is in step with its source.
        status => "status": AppCardStatus;
        /// What the lower half of the card shows.
        fields => "fields": [AppCardField];
        /// Whether the card belongs to the app that asks.
        owned => "owned": flag;
    }

    /// One of the fields that the lower half of an app card shows.
    #[derive(Default)]
    pub AppCardField {
        /// What it says.
        value => "value": text;
        /// What it says when somebody points at it.
        tooltip => "tooltip": text;
        /// Where its icon comes from.
        icon_url => "iconUrl": text;
        /// The outline of its icon.
        icon_shape => "iconShape": IconShape;
        /// The color behind the text.
        fill_color => "fillColor": HexColor;
        /// The color of the text.
        text_color => "textColor": HexColor;
    }

    /// How an app card looks.
    #[derive(Default)]
    pub AppCardStyle {
        /// The color of the border.
        fill_color => "fillColor": HexColor;
    }
}

open_enum! {
    /// Whether an app card is in step with its source.
    pub AppCardStatus {
        /// Not in step; Miro's default.
        Disconnected = "disconnected",
        /// In step.
        Connected = "connected",
        /// The source is gone.
        Disabled = "disabled",
    }

    /// The outline of an icon on an app card.
    pub IconShape {
        /// Miro's default.
        Round = "round",
        Square = "square",
    }
}

body! {
    /// An app card to create.
    ///
    /// ```
    /// use miro::prelude::*;
    /// use miro::model::{AppCardStatus, NewAppCardField};
    ///
    /// let card = NewAppCard::new("BUG-7")
    ///     .status(AppCardStatus::Connected)
    ///     .fields([NewAppCardField::new("In progress").fill_color("#2fa9e3")]);
    /// ```
    pub create NewAppCard as "app_card" like AppCard;
    /// What to change on an app card.
    pub change AppCardChanges;

    /// What it is about, in short.
    title => "data.title": text;
    /// What it is about, at length.
    description => "data.description": text, clear clear_description;
    /// Whether it is in step with its source; not in step if it is not set.
    status => "data.status": AppCardStatus;
    /// What the lower half of the card shows. A change replaces all fields.
    fields => "data.fields": [NewAppCardField];
    /// The color of the border; `#2d9bf0` if it is not set.
    fill_color => "style.fillColor": color;
    /// Width in board units.
    width => "geometry.width": number;
    /// Height in board units.
    height => "geometry.height": number;
    /// In degrees, clockwise.
    rotation => "geometry.rotation": number;
    ..placement;
}

impl NewAppCard {
    /// An app card with this title.
    pub fn new(title: impl Into<String>) -> Self {
        Self::empty().title(title)
    }
}

body! {
    /// A field for the lower half of an app card; made from a string where one is asked for.
    pub create NewAppCardField like AppCardField;

    /// What it says.
    value => "value": text;
    /// What it says when somebody points at it.
    tooltip => "tooltip": text;
    /// Where its icon comes from: the `https://` address of a JPEG, PNG or SVG image.
    icon_url => "iconUrl": text;
    /// The outline of its icon; round if it is not set.
    icon_shape => "iconShape": IconShape;
    /// The color behind the text.
    fill_color => "fillColor": color;
    /// The color of the text.
    text_color => "textColor": color;
}

impl NewAppCardField {
    /// A field that says this.
    pub fn new(value: impl Into<String>) -> Self {
        Self::empty().value(value)
    }
}

impl From<&str> for NewAppCardField {
    fn from(value: &str) -> Self {
        Self::new(value)
    }
}

impl From<String> for NewAppCardField {
    fn from(value: String) -> Self {
        Self::new(value)
    }
}

impl From<&AppCardField> for NewAppCardField {
    /// The same field again, to be sent back beside others.
    fn from(field: &AppCardField) -> Self {
        Self::like(field)
    }
}
