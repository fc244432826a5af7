use miro_core::open_enum;

use crate::model::body::{body, to_new};
use crate::model::object::object;
use crate::model::{Links, TagId};

object! {
    /// A tag of a board, which can be attached to its cards and sticky notes.
    pub Tag {
        /// Identifies the tag.
        id => "id": TagId, required;
        /// `tag`.
        kind => "type": text;
        /// The text on the tag.
        title => "title": text;
        /// The tag's color.
        fill_color => "fillColor": TagColor;
        /// Addresses of the tag in the API, for information only: requests are built from ids.
        links => "links": Links;
    }

    /// The tags of one item.
    #[derive(Default)]
    pub TagsOfItem {
        /// The tags, at most 8.
        tags => "tags": [Tag];
    }
}

impl From<&Tag> for TagId {
    fn from(tag: &Tag) -> Self {
        tag.id.clone()
    }
}

open_enum! {
    /// The color of a tag. Miro accepts names here and rejects hexadecimal colors.
    pub TagColor {
        /// Miro's default.
        Red = "red",
        LightGreen = "light_green",
        Cyan = "cyan",
        Yellow = "yellow",
        Magenta = "magenta",
        Green = "green",
        Blue = "blue",
        Gray = "gray",
        Violet = "violet",
        /// Not in Miro's specification, but Miro sends and accepts it.
        DarkGray = "dark_gray",
        DarkGreen = "dark_green",
        DarkBlue = "dark_blue",
        Black = "black",
    }
}

body! {
    /// A tag to create. A board holds at most 100.
    ///
    /// ```
    /// use miro::prelude::*;
    ///
    /// let tag = NewTag::new("urgent").fill_color(TagColor::Magenta);
    /// ```
    pub create NewTag like Tag;
    /// Changes to a tag.
    pub change TagChanges;

    /// The text on the tag, unique on the board; upper and lower case differ.
    title => "title": text in 0..=120;
    /// The tag's color; red if it is not set.
    fill_color => "fillColor": TagColor;
}

to_new! {
    Tag "tag" => NewTag;
}

impl NewTag {
    /// Creates a tag with this text, of at most 120 characters.
    pub fn new(title: impl Into<String>) -> Self {
        Self::empty().title(title)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_tag_reads_what_miro_sends() {
        let json = r#"{"id":"3074457363306854000","title":"delayed","fillColor":"red","type":"tag"}"#;
        let tag: Tag = serde_json::from_str(json).unwrap();
        assert_eq!(tag.fill_color, Some(TagColor::Red));
        assert_eq!(TagId::from(&tag), "3074457363306854000");
        let least: Tag =
            serde_json::from_str(r#"{"id":7,"title":null,"fillColor":null,"links":null}"#).unwrap();
        assert_eq!((least.id.as_str(), least.title, least.fill_color), ("7", None, None));
    }

    #[test]
    fn the_colour_unknown_is_readable_and_survives() {
        let json = r#"{"id":"1","fillColor":"unknown"}"#;
        let tag: Tag = serde_json::from_str(json).unwrap();
        assert_eq!(tag.fill_color, Some(TagColor::Unknown("unknown".into())));
        assert_eq!(serde_json::to_string(&tag).unwrap(), json);
    }

    #[test]
    fn the_tags_of_an_item_may_be_null() {
        let tags: TagsOfItem = serde_json::from_str(r#"{"tags":[{"id":"1"}]}"#).unwrap();
        assert_eq!(tags.tags.len(), 1);
        assert_eq!(serde_json::from_str::<TagsOfItem>(r#"{"tags":null}"#).unwrap(), TagsOfItem::default());
    }

    #[test]
    fn a_body_sends_what_was_set() {
        let tag = serde_json::to_value(NewTag::new("to do")).unwrap();
        assert_eq!(tag, json!({"title": "to do"}));
        let changes = serde_json::to_value(TagChanges::new().fill_color(TagColor::DarkBlue)).unwrap();
        assert_eq!(changes, json!({"fillColor": "dark_blue"}));
        let error = serde_json::to_value(NewTag::new("x".repeat(121))).unwrap_err().to_string();
        assert_eq!(error, "`title`: 121 characters, but Miro takes 0 to 120");
    }
}
