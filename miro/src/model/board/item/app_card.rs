use miro_core::open_enum;

use super::item;
use crate::model::HexColor;
use crate::model::body::body;
use crate::model::object::object;

item! {
    /// An app card on a board: a card that an app keeps in sync with a source outside Miro.
    pub AppCard {
        /// The content.
        data => "data": AppCardData;
        /// The style.
        style => "style": AppCardStyle;
    }
}

object! {
    /// The content of an app card.
    #[derive(Default)]
    pub AppCardData {
        /// The title.
        title => "title": text;
        /// The description.
        description => "description": text;
        /// Whether the card is in sync with its source.
        status => "status": AppCardStatus;
        /// The fields in the lower half of the card.
        fields => "fields": [AppCardField];
        /// Whether the card belongs to the app that makes the request.
        owned => "owned": flag;
    }

    /// A field in the lower half of an app card.
    #[derive(Default)]
    pub AppCardField {
        /// The text.
        value => "value": text;
        /// The text shown when the pointer is over the field.
        tooltip => "tooltip": text;
        /// The address of the icon.
        icon_url => "iconUrl": text;
        /// The outline of the icon.
        icon_shape => "iconShape": IconShape;
        /// The background color.
        fill_color => "fillColor": HexColor;
        /// The text color.
        text_color => "textColor": HexColor;
    }

    /// The style of an app card.
    #[derive(Default)]
    pub AppCardStyle {
        /// The border color.
        fill_color => "fillColor": HexColor;
    }
}

open_enum! {
    /// Whether an app card is in sync with its source.
    pub AppCardStatus {
        /// Not in sync; Miro's default.
        Disconnected = "disconnected",
        /// In sync.
        Connected = "connected",
        /// The source no longer exists.
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
    /// Changes to an app card.
    pub change AppCardChanges;

    /// The title.
    title => "data.title": text;
    /// The description.
    description => "data.description": text, clear clear_description;
    /// Whether the card is in sync with its source; not in sync if it is not set.
    status => "data.status": AppCardStatus;
    /// The fields in the lower half of the card. A change replaces all fields.
    fields => "data.fields": [NewAppCardField];
    /// The border color; `#2d9bf0` if it is not set.
    fill_color => "style.fillColor": color;
    /// The width in board units.
    width => "geometry.width": number;
    /// The height in board units.
    height => "geometry.height": number;
    /// The rotation in degrees, clockwise.
    rotation => "geometry.rotation": number;
    ..placement;
}

impl NewAppCard {
    /// Creates an app card with this title.
    pub fn new(title: impl Into<String>) -> Self {
        Self::empty().title(title)
    }
}

body! {
    /// A field for the lower half of an app card. Setters also accept a string in its place.
    pub create NewAppCardField like AppCardField;

    /// The text.
    value => "value": text;
    /// The text shown when the pointer is over the field.
    tooltip => "tooltip": text;
    /// The `https://` address of the icon: a JPEG, PNG or SVG image.
    icon_url => "iconUrl": text;
    /// The outline of the icon; round if it is not set.
    icon_shape => "iconShape": IconShape;
    /// The background color.
    fill_color => "fillColor": color;
    /// The text color.
    text_color => "textColor": color;
}

impl NewAppCardField {
    /// Creates a field with this text.
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
    /// Copies a field, to be sent back together with others.
    fn from(field: &AppCardField) -> Self {
        Self::like(field)
    }
}
